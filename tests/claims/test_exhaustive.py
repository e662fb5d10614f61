"""The exhaustive stage: where an enumeration ends, what a reach supports, and how it is told; each at the number itself."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest

from tests.power.planted import claim
from theory_lab.claims import Choice, Claim, Count, Ratio, Simplex, Steps, Whole
from theory_lab.claims.checks.stages import DEPTHS, _in_order
from theory_lab.claims.spaces.space import Space
from theory_lab.claims.verdicts.audit.demands import miscounted
from theory_lab.claims.verdicts.exhaustive import (
    ALL,
    FIRST,
    FLOOR,
    LIGHT,
    PATIENCE,
    TELLING,
    Reach,
    cases,
    covered_text,
    ends_first,
    is_small,
    reach_text,
    strength,
)
from theory_lab.sequences.trees import Tree


def of(space: Any, **more: Any) -> Claim:
    return claim("for a test", space, lambda i: 0, lambda i: 1, **more)


def test_how_far_one_looks() -> None:
    """What the levels of all certificates mean, in numbers."""
    assert (LIGHT, FLOOR, FIRST, PATIENCE, ALL, TELLING) == (12, 10_000, 2, 20, 4_000, 100)


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


WORDS, LONGER = Tree.complete(2, 2), Tree.complete(3, 3)


@pytest.mark.parametrize(
    ("fields", "ends", "weight", "least"),
    [
        ({"p": Steps(WORDS), "q": Steps(WORDS)}, True, 6, 64),
        ({"p": Steps(WORDS), "q": Steps(WORDS), "k": Count(1, 200)}, True, 6, 64),
        ({"p": Steps(LONGER)}, False, 0, FLOOR),  # 3^13 of the least weight
    ],
)
def test_all_of_the_least_weight_are_decided_or_none_count(fields: dict[str, Any], ends: bool, weight: int, least: int) -> None:
    """Of a tree the lightest instances are sure words: ten thousand of millions of these say nothing of others."""
    case = of(fields)
    assert ends_first(case.space_at(None)) is ends
    (part,) = _in_order(case, None, DEPTHS["certify"]).reach
    assert part.cases >= least and part.suffices is ends and (part.weight >= weight if ends else part.weight == 0)
    assert not miscounted(case, part)


def test_the_least_weight_is_ended_where_it_is_more_than_the_floor() -> None:
    words = Steps(Tree.complete(2, 3))
    case = of({"p": words, "q": words})
    (part,) = _in_order(case, None, DEPTHS["certify"]).reach
    assert part.cases > 2**14 and part.weight == case.space_at(None).lightest == 14 and not part.complete and part.suffices
    (short,) = _in_order(case, None, DEPTHS["quick"]).reach
    assert short.cases < 2**14 and short.weight == 0


def test_where_not_even_the_least_weight_was_ended_the_reach_says_so() -> None:
    case = of(lambda n: {"p": Simplex(n)}, sizes=(2, 3, 4))
    ended, begun, none = Reach(2, 12, 60, 60, True), Reach(3, 0, FLOOR, FLOOR, False), Reach(4, 0, FLOOR, FLOOR, False)
    assert reach_text(case, (ended, begun, none)) == "size 2, weight <= 12; size 3, 4, the least weight in part"
    assert reach_text(of({"p": Steps(LONGER)}), (Reach(None, 0, FLOOR, FLOOR, False),)) == "the least weight in part"


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
