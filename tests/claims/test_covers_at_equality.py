"""Covers where the sides touch: what holds is covered, and what fails by a billionth beside the equality is not."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Simplex, Source, Space, Table, Whole
from theory_lab.claims.spaces.instance import Instance
from theory_lab.claims.verdicts import covers
from theory_lab.claims.verdicts.covering import slopes
from theory_lab.claims.verdicts.covering.charts import Chart, charts
from theory_lab.claims.verdicts.covering.payloads import parameters
from theory_lab.claims.verdicts.covers import cover
from theory_lab.claims.verdicts.judge import judge
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import doubts
from theory_lab.numbers.arithmetics.enclosures import Interval

SOURCE = Source("notes", "lemma", status="derived")
UNIT, LAWS, THREE = Space(x=Ratio(0, 1)), Space(p=Simplex(2)), Space(p=Simplex(3))
SPECK = Fraction(1, 10**9)
HALF = Fraction(1, 2)
NEAR = Fraction(1, 2**10)  # a box so near an end falls at once


@pytest.fixture(autouse=True)
def boxes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without identities, which settle much of what these tests are about; ``test_covers_by_identities`` is about them."""
    monkeypatch.setattr(covers, "WORK", 0)


def claim(rhs: Any, space: Space, **options: Any) -> Claim:
    """``0 <= rhs``."""
    return Claim("s", SOURCE, space, lambda i: 0, rhs, **options)


def turning(i: Any) -> Any:
    """``NEAR / 2`` at 1, and ``-NEAR / 2`` where it turns, at ``1 - NEAR``."""
    return (i.x - 1 + NEAR) ** 2 / NEAR - NEAR / 2


def kl(p: Any, q: Any) -> Any:
    return xp.sum(xp.kl_term(p, q))


TOUCHING = {
    "at the end of a range": claim(lambda i: i.x * (2 - i.x), UNIT),
    "at both ends": claim(lambda i: i.x * (1 - i.x), UNIT),
    "of a power that is constant": claim(lambda i: i.x**0 * i.x - i.x**2, UNIT),
    "at a kink inside": claim(lambda i: abs(i.x - HALF), UNIT),
    "at the larger of two": claim(lambda i: xp.maximum(i.x - HALF, HALF - i.x), UNIT),
    "where a root starts": claim(lambda i: xp.sqrt(i.x) - i.x, UNIT),
    "where a root ends": claim(lambda i: xp.sqrt(i.p[1]) - i.p[1], LAWS),
    "where the slope is 0, at a point that is met": claim(lambda i: Fraction(1, 4) - i.p[0] * i.p[1], LAWS),
    "at a corner": claim(lambda i: i.p[0] * xp.exp(i.x) - i.p[0], Space(x=Ratio(0, 1), p=Simplex(3))),
    "everywhere": claim(lambda i: i.x - i.x, UNIT),
    "on a face": claim(lambda i: i.p[0], THREE),
    "of an equation": claim(lambda i: 2 * i.x - i.x - i.x, UNIT, relation="=="),
    "at a whole number": claim(lambda i: (i.n - 3) ** 2 / i.n, Space(n=Whole(1, 9))),
    "at the beginning of entropy": claim(lambda i: -xp.sum(xp.xlogx(i.p)), LAWS),
    "in a chain": Claim("s", SOURCE, UNIT, chain=(lambda i: 0, lambda i: i.x, lambda i: 2 * i.x)),
    "the other way round": claim(lambda i: -i.x, UNIT, relation=">="),
    "only strictly, away from an end": claim(lambda i: i.x, UNIT, relation="<", given={"away": lambda i: i.x >= Fraction(1, 10)}),
}


@pytest.mark.parametrize("statement", TOUCHING.values(), ids=TOUCHING)
def test_what_touches_is_covered(statement: Claim) -> None:
    found = cover(statement, None, 4000)
    assert found is not None and found.complete, found


FAILING = {
    "at the end of a range": (claim(lambda i: i.x * (2 - i.x) - SPECK, UNIT), {"x": [0, 1]}),
    "beside the end of a range": (claim(lambda i: i.x * (i.x - SPECK), UNIT), {"x": [1, 2 * 10**9]}),
    "at one of both ends": (claim(lambda i: i.x * (1 - i.x - SPECK), UNIT), {"x": [1, 1]}),
    "at a kink inside": (claim(lambda i: abs(i.x - HALF) - SPECK, UNIT), {"x": [1, 2]}),
    "at a kink that is not met": (claim(lambda i: abs(3 * i.x - 1) - SPECK, UNIT), {"x": [1, 3]}),
    "below a kink, of which other boxes lie to the right": (
        claim(lambda i: Fraction(2, 3) - SPECK - (Fraction(1, 3) - SPECK) * i.x - abs(i.x - Fraction(2, 3)), UNIT), {"x": [0, 1]},
    ),
    "at a jump": (
        claim(lambda i: xp.where(3 * i.x > 1, 3 * i.x - 1 - SPECK, 1), UNIT), {"x": [10**10 + 1, 3 * 10**10]},
    ),
    "at a step of constants": (claim(lambda i: xp.where(i.x > 0, -SPECK, 0), UNIT), {"x": [1, 2]}),
    "at an indicator": (claim(lambda i: i.x - 2 * SPECK * xp.at_least(i.x, SPECK), UNIT), {"x": [1, 10**9]}),
    "at an end that jumps": (claim(lambda i: xp.where(i.x > 0, i.x, -SPECK), UNIT), {"x": [0, 1]}),
    "at the end, strictly": (claim(lambda i: i.x, UNIT, relation="<"), {"x": [0, 1]}),
    "everywhere, strictly": (claim(lambda i: i.p[0] - i.p[0], THREE, relation="<"), {"p": [1, 1, 1]}),
    "on a face alone": (claim(lambda i: xp.where(i.p[0] > 0, 1, -1), THREE), {"p": [0, 1, 1]}),
    "at a corner alone": (claim(lambda i: xp.where(i.p[0] + i.p[1] > 0, 1, -1), THREE), {"p": [0, 0, 1]}),
    "inside, beside a face": (claim(lambda i: xp.where(i.p[0] > 0, i.p[0] - SPECK, 0), THREE), {"p": [1, 10**10, 1]}),
    "inside, beside the face where the last weight is 0": (
        claim(lambda i: xp.where(i.p[1] > 0, i.p[1] - SPECK, 0), LAWS), {"p": [10**10, 1]},
    ),
    "on the face where the last weight is 0": (claim(lambda i: 1 - SPECK - i.p[0] - i.p[1], THREE), {"p": [1, 1, 0]}),
    "near the last weight": (claim(lambda i: i.p[2] * (i.p[2] - SPECK), THREE), {"p": [10**9, 10**9, 1]}),
    "where a hypothesis is met, not at the face": (
        claim(lambda i: i.x - Fraction(3, 4), UNIT, given={"far": lambda i: 2 * i.x >= 1}), {"x": [1, 2]},
    ),
    "where a hypothesis is missed at the face alone": (
        claim(lambda i: i.x - SPECK, UNIT, given={"something": lambda i: i.x > 0}), {"x": [1, 10**10]},
    ),
    "in one step of a chain": (
        Claim("s", SOURCE, UNIT, chain=(lambda i: 0, lambda i: i.x, lambda i: i.x - SPECK + i.x)), {"x": [0, 1]},
    ),
    "in the first step of a chain": (
        Claim("s", SOURCE, UNIT, chain=(lambda i: 0, lambda i: i.x - SPECK, lambda i: i.x)), {"x": [0, 1]},
    ),
    "in a step that falls, of a chain with one that rises": (
        Claim(
            "s", SOURCE, UNIT, chain=(lambda i: 0, lambda i: NEAR - i.x, lambda i: NEAR),
            given={"near": lambda i: i.x < 2 * NEAR},
        ),
        {"x": [1, 600]},
    ),
    "in a step that turns, of a chain with one that falls": (
        Claim(
            "s", SOURCE, UNIT, chain=(lambda i: -turning(i), lambda i: 0, lambda i: 1 - i.x),
            given={"near": lambda i: i.x > 1 - 2 * NEAR},
        ),
        {"x": [1023, 1024]},
    ),
    "of an equation that holds at an end": (
        claim(lambda i: i.x, UNIT, relation="==", given={"near": lambda i: i.x < 2 * NEAR}), {"x": [1, 600]},
    ),
    "of an equation": (claim(lambda i: i.x - i.x + SPECK * i.x, UNIT, relation="=="), {"x": [1, 1]}),
    "at one value of a static field": (
        claim(lambda i: i.x - i.c, Space(x=Ratio(0, 1), c=Choice(0, SPECK))), {"x": [0, 1], "c": 1},
    ),
    "at a whole number": (claim(lambda i: (i.n - 3) ** 2 / i.n - SPECK, Space(n=Whole(1, 9))), {"n": 3}),
    "of divergences": (
        claim(lambda i: kl(i.p, i.q) - (2 + SPECK) * abs(i.p[0] - i.q[0]) ** 2, Space(p=Simplex(2), q=Simplex(2))),
        {"p": [100_001, 99_999], "q": [1, 1]},
    ),
    "by entropy near a face": (claim(lambda i: i.p[0] * 20 + xp.sum(xp.xlogx(i.p)), LAWS), {"p": [1, 10**10]}),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "raw"), FAILING.values(), ids=FAILING)
def test_what_fails_beside_an_equality_is_not_covered(statement: Claim, raw: dict[str, Any]) -> None:
    assert judge(statement, raw).outcome == "fails"
    found = cover(statement, None, 4000)
    assert found is not None and not found.complete


def test_a_box_is_not_seen_from_a_middle_outside_the_simplex() -> None:
    """``1 - p_0``, in weights of which the last is 0 beyond the simplex and does not fall as fast as inside."""
    far = claim(
        lambda i: xp.where(i.p[2] > 0, i.p[1] + i.p[2] - Fraction(11, 20) + SPECK * (4 * i.p[1] - 3) ** 2, 1), THREE,
        given={"the first": lambda i: i.p[0] < HALF, "the second": lambda i: i.p[1] > HALF},
    )  # fmt: skip
    assert judge(far, {"p": [48, 51, 1]}).outcome == "fails"
    assert not cover(far, None, 100).complete  # type: ignore[union-attr]


def test_an_end_that_is_no_float_is_not_taken_for_the_float_below() -> None:
    """The slope in ``x`` is negative at ``y = 1/11`` and not at the float below, where ``11 y`` is below ``below``."""
    below = 1 - Fraction(1, 2**53)
    leaning = claim(
        lambda i: 2 * (11 * i.y - 1) - i.x * (11 * i.y - below) + xp.maximum(i.x - NEAR, 0),
        Space(y=Ratio(Fraction(1, 11), 1), x=Ratio(0, 1)),
    )
    assert judge(leaning, {"y": [1, 11], "x": [1, 2048]}).outcome == "fails"
    assert not cover(leaning, None, 400).complete  # type: ignore[union-attr]


def test_what_touches_at_an_end_that_is_no_float_is_covered() -> None:
    for form in (lambda i: 11 * i.y - 1, lambda i: 3 * (i.y - Fraction(1, 11)) * (Fraction(1, 3) - i.y)):
        found = cover(claim(form, Space(y=Ratio(Fraction(1, 11), Fraction(1, 3)))), None, 400)
        assert found is not None and found.complete


FORMS = {
    "polynomial": lambda i: i.x**3 * i.p[0] - i.p[2] * i.x + i.t[0] * i.t[1],
    "quotient": lambda i: (i.p[0] - i.t[0]) / (1 + i.x * i.p[1]) + 1 / (i.x + 2),
    "roots": lambda i: xp.sqrt(i.p[0] * i.x + i.p[1]) + (i.p[2] + i.x) ** Fraction(3, 2),
    "logarithms": lambda i: xp.log(1 + i.x + i.p[0]) * xp.exp(-i.t[0]),
    "kinks": lambda i: abs(i.x - i.p[0]) + xp.max(i.p) - xp.minimum(i.t[0], i.t[1]),
    "powers of what changes sign": lambda i: (i.t[0] - i.x) ** 3 + (i.t[1]) ** 2 - (i.t[0] + 3) ** -2,
    "entropy": lambda i: xp.sum(xp.xlogx(i.p)) + i.x,
    "divergence": lambda i: kl(i.p, (i.p + 3 * i.q) / 4),
    "chi-square": lambda i: xp.sum(xp.chi2_term(i.p, (i.p + i.q) / 2)),
    "choices": lambda i: xp.where(i.p[0] >= i.p[1], i.x, -i.x) + xp.at_least(i.t[0], i.t[1]),
    "sums and products": lambda i: xp.prod(1 + i.t) + xp.dot(i.p, i.q) + xp.sum(xp.cumsum(i.p) * i.q),
    "segments": lambda i: xp.max(xp.segment_sum(i.p * i.x, np.array([0, 1, 0]), 2)),
}
MIXED = Space(p=Simplex(3), q=Simplex(3, positive=True), x=Ratio(0, 2), t=Table(2, -1, 1))


def drawn_box(chart: Chart, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A random box that holds an instance."""
    low, high = chart.axes.low[:, None], chart.axes.high[:, None]
    for _ in range(rng.integers(0, 30)):
        halves = chart.axes.halves(low, high)
        k = rng.integers(0, 2)
        low, high = (end[:, [k]] if chart.share(*(e[:, [k]] for e in halves))[0] else end[:, [1 - k]] for end in halves)
    return low, high


def floats_at(chart: Chart, point: np.ndarray) -> Instance:
    raw = chart.raw(point, {})
    return chart.space.floats(chart.space.batch([{name: list(map(int, part)) for name, part in raw.items()}]))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_slopes_enclose_the_quotients_of_differences(form: Any) -> None:
    """Two instances of a box that differ in one parameter, in float arithmetic, on the inside and on faces."""
    rng = np.random.default_rng(0)
    compared = 0
    for chart in charts(MIXED):
        for _ in range(8):
            low, high = drawn_box(chart, rng)
            for inside in chart.readings:
                with parameters(len(low)):
                    found = form(chart.sloped(low, high, {}, inside)).payload
                for axis in range(len(low)):
                    a = np.round((low + (high - low) * rng.random(low.shape))[:, 0] * 2**20) / 2**20
                    b = a.copy()
                    b[axis] = np.round((low[axis, 0] + (high[axis, 0] - low[axis, 0]) * rng.random()) * 2**20) / 2**20
                    within = (low[:, 0] <= a).all() and (a <= high[:, 0]).all() and low[axis, 0] <= b[axis] <= high[axis, 0]
                    sums = [point[part].sum() for part in chart.simplices for point in (a, b)]
                    if (
                        not within
                        or abs(a[axis] - b[axis]) < 1e-4
                        or max(sums, default=0) >= 1
                        or (inside and not a[chart.simplices[0]].all())
                    ):
                        continue
                    first, second = (float(np.ravel(form(floats_at(chart, point)).payload)[0]) for point in (a, b))
                    rate = (second - first) / (b[axis] - a[axis])
                    part = found.parts[axis]
                    lo, hi = (0.0, 0.0) if part is None else (part.lo.item(), part.hi.item())
                    assert lo - 1e-7 <= rate <= hi + 1e-7, (low, high, axis)
                    assert found.value.lo.item() - 1e-9 <= first <= found.value.hi.item() + 1e-9
                    compared += 1
    assert compared > 50


def test_a_choice_between_constants_depends_on_what_decides_it() -> None:
    chart = charts(UNIT)[0]
    with parameters(1):
        found = xp.where(chart.sloped(chart.axes.low[:, None], chart.axes.high[:, None], {}, False).x > HALF, 1, 0)
    assert found.payload.parts[0].lo == -np.inf and found.payload.parts[0].hi == np.inf


def test_the_share_of_a_box_is_what_lies_in_the_simplex() -> None:
    """The square [1/2, 1] x [1/4, 1/2] holds a triangle of legs 1/4; the simplex is one of legs 1."""
    inside = charts(THREE)[0]
    corner = inside.share(np.array([[0.5], [0.0], [0.5]]).reshape(3, 1)[:2] + [[0], [0.25]], np.array([[1.0], [0.5]]))
    assert corner == [1 / 16]
    assert inside.share(inside.axes.low[:, None], inside.axes.high[:, None]) == [1]
    assert inside.share(np.array([[0.75], [0.5]]), np.array([[1.0], [1.0]])) == [0]


def test_every_face_is_a_chart() -> None:
    supports = [chart.supports["p"][0] for chart in charts(THREE)]
    assert supports == [(0, 1, 2), (0, 1), (0, 2), (1, 2), (0,), (1,), (2,)]
    assert len(charts(Space(p=Simplex(3, positive=True)))) == 1
    assert [chart.closed for chart in charts(Space(p=Simplex(9)))] == [True]


@pytest.mark.parametrize("low, high, doubtful", [(-HALF, -SPECK, False), (-HALF, 0, True), (-HALF, HALF, True), (0, HALF, True)])
def test_a_quotient_is_in_doubt_where_its_denominator_may_be_0(low: Any, high: Any, doubtful: bool) -> None:
    below = slopes.Slopes(Interval(np.array([float(low)]), np.array([float(high)])))
    with doubts.watching(1) as found:
        slopes.divide(slopes.constant(1), below)
    assert found.tolist() == [doubtful]


def test_slopes_are_an_arithmetic_that_does_not_mix_with_others() -> None:
    with parameters(1), pytest.raises(TypeError, match="do not mix"):
        Array(slopes, slopes.constant(1)) + xp.intervals(1)
