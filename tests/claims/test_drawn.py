"""Instances drawn by Hypothesis: decided together they say what the judge says of one after another."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Steps
from theory_lab.claims.checks.stages import DEPTHS, hunt
from theory_lab.claims.search import drawn
from theory_lab.claims.search.drawn import alone, decided, draws
from theory_lab.claims.spaces.strategies import raws
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.measures.divergences import kl, total_variation
from theory_lab.sequences.trees import Tree

LAWS = {"p": Simplex(3), "q": Simplex(3)}


def _branching(i: Any) -> Any:
    return i.p[0] if i.p[0] <= i.p[1] else i.p[1]


CLAIMS = {
    "attained": claim("law", LAWS, lambda i: total_variation(i.p, i.q), lambda i: 1),
    "never attained": claim("law", LAWS, lambda i: 2 * total_variation(i.p, i.q) ** 2, lambda i: kl(i.p, i.q)),
    "a tie at most": claim("law", {"x": Ratio(0, 1)}, lambda i: i.x * (1 - i.x), lambda i: xp.ratio(1, 4)),
    "nothing on the left": claim("law", LAWS, lambda i: 0, lambda i: i.p[0]),
    "below zero": claim("law", LAWS, lambda i: -1 - i.p[0], lambda i: -i.p[0]),
    "negative ratios": claim("law", {"x": Ratio(1, 2)}, lambda i: -i.x, lambda i: i.x),
    "a hypothesis": claim("law", LAWS, lambda i: i.p[0], lambda i: i.q[0], given={"less": lambda i: i.p[0] <= i.q[0]}),
    "static": claim("law", {"n": Count(1, 50), "x": Ratio(0, 1)}, lambda i: i.x**i.n, lambda i: i.x),
    "branching": claim("law", LAWS, _branching, lambda i: xp.ratio(1, 2)),
    "false": claim("law", LAWS, lambda i: i.p[0] + i.p[1], lambda i: xp.ratio(9, 10)),
    "an equation": claim("law", LAWS, lambda i: xp.sum(i.p), lambda i: 1, relation="=="),
}


def one_after_another(tested: Claim, raws: list[Any]) -> Findings:
    """As the docstring of ``decided`` says it."""
    verdicts = []
    for raw in raws:
        verdicts.append(judge(tested, raw, None))
        if Findings.of(verdicts).stopped:
            break
    vacuous = sum(verdict.outcome == Outcome.VACUOUS for verdict in verdicts)
    counts = +Counter(property=len(verdicts) - vacuous, vacuous=vacuous)
    found = Findings.of(verdicts)
    return Findings(counts, found.failures, found.troubles, found.closest)


@pytest.mark.parametrize("name", CLAIMS)
def test_together_and_one_by_one_is_the_same(name: str) -> None:
    tested = CLAIMS[name]
    raws = draws(tested, None, 120, 1)
    assert decided(tested, None, raws) == one_after_another(tested, raws)


def test_draws_repeat_and_are_as_many_as_asked() -> None:
    first = draws(CLAIMS["attained"], None, 50, 3)
    assert len(first) == 50
    assert first == draws(CLAIMS["attained"], None, 50, 3) != draws(CLAIMS["attained"], None, 50, 4)
    assert len(draws(claim("law", {"n": Count(1, 3)}, lambda i: i.n, lambda i: 3), None, 50, 3)) == 3


@pytest.mark.parametrize("name", ["attained", "static"])
def test_instances_are_drawn_as_the_strategies_of_a_space_draw_them(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    here = draws(CLAIMS[name], None, 100, 3)
    monkeypatch.setattr(drawn, "_instances", raws)
    assert here == draws(CLAIMS[name], None, 100, 3) and len(here) == 100
    assert here != draws(CLAIMS[name], None, 100, 4)


def _found(i: Any, width: int) -> Any:
    """The probability of the word of four letters that a beam of this width ends with; node v has children 2v + 1 and 2v + 2."""
    beam = [(0, xp.exact(1))]
    for _ in range(4):
        beam = [(2 * v + k, mass * i.p[2 * v + k - 1]) for v, mass in beam for k in (1, 2)]
        beam = sorted(beam, key=lambda pair: pair[1], reverse=True)[:width]
    return beam[0][1]


BEAMS = claim("a wider beam", {"p": Steps(Tree.complete(2, 4))}, lambda i: _found(i, 1), lambda i: _found(i, 2))


@pytest.mark.parametrize("seed", range(3))
def test_a_false_claim_about_sorted_lists_is_refuted_by_a_quick_check(seed: int) -> None:
    failed = hunt(BEAMS, DEPTHS["quick"], seed=seed).failures[0]
    assert failed.outcome == "fails" and max(failed.raw["p"]) <= 3


def test_small_numbers_are_drawn_where_nothing_is_evaluated_together() -> None:
    found = alone(CLAIMS["branching"], None, 60, 1)
    assert found.counts == {"property": 60} and found.closest is not None and found.closest.ratio == 1
    assert found == alone(CLAIMS["branching"], None, 60, 1)
    assert alone(CLAIMS["attained"], None, 60, 1) == alone(CLAIMS["false"], None, 60, 1) == Findings()


def test_none_are_drawn_where_a_verdict_takes_long() -> None:
    def slowly(i: Any) -> Any:
        return _branching(i) if sum(map(_one, range(3_000))) else 0

    slow = claim("law", LAWS, slowly, lambda i: xp.ratio(1, 2))
    assert alone(slow, None, 60, 1) == Findings() and alone(CLAIMS["branching"], None, 60, 1).counts


def _one(_: int) -> int:
    return 1
