"""Expectations over all data sets, by types.

The law of ``n`` independent draws depends on the counts only, so a sum over all data sets is a sum over count vectors
("types") with multinomial weights.  In exact arithmetic the weights are whole numerators over one denominator.

Main definitions: ``expect_over_types``.

Conventions: ``0**0 = 1``, so that types outside the support have weight 0 and the empty type weight 1.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.numbers import counts, float64, logfloat, real_arrays
from theory_lab.numbers.batches import Array, together
from theory_lab.numbers.constructors import floats
from theory_lab.numbers.conventions import multinomial
from theory_lab.numbers.functions import dot, exp, indicator, log, prod, sum, where
from theory_lab.numbers.real import ZERO, lift
from theory_lab.numbers.structures import stack
from theory_lab.numbers.truths import Truth


def expect_over_types(law: Array, n: int, event: Callable[[np.ndarray], Any]) -> Array:
    """``E f(counts)`` for ``n`` independent draws from ``law``.

    Args:
        law: probabilities, shape (k,).
        n: number of draws, static.
        event: function of the static whole-number array of all types, shape (m, k), to an Array, a ``Truth``, or a static
            array of booleans or exact constants, of shape (m,) or ().
    """
    types = counts.count_vectors(n, law.size)
    values = event(types)
    if isinstance(values, Truth):
        values = indicator(values)
    elif isinstance(values, np.ndarray) and values.dtype == bool:
        values = values.astype(int)
    arithmetic, (probabilities, entries) = together(law, values)
    if arithmetic is real_arrays and all(p.is_exact for p in probabilities[..., 0]):
        exact = [p.fraction for p in probabilities[..., 0]]
        return Array(real_arrays, real_arrays.constant(_mean(exact, n, entries[..., 0], len(types))))
    return sum(_masses(Array(arithmetic, probabilities), types) * Array(arithmetic, entries))


def _mean(probabilities: list[Fraction], n: int, entries: np.ndarray, count: int) -> Any:
    """The mean of exact numbers, as a Fraction if they are rational, else as a Real."""
    entries, mass = np.broadcast_to(entries, (count,)), functools.reduce(operator.add, probabilities)
    if all(entry.is_exact for entry in entries):
        return counts.expect_over_types(probabilities, n, [entry.q for entry in entries]) * mass**n
    numerators, denominator = counts.type_numerators(probabilities, n)
    total = np.add.reduce(real_arrays.lifted(numerators) * entries, initial=ZERO)
    return total * lift(mass**n / denominator)


def _masses(law: Array, types: np.ndarray) -> Array:
    """Multinomial masses of all types, shape (m,), in the arithmetic of the law."""
    if law.arithmetic in (float64, logfloat):
        return _float_masses(law, types)
    coefficients = np.array([multinomial(row) for row in types.tolist()], dtype=object)
    powers = [stack([p**k for k in range(int(types.max()) + 1)])[types[:, j]] for j, p in enumerate(law)]
    return coefficients * prod(stack(powers), 0)


def _float_masses(law: Array, types: np.ndarray) -> Array:
    """The same from logarithms, since multinomial coefficients overflow; kept in log space for logs."""
    from scipy.special import gammaln

    possible = law > 0
    exponents = dot(types, log(where(possible, law, 1)))
    coefficients = gammaln(types.sum(axis=1) + 1.0) - gammaln(types + 1.0).sum(axis=1)
    masses = exp(exponents + floats(coefficients))
    return where(dot(types, indicator(~possible)) > 0, 0, masses)
