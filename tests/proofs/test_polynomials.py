"""The kernel's polynomials, quotients and values: equal to plain arithmetic of fractions at random points."""

from __future__ import annotations

import json
import math
import random
from fractions import Fraction
from typing import Any

import pytest
from flint import arb, ctx, fmpq

from tests.proofs.test_kernel import SIGNS, field
from theory_lab.proofs import terms
from theory_lab.proofs.kernel import functions
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import without
from theory_lab.proofs.kernel.polynomials import GENERATORS, Quotient, Rejected
from theory_lab.proofs.kernel.rules import extended
from theory_lab.proofs.kernel.values import Open, sign, value
from theory_lab.proofs.terms import INF, MINUS_INF, Term

SEEDS = range(12)


def drawn(rng: random.Random, count: int = 4) -> poly.Poly:
    """A polynomial in three generators, with cancelling terms now and then."""
    found = poly.constant(0)
    for _ in range(count):
        c = fmpq(rng.randrange(1, 5), rng.randrange(1, 4)) * rng.choice([1, -1])
        found += math.prod((poly.generator(i) ** rng.randrange(4) for i in (0, 1, 5)), start=c)
    return found


def at(p: poly.Poly, point: dict[int, Fraction]) -> Fraction:
    """The value of a polynomial, term by term."""
    total = Fraction(0)
    for monomial, c in p.terms():
        product = Fraction(int(c.p), int(c.q))
        for i, x in point.items():
            product *= x ** poly.powers(monomial).get(i, 0)
        total += product
    return total


def point_of(rng: random.Random) -> dict[int, Fraction]:
    return {i: Fraction(rng.randrange(-9, 10), rng.randrange(1, 9)) for i in (0, 1, 5)}


def test_powers_of_few_terms_are_taken() -> None:
    """The product of thirty of ten terms has four thousand, since most are equal."""
    x, y = poly.generator(0), poly.generator(1)
    assert Quotient((1 + x + y) ** 3) ** 30 == Quotient(1 + x + y) ** 90


def test_powers_of_many_terms_are_not_begun() -> None:
    """The eighth power of 22 terms has four million of them, which take a gigabyte."""
    with pytest.raises(Rejected, match="too many terms"):
        _ = Quotient(sum(map(poly.generator, range(21)), poly.constant(1))) ** 8


@pytest.mark.parametrize("seed", SEEDS)
def test_polynomials_are_what_their_values_are(seed: int) -> None:
    rng = random.Random(seed)
    p, q, x = drawn(rng), drawn(rng), point_of(rng)
    c = fmpq(rng.randrange(-3, 4), 2)
    assert at(p + q, x) == at(p, x) + at(q, x) and at(p * q, x) == at(p, x) * at(q, x)
    assert at(p * c, x) == at(p, x) * Fraction(int(c.p), int(c.q))
    assert [at(p**n, x) for n in range(4)] == [at(p, x) ** n for n in range(4)]
    for i in x:
        parts = poly.collected(p, i)
        assert sum(at(part, x) * x[i] ** k for k, part in enumerate(parts)) == at(p, x)
        assert all(i not in poly.degrees(part) for part in parts) and len(parts) == poly.degrees(p).get(i, 0) + 1
        slopes = poly.derivative(p, i) * q + p * poly.derivative(q, i)
        assert poly.derivative(p * q, i) == slopes
        assert poly.derivative(poly.generator(i), i) == poly.constant(1)
    assert p - p == 0 == 0 * p


@pytest.mark.parametrize("seed", SEEDS)
def test_a_quotient_of_polynomials_is_one_only_where_it_is_exact(seed: int) -> None:
    rng = random.Random(seed)
    p, q = drawn(rng), drawn(rng) + poly.generator(1)
    if q.is_constant():
        q = poly.generator(0)
    product = p * q
    zero = poly.constant(0)
    assert poly.divided(product, q) == p and poly.divided(zero, q) == zero
    assert poly.divided(product + 1, q) is None
    assert poly.divided(q, poly.constant(fmpq(2, 3))) == fmpq(3, 2) * q
    assert without(product * q, q)[1] >= 2 and without(zero, q) == (zero, 0) and without(p, poly.constant(2)) == (p, 0)
    with pytest.raises(Rejected):
        poly.divided(p, zero)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_quotient_is_in_lowest_terms(seed: int) -> None:
    rng = random.Random(seed)
    n, d, shared = drawn(rng), drawn(rng) + 7, drawn(rng) + poly.generator(0) ** 5
    one = Quotient(n * shared, d * shared)
    assert one.n.gcd(one.d).is_constant() and one.n * d == n * one.d
    assert Quotient(-3 * n * shared, n * shared or 1) == Quotient(-3 if n else 0)
    assert Quotient(n, -2) == Quotient(n * fmpq(-1, 2)) and Quotient(n * shared, -2 * shared).d == 1


def test_the_sign_of_a_denominator_stays() -> None:
    x = poly.generator(0)
    for d in (1 - x, x - 1):
        assert Quotient(x, d).d == d and Quotient(x * (x + 2), d * (x + 2)).d == d


def test_denominators_that_are_multiples_of_each_other_go_away_where_the_sum_is_a_polynomial() -> None:
    x = poly.generator(0)
    for top, bottom, wanted in ((1 + 2 * x, 2 * x, Quotient(1)), (1 + 2 * x**2, 2 * x, Quotient(x)), (1, 2 * x, Quotient(0))):
        assert Quotient(top, bottom) + Quotient(-3, 6 * x) == wanted


def test_variables_are_substituted_at_once() -> None:
    """The image of one has others in it, and denominators."""
    where = extended(field(x=(1, 2), y=(1, 2), z=(1, 2)), [["l", "log", "x*y", SIGNS], ["m", "log", "y", SIGNS]])
    images = {"x": where.quotient_of("y/z"), "y": where.quotient_of("x*z")}
    for text, wanted in (
        ("x", "y/z"), ("x**2 - y", "y**2/z**2 - x*z"), ("x*y", "x*y"), ("l + x*z", "l + y"), ("3", "3"), ("0", "0"),
        ("(x + 1)/(y**2 + z)", "(y/z + 1)/(x**2*z**2 + z)"), ("1/x - x/y**3", "z/y - y/(x**3*z**4)"),
        ("1/(x**2 + z)", "z**2/(y**2 + z**3)"),
    ):  # fmt: skip
        assert functions.moved(where, where.quotient_of(text), where, images) == where.quotient_of(wanted)
    with pytest.raises(Rejected):  # log(x z) is not one of the field
        functions.moved(where, where.quotient_of("m"), where, images)
    with pytest.raises(Rejected, match="by zero"):
        functions.moved(where, where.quotient_of("1/(x - z)"), where, {"x": where.quotient_of("z")})


@pytest.mark.parametrize("seed", SEEDS)
def test_quotients_are_what_their_values_are(seed: int) -> None:
    rng = random.Random(seed)
    one, two = (Quotient(drawn(rng), drawn(rng) + poly.constant(7)) for _ in range(2))
    shared = Quotient(drawn(rng), one.d * (drawn(rng, 2) or poly.constant(1)))
    for a, b in ((one, two), (one, shared), (shared, one), (one, one)):
        for _ in range(5):
            x = point_of(rng)
            if not (at(a.d, x) and at(b.d, x) and at(b.n, x) and at(a.n, x)):
                continue
            u, v = at(a.n, x) / at(a.d, x), at(b.n, x) / at(b.d, x)
            for found, wanted in ((a + b, u + v), (a - b, u - v), (a * b, u * v), (a / b, u / v), (-a, -u)):
                assert at(found.n, x) == wanted * at(found.d, x) and at(found.d, x)
                assert found.n.gcd(found.d).is_constant() and (found.d == 1 or not found.d.is_constant())
            for n in (-2, -1, 0, 1, 3):
                assert at((a**n).n, x) == u**n * at((a**n).d, x)
    with pytest.raises(Rejected):
        one / Quotient(0)
    assert Quotient(poly.constant(3), poly.constant(2)).value == fmpq(3, 2) and Quotient(0).value == 0
    with pytest.raises(Rejected):
        _ = Quotient(poly.generator(0)).value


def test_generators_are_found_under_their_numbers() -> None:
    x, last = poly.generator(0), poly.generator(GENERATORS - 1)
    for refused in (GENERATORS, -1):
        with pytest.raises(Rejected):
            poly.generator(refused)
    p = x**2 * last + 3 * last
    assert poly.degrees(p) == {0: 2, GENERATORS - 1: 1} and poly.degrees(poly.constant(0)) == {} == poly.degrees(poly.constant(4))
    assert [poly.powers(m) for m, _ in p.terms()] == [{GENERATORS - 1: 1, 0: 2}, {GENERATORS - 1: 1}]
    assert poly.collected(p, 0) == [3 * last, 0 * x, last] and poly.collected(p, GENERATORS - 1) == [0 * x, x**2 + 3]
    for n in (poly.MOST_POWER, -poly.MOST_POWER):
        with pytest.raises(Rejected):
            _ = Quotient(x) ** n


def test_squares_of_roots_are_replaced_by_their_arguments() -> None:
    where = extended(field(x=(0, None), y=(0, 1)), [["r", "sqrt", "x + y + 1", SIGNS], ["s", "root", "r*x", SIGNS]])
    for text, normal in (
        ("r**2", "x + y + 1"), ("r**3", "r*(x + y + 1)"), ("s**2*r", "x*(x + y + 1)"), ("s**5", "s*x**2*(x + y + 1)"),
        ("1/r**2", "1/(x + y + 1)"), ("x*r + s", "x*r + s"), ("(r**2 - x)/(y + 1)", "1"),
    ):  # fmt: skip
        assert where.normal(where.quotient_of(text)) == where.quotient_of(normal)


@pytest.mark.parametrize("large", [False, True])
def test_exponents_are_read_up_to_one_that_is_too_large(large: bool) -> None:
    """Powers of powers have the product."""
    where = field(x=(0, None))
    for text in ("x**16384", "(x**128)**128", "((-x)**64)**256") if large else ("x**16383", "(x**127)**129", "((-x)**63)**260"):
        if large:
            with pytest.raises(Rejected, match="exponent is too large"):
                where.polynomial_of(text)
        else:
            assert where.polynomial_of(text).total_degree() in (16380, 16383)


def test_an_exponential_that_is_read_from_a_file_has_a_root_of_its_square() -> None:
    """Words of a file are no literals of the code: they are equal, and not the same."""
    where = extended(field(x=(None, None)), json.loads('[["e", "exp", "x", null]]'))
    assert functions.sqrt(where, where.quotient_of("e**2")) == where.quotient_of("e")


# Slopes, against differences at 200 bits


@pytest.mark.parametrize("text", ["x**3 - 2*x", "l", "e*x", "r", "(l + e)/r", "s*l", "1/(x + l)", "e**2/(1 + x**2)", "y*x + l*y"])
def test_a_derivative_is_the_limit_of_differences(text: str) -> None:
    given = [
        ["l", "log", "2*x + 1", SIGNS],
        ["e", "exp", "x*y - x", None],
        ["r", "sqrt", "x**2 + y + 1", SIGNS],
        ["s", "root", "x", SIGNS],
    ]
    where = extended(field(x=(0, None), y=(0, 1)), given)
    function = where.quotient_of(text)

    def near(e: Quotient, x: fmpq) -> arb:
        ranges = {"x": (Quotient(x),) * 2, "y": (Quotient(fmpq(1, 3)),) * 2}
        return where.ball(e, ranges)

    before, ctx.prec = ctx.prec, 200
    try:
        h = fmpq(1, 2**40)
        for x in (fmpq(1, 2), fmpq(7, 3)):
            difference = (near(function, x + h) - near(function, x - h)) / arb(2 * h)
            assert abs(near(where.derivative(function, 0), x) - difference) < arb(2) ** -60  # h^2 times a third derivative
    finally:
        ctx.prec = before


# Values


def real(value: Any) -> Term:
    return terms.number(Fraction(value))


MAY_BE_ZERO = Term("sub", Term("mul", Term("exp", real(1)), Term("exp", real(1))), Term("exp", real(2)))
UNDEFINED, OPEN = ZeroDivisionError, Open
VALUES: list[tuple[Term, Any]] = [
    (Term("add", INF, real(1)), math.inf), (Term("add", real(1), MINUS_INF), -math.inf), (Term("add", INF, INF), math.inf),
    (Term("add", INF, MINUS_INF), UNDEFINED), (Term("sub", INF, INF), UNDEFINED), (Term("sub", real(1), INF), -math.inf),
    (Term("sub", INF, MINUS_INF), math.inf), (Term("sub", real(3), real(5)), -2), (Term("neg", INF), -math.inf),
    (Term("mul", INF, real(-2)), -math.inf), (Term("mul", real(-2), MINUS_INF), math.inf), (Term("mul", INF, real(0)), UNDEFINED),
    (Term("mul", real(0), INF), UNDEFINED), (Term("mul", INF, MAY_BE_ZERO), OPEN),
    (Term("mul", real(0), Term("exp", real(1))), 0),
    (Term("mul", Term("exp", real(1)), real(0)), 0), (Term("mul", real(2), real(3)), 6), (Term("mul", INF, INF), math.inf),
    (Term("div", real(1), real(0)), UNDEFINED), (Term("div", INF, INF), UNDEFINED), (Term("div", INF, real(-2)), -math.inf),
    (Term("div", real(5), INF), 0), (Term("div", real(5), real(-2)), Fraction(-5, 2)), (Term("div", real(1), MAY_BE_ZERO), OPEN),
    (Term("pow", real(-2), 3), -8), (Term("pow", real(7), 0), 1), (Term("pow", MINUS_INF, 2), math.inf), (Term("pow", INF, 0), 1),
    (Term("abs", real(-2)), 2), (Term("abs", real(2)), 2), (Term("abs", MINUS_INF), math.inf), (Term("abs", real(0)), 0),
    (Term("max", real(2), real(3)), 3), (Term("max", real(3), real(2)), 3), (Term("min", real(2), real(3)), 2),
    (Term("min", real(3), real(2)), 2), (Term("max", INF, real(2)), math.inf), (Term("min", INF, real(2)), 2),
    (Term("max", MAY_BE_ZERO, real(0)), OPEN), (Term("log", real(1)), 0), (Term("log", real(0)), -math.inf),
    (Term("log", real(-1)), UNDEFINED), (Term("log", INF), math.inf), (Term("log", MINUS_INF), UNDEFINED),
    (Term("exp", real(0)), 1), (Term("exp", INF), math.inf), (Term("exp", MINUS_INF), 0), (Term("sqrt", real(0)), 0),
    (Term("sqrt", real(Fraction(4, 9))), Fraction(2, 3)), (Term("sqrt", real(1)), 1), (Term("sqrt", INF), math.inf),
    (Term("sqrt", real(-1)), UNDEFINED), (Term("sqrt", MINUS_INF), UNDEFINED), (Term("log", MAY_BE_ZERO), OPEN),
    (Term("ge", real(1), real(1)), True), (Term("gt", real(1), real(1)), False), (Term("ge", real(0), real(1)), False),
    (Term("gt", real(2), real(1)), True), (Term("ge", INF, real(1)), True), (Term("ge", MINUS_INF, real(1)), False),
    (Term("gt", MAY_BE_ZERO, real(0)), OPEN), (Term("not", Term("ge", real(1), real(1))), False),
    (Term("and", terms.TRUE, terms.FALSE), False), (Term("and", terms.TRUE, terms.TRUE), True),
    (Term("ite", terms.TRUE, real(1), Term("div", real(1), real(0))), 1), (Term("sum", real(1), real(2), real(4)), 7),
    (Term("ite", terms.FALSE, Term("div", real(1), real(0)), real(2)), 2), (Term("undefined"), UNDEFINED),
    (Term("and", terms.FALSE, Term("ge", Term("div", real(1), real(0)), real(0))), False),
]  # fmt: skip


@pytest.mark.parametrize(("term", "wanted"), VALUES, ids=[str(k) for k in range(len(VALUES))])
def test_the_value_of_a_term(term: Term, wanted: Any) -> None:
    if isinstance(wanted, type):
        with pytest.raises(wanted):
            value(term, {})
        return
    found = value(term, {})
    assert found == (fmpq(wanted.numerator, wanted.denominator) if isinstance(wanted, Fraction) else wanted)
    assert isinstance(found, bool) is isinstance(wanted, bool) and isinstance(found, float) is isinstance(wanted, float)


def test_values_of_functions_are_balls_around_them() -> None:
    for op, x, wanted in (
        ("log", 2, math.log(2)),
        ("exp", -1, math.exp(-1)),
        ("sqrt", 2, math.sqrt(2)),
        ("sqrt", Fraction(1, 2), 0.5**0.5),
    ):
        found = value(Term(op, real(x)), {})
        assert isinstance(found, arb) and abs(found - wanted) < 1e-15
    assert value(terms.variable("x"), {"x": Fraction(2, 3)}) == fmpq(2, 3)
    assert [sign(x) for x in (fmpq(-1, 2), fmpq(0), fmpq(3), math.inf, -math.inf, arb(0), arb(-2))] == [-1, 0, 1, 1, -1, 0, -1]


# Roots and logarithms in a field


def test_a_root_is_half_the_powers() -> None:
    where = extended(field(x=(0, None, "("), y=(-1, 1)), [["r", "sqrt", "x + 1", SIGNS], ["two", "sqrt", "2", {"rule": "ball"}]])
    of = lambda text: functions.sqrt(where, where.quotient_of(text))  # noqa: E731
    for text, root in (
        ("x**2", "x"), ("x**4*(x + 1)", "x**2*r"), ("(x + 1)**3", "r*(x + 1)"), ("4/9", "2/3"), ("8*x**2", "2*two*x"), ("0", "0"),
        ("(x + 1)/x**2", "r/x"), ("1/2", "two/2"), ("1/(x + 1)", "r/(x + 1)"), ("2", "two"), ("32", "4*two"),
    ):  # fmt: skip
        assert not where.normal(of(text) - where.quotient_of(root)).n, text
    for text in ("x", "y**2", "3", "-4", "x + 2", "-x**2", "(x + 2)**2", "1/3"):
        with pytest.raises(Rejected):
            of(text)
