"""Exact constants in every arithmetic.

Whole numbers, fractions, infinities and exact numbers (``Real``) mix into each arithmetic; floats do not.

Main definitions: ``ratio``, ``payload_of``, ``translated``.

Conventions: a float gets the nearest value, an interval encloses it; infinities are the only floats allowed.
"""

from __future__ import annotations

import functools
import math
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.numbers.arithmetics import exact as real_arrays
from theory_lab.numbers.arithmetics import float64, interval
from theory_lab.numbers.arithmetics.arithmetic import Arithmetic
from theory_lab.numbers.ground.refusals import instead
from theory_lab.numbers.reals.real import Real


def ratio(a: int, b: int) -> Fraction:
    """The exact constant ``a / b``; raises ``TypeError`` for other numbers than whole ones and fractions."""
    try:
        return Fraction(a, b)
    except TypeError:
        said = f"ratio takes whole numbers or fractions, as in ratio(1, 3), not {a!r} and {b!r}"
        raise TypeError(f"{said}; other numbers are divided by /, and a float is no exact constant") from None


def payload_of(value: Any, arithmetic: Arithmetic) -> Any:
    """The payload of an exact constant, or of an array of exact constants of one instance.

    Raises ``TypeError`` for a float, with the fraction to write instead, and for what is no number.
    """
    if type(value) is int or isinstance(value, Fraction | np.integer):
        return _constant(arithmetic, int(value) if isinstance(value, np.integer) else value)
    if isinstance(value, float | np.floating):
        if math.isinf(value):
            return _constant(arithmetic, float(value))
        raise TypeError(f"the float {value!s} is no exact constant{instead(value)}")
    if isinstance(value, Real):
        return translated(real_arrays.constant(value), arithmetic)
    if isinstance(value, np.ndarray) and value.dtype.kind in "iu":
        return arithmetic.restructure(lambda x: x[..., None], arithmetic.lifted(value))
    if isinstance(value, np.ndarray) and value.dtype.kind == "O":
        return translated(real_arrays.lifted(value[..., None]), arithmetic)
    if isinstance(value, np.ndarray) or float64.is_jax(value):
        if value.dtype == bool:
            raise TypeError("an array of truth values does not mix with arrays of numbers; write mask.astype(int)")
        raise TypeError(
            f"a raw {value.dtype} array does not mix with arrays of numbers, since floats are not exact; write its entries as"
            " fractions, or wrap it with floats() where nothing is decided"
        )
    meant = f"; write stack({value!r})" if isinstance(value, list | tuple) else ""
    raise TypeError(f"{value!r} is neither an array of numbers nor an exact constant{meant}")


@functools.lru_cache(maxsize=1024)  # the constants of all formulas that one process runs, a few kilobytes
def _constant(arithmetic: Arithmetic, value: Any) -> Any:
    return arithmetic.constant(value)


def translated(payload: np.ndarray, arithmetic: Arithmetic) -> Any:
    """Exact numbers in another arithmetic."""
    if arithmetic is real_arrays:
        return payload
    if arithmetic is interval:
        return interval.Interval(*real_arrays.bounds(payload))
    return arithmetic.lifted(real_arrays.numbers(payload))
