"""Polynomials over the rationals, by FLINT, and quotients of them in lowest terms.

There is one ring for all fields.  Its variables stand in reverse, so that a generator is larger than all earlier ones and
division by ``r**2 - a`` replaces the squares of a root ``r``.  Part of the trusted base.

Main definitions: ``Poly`` and its functions, ``Quotient``.

Conventions: a quotient is a function where its denominator is not zero.  A cancelled factor was not zero where the function had
a value, so a function in lowest terms has all these values, and perhaps some more.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx
from flint.utils.flint_exceptions import DomainError

T = TypeVar("T")
Poly = fmpq_mpoly
GENERATORS = 64
MOST_POWER = 1 << 14  # larger powers take minutes
MOST_TERMS = 1 << 22  # of a power, beyond which it takes gigabytes
RING = fmpq_mpoly_ctx.get([f"g{i}" for i in range(GENERATORS)], Ordering.lex)
ONE, VARIABLES = RING.constant(1), RING.gens()[::-1]


class Rejected(Exception):
    """The proof is not accepted; the message says why."""


class OpenGoal(Rejected):
    """A proof with a goal left open is not accepted; this names the ``goal``, and the ``hole`` where its proof is missing."""

    def __init__(self, hole: object, *goal: Any) -> None:
        super().__init__("a goal is left open")
        self.hole, self.goal = hole, goal


def need(condition: object, why: str) -> None:
    """Raise ``Rejected`` unless the condition is true."""
    if not condition:
        raise Rejected(why)


def given(value: T | None, why: str) -> T:
    """The value; raises ``Rejected`` where there is none."""
    if value is None:
        raise Rejected(why)
    return value


def constant(value: fmpq | int) -> Poly:
    """A constant polynomial."""
    return RING.constant(value)


def generator(i: int) -> Poly:
    """The polynomial that is one generator."""
    need(0 <= i < GENERATORS, "too many generators")
    return VARIABLES[i]


def is_constant(p: Poly) -> bool:
    """Whether a polynomial is a number, which has one term at most."""
    return p is ONE or (len(p) < 2 and p.is_constant())


def degrees(p: Poly) -> dict[int, int]:
    """The generators that a polynomial contains, with its degrees in them."""
    return {} if is_constant(p) else powers(p.degrees())


def powers(monomial: tuple[int, ...]) -> dict[int, int]:
    """The generators in a monomial, with their exponents."""
    exponents = monomial[::-1]
    return {i: int(exponents[i]) for i in itertools.compress(range(GENERATORS), exponents)}


def derivative(p: Poly, i: int) -> Poly:
    """The partial derivative by a generator."""
    return p.derivative(GENERATORS - 1 - i)


def collected(p: Poly, i: int) -> list[Poly]:
    """The coefficients of the powers of a generator, from 0 up to the degree."""
    return _below(p, i, int(p.degrees()[GENERATORS - 1 - i]) + 1) if derivative(p, i) else [p]


def _below(p: Poly, i: int, most: int) -> list[Poly]:
    """Those of a polynomial of a lower degree; the half of the terms with the larger powers is a multiple of one."""
    if most == 1:
        return [p]
    high, low = divmod(p, generator(i) ** (half := most // 2))
    return _below(low, i, half) + _below(high, i, most - half)


def put(parts: Sequence[Poly], above: Poly, below: Poly, degree: int) -> Poly:
    """A polynomial, by the powers of a generator, with ``above/below`` in its place, times ``below**degree``."""
    return sum((part * (above**k * below ** (degree - k)) for k, part in enumerate(parts) if part), constant(0))


def divided(p: Poly, q: Poly) -> Poly | None:
    """The polynomial ``p/q``, None where it is none."""
    need(q, "a division by zero")
    try:
        return p / q
    except DomainError:
        return None


@dataclass(frozen=True, slots=True, init=False)
class Quotient:
    """``n / d`` in lowest terms; ``d`` is 1 where it is constant, and else has the sign that was given.

    Where ``lowest`` says so they are in lowest terms, and no common factor is looked for; it is the same function either way.
    """

    n: Poly
    d: Poly

    def __init__(self, n: Poly | fmpq | int, d: Poly | int = ONE, *, lowest: bool = False) -> None:
        n, d = n if isinstance(n, Poly) else constant(n), d if isinstance(d, Poly) else constant(d)
        need(d is ONE or d, "a division by zero")
        if d is not ONE and (not lowest or is_constant(d)):
            common = d if is_constant(d) else n.gcd(d)
            common = d if len(common) == len(d) and is_constant(d / common) else common
            n, d = n / common, ONE if common is d else d / common
        object.__setattr__(self, "n", n)
        object.__setattr__(self, "d", d)

    @property
    def is_constant(self) -> bool:
        return is_constant(self.n) and is_constant(self.d)

    @property
    def value(self) -> fmpq:
        """The value of a constant."""
        need(self.is_constant, "this is no constant")
        return self.n.leading_coefficient() if self.n else fmpq(0)

    def __add__(self, other: Quotient) -> Quotient:
        if self.d == other.d:
            return Quotient(self.n + other.n, self.d)
        shared = ONE if self.d is ONE or other.d is ONE else self.d.gcd(other.d)
        a, b = self.d / shared, other.d / shared
        e = Quotient(self.n * b + other.n * a, shared)  # of what is not shared nothing is common
        return Quotient(e.n, d := e.d * a * b, lowest=not is_constant(d))

    def __neg__(self) -> Quotient:
        return Quotient(-self.n, self.d, lowest=True)

    def __sub__(self, other: Quotient) -> Quotient:
        return self + -other

    def __mul__(self, other: Quotient) -> Quotient:
        if self.d is other.d is ONE:
            return Quotient(self.n * other.n)
        a, b = Quotient(self.n, other.d), Quotient(other.n, self.d)  # of one quotient nothing is common
        return Quotient(a.n * b.n, a.d * b.d, lowest=True)

    def __truediv__(self, other: Quotient) -> Quotient:
        return self * Quotient(other.d, other.n, lowest=True)

    def __pow__(self, n: int) -> Quotient:
        for p in (self.n, *(() if self.d is ONE else (self.d,))) if abs(n) > 1 else ():
            most, found = abs(n) * max(1, p.total_degree()), math.comb(max(len(p), 1) + abs(n) - 1, abs(n))
            need(most < MOST_POWER, "an exponent is too large")
            need(found < MOST_TERMS or math.comb((k := len(degrees(p))) + most, k) < MOST_TERMS, "a power has too many terms")
        return Quotient(self.n**n, self.d**n, lowest=True) if n >= 0 else Quotient(self.d**-n, self.n**-n)
