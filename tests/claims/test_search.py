"""The integer search: reproducible, counted in evaluations, not led astray by rounding, ties or static fields."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.power import selection, tables
from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Ratio, Simplex, Table, Whole
from theory_lab.claims.search import attack as module
from theory_lab.claims.search.attack import SINGLE, attack, screen
from theory_lab.claims.search.labour import MANY
from theory_lab.claims.verdicts.judge import judge

ROUND = 300  # a round evaluates 276 instances
UNIT = {"x": Ratio(0, 1)}
HALF = claim("below a half", UNIT, lambda i: i.x, lambda i: Fraction(1, 2))
SQUARE = claim("below one", UNIT, lambda i: i.x**2, lambda i: i.x)
BRANCHING = claim("a branch", UNIT, lambda i: i.x if i.x > xp.ratio(1, 3) else 0, lambda i: xp.ratio(9, 10))


@pytest.mark.parametrize("case", [tables.TRUE["schur"], selection.TRUE["increment_of_best_of_n"], BRANCHING])
def test_a_run_is_determined_by_its_seed(case: Claim) -> None:
    first, again = (attack(case, budget=3000, seed=4) for _ in range(2))
    assert first == again
    assert screen(case, points=500, seed=4) == screen(case, points=500, seed=4)


def test_seeds_differ() -> None:
    raws = {str(attack(selection.TRUE["coverage_le_kl"], 3, budget=1000, seed=seed).closest) for seed in range(5)}
    assert len(raws) > 1


@pytest.mark.parametrize("budget", [1, 1000, 5000])
def test_the_budget_counts_evaluations(budget: int, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluated: list[int] = []
    scores = module.scores
    monkeypatch.setattr(module, "scores", lambda c, i, count: evaluated.append(count) or scores(c, i, count))
    found = attack(SQUARE, budget=budget)
    assert evaluated[:2] == [MANY // 2, MANY]  # to tell whether it works in batches: all calls are fewer than half may add
    assert budget <= found.evaluations == sum(evaluated[2:]) <= max(budget, 512) + 512
    assert not found.failures and found.closest is not None and found.closest.ratio == 1


def test_a_claim_without_batches_pays_more_for_an_instance() -> None:
    found = attack(BRANCHING, budget=4000)
    assert found.failures and judge(BRANCHING, found.failures[0].raw).outcome == "fails"
    assert 8000 / SINGLE <= attack(BRANCHING, budget=8000, keep_going=True).evaluations <= 8000 / SINGLE + ROUND


def test_it_stops_at_the_first_failure_or_goes_on_to_a_worse_one() -> None:
    first, on = attack(HALF, budget=20_000), attack(HALF, budget=20_000, keep_going=True)
    assert first.evaluations < 1000 < 20_000 <= on.evaluations
    assert on.failures[-1].raw == {"x": [1, 1]} and on.failures[-1].ratio == 2
    ratios = [verdict.ratio or 0 for verdict in on.failures]
    assert ratios == sorted(ratios)


def test_it_can_be_stopped_from_outside() -> None:
    assert attack(SQUARE, budget=10**9, stop=lambda: True).evaluations <= 512


def test_given_instances_come_first() -> None:
    needle = claim("a needle", UNIT, lambda i: xp.indicator(i.x == xp.ratio(271, 828)), lambda i: 0)
    assert not attack(needle, budget=2000).failures
    found = attack(needle, budget=2000, starts=({"x": [271, 828]},))
    assert found.failures[0].raw == {"x": [271, 828]} and found.evaluations <= 513


def test_given_instances_beyond_64_bits_are_ignored() -> None:
    assert attack(SQUARE, budget=600, starts=({"x": [1, 10**30]},)).closest is not None


def test_nothing_is_reported_on_the_word_of_a_float() -> None:
    equal = claim("equal", {"p": Simplex(3)}, lambda i: xp.sum(i.p / 3) * 3, lambda i: xp.sum(i.p))
    found = attack(equal, budget=5000)
    assert not found.failures and found.closest is not None and found.closest.ratio == 1


def test_rounding_errors_that_look_like_violations_do_not_hold_it_up() -> None:
    for seed in range(3):
        assert attack(tables.FALSE["median_varies_less"], budget=5000, seed=seed).failures


def test_where_the_bound_is_attained_does_not_hold_it_up() -> None:
    for seed in range(3):
        assert attack(tables.FALSE["cyclic_cubes"], budget=30_000, seed=seed).failures


def test_every_step_of_a_chain_is_searched() -> None:
    """The first step is attained everywhere, so that the largest ratio says nothing of the others."""
    steps = (lambda i: i.x, lambda i: i.x, lambda i: xp.maximum(i.x, 0) + 10 * abs(i.x - xp.ratio(2, 7)) - xp.ratio(1, 1000))
    found = attack(claim("a chain", UNIT, chain=steps), budget=20_000)
    assert found.failures and found.failures[0].steps[1][2] == "fails"


@pytest.mark.parametrize(
    ("space", "least"),
    [
        ({"n": Count(2, 40), "x": Ratio(0, 1)}, lambda i: abs(i.n - 23) + 10 * abs(i.x - xp.ratio(2, 7))),
        ({"c": Choice(*range(60)), "x": Ratio(0, 1)}, lambda i: abs(i.c - 37) + 10 * abs(i.x - xp.ratio(2, 7))),
        ({"n": Count(2, 180)}, lambda i: abs(i.n - 111)),
        ({"n": Count(2, 90), "m": Count(2, 90)}, lambda i: abs(i.n - 61) + abs(i.m - 27)),
    ],
    ids=["count", "choice", "count alone", "counts alone"],
)
def test_static_fields_are_searched_too(space: Any, least: Any) -> None:
    case = claim("one static value", space, lambda i: 1, lambda i: xp.ratio(1, 2) + least(i))
    assert attack(case, budget=30_000 if "x" in space else 100_000).failures


def test_the_first_error_is_kept_with_its_instance() -> None:
    found = attack(claim("no number", UNIT, lambda i: i.x * 0.5, lambda i: i.x), budget=1000)
    assert found.troubles[0].outcome == "error" and "Fraction(1, 2)" in found.troubles[0].reason


def test_vacuous_instances_are_counted_and_never_judged() -> None:
    case = claim("rare", UNIT, lambda i: i.x, lambda i: 0, given={"small": lambda i: i.x <= 0})
    found = attack(case, budget=2000)
    assert not found.failures and 0 < found.vacuous < found.evaluations


def test_screening_draws_points_and_judges_what_stands_out() -> None:
    found = screen(tables.TRUE["schur"], points=777, seed=0)
    assert (found.evaluations, found.failures) == (777, ())
    assert found.closest is not None and 0.9 < (found.closest.ratio or 0) <= 1
    assert screen(HALF, points=777, seed=0).failures


def test_wholes_at_the_ends_of_64_bits_are_no_trouble() -> None:
    space = {"m": Whole(-(2**63), 2**70), "t": Table((2,), -(2**31), 2**31)}
    found = attack(claim("large numbers", space, lambda i: i.m - i.m + i.t[0], lambda i: xp.max(i.t)), budget=3000)
    assert not found.failures and not found.troubles and found.evaluations >= 3000


def test_what_works_on_each_instance_by_itself_has_a_short_search() -> None:
    """A linear program is solved for each instance: as many evaluations as a sum has would take minutes."""

    def least(i: Any) -> Any:
        return xp.lp_value(i.x, -xp.ones((1, 3), i.x), -xp.ones((1,), i.x))  # the least of the costs

    case = claim("an optimum", {"x": Table((3,), 0, 1)}, least, lambda i: xp.max(i.x))
    alone = attack(case, budget=20 * SINGLE, seed=1, keep_going=True)
    assert alone == attack(case, budget=20 * SINGLE, seed=1, keep_going=True)
    assert alone.evaluations <= 20 + ROUND / SINGLE
    together = claim("a minimum", {"x": Table((3,), 0, 1)}, lambda i: xp.min(i.x), lambda i: xp.max(i.x))
    assert attack(together, budget=20 * SINGLE, seed=1, keep_going=True).evaluations >= 20 * SINGLE
