"""Rational functions in cases of signs: at each instance one case has its signs, and its function has the value there."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from flint import arb, fmpq, fmpq_mpoly

from tests.claims.test_covers_at_equality import FORMS, MIXED, SOURCE
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Kernel, Ratio, Simplex, Space, Steps, Table, Whole
from theory_lab.claims.spaces.fields import fractions
from theory_lab.claims.verdicts.covering.charts import Chart, charts
from theory_lab.claims.verdicts.covering.identities import boxes, entries, quotients
from theory_lab.claims.verdicts.covering.identities.cases import Case
from theory_lab.claims.verdicts.covering.identities.ends import Open, Purse, Vacuous
from theory_lab.claims.verdicts.covering.identities.logarithms import Atom
from theory_lab.claims.verdicts.covering.identities.regions import ANY, LEAST, POSITIVE, ZERO, Region
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

PLENTY = 10**7
SQUARE = Space(x=Ratio(-1, 1), y=Ratio(0, Fraction(1, 3)))


def region_of(chart: Chart, names: int = 8) -> Region:
    return Region(chart, chart.axes.low, chart.axes.high, bool(chart.simplices) and not chart.closed, names)


def all_cases(region: Region, form: Any) -> Iterator[tuple[Case, Any]]:
    """The cases of a form, and what it is in each; None of one in which it may have no value."""
    later: list[Any] = [{}]
    atoms: list[Atom] = []
    while later:
        case = Case(region, dict(later.pop()), later, atoms, Purse(PLENTY))
        with entries.within(case):
            try:
                yield case, form(boxes.instance(region, {})).payload.entries.item()
            except Vacuous:
                continue
            except Open:
                yield case, None


def value_of(form: fmpq_mpoly, point: list[Any]) -> arb:
    terms = (arb(value) * math.prod((v**int(k) for v, k in zip(point, powers, strict=True) if k), start=arb(1))
             for powers, value in form.to_dict().items())  # fmt: skip
    return sum(terms, arb(0))


def full_point(region: Region, atoms: list[Atom], numbers: list[Fraction]) -> list[Any]:
    """The values of all generators at an instance."""
    own = [arb(fmpq(x.numerator, x.denominator)) for x in numbers]
    point: list[Any] = [arb(0)] * region.atoms_count + own
    for k, atom in enumerate(atoms):
        inner = arb(atom.argument) if isinstance(atom.argument, fmpq) else value_of(atom.argument.top, point) / value_of(
            atom.argument.bottom, point
        )  # fmt: skip
        functions = {"log": arb.log, "exp": arb.exp, "root 2": arb.sqrt, "root 3": lambda v: v ** (arb(1) / 3)}
        point[region.place(k)] = functions[atom.function](inner)
    return point


def fits(case: Case, point: list[Any]) -> bool:
    """Whether an instance has the signs of a case, as far as balls tell."""
    for form, signs in case.known.values():
        found = value_of(form, point)
        if not (0 in signs and not (found < 0 or found > 0)) and not any(s * found > 0 for s in signs if s):
            return False
    return True


def drawn(chart: Chart, draw: random.Random, low: np.ndarray, high: np.ndarray) -> np.ndarray | None:
    """An instance of a box, with ties; None where the one that was drawn is none of the chart."""
    over = draw.choice([2, 4, 8, 64])
    point = np.array([lo + (hi - lo) * draw.randint(0, over) / over for lo, hi in zip(low, high, strict=True)])
    for part in chart.simplices:
        if (low[part] == 0).all() and (high[part] == 1).all():  # shares of the weights, mostly above 0
            cuts = sorted(draw.randint(0, over) for _ in range(part.start, part.stop))
            point[part] = np.diff([0, *cuts]) / over
        total = point[part].sum()
        if total > 1 or (not chart.closed and part.stop > part.start and (total == 1 or not (point[part] > 0).all())):
            return None
    return point


BRANCHING = {
    "a branch": lambda i: i.x if i.x > i.p[0] else i.p[1] - i.x,
    "a quotient by what is above 0 where it is used": lambda i: xp.where(i.x > 1, i.p[0] / xp.where(i.x > 1, i.x - 1, 1), i.t[0]),
    "orders": lambda i: xp.max(xp.minimum(i.p, i.q)) - xp.min(i.t),
    "equalities": lambda i: xp.indicator(i.t[0] == i.t[1]) + xp.indicator(i.p[0] == i.x) * i.x,
}  # fmt: skip


@pytest.mark.parametrize("form", [*FORMS.values(), *BRANCHING.values()], ids=[*FORMS, *BRANCHING])
def test_at_each_instance_a_case_has_its_signs_and_the_value(form: Any) -> None:
    draw, compared = random.Random(0), 0
    for chart in draw.sample(charts(MIXED), 4):
        region = region_of(chart)
        found = list(all_cases(region, form))
        for _ in range(80):
            numbers = drawn(chart, draw, chart.axes.low, chart.axes.high)
            if numbers is None:
                continue
            exact = xp.value(form(MIXED.exact(chart.raw(numbers, {}))))
            own = [
                (case, entry) for case, entry in found if fits(case, full_point(region, case.atoms, list(map(Fraction, numbers))))
            ]
            assert own, "no case has the signs of this instance"
            for case, entry in own:
                if entry is None:
                    continue
                point = full_point(region, case.atoms, list(map(Fraction, numbers)))
                value = arb(entry) if isinstance(entry, fmpq) else value_of(entry.top, point) / value_of(entry.bottom, point)
                assert value.overlaps(exact.ball), (numbers, entry)
                compared += 1
    assert compared > 30


@pytest.mark.parametrize(
    "field", [Simplex(3), Kernel(2, 3), Steps(Tree.complete(2, 2)), Table((2, 2), -1, 3), Ratio(0, 2), Whole(1, 5)], ids=str
)
def test_an_instance_as_a_function_has_the_entries_of_exact_ones(field: Any) -> None:
    draw = random.Random(1)
    for chart in charts(Space(f=field)):
        region = region_of(chart, 0)
        with entries.within(Case(region, {}, [], [], Purse(PLENTY))):
            forms = boxes.instance(region, {}).f
        for _ in range(10):
            numbers = drawn(chart, draw, chart.axes.low, chart.axes.high)
            if numbers is None:
                continue
            own = list(map(Fraction, numbers if not isinstance(field, Whole) else np.floor(numbers)))
            raw = chart.raw(np.array([float(x) for x in own]), {})
            exact = fractions(field, raw["f"]) if field.groups else Space(f=field).exact(raw).f.fractions()
            point = [arb(fmpq(x.numerator, x.denominator)) for x in own]
            for entry, true in zip(forms.payload.entries.ravel(), np.ravel(exact), strict=True):
                value = arb(entry) if isinstance(entry, fmpq) else value_of(entry.top, point)
                assert value == arb(fmpq(true.numerator, true.denominator))


def polynomials(region: Region, draw: random.Random) -> fmpq_mpoly:
    total = region.one * 0
    for _ in range(draw.randint(1, 5)):
        term = region.one * draw.choice([-3, -1, 1, 1, 2, 4])
        for x in region.parameters:
            term *= x ** draw.choice([0, 0, 1, 1, 2])
        total += term
    return total if total != 0 else region.one


@pytest.mark.parametrize(
    "space",
    [SQUARE, Space(p=Simplex(3), x=Ratio(0, 1)), Space(p=Simplex(9)), Space(p=Simplex(3, positive=True), n=Whole(1, 4))],
    ids=str,
)
def test_the_signs_of_a_polynomial_are_among_those_that_are_shown_and_possible(space: Space) -> None:
    """At instances of the inside and of each face, of whole charts and of halves of them, at their ends too."""
    draw, told = random.Random(2), 0
    for chart in charts(space)[:8]:
        for _ in range(60):
            low, high = chart.axes.low.copy(), chart.axes.high.copy()
            for axis in range(len(low)):
                if draw.random() < 0.3:
                    low[axis], high[axis] = draw.choice(
                        [(low[axis], (low[axis] + high[axis]) / 2), ((low[axis] + high[axis]) / 2, high[axis])]
                    )
            region = Region(chart, low, high, bool(chart.simplices) and not chart.closed, 0)
            forms = [polynomials(region, draw) for _ in range(3)]
            shown = [region.signs(form, {}) for form in forms]
            for _ in range(20):
                numbers = drawn(chart, draw, low, high)
                if numbers is None:
                    continue
                point = [arb(x) for x in numbers]
                signs = [int(value > 0) - int(value < 0) for value in (value_of(form, point) for form in forms)]
                assert all(sign in own for sign, own in zip(signs, shown, strict=True)), (forms, numbers)
                assert region.is_possible([(form, frozenset((sign,))) for form, sign in zip(forms, signs, strict=True)], {})
                told += sum(len(own) < 3 for own in shown)
    assert told > 100


@pytest.mark.parametrize(
    ("form", "signs"),
    [
        (lambda x, y: 1 + x, LEAST),
        (lambda x, y: 2 + x, POSITIVE),
        (lambda x, y: x**2 - x + 1, POSITIVE),
        (lambda x, y: 1 - 3 * y, LEAST),
        (lambda x, y: y * (1 - x), LEAST),
        (lambda x, y: y**2 * (1 - 3 * y), LEAST),
        (lambda x, y: -y, frozenset((-1, 0))),
        (lambda x, y: x, ANY),
        (lambda x, y: x**2, ANY),
    ],
)
def test_signs_that_coefficients_show(form: Any, signs: frozenset[int]) -> None:
    """A square that is 0 inside is no product of distances to ends; its factor is asked for instead."""
    region = region_of(charts(SQUARE)[0], 0)
    assert region.signs(form(*region.parameters), {}) == signs


def test_weights_of_a_smaller_box_may_be_more_than_its_share() -> None:
    """Half of the weights each: two of .4 are no more than 1, and more than 1/2."""
    chart = charts(Space(p=Simplex(3)))[0]
    region = Region(chart, chart.axes.low, chart.axes.high / 2, True, 0)
    a, b = region.parameters
    assert region.signs(1 - 2 * a - 2 * b, {}) == ANY
    assert region_of(chart, 0).signs(1 - a - b, {}) == POSITIVE


def test_a_polynomial_is_0_on_a_range_of_one_number() -> None:
    (chart,) = charts(Space(x=Ratio(0, 1), y=Ratio(Fraction(1, 3), Fraction(1, 3))))
    region = region_of(chart, 0)
    assert region.signs(3 * region.parameters[1] - 1, {}) == ZERO


def test_orders_that_go_in_a_circle_are_not_possible() -> None:
    region = region_of(charts(Space(p=Simplex(3)))[0], 0)
    a, b = region.parameters
    c = region.last[0]
    circle = [(a - b, POSITIVE), (b - c, POSITIVE), (c - a, POSITIVE)]
    assert not region.is_possible(circle, {}) and region.is_possible(circle[:2], {})
    assert not region.is_possible([*circle[:2], (c - a, ZERO)], {})
    assert region.is_possible([(form, LEAST) for form, _ in circle], {}), "all are equal"


def test_work_is_bounded() -> None:
    chart = charts(SQUARE)[0]
    statement = Claim("s", SOURCE, SQUARE, lambda i: (i.x + i.y) ** 2, lambda i: i.x**2 + 2 * i.x * i.y + i.y**2, relation="==")
    purse = Purse(PLENTY)
    assert boxes.is_shown(statement, chart, {}, purse)
    needed = PLENTY - purse.left
    assert boxes.is_shown(statement, chart, {}, Purse(needed))
    assert not boxes.is_shown(statement, chart, {}, Purse(needed - 1))


def test_polynomials_of_many_terms_are_given_up() -> None:
    region = region_of(charts(Space(t=Table(9, 1, 2)))[0], 0)
    with entries.within(Case(region, {}, [], [], Purse(PLENTY))):
        total = xp.sum(boxes.instance(region, {}).t)
        with pytest.raises(Open, match="terms"):
            total**9
        with pytest.raises(Open, match="terms"):
            total**4 * total**4
        with pytest.raises(Open, match="degree"):
            xp.indicator(boxes.instance(region, {}).t[0] ** 600 > total)
        with pytest.raises(Open, match="digits"):
            Array(quotients, quotients.constant(2)) ** 10**9


def test_work_that_no_purse_counts_is_not_begun() -> None:
    """Each of these keeps FLINT busy for minutes, or ends the process."""

    def logarithms(i: Any) -> Any:
        return 13 * xp.log(1 + i.t[0] + 2 * i.t[1] + i.t[2]) + 11 * xp.log(2 + i.t[0] - i.t[1] / 2 + 3 * i.t[2])

    table, around = Space(t=Table(3, 0, 1)), Space(t=Table(3, -1, 1))
    steep = Claim("s", SOURCE, table, logarithms, lambda i: 200 * xp.sum(i.t) + 50, relation="<=")
    shifted = Claim("s", SOURCE, around, lambda i: 0, lambda i: xp.prod(i.t) ** 170 + 1 - i.t[0], relation="<=")
    assert not boxes.is_shown(steep, charts(table)[0], {}, Purse(PLENTY))
    assert not boxes.is_shown(shifted, charts(around)[0], {}, Purse(PLENTY))
    region = region_of(charts(table)[0])
    with entries.within(Case(region, {}, [], [], Purse(PLENTY))), pytest.raises(Open, match="digits"):
        (3 * boxes.instance(region, {}).t[0]) ** 10**12


def test_there_are_names_for_so_many_values_of_other_functions() -> None:
    region = region_of(charts(Space(t=Table(3, 1, 2)))[0], 2)
    with entries.within(Case(region, {}, [], [], Purse(PLENTY))):
        t = boxes.instance(region, {}).t
        xp.log(t[:2])
        xp.log(t[:2])
        with pytest.raises(Open, match="too many values"):
            xp.log(t[2])


def test_quotients_are_an_arithmetic_that_does_not_mix_with_others() -> None:
    with pytest.raises(TypeError, match="do not mix"):
        Array(quotients, quotients.constant(1)) + xp.intervals(1)
    with pytest.raises(TypeError, match="no single number"):
        Array(quotients, quotients.constant(1)).numbers()
    with pytest.raises(TypeError, match="no ends"):
        Array(quotients, quotients.constant(1)).bounds()
