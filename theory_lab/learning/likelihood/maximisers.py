"""Maximum likelihood, exactly over all data sets.

The maximiser of the likelihood depends on a sample through its counts only, so the law of its coverage is a
sum over count vectors. When several models attain the maximum the one with the worst coverage counts: a bound
that holds for it holds however ties are broken.

Main definitions
----------------
``bernoulli_coverages``   ``Cov_N(truth || maximiser)`` for every count vector, in the class ``Ber(p), p <= cap``
``tabular_coverages``     the same for the class of all laws
``floored_coverages``     the same for all laws that give every outcome at least ``floor``
``prompted_coverages``    the same for all conditional laws, prompts without a sample uncovered
``class_coverages``       the same for a finite class
``likelier_coverages``    the worst coverage among all models at least as likely as a given one
``likelier_worst``        the worst of any value of the models among those
``floored_divergences``   ``KL(truth || maximiser)`` for every count vector, in the class with a floor
``mean``, ``tail``        of such a table, over all samples; also its ``quantile``

Conventions
-----------
A table of coverages has one entry per count vector, in the order of ``numbers.whole.types.count_vectors(draws,
k)``. Coverage is ``P_truth(truth / model >= level)``, equality included, ``a/0`` infinite. Where the numbers are
there to look at, ``ValueError`` for a level below 1, for models that are no laws, and for a truth outside a class with
a cap or a floor; also for frequencies of no draw, and for a reference outside the class.

References
----------
F. Chen et al., The Coverage Principle, arXiv:2510.15020, Sections 3 and 4, Appendix E.

Tags
----
maximum likelihood, method of types, coverage
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.learning.likelihood.likeliest import worst_of_likeliest
from theory_lab.learning.likelihood.requirements import known, require_draws, require_laws, require_level, require_member
from theory_lab.numbers import Array
from theory_lab.numbers.whole.rationals import rational
from theory_lab.numbers.whole.types import count_vectors

__all__ = [
    "bernoulli_coverages",
    "class_coverages",
    "floored_coverages",
    "floored_divergences",
    "likelier_coverages",
    "likelier_worst",
    "mean",
    "prompted_coverages",
    "quantile",
    "tabular_coverages",
    "tail",
]


@xp.formula
def bernoulli_coverages(truth: Array, draws: int, level: Any, cap: Any = Fraction(1, 2)) -> Array:
    """``Cov_N(truth || Ber(min(k/n, cap)))`` for every count vector; ``truth`` is ``(1 - p, p)``, result (draws + 1,)."""
    require_member(truth[1], 0, cap, "success probability")
    require_draws(draws)
    ones = count_vectors(draws, 2)[:, 1] * xp.ones((1,), like=truth)
    fitted = xp.minimum(ones / draws, cap)
    return _coverages(truth, xp.stack([1 - fitted, fitted]).T, level)


@xp.formula
def tabular_coverages(truth: Array, draws: int, level: Any) -> Array:
    """``Cov_N(truth || counts / n)`` for every count vector; ``truth`` is (k,), result (number of count vectors,)."""
    require_draws(draws)
    counts = count_vectors(draws, len(truth)) * xp.ones((1, 1), like=truth)
    return _coverages(truth, counts / draws, level)


@xp.formula
def prompted_coverages(prompts: Array, table: Array, draws: int, level: Any) -> Array:
    """``Cov_N`` of the frequencies of answers given the prompt, for every count vector of the ``a * k`` pairs.

    ``prompts`` (a,) is the law of the prompt, ``table`` (a, k) that of the answers; all answers of a prompt that was not
    drawn count as uncovered.
    """
    require_level(level)
    require_laws(prompts[None], "the law of prompts")
    require_laws(table, "row")
    rows, answers = table.shape
    counts = count_vectors(draws, rows * answers).reshape(-1, rows, answers)
    missed = level * counts <= counts.sum(axis=2, keepdims=True) * table
    return xp.sum(xp.sum(prompts[:, None] * table * xp.indicator(missed), axis=2), axis=1)


@xp.formula
def floored_coverages(truth: Array, draws: int, level: Any, floor: Fraction) -> Array:
    """``Cov_N(truth || maximiser)`` among the laws ``q >= floor``, for every count vector; ``truth`` is (k,)."""
    return _coverages(truth, _floored(truth, draws, floor), level)


@xp.formula
def floored_divergences(truth: Array, draws: int, floor: Fraction) -> Array:
    """``KL(truth || maximiser)`` in nats among the laws ``q >= floor``, for every count vector: at most ``log(1/floor)``."""
    require_laws(truth[None], "the data law")
    return xp.sum(xp.kl_term(truth, _floored(truth, draws, floor)), axis=1)


@xp.formula
def class_coverages(truth: Array, models: Array, draws: int, level: Any) -> Array:
    """The worst ``Cov_N(truth || model)`` among the likeliest models, for every count vector; ``models`` is (c, k)."""
    require_laws(models)
    return _worst(models, _coverages(truth, models, level), draws)


@xp.formula
def likelier_coverages(truth: Array, models: Array, reference: int, draws: int, level: Any) -> Array:
    """The worst coverage among models at least as likely as ``models[reference]``, for every count vector."""
    return likelier_worst(models, _coverages(truth, models, level), reference, draws)


@xp.formula
def likelier_worst(models: Array, values: Array, reference: int, draws: int) -> Array:
    """The largest of ``values`` (c,), nonnegative, among models at least as likely as ``models[reference]``, per count vector."""
    if not 0 <= reference < len(models):
        raise ValueError(f"the reference is the number of one of {len(models)} models, from 0, not {reference}")
    require_laws(models)
    return _worst(models, values, draws, reference)


@xp.formula
def mean(truth: Array, draws: int, coverages: Array) -> Array:
    """The mean of a table of coverages over all samples of ``draws`` draws from ``truth``."""
    require_laws(truth[None], "the data law")
    return xp.expect_over_types(truth, draws, lambda _: coverages)


@xp.formula
def tail(truth: Array, draws: int, coverages: Array, threshold: Any) -> Array:
    """The probability over all samples that the coverage exceeds ``threshold`` strictly."""
    require_laws(truth[None], "the data law")
    return xp.expect_over_types(truth, draws, lambda _: coverages > threshold)


@xp.formula
def quantile(truth: Array, draws: int, coverages: Array, share: Any) -> Array:
    """The least value of the table that is not exceeded with probability at least ``share`` over all samples.

    For one instance, exact or in floats, else ``TypeError``; ``ValueError`` for a share outside (0, 1].
    """
    if not (known(coverages) and known(truth)):
        raise TypeError("a quantile sorts the table, which needs one instance of exact numbers or plain floats")
    if not 0 < share <= 1:
        raise ValueError(f"the share of a quantile must be in (0, 1], got {share}")
    values = sorted(set(coverages.numbers()))
    low, high = 0, len(values) - 1
    while low < high:
        middle = (low + high) // 2
        enough = bool(tail(truth, draws, coverages, values[middle]) <= 1 - share)
        low, high = (low, middle) if enough else (middle + 1, high)
    return coverages[list(coverages.numbers()).index(values[low])]


def _coverages(truth: Array, fitted: Array, level: Any) -> Array:
    """``P_truth(truth / fitted >= level)`` for each row of ``fitted`` (c, k); shape (c,)."""
    require_level(level)
    require_laws(truth[None], "the data law")
    return xp.sum(truth * xp.indicator(xp.ratio_at_least(truth, fitted, level)), axis=1)


def _floored(truth: Array, draws: int, floor: Fraction) -> Array:
    """The maximisers among the laws ``q >= floor``, shape (number of count vectors, k), in the arithmetic of ``truth``."""
    numerators, denominators = _floored_fits(draws, len(truth), rational(floor, "the floor"))
    require_member(xp.min(truth), floor, 1, "smallest mass")
    require_draws(draws)
    return numerators * xp.ones((1, 1), like=truth) / denominators


@lru_cache(maxsize=64)
def _floored_fits(draws: int, outcomes: int, floor: Fraction) -> tuple[np.ndarray, np.ndarray]:
    """The same as whole numerators and denominators: ``max(floor, scale * counts)`` with the scale that makes it a law."""
    if not 0 < floor * outcomes <= 1:
        raise ValueError(f"a floor below {outcomes} outcomes must be in (0, 1/{outcomes}], got {floor}")
    counts, low, whole = count_vectors(draws, outcomes), floor.numerator, floor.denominator
    ordered = np.sort(counts, axis=1)
    used, raised = np.full(len(counts), draws), np.zeros(len(counts), dtype=np.int64)
    for k in range(outcomes):  # the smallest counts are raised to the floor, as long as their share falls below it
        short = (raised == k) & (ordered[:, k] * (whole - raised * low) < low * used)
        used, raised = used - short * ordered[:, k], raised + short
    shares, left = counts * (whole - raised * low)[:, None], used[:, None] * whole
    kept = shares * whole >= low * left
    return np.where(kept, shares, low), np.where(kept, left, whole)


def _worst(models: Array, values: Array, draws: int, reference: int | None = None) -> Array:
    """The largest value among the likeliest models, or those at least as likely as the reference, for every count vector."""
    if models.is_float and values.is_float and known(models) and known(values):
        return xp.floats(worst_of_likeliest(models.numbers(), values.numbers(), draws, reference))
    likelihoods = _likelihoods(models, draws)
    needed = xp.max(likelihoods, axis=1) if reference is None else likelihoods[:, reference]
    return xp.max(xp.at_least(likelihoods, needed[:, None]) * values, axis=1)


def _likelihoods(models: Array, draws: int) -> Array:
    """Likelihoods of all models on all count vectors up to one factor per vector; shape (number of vectors, c)."""
    largest = xp.max(models, axis=0)
    relative = models / xp.where(largest > 0, largest, 1)
    counts, product = count_vectors(draws, models.shape[1]), xp.ones((1,), like=models)
    for k in range(models.shape[1]):
        powers = xp.stack([relative[:, k] ** e for e in range(draws + 1)])
        product = product * powers[counts[:, k]]
    return product
