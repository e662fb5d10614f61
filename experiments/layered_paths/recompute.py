"""The tables of a run from its stored log-probabilities.

``python -m experiments.layered_paths.recompute RUN --out DIR`` reads the log-probabilities that training left in the
folder ``RUN`` and writes ``metrics.csv`` and ``selection.csv`` to ``DIR``; a run that is still going on may be looked at.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from experiments.layered_paths import metrics, selection, task

__all__ = ["recompute"]


def recompute(run: Path, out: Path) -> None:
    """Both tables, seed by seed, phase by phase, step by step; tables in ``out`` are replaced."""
    out.mkdir(parents=True, exist_ok=True)
    table: list[metrics.Row] = []
    chosen: list[metrics.Row] = []
    for seed in sorted(int(folder.name.removeprefix("seed")) for folder in run.glob("seed*")):
        folder = run / f"seed{seed}"
        for phase in task.MIXTURES:
            for step, found in _stored(folder, phase).items():
                table += metrics.rows(seed, phase, step, found)
        if last := {step: found["finetuning"] for step, found in _stored(folder, "finetuning").items()}:
            hidden = task.held_out("finetuning", len(next(iter(last.values())))).hidden
            chosen += selection.selections(seed, list(last), hidden, np.stack(list(last.values())))
    for name, rows in (("metrics.csv", table), ("selection.csv", chosen)):
        (out / name).unlink(missing_ok=True)
        if rows:
            metrics.append(out / name, rows)


def _stored(folder: Path, phase: task.Phase) -> dict[int, metrics.Logs]:
    """The log-probabilities under each law, by step."""
    files = {int(file.stem.split("-")[1]): np.load(file) for file in sorted(folder.glob(f"{phase}-*.npz"))}
    return {step: {law: stored[law] for law in task.MIXTURES if law in stored} for step, stored in files.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m experiments.layered_paths.recompute", description="Recompute the tables of a run."
    )
    parser.add_argument("run", type=Path, help="the folder that training wrote")
    parser.add_argument("--out", type=Path, required=True, help="a folder; tables in it are replaced")
    arguments = parser.parse_args()
    recompute(arguments.run, arguments.out)


if __name__ == "__main__":
    main()
