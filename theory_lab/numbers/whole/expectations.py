"""Expectations over all data sets, by types.

The law of ``n`` independent draws depends on the counts only, so a sum over all data sets is a sum over count vectors
("types") with multinomial weights.  In exact arithmetic the weights are whole numerators over one denominator.

Main definitions: ``expect_over_types``.

Conventions: ``0**0 = 1``, so that types outside the support have mass 0 and the empty type mass 1.  A value at a type of mass 0
does not count, even if it is infinite.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.numbers.arithmetics import exact as real_arrays
from theory_lab.numbers.arithmetics.doubts import note
from theory_lab.numbers.arithmetics.truths import Truth
from theory_lab.numbers.array import Array
from theory_lab.numbers.constructors import floats, full, stack
from theory_lab.numbers.functions import all as every
from theory_lab.numbers.functions import dot, exp, indicator, log, prod, sum, where
from theory_lab.numbers.reals.errors import Branched
from theory_lab.numbers.reals.real import ZERO, lift
from theory_lab.numbers.whole import types as counts
from theory_lab.numbers.whole.powers import ENCLOSURES, powers

# Exact numbers at once in a batch of instances, a few hundred megabytes with all that is made of them; of more each half is one.
MOST = 1 << 20
# Arithmetics besides exact numbers that tell whether a law is one: enclosures, and functions of the parameters of a box.
DECIDED = (*ENCLOSURES, "quotients")


def expect_over_types(law: Array, n: int, event: Callable[[np.ndarray], Any]) -> Array:
    """``E f(counts)`` for ``n`` independent draws from ``law``.

    Args:
        law: probabilities, shape (k,).
        n: number of draws, static.
        event: function of the static whole-number array of all types, shape (m, k), to an Array, a ``Truth``, or a static
            array of booleans or exact constants, of shape (m,) or ().

    Raises ``TypeError`` for arguments in another order.
    """
    if not isinstance(law, Array) or isinstance(n, Array):
        raise TypeError(f"expect_over_types takes a law, the number of draws and an event, in this order, and no law {law!r}")
    types = counts.count_vectors(n, law.size)
    values = event(types)
    if isinstance(values, Truth):
        values = indicator(values)
    elif not isinstance(values, Array | np.ndarray):
        values = full((), values, like=law)
    batch = (
        law.number_of_instances if isinstance(values, np.ndarray) else max(law.number_of_instances, values.number_of_instances)
    )
    if law.is_exact and batch > 1 and batch * len(types) > MOST:
        half = np.arange(batch) < batch // 2
        raise Branched(f"{len(types)} types for each of {batch} instances are too many numbers at once", (half, ~half))
    exact = law.is_exact and batch == 1 and all(p.is_exact for p in law.numbers())
    if exact and (isinstance(values, np.ndarray) or values.is_exact):
        probabilities = law.fractions().tolist()
        return Array(real_arrays, real_arrays.constant(_mean(probabilities, n, values, len(types))))
    if law.is_exact or law.arithmetic.NAME in DECIDED:
        _refuse_what_is_no_law(law)
    if isinstance(values, np.ndarray) and values.dtype == bool:
        values = values.astype(int)
    masses = _masses(law, types)
    return sum(masses * where(masses > 0, values, 0))


def _refuse_what_is_no_law(law: Array) -> None:
    """Raise ``ValueError`` where all instances have a negative weight, or none above 0; others are doubts (``doubts``)."""
    truth = every(law >= 0) & (sum(law) > 0)
    if not truth.possible.any():
        raise ValueError("weights must be nonnegative and not all 0")
    note(~truth.sure)


def _mean(probabilities: list[Fraction], n: int, values: Any, count: int) -> Any:
    """The mean of static or exact values, as a Fraction if they are rational, else as a Real."""
    mass = functools.reduce(operator.add, probabilities) ** n
    if isinstance(values, Array):
        entries = np.broadcast_to(values.numbers(), (count,))
        if not all(entry.is_exact for entry in entries):
            numerators, denominator = counts.type_numerators(probabilities, n)
            counted = numerators != 0
            total = np.add.reduce(real_arrays.multiply(real_arrays.lifted(numerators[counted]), entries[counted]), initial=ZERO)
            return total * lift(mass / denominator)
        values = [entry.q for entry in entries]
    return counts.expect_over_types(probabilities, n, values) * mass


def _masses(law: Array, types: np.ndarray) -> Array:
    """Multinomial masses of all types, shape (m,), in the arithmetic of the law."""
    if law.is_rounded:
        return _float_masses(law, types)
    coefficients = np.array([counts.multinomial(row) for row in types.tolist()], dtype=object)
    found = powers(law, int(types.max()))
    return coefficients * prod(stack([found[types[:, j], j] for j in range(law.size)]), 0)


def _float_masses(law: Array, types: np.ndarray) -> Array:
    """The same from logarithms, since multinomial coefficients overflow; kept in log space for logs."""
    from scipy.special import gammaln

    possible = law > 0
    exponents = dot(types, log(where(possible, law, 1)))
    coefficients = gammaln(types.sum(axis=1) + 1.0) - gammaln(types + 1.0).sum(axis=1)
    masses = exp(exponents + floats(coefficients))
    return where(dot(types, indicator(~possible)) > 0, 0, masses)
