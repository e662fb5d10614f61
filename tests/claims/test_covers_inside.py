"""What covers know to be above 0 inside a simplex, where enclosures end at 0, and what may be 0 all the same."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

import numpy as np
import pytest
from flint import arb

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Kernel, Ratio, Simplex, Source, Space, Steps, Table
from theory_lab.claims.spaces.fields import fractions
from theory_lab.claims.verdicts import covers
from theory_lab.claims.verdicts.covering.charts import charts
from theory_lab.claims.verdicts.covering.payloads import is_positive, parameters
from theory_lab.claims.verdicts.covers import Cover, cover
from theory_lab.claims.verdicts.judge import judge
from theory_lab.sequences.trees import Tree

SOURCE = Source("notes", "lemma", status="derived")
SPACE = Space(x=Ratio(0, 1), p=Simplex(2, positive=True))
HALF = Fraction(1, 2)


@pytest.fixture(autouse=True)
def boxes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without identities, which settle much of what these tests are about; ``test_covers_by_identities`` is about them."""
    monkeypatch.setattr(covers, "WORK", 0)


def is_above_zero(form: Any) -> Claim:
    return Claim("s", SOURCE, SPACE, lambda i: 0, lambda i: xp.where(form(i) > 0, 1, -1))


POSITIVE = {
    "product": lambda i: i.p[0] * i.p[1],
    "sum": lambda i: i.p[0] + i.x,
    "sum the other way round": lambda i: i.x + i.p[0],
    "sum of entries": lambda i: xp.sum(xp.stack([i.x, i.p[0]])),
    "sum of entries that shows it by its enclosure": lambda i: i.p[0] * xp.sum(xp.stack([i.p[1], 3 - i.x, -i.x])),
    "quotient": lambda i: i.p[0] / (1 + i.x),
    "power": lambda i: i.p[0] ** 3,
    "reciprocal": lambda i: i.p[0] ** -1,
    "root": lambda i: xp.sqrt(i.p[0]),
    "exponential below all floats": lambda i: xp.exp(-1000 - i.x),
    "larger": lambda i: xp.maximum(i.p[0], -i.x),
    "larger the other way round": lambda i: xp.maximum(-i.x, i.p[0]),
    "choice": lambda i: xp.where(i.x > HALF, i.p[0], i.p[1]),
    "choice of the first": lambda i: xp.where(i.x >= 0, i.p[0], i.x),
    "choice of the second": lambda i: xp.where(i.x > 1, i.x, i.p[0]),
    "choice of the first, by entries": lambda i: xp.where(i.x >= 0, xp.stack([i.p[0], i.x]), 0)[0],
    "entry": lambda i: xp.stack([i.p[0], i.x])[0],
}


@pytest.mark.parametrize("form", POSITIVE.values(), ids=POSITIVE)
def test_what_is_made_of_weights_is_above_zero_inside(form: Any) -> None:
    assert cover(is_above_zero(form), None, 200) == Cover(None, 1, 0, 0.0)


NOT_ABOVE = {
    "product": lambda i: i.p[0] * i.x,
    "product the other way round": lambda i: i.x * i.p[0],
    "product of entries": lambda i: xp.prod(xp.stack([i.p[0], i.x])),
    "sum": lambda i: i.p[0] + (i.x - i.p[0]),
    "sum the other way round": lambda i: (i.x - i.p[0]) + i.p[0],
    "sum of entries": lambda i: xp.sum(xp.stack([i.p[0], i.x - i.p[0]])),
    "sum of entries that may be 0": lambda i: xp.sum(xp.stack([i.p[0] * i.x, i.x])),
    "difference": lambda i: i.p[0] - i.p[0] * (1 - i.x),
    "quotient": lambda i: i.x / i.p[0],
    "quotient by what may be infinite": lambda i: i.p[0] / (1 - xp.log(i.x)),
    "reciprocal of what may be infinite": lambda i: (1 - xp.log(i.x)) ** -1,
    "quotient by a negative number": lambda i: i.p[0] / (i.x - 2),
    "power": lambda i: i.x**2,
    "root": lambda i: xp.sqrt(i.x),
    "exponential of what may be infinite": lambda i: xp.exp(xp.log(i.x)),
    "larger": lambda i: xp.maximum(i.x, i.x / 2),
    "smaller": lambda i: xp.minimum(i.x, i.p[0]),
    "choice": lambda i: xp.where(i.x > HALF, i.p[0], i.x),
    "choice the other way round": lambda i: xp.where(i.x < HALF, i.x, i.p[0]),
    "entry": lambda i: xp.stack([i.p[0], i.x])[1],
}


@pytest.mark.parametrize("form", NOT_ABOVE.values(), ids=NOT_ABOVE)
def test_what_is_not_above_zero_at_an_end_is_not_above_zero(form: Any) -> None:
    statement = is_above_zero(form)
    assert judge(statement, {"x": [0, 1], "p": [1, 1]}).outcome == "fails"
    found = cover(statement, None, 200)
    assert found is not None and not found.complete


def test_what_is_above_zero_is_not_above_a_speck() -> None:
    """Weights inside are above 0 alone, and above nothing else that their enclosure reaches."""
    small = Claim("s", SOURCE, SPACE, lambda i: 0, lambda i: xp.where(i.p[0] > Fraction(1, 10**9), 1, -1))
    assert judge(small, {"x": [0, 1], "p": [1, 10**9]}).outcome == "fails"
    assert not cover(small, None, 200).complete  # type: ignore[union-attr]


def test_a_step_that_leaves_least_at_an_end_holds_by_one_box() -> None:
    """``x - x^2`` rises on ``[0, 1/2]``: around its lower end the centred form loses nothing."""
    for end, form in ((HALF, lambda i: i.x - i.x**2), (HALF, lambda i: (HALF - i.x) * (HALF + i.x))):
        touching = Claim("s", SOURCE, Space(x=Ratio(0, end)), lambda i: 0, form)
        assert cover(touching, None, 100) == Cover(None, 1, 0, 0.0)


@pytest.mark.parametrize("count", [1, 7, 8])
def test_a_step_that_leaves_least_at_a_corner_of_up_to_eight_ranges_holds_by_one_box(count: int) -> None:
    touching = Claim("s", SOURCE, Space(t=Table(count, 0, HALF)), lambda i: 0, lambda i: xp.sum(i.t - i.t**2))
    assert cover(touching, None, 100) == Cover(None, 1, 0, 0.0)


def logarithms(i: Any) -> Any:
    """Weights times logarithms of what was chosen: of themselves in the first entry, of others in the second."""
    return i.p * xp.log(xp.where(xp.stack([i.x, i.x - 2]) >= 0, i.p, i.q))


def with_zero(i: Any) -> Any:
    own = xp.stack([i.x, i.p[0]])
    return own * xp.log(xp.where(xp.stack([i.x, i.x - 2]) >= 0, own, 1))


TWO = Space(x=Ratio(0, 1), p=Simplex(2, positive=True), q=Simplex(2, positive=True))


@pytest.mark.parametrize(
    ("form", "outcome"),
    [
        (lambda i: logarithms(i)[1], "fails"),
        (lambda i: (i.p * xp.log(xp.where(i.x > HALF, i.p, i.q)))[1], "fails"),
        (lambda i: with_zero(i)[0], "error"),
        (lambda i: i.x * xp.log(i.x), "error"),
    ],
)
def test_a_weight_times_the_logarithm_of_another_is_not_bounded_as_by_its_own(form: Any, outcome: str) -> None:
    """``x log x >= -1/e`` for ``x > 0``; ``0 log 0`` of these functions has no value, and ``x log y`` has no bound."""
    bounded = Claim("s", SOURCE, TWO, lambda i: -1, form)
    assert judge(bounded, {"x": [0, 1], "p": [1, 1], "q": [10**6, 1]}).outcome == outcome
    assert not cover(bounded, None, 200).complete  # type: ignore[union-attr]


def test_a_weight_times_its_own_logarithm_is_bounded() -> None:
    bounded = Claim("s", SOURCE, TWO, lambda i: Fraction(-37, 100), lambda i: (i.q * xp.log(i.q))[1])
    assert cover(bounded, None, 200) == Cover(None, 1, 0, 0.0)


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ([0], [1]), ([HALF], [1]), ([1], [1]), ([0], [0]), ([0, 0], [1, HALF]), ([0, 0], [HALF, 0]), ([HALF, HALF], [HALF, HALF]),
        ([Fraction(1, 4), HALF], [HALF, Fraction(3, 4)]), ([0, HALF, 0], [0, 1, 0]),
        ([HALF, Fraction(1, 2**54), Fraction(1, 2**54), HALF - Fraction(1, 2**53)],) * 2,  # in floats they add up to less than 1
    ],
)  # fmt: skip
def test_the_weights_that_are_above_zero_inside_are_all_that_a_box_has_not_fixed_at_zero(low: list[Any], high: list[Any]) -> None:
    chart = charts(Space(p=Simplex(len(low) + 1)))[0]
    least, most = (np.array(end, dtype=float)[:, None] for end in (low, high))
    with parameters(len(low)):
        found = is_positive(chart.sloped(least, most, {}, True).p.payload)[:, 0]
    assert found.tolist() == [*(end > 0 for end in high), sum(low, Fraction(0)) < 1]


@pytest.mark.parametrize("field", [Simplex(3), Simplex(4), Kernel(2, 3), Steps(Tree.complete(2, 2))], ids=str)
def test_weights_change_with_their_parameters_as_exact_instances_do(field: Any) -> None:
    """At a quarter of each parameter's share and at half of it, on the inside and on every face."""
    for chart in charts(Space(p=field)):
        shares = {axis: part.stop - part.start for part in chart.simplices for axis in range(part.start, part.stop)}
        start = np.array([1 / (4 * shares[axis]) for axis in range(len(shares))])
        with parameters(len(start)):
            parts = chart.sloped(start[:, None], start[:, None], {}, True).p.payload.parts
        for axis, part in enumerate(parts):
            moved = start + (np.arange(len(start)) == axis) / (4 * shares[axis])
            one, two = (fractions(field, chart.raw(point, {})["p"]) for point in (start, moved))
            rates = (two - one) / (Fraction(moved[axis]) - Fraction(start[axis]))
            assert (rates == part.lo[..., 0]).all() and (part.lo == part.hi).all()


@pytest.mark.parametrize("sizes", [(6,), (7,), (8,), (9,), (2, 2), (3, 4), (3, 5), (1, 7), (2, 2, 4), (2, 2, 5)])
@pytest.mark.parametrize("positive", [False, True])
def test_there_are_as_many_charts_as_faces_or_one_that_is_closed(sizes: tuple[int, ...], positive: bool) -> None:
    """Counted one by one: the nonempty sets of atoms of each law, beside one whose weights are all above 0."""
    laws: dict[str, Any] = {f"p{k}": Simplex(n) for k, n in enumerate(sizes)}
    space = Space(**laws, q=Simplex(2, positive=positive))
    faces = [sum(map(any, product((0, 1), repeat=n))) for n in sizes] + [1 if positive else 3]
    found = charts(space)
    assert [chart.closed for chart in found] == ([True] if prod(faces) > 128 else [False] * prod(faces))
    assert len({tuple(chart.supports.values()) for chart in found}) == len(found)


@pytest.mark.parametrize("low", [1, 10, 22, 23, 24, 40, 60])
@pytest.mark.parametrize("width", [0, 1, 2, 15, 40])
def test_a_number_times_its_logarithm_and_its_reciprocal_are_enclosed_closely_and_so_are_their_slopes(
    low: int, width: int
) -> None:
    """Between 1/64 and 100/64, on both sides of 1/e and across; against balls of FLINT, to a few units in the last place."""
    ends = [low / 64, (low + width) / 64]
    chart = charts(Space(x=Ratio(Fraction(low, 64), Fraction(low + width, 64))))[0]
    with parameters(1):
        x = chart.sloped(np.array([ends[:1]]), np.array([ends[1:]]), {}, True).x
        entropy, reciprocal = (x * xp.log(x)).payload, (x**-1).payload
    at_ends = sorted((arb(end) * arb(end).log() for end in ends), key=float)
    least = -arb(-1).exp() if ends[0] < arb(-1).exp() < ends[1] else at_ends[0]
    for found, lowest, highest in (
        (entropy.value, least, at_ends[1]),
        (entropy.parts[0], *(1 + arb(end).log() for end in ends)),
        (reciprocal.value, *(1 / arb(end) for end in reversed(ends))),
        (reciprocal.parts[0], *(-1 / arb(end) ** 2 for end in ends)),
    ):
        near = 2.0**-48 * max(1, abs(float(lowest)))
        assert arb(found.lo.item()) <= lowest <= arb(found.lo.item()) + near
        assert arb(found.hi.item()) - near <= highest <= arb(found.hi.item())
