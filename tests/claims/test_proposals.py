"""What fields and spaces propose: simpler forms in their order, draws that a seed repeats for ever, the edges of batches."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest

from tests.claims.test_fields import ARRAYS, STATIC
from theory_lab.claims import Choice, Count, Kernel, Ratio, Simplex, Space, Table, Whole
from theory_lab.claims.spaces import compositions
from theory_lab.claims.spaces.fields import SUMMED
from theory_lab.claims.spaces.simplex import rounded
from theory_lab.claims.spaces.whole import draw_between

# Certificates and records name seeds: the same one must draw the same instances in every version.
DRAWN = [
    "14359a3b", "3e6f8ca6", "eb6de10f", "a405fce4", "d5a3c8b2", "8deb75f8", "75ae477a", "d5a3c8b2", "cc223fb3", "3d18330f",
    "8047135f", "7db82185", "9a04edd1", "6589dadf", "216bdcae", "b06032ce",
]  # fmt: skip


@pytest.mark.parametrize(("field", "digest"), list(zip(ARRAYS, DRAWN, strict=True)), ids=str)
def test_a_seed_draws_what_it_always_drew(field: Any, digest: str) -> None:
    columns = field.random(np.random.default_rng(0), 400)
    assert hashlib.sha256(np.ascontiguousarray(columns).tobytes()).hexdigest()[:8] == digest


def test_a_seed_draws_the_static_values_that_it_always_drew() -> None:
    found = [[field.random(np.random.default_rng(k)) for k in range(8)] for field in (STATIC[0], STATIC[2], STATIC[4])]
    assert found == [[1, 0, 0, 6, 6, 0, 2, 6], [-1, -2, -1, 4, 4, -2, 2, 4], [2, 1, 2, 2, 2, 2, 1, 2]]


def test_draws_between_two_numbers_are_uniform_near_or_at_the_ends() -> None:
    for lo, hi in ((-10, 5), (3, 8), (-9, -4), (0, 0), (-(2**62), 2**62)):
        found = draw_between(np.random.default_rng(1), lo, hi, (3, 3000))
        assert found.dtype == np.int64 and found.min() == lo and found.max() == hi
    wide = draw_between(np.random.default_rng(1), -1000, 1000, (1, 6000))[0]
    for share, wanted in (
        ((np.abs(wide) == 1000).mean(), 1 / 3), ((np.abs(wide) < 10).mean(), 1 / 9),
        ((np.abs(wide) > 500).mean(), 1 / 2 + 1 / 27),
    ):  # fmt: skip
        assert abs(share - wanted) < 0.06


@pytest.mark.parametrize(
    ("field", "raw", "simpler"),
    [
        (Whole(0, 100), 10, [0, 5, 8, 9]),
        (Whole(-9, -2), -9, [-2, -6, -8]),
        (Whole(-5, 5), -4, [0, -2, -3]),
        (Whole(3, 9), 3, []),
        (Count(0, 9), 7, [0, 4, 6]),
        (Choice("a", "b", "c", "d"), 3, [0, 1, 2]),
        (Simplex(3), [4, 2, 1],
         [[1, 1, 1], [1, 0, 0], [1, 1, 0], [2, 1, 0], [2, 1, 1], [3, 1, 1], [3, 2, 1], [0, 2, 1], [2, 2, 1], [4, 0, 1],
          [4, 1, 1]]),
        (Ratio(0, 1), [5, 13], [[0, 1], [1, 2], [1, 3], [2, 5], [3, 7], [3, 8], [4, 11], [5, 12], [3, 13], [4, 13]]),
        (Table(2, 0, 1), [4, 1, 3], [[1, 0, 1], [3, 1, 2], [4, 0, 3], [4, 1, 0], [4, 1, 2]]),
    ],
)  # fmt: skip
def test_simpler_forms_come_in_their_order(field: Any, raw: Any, simpler: list[Any]) -> None:
    """The boldest first: coarser denominators, then one number, halfway and nearer."""
    assert list(field.simpler(raw)) == simpler


@pytest.mark.parametrize(("least", "raw"), [(0, [301, 1000]), (1, [301, 1000]), (0, [997, 4, 512]), (1, [1, 2048])])
def test_each_weight_may_be_lowered_by_a_half_of_what_it_may_lose_by_a_fourth_and_so_on(least: int, raw: list[int]) -> None:
    found = {tuple(simple) for simple in Simplex(len(raw), positive=bool(least)).simpler(raw)}
    for k, weight in enumerate(raw):
        loss = weight - least
        while loss := loss // 2:
            lowered = [*raw[:k], weight - loss, *raw[k + 1 :]]
            assert tuple(w // math.gcd(*lowered) for w in lowered) in found


def scripted(*answers: int) -> Any:
    """Draws in their order, within the ends that are asked for."""
    turns: Iterator[int] = iter(answers)
    return lambda lo, hi: min(max(next(turns), lo), hi)


FAR = 10**9


@pytest.mark.parametrize(
    ("field", "answers", "raw"),
    [
        (Simplex(3), (0, 5, 1, 5, 0, 99), [5, 5, 8]),
        (Simplex(2), (1, FAR, 0, FAR), [10**6, 8]),
        (Simplex(3), (0, 0, 0, 0, 0, 0), [1, 0, 0]),
        (Simplex(2, positive=True), (0, 0, 0, 0), [1, 1]),
        (Whole(2, 9), (FAR,), 9),
        (Whole(2, 9), (0,), 2),
        (Count(2, 9), (FAR,), 9),
        (Choice("a", "b"), (FAR,), 1),
        (Choice("a", "b"), (-1,), 0),
        (Table(2, 0, 1), (0, 5, 2, FAR), [5, 2, 5]),
        (Table(2, 0, 1), (0, FAR, 0, 0), [12, 0, 0]),
        (Table(2, 0, 1), (1, FAR, 0, 0), [10**6, 0, 0]),
        (Table(1, Fraction(1, 3), Fraction(1, 3)), (0, 2, 0), [6, 2]),
        (Ratio(0, 1), (0, 5, 2), [2, 5]),
    ],
)
def test_draws_are_made_of_whole_numbers(field: Any, answers: tuple[int, ...], raw: Any) -> None:
    assert field.drawn(scripted(*answers)) == raw


@pytest.mark.parametrize(
    ("total", "parts", "least"), [(5, 3, 0), (5, 3, 1), (3, 3, 1), (2, 3, 1), (0, 2, 0), (4, 1, 0), (6, 2, 3)]
)
def test_compositions_are_all_lists_of_a_sum(total: int, parts: int, least: int) -> None:
    wanted = [list(one) for one in product(range(least, total + 1), repeat=parts) if sum(one) == total]
    assert list(compositions.compositions(total, parts, least)) == wanted


@pytest.mark.parametrize("total", range(-3, 12))
def test_splits_are_all_tuples_whose_weights_add_up(total: int) -> None:
    """Of parts with a last weight and without one, with a least weight above 0, with gaps, and of no parts at all."""
    for fields in (
        [],
        [Choice(0, 1)],
        [Simplex(2, positive=True)],
        [Choice(0, 1, 2), Simplex(2), Whole(3, 4)],
        [Whole(-3, 2)] * 3,
    ):
        every = [[(weight, raw) for weight in range(12) for raw in field.small(weight)] for field in fields]
        wanted = [tuple(raw for _, raw in one) for one in product(*every) if sum(weight for weight, _ in one) == total]
        assert sorted(map(repr, compositions.splits(total, fields))) == sorted(map(repr, wanted))


@pytest.mark.parametrize("total", range(-1, 9))
def test_splits_are_all_tuples_of_a_weight(total: int) -> None:
    parts = (Whole(0, 2), Simplex(2), Choice("a", "b"))
    wanted = [
        (a, b, c)
        for (u, v, w) in product(range(9), repeat=3) if u + v + w == total
        for a in parts[0].small(u) for b in parts[1].small(v) for c in parts[2].small(w)
    ]  # fmt: skip
    assert list(compositions.splits(total, parts)) == wanted


@pytest.mark.parametrize(
    ("weights", "denominator", "least", "found"),
    [
        ([1, 1, 1], 4, 0, [2, 1, 1]),
        ([1, 1, 1], 2, 0, [1, 1, 0]),
        ([5, 3, 2], 10, 0, [5, 3, 2]),
        ([5, 3, 2], 7, 0, [4, 2, 1]),
        ([98, 1, 1], 10, 1, [8, 1, 1]),
        ([97, 2, 1], 3, 1, [1, 1, 1]),
        ([50, 49, 1], 4, 1, [2, 1, 1]),
    ],
)
def test_rounding_gives_the_largest_remainders_one_more(
    weights: list[int], denominator: int, least: int, found: list[int]
) -> None:
    assert rounded(weights, denominator, least) == found and sum(found) == denominator
    with pytest.raises(ValueError, match="do not fit"):
        rounded(weights, 2, 1)


# Spaces

MANY = Space(k=Count(0, 9), c=Choice("a", "b", "c"), x=Ratio(0, 1))


def test_static_values_are_all_or_the_ends_and_some_between() -> None:
    rng = np.random.default_rng(0)
    assert [tuple(s.values()) for s in MANY.statics(rng, 30)] == list(product(range(10), range(3)))
    few = [tuple(s.values()) for s in MANY.statics(rng, 29)]
    assert few[:4] == [(0, 0), (9, 2), (0, 2), (9, 0)] and len(set(few)) == len(few) == 29
    assert [tuple(s.values()) for s in MANY.statics(rng, 2)] == [(0, 0), (9, 2)]
    assert [tuple(s.values()) for s in MANY.statics(rng, 1)] == [(0, 0)]
    assert Space(x=Ratio(0, 1)).statics(rng, 3) == [{}]


def test_a_batch_is_of_one_kind_and_its_sums_fit() -> None:
    with pytest.raises(ValueError, match="same static fields"):
        MANY.batch([{"k": 0, "c": 0, "x": [0, 1]}, {"k": 1, "c": 0, "x": [0, 1]}])
    with pytest.raises(ValueError, match="same static fields"):
        MANY.batch([])
    law = Space(p=Simplex(2), n=Whole(0, 2**62))
    half = SUMMED // 2
    for p, fits in (([half, half // 2], True), ([half, half], False), ([SUMMED, 1], False), ([1, half], True)):
        if fits:
            assert law.column(law.batch([{"p": p, "n": 2**62}, {"p": [1, 1], "n": 0}]), 0) == {"p": p, "n": 2**62}
            continue
        with pytest.raises(OverflowError, match="field p"):
            law.batch([{"p": [1, 1], "n": 0}, {"p": p, "n": 0}])


def test_the_weight_of_an_instance_is_that_of_its_fields() -> None:
    space = Space(p=Simplex(2, positive=True), x=Ratio(Fraction(1, 3), 2), n=Whole(-3, 9), t=Table(2, -1, 1), k=Choice("a", "b"))
    assert (space.lightest, space.heaviest) == (2 + 1 + 0 + 1 + 0, np.inf)
    raw = {"p": [2, 4], "x": [4, 6], "n": -2, "t": [4, -2, 2], "k": 1}
    assert space.canonical(raw) == {"p": [1, 2], "x": [2, 3], "n": -2, "t": [2, -1, 1], "k": 1}
    assert space.weight(raw) == 3 + (3 + 1) + 2 + (2 + 1 + 1) + 1
    assert Space(n=Whole(-3, 9), k=Choice("a", "b")).heaviest == 10


@pytest.mark.parametrize(
    ("field", "lightest", "heaviest"),
    [
        (Simplex(1), 1, 1), (Simplex(3), 1, np.inf), (Simplex(3, positive=True), 3, np.inf), (Kernel(2, 3), 2, np.inf),
        (Kernel(2, 3, positive=True), 6, np.inf), (Whole(2, 9), 0, 7), (Whole(-9, -2), 0, 7), (Whole(-3, 5), 0, 5),
        (Whole(-7, 5), 0, 7),
        (Ratio(Fraction(2, 5), Fraction(2, 5)), 5, 5), (Ratio(Fraction(2, 5), Fraction(3, 5)), 2, np.inf), (Count(3, 8), 0, 5),
        (Table(3, Fraction(1, 7), Fraction(1, 7)), 7, 7), (Table(2, Fraction(3, 10), Fraction(2, 5)), 3, np.inf),
        (Choice(1, 2, 3), 0, 2),
    ],
)  # fmt: skip
def test_the_least_and_the_greatest_weight(field: Any, lightest: int, heaviest: float) -> None:
    assert (field.lightest, field.heaviest) == (lightest, heaviest)


def test_all_coarse_denominators_are_tried_and_halves_beyond() -> None:
    """Of 17/30: 7/12, and 8/15 on half of 30, and not 7/13; of 34/59: 7/13, and 17/29 on half of 59, and not 9/16."""
    ratios, laws = list(Ratio(0, 1).simpler([17, 30])), list(Simplex(2).simpler([34, 25]))
    assert [7, 12] in ratios and [8, 15] in ratios and [7, 13] not in ratios
    assert [7, 6] in laws and [17, 12] in laws and [9, 7] not in laws
    tables = list(Table(2, 0, 1).simpler([59, 34, 17]))
    assert [12, 7, 3] in tables and [29, 17, 8] in tables and [13, 7, 4] not in tables
