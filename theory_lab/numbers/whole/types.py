"""Multinomial types in whole numbers.

A sample of ``n`` draws from ``k`` outcomes often matters only through its count vector, its *type*.  For a
law with whole weights ``w`` of total ``W`` the mass of a type ``c`` is ``multinomial(c) * prod_i w_i ** c_i``
over the one denominator ``W ** n``, so that sums over types are sums of whole numbers.

Main definitions
----------------
``count_vectors``, ``number_of_types``   all types, in lexicographic order
``whole_weights``                        a rational law as whole weights
``type_numerators``                      the masses of all types over one denominator
``expect_over_types``                    the exact mean of a function of the type
``binomial``, ``multinomial``            how many subsets, and sequences of one type, there are

Conventions
-----------
A law is given by nonnegative weights, its probabilities are ``w_i / sum(w)``.  ``0 ** 0 = 1``: a type that
uses an outcome of weight 0 has mass 0.  No draws have one type, the zero vector.

References
----------
I. Csiszar and J. Koerner, *Information Theory*, chapter 2 (the method of types).

Tags
----
multinomial law, types, exact sums
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "binomial",
    "count_vectors",
    "expect_over_types",
    "multinomial",
    "number_of_types",
    "type_numerators",
    "whole_weights",
]


def binomial(n: int, k: int) -> int:
    """The number of ``k``-subsets of ``n`` things; 0 outside ``0 <= k <= n``."""
    return math.comb(n, k) if 0 <= k <= n else 0


def multinomial(counts: Sequence[int]) -> int:
    """The number of sequences with the given counts."""
    total, product = 0, 1
    for count in counts:
        total += count
        product *= math.comb(total, count)
    return product


def number_of_types(draws: int, outcomes: int) -> int:
    """How many types ``draws`` draws from ``outcomes`` outcomes have: ``binomial(n + k - 1, k - 1)``."""
    if draws < 0 or outcomes < 1:
        raise ValueError(f"types need draws >= 0 and outcomes >= 1, got {draws} and {outcomes}")
    return math.comb(draws + outcomes - 1, outcomes - 1)


def count_vectors(draws: int, outcomes: int) -> NDArray[np.int64]:
    """All types in lexicographic order, shape (number_of_types, outcomes)."""
    vectors = np.empty((number_of_types(draws, outcomes), outcomes), dtype=np.int64)
    left = np.array([draws])
    for column in range(outcomes - 1):
        after = outcomes - column - 1
        counts = _zero_to(left)
        left = np.repeat(left, left + 1) - counts
        spread = np.array([number_of_types(r, after) for r in range(draws + 1)])
        vectors[:, column] = np.repeat(counts, spread[left])
    vectors[:, -1] = left
    return vectors


def whole_weights(law: Sequence[Any]) -> list[int]:
    """Whole weights proportional to ``law``, a sequence of nonnegative whole numbers or fractions, not all 0.

    Raises ``TypeError`` for a float and ``ValueError`` for a negative weight or for weights that are all 0.
    """
    for weight in law:
        if not hasattr(weight, "numerator") or not hasattr(weight, "denominator"):
            raise TypeError(f"{weight!r} is not exact; a law over types needs whole numbers or fractions")
    scale = math.lcm(*(int(weight.denominator) for weight in law))
    weights = [int(weight.numerator) * (scale // int(weight.denominator)) for weight in law]
    if not any(weights) or min(weights) < 0:
        raise ValueError(f"weights must be nonnegative and not all 0, got {list(law)}")
    return weights


def type_numerators(law: Sequence[Any], draws: int) -> tuple[NDArray[np.object_], int]:
    """The mass of every type: an array of ints in the order of ``count_vectors``, over one denominator."""
    weights = whole_weights(law)
    mass, left, last = _split(weights, draws)
    return np.repeat(mass, left + 1) * last, sum(weights) ** draws


def expect_over_types(law: Sequence[Any], draws: int, values: Any) -> Fraction:
    """The exact mean of ``values``, one entry per type in the order of ``count_vectors``.

    ``values`` has shape (number_of_types,) and holds booleans (an event), whole numbers or fractions; floats
    raise ``TypeError``, another length ``ValueError``.
    """
    weights = whole_weights(law)
    mass, left, last = _split(weights, draws)
    numerators, denominator = _over_one_denominator(np.asarray(values), len(last))
    terms = np.where(numerators, last, 0) if numerators.dtype == bool else last * numerators
    starts = np.cumsum(left + 1) - (left + 1)
    total = np.dot(mass, np.add.reduceat(terms, starts))
    return Fraction(int(total), denominator * sum(weights) ** draws)


def _split(weights: list[int], draws: int) -> tuple[NDArray[np.object_], NDArray[np.int64], NDArray[np.object_]]:
    """Masses as products: of all counts but the last two, and of how the draws left split over those.

    Returns ``mass`` and ``left`` with one entry per beginning, and ``last``, whose entries belong to the
    beginnings in blocks of length ``left + 1``.
    """
    number_of_types(draws, len(weights))
    if len(weights) == 1:
        return np.array([1], dtype=object), np.array([0]), np.array([weights[0] ** draws], dtype=object)
    mass, left = np.array([1], dtype=object), np.array([draws])
    for weight in weights[:-2]:
        counts = _zero_to(left)
        mass = np.repeat(mass, left + 1) * _binomial_rows(weight, 1, left)
        left = np.repeat(left, left + 1) - counts
    return mass, left, _binomial_rows(weights[-2], weights[-1], left)


def _binomial_rows(first: int, second: int, left: NDArray[np.int64]) -> NDArray[np.object_]:
    """The terms of ``(first + second) ** r`` for each ``r`` in ``left``, one block after the other."""
    firsts, seconds = ([base**power for power in range(int(left.max()) + 1)] for base in (first, second))
    rows = {
        r: np.array([math.comb(r, c) * firsts[c] * seconds[r - c] for c in range(r + 1)], dtype=object)
        for r in np.unique(left).tolist()
    }
    return np.concatenate([rows[r] for r in left.tolist()])


def _zero_to(tops: NDArray[np.int64]) -> NDArray[np.int64]:
    """``0, ..., top`` for each top, one block after the other."""
    ends = np.cumsum(tops + 1)
    return np.arange(ends[-1]) - np.repeat(ends - tops - 1, tops + 1)


def _over_one_denominator(values: NDArray[Any], types: int) -> tuple[NDArray[Any], int]:
    if values.shape != (types,):
        raise ValueError(f"one value per type is needed, shape ({types},), got {values.shape}")
    if values.dtype == bool:
        return values, 1
    if values.dtype.kind in "iu":
        return values.astype(object), 1
    if not all(hasattr(value, "denominator") for value in values):
        raise TypeError(f"values over types must be booleans, whole numbers or fractions, not {values.dtype}")
    scale = math.lcm(*{int(value.denominator) for value in values})
    return np.array([int(v.numerator) * (scale // int(v.denominator)) for v in values], dtype=object), scale
