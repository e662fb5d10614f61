"""The exact minimax risk of a finite class, over all learners that see independent samples.

A randomised learner is a kernel from count states to answers, on which every model's expected loss is linear: one linear
program, solved in rational numbers with a dual. Its multipliers are a least favourable prior, whose Bayes risk is the value
again, so that the value is a lower bound for *every* learner.

Main definitions
----------------
``minimax_risk``, ``MinimaxRisk``   the value, the prior and a minimax learner, for a table of losses
``coverage_risk``                   of the coverage at a level, all laws as answers
``total_variation_risk``            of total variation, all laws as answers
``proper_risk``                     of any loss, with answers in the class

Conventions
-----------
Models are rows of whole numbers or fractions that sum to 1; risks are fractions. ``learner[s][a]`` is the probability of the
answer ``a`` in state ``s``.

References
----------
A. Wald, *Statistical Decision Functions*, 1950; F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Section 3.

Tags
----
minimax risk, least favourable prior, linear programming
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.learning.minimax.actions import Rows, checked_laws, coverage_losses, proper_losses, total_variation_losses
from theory_lab.numbers.whole.programs import solve_program
from theory_lab.numbers.whole.types import number_of_types, type_numerators

__all__ = ["MinimaxRisk", "coverage_risk", "minimax_risk", "proper_risk", "total_variation_risk"]

LARGEST = 1 << 22  # entries of the program, which is solved densely and exactly


@dataclass(frozen=True, slots=True)
class MinimaxRisk:
    """The exact value, a least favourable prior (c,), and a minimax learner (states, answers)."""

    value: Fraction
    prior: tuple[Fraction, ...]
    learner: tuple[tuple[Fraction, ...], ...]


def minimax_risk(models: Rows, draws: int, losses: Any) -> MinimaxRisk:
    """The least largest expected loss over all kernels from states to answers.

    ``losses`` (c, answers) are nonnegative whole numbers or fractions. Raises ``ValueError`` for models that are no laws, without
    an answer, and, before the states are listed, where the program is too large.
    """
    losses, rows = np.asarray(losses, dtype=object), checked_laws(models)
    if losses.ndim != 2 or len(losses) != len(rows):
        raise ValueError(f"{len(rows)} models need as many rows of losses, not a table of shape {losses.shape}")
    if not losses.shape[1]:
        raise ValueError(f"a learner chooses among at least one answer, not in a table of shape {losses.shape}")
    states, answers = number_of_types(draws, len(rows[0])), losses.shape[1]
    variables = states * answers + 1
    if variables * (states + len(rows)) > LARGEST:
        raise ValueError(f"{states:,} states with {answers:,} answers are more than an exact program can hold")
    masses = [_masses(row, draws) for row in rows]
    upper = np.zeros((len(rows), variables), dtype=object)
    upper[:, -1] = -1
    for j, mass in enumerate(masses):
        upper[j, :-1] = np.outer(mass, losses[j]).ravel()
    equal = np.concatenate([np.kron(np.eye(states, dtype=int), np.ones(answers, dtype=int)), np.zeros((states, 1), int)], axis=1)
    cost = [0] * (variables - 1) + [1]
    found = solve_program(cost, upper, [0] * len(rows), equal, [1] * states, free=[variables - 1])
    learner = tuple(found.x[s * answers : (s + 1) * answers] for s in range(states))
    return MinimaxRisk(found.value, found.y, learner)


def coverage_risk(models: Rows, draws: int, level: Any) -> MinimaxRisk:
    """The minimax ``E Cov_level(model || answer)`` over all randomised learners that answer with any law."""
    return minimax_risk(models, draws, coverage_losses(models, level))


def total_variation_risk(models: Rows, draws: int) -> MinimaxRisk:
    """The minimax ``E TV(model, answer)`` over all randomised learners that answer with any law."""
    return minimax_risk(models, draws, total_variation_losses(models))


def proper_risk(models: Rows, draws: int, loss: Callable[[Sequence[Fraction], Sequence[Fraction]], Fraction]) -> MinimaxRisk:
    """The minimax risk over all randomised learners that answer with a model of the class."""
    return minimax_risk(models, draws, proper_losses(models, loss))


def _masses(law: list[Fraction], draws: int) -> np.ndarray:
    numerators, denominator = type_numerators(law, draws)
    return np.array([Fraction(int(numerator), denominator) for numerator in numerators], dtype=object)
