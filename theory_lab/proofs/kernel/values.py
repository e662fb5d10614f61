"""The value of a term at an instance, by fractions and balls only.

A second evaluation that shares no code with the arithmetic in which claims are decided.  Part of the trusted base.

Main definitions: ``value``, ``Open``.

Conventions: rationals stay rational; infinities are floats; a comparison that balls of the current precision do not decide raises
``Open``, and what has no value raises ``ZeroDivisionError``.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from flint import arb, fmpq

from theory_lab.proofs.terms import FALSE, Term

Value = fmpq | arb | float


class Open(Exception):
    """A comparison is not decided at this precision."""


def value(term: Term, at: Mapping[str, Fraction], memo: dict[Term, Value | bool] | None = None) -> Value | bool:
    """The value of a term, or the truth of a condition."""
    memo = {} if memo is None else memo
    if term not in memo:
        memo[term] = _value(term, at, memo)
    return memo[term]


def _value(term: Term, at: Mapping[str, Fraction], memo: dict[Term, Value | bool]) -> Value | bool:
    if term.op in ("ite", "and"):  # one branch alone is looked at; "a and b" is b where a holds, and false elsewhere
        condition, *branches = *term.args, FALSE
        return value(branches[0 if value(condition, at, memo) else 1], at, memo)
    parts = [value(part, at, memo) for part in term.parts]
    match term.op:
        case "const" | "var":
            known = term.args[0] if term.op == "const" else at[term.args[0]]
            return fmpq(known.numerator, known.denominator)
        case "undefined":
            raise ZeroDivisionError("a division by zero")
        case "pow":
            return functools.reduce(_product, [parts[0]] * term.args[1], fmpq(1))
        case "log" | "exp" | "sqrt":
            return _function(term.op, parts[0])
    return OPERATIONS[term.op](*parts)


def sign(x: Value) -> int:
    """-1, 0 or 1; raises ``Open`` for a ball around 0."""
    if isinstance(x, arb) and not (x > 0 or x < 0) and not x.is_zero():
        raise Open(f"whether {x} is 0")
    return (x > 0) - (x < 0)


def _order(x: Value, y: Value) -> int:
    """The sign of a difference; an infinity is as large as itself, though they have no difference."""
    if isinstance(x, float) and isinstance(y, float):
        return (x > y) - (x < y)
    return sign(_sum(x, -y))


def _sum(x: Value, y: Value) -> Value:
    if isinstance(x, float) or isinstance(y, float):
        if isinstance(x, float) and isinstance(y, float) and x != y:
            raise ZeroDivisionError("inf - inf")
        return x if isinstance(x, float) else y
    return x + y


def _product(x: Value, y: Value) -> Value:
    if isinstance(x, float) or isinstance(y, float):
        if not (signs := sign(x) * sign(y)):
            raise ZeroDivisionError("0 * inf")
        return signs * math.inf
    if (isinstance(x, fmpq) and x == 0) or (isinstance(y, fmpq) and y == 0):
        return fmpq(0)
    return x * y


def _quotient(x: Value, y: Value) -> Value:
    if sign(y) == 0 or (isinstance(x, float) and isinstance(y, float)):
        raise ZeroDivisionError("a division without a value")
    if isinstance(y, float):
        return fmpq(0)
    return sign(x) * sign(y) * math.inf if isinstance(x, float) else x / y


def _function(op: str, x: Value) -> Value:
    if op == "exp":
        if isinstance(x, float):
            return x if x > 0 else fmpq(0)
        return fmpq(1) if isinstance(x, fmpq) and x == 0 else arb(x).exp()
    if sign(x) < 0:
        raise ZeroDivisionError(f"{op} of a negative number")
    if isinstance(x, float):
        return x
    if sign(x) == 0:
        return -math.inf if op == "log" else fmpq(0)
    if isinstance(x, fmpq):
        if op == "log" and x == 1:
            return fmpq(0)
        if op == "sqrt" and x.p.is_square() and x.q.is_square():
            return x.sqrt()
    return arb(x).log() if op == "log" else arb(x).sqrt()


OPERATIONS: dict[str, Callable[..., Any]] = {
    "inf": lambda: math.inf, "-inf": lambda: -math.inf, "true": lambda: True, "false": lambda: False, "not": operator.not_,
    "ge": lambda x, y: _order(x, y) >= 0, "gt": lambda x, y: _order(x, y) > 0,
    "max": lambda x, y: x if _order(x, y) >= 0 else y, "min": lambda x, y: y if _order(x, y) >= 0 else x,
    "abs": lambda x: x if sign(x) >= 0 else -x, "neg": operator.neg, "add": _sum, "sub": lambda x, y: _sum(x, -y),
    "sum": lambda *parts: functools.reduce(_sum, parts), "mul": _product, "div": _quotient,
}  # fmt: skip
