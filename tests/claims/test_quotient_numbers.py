"""Entries that are numbers: values of functions by hand, what infinities are, and what has no value."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from flint import arb, fmpq

from tests.claims.test_quotients import PLENTY, SQUARE, full_point, region_of, value_of
from theory_lab import numbers as xp
from theory_lab.claims import Ratio, Simplex, Space, Table
from theory_lab.claims.verdicts.covering.charts import charts
from theory_lab.claims.verdicts.covering.identities import entries
from theory_lab.claims.verdicts.covering.identities.cases import PROGRAM, TOLD, Case
from theory_lab.claims.verdicts.covering.identities.ends import Open, Purse
from theory_lab.claims.verdicts.covering.identities.regions import LEAST, POSITIVE, ZERO, Region

INF = math.inf
HALF, THREE = fmpq(1, 2), fmpq(3)


@pytest.fixture
def case() -> Iterator[Case]:
    """A case in which only numbers are computed with."""
    case = Case(region_of(charts(SQUARE)[0], 8), {}, [], [], Purse(PLENTY))
    with entries.within(case):
        yield case


@pytest.mark.parametrize(
    ("call", "wanted"),
    [
        (lambda: entries.exp(fmpq(0)), 1), (lambda: entries.log(fmpq(1)), 0), (lambda: entries.log(fmpq(0)), -INF),
        (lambda: entries.root(fmpq(0), 3), 0), (lambda: entries.root(fmpq(4, 9), 2), fmpq(2, 3)),
        (lambda: entries.root(fmpq(8, 27), 3), fmpq(2, 3)), (lambda: entries.root(fmpq(64), 2), 8),
        (lambda: entries.power(fmpq(-2, 3), 3), fmpq(-8, 27)), (lambda: entries.power(fmpq(-2, 3), -1), fmpq(-3, 2)),
        (lambda: entries.power(fmpq(5), 0), 1), (lambda: entries.negative(fmpq(5)), -5), (lambda: entries.negative(INF), -INF),
        (lambda: entries.add(INF, HALF), INF), (lambda: entries.add(HALF, -INF), -INF), (lambda: entries.add(INF, INF), INF),
        (lambda: entries.divide(-INF, HALF), -INF), (lambda: entries.divide(INF, fmpq(-1, 2)), -INF),
        (lambda: entries.divide(HALF, THREE), fmpq(1, 6)), (lambda: entries.larger(HALF, THREE), 3),
        (lambda: entries.smaller(HALF, THREE), HALF), (lambda: entries.larger(-INF, HALF), HALF),
        (lambda: entries.larger(HALF, INF), INF), (lambda: entries.smaller(INF, HALF), HALF),
        (lambda: entries.smaller(HALF, -INF), -INF), (lambda: entries.lifted(np.int64(7)), 7),
        (lambda: entries.lifted(Fraction(2, 3)), fmpq(2, 3)), (lambda: entries.lifted(INF), INF),
        (lambda: entries.lifted(xp.value(xp.exact("2/3"))), fmpq(2, 3)),
        (lambda: entries.lifted(xp.value(-xp.INFINITY * xp.exact(1))), -INF),
    ],
)  # fmt: skip
def test_values_by_hand(case: Case, call: Callable[[], Any], wanted: Any) -> None:
    found = call()
    assert found == wanted and isinstance(found, float) == isinstance(wanted, float) and not case.atoms


@pytest.mark.parametrize(
    "call",
    [
        lambda: entries.add(INF, -INF), lambda: entries.multiply(fmpq(0), INF), lambda: entries.multiply(-INF, fmpq(0)),
        lambda: entries.divide(HALF, fmpq(0)), lambda: entries.divide(HALF, INF), lambda: entries.divide(INF, -INF),
        lambda: entries.log(INF), lambda: entries.exp(-INF), lambda: entries.root(INF, 2), lambda: entries.root(fmpq(-1), 2),
        lambda: entries.root(fmpq(-1), 3), lambda: entries.log(fmpq(-1)), lambda: entries.power(fmpq(0), -2),
    ],
)  # fmt: skip
def test_what_has_no_value_is_open(case: Case, call: Callable[[], Any]) -> None:
    with pytest.raises(Open):
        call()


@pytest.mark.parametrize("wrong", [0.5, math.nan, 1.0])
def test_floats_are_not_exact(case: Case, wrong: float) -> None:
    with pytest.raises(TypeError, match="is not exact"):
        entries.lifted(wrong)


@pytest.mark.parametrize(("x", "y"), [(-INF, HALF), (HALF, INF), (-INF, INF), (HALF, THREE), (fmpq(-2), fmpq(0))])
def test_numbers_and_infinities_are_in_their_order(case: Case, x: Any, y: Any) -> None:
    assert entries.is_at_least(y, x) and entries.is_above(y, x) and entries.is_compared(x, y, frozenset((-1,)))
    assert not entries.is_at_least(x, y) and not entries.is_above(x, y) and not entries.is_compared(y, x, ZERO)
    for same in (x, y):
        assert entries.is_at_least(same, same) and not entries.is_above(same, same) and entries.is_compared(same, same, ZERO)


def value(case: Case, entry: Any) -> arb:
    """The value of an entry in which there are names of numbers alone."""
    point = full_point(case.region, case.atoms, [Fraction(0), Fraction(0)])
    return arb(entry) if isinstance(entry, fmpq) else value_of(entry.top, point) / value_of(entry.bottom, point)


@pytest.mark.parametrize("number", [fmpq(2), fmpq(3, 5), fmpq(12), fmpq(1, 8), fmpq(50, 27), fmpq(-3, 2)])
def test_functions_of_numbers_have_their_values(case: Case, number: fmpq) -> None:
    """Logarithms and roots by primes, and exponentials: as balls say."""
    ball = arb(number)
    assert value(case, entries.exp(number)).overlaps(ball.exp())
    if number > 0:
        for found, known in (
            (entries.log(number), ball.log()), (entries.root(number, 2), ball.sqrt()),
            (entries.root(number, 3), ball ** (arb(1) / 3)), (entries.power(entries.root(number, 3), 5), ball ** (arb(5) / 3)),
        ):  # fmt: skip
            assert value(case, found).overlaps(known)
        doubled = entries.multiply(entries.root(number, 2), entries.root(number, 2))
        assert doubled == number


def test_numbers_that_are_not_rational_are_named_by_what_they_are(case: Case) -> None:
    """A root of either sign, a logarithm, an exponential: the same as a formula of them; others by a name with their sign."""
    two = xp.exact(2)
    for made, known in (
        (xp.sqrt(two), entries.root(fmpq(2), 2)), (-xp.sqrt(two), entries.negative(entries.root(fmpq(2), 2))),
        (xp.log(two), entries.log(fmpq(2))), (-xp.log(two), entries.log(HALF)), (xp.exp(two), entries.exp(fmpq(2))),
    ):  # fmt: skip
        assert entries.told(entries.add(entries.lifted(xp.value(made)), entries.negative(known)), ZERO)
    for sign in (1, -1):
        odd = entries.lifted(xp.value(sign * (xp.sqrt(two) + xp.exp(two))))
        assert case.atoms[-1].function == "number" and case.atoms[-1].signs == frozenset((sign,))
        assert entries.told(odd, POSITIVE) == (sign > 0) and entries.told(odd, LEAST) == (sign > 0)


@pytest.mark.parametrize("names", [0, 1, 3, 24])
def test_weights_of_vectors_come_after_all_names(names: int) -> None:
    region = region_of(charts(Space(p=Simplex(3), q=Simplex(2)))[0], names)
    assert region.simplices == [range(names, names + 2), range(names + 2, names + 3)]
    gens = region.ring.gens()
    assert region.last == [1 - gens[names] - gens[names + 1], 1 - gens[names + 2]]
    assert [region.place(k) for k in range(names)] == list(range(names))[::-1]


@pytest.mark.parametrize("inside", [True, False])
def test_a_polynomial_filled_up_to_one_degree_is_the_same(inside: bool) -> None:
    """In weights and the last one, and in a range and what it lacks: at instances the sum of all products is the polynomial."""
    chart = charts(Space(p=Simplex(3), x=Ratio(1, 3)))[0]
    region = Region(chart, chart.axes.low, chart.axes.high, inside, 1)
    a, b, x = region.parameters
    for form in (a**2 * b + x**3 - a * x + 2, (a - b) ** 3 * x - 1, region.atoms[0] * a**2 - x * b + region.atoms[0] ** 2):
        found = region._spread(region.terms(form))
        degrees = {
            tuple(sum(powers[k] for k in group) + powers[4 + j] for j, (group, *_) in enumerate(region.groups))
            for powers in found
        }
        assert len(degrees) == 1
        for point in ((2, 1, 3, 5), (0, 7, 1, 0), (3, 3, 0, 8)):
            name, first, second, share = fmpq(point[0], 7), fmpq(point[1], 9), fmpq(point[2], 9), fmpq(point[3], 8)
            rests = [1 - first - second, 1 - share]
            total = fmpq(0)
            for powers, factor in found.items():
                for base, power in zip((name, first, second, share, *rests), powers, strict=True):
                    factor *= base**power
                total += factor
            assert total == form(name, first, second, 1 + 2 * share)


def test_what_is_left_out_of_a_program_leaves_the_rest() -> None:
    """A form of too high a power, and one of an unknown name, say nothing; what follows them is still impossible."""
    region = region_of(charts(Space(t=Table(2, 0, 1)))[0], 1)
    a, b = region.parameters
    below = frozenset((-1,))
    for silent in (1 + a**7, region.atoms[0] + a):
        assert region.is_possible([(silent, below)], {})
        assert not region.is_possible([(silent, below), (a + b, below)], {})
        assert not region.is_possible([(a + b, below), (silent, below)], {})


def test_terms_in_unit_ranges_are_counted_before_they_are_made() -> None:
    """Of ``a^m b^n`` on ranges that do not begin at 0 there are ``(m + 1) (n + 1)``, and one where they do."""
    region = region_of(charts(Space(t=Table(2, 1, 2)))[0], 1)
    a, b = region.parameters
    assert len(region.terms(a**199 * b**199)) == 40_000
    for form in (a**200 * b**199, a**199 * b**200, a**199 * b**199 + a):
        with pytest.raises(Open, match="too many terms in unit ranges"):
            region.terms(form)
    around = region_of(charts(Space(t=Table(2, 0, 1)))[0], 1)
    assert len(around.terms(around.parameters[0] ** 250 * around.parameters[1] ** 250)) == 1


def test_a_case_that_is_split_costs_a_program_and_more_the_more_is_known() -> None:
    region, purse = region_of(charts(SQUARE)[0], 0), Purse(PLENTY)
    x, y = region.parameters
    case = Case(region, {}, [], [], purse)
    for known, form in enumerate((x, y - fmpq(1, 6), x + y - fmpq(1, 6), x - y), 1):
        before = purse.left
        case.told(form, region.one, POSITIVE)
        assert before - purse.left == TOLD + len(form) + 1 + PROGRAM + known**2
