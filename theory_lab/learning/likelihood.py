"""Maximum likelihood, exactly over all data sets.

The maximiser of the likelihood depends on a sample through its counts only, so the law of its coverage is a
sum over count vectors. When several models attain the maximum the one with the worst coverage counts: a bound
that holds for it holds however ties are broken. For mixtures the maximiser comes with an exact
Karush-Kuhn-Tucker slack.

Main definitions
----------------
``bernoulli_coverages``   ``Cov_N(truth || maximiser)`` for every count vector, in the class ``Ber(p), p <= cap``
``tabular_coverages``     the same for the class of all laws
``class_coverages``       the same for a finite class
``likelier_coverages``    the worst coverage among all models at least as likely as a given one
``mean``, ``tail``        of such a table, over all samples
``mixture_fit``           weights of a mixture, with their certified slack

Conventions
-----------
A table of coverages has one entry per count vector, in the order of ``numbers.counts.count_vectors(draws,
k)``. Coverage is ``P_truth(truth / model >= level)``, equality included, ``a/0`` infinite.

References
----------
F. Chen et al., The Coverage Principle, arXiv:2510.15020, Sections 3 and 4, Appendix E.

Tags
----
maximum likelihood, method of types, coverage, mixtures
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.optimize import nnls

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.numbers.counts import count_vectors

__all__ = [
    "MixtureFit",
    "bernoulli_coverages",
    "class_coverages",
    "likelier_coverages",
    "mean",
    "mixture_fit",
    "tabular_coverages",
    "tail",
]


@xp.formula
def bernoulli_coverages(truth: Array, draws: int, level: Any, cap: Any = Fraction(1, 2)) -> Array:
    """``Cov_N(truth || Ber(min(k/n, cap)))`` for every count vector; ``truth`` is ``(1 - p, p)``, result (draws + 1,)."""
    ones = count_vectors(draws, 2)[:, 1] * xp.ones((1,), like=truth)
    fitted = xp.minimum(ones / draws, cap)
    return _coverages(truth, xp.stack([1 - fitted, fitted]).T, level)


@xp.formula
def tabular_coverages(truth: Array, draws: int, level: Any) -> Array:
    """``Cov_N(truth || counts / n)`` for every count vector; ``truth`` is (k,), result (number of count vectors,)."""
    counts = count_vectors(draws, len(truth)) * xp.ones((1, 1), like=truth)
    return _coverages(truth, counts / draws, level)


@xp.formula
def class_coverages(truth: Array, models: Array, draws: int, level: Any) -> Array:
    """The worst ``Cov_N(truth || model)`` among the likeliest models, for every count vector; ``models`` is (c, k)."""
    likelihoods = _likelihoods(models, draws)
    return _worst(truth, models, level, likelihoods, xp.max(likelihoods, axis=1))


@xp.formula
def likelier_coverages(truth: Array, models: Array, reference: int, draws: int, level: Any) -> Array:
    """The worst coverage among models at least as likely as ``models[reference]``, for every count vector."""
    likelihoods = _likelihoods(models, draws)
    return _worst(truth, models, level, likelihoods, likelihoods[:, reference])


@xp.formula
def mean(truth: Array, draws: int, coverages: Array) -> Array:
    """The mean of a table of coverages over all samples of ``draws`` draws from ``truth``."""
    return xp.expect_over_types(truth, draws, lambda _: coverages)


@xp.formula
def tail(truth: Array, draws: int, coverages: Array, threshold: Any) -> Array:
    """The probability over all samples that the coverage exceeds ``threshold`` strictly."""
    return xp.expect_over_types(truth, draws, lambda _: coverages > threshold)


def _coverages(truth: Array, fitted: Array, level: Any) -> Array:
    """``P_truth(truth / fitted >= level)`` for each row of ``fitted`` (c, k); shape (c,)."""
    return xp.sum(truth * xp.indicator(xp.ratio_at_least(truth, fitted, level)), axis=1)


def _likelihoods(models: Array, draws: int) -> Array:
    """Likelihoods of all models on all count vectors up to one factor per vector; shape (number of vectors, c)."""
    largest = xp.max(models, axis=0)
    relative = models / xp.where(largest > 0, largest, 1)
    counts, product = count_vectors(draws, models.shape[1]), xp.ones((1,), like=models)
    for k in range(models.shape[1]):
        powers = xp.stack([relative[:, k] ** e for e in range(draws + 1)])
        product = product * powers[counts[:, k]]
    return product


def _worst(truth: Array, models: Array, level: Any, likelihoods: Array, needed: Array) -> Array:
    eligible = xp.at_least(likelihoods, needed[:, None])
    return xp.max(eligible * _coverages(truth, models, level), axis=1)


@dataclass(frozen=True, slots=True)
class MixtureFit:
    """Mixture weights (c,) and ``slack = max_j (1/n) sum_i component_j(y_i) / mixture(y_i) - 1``, exactly.

    Every law ``q`` of the class satisfies ``(1/n) sum_i q(y_i) / mixture(y_i) <= 1 + slack``, and no
    log-likelihood of the class exceeds the mixture's by more than ``n log(1 + slack)``.
    """

    weights: tuple[Fraction, ...]
    slack: Fraction


def mixture_fit(components: Array, counts: Sequence[int]) -> MixtureFit:
    """The maximum-likelihood mixture of exact rational ``components`` (c, k) for the sample with ``counts`` (k,).

    Newton's method on ``-sum counts log(mixture) + (n/2) (sum weights)^2`` in floats, each step a nonnegative
    least-squares problem; the slack of the rounded weights is exact. Raises ``ValueError`` when no mixture
    explains the sample.
    """
    rows = [[entry.fraction for entry in row] for row in components.payload[..., 0]]
    seen = [y for y, count in enumerate(counts) if count]
    if any(all(row[y] == 0 for row in rows) for y in seen):
        raise ValueError(f"no component gives positive probability to every outcome of the counts {list(counts)}")
    table = np.array([[float(row[y]) for row in rows] for y in seen])
    weights = _newton(table, np.array([float(counts[y]) for y in seen]))
    wholes = [round(weight * 2**60) for weight in weights]
    rounded = tuple(Fraction(whole, sum(wholes)) for whole in wholes)
    mixture = {y: sum((w * row[y] for w, row in zip(rounded, rows, strict=True)), Fraction(0)) for y in seen}
    total = Fraction(sum(counts))
    fits = [sum((counts[y] * row[y] / mixture[y] for y in seen), Fraction(0)) / total for row in rows]
    return MixtureFit(rounded, max(fits) - 1)


def _newton(table: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Weights (c,) that maximise ``sum counts log(table @ weights)``; ``table`` is (seen outcomes, c)."""
    n, c = counts.sum(), table.shape[1]

    def loss(weights: np.ndarray) -> float:
        with np.errstate(divide="ignore"):
            return -counts @ np.log(table @ weights) + n / 2 * weights.sum() ** 2

    weights, rounding = np.full(c, 1 / c), 1e-13 * n
    for _ in range(100):
        scale = np.sqrt(counts) / (table @ weights)
        system = np.vstack([scale[:, None] * table, np.full((1, c), np.sqrt(n))])
        direction = nnls(system, np.append(2 * np.sqrt(counts), 0.0))[0] - weights
        size = 1.0
        while loss(weights + size * direction) > loss(weights) + rounding:
            size /= 2
        weights = weights + size * direction
        if abs(direction).max() <= 1e-15:
            break
    return weights / weights.sum()
