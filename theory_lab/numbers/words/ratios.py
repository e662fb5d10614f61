"""Quotients of whole numbers that are machine words, for many instances at once, and their elementwise functions.

Every product and sum is computed after bounds of its terms, in Python's whole numbers, have shown that it is a word; where they
do not, terms are brought to lowest terms once.  Nothing is rounded.

Main definitions: ``Words``, the constructors ``made``, ``rational``, ``constant``, ``lifted``; functions; ``times``, ``size``,
``fitting``, of which comparisons and reductions are made.

Conventions: a quotient need not be in lowest terms; what is below is positive, or 0 for the infinities ``1/0`` and ``-1/0``,
which are compared and chosen and enter no other form.  Whatever is no quotient of words raises ``Branched``: the instances have
to be decided in another arithmetic, also where code catches what it raises.
"""

from __future__ import annotations

import contextlib
import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from flint import fmpq

from theory_lab.numbers.reals.errors import Branched
from theory_lab.numbers.reals.real import Real

LIMIT = 2**63  # what lies strictly between -2**63 and 2**63 is a word


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Quotients ``top / bottom`` of int64 arrays of as many axes, batch axis last; ``bottom`` broadcasts to ``top``."""

    top: np.ndarray
    bottom: np.ndarray


def rational(numerators: np.ndarray, denominators: np.ndarray) -> Words:
    """Quotients of whole numbers by positive ones, int64 arrays."""
    if not (denominators > 0).all():
        raise Branched("a denominator is not positive")
    return made(numerators, denominators)


def made(top: np.ndarray, bottom: np.ndarray) -> Words:
    """Quotients of arrays that broadcast against each other."""
    bottom = bottom.reshape((1,) * (top.ndim - bottom.ndim) + bottom.shape)
    return Words(np.broadcast_to(top, np.broadcast_shapes(top.shape, bottom.shape)), bottom)


def _parts(value: Any) -> tuple[int, int]:
    if isinstance(value, Real) and value.infinite:
        value = value.infinite * math.inf
    if isinstance(value, float) and math.isinf(value):
        return (1, 0) if value > 0 else (-1, 0)
    found = value.q if isinstance(value, Real) else value
    if not isinstance(found, int | np.integer | Fraction | fmpq):
        raise Branched(f"{value!r} is no fraction")
    top, bottom = int(found.numerator), int(found.denominator)
    if max(abs(top), bottom) >= LIMIT:
        raise Branched(f"{value!r} is no quotient of words")
    return top, bottom


def lifted(values: Any) -> Words:
    """Quotients of nested exact numbers, without a batch axis added."""
    return Words(*(np.asarray(part, dtype=np.int64) for part in np.frompyfunc(_parts, 1, 2)(np.asarray(values, dtype=object))))


def constant(value: Any) -> Words:
    """A payload of one number."""
    return lifted([value])


def shape(payload: Words) -> tuple[int, ...]:
    """The shape with the batch axis."""
    return payload.top.shape


def restructure(f: Callable[..., np.ndarray], *payloads: Words) -> Words:
    """Apply a structural NumPy function to both parts."""
    bottoms = (np.broadcast_to(x.bottom, x.top.shape) for x in payloads)
    return Words(f(*(x.top for x in payloads)), f(*bottoms))


# Words that fit


def size(part: np.ndarray) -> int:
    """The largest absolute value."""
    return max(int(part.max(initial=0)), -int(part.min(initial=0)))


def times(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Products of words; ``OverflowError`` where one might be no word."""
    if size(a) * size(b) >= LIMIT:
        raise OverflowError("a product is no word")
    return a * b


def _plus(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Sums of words; ``OverflowError`` where one might be no word."""
    if size(a) + size(b) >= LIMIT:
        raise OverflowError("a sum is no word")
    return a + b


def _reduced(x: Words) -> Words:
    """The same in lowest terms."""
    divisor = np.gcd(x.top, x.bottom)
    return Words(x.top // divisor, x.bottom // divisor)


def fitting(f: Callable[..., Any]) -> Callable[..., Any]:
    """A function of payloads that is tried again in lowest terms where words do not suffice."""

    @functools.wraps(f)
    def tried(*payloads: Words) -> Any:
        with contextlib.suppress(OverflowError):
            return f(*payloads)
        with contextlib.suppress(OverflowError):
            return f(*map(_reduced, payloads))
        raise Branched("a number is no quotient of words")

    return tried


def _finite(*payloads: Words) -> None:
    if not all(x.bottom.all() for x in payloads):
        raise Branched("an infinity in a form")


# Elementwise functions


@fitting
def add(x: Words, y: Words) -> Words:
    """Elementwise sum."""
    _finite(x, y)
    if x.bottom is y.bottom or np.array_equal(x.bottom, y.bottom):
        return made(_plus(x.top, y.top), x.bottom)
    top = _plus(times(x.top, y.bottom), times(y.top, x.bottom))
    return made(top, times(x.bottom, y.bottom))


def negative(x: Words) -> Words:
    """Elementwise negation."""
    return Words(-x.top, x.bottom)


def subtract(x: Words, y: Words) -> Words:
    """Elementwise difference."""
    return add(x, negative(y))


@fitting
def multiply(x: Words, y: Words) -> Words:
    """Elementwise product."""
    _finite(x, y)
    return made(times(x.top, y.top), times(x.bottom, y.bottom))


@fitting
def divide(x: Words, y: Words) -> Words:
    """Elementwise quotient."""
    _finite(x, y)
    if not y.top.all():
        raise Branched("a quotient by zero")
    return made(times(x.top, y.bottom) * np.sign(y.top), times(x.bottom, np.abs(y.top)))


def absolute(x: Words) -> Words:
    """Elementwise absolute value."""
    return Words(np.abs(x.top), x.bottom)


def power(x: Words, n: int | Fraction) -> Words:
    """Elementwise power by a whole number, by squaring."""
    if isinstance(n, Fraction):
        raise Branched("a root is no fraction")
    if n <= 1:
        return x if n == 1 else divide(constant(1), power(x, -n)) if n else restructure(np.ones_like, x)
    half = power(x, n // 2)
    square = multiply(half, half)
    return multiply(square, x) if n % 2 else square


def log(x: Words) -> Words:
    """Raises ``Branched``, as ``exp`` and ``sqrt`` do: the value is seldom a fraction."""
    raise Branched("a logarithm, a root or an exponential is no fraction")


exp = sqrt = log
