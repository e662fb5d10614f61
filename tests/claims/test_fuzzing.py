"""Batches, intervals, 64 bits, 256 bits, the judge and an oracle of its own agree on random programs."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

import pytest

from tests import fuzzing, fuzzing_covers
from tests.oracles import verdicts as oracle
from theory_lab.claims.verdicts.covering.identities import boxes
from theory_lab.claims.verdicts.covering.identities.cases import Known
from theory_lab.numbers.arithmetics import doubts

CLAIMS = 130  # of twelve instances each: some twenty seconds


def test_no_way_of_deciding_contradicts_another() -> None:
    seen, found = fuzzing.fuzz(20, CLAIMS)
    assert not found, "\n".join(found[:3])
    assert sum(seen.values()) > 9_000
    for way, least in zip(fuzzing.BATCHES, (20, 50, 50), strict=True):  # most of these programs are not rational
        assert min(seen[f"{way}: {outcome}"] for outcome in ("holds", "vacuous")) > least, seen
    for way in ("alone", "64 bits", "256 bits", "oracle"):
        assert min(seen[f"{way}: {outcome}"] for outcome in ("holds", "fails", "vacuous", "error")) > 100, seen
    assert seen["oracle: unknown"] < 100 and seen["alone: undecided"] < 20


def test_the_fuzzer_finds_a_batch_that_takes_no_note_of_doubts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubts, "note", lambda mask: None)
    seen: Counter[str] = Counter()
    draw = random.Random(3)
    assert any(list(fuzzing.disagreements(draw, 12, seen)) for _ in range(300))


def test_no_instance_contradicts_a_cover_that_is_complete() -> None:
    seen, found = fuzzing_covers.fuzz(1, 12)
    assert not found, found[0]
    assert seen["in boxes"] > 1 and seen["open"] > 1, seen


def test_the_fuzzer_finds_a_cover_that_takes_no_note_of_doubts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubts, "note", lambda mask: None)
    draw = random.Random(1)
    assert any(list(fuzzing_covers.failures(draw, Counter())) for _ in range(100))


def test_the_fuzzer_finds_identities_that_hold_in_one_case_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class First(list[Known]):
        """What is left for later, thrown away."""

        def extend(self, items: Iterable[Known]) -> None:
            del items

    made = boxes.Case
    monkeypatch.setattr(boxes, "Case", lambda region, known, later, *rest: made(region, known, First(later), *rest))
    draw = random.Random(1)
    assert any(list(fuzzing_covers.failures(draw, Counter())) for _ in range(100))


@pytest.mark.parametrize(
    ("side", "outcome"),
    [
        (("/", ("r",), ("constant", 0)), "error"),
        (("-", ("infinity",), ("infinity",)), "error"),
        (("log", ("constant", -1)), "error"),
        (("power", ("constant", -1), Fraction(1, 3)), "error"),
        (("power", ("constant", 0), Fraction(-3, 2)), "error"),
        (("power", ("constant", 0), Fraction(1, 3)), "holds"),
        (("-", ("power", ("constant", 2), Fraction(1, 3)), ("constant", 2)), "fails"),
        (("*", ("constant", 0), ("infinity",)), "error"),
        (("kl", ("constant", 1), ("constant", 0)), "holds"),
        (("exp", ("log", ("constant", 0))), "holds"),
        (("exp", ("constant", 1)), "holds"),
        (("-", ("constant", 0), ("sqrt", ("constant", 2))), "fails"),
        (("-", ("exp", ("constant", 1)), ("exp", ("constant", 1))), "unknown"),
    ],
)
def test_the_oracle_knows_what_has_no_value(side: oracle.Program, outcome: str) -> None:
    raw = {"p": [1, 0, 1], "q": [0, 1, 2], "x": [1, 0, 1, 2], "r": [1, 2], "w": 3, "n": 1}
    assert oracle.verdict("<=", [], [("constant", 0), side], raw) == outcome
    assert oracle.verdict("<=", [("<", ("r",), ("constant", 0))], [("constant", 0), side], raw) == "vacuous"
