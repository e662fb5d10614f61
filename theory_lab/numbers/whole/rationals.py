"""Rational numbers from what a user writes.

Where an answer is exact a float is refused: ``Fraction(0.1)`` is a number of 55 digits that nobody meant.

Main definitions: ``rational``, ``rationals``.

Conventions: whole numbers, fractions, decimal strings such as ``"3/8"``, flint rationals and exact numbers (``Real``, and
``Array`` for a single number) are rational; floats of every width raise ``TypeError`` with the fraction to write.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from numbers import Rational
from typing import Any

import numpy as np
from flint import fmpq

from theory_lab.numbers.array import Array
from theory_lab.numbers.ground.refusals import instead
from theory_lab.numbers.reals.real import Real

_LONG = re.compile(r"e[+-]?[0_]*[^\W0](_*\d){4}", re.IGNORECASE)  # exponents of five digits: nobody means so long a number


def rational(value: Any, name: str) -> Fraction:
    """The value as a fraction; ``name`` says in messages what it is, such as ``"the offset"``.

    Raises ``TypeError`` for a float and for whatever else is no exact rational number, ``ValueError`` for a text that is none and
    for one with an exponent of more than four digits.
    """
    if type(value) is Fraction:
        return value
    if type(value) is int:
        return Fraction(value)
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    if isinstance(value, float | np.floating):
        raise TypeError(f"{name} {value!s} is a float, which exact arithmetic does not take{instead(value)}")
    if isinstance(value, fmpq):
        return Fraction(int(value.p), int(value.q))
    if isinstance(value, str | Decimal):
        if _LONG.search(str(value)):
            raise ValueError(f"{name} {value!s} has an exponent of more than four digits")
        return Fraction(value)
    if isinstance(value, Real) and value.is_exact:
        return value.fraction
    if isinstance(value, Array):
        return rational(_single(value, name), name)
    raise TypeError(f"{name} {value!r} is no rational number; write a whole number or Fraction(a, b)")


def rationals(values: Any, name: str) -> np.ndarray:
    """Nested numbers or an exact Array as an object array of fractions; ``name`` says what one entry is.

    Raises what ``rational`` raises.
    """
    if isinstance(values, Array):
        _require_exact(values, name)
        values = values.numbers()
    table = np.asarray(values, dtype=None if isinstance(values, np.ndarray) else object)  # lists keep what was written
    return np.asarray(np.frompyfunc(lambda value: rational(value, name), 1, 1)(table), dtype=object)


def _single(value: Array, name: str) -> Any:
    if value.shape:
        raise TypeError(f"{name} is one rational number, not an array of shape {value.shape}")
    if not value.is_float:  # a float is refused with its value
        _require_exact(value, name)
    return value.numbers()[()]


def _require_exact(value: Array, name: str) -> None:
    if not value.is_exact:
        raise TypeError(f"{name} is needed exactly, not in an array of {value.arithmetic.NAME} numbers; make it by exact()")
