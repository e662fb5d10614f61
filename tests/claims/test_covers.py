"""Covers: boxes hold what they should, what is settled is true, and nothing is settled around a failure."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Ratio, Simplex, Source, Space, Steps, Table, Whole, strategies
from theory_lab.claims.spaces.boxes import Axes, enclosed
from theory_lab.claims.verdicts import covers
from theory_lab.claims.verdicts.covers import Cover, cover
from theory_lab.claims.verdicts.judge import judge
from theory_lab.own_code.attributes import getattr
from theory_lab.sequences.trees import Tree

SOURCE = Source("notes", "lemma", status="derived")
WIDE = Space(
    p=Simplex(3), one=Simplex(1), model=Steps(Tree.complete(2, 2)), x=Ratio(Fraction(1, 3), 2), t=Table((2, 2), -1, 1),
    n=Whole(2, 9), k=Count(1, 2),
)  # fmt: skip
FIELDS = ("p", "one", "model", "x", "t", "n")


@pytest.fixture(autouse=True)
def boxes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without identities, which settle much of what these tests are about; ``test_covers_by_identities`` is about them."""
    monkeypatch.setattr(covers, "WORK", 0)


# Two forms of one number, which enclosures never show to be equal.
TIE = (lambda i: i.x / (1 + i.x), lambda i: 1 - 1 / (1 + i.x))


def claim(lhs: Any, rhs: Any, space: Space | None = None, **options: Any) -> Claim:
    return Claim("s", SOURCE, space or Space(p=Simplex(2)), lhs, rhs, **options)


def parameters(raw: dict[str, Any]) -> list[Fraction]:
    """The real parameters of an instance of ``WIDE``."""
    p, model = raw["p"], raw["model"]
    shares = [Fraction(w, sum(p)) for w in p[:2]]
    steps = [Fraction(model[k], model[k] + model[k + 1]) for k in (0, 2, 4)]
    table = [Fraction(n, raw["t"][0]) for n in raw["t"][1:]]
    return [*shares, *steps, Fraction(*raw["x"]), *table, Fraction(raw["n"])]


@given(strategies.raws(WIDE), st.integers(0, 2**30))
def test_a_box_encloses_the_instances_in_it(raw: dict[str, Any], seed: int) -> None:
    axes, point = Axes.of(WIDE), np.array([float(x) for x in parameters(raw)])
    low, high = axes.low[:, None], axes.high[:, None]
    for _ in range(np.random.default_rng(seed).integers(0, 40)):
        halves = axes.halves(low, high)
        inside = [(halves[0][:, k] <= point).all() and (point <= halves[1][:, k]).all() for k in (0, 1)]
        assert any(inside), "cutting a box loses nothing"
        low, high = (end[:, [inside.index(True)]] for end in halves)
    instance, empty = enclosed(WIDE, low, high, {"k": 1})
    exact = WIDE.exact(raw)
    assert not empty[0] and instance.k == 1
    for name in FIELDS:
        box, true = getattr(instance, name), getattr(exact, name)
        assert box.shape == true.shape
        near = xp.floats(true).numbers()
        lows, highs = box.bounds()
        assert (lows <= near + 1e-15).all() and (near <= highs + 1e-15).all()


@pytest.mark.parametrize(
    ("statement", "left"),
    [
        (claim(lambda i: i.p[0] * i.p[1], lambda i: Fraction(26, 100)), 0),
        (
            claim(
                lambda i: i.p[0] * i.p[1],
                lambda i: Fraction(1, 4),
                relation="<",
                given={"far": lambda i: i.p[0] > Fraction(3, 5)},
            ),
            0,
        ),
        (claim(lambda i: 1 / i.n, lambda i: Fraction(1, 2), Space(n=Whole(2, 60))), 0),
        (claim(lambda i: i.x**i.k, lambda i: 1, Space(x=Ratio(0, 1), k=Count(1, 5))), 0),
        (claim(lambda i: i.x * i.c, lambda i: 2, Space(x=Ratio(0, 1), c=Choice(1, 2))), 0),
        (claim(lambda i: TIE[0](i) - 2 + i.c, TIE[1], Space(x=Ratio(0, 2), c=Choice(1, 2))), Fraction(1, 2)),
        (claim(lambda i: abs(i.n - 7), lambda i: 0, Space(n=Whole(1, 10)), relation="=="), Fraction(9, 10)),
    ],
)
def test_the_share_that_is_left(statement: Claim, left: Fraction) -> None:
    found = cover(statement, None, 4000)
    assert found is not None
    assert found.complete == (left == 0) and abs(found.left - left) < 0.01


def test_equality_inside_that_no_box_meets_leaves_its_surroundings_open() -> None:
    """The slope is 0 at 2/3, which lies in no face of a box."""
    found = cover(claim(lambda i: 27 * i.p[0] ** 2 * i.p[1], lambda i: 4), None, 4000)
    assert found is not None and 0 < found.left < 0.003
    assert "but" in str(found)


def test_a_failure_is_never_covered() -> None:
    for point in (Fraction(1, 3), Fraction(0), Fraction(987, 1000)):
        spike = claim(lambda i, t=point: Fraction(1, 10**6) - abs(i.p[0] - t), lambda i: 0)
        found = cover(spike, None, 4000)
        assert found is not None and not found.complete


def test_a_slope_says_nothing_from_outside_of_its_box() -> None:
    """``n**8 + 1000 (n - 2)**2`` is 256 at 2, where alone it is below 1000; from 10 on, slopes on [0, 5] would tell otherwise."""
    for bound in (1000, 256):
        dip = claim(
            lambda i, c=bound: 4000 * i.n + c, lambda i: i.n**8 + 1000 * i.n**2 + 4000, Space(n=Whole(0, 10), x=Ratio(0, 1))
        )
        found = cover(dip, None, 4000)
        assert found is not None and found.complete is (bound == 256)


def test_a_failure_in_a_box_too_small_for_floats_is_not_covered() -> None:
    """It fails at one instance, the corner of thirty wide ranges; the volume of that corner is 0 in floats."""
    corner = Space(**{f"n{k}": Whole(1, 2**52) for k in range(30)})
    spike = claim(lambda i: prod(xp.at_least(1, getattr(i, f"n{k}")) for k in range(30)), lambda i: Fraction(1, 2), corner)
    found = cover(spike, None, 4000)
    assert found is not None and found.left == 0.0 and found.open == 1 and not found.complete
    assert judge(spike, {f"n{k}": 1 for k in range(30)}).outcome == "fails"


def test_what_intervals_cannot_evaluate_has_no_cover() -> None:
    assert cover(claim(lambda i: 1 if i.p[0] > i.p[1] else 0, lambda i: 1), None, 100) is None
    many = Space(x=Ratio(0, 1), k=Count(1, 1000))
    assert cover(claim(lambda i: i.x, lambda i: 2, many), None, 100) is None


def test_code_that_looks_at_a_single_number_does_not_take_a_box_for_one() -> None:
    half = claim(lambda i: 0, lambda i: 1 if xp.value(i.x) != Fraction(1, 2) else -1, Space(x=Ratio(0, 1)))
    assert judge(half, {"x": [1, 2]}).outcome == "fails" and judge(half, {"x": [1, 3]}).outcome == "holds"
    assert cover(half, None, 100) is None


def test_whole_numbers_that_floats_skip_are_not_covered() -> None:
    """It fails at one whole number, which is odd and above 2**53."""
    odd = 2**53 + 50_003
    missed = claim(lambda i: 2 * xp.indicator(i.k == odd), lambda i: 1, Space(k=Whole(2**53, 2**53 + 100_004)))
    assert judge(missed, {"k": odd}).outcome == "fails"
    assert cover(missed, None, 4000) is None


NARROW = 1_000_003


@pytest.mark.parametrize(
    ("side", "x"),
    [
        (lambda i: (NARROW * i.x - 1) ** -2, [1, NARROW]),
        (lambda i: xp.exp(1 / (NARROW * i.x - 1)), [1, NARROW]),
        (lambda i: xp.sqrt(i.x * (NARROW * i.x - 1)), [1, 2 * NARROW]),
        (lambda i: xp.exp(xp.log(abs(NARROW * i.x - 1)) - xp.log(abs(NARROW * i.x - 1))), [1, NARROW]),
        (lambda i: xp.exp(xp.log((NARROW * i.x - 1) ** 2) / (40 - xp.log((NARROW * i.x - 1) ** 2))), [1, NARROW]),
    ],
)
def test_a_box_in_which_a_side_may_have_no_value_stays_open(side: Any, x: list[int]) -> None:
    statement = claim(lambda i: 0, side, Space(x=Ratio(0, 1)))
    assert judge(statement, {"x": x}).outcome == "error"
    found = cover(statement, None, 4000)
    assert found is not None and not found.complete
    with_hypothesis = claim(lambda i: 0, side, Space(x=Ratio(0, 1)), given={"away": lambda i: i.x > Fraction(1, 1000)})
    assert cover(with_hypothesis, None, 4000).complete  # type: ignore[union-attr]


@pytest.mark.parametrize("side", [lambda i: 1, lambda i: 1 + i.x, lambda i: i.x**2])
def test_a_box_in_which_a_hypothesis_may_have_no_value_stays_open(side: Any) -> None:
    odd = claim(lambda i: 0, side, Space(x=Ratio(0, 1)), given={"odd": lambda i: (NARROW * i.x - 1) ** -2 < 0})
    assert judge(odd, {"x": [1, NARROW]}).outcome == "error"
    assert not cover(odd, None, 4000).complete  # type: ignore[union-attr]


def test_divergences_of_laws_with_zeros_are_covered() -> None:
    laws = Space(p=Simplex(2), q=Simplex(2))
    slack = claim(lambda i: -1, lambda i: xp.sum(xp.kl_term(i.p, i.q)) + xp.sum(xp.chi2_term(i.p, i.q)), laws)
    assert cover(slack, None).complete  # type: ignore[union-attr]


def test_a_doubt_without_a_real_parameter_stays_open() -> None:
    third = xp.intervals(Fraction(1, 3))
    made = claim(lambda i: 3 * third, lambda i: 1, Space(k=Choice(1, 2)))
    found = cover(made, None)
    assert found is not None and found.open == 2


@pytest.mark.parametrize(("n", "boxes", "left_open"), [((1, 2, 3), 1, 3), ((2, 1, 3), 2, 2), ((2, 3, 1), 3, 1), ((2, 3), 2, 0)])
def test_static_fields_after_one_that_stays_open_count_as_open(n: tuple[int, ...], boxes: int, left_open: int) -> None:
    case = Claim("a", Source("b", "c"), Space(n=Choice(*n)), lhs=lambda i: 2, rhs=lambda i: i.n)
    found = cover(case, None)
    assert found is not None and (found.boxes, found.open) == (boxes, left_open)
    assert found.left == left_open / len(n)


def test_what_is_never_settled_is_given_up_after_a_fifth_of_the_budget() -> None:
    """1 + 2 + 4 + ... + 2,048 boxes are more than a fifth of 20,000, and all of the volume is open."""
    tie = claim(*TIE, Space(x=Ratio(0, 1)))
    assert cover(tie, None) == Cover(None, 4095, 4096, 1.0)
    assert cover(tie, None, 100) == Cover(None, 31, 32, 1.0)
    assert cover(tie, None, 1) == Cover(None, 1, 2, 1.0)


def test_what_a_fifth_of_the_volume_settles_goes_on_to_the_end_of_the_budget() -> None:
    part = claim(*TIE, Space(x=Ratio(0, 1)), given={"far": lambda i: i.x >= Fraction(1, 4)})
    found = cover(part, None, 1000)
    assert found is not None and found.boxes > 1000 and 0.75 < found.left < 0.752


def test_a_box_is_cut_until_it_is_narrow() -> None:
    """A third lies in one box of each level: two are looked at, down to those of width 2^-40."""
    for times in (1, 4):
        square = claim(lambda i: 0, lambda i, k=times: (3 * i.x - k) * (3 * i.x - k), Space(x=Ratio(0, times)))
        found = cover(square, None)
        assert found is not None and (found.boxes, found.open) == (81, 1) and found.left == 2.0**-40


def test_boxes_without_an_instance_are_no_part_of_the_volume() -> None:
    """A tie is open at every law of three outcomes, which are half of the square of their first two weights."""
    tie = claim(lambda i: i.p[0] / (1 + i.p[0]), lambda i: 1 - 1 / (1 + i.p[0]), Space(p=Simplex(3)))
    found = cover(tie, None, 4000)
    assert found is not None and found.left == pytest.approx(1) and found.boxes > 800
    slack = cover(claim(lambda i: i.p[0], lambda i: 2, Space(p=Simplex(3))), None, 1)
    assert slack == Cover(None, 7, 0, 0.0), "a box for each face"


def test_combinations_of_static_fields_share_a_budget_and_are_at_most_64() -> None:
    for count, looked in ((64, 64), (65, None)):
        space = Space(x=Ratio(0, 1), k=Count(1, count))
        found = cover(claim(lambda i: i.x, lambda i: 2, space), None)
        assert (found and found.boxes) == looked
    one = claim(lambda i: TIE[0](i) * (i.k - 1), lambda i: TIE[1](i) * (i.k - 1), Space(x=Ratio(0, 1), k=Choice(1, 2)))
    found = cover(one, None, 100)
    assert found is not None and (found.boxes, found.open, found.left) == (1 + 15, 16, 0.5)


def test_a_branch_at_one_static_value_alone_leaves_no_cover() -> None:
    branches = claim(lambda i: i.x if i.x > xp.ratio(1, 3) else 1 - i.x, lambda i: 2, Space(x=Ratio(0, 1)))
    assert cover(branches, None) is None
    half = claim(
        lambda i: i.x if i.k == 1 or i.x > xp.ratio(1, 3) else 1 - i.x, lambda i: 2, Space(x=Ratio(0, 1), k=Choice(1, 2))
    )
    assert cover(half, None) is None


def test_a_cover_is_told_in_words() -> None:
    assert str(Cover(2, 4805, 0, 0.0)) == "all real parameters, in 4,805 boxes"
    assert str(Cover(2, 20000, 3, 0.0123)) == "all real parameters but 1.2 % of their volume, in 20,000 boxes"
    assert Cover(2, 9, 0, 0.5).complete and not Cover(2, 9, 1, 0.0).complete
