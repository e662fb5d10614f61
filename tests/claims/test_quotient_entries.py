"""Entries of covers by identities: what they cost, what is too long for them, logarithms of numbers, and signs of infinities."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from flint import fmpq

from tests.claims.test_quotients import PLENTY, SQUARE, region_of
from theory_lab.claims import Ratio, Simplex, Space, Table
from theory_lab.claims.verdicts.covering.charts import charts
from theory_lab.claims.verdicts.covering.identities import cases, entries, quotients
from theory_lab.claims.verdicts.covering.identities.cases import TOLD, Case
from theory_lab.claims.verdicts.covering.identities.ends import Open, Purse
from theory_lab.claims.verdicts.covering.identities.logarithms import Atom, joined
from theory_lab.claims.verdicts.covering.identities.regions import ANY, LEAST, POSITIVE, Region


def test_a_question_costs_the_terms_of_its_quotient() -> None:
    region = region_of(charts(Space(t=Table(3, 1, 2)))[0], 0)
    a, b, c = region.parameters
    for top, bottom in ((a, region.one), (a + b + c, 1 + a), (a * b + 2, a + b + a * c + 3)):
        purse = Purse(PLENTY)
        assert Case(region, {}, [], [], purse).told(top, bottom, POSITIVE)
        assert PLENTY - purse.left == TOLD + len(top) + len(bottom)


def test_a_quotient_is_factored_once_in_all_cases_of_a_region_and_costs_as_much_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    region = region_of(charts(Space(t=Table(2, 1, 2)))[0], 0)
    a, b = region.parameters
    seen: list[str] = []
    plain = cases._irreducible
    monkeypatch.setattr(cases, "_irreducible", lambda form: seen.append(str(form)) or plain(form))
    purse, factored = Purse(PLENTY), {}
    for _ in range(3):
        case = Case(region, {}, [], [], purse, factored)
        assert case.told(a * b, 1 + a, POSITIVE) and not case.told(-a * b, 1 + a, POSITIVE)
    assert seen == [str(form) for form in (a * b, 1 + a, -a * b, 1 + a)]
    assert PLENTY - purse.left == 6 * (TOLD + 3)


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


@pytest.fixture
def numbers() -> Iterator[None]:
    """A case in which only numbers are computed with."""
    with entries.within(Case(region_of(charts(SQUARE)[0], 4), {}, [], [], Purse(PLENTY))):
        yield


def drawn(*shape: int) -> np.ndarray:
    """Fractions of both signs, with ties."""
    draw = np.random.default_rng(sum(shape))
    tops, bottoms = draw.integers(-4, 5, shape), draw.integers(1, 4, shape)
    whole = [Fraction(int(a), int(b)) for a, b in zip(tops.ravel(), bottoms.ravel(), strict=True)]
    return np.array(whole, dtype=object).reshape(shape)


def lifted(values: np.ndarray) -> quotients.Quotients:
    """With a batch axis of length 1."""
    return quotients.lifted(values[..., None])


def shown(payload: quotients.Quotients) -> Any:
    """Nested lists of fractions, without the batch axis."""
    return np.asarray(np.frompyfunc(lambda x: Fraction(int(x.p), int(x.q)), 1, 1)(payload.entries[..., 0])).tolist()


@pytest.mark.parametrize("left", [(3,), (2, 3), (4, 2, 3)])
@pytest.mark.parametrize("right", [(3,), (3, 2), (3, 2, 5)])
def test_inner_products_of_numbers(numbers: None, left: tuple[int, ...], right: tuple[int, ...]) -> None:
    a, b = drawn(*left), drawn(*right)
    found = quotients.dot(lifted(a), lifted(b))
    assert shown(found) == np.tensordot(a, b, axes=1).tolist()
    assert quotients.shape(found) == (*left[:-1], *right[1:], 1)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_reductions_of_numbers(numbers: None, axis: int) -> None:
    a = drawn(2, 3, 4)
    for function, known in (
        (quotients.sum, np.sum), (quotients.prod, np.prod), (quotients.max, np.max), (quotients.min, np.min),
        (quotients.cumsum, np.cumsum),
    ):  # fmt: skip
        assert shown(function(lifted(a), axis)) == known(a, axis=axis).tolist()


def test_reductions_of_nothing(numbers: None) -> None:
    """A sum is 0 and a product 1, for each of the rows that there are."""
    for shape, axis, left in (((0,), 0, ()), ((2, 0), 1, (2,)), ((0, 3), 0, (3,)), ((2, 0, 3), 1, (2, 3))):
        nothing = lifted(np.zeros(shape, dtype=object))
        assert shown(quotients.sum(nothing, axis)) == np.full(left, Fraction(0)).tolist()
        assert shown(quotients.prod(nothing, axis)) == np.full(left, Fraction(1)).tolist()
    sums = quotients.segment_sum(lifted(drawn(4, 2)), np.array([2, 0, 2, 2]), 4)
    a = drawn(4, 2)
    assert shown(sums) == [a[1].tolist(), [0, 0], (a[0] + a[2] + a[3]).tolist(), [0, 0]]
    assert quotients.shape(quotients.segment_sum(lifted(a), np.array([0, 0, 0, 0]), 0)) == (0, 2, 1)


def test_functions_of_numbers_one_by_one(numbers: None) -> None:
    a, b = drawn(3, 4), drawn(4, 3).reshape(3, 4)
    for function, known in (
        (quotients.add, lambda x, y: x + y), (quotients.subtract, lambda x, y: x - y), (quotients.multiply, lambda x, y: x * y),
        (quotients.maximum, max), (quotients.minimum, min),
    ):  # fmt: skip
        pairs = zip(a.ravel(), b.ravel(), strict=True)
        assert np.ravel(shown(function(lifted(a), lifted(b)))).tolist() == [known(x, y) for x, y in pairs]
    apart = np.where(b == 0, Fraction(7), b)
    assert shown(quotients.divide(lifted(a), lifted(apart))) == (a / apart).tolist()
    assert shown(quotients.absolute(lifted(a))) == abs(a).tolist()
    assert shown(quotients.power(lifted(apart), -2)) == (1 / apart**2).tolist()
    assert shown(quotients.power(lifted(abs(apart) ** 2), Fraction(3, 2))) == (abs(apart) ** 3).tolist()
    assert quotients.at_least(lifted(a), lifted(b))[0][..., 0].tolist() == (a >= b).tolist()
    assert quotients.above(lifted(a), lifted(b))[1][..., 0].tolist() == (a > b).tolist()
    sure = np.array([True, False])
    assert quotients.indicator(sure, sure).entries.tolist() == [1, 0]
    for possible in (np.array([True, True]), ~sure):
        with pytest.raises(Open, match="open"):
            quotients.indicator(sure, possible)


@pytest.mark.parametrize("right", [(3,), (3, 2)])
def test_systems_of_numbers(numbers: None, right: tuple[int, ...]) -> None:
    """Where a pivot is 0 another row is taken; where there is none the matrix may be singular."""
    matrix, known = np.array([[0, 2, 1], [3, 0, 0], [1, 1, Fraction(1, 2)]], dtype=object), drawn(*right)
    with pytest.raises(Open, match="singular"):
        quotients.solve(lifted(matrix), lifted(matrix.dot(known)))
    matrix[2, 2] = Fraction(5)
    assert shown(quotients.solve(lifted(matrix), lifted(matrix.dot(known)))) == known.tolist()


@pytest.mark.parametrize(("power", "signs"), [(1, None), (2, LEAST), (3, None), (4, LEAST)])
def test_powers_of_a_logarithm_have_its_sign_so_many_times(power: int, signs: frozenset[int] | None) -> None:
    """On 1/2 to 2 an even power is not negative; of 2 to 3 each is above 0, and an odd one of its negative below."""
    for low, high, expected in ((Fraction(1, 2), 2, signs), (2, 3, POSITIVE)):
        region, later = region_of(charts(Space(x=Ratio(low, high)))[0], 2), []
        case = Case(region, {}, later, [], Purse(PLENTY))
        with entries.within(case):
            form = entries.log(entries.of(region.parameters[0], region.one))
        told = case.told(form.top**power, region.one, expected or LEAST)
        assert (told and not later) == (expected is not None)
        if low == 2:
            assert not case.told(-(form.top**power), region.one, LEAST)
            assert case.told((-form.top) ** power, region.one, LEAST) == (power % 2 == 0)


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [(0.0, 1.0, (Fraction(1, 3), Fraction(2, 3))), (0.0, 0.5, (Fraction(1, 3), None)), (0.5, 1.0, (None, Fraction(2, 3)))],
)
def test_ends_that_are_no_floats_are_those_of_the_space_where_a_box_has_them(
    low: float, high: float, wanted: tuple[Fraction | None, Fraction | None]
) -> None:
    """Of a third and two thirds; where the box is cut in the middle its end is the float there."""
    (chart,) = charts(Space(x=Ratio(Fraction(1, 3), Fraction(2, 3))))
    first, last = chart.axes.low, chart.axes.high
    box = first + (last - first) * low, first + (last - first) * high
    ((least, most),) = Region(chart, *box, False, 0).ends
    for found, exact, cut in zip((least, most), wanted, box, strict=True):
        assert Fraction(int(found.p), int(found.q)) == (Fraction(float(cut[0])) if exact is None else exact)


@pytest.mark.parametrize("names", [0, 1, 3])
def test_weights_of_a_box_are_above_0_where_it_begins_at_0_and_at_least_its_end_elsewhere(names: int) -> None:
    """Of weights from 0 and from 1/4 on, inside of a simplex, whatever the number of names before them."""
    chart = charts(Space(p=Simplex(3)))[0]
    region = Region(chart, np.array([0.0, 0.25]), np.array([0.5, 0.5]), True, names)
    a, b = region.parameters
    assert region.signs(a, {}) == POSITIVE and region.signs(a - fmpq(1, 2), {}) == frozenset((-1, 0))
    assert region.signs(b, {}) == POSITIVE and region.signs(b - fmpq(1, 4), {}) == LEAST
    turned = Region(chart, np.array([0.25, 0.0]), np.array([0.5, 0.5]), True, names)
    a, b = turned.parameters
    assert turned.signs(b, {}) == POSITIVE and turned.signs(a - fmpq(1, 4), {}) == LEAST
    closed = Region(chart, np.array([0.0, 0.25]), np.array([0.5, 0.5]), False, names)
    assert closed.signs(closed.parameters[0], {}) == LEAST and closed.signs(closed.parameters[0] - fmpq(1, 4), {}) == ANY


def test_values_of_equal_arguments_have_one_name() -> None:
    """Whatever the forms that they were made of; other denominators, numerators and kinds of number have others."""
    region = region_of(charts(Space(t=Table(3, 1, 2)))[0])
    a, b, c = region.parameters
    case = Case(region, {}, [], [], Purse(PLENTY))
    with entries.within(case):
        forms = entries.of(a, b), entries.of(a * c, b * c), entries.of(a, b + 1), entries.of(c, b), fmpq(2), fmpq(3), fmpq(2)
        names = [entries.exp(form).top for form in forms]
    assert names[0] == names[1] and names[4] == names[6] and len({str(name) for name in names}) == len(case.atoms) == 5


@pytest.mark.parametrize("number", [fmpq(5, 7), fmpq(-5, 7), fmpq(1, 7), fmpq(7)])
def test_powers_are_counted_by_the_digits_of_both_parts_of_a_coefficient(number: fmpq) -> None:
    region = region_of(charts(SQUARE)[0])
    bits = number.p.bit_length() + number.q.bit_length()
    with entries.within(Case(region, {}, [], [], Purse(PLENTY))), pytest.raises(Open, match="digits"):
        entries.power(entries.of(number * region.parameters[0], region.one), entries.MOST_DIGITS // bits + 1)
    longer = max(number.p.bit_length(), number.q.bit_length())
    with entries.within(Case(region, {}, [], [], Purse(PLENTY))), pytest.raises(Open, match="digits"):
        entries.power(number, entries.MOST_DIGITS // longer + 1)


def test_sizes_are_products_of_one_degree_in_each_group() -> None:
    """Of two names two are met; degree 3 in three weights has ten, and degree 4 in a range and what it lacks five."""
    region = region_of(charts(Space(p=Simplex(3), x=Ratio(0, 1)))[0], 2)
    a, b, x = region.parameters
    form = a**2 * b + x**4 + region.atoms[0] * a + 1
    assert list(region._sizes(region.terms(form))) == [2, 10, 5]
    assert list(region._sizes(region.terms(region.one))) == [1, 1, 1]
