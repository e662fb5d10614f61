"""Entries of covers by identities: what they cost, what is too long for them, logarithms of numbers, and signs of infinities."""

from __future__ import annotations

import math

import pytest
from flint import fmpq

from tests.claims.test_quotients import PLENTY, SQUARE, region_of
from theory_lab.claims import Space, Table
from theory_lab.claims.verdicts.covering.charts import charts
from theory_lab.claims.verdicts.covering.identities import entries
from theory_lab.claims.verdicts.covering.identities.cases import TOLD, Case
from theory_lab.claims.verdicts.covering.identities.ends import Purse
from theory_lab.claims.verdicts.covering.identities.logarithms import Atom, joined
from theory_lab.claims.verdicts.covering.identities.regions import LEAST, POSITIVE


def test_a_question_costs_the_terms_of_its_quotient() -> None:
    region = region_of(charts(Space(t=Table(3, 1, 2)))[0], 0)
    a, b, c = region.parameters
    for top, bottom in ((a, region.one), (a + b + c, 1 + a), (a * b + 2, a + b + a * c + 3)):
        purse = Purse(PLENTY)
        assert Case(region, {}, [], [], purse).told(top, bottom, POSITIVE)
        assert PLENTY - purse.left == TOLD + len(top) + len(bottom)


def test_a_quotient_costs_a_share_of_what_it_takes_to_multiply_its_terms() -> None:
    region = region_of(charts(Space(t=Table(3, 1, 2)))[0], 0)
    a, b, c = region.parameters
    for top, bottom in ((a, region.one), ((1 + a + b + c) ** 5, 1 + a), ((1 + a + b + c) ** 5, (1 + a) ** 31)):
        purse = Purse(PLENTY)
        with entries.within(Case(region, {}, [], [], purse)):
            entries.of(top, bottom)
        assert PLENTY - purse.left == 1 + len(top) * len(bottom) // 64


@pytest.mark.parametrize(("ranges", "signs"), [(11, POSITIVE), (12, LEAST)])
def test_corners_of_many_ranges_are_not_looked_at(ranges: int, signs: frozenset[int]) -> None:
    """It is above 0 at both ends of one range, and so at each corner, of which there are twice as many for each range more."""
    region = region_of(charts(Space(t=Table(ranges, 0, 1)))[0], 0)
    assert region.signs(2 - region.parameters[0], {}) == signs


def test_whole_numbers_whose_primes_may_take_for_ever_stand_for_themselves() -> None:
    region = region_of(charts(SQUARE)[0])
    for whole, kept in ((fmpq(2) ** 95, fmpq(2)), (fmpq(2) ** 96, fmpq(2) ** 96), (fmpq(2) ** 200, fmpq(2) ** 200)):
        case = Case(region, {}, [], [], Purse(PLENTY))
        with entries.within(case):
            entries.log(whole)
        assert [atom.argument for atom in case.atoms] == [kept]


def test_a_logarithm_of_a_number_is_above_its_tangent() -> None:
    """``log 2 >= 1 - 1/2`` and ``log 2 <= 2 - 1``."""
    region = region_of(charts(SQUARE)[0])
    case = Case(region, {}, [], [], Purse(PLENTY))
    with entries.within(case):
        two = entries.log(fmpq(2))
    assert case.told(two.top - fmpq(1, 2), region.one, LEAST) and case.told(1 - two.top, region.one, LEAST)


def test_forms_that_are_not_long_are_multiplied() -> None:
    region = region_of(charts(Space(t=Table(3, 1, 2)))[0], 0)
    with entries.within(Case(region, {}, [], [], Purse(PLENTY))):
        total = entries.of(sum(region.parameters, region.one), region.one)
        fifth = entries.power(total, 5)
        assert entries.multiply(fifth, fifth).top == entries.power(total, 10).top
        assert entries.power(fmpq(1, 10**9), 2) == fmpq(1, 10**18)


@pytest.mark.parametrize("sign", [1, -1])
def test_logarithms_are_joined_where_the_product_of_their_powers_is_not_long(sign: int) -> None:
    region = region_of(charts(Space(t=Table(3, 0, 1)))[0])
    a, b, c = region.parameters
    one, other = 1 + a + 2 * b + c, 5 + a - b + 3 * c
    with entries.within(Case(region, {}, [], [], Purse(PLENTY))):
        atoms = [Atom("log", entries.of(form, region.one), POSITIVE) for form in (one, other)]
    first, second = region.atoms[:2]
    found = joined(region, sign * (3 * first + 2 * second), atoms)
    assert found is not None and found.a == sign and found.b == 0
    assert found.over == one**3 * other**2 and found.under == region.one
    assert joined(region, sign * (13 * first + 11 * second), atoms) is None


def test_of_long_forms_nothing_is_known() -> None:
    """Each is above 0, so that it cannot be below."""
    region = region_of(charts(Space(t=Table(12, 0, 1)))[0], 0)
    t = region.parameters
    for form, left_out in (
        (sum(t[:11], region.one), False), (sum(t, region.one), True), (1 + t[0] ** 6, False), (1 + t[0] ** 7, True),
    ):  # fmt: skip
        assert region.is_possible([(form, frozenset((-1,)))], {}) == left_out


@pytest.mark.parametrize("infinite", [math.inf, -math.inf])
def test_the_sign_of_a_multiple_of_an_infinity(infinite: float) -> None:
    """Of numbers, infinities, and forms that have one sign on the chart, on either side."""
    region = region_of(charts(SQUARE)[0], 0)
    with entries.within(Case(region, {}, [], [], Purse(PLENTY))):
        above = entries.of(region.parameters[0] + 2, region.one)
        for factor, expected in (
            (fmpq(1, 3), infinite), (fmpq(-1, 3), -infinite), (math.inf, infinite), (-math.inf, -infinite),
            (above, infinite), (entries.negative(above), -infinite),
        ):  # fmt: skip
            assert entries.multiply(factor, infinite) == expected == entries.multiply(infinite, factor)
