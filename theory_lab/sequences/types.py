"""Count states: samples that matter only through their counts.

The law of a statistic of ``n`` independent draws is a sum over types, in whole numbers, and a statistic that
is additive over the outcomes, ``sum_i f(i, c_i)``, needs no list of types at all: its mean uses binomial
marginals, its law a convolution over the outcomes in which equal values are merged.

Main definitions
----------------
``expect_over_types``, ``law_over_types``   mean and law of any function of the type
``additive_mean``, ``additive_law``         the same for ``sum_i f(i, c_i)``, without listing types
``count_vectors``, ``number_of_types``, ``type_numerators``   see ``numbers.whole.types``

Conventions
-----------
A law is given by nonnegative weights, whole numbers or fractions; the probabilities are ``w_i / sum(w)``.
Results are fractions.  Statistics are vectorised: they see the array of all types, shape (m, k), and return m
values.

Tags
----
multinomial law, method of types, dynamic programming
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from fractions import Fraction
from math import comb
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory_lab.numbers.whole import types as counts
from theory_lab.numbers.whole.types import count_vectors, number_of_types, type_numerators

__all__ = [
    "additive_law",
    "additive_mean",
    "count_vectors",
    "expect_over_types",
    "law_over_types",
    "number_of_types",
    "type_numerators",
]

Statistic = Callable[[NDArray[np.int64]], Any]
Term = Callable[[int, int], Any]


def expect_over_types(law: Sequence[Any], draws: int, statistic: Statistic) -> Fraction:
    """The exact mean of a statistic of the counts of ``draws`` independent draws from ``law``.

    ``statistic`` maps all types, an int array (m, k), to m booleans, whole numbers or fractions.  Raises
    ``TypeError`` for floats.
    """
    return counts.expect_over_types(law, draws, statistic(count_vectors(draws, len(law))))


def law_over_types(law: Sequence[Any], draws: int, statistic: Statistic) -> dict[Any, Fraction]:
    """The law of a statistic with exact hashable values: a dictionary value -> positive probability."""
    numerators, denominator = type_numerators(law, draws)
    found = np.asarray(statistic(count_vectors(draws, len(law))))
    if found.shape != (len(numerators),):
        raise ValueError(f"a statistic has one value for each of the {len(numerators)} types, got shape {found.shape}")
    values = found.tolist()
    return _law(zip(_exact(values), numerators.tolist(), strict=True), denominator)


def additive_mean(law: Sequence[Any], draws: int, term: Term) -> Any:
    """The exact mean of ``sum_i term(i, c_i)`` through the binomial law of each count.

    ``term(i, c)`` is the contribution of outcome ``i`` when drawn ``c`` times, for every ``0 <= c <= draws``:
    a whole number, a fraction or an exact 0-d Array.  Costs ``outcomes * draws`` products.
    """
    weights = _checked(law, draws)
    total = sum(weights)
    return sum(
        value * Fraction(comb(draws, c) * weight**c * (total - weight) ** (draws - c), total**draws)
        for i, weight in enumerate(weights)
        for c, value in enumerate(_terms(term, i, draws if weight else 0))
    )


def additive_law(law: Sequence[Any], draws: int, term: Term) -> dict[Any, Fraction]:
    """The law of ``sum_i term(i, c_i)``: a dictionary value -> positive probability.

    Convolves over the outcomes and merges equal values, so the cost follows the number of distinct partial
    sums and not the number of types.  Values are whole numbers or fractions.
    """
    weights = _checked(law, draws)
    masses: dict[tuple[int, Any], int] = {(0, 0): 1}
    for i, weight in enumerate(weights):
        following: dict[tuple[int, Any], int] = defaultdict(int)
        most = draws if weight else 0
        powers, terms = [weight**c for c in range(most + 1)], _terms(term, i, most)
        for (used, value), mass in masses.items():
            left = draws - used
            for c in range(left + 1) if i + 1 < len(weights) else (left,):
                if weight or not c:
                    following[used + c, value + terms[c]] += mass * comb(left, c) * powers[c]
        masses = following
    return _law(((value, mass) for (_, value), mass in masses.items()), sum(weights) ** draws)


def _checked(law: Sequence[Any], draws: int) -> list[int]:
    number_of_types(draws, len(law))
    return counts.whole_weights(law)


def _terms(term: Term, outcome: int, most: int) -> list[Any]:
    return _exact([term(outcome, count) for count in range(most + 1)])


def _exact(values: list[Any]) -> list[Any]:
    for value in values:
        if isinstance(value, float | np.floating):
            raise TypeError(f"the float {value!s} is not exact; statistics have whole numbers or fractions as values")
    return [int(value) if isinstance(value, np.integer) else value for value in values]  # NumPy's overflow when they are added


def _law(masses: Iterable[tuple[Hashable, int]], denominator: int) -> dict[Any, Fraction]:
    merged: dict[Hashable, int] = defaultdict(int)
    for value, mass in masses:
        if mass:
            merged[value] += mass
    return {value: Fraction(mass, denominator) for value, mass in merged.items()}
