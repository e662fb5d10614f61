"""Gradient search: compiled once, back on whole numbers, silent where a claim cannot be traced."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.power import tables
from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Count, Ratio, Simplex, Table, Whole
from theory_lab.claims.checks.stages import Depth, hunt
from theory_lab.claims.search import gradients
from theory_lab.claims.search.attack import attack
from theory_lab.claims.search.gradients import DENOMINATORS, climb, objective
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import judge


def test_one_compilation_for_a_claim_and_a_size() -> None:
    traced: list[int] = []

    def lhs(i: Any) -> Any:
        if i.p.is_jax:
            traced.append(i.size)
        return xp.sum(i.p**2)

    case = claim("squares", lambda n: {"p": Simplex(n)}, lhs, lambda i: xp.max(i.p), sizes=(2, 3))
    for seed in range(3):
        for size in (2, 3):
            assert climb(case, size, {}, starts=3, seed=seed)
    assert traced == [2, 3]


def test_one_compilation_for_each_choice_of_static_fields() -> None:
    traced: list[tuple[int, str]] = []
    space = {"x": Ratio(0, 1), "n": Count(1, 3), "c": Choice("a", "b")}
    case = claim("static", space, lambda i: traced.append((i.n, i.c)) or i.x**i.n, lambda i: 1)
    for static in ({"n": 1, "c": 0}, {"n": 2, "c": 1}, {"n": 1, "c": 0}):
        climb(case, None, static, starts=2, seed=0)
    assert traced == [(1, "a"), (2, "b")]


def test_the_objective_and_its_gradient_are_those_of_the_log_ratio() -> None:
    case = claim("a quotient", {"x": Ratio(0, 1)}, lambda i: i.x, lambda i: 1 + i.x**2)
    slope = objective(case, None, ())
    for u in (0.3, 1.1):
        x, dx = np.sin(u) ** 2, np.sin(2 * u)
        value, gradient = slope(np.array([u]))
        assert value == pytest.approx(np.log((1 + x**2) / x))
        assert gradient == pytest.approx([(2 * x / (1 + x**2) - 1 / x) * dx])


def test_candidates_lie_on_common_denominators_and_near_the_maximum() -> None:
    space = {"p": Simplex(3), "t": Table((2,), 0, 1), "m": Whole(0, 9)}
    case = claim("concave", space, lambda i: xp.prod(i.p) * i.t[0] * (1 - i.t[0]) * i.t[1] * (i.m + 1), lambda i: 1)
    raws = climb(case, None, {}, starts=4, seed=0)
    assert len(raws) == 4 * len(DENOMINATORS)
    for raw, denominator in zip(raws, DENOMINATORS * 4, strict=True):
        case.space_at().validate(raw)
        assert sum(raw["p"]) == raw["t"][0] == denominator
    best = case.space_at().canonical(max(raws, key=lambda raw: judge(case, raw).ratio or 0))
    assert np.allclose(np.array(best["p"]) / sum(best["p"]), 1 / 3, atol=1e-3) and best["m"] == 9


def test_given_instances_are_starting_points() -> None:
    case = claim("two hills", {"x": Ratio(0, 1)}, lambda i: 2 - abs(i.x - xp.ratio(9, 10)), lambda i: 2)
    raws = climb(case, None, {}, starts=1, seed=0, hints=({"x": [8, 10]},))
    assert [round(raw["x"][0] / raw["x"][1], 2) for raw in raws] == [0.9] * 3


@pytest.mark.parametrize(
    ("relation", "level", "asked"),
    [("<=", 0, True), ("==", 0, False), ("==", xp.ratio(997, 10007), True)],
    ids=["an inequality", "an equation", "an equation that no instance met"],
)
def test_gradients_are_asked_where_there_is_something_to_climb(
    relation: str, level: Any, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    hypotheses = {"level": lambda i: i.x == level} if level else {}
    case = claim("a square", {"x": Ratio(0, 1)}, lambda i: i.x**2, lambda i: i.x * i.x, relation=relation, given=hypotheses)
    called: list[str] = []
    monkeypatch.setattr(gradients, "climbed", lambda claim, size, **others: called.append(claim.relation) or Findings())
    hunt(case, Depth(100, 100, 0, 1_000, 1))
    assert called == [relation] * asked


@pytest.mark.parametrize(
    "case",
    [
        claim("branching", {"x": Ratio(0, 1)}, lambda i: i.x if i.x > xp.ratio(1, 3) else 1, lambda i: 1),
        claim("raising", {"x": Ratio(0, 1)}, lambda i: i.y, lambda i: 1),
        claim("no parameters", {"n": Count(1, 9)}, lambda i: i.n, lambda i: 9),
    ],
)
def test_a_claim_that_cannot_be_traced_gives_no_candidates(case: Any) -> None:
    assert climb(case, case.small_size, {"n": 1} if "n" in case.space_at(case.small_size).fields else {}, starts=2, seed=0) == []


def test_a_hypothesis_holds_the_search_back_near_its_border() -> None:
    given = {"large": lambda i: i.x >= xp.ratio(1, 2), "always": lambda i: True, "both": lambda i: i.p >= 0}
    case = claim("small", {"x": Ratio(0, 1), "p": Simplex(2)}, lambda i: 1 - i.x, lambda i: 1, given=given)
    raws = climb(case, None, {}, starts=4, seed=0)
    assert len(raws) == 12 and all(0.45 < raw["x"][0] / raw["x"][1] < 0.6 for raw in raws)


def test_a_claim_out_of_reach_of_the_integer_search_is_refuted() -> None:
    case = tables.FALSE["shapiro"]
    assert not attack(case, 14, budget=20_000).failures
    raws = climb(case, 14, {}, starts=16, seed=0)
    assert "fails" in {judge(case, raw, 14).outcome for raw in raws}
