"""The whole experiment: training, drawing, tables.

``python -m experiments.guided_brackets.train --out RUN`` trains the networks of each seed, draws words with every sampler, and
writes ``samplers.csv`` and ``values.csv`` of all seeds in ``RUN``.  What is in ``RUN`` already is not done again, so that an
interrupted run continues, and seeds may be run one after another.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from experiments.guided_brackets import networks, recompute, sample

__all__ = ["run"]


def run(seeds: list[int], settings: networks.Settings, budget: sample.Budget, out: Path) -> None:
    """Train each seed, draw for each that is in ``out``, and write the tables anew."""
    for seed in seeds:
        networks.train(seed, settings, out)
    for seed in sorted(int(folder.name.removeprefix("seed")) for folder in out.glob("seed*")):
        sample.sample(seed, settings, budget, out)
    recompute.recompute(out, settings, out)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m experiments.guided_brackets.train", description="Train networks on bracket words and sample with them."
    )
    parser.add_argument("--short", action="store_true", help="half a minute: short words, one seed")
    parser.add_argument("--seeds", type=int, nargs="+", help="default: 0 1 2, or 0 with --short")
    parser.add_argument("--out", type=Path, default=Path("guided_brackets_run"), help="an empty or new folder")
    arguments = parser.parse_args()
    seeds = arguments.seeds or ([0] if arguments.short else [0, 1, 2])
    if arguments.short:
        run(seeds, networks.SHORT, sample.SHORT, arguments.out)
    else:
        run(seeds, networks.FULL, sample.FULL, arguments.out)


if __name__ == "__main__":
    main()
