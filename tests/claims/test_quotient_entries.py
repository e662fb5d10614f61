"""Entries of covers by identities: what a question costs, which numbers are taken apart, and signs of infinities."""

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
from theory_lab.claims.verdicts.covering.identities.regions import POSITIVE


def test_a_question_costs_the_terms_of_its_quotient() -> None:
    region = region_of(charts(Space(t=Table(3, 1, 2)))[0], 0)
    a, b, c = region.parameters
    for top, bottom in ((a, region.one), (a + b + c, 1 + a), (a * b + 2, a + b + a * c + 3)):
        purse = Purse(PLENTY)
        assert Case(region, {}, [], [], purse).told(top, bottom, POSITIVE)
        assert PLENTY - purse.left == TOLD + len(top) + len(bottom)


def test_whole_numbers_whose_primes_may_take_for_ever_stand_for_themselves() -> None:
    region = region_of(charts(SQUARE)[0])
    for whole, kept in ((fmpq(2) ** 95, fmpq(2)), (fmpq(2) ** 96, fmpq(2) ** 96), (fmpq(2) ** 200, fmpq(2) ** 200)):
        case = Case(region, {}, [], [], Purse(PLENTY))
        with entries.within(case):
            entries.log(whole)
        assert [atom.argument for atom in case.atoms] == [kept]


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
