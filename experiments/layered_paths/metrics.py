"""What a checkpoint's log-probabilities say: KL, coverage, Pass@N, selection.

The data law of a prompt lives on its four valid paths, so that the model's log-probabilities of these four determine
every quantity below exactly, prompt by prompt; the only randomness left is the choice of the held-out prompts.

Main definitions
----------------
``per_prompt``       the quantities of every prompt
``rows``, ``append`` one line of ``metrics.csv`` for each quantity, with confidence bounds over prompts
``tournament``       scores of a population tournament among checkpoints
``selections``       what cross-entropy and tournaments choose, and how good it is

Conventions
-----------
Nats.  A prompt has five outcomes: its valid paths, and everything else, which has data probability 0.  The *correct
set* is the support of the data law: the path of the prompt's class in fine-tuning, all valid paths in pre-training.
Bounds are two-sided empirical Bernstein bounds (Maurer and Pontil, 2009, Theorem 4) for independent prompts, each at
level 95 %, not simultaneous.  KL is unbounded: its bounds are those of the mean of ``min(KL, CAP)``, and only the
lower one also bounds the mean KL.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Definition 1.1 and equation (29).
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.layered_paths import task
from theory_lab import numbers as xp
from theory_lab.decoding.best_of_n import pass_at

__all__ = ["LEVELS", "DRAWS", "Estimate", "append", "estimate", "per_prompt", "rows", "selections", "tournament", "write_selection"]

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

LEVELS = tuple(Fraction(text) for text in ("1.5", "2", "3", "4", "5.7", "8", "12", "16", "32", "64", "128"))
DRAWS = (1, 2, 4, 8, 12, 16, 32, 64, 128)
CAP = 16
ERROR = 0.05
COLUMNS = ("seed", "phase", "step", "law", "metric", "level", "value", "low", "high")
TOURNAMENT_LEVELS = tuple(Fraction(text) for text in ("1.5", "2", "4", "5.7", "8", "16"))


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
