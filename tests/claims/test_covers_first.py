"""Covers before the search: nothing is sought that a cover rules out, and no cover where a smaller size stays open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from theory_lab import numbers as xp
from theory_lab.claims.checks import examination
from theory_lab.claims.checks.examination import Covering, examined
from theory_lab.claims.checks.stages import DEPTHS
from theory_lab.claims.claim import Claim
from theory_lab.claims.source import Source
from theory_lab.claims.spaces.space import Space
from theory_lab.claims.spaces.table import Ratio
from theory_lab.claims.verdicts.covers import Cover

SOURCE = Source("a note", "Lemma", status="derived")
SOUGHT = {"property", "attack", "ties", "limits"}
# Every stage of a certificate, each with few instances: which of them is asked for does not depend on how many.
DEPTH = replace(DEPTHS["certify"], screen=100, floor=100, property=5, attack=2000, gradients=1, built=100)


def _claim(slack: int = 1, expect: str = "holds") -> Claim:
    return Claim(
        "x (1 - x) <= slack/4",
        SOURCE,
        lambda n: Space(x=Ratio(0, n)),
        lambda i: i.x * (1 - i.x),
        lambda i: slack * (i.x + 1) / (i.x + 1) / 4,
        sizes=(1, 2, 3),
        expect=expect,
        falls="" if expect == "holds" else "tempting form",
    )


def _stages(claim: Claim) -> list[str]:
    said: list[str] = []
    examined(claim, DEPTH, progress=said.append)
    return said


def _answering(monkeypatch: pytest.MonkeyPatch, answer: Callable[[int], Cover | None]) -> list[int]:
    """Covers are what is answered of each size; the sizes that were asked for."""
    asked: list[int] = []

    def cover(claim: Claim, size: int, boxes: int) -> Cover | None:
        asked.append(size)
        return answer(size)

    monkeypatch.setattr(examination, "cover", cover)
    return asked


def test_where_a_cover_is_complete_only_the_closest_instance_is_sought() -> None:
    said = _stages(_claim(slack=2))
    assert "cover" in said and SOUGHT.intersection(said) == {"attack"}


def test_where_a_cover_is_complete_but_no_instance_met_the_hypotheses_some_are_built() -> None:
    claim = replace(_claim(slack=2), given={"beyond small and random ones": lambda i: i.x == xp.ratio(997, 10007)})
    assert SOUGHT.intersection(_stages(claim)) >= {"attack", "ties"}


@pytest.mark.parametrize("relation", ["<=", "=="])
def test_where_an_equality_is_known_besides_nothing_is_sought(relation: str) -> None:
    claim = _claim() if relation == "<=" else replace(_claim(), rhs=lambda i: i.x - i.x**2, relation="==")
    said = _stages(claim)
    assert "cover" in said and not SOUGHT.intersection(said)
    found = examined(claim, DEPTHS["certify"])
    assert found.evidence == "covered" and found.findings.closest is not None
    assert found.findings.closest.ratio == (1 if relation == "<=" else 0)


def test_where_no_cover_is_complete_failures_are_sought_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    _answering(monkeypatch, lambda size: Cover(size, 10, 5, 0.4))
    assert set(_stages(_claim())) >= SOUGHT


def test_the_closest_instance_of_a_covered_claim_is_found() -> None:
    found = examined(_claim(), DEPTHS["certify"])
    assert found.evidence == "covered" and found.findings.closest is not None
    assert found.findings.closest.ratio == 1


def test_a_claim_that_is_expected_to_fail_is_not_covered_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(_stages(_claim(expect="fails"))) >= SOUGHT, "although each size would be covered"
    asked = _answering(monkeypatch, lambda size: None)
    assert examined(_claim(slack=0, expect="fails"), DEPTH).outcome == "fails" and asked == []
    assert examined(_claim(expect="fails"), DEPTH).outcome == "holds" and asked == [1], "only once it has held"


@pytest.mark.parametrize(("left", "asked_for"), [(0.9, [1]), (0.11, [1]), (0.1, [1, 2, 3]), (0.01, [1, 2, 3])])
def test_after_a_size_that_is_left_open_no_larger_one_is_tried(
    monkeypatch: pytest.MonkeyPatch, left: float, asked_for: list[int]
) -> None:
    asked = _answering(monkeypatch, lambda size: Cover(size, 10, 5, left))
    covering = Covering(_claim(), 100)
    assert not covering.is_complete(2) and asked == asked_for[:2]
    found = covering.at_all_sizes()
    assert asked == asked_for, "each once"
    assert [part is not None for part in found] == [size in asked_for for size in (1, 2, 3)]


def test_where_intervals_cannot_evaluate_a_size_no_larger_one_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _answering(monkeypatch, lambda size: None)
    assert Covering(_claim(), 100).at_all_sizes() == (None, None, None) and asked == [1]
