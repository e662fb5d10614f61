"""Exact numbers for the eye.

Sides and ratios are exact strings or enclosures (``3/8``, ``log(3)/2 = 0.549306...``, ``0.12 +/- 1e-19``,
``inf``); tables and figures need a few digits of them.

Main definitions: `value_of`, `short`, `with_decimals`.
"""

from __future__ import annotations

import re
from fractions import Fraction

FRACTION = re.compile(r"-?\d+/\d+")


def value_of(number: str | None) -> float | None:
    """The float nearest to a number written out exactly or as an enclosure; None when it is no number."""
    value = _fraction(number)
    return None if value is None or abs(value) > 10**300 else float(value)


def short(number: str | None) -> str:
    """At most seven characters or so of a number that is written out exactly; never 1 for a value below 1."""
    value = _fraction(number)
    if value is None:
        return number or "-"
    text = f"{float(value):.4g}" if abs(value) < 10**300 else "huge"
    if text == "1" and value != 1:
        gap = float(value - 1)
        return f"1 {'+' if gap > 0 else '-'} {abs(gap):.0e}"
    return text


def with_decimals(number: str) -> str:
    """The number with decimals behind it where it is a fraction that says little to the eye: ``22/7 = 3.142857143``."""
    value = _fraction(number) if FRACTION.fullmatch(number) else None
    return f"{number} = {float(value):.10g}" if value is not None and abs(value) < 10**300 else number


def _fraction(number: str | None) -> Fraction | None:
    tail = (number or "").rsplit("=", 1)[-1].split("+/-")[0].strip().rstrip(".").lstrip("~")
    try:
        return Fraction(tail)
    except (ValueError, ZeroDivisionError):
        return None
