"""Expectations over all data sets, by types.

The law of ``n`` independent draws depends on the counts only, so a sum over all data sets is a sum over count vectors
("types") with multinomial weights.  In exact arithmetic the weights are whole numerators over one denominator.

Main definitions: ``expect_over_types``.

Conventions: ``0**0 = 1``, so that types outside the support have weight 0 and the empty type weight 1.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.numbers import counts, float64, logfloat, real_arrays
from theory_lab.numbers.real import lift
from theory_lab.numbers.batches import Array, Truth
from theory_lab.numbers.conventions import multinomial
from theory_lab.numbers.functions import indicator, prod, stack, sum


def expect_over_types(law: Array, n: int, event: Callable[[np.ndarray], Any]) -> Array:
    """``E f(counts)`` for ``n`` independent draws from ``law``.

    Args:
        law: probabilities, shape (k,).
        n: number of draws, static.
        event: function of the static whole-number array of all types, shape (m, k), to an Array or ``Truth`` of shape (m,).
    """
    types = counts.count_vectors(n, law.size)
    values = event(types)
    if isinstance(values, Truth):
        values = indicator(values)
    if law.arithmetic is real_arrays and np.all([entry.is_exact for entry in law.payload[..., 0]]):
        return _whole(law, n, values)
    return sum(_masses(law, types) * values)


def _whole(law: Array, n: int, values: Array) -> Array:
    probabilities = [entry.fraction for entry in law.payload[..., 0]]
    entries = np.broadcast_to(values.payload[..., 0], (counts.number_of_types(n, law.size),))
    if np.all([entry.is_exact for entry in entries]):
        mean = counts.expect_over_types(probabilities, n, [entry.q for entry in entries])
        return Array(real_arrays, real_arrays.constant(mean * Fraction(_mass(probabilities)) ** n))
    numerators, denominator = counts.type_numerators(probabilities, n)
    weighted = real_arrays.sum(real_arrays.lifted(numerators) * entries, 0)
    return Array(real_arrays, real_arrays.constant(weighted * lift(_mass(probabilities) ** n / denominator)))


def _mass(probabilities: list[Fraction]) -> Fraction:
    return np.sum(np.array(probabilities, dtype=object))


def _masses(law: Array, types: np.ndarray) -> Array:
    """Multinomial masses of all types, shape (m,), in the arithmetic of the law."""
    if law.arithmetic in (float64, logfloat):
        return _float_masses(law, types)
    multinomials = np.array([multinomial(row) for row in types.tolist()], dtype=object)
    coefficients = Array(law.arithmetic, law.arithmetic.lifted(multinomials)).restructured(lambda x: x[:, None])
    factors = [_powers(law[j], int(types[:, j].max(initial=0)))[types[:, j]] for j in range(law.size)]
    return coefficients * prod(stack(factors), 0)


def _powers(x: Array, top: int) -> Array:
    return stack([x**k for k in range(top + 1)])


def _float_masses(law: Array, types: np.ndarray) -> Array:
    from scipy.special import gammaln

    xp = float64.namespace(logfloat.linear(law.payload))
    log_law = logfloat.log(law.payload)
    coefficient = gammaln(types.sum(axis=1) + 1.0) - gammaln(types + 1.0).sum(axis=1)
    exponent = xp.where(types[:, :, None] > 0, types[:, :, None] * xp.where(log_law > -np.inf, log_law, -1e300)[None], 0.0)
    return Array(float64, float64.exp(coefficient[:, None] + exponent.sum(axis=1)))
