"""Constructors of terms: what is folded has the value of the operation that was folded, and what can be folded is."""

import math
from fractions import Fraction
from itertools import product

import pytest
from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.values import Open, value
from theory_lab.proofs.terms import FALSE, INF, MINUS_INF, ONE, TRUE, UNDEFINED, ZERO, Term, made, number, variable

X = variable("x")
NUMBERS = [ZERO, ONE, *map(number, (-2, Fraction(-1, 2), Fraction(1, 4), 3, Fraction(9, 4)))]
PARTS = [*NUMBERS, INF, MINUS_INF, X, terms.log(X), terms.add(X, ONE)]
POINTS = [Fraction(0), Fraction(1), Fraction(-1, 2), Fraction(5, 3)]
BINARY = ("add", "sub", "mul", "div", "max", "min", "ge", "gt")
UNARY = ("neg", "abs", "log", "exp", "sqrt")


def seen(term: Term, at: Fraction) -> float | bool | None:
    """The value of a term at a point as a float; None where it has none, and where balls leave a comparison open."""
    try:
        found = value(term, {"x": at})
    except (ZeroDivisionError, ValueError, Open):
        return None
    if isinstance(found, bool):
        return found
    told = int(found.p) / int(found.q) if isinstance(found, fmpq) else float(found)
    return None if math.isnan(told) else told


def same(folded: Term, unfolded: Term) -> int:
    """At how many points there is a value, which is the same."""
    wanted = {at: found for at in POINTS if (found := seen(unfolded, at)) is not None}
    for at, found in wanted.items():
        assert seen(folded, at) == pytest.approx(found, rel=1e-12), (folded, unfolded, at)
    return len(wanted)


@pytest.mark.parametrize("op", BINARY)
def test_two_parts_are_folded_to_what_they_are(op):
    assert sum(same(made(op, (a, b)), Term(op, a, b)) for a, b in product(PARTS, PARTS)) > 300


@pytest.mark.parametrize("op", UNARY)
def test_one_part_is_folded_to_what_it_is(op):
    assert sum(same(made(op, (a,)), Term(op, a)) for a in PARTS) > 25


@pytest.mark.parametrize("exponent", [-3, -1, 0, 1, 2, 5])
def test_powers_are_folded_to_what_they_are(exponent):
    for a in [*NUMBERS, X]:
        for at in POINTS:
            base = seen(a, at)
            wanted = None if base is None or (base == 0 and exponent <= 0) else base**exponent
            assert wanted is None or seen(terms.power(a, exponent), at) == pytest.approx(wanted, rel=1e-12)


FOLDED = {
    "x - x": (terms.subtract(X, X), ZERO),
    "x^0": (terms.power(X, 0), ONE),
    "x^1": (terms.power(X, 1), X),
    "the root of 4/9": (terms.sqrt(number(Fraction(4, 9))), number(Fraction(2, 3))),
    "0 + x": (terms.add(ZERO, X), X),
    "x + inf": (terms.add(X, INF), INF),
    "1 * x": (terms.multiply(ONE, X), X),
    "inf * 2": (terms.multiply(INF, number(2)), INF),
    "-2 * -inf": (terms.multiply(number(-2), MINUS_INF), INF),
    "x / 1": (terms.divide(X, ONE), X),
    "x / 0": (terms.divide(X, ZERO), UNDEFINED),
    "x / inf": (terms.divide(X, INF), ZERO),
    "inf / 2": (terms.divide(INF, number(2)), INF),
    "max(x, x)": (terms.maximum(X, X), X),
    "max(x, -inf)": (terms.maximum(X, MINUS_INF), X),
    "max(-inf, x)": (terms.maximum(MINUS_INF, X), X),
    "max(x, inf)": (terms.maximum(X, INF), INF),
    "max(inf, x)": (terms.maximum(INF, X), INF),
    "min(x, inf)": (terms.minimum(X, INF), X),
    "min(x, -inf)": (terms.minimum(X, MINUS_INF), MINUS_INF),
    "|-inf|": (terms.absolute(MINUS_INF), INF),
    "-(-x)": (terms.negative(terms.negative(X)), X),
    "2 ** -2": (terms.power(number(2), -2), number(Fraction(1, 4))),
    "x ** -1": (terms.power(X, -1), terms.divide(ONE, X)),
    "root of 9/4": (terms.sqrt(number(Fraction(9, 4))), number(Fraction(3, 2))),
    "root of 1/4": (terms.sqrt(number(Fraction(1, 4))), number(Fraction(1, 2))),
    "log 0": (terms.log(ZERO), MINUS_INF),
    "exp 0": (terms.exp(ZERO), ONE),
    "exp -inf": (terms.exp(MINUS_INF), ZERO),
    "x >= -inf": (terms.at_least(X, MINUS_INF), TRUE),
    "x >= x": (terms.at_least(X, X), TRUE),
    "x >= inf": (terms.at_least(X, INF), FALSE),
    "-inf >= x": (terms.at_least(MINUS_INF, X), FALSE),
    "-inf >= inf": (terms.at_least(MINUS_INF, INF), FALSE),
    "x > x": (terms.above(X, X), FALSE),
    "a sum of numbers": (terms.total((ONE, number(2), ZERO)), number(3)),
    "a sum with an infinity": (terms.total((X, MINUS_INF, ONE)), MINUS_INF),
    "a sum of one": (terms.total((ZERO, X)), X),
    "a sum of none": (terms.total(()), ZERO),
    "either": (terms.choose(terms.at_least(X, ZERO), X, X), X),
}


@pytest.mark.parametrize("name", FOLDED)
def test_what_can_be_folded_is(name):
    found, wanted = FOLDED[name]
    assert found is wanted


def test_what_may_be_infinite_is_not_compared_with_infinities():
    """A logarithm may be minus infinity itself."""
    assert terms.at_least(MINUS_INF, terms.log(X)).op == "ge" and terms.at_least(terms.log(X), INF).op == "ge"


def test_conditions_are_folded():
    one, other = terms.at_least(X, ZERO), terms.at_least(X, ONE)
    assert terms.both(one, TRUE) is one is terms.both(TRUE, one) is terms.both(one, one) and terms.both(one, FALSE) is FALSE
    assert terms.both(one, other).op == "and" and terms.negation(terms.both(one, other)).op == "not"
    assert terms.negation(one) is terms.above(ZERO, X) and terms.negation(terms.negation(terms.both(one, other))).op == "and"
    assert (one | TRUE) is TRUE and (one & False) is FALSE and terms.choose(TRUE, X, ONE) is X


def test_terms_are_shown_by_what_they_are():
    assert (repr(X), repr(ONE), repr(terms.add(X, ONE))) == ("<term var x>", "<term const 1>", "<term add>")
