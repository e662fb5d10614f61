"""The exhaustive stage: where an enumeration ends, what a reach supports, and how it is told; each at the number itself."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest

from tests.power.planted import claim
from theory_lab.claims import Choice, Claim, Count, Ratio, Simplex, Whole
from theory_lab.claims.spaces.space import Space
from theory_lab.claims.verdicts.exhaustive import (
    ALL,
    FLOOR,
    LIGHT,
    PATIENCE,
    TELLING,
    Reach,
    cases,
    covered_text,
    is_small,
    reach_text,
    strength,
)


def of(space: Any, **more: Any) -> Claim:
    return claim("for a test", space, lambda i: 0, lambda i: 1, **more)


def test_how_far_one_looks() -> None:
    """What the levels of all certificates mean, in numbers."""
    assert (LIGHT, FLOOR, PATIENCE, ALL, TELLING) == (12, 10_000, 20, 4_000, 100)


@pytest.mark.parametrize(
    ("field", "weights"),
    [
        (Simplex(2), range(1, 13)),
        (Simplex(6, positive=True), range(6, 13)),  # as light as half of 12
        (Ratio(0, 1), range(1, 13)),
        (Whole(0, 20), range(21)),  # so few that all are listed
        (Whole(5, 4_004), range(4_000)),
        (Whole(5, 4_005), range(13)),
        (Choice(*range(30)), range(30)),
        (Count(3, 5), range(3)),
    ],
    ids=str,
)
def test_an_enumeration_ends_at_its_last_weight(field: Any, weights: range) -> None:
    assert sorted({weight for weight, _ in cases(of({"x": field}), None)}) == list(weights)


def test_an_enumeration_whose_lightest_is_heavy_goes_on() -> None:
    heavy = of({"x": Simplex(7, positive=True)})
    assert next(iter(cases(heavy, None)))[0] == 7
    assert max(weight for weight, _ in islice(cases(heavy, None), 2_000)) > 12


@pytest.mark.parametrize(
    ("space", "small"),
    [
        (Space(a=Whole(0, 3_999)), True),
        (Space(a=Whole(0, 4_000)), False),
        (Space(a=Whole(1, 40), b=Whole(1, 100)), True),
        (Space(a=Whole(1, 43), b=Whole(1, 93)), True),
        (Space(a=Whole(1, 4_001)), False),
        (Space(a=Whole(1, 31), b=Whole(1, 129), c=Choice(1)), True),
        (Space(a=Whole(1, 63), b=Whole(1, 64)), False),
        (Space(p=Simplex(2)), False),
        (Space(p=Simplex(1)), True),
        (Space(a=Whole(0, 10**15)), False),
    ],
    ids=str,
)
def test_a_space_is_small_with_four_thousand_instances(space: Space, small: bool) -> None:
    assert is_small(space) is small


@pytest.mark.parametrize(
    ("nonvacuous", "telling", "tells"),
    [
        (0, 0, False), (0, 1, True), (1, 1, True), (100, 1, True), (101, 1, False), (101, 2, True), (9_900, 98, False),
        (9_900, 99, True), (9_901, 99, False), (10_000, 99, False), (10_000, 100, True), (10**6, 99, False), (10**6, 100, True),
    ],
)  # fmt: skip
def test_one_in_a_hundred_tells_or_a_hundred(nonvacuous: int, telling: int, tells: bool) -> None:
    assert Reach(None, 12, 10**6, nonvacuous, True, telling).tells is tells


def test_a_level_is_supported_by_what_suffices_and_tells_or_says_why_not() -> None:
    tells, dull, few = (Reach(None, 12, 500, n, True, t) for n, t in ((300, 3), (300, 2), (0, 0)))
    assert [part.supports(weak) for part in (tells, dull, few) for weak in ("", "a reason")] == [
        True,
        True,
        False,
        True,
        False,
        False,
    ]


def test_a_share_counts_all_sizes_or_none() -> None:
    counted, uncounted = Reach(2, 12, 9, 7, True, 5), Reach(3, 12, 9, 4, True)
    assert strength([counted, Reach(3, 12, 9, 4, True, 0)]) == "5/11"
    assert strength([counted]) == "5/7"
    assert strength([counted, uncounted]) is strength([uncounted]) is strength([]) is None


def test_sizes_at_which_a_cover_is_complete_are_told() -> None:
    one, two, three = Reach(1, 12, 9, 9, True), Reach((2, 1), 12, 9, 9, True, covered=True), Reach(3, 12, 9, 9, True, 4, True)
    assert covered_text([one, two, three]) == "n = (2, 1), 3"
    assert covered_text([one]) == covered_text([]) == covered_text([Reach(None, 12, 9, 9, True, covered=True)]) == ""


SIZED = of(lambda n: {"p": Simplex(n), "k": Whole(0, 3)}, sizes=(1, 2, 3))
FINITE = of({"k": Whole(0, 3)})


@pytest.mark.parametrize(
    ("case", "reach", "text"),
    [
        (FINITE, [Reach(None, 3, 4, 4, True)], "all instances"),
        (FINITE, [Reach(None, 2, 4, 4, True)], "weight <= 2"),
        (FINITE, [Reach(None, 3, 4, 4, False)], "weight <= 3 and the next in part"),
        (FINITE, [], ""),
        (SIZED, [Reach(1, 4, 4, 4, True)], "size 1, all instances"),
        (SIZED, [Reach(1, 4, 4, 4, True), Reach(2, 12, 9, 9, True)], "size 1, all instances; size 2, weight <= 12"),
        (SIZED, [Reach(2, 12, 9, 9, True), Reach(3, 12, 9, 9, True)], "size 2, 3, weight <= 12"),
        (SIZED, [Reach(2, 12, 9, 9, True), Reach(3, 9, 9, 9, False)], "size 2, 3, weight <= 9 to 12 and the next in part"),
        (SIZED, [Reach(2, 11, 9, 9, False), Reach(3, 11, 9, 9, False)], "size 2, 3, weight <= 11 and the next in part"),
    ],
)
def test_a_reach_is_told_in_words(case: Claim, reach: list[Reach], text: str) -> None:
    assert reach_text(case, reach) == text
