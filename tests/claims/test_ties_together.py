"""Ties that a search meets: settled in batches with forms, one by one where these leave them open; and wider rounds."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio
from theory_lab.claims.search import attack as of_attack
from theory_lab.claims.search import jury as of_jury
from theory_lab.claims.search.attack import WIDE, attack
from theory_lab.claims.search.built import handful as of_handful
from theory_lab.claims.search.built.handful import Handful
from theory_lab.claims.search.jury import Jury
from theory_lab.claims.search.population import Layout, Population
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome

TIED: list[Raw] = [{"x": [k, 10]} for k in (1, 3, 7, 9)]


def _tied(wrong: int = 0, relation: str = "<=") -> Claim:
    """``log x + log(1/x) <= 0``, an equality by its form and open by any enclosure; it fails at so many tenths."""
    return claim(
        "logarithms cancel",
        {"x": Ratio(Fraction(1, 10), 1)},
        lambda i: xp.log(i.x) + xp.log(1 / i.x) + xp.indicator(10 * i.x == wrong) / 10**12,
        lambda i: 0 * i.x,
        relation=relation,
    )


def _judged(monkeypatch: pytest.MonkeyPatch) -> list[Raw]:
    """The instances that the judge decides for a handful or a jury from now on."""
    seen: list[Raw] = []

    def noted(claim: Claim, raw: Raw, size: object = None) -> Verdict:
        seen.append(raw)
        return judge(claim, raw, size)

    for module in (of_handful, of_jury):
        monkeypatch.setattr(module, "judge", noted)
    return seen


def test_ties_of_a_handful_are_settled_together(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, handful = _judged(monkeypatch), Handful(_tied(), None)
    assert [one.met for one in handful.decide(TIED)] == [True] * 4 and seen == []
    assert Handful(_tied(), None).unsettled(TIED) == []


def test_what_fails_among_them_is_the_judges(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, handful = _judged(monkeypatch), Handful(_tied(wrong=7), None)
    assert handful.unsettled(TIED) == [TIED[2]] and seen == [], "nothing is decided by asking"
    handful.decide(TIED)
    assert seen == [TIED[2]] == [verdict.raw for verdict in handful.failures]


def test_one_tie_alone_is_the_judges() -> None:
    assert Handful(_tied(), None).unsettled(TIED[:1]) == TIED[:1]


def _heard(jury: Jury) -> None:
    """A jury hears instances of which floats cannot tell on which side of the bound they are."""
    population = Layout(jury.claim.space_at(None)).population(TIED)
    assert not jury.hear(population, np.full(len(TIED), 0.0 if jury.claim.relation == "==" else 1.0))
    jury.settle()


@pytest.mark.parametrize("relation", ["<=", "=="])
def test_a_jury_that_knows_an_equality_hears_further_ties_together(monkeypatch: pytest.MonkeyPatch, relation: str) -> None:
    seen = _judged(monkeypatch)
    for ratio, judged in ((None, TIED), (1.0 if relation == "<=" else 0.0, [])):
        jury = Jury(_tied(relation=relation), None)
        jury.closest = None if ratio is None else Verdict(Outcome.HOLDS, ratio=ratio)
        _heard(jury)
        assert seen == judged
        seen.clear()


def test_ties_wait_for_others_and_for_no_more_than_sixteen_nor_beyond_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    unsettled = Handful.unsettled
    monkeypatch.setattr(Handful, "unsettled", lambda self, raws: asked.append(len(raws)) or unsettled(self, raws))
    jury = Jury(_tied(wrong=19), None)
    jury.closest = Verdict(Outcome.HOLDS, ratio=1.0)
    layout = Layout(jury.claim.space_at(None))
    for k in range(1, 6):
        population = layout.population([{"x": [10 * k + j, 101]} for j in range(4)])
        jury.hear(population, np.ones(4))
        assert asked == [16] * (k >= 4)
    jury.close(population, np.ones(4))
    assert asked == [16, 4]


@pytest.mark.parametrize("relation", ["<=", "=="])
def test_a_jury_finds_what_fails_among_ties(relation: str) -> None:
    jury = Jury(_tied(wrong=7, relation=relation), None)
    jury.closest = Verdict(Outcome.HOLDS, ratio=1.0)
    _heard(jury)
    assert [verdict.raw for verdict in jury.failures] == [TIED[2]]


def test_a_longer_search_goes_in_wider_rounds_of_as_many_evaluations(monkeypatch: pytest.MonkeyPatch) -> None:
    case = claim("x (1 - x) <= 1", {"x": Ratio(0, 1)}, lambda i: i.x * (1 - i.x), lambda i: 1)
    rounds: dict[int, list[int]] = {1: [], WIDE: []}
    mutated = of_attack.mutated
    for wide, counts in rounds.items():

        def noted(parents: Population, rng: np.random.Generator, count: int, counts: list[int] = counts) -> Population:
            counts.append(count)
            return mutated(parents, rng, count)

        monkeypatch.setattr(of_attack, "mutated", noted)
        found = attack(case, budget=6_000, wide=wide)
        assert 6_000 <= found.counts["attacked"] <= 6_000 + WIDE * 276 and found.closest is not None
        assert found.closest.ratio == pytest.approx(1 / 4, rel=1e-6)
    assert set(rounds[1]) == {256} and set(rounds[WIDE]) == {256 * WIDE} and len(rounds[WIDE]) < len(rounds[1])
