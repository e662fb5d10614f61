"""Numbers as papers print them.

A decimal stands for every number that rounds to it; a whole number or a fraction stands for itself, and a bound for a half-line.

Main definitions: ``printed_range``.

Conventions: ``"0.526"``, ``".53"``, ``"171."`` and ``"3e-14"`` are rounded to the unit of their last digit; a number half a unit
off is printed either way, so both ends belong to the range.  ``171``, ``"171"`` and ``"3/8"`` are exact, and so are bounds:
``"<= 0.05"``, ``">= 3/2"``.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Any

_EXACT = re.compile(r"[+-]?[0-9]+(/0*[1-9][0-9]*)?")
_ROUNDED = re.compile(r"[+-]?([0-9]+\.?(?P<one>[0-9]*)|\.(?P<two>[0-9]+))(e(?P<power>[+-]?[0-9]{1,4}))?", re.IGNORECASE)
_BOUND = re.compile(r"(<=|>=) *(\S+)")


def printed_range(number: Any) -> tuple[Fraction | float, Fraction | float]:
    """The least and the largest number that is printed so; raises ``ValueError`` for what is no printed number."""
    if isinstance(number, str) and (bound := _BOUND.fullmatch(number)):
        value, _ = _read(bound[2])
        return (-math.inf, value) if bound[1] == "<=" else (value, math.inf)
    value, half = _read(number)
    return value - half, value + half


def _read(number: Any) -> tuple[Fraction, Fraction]:
    """The number, and half a unit of its last digit if it is rounded."""
    if isinstance(number, int | Fraction) and not isinstance(number, bool):
        return Fraction(number), Fraction(0)
    if isinstance(number, str) and _EXACT.fullmatch(number):
        return Fraction(number), Fraction(0)
    if not isinstance(number, str) or not (found := _ROUNDED.fullmatch(number)):
        raise ValueError(f"{number!r} is no printed number; write a decimal in quotes, such as '0.526', or an exact 3 or '3/8'")
    places = len(found["one"] or found["two"] or "") - int(found["power"] or 0)
    return Fraction(number), Fraction(1, 2) / Fraction(10) ** places
