"""The coefficient at its worst reference model.

``sup over references of dec`` is no concave problem, but one step cannot hurt: moving the reference to the mean of
the class under a least favourable prior raises every term of the minimum. From many starts this gives a lower
bound that one exact linear program proves.

Main definitions
----------------
``ascend``             references and values along the iteration, from one start
``ascend_laws``        the same for models as outcome laws, with any divergence that knows its mean
``mean_laws``, ``root_mean_laws``   the best reference under a prior for Kullback-Leibler and for Hellinger
``worst_reference``    the best end of many random starts: a certified lower bound

Conventions
-----------
Classes are tables of mean functions (N, K) with the squared difference, or a ``ModelClass`` without contexts. The iteration is in
floats; for mean functions the value of the last reference is exact.

References
----------
D. Foster and A. Rakhlin, arXiv:2312.16730, Proposition 24.

Tags
----
decision-estimation coefficient, alternating ascent
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.decisions.classes import ModelClass
from theory_lab.decisions.coefficients.finite_classes import decision_coefficient, positive_offset
from theory_lab.decisions.float_games import near_solution
from theory_lab.numbers.whole.rationals import rationals

__all__ = ["WorstReference", "ascend", "ascend_laws", "mean_laws", "root_mean_laws", "worst_reference"]

DIGITS = 10**6  # denominator of a reference that floats have found: an exact linear program follows, and grows with it


@dataclass(frozen=True)
class WorstReference:
    """A reference (K,) and the exact coefficient there, a lower bound on the supremum; ``values`` are the ends of all starts."""

    value: Fraction
    reference: tuple[Fraction, ...]
    values: np.ndarray


def ascend(
    means: np.ndarray, reference: np.ndarray, offset: float, steps: int = 200, gain: float = 1e-9
) -> tuple[list[float], np.ndarray]:
    """Values along ``reference <- E_mu f``, and the last reference; stops when a step gains less than ``gain``."""
    gaps, values = means.max(axis=1, keepdims=True) - means, []
    for _ in range(steps):
        value, prior, _ = near_solution(gaps - offset * (means - reference) ** 2)
        values.append(value)
        if len(values) > 1 and value - values[-2] < gain:
            break
        reference = prior @ means
    return values, reference


def mean_laws(laws: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """``E_mu M``, which minimises ``E_mu KL(M | reference)``; (N, A, O) and (N,) to (A, O)."""
    return np.tensordot(prior, laws, axes=1)


def root_mean_laws(laws: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """The law proportional to ``(E_mu sqrt M)^2``, which minimises the mean squared Hellinger distance; (A, O)."""
    squares = np.tensordot(prior, np.sqrt(laws), axes=1) ** 2
    return squares / squares.sum(axis=1, keepdims=True)


def ascend_laws(
    models: ModelClass, reference: np.ndarray, offset: float, divergence: Any, center: Any, steps: int = 200, gain: float = 1e-9
) -> tuple[list[float], np.ndarray]:
    """Values along ``reference <- center(laws, mu)`` from outcome laws (A, O), and the last reference.

    ``divergence`` is one of ``estimation``, ``center`` its best reference. Raises ``ValueError`` for a class with contexts.
    """
    if models.shape[0] != 1:
        raise ValueError(f"the ascent is for classes without contexts, not for {models.shape[0]} of them")
    models, values = models.floats(), []
    for _ in range(steps):
        far = divergence(models, reference[None, ..., None])[:, 0, :, 0]
        value, prior, _ = near_solution(models.gaps[:, 0] - offset * far)
        values.append(value)
        if len(values) > 1 and value - values[-2] < gain:
            break
        reference = center(models.laws[:, 0], prior)
    return values, reference


def worst_reference(means: Any, offset: Fraction, starts: int, rng: np.random.Generator) -> WorstReference:
    """The best of ``starts`` ascents from random points of the convex hull of a table of fractions (N, K)."""
    offset, exact = positive_offset(offset), rationals(means, "the mean")
    table = exact.astype(float)
    if starts < 1 or table.ndim != 2 or not table.size:
        raise ValueError(f"a search needs a start and a table of means (N, K), got {starts} starts and shape {table.shape}")
    ends, best, top = np.empty(starts), table[0], -np.inf
    for start in range(starts):
        values, reference = ascend(table, rng.dirichlet(np.full(len(table), 0.5)) @ table, float(offset))
        ends[start] = values[-1]
        if values[-1] > top:
            top, best = values[-1], reference
    chosen = tuple(Fraction(round(x * DIGITS), DIGITS) for x in best.tolist())
    gaps = exact.max(axis=1, keepdims=True) - exact
    value = decision_coefficient(gaps, (exact - np.array(chosen)) ** 2, offset).value
    return WorstReference(value, chosen, ends)
