"""Shrinking: the witness shown is an exact failure, light, round where it can be, and the same every time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.power import counts, divergences, selection, sequences, tables
from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Steps, Whole
from theory_lab.claims.search.attack import attack
from theory_lab.claims.search.shrink import smallest
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.sequences.trees import Tree

UNIT = {"x": Ratio(0, 1)}


def shrunk(case: Claim, raw: Any, size: Any = None) -> Verdict:
    failure = judge(case, raw, size)
    assert failure.outcome == "fails"
    found = smallest(case, failure)
    assert judge(case, found.raw, size) == found and found.outcome == "fails"
    return found


@pytest.mark.parametrize(
    ("case", "size", "raw", "least"),
    [
        (
            divergences.FALSE["l1_le_l2_from_four_atoms"],
            4,
            {"p": [501, 0, 499, 0], "q": [0, 250, 0, 249]},
            {"p": [0, 0, 1, 1], "q": [1, 1, 0, 0]},
        ),
        (
            selection.FALSE["complement_integral_is_one"],
            3,
            {"p": [700, 1, 0], "q": [100, 30, 17]},
            {"p": [0, 0, 1], "q": [0, 1, 0]},
        ),
        (
            tables.FALSE["being_above_is_transitive"],
            5,
            {"x": [0, 66, 0, 0, 34], "y": [34, 0, 0, 66, 0], "z": [0, 0, 1, 0, 0]},
            {"x": [0, 2, 0, 0, 1], "y": [1, 0, 0, 2, 0], "z": [0, 0, 1, 0, 0]},
        ),
        (counts.FALSE["variance_of_a_count"], None, {"n": 9, "x": [577, 10000]}, {"n": 4, "x": [1, 10]}),
    ],
    ids=["norms", "branching", "dice", "static"],
)
def test_the_lightest_failure_is_found_where_small_cases_fail(case: Claim, size: Any, raw: Any, least: Any) -> None:
    found = shrunk(case, raw, size)
    space = case.space_at(size)
    assert space.weight(found.raw) == space.weight(least) < space.weight(raw)


@pytest.mark.parametrize(
    "field", [Simplex(17, positive=True), Steps(Tree.from_words([(k,) for k in range(40)]), positive=True)], ids=["17", "40"]
)
def test_failures_of_long_positive_vectors_survive(field: Any) -> None:
    """No instance is on a denominator below the number of entries."""
    case = claim("not above a half", {"p": field}, lambda i: i.p[0], lambda i: xp.ratio(1, 2))
    found = shrunk(case, {"p": [field.width**2, *range(1, field.width)]})
    assert case.space_at().weight(found.raw) < 3 * field.width


def test_a_lightest_failure_stays_as_it_is() -> None:
    case = claim("below a half", {"p": Simplex(2)}, lambda i: i.p[0], lambda i: xp.ratio(1, 2))
    assert shrunk(case, {"p": [1, 0]}).raw == {"p": [1, 0]}


@pytest.mark.parametrize(
    ("lhs", "rhs", "raw", "wanted"),
    [
        (lambda i: xp.indicator(i.x > xp.ratio(7, 19)), lambda i: xp.indicator(i.x >= xp.ratio(8, 21)), [317, 851], [3, 8]),
        (lambda i: xp.indicator(abs(i.x - xp.ratio(314, 1000)) < xp.ratio(1, 900)), lambda i: 0, [31399, 99999], [11, 35]),
    ],
)
def test_numbers_become_simple(lhs: Any, rhs: Any, raw: list[int], wanted: list[int]) -> None:
    case = claim("not in a narrow interval", UNIT, lhs, rhs)
    assert case.space_at().weight(shrunk(case, {"x": raw}).raw) <= sum(wanted)


def test_round_denominators_are_preferred() -> None:
    near = claim("not near 0.4172", {"p": Simplex(2)}, lambda i: xp.ratio(1, 2000), lambda i: abs(i.p[0] - xp.ratio(4172, 10**4)))
    p = shrunk(near, {"p": [417213, 582787]}).raw["p"]
    assert sum(p) < 1000 and abs(xp.ratio(p[0], sum(p)) - xp.ratio(4172, 10**4)) < xp.ratio(1, 2000)
    tail = claim("mass below 10^-4", {"p": Simplex(2)}, lambda i: xp.indicator(i.p[0] > 0), lambda i: 9999 * i.p[0])
    assert shrunk(tail, {"p": [3, 112_233]}).raw["p"] == [1, 9999]


def test_ties_between_fields_survive() -> None:
    found = shrunk(selection.FALSE["coverage_le_kl_one_percent"], {"p": [1, 6971], "q": [1, 142470], "level": 20}, 2)
    assert sum(found.raw["q"]) < 2000 and sum(found.raw["p"]) < 100


def test_models_become_simple_off_the_path_that_matters() -> None:
    case = sequences.FALSE["errors_triple_at_most"]
    failure = attack(case, 4, budget=30_000, seed=0).failures[0]
    found = smallest(case, failure)
    assert found.outcome == "fails" and case.space_at(4).weight(found.raw) < 200


def test_large_whole_numbers_come_down_to_where_the_claim_begins_to_fail() -> None:
    space = {"N": Whole(0, 10**9), "n": Count(1, 60)}
    case = claim("N <= 12345 or n <= 17", space, lambda i: i.N / 12345, lambda i: 1 + max(0, 18 - i.n) * i.N)
    assert shrunk(case, {"N": 987_654_321, "n": 59}).raw == {"N": 12346, "n": 18}


def test_the_same_failure_shrinks_to_the_same_witness() -> None:
    case = selection.FALSE["coverage_of_classes"]
    failure = attack(case, 3, budget=30_000, seed=1).failures[0]
    assert smallest(case, failure) == smallest(case, failure)


def test_the_budget_bounds_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[Any] = []
    monkeypatch.setattr("theory_lab.claims.search.shrink.judge", lambda *given: judged.append(given) or judge(*given))
    case = claim("a branch", {"p": Simplex(4)}, lambda i: 1 if i.p[0] > xp.ratio(3, 7) else 0, lambda i: xp.ratio(1, 2))
    failure = judge(case, {"p": [10**6, 7, 7, 7]})
    assert smallest(case, failure, budget=1).outcome == "fails" and len(judged) < 200
