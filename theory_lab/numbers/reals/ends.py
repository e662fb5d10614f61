"""Ends of balls: certain bounds as fractions and as floats.

A ball keeps its exponent apart, so that ``exp(10**21)`` is a small object; written out as a fraction it would fill the memory.

Main definitions: ``rational_ends``, ``float_ends``, and the way back, ``ball_between``.

Conventions: ends are exact where that is possible and lie outside otherwise.  Fractions stop at ``2**MOST_BITS`` and at
``2**-MOST_BITS``; beyond, an outer end is infinite or that last power, an inner one that power or 0.
"""

from __future__ import annotations

import math
from fractions import Fraction

from flint import arb, fmpq

MOST_BITS = 1 << 22  # half a megabyte for one fraction, made and compared in 20 ms


def rational_ends(ball: arb) -> tuple[Fraction | float, Fraction | float]:
    """Certain lower and upper ends of a ball; fractions but for the infinite ends of enormous numbers."""
    return _rational_below(ball.lower()), -_rational_below(-ball.upper())


def float_ends(number: arb | fmpq) -> tuple[float, float]:
    """The largest float below and the smallest float above a ball or a rational."""
    if isinstance(number, arb):
        return _float_below(number.lower()), 0.0 - _float_below(-number.upper())
    try:
        near = int(number.p) / int(number.q)  # Python rounds quotients of whole numbers to nearest
    except OverflowError:
        near = math.inf if number > 0 else -math.inf
    if math.isinf(near):
        return (math.nextafter(math.inf, 0), math.inf) if near > 0 else (-math.inf, math.nextafter(-math.inf, 0))
    exact = fmpq(*near.as_integer_ratio())
    return (
        near if exact <= number else math.nextafter(near, -math.inf),
        near if exact >= number else math.nextafter(near, math.inf),
    )


def ball_between(low: float, high: float) -> arb:
    """A ball around all numbers between two floats."""
    return arb(low).union(arb(high))


def _rational_below(end: arb) -> Fraction | float:
    """An exact number without radius as a fraction; a lower bound where that would be too long."""
    if end.is_zero():
        return Fraction(0)
    mantissa, exponent = end.man_exp()
    size = int(exponent) + int(mantissa).bit_length()
    if size > MOST_BITS:
        return Fraction(1 << MOST_BITS) if end > 0 else -math.inf
    if size < -MOST_BITS:
        return Fraction(0) if end > 0 else Fraction(-1, 1 << MOST_BITS)
    rational = end.fmpq()
    return Fraction(int(rational.p), int(rational.q))


def _float_below(end: arb) -> float:
    """The largest float that is at most an exact number without radius."""
    near = float(end)
    if arb(near) > end:
        return math.nextafter(near, -math.inf)
    above = math.nextafter(near, math.inf)
    return above if arb(above) <= end else near
