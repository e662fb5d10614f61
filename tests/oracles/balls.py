"""Slow and obvious real numbers: one expression and one instance at a time, in Arb balls or fractions.

An expression is ``("leaf", k)`` or an operation with its operands, as in ``("exp", ("leaf", 0))``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from flint import arb, ctx

Expression = tuple[Any, ...]


def _log(x: arb) -> arb:
    return arb("-inf") if x == 0 else x.log()


def _total(*terms: arb) -> arb:
    result = arb(0)
    for term in terms:
        result = result + term
    return result


OPERATIONS: dict[str, Callable[..., arb]] = {
    "add": lambda x, y: x + y,
    "subtract": lambda x, y: x - y,
    "multiply": lambda x, y: x * y,
    "divide": lambda x, y: x / y,
    "maximum": lambda x, y: x.max(y),
    "minimum": lambda x, y: x.min(y),
    "sqrt": lambda x: x.sqrt(),
    "log": _log,
    "exp": lambda x: x.exp(),
    "absolute": lambda x: abs(x),
    "sum": _total,
}


def ball(expression: Expression, leaves: Sequence[float], bits: int = 300) -> arb:
    """A ball around the value of an expression; nan where it has none or where Arb gives up."""
    before, ctx.prec = ctx.prec, bits
    try:
        value = _ball(expression, leaves)
        return value if value.is_finite() or value.is_exact() else arb("nan")
    finally:
        ctx.prec = before


def _ball(expression: Expression, leaves: Sequence[float]) -> arb:
    name, *operands = expression
    if name == "leaf":
        return arb(leaves[operands[0]])
    values = [_ball(operand, leaves) for operand in operands]
    return arb("nan") if any(value.is_nan() for value in values) else OPERATIONS[name](*values)


def ends(value: Fraction) -> tuple[float, float]:
    """The largest float below and the smallest float above a fraction; equal for a float."""
    try:
        nearest = value.numerator / value.denominator
    except OverflowError:
        nearest = math.inf if value > 0 else -math.inf
    if math.isinf(nearest):
        largest = math.nextafter(math.inf, 0)
        return (largest, math.inf) if nearest > 0 else (-math.inf, -largest)
    exact = Fraction(nearest)
    lo = nearest if exact <= value else math.nextafter(nearest, -math.inf)
    hi = nearest if exact >= value else math.nextafter(nearest, math.inf)
    return lo, hi
