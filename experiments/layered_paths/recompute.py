"""The tables of a run from its stored log-probabilities.

``python -m experiments.layered_paths.recompute RUN --out DIR`` reads the log-probabilities that training left in the
folder ``RUN`` and writes ``metrics.csv`` and ``selection.csv`` to ``DIR``; on the same log-probabilities they are the
files that training writes, entry for entry.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from experiments.layered_paths import metrics, selection, task

__all__ = ["recompute"]


def recompute(run: Path, out: Path) -> None:
    """Both tables, seed by seed, phase by phase, step by step; the files in ``out`` must not exist yet."""
    out.mkdir(parents=True, exist_ok=True)
    for name in ("metrics.csv", "selection.csv"):
        if (out / name).exists():
            raise ValueError(f"{out / name} exists already: choose a folder without it")
    seeds = sorted(int(folder.name.removeprefix("seed")) for folder in run.glob("seed*"))
    for seed in seeds:
        for phase in task.MIXTURES:
            for file in sorted((run / f"seed{seed}").glob(f"{phase}-*.npz")):
                stored = np.load(file)
                logs: metrics.Logs = {law: stored[law] for law in task.MIXTURES if law in stored}
                metrics.append(out / "metrics.csv", metrics.rows(seed, phase, int(file.stem.split("-")[1]), logs))
    selection.write_selection(out, run, seeds)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m experiments.layered_paths.recompute", description="Recompute the tables of a run."
    )
    parser.add_argument("run", type=Path, help="the folder that training wrote")
    parser.add_argument("--out", type=Path, required=True, help="a folder without tables")
    arguments = parser.parse_args()
    recompute(arguments.run, arguments.out)


if __name__ == "__main__":
    main()
