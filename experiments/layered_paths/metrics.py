"""What a checkpoint's log-probabilities say: KL, coverage, Pass@N.

The data law of a prompt lives on its four valid paths, so that the model's log-probabilities of these four determine
every quantity below exactly, prompt by prompt; the only randomness left is the choice of the held-out prompts.

Main definitions
----------------
``laws``                    data law and model on the outcomes of each prompt
``per_prompt``              every quantity of every prompt
``Estimate``, ``estimate``  the mean over prompts with confidence bounds
``rows``                    one row for each quantity of a checkpoint
``append``, ``read``        rows to and from a CSV file

Conventions
-----------
Nats.  A prompt has five outcomes: its valid paths, and everything else, which has data probability 0.  The *correct
set* is the support of the data law: the path of the prompt's class in fine-tuning, all valid paths in pre-training.
The cross-entropy is the KL plus the entropy of the data law, a constant (0 in fine-tuning), and has no row of its own.
Bounds are two-sided empirical Bernstein bounds (Maurer and Pontil, 2009, Theorem 4) for independent prompts, at level
95 % each, not simultaneously, cut to the range of the quantity.  KL is unbounded: its bounds are those of the mean of
``min(KL, CAP)``, and of the two only the lower one also bounds the mean KL.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Definition 1.1.
A. Maurer and M. Pontil, *Empirical Bernstein bounds and sample variance penalization*, arXiv:0907.3740.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.layered_paths import task
from theory_lab import numbers as xp
from theory_lab.decoding.choice.best_of_n import pass_at

__all__ = ["CAP", "DRAWS", "LEVELS", "Estimate", "append", "estimate", "laws", "per_prompt", "read", "rows"]

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

LEVELS = tuple(Fraction(text) for text in ("1.5", "2", "3", "4", "5.7", "8", "12", "16", "32", "64", "128"))
DRAWS = (1, 2, 4, 8, 12, 16, 32, 64, 128)
CAP = 16
ERROR = 0.05
Logs = dict[task.Phase, Floats]
Row = dict[str, str]
COLUMNS = ("seed", "phase", "step", "law", "metric", "level", "value", "low", "high")


class Estimate(NamedTuple):
    """A mean over held-out prompts with its confidence bounds."""

    value: float
    low: float
    high: float


def laws(phase: task.Phase, hidden: Whole, logs: Floats) -> tuple[Floats, Floats]:
    """Data law and model on the five outcomes of each prompt, both (prompts, 5).

    ``logs`` (prompts, 4) are the model's log-probabilities of the valid paths.  Raises ``ValueError`` when they add
    up to more than 1 beyond rounding.
    """
    table = np.array([[float(mass) for mass in task.path_law(phase, bit)] + [0.0] for bit in (0, 1)])
    model = np.exp(logs)
    rest = 1 - model.sum(axis=1, keepdims=True)
    if rest.min() < -1e-9:
        raise ValueError(f"the probabilities of a prompt's valid paths must add up to at most 1, got {1 - rest.min()}")
    return table[hidden], np.concatenate([model, np.maximum(rest, 0)], axis=1)


def per_prompt(phase: task.Phase, hidden: Whole, logs: Floats) -> dict[tuple[str, str], Floats]:
    """Each quantity of every prompt, (prompts,), by name and level."""
    data, model = laws(phase, hidden, logs)
    p, q = xp.floats(data), xp.floats(model)
    correct = np.where(data[:, :-1] > 0, model[:, :-1], 0).sum(axis=1)
    quantities: dict[tuple[str, str], Floats] = {
        ("kl", ""): _plain(xp.sum(xp.kl_term(p, q), axis=1)),
        ("valid", ""): model[:, :-1].sum(axis=1),
        ("g1", ""): model[:, task.PATHS - 1],
        ("g2", ""): model[:, 0],
    }
    for level in LEVELS:
        covered = xp.sum(p * xp.indicator(xp.ratio_at_least(p, q, level)), axis=1)
        quantities["coverage", f"{float(level):g}"] = _plain(covered)
    for draws in DRAWS:
        quantities["pass", str(draws)] = np.asarray(pass_at(correct, draws))
    return quantities


def estimate(values: Floats, top: float = 1.0) -> Estimate:
    """The mean of values in [0, top] of independent prompts, with empirical Bernstein bounds."""
    n = len(values)
    if n < 2 or values.min() < 0 or values.max() > top * (1 + 1e-9):
        raise ValueError(f"need at least two values in [0, {top}], got {n} in [{values.min()}, {values.max()}]")
    tail = math.log(4 / ERROR)
    mean = float(values.mean())
    radius = math.sqrt(2 * float(values.var(ddof=1)) * tail / n) + 7 * top * tail / (3 * (n - 1))
    return Estimate(mean, max(mean - radius, 0.0), min(mean + radius, top))


def rows(seed: int, phase: task.Phase, step: int, logs: Logs) -> list[Row]:
    """The rows of one checkpoint, from its log-probabilities on the held-out prompts: each quantity with its bounds.

    Numbers are written with six digits.
    """
    table = []
    for law, paths in logs.items():
        for (metric, level), values in per_prompt(law, task.held_out(law, len(paths)).hidden, paths).items():
            found = estimate(values) if metric != "kl" else _kl_estimate(values)
            numbers = (f"{number:.6g}" for number in found)
            table.append(dict(zip(COLUMNS, (str(seed), phase, str(step), law, metric, level, *numbers), strict=True)))
    return table


def append(path: Path, table: Sequence[Row]) -> None:
    """Rows to the end of a CSV file, which is begun with a line of column names."""
    fresh = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        if fresh:
            writer.writeheader()
        writer.writerows(table)


def read(path: Path) -> list[Row]:
    """The rows of a CSV file, all entries as text."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _kl_estimate(values: Floats) -> Estimate:
    capped = estimate(np.minimum(values, CAP), CAP)
    return Estimate(float(values.mean()), capped.low, capped.high)


def _plain(array: xp.Array) -> Floats:
    return np.asarray(array.numbers(), dtype=np.float64)
