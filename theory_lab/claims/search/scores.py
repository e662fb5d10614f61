"""Scores: how close floats say that instances come to the bound.

A score ranks and decides nothing; what is outstanding goes to the exact judge.

Main definitions: ``scores``.

Conventions: a violation of an inequality scores above 1, of an equation above 0; enclosures score no more than the exact values
would; -inf where the instance is vacuous or a side is no number.
"""

from __future__ import annotations

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.space import Instance
from theory_lab.claims.verdicts.judge import ascending, evaluate
from theory_lab.numbers import Array

# Sides that float64 cannot tell apart: sums of a few thousand terms lose some 12 of its 52 bits.
NOISE = 2.0**-40


def scores(claim: Claim, instance: Instance, count: int) -> np.ndarray:
    """Ranking of a float batch, shape (count,): the largest step ratio; -inf where vacuous or not a number.

    For an inequality a violation scores above 1 (above 0 for an equation).  A positive left side over a right side of 0 or below
    scores infinity, as does a true violation between nonpositive sides.  Enclosures score no more than the exact values would.
    """
    evaluation = evaluate(claim, instance)
    if evaluation is None:
        return np.full(count, -np.inf)
    sides = [tuple(np.broadcast_to(end, (count,)) for end in _ends(value)) for value in evaluation.values]
    best = np.full(count, -np.inf)
    for pair in zip(sides, sides[1:], strict=False):
        relation, left, right = ascending(claim.relation, *pair)
        step = _gaps(*left, *right) if relation == "==" else _ratios(left[0], right[1], relation == "<")
        best = np.fmax(best, step)
    if evaluation.hypothesis is not None:
        best = np.where(np.broadcast_to(evaluation.hypothesis.possible, (count,)), best, -np.inf)
    return best


def _ends(value: Array) -> tuple[np.ndarray, np.ndarray]:
    """The lower and the upper ends of enclosures; floats twice, and so constants of exact arithmetic."""
    return (xp.floats(value) if value.is_exact else value).bounds(batched=True)


def _ratios(left: np.ndarray, right: np.ndarray, strict: bool) -> np.ndarray:
    with np.errstate(all="ignore"):
        ratio = np.where(np.isfinite(right), left / right, 0.0)
        noise = (right < 0) & (left - right < NOISE)  # a right side of 0 that rounding made negative
        score = np.where((left > right) & ~noise, np.inf, np.where(left == right, float(strict), 0.0))
        score = np.where(right > 0, ratio, score)
        return np.where(np.isnan(left) | np.isnan(right), -np.inf, score)


def _gaps(left: np.ndarray, left_most: np.ndarray, right: np.ndarray, right_most: np.ndarray) -> np.ndarray:
    """Distances of the sides, relative to sides above 1."""
    with np.errstate(all="ignore"):
        distance = np.maximum(np.maximum(left - right_most, right - left_most), 0)
        gap = np.where(np.isinf(distance), np.inf, distance / np.maximum(1, np.maximum(np.abs(left), np.abs(right))))
        return np.where(np.isnan(gap), np.where(left == right, 0.0, -np.inf), gap)
