"""Verdicts on random programs, by fractions and mpmath's intervals: nothing of the library computes here.

A program is a nested tuple of names and constants over the fields ``p``, ``q`` (laws on three points), ``x`` (three numbers),
``r`` (a number), ``w`` (a whole number) and ``n`` (a static one).  A value is a fraction, an infinity, or an enclosure of an
irrational number; where enclosures overlap nothing is known.

Main definitions: ``program`` and ``instance`` (random ones), ``verdict``.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from mpmath import iv

iv.dps = 60
Program = tuple[Any, ...]
Number = Any  # a Fraction, an infinite float, or an interval of mpmath
CONSTANTS = (0, 1, -1, 2, 3, Fraction(1, 3), Fraction(-1, 2), Fraction(7, 10), 10**9, Fraction(1, 10**12))
HUGE = 10**6  # of a logarithm: beyond, exponentials are not written out


class Unknown(Exception):
    """The enclosures do not tell."""


class NoValue(Exception):
    """A form without a value."""


# Random programs and instances


def leaf(draw: random.Random) -> Program:
    kind = draw.choice(["p", "q", "x", "r", "w", "n", "constant", "constant", "infinity"])
    if kind in "pqx":
        return ("entry", kind, draw.randrange(3))
    if kind == "constant":
        return ("constant", draw.choice(CONSTANTS))
    return (kind,) if kind != "infinity" or draw.random() < 0.3 else ("entry", "x", draw.randrange(3))


def program(draw: random.Random, depth: int) -> Program:
    """A number."""
    if depth == 0 or draw.random() < 0.12:
        return leaf(draw)
    kind = draw.choice(
        ["+", "-", "-", "*", "*", "/", "log", "exp", "sqrt", "abs", "maximum", "minimum", "power", "where", "indicator"]
        + ["sum", "prod", "max", "min", "kl", "chi2", "xlogx", "log ratio"]
    )
    if kind in ("+", "-", "*", "/", "maximum", "minimum", "kl", "chi2"):
        return (kind, program(draw, depth - 1), program(draw, depth - 1))
    if kind == "power":
        return (kind, program(draw, depth - 1), draw.choice([-2, -1, 0, 1, 2, 3, Fraction(1, 3), Fraction(-3, 2)]))
    if kind == "where":
        return (kind, comparison(draw, depth - 1), program(draw, depth - 1), program(draw, depth - 1))
    if kind == "indicator":
        return (kind, comparison(draw, depth - 1))
    if kind in ("sum", "prod", "max", "min"):
        return (kind, *(program(draw, depth - 1) for _ in range(draw.randint(1, 3))))
    if kind == "log ratio":
        return ("exp", ("-", ("log", leaf(draw)), ("log", leaf(draw))))
    return (kind, program(draw, depth - 1))


def comparison(draw: random.Random, depth: int) -> Program:
    """A comparison, or a connective of two."""
    if depth > 0 and draw.random() < 0.25:
        kind = draw.choice(["and", "or", "not"])
        return (kind, *(comparison(draw, depth - 1) for _ in range(1 if kind == "not" else 2)))
    left = program(draw, depth)
    right = left if draw.random() < 0.1 else program(draw, depth)
    return (draw.choice(["<=", "<", ">=", ">", "=="]), left, right)


def instance(draw: random.Random) -> dict[str, Any]:
    """Small whole numbers, so that zeros and ties are frequent, and now and then large ones."""
    most = draw.choice([1, 2, 3, 3, 10**9, 10**15])

    def weights() -> list[int]:
        found = [draw.randint(0, most) for _ in range(3)]
        return found if any(found) else [0, 1, 0]

    below = draw.choice([1, 2, 3, most])
    table = [below, *(draw.randint(-2 * below, 2 * below) for _ in range(3))]
    return {"p": weights(), "q": weights(), "x": table, "r": [draw.randint(0, below), below], "w": draw.randint(0, 5)}


def fields(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What an instance stands for."""
    laws = {name: [Fraction(k, sum(raw[name])) for k in raw[name]] for name in ("p", "q")}
    table = [Fraction(k, raw["x"][0]) for k in raw["x"][1:]]
    return {**laws, "x": table, "r": Fraction(*raw["r"]), "w": Fraction(raw["w"]), "n": Fraction(raw["n"])}


# The value


def is_infinite(a: Number) -> bool:
    return isinstance(a, float)


def enclosed(a: Number) -> Any:
    return iv.mpf(a.numerator) / iv.mpf(a.denominator) if isinstance(a, Fraction) else a


def sign(a: Number) -> int:
    if isinstance(a, Fraction | float):
        return (a > 0) - (a < 0)
    if a.a > 0 or a.b < 0:
        return 1 if a.a > 0 else -1
    raise Unknown


def add(a: Number, b: Number) -> Number:
    if is_infinite(a) or is_infinite(b):
        if is_infinite(a) and is_infinite(b) and a != b:
            raise NoValue
        return a if is_infinite(a) else b
    return a + b if isinstance(a, Fraction) and isinstance(b, Fraction) else enclosed(a) + enclosed(b)


def negative(a: Number) -> Number:
    return -a


def multiply(a: Number, b: Number) -> Number:
    if is_infinite(a) or is_infinite(b):
        both = sign(a) * sign(b)
        if not both:
            raise NoValue
        return both * math.inf
    if a == 0 or b == 0:
        return Fraction(0)
    return a * b if isinstance(a, Fraction) and isinstance(b, Fraction) else enclosed(a) * enclosed(b)


def divide(a: Number, b: Number) -> Number:
    if (is_infinite(a) and is_infinite(b)) or sign(b) == 0:
        raise NoValue
    if is_infinite(b) or (isinstance(a, Fraction) and a == 0):
        return Fraction(0)
    if is_infinite(a):
        return a * sign(b)
    return a / b if isinstance(a, Fraction) and isinstance(b, Fraction) else enclosed(a) / enclosed(b)


def compare(a: Number, b: Number) -> int:
    """The sign of ``a - b``; infinities are equal to themselves."""
    if is_infinite(a) or is_infinite(b):
        u, v = (sign(c) if is_infinite(c) else 0 for c in (a, b))
        return (u > v) - (u < v)
    return sign(add(a, negative(b)))


def power(a: Number, n: int | Fraction) -> Number:
    if n.denominator > 1:
        return power(root(a, n.denominator), n.numerator)
    if n < 0:
        return divide(Fraction(1), power(a, -n))
    result: Number = Fraction(1)
    for _ in range(int(n)):
        result = multiply(result, a)
    return result


def logarithm(a: Number) -> Number:
    if a == math.inf or (isinstance(a, Fraction) and a == 1):
        return a if a == math.inf else Fraction(0)
    if sign(a) < 0:
        raise NoValue
    return iv.log(enclosed(a)) if sign(a) else -math.inf


def exponential(a: Number) -> Number:
    if is_infinite(a):
        return a if a > 0 else Fraction(0)
    if isinstance(a, Fraction) and a == 0:
        return Fraction(1)
    if compare(a, Fraction(HUGE)) > 0 or compare(a, Fraction(-HUGE)) < 0:
        raise Unknown
    return iv.exp(enclosed(a))


def root(a: Number, index: int = 2) -> Number:
    if a == math.inf:
        return a
    if sign(a) < 0:
        raise NoValue
    if not sign(a):
        return Fraction(0)
    return iv.sqrt(enclosed(a)) if index == 2 else iv.exp(iv.log(enclosed(a)) / index)


def x_log_x(a: Number) -> Number:
    return Fraction(0) if sign(a) == 0 else multiply(a, logarithm(a))


def kl(a: Number, b: Number) -> Number:
    """``a log(a/b) - a + b`` for ``a, b > 0``, with the values of the library's docstring at 0."""
    if sign(b) <= 0:
        if is_infinite(b):
            raise Unknown  # a negative infinity; no claim has business there
        return math.inf if sign(a) > 0 else Fraction(0)
    t = divide(a, b)
    body = multiply(b, add(x_log_x(t), negative(add(t, Fraction(-1)))))
    return largest(body, Fraction(0))


def chi2(a: Number, b: Number) -> Number:
    square = power(add(a, negative(b)), 2)
    if sign(b) <= 0:
        return math.inf if sign(a) > 0 else Fraction(0)
    return divide(square, b)


def largest(a: Number, b: Number) -> Number:
    return a if compare(a, b) >= 0 else b


def least(a: Number, b: Number) -> Number:
    return b if compare(a, b) >= 0 else a


BINARY: dict[str, Callable[[Number, Number], Number]] = {
    "+": add, "-": lambda a, b: add(a, negative(b)), "*": multiply, "/": divide, "maximum": largest, "minimum": least, "kl": kl,
    "chi2": chi2,
}  # fmt: skip
UNARY: dict[str, Callable[[Number], Number]] = {
    "log": logarithm,
    "exp": exponential,
    "sqrt": root,
    "xlogx": x_log_x,
    "abs": lambda a: a if sign(a) >= 0 else negative(a),
}
FOLDS = {"sum": add, "prod": multiply, "max": largest, "min": least}
RELATIONS: dict[str, Callable[[int], bool]] = {
    "<=": lambda s: s <= 0, "<": lambda s: s < 0, ">=": lambda s: s >= 0, ">": lambda s: s > 0, "==": lambda s: s == 0,
}  # fmt: skip


def number(expression: Program, at: Mapping[str, Any]) -> Number:
    """The value; raises ``NoValue`` where there is none and ``Unknown`` where the enclosures do not tell."""
    name, *parts = expression
    if name == "constant":
        return Fraction(parts[0])
    if name == "infinity":
        return math.inf
    if name == "entry":
        return at[parts[0]][parts[1]]
    if name in ("r", "w", "n"):
        return at[name]
    if name == "power":
        return power(number(parts[0], at), parts[1])
    if name == "indicator":
        return Fraction(int(truth(parts[0], at)))
    if name == "where":
        chosen, values = truth(parts[0], at), [number(part, at) for part in parts[1:]]
        return values[0] if chosen else values[1]
    values = [number(part, at) for part in parts]
    if name in FOLDS:
        total = values[0]
        for value in values[1:]:
            total = FOLDS[name](total, value)
        return total
    return BINARY[name](*values) if name in BINARY else UNARY[name](*values)


def truth(expression: Program, at: Mapping[str, Any]) -> bool:
    """Whether a comparison holds; every part of it is evaluated."""
    name, *parts = expression
    if name in RELATIONS:
        left, right = (number(part, at) for part in parts)
        return RELATIONS[name](compare(left, right))
    answers = [truth(part, at) for part in parts]
    return not answers[0] if name == "not" else all(answers) if name == "and" else any(answers)


def verdict(relation: str, given: list[Program], sides: list[Program], raw: Mapping[str, Any]) -> str:
    """The outcome at an instance, ``unknown`` where the enclosures do not tell."""
    at = fields(raw)
    try:
        if not all([truth(hypothesis, at) for hypothesis in given]):
            return "vacuous"
        values = [number(side, at) for side in sides]
        steps = [RELATIONS[relation](compare(a, b)) for a, b in zip(values, values[1:], strict=False)]
    except NoValue:
        return "error"
    except Unknown:
        return "unknown"
    return "holds" if all(steps) else "fails"
