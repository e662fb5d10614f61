"""Covers by identities: what is equal, or ordered, as rational functions is covered."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Simplex, Source, Space, Table, Whole
from theory_lab.claims.verdicts.covers import cover

SOURCE = Source("notes", "lemma", status="derived")
UNIT, SQUARE = Space(x=Ratio(0, 1)), Space(x=Ratio(0, 1), y=Ratio(0, 1))
LAWS, THREE, TWO = Space(p=Simplex(2)), Space(p=Simplex(3)), Space(p=Simplex(2), q=Simplex(2))
INSIDE = Space(p=Simplex(3, positive=True), q=Simplex(3, positive=True))
SPECK, HALF, THIRD = Fraction(1, 10**9), Fraction(1, 2), Fraction(1, 3)


def equal(lhs: Any, rhs: Any, space: Space, relation: str = "==", **options: Any) -> Claim:
    return Claim("s", SOURCE, space, lhs, rhs, relation=relation, **options)


def kl(p: Any, q: Any) -> Any:
    return xp.sum(xp.kl_term(p, q))


def tv(p: Any, q: Any) -> Any:
    return xp.sum(abs(p - q)) / 2


def larger_of(x: Any, y: Any) -> Any:
    """By a branch of the code, as nobody should write it."""
    return x if x >= y else y


def chain(p: Any) -> Any:
    """The steps of two states."""
    return xp.stack([xp.stack([1 - p, p]), xp.stack([p / 2, 1 - p / 2])])


def stationary(p: Any) -> Any:
    """The stationary law of two states, from a linear system."""
    return xp.solve(xp.stack([xp.stack([p, -p / 2]), xp.ones((2,), p)]), xp.stack([0 * p, 1 + 0 * p]))


HOLDING = {
    "of polynomials": equal(lambda i: (i.x + i.y) ** 2 - (i.x - i.y) ** 2, lambda i: 4 * i.x * i.y, SQUARE),
    "of quotients": equal(lambda i: i.x / (1 + i.x), lambda i: 1 - 1 / (1 + i.x), UNIT),
    "of a power of a small multiple": equal(lambda i: (SPECK * i.x) ** 2, lambda i: SPECK**2 * i.x**2, UNIT),
    "of an absolute value and a maximum": equal(lambda i: abs(i.x - i.y), lambda i: 2 * xp.maximum(i.x, i.y) - i.x - i.y, SQUARE),
    "of a branch of the code": equal(lambda i: larger_of(i.x, i.y), lambda i: xp.maximum(i.x, i.y), SQUARE),
    "of the distance of two laws": equal(lambda i: tv(i.p, i.q), lambda i: xp.sum(xp.maximum(i.p - i.q, 0)), TWO),
    "of the middle of three": equal(
        lambda i: xp.sum(i.t) - xp.max(i.t) - xp.min(i.t),
        lambda i: xp.maximum(xp.minimum(i.t[0], i.t[1]), xp.minimum(i.t[2], xp.maximum(i.t[0], i.t[1]))),
        Space(t=Table(3, -1, 1)),
    ),
    "of cross entropy": equal(
        lambda i: kl(i.p, i.q),
        lambda i: xp.sum(xp.xlogx(i.p)) - xp.sum(i.p * xp.log(i.q)),
        INSIDE,
    ),
    "of affinities": equal(lambda i: xp.sqrt(i.p * i.q)[0], lambda i: xp.sqrt(i.p)[0] * xp.sqrt(i.q)[0], TWO),
    "of a root and its square": equal(lambda i: xp.sqrt(i.x) ** 3 / (1 + i.x), lambda i: i.x * xp.sqrt(i.x) / (1 + i.x), UNIT),
    "of constants that are no rationals": equal(
        lambda i: (i.x * xp.sqrt(xp.exact(8))) ** 2 + xp.log(xp.exact(6)),
        lambda i: 8 * i.x**2 + xp.log(xp.exact(2)) + xp.log(xp.exact(3)),
        UNIT,
    ),
    "of a linear system": equal(
        lambda i: xp.sum(i.law) + (i.law @ chain(i.x) - i.law)[0],
        lambda i: 1,
        Space(x=Ratio(Fraction(1, 9), 1), derived=lambda i: {"law": stationary(i.x)}),
    ),
    "of a product of matrices": equal(lambda i: xp.sum(xp.dot(chain(i.x), chain(i.x))[0]), lambda i: 1, UNIT),
    "on the surface of a hypothesis": equal(lambda i: i.p[0], lambda i: HALF, LAWS, given={"equal": lambda i: i.p[0] == i.p[1]}),
    "on a curve": equal(lambda i: i.x**3, lambda i: i.x * i.y, SQUARE, given={"on": lambda i: i.x**2 == i.y}),
    "at one value of many": equal(
        lambda i: (i.x + i.k) ** 2, lambda i: i.x**2 + 2 * i.k * i.x + i.k**2, Space(x=Ratio(0, 1), k=Choice(1, 2, 5))
    ),
    "of whole numbers": equal(lambda i: (i.n + 1) * i.n / 2 + i.n + 1, lambda i: (i.n + 1) * (i.n + 2) / 2, Space(n=Whole(0, 9))),
    "of infinities": equal(lambda i: xp.where(i.x > 0, 1, xp.INFINITY) * 2, lambda i: xp.where(i.x > 0, 2, xp.INFINITY), UNIT),
    "of squares": equal(lambda i: 4 * i.p[0] * i.p[1], lambda i: (i.p[0] + i.p[1]) ** 2, THREE, "<="),
    "of Cauchy and Schwarz": equal(
        lambda i: xp.dot(i.t, i.s) ** 2,
        lambda i: xp.dot(i.t, i.t) * xp.dot(i.s, i.s),
        Space(t=Table(2, -1, 1), s=Table(2, -1, 1)),
        "<=",
    ),
    "of Pearson and a distance": equal(
        lambda i: 4 * tv(i.p, i.q) ** 2,
        lambda i: xp.sum(xp.chi2_term(i.p, i.q)),
        Space(p=Simplex(2), q=Simplex(2, positive=True)),
        "<=",
    ),
    "of a tangent": equal(lambda i: xp.log(1 + i.x), lambda i: i.x, UNIT, "<="),
    "of a tangent to a power": equal(lambda i: 4 * xp.log(1 + i.x), lambda i: (1 + i.x) ** 4 - 1, UNIT, "<="),
    "of logarithms": equal(lambda i: xp.log(4 * i.x), lambda i: 2 * xp.log(1 + i.x), Space(x=Ratio(SPECK, 1)), "<="),
    "from an end that is no float": equal(
        lambda i: abs(11 * i.y - 1), lambda i: 11 * i.y - 1, Space(y=Ratio(Fraction(1, 11), 1))
    ),
    "to an end that is no float": equal(lambda i: abs(3 * i.y - 1), lambda i: 1 - 3 * i.y, Space(y=Ratio(0, Fraction(1, 3)))),
    "of many logarithms": equal(lambda i: xp.sum(xp.log(i.t)), lambda i: xp.log(xp.prod(i.t)), Space(t=Table(9, 1, 2))),
    "in a chain": Claim("s", SOURCE, SQUARE, chain=(lambda i: 0, lambda i: (i.x - i.y) ** 2, lambda i: 2 * (i.x**2 + i.y**2))),
    "the other way round": equal(lambda i: (i.x - i.y) ** 2, lambda i: 0, SQUARE, ">="),
    "strictly": equal(lambda i: 0, lambda i: (i.x - i.y) ** 2 + SPECK, SQUARE, "<"),
    "strictly inside": equal(lambda i: 0, lambda i: i.p[0] * i.p[2], Space(p=Simplex(3, positive=True)), "<"),
}


@pytest.mark.parametrize("statement", HOLDING.values(), ids=HOLDING)
def test_what_is_equal_as_a_function_is_covered(statement: Claim) -> None:
    found = cover(statement, None, 2000)
    assert found is not None and found.complete, found
