"""Polynomials over the rationals, and quotients of them.

A polynomial is a dict from monomials to nonzero coefficients; a monomial is one whole number that holds the exponent of
generator ``i`` in its bits ``16 i ... 16 i + 15``, so that multiplying monomials is adding numbers.  Part of the trusted base.

Main definitions: ``Poly`` and its functions, ``Quotient``.

Conventions: exponents stay below 2**15, else ``Rejected``; a quotient is not reduced, and is a function where its denominator
is not zero.
"""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass

from flint import fmpq

Poly = dict[int, fmpq]
BITS, GENERATORS = 16, 120
_MASK = (1 << BITS) - 1
_HIGH = sum(1 << (BITS * i + BITS - 1) for i in range(GENERATORS))
MOST_TERMS = 200_000  # products beyond it take minutes


class Rejected(Exception):
    """The proof is not accepted; the message says why."""


def need(condition: object, why: str) -> None:
    """Raise ``Rejected`` unless the condition is true."""
    if not condition:
        raise Rejected(why)


def constant(value: fmpq | int) -> Poly:
    """A constant polynomial."""
    return {0: fmpq(value)} if value else {}


def generator(i: int) -> Poly:
    """The polynomial that is one generator."""
    need(0 <= i < GENERATORS, "too many generators")
    return {1 << (BITS * i): fmpq(1)}


def exponent(monomial: int, i: int) -> int:
    """The exponent of a generator in a monomial."""
    return (monomial >> (BITS * i)) & _MASK


def generators(p: Poly) -> set[int]:
    """The generators that a polynomial contains."""
    used = functools.reduce(operator.or_, p, 0)
    return {i for i in range(used.bit_length() // BITS + 1) if exponent(used, i)}


def is_constant(p: Poly) -> bool:
    """True for 0 and for other constants."""
    return not p or (len(p) == 1 and 0 in p)


def degree(p: Poly, i: int) -> int:
    """The degree in a generator; 0 for 0."""
    place = _MASK << (BITS * i)
    return max((m & place for m in p), default=0) >> (BITS * i)


def add(p: Poly, q: Poly) -> Poly:
    """The sum."""
    result = dict(p)
    for m, c in q.items():
        value = result.get(m)
        value = c if value is None else value + c
        if value:
            result[m] = value
        else:
            del result[m]
    return result


def scale(p: Poly, c: fmpq) -> Poly:
    """A multiple."""
    return {m: c * a for m, a in p.items()} if c else {}


def multiply(p: Poly, q: Poly) -> Poly:
    """The product; exponents below 2**15 add up without a carry, and larger ones are refused before they are used."""
    need(not functools.reduce(operator.or_, (*p, *q), 0) & _HIGH, "an exponent is too large")
    need(len(p) * len(q) <= 50 * MOST_TERMS, "a polynomial is too long")
    result: Poly = {}
    for m, a in p.items():
        for k, b in q.items():
            value = result.get(m + k)
            result[m + k] = a * b if value is None else value + a * b
    need(len(result) <= MOST_TERMS, "a polynomial is too long")
    return {m: c for m, c in result.items() if c}


def power(p: Poly, n: int) -> Poly:
    """A whole power."""
    need(0 <= n < 1 << (BITS - 2), "an exponent is too large")
    if n < 2:
        return p if n else constant(1)
    half = power(p, n // 2)
    whole = multiply(half, half)
    return multiply(whole, p) if n % 2 else whole


def derivative(p: Poly, i: int) -> Poly:
    """The partial derivative by a generator."""
    one = 1 << (BITS * i)
    return {m - one: c * k for m, c in p.items() if (k := exponent(m, i))}


def collected(p: Poly, i: int) -> list[Poly]:
    """The coefficients of the powers of a generator, from 0 up to the degree."""
    parts: list[Poly] = [{} for _ in range(degree(p, i) + 1)]
    shift = BITS * i
    for m, c in p.items():
        k = (m >> shift) & _MASK
        parts[k][m - (k << shift)] = c
    return parts


def divided(p: Poly, q: Poly) -> Poly | None:
    """The polynomial ``p/q``, None where it is none (long division by leading monomials)."""
    need(q, "a division by zero")
    need(not functools.reduce(operator.or_, (*p, *q), 0) & _HIGH, "an exponent is too large")
    if is_constant(q):
        return scale(p, 1 / q[0])
    rest, result, lead = dict(p), {}, max(q)
    while rest:
        top = max(rest)
        if ((top | _HIGH) - lead) & _HIGH != _HIGH:  # a borrow: some exponent of the divisor is larger
            return None
        shift, c = top - lead, rest[top] / q[lead]
        result[shift] = c
        for m, b in q.items():
            need(not (m + shift) & _HIGH, "an exponent is too large")
            value = rest.get(m + shift, fmpq(0)) - c * b
            if value:
                rest[m + shift] = value
            else:
                rest.pop(m + shift, None)
    return result


@dataclass(frozen=True, slots=True)
class Quotient:
    """``n / d`` with a nonzero polynomial ``d``."""

    n: Poly
    d: Poly

    @staticmethod
    def of(p: Poly) -> Quotient:
        """A polynomial as a quotient."""
        return Quotient(p, constant(1))

    @property
    def is_constant(self) -> bool:
        return is_constant(self.n) and is_constant(self.d)

    @property
    def value(self) -> fmpq:
        """The value of a constant."""
        need(self.is_constant, "this is no constant")
        return self.n.get(0, fmpq(0)) / self.d[0]

    def __add__(self, other: Quotient) -> Quotient:
        if (up := divided(other.d, self.d)) is not None:
            return Quotient(add(multiply(self.n, up), other.n), other.d)
        if (up := divided(self.d, other.d)) is not None:
            return Quotient(add(self.n, multiply(other.n, up)), self.d)
        return Quotient(add(multiply(self.n, other.d), multiply(other.n, self.d)), multiply(self.d, other.d))

    def __neg__(self) -> Quotient:
        return Quotient(scale(self.n, fmpq(-1)), self.d)

    def __sub__(self, other: Quotient) -> Quotient:
        return self + -other

    def __mul__(self, other: Quotient) -> Quotient:
        return Quotient(multiply(self.n, other.n), multiply(self.d, other.d))

    def __truediv__(self, other: Quotient) -> Quotient:
        need(other.n, "a division by zero")
        return Quotient(multiply(self.n, other.d), multiply(self.d, other.n))

    def __pow__(self, n: int) -> Quotient:
        return Quotient(power(self.n, n), power(self.d, n)) if n >= 0 else Quotient.of(constant(1)) / self**-n
