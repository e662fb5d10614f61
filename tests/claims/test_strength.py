"""Strength: an instance is telling where the claim could have failed, and a claim without one is not let through."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.claims.checks.certify import certify
from theory_lab.claims.checks.check import check
from theory_lab.claims.checks.examination import Examination
from theory_lab.claims.checks.recording import recorded
from theory_lab.claims.checks.stages import DEPTHS
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.bulk import decide, weighed
from theory_lab.claims.verdicts.certificates import certificate_path, read
from theory_lab.claims.verdicts.exhaustive import Reach, cases, strength
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import is_telling, judge
from theory_lab.claims.verdicts.outcomes import Level
from theory_lab.claims.verdicts.recheck import recheck, renewed
from theory_lab.measures.divergences import kl, total_variation
from theory_lab.report.table import remarks
from theory_lab.report.table import strength as shown_strength

Files = Callable[..., Path]
NOTE = Source("a note", "Lemma", status="derived")
HALF = {"x": [1, 2]}


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small instances in full, and next to no search: what is counted are the small ones."""
    few = replace(DEPTHS["certify"], screen=100, property=5, attack=300, gradients=0, boxes=0, built=0)
    monkeypatch.setitem(DEPTHS, "certify", few)


def made(lhs: Any, rhs: Any, **more: Any) -> Claim:
    return Claim("x", NOTE, Space(x=Ratio(-4, 4)), lhs, rhs, **more)


@pytest.mark.parametrize(
    ("lhs", "rhs", "more", "tells"),
    [
        (0.5, 0.75, {}, True),
        (0, 0.75, {}, False),
        (-1, 0.75, {}, True),
        (0.5, 0.75, {"trivial": Fraction(3, 4)}, False),
        (0.5, 0.75, {"trivial": "probability"}, True),
        (0.5, 1, {"trivial": "probability"}, False),
        (-1, 0.75, {"trivial": "nonnegative"}, False),
        (0, 0.75, {"trivial": (-1, None)}, True),
        (-1, 0.75, {"trivial": (-1, None)}, False),
        (Fraction(1, 10**6), 1, {}, True),
        (Fraction(1, 10**6 + 1), 1, {}, False),
        (0, 0, {"relation": "=="}, True),
        (0, 0, {"relation": "==", "trivial": "probability"}, False),
        (1, 1, {"relation": "==", "trivial": "probability"}, False),
        (0, 0.5, {"relation": "<"}, True),
        (0, 0.5, {"relation": "<", "trivial": "probability"}, True),
        (0, 1, {"relation": "<", "trivial": "probability"}, False),
        (0.25, 0.5, {"relation": "<", "trivial": "probability"}, True),
        (-1, 0.5, {"relation": "<", "trivial": "probability"}, False),
        (-1, 0.5, {"relation": "<"}, True),
        (0.25, 0.5, {"relation": "<", "trivial": Fraction(1, 2)}, False),
        (0.5, 0.5, {"relation": "=="}, True),
        (-1, -1, {"relation": "=="}, True),
        (0.5, 0.5, {"relation": "==", "trivial": "probability"}, True),
        (-1, -1, {"relation": "==", "trivial": "probability"}, False),
        (2, 2, {"relation": "==", "trivial": "probability"}, False),
        (0, 0, {}, False),
        (-1, -0.5, {}, True),
        (-0.5, 0, {}, True),
        (Fraction(-1, 10**9), 1, {}, True),
        (Fraction(1, 10**6), 1, {"trivial": (0, None)}, True),
        (Fraction(1, 10**6 + 1), 1, {"trivial": (0, None)}, False),
        (1 + Fraction(1, 10**6), 2, {"trivial": (1, None)}, True),
        (1 + Fraction(1, 10**6 + 1), 2, {"trivial": (1, None)}, False),
        (Fraction(-999_999, 10**6), 0, {"trivial": (-1, None)}, True),
        (Fraction(-1_000_000, 10**6 + 1), 0, {"trivial": (-1, None)}, False),
        (0, 0.5, {"trivial": (1, 2)}, False),
        (1.5, 1.75, {"trivial": (1, 2)}, True),
        (1.5, 2, {"trivial": (1, 2)}, False),
        (1.5, 2.5, {"trivial": (1, 2)}, False),
        (0.75, 0.5, {"relation": ">="}, True),
        (0.75, 0, {"relation": ">="}, False),
        (0.75, Fraction(3, 4 * 10**6), {"relation": ">="}, True),
        (0.75, Fraction(3, 4 * 10**6 + 4), {"relation": ">="}, False),
        (1, 0.5, {"relation": ">=", "trivial": "probability"}, False),
        (0.75, 0.5, {"relation": ">", "trivial": Fraction(3, 4)}, False),
        (0.75, 0.5, {"relation": ">"}, True),
    ],
)
def test_what_tells(lhs: Any, rhs: Any, more: dict[str, Any], tells: bool) -> None:
    claim = made(lambda i: Fraction(lhs) + 0 * i.x, lambda i: Fraction(rhs) + 0 * i.x, **more)
    verdict = judge(claim, HALF)
    assert verdict.outcome == "holds" and is_telling(claim, verdict) is tells
    assert decide(claim, [HALF] * 20).telling == 20 * tells


@pytest.mark.parametrize("ends", [(0.5, np.inf), (-np.inf, 0.5), (np.inf, np.inf)])
def test_infinite_sides_say_nothing(ends: tuple[float, float]) -> None:
    left, right = ends
    claim = made(lambda i: xp.exact(0) + left, lambda i: xp.exact(0) + right)
    assert not is_telling(claim, judge(claim, HALF))


@pytest.mark.parametrize(("relation", "end"), [("<", -np.inf), ("==", -np.inf), ("==", np.inf), ("<", np.inf)])
def test_infinite_sides_of_other_relations_say_nothing(relation: str, end: float) -> None:
    right = end if relation == "==" else np.inf if end < 0 else Fraction(1, 2)
    left = end if end < 0 or relation == "==" else -np.inf
    claim = made(lambda i: xp.exact(0) + left, lambda i: xp.exact(0) + right, relation=relation)
    verdict = judge(claim, HALF)
    assert verdict.outcome == "holds" and not is_telling(claim, verdict)
    finite = made(lambda i: -i.x, lambda i: 2 * i.x - i.x * 3, relation="==")
    assert is_telling(finite, judge(finite, HALF))


def test_only_an_instance_that_holds_tells() -> None:
    claim = made(lambda i: i.x, lambda i: Fraction(3, 4), given={"positive": lambda i: i.x > 0})
    for x, outcome in (([1, 2], "holds"), ([1, 1], "fails"), ([0, 1], "vacuous")):
        verdict = judge(claim, {"x": x})
        assert (verdict.outcome, is_telling(claim, verdict)) == (outcome, outcome == "holds")
        assert is_telling(claim, replace(verdict, tells=None)) is (outcome == "holds")
        assert is_telling(claim, replace(verdict, tells=True)) is True


@pytest.mark.parametrize(
    ("most", "tells"),
    [
        (lambda i: xp.log(1 + i.x) * 2, False),  # a tie that forms decide
        (lambda i: xp.log((1 + i.x) ** 2) + Fraction(1, 10**30), True),  # what 256 bits decide
        (lambda i: xp.log((1 + i.x) ** 2) - Fraction(1, 10**30), False),
        (lambda i: xp.log((1 + i.x) ** 2) + Fraction(1, 10**200), True),  # what 1,024 bits decide
    ],
)
def test_whether_it_tells_is_decided_at_rising_precision(most: Any, tells: bool) -> None:
    claim = made(lambda i: i.x / 4, lambda i: xp.log((1 + i.x) ** 2), trivial=most)
    verdict = judge(claim, HALF)
    assert verdict.outcome == "holds" and is_telling(claim, verdict) is tells
    assert decide(claim, [HALF] * 9).telling == 9 * tells


def test_what_no_precision_decides_does_not_tell() -> None:
    claim = made(lambda i: i.x / 4, lambda i: xp.exp(xp.sqrt(i.x)), trivial=lambda i: xp.exp(xp.sqrt(i.x)))
    verdict = judge(claim, HALF)
    assert verdict.outcome == "holds" and verdict.tells is None and not is_telling(claim, verdict)
    assert decide(claim, [HALF] * 9).telling == 0


def test_a_chain_tells_where_each_step_does() -> None:
    sides = (lambda i: i.x / 4, lambda i: i.x / 2, lambda i: i.x)
    claim = Claim("x", NOTE, Space(x=Ratio(0, 2)), chain=sides, trivial=1)
    assert [is_telling(claim, judge(claim, {"x": x})) for x in ([1, 2], [1, 1], [0, 1])] == [True, False, False]


def test_trivial_is_a_function_of_the_instance_too() -> None:
    claim = made(lambda i: i.x / 2, lambda i: i.x, trivial=lambda i: 2 * i.x - 1, given={"positive": lambda i: i.x > 0})
    assert [is_telling(claim, judge(claim, {"x": x})) for x in ([1, 1], [2, 1], [-1, 1])] == [False, True, False]


@pytest.mark.parametrize("count", [1, 40])
def test_what_is_known_without_a_value_is_an_error_in_a_batch_as_alone(count: int) -> None:
    claim = made(lambda i: i.x / 2, lambda i: abs(i.x), trivial=lambda i: 2 * i.x / i.x)
    zero, raws = {"x": [0, 1]}, [{"x": [k, 40]} for k in range(1, count)]
    alone = judge(claim, zero)
    assert alone.outcome == "error" and "0 is divided by zero (test_strength.py, line" in alone.reason
    found = decide(claim, [*raws, zero, *raws])
    assert found.counts["holds"] == found.telling == 2 * len(raws)
    assert found.counts["error"] == 1 and found.troubles == (alone,)


def test_what_is_known_without_a_value_where_precision_rises() -> None:
    """64 bits decide the claim and leave open whether it tells; more of them find that there is no value."""
    claim = made(lambda i: i.x / 4, lambda i: i.x, trivial=lambda i: 1 / (xp.log((1 + i.x) ** 2) - 2 * xp.log(1 + i.x)))
    verdict = judge(claim, HALF)
    assert (verdict.outcome, verdict.tells) == ("holds", None)
    told = weighed(claim, verdict)
    assert told.outcome == "error" and told.raw == HALF and "divided by zero (test_strength.py, line" in told.reason
    assert decide(claim, [HALF]).troubles == (told,)


def test_batches_count_what_the_judge_counts() -> None:
    space = Space(p=Simplex(3), q=Simplex(3))
    claim = Claim(
        "TV^2 <= KL/2", NOTE, space, lambda i: total_variation(i.p, i.q) ** 2, lambda i: kl(i.p, i.q) / 2, trivial="probability"
    )
    raws = [raw for _, raw in cases(claim, None)][:600]
    one_by_one = sum(is_telling(claim, judge(claim, raw)) for raw in raws)
    assert 0 < one_by_one < len(raws) and decide(claim, raws).telling == one_by_one


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"trivial": "a chance"}, "trivial must be one of"),
        ({"trivial": (0, 1, 2)}, "a pair"),
        ({"trivial": 0.5}, "an exact number"),
        ({"weak": 3}, "weak must be a string"),
    ],
)
def test_what_is_wrong_with_a_claim_is_told(more: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        made(lambda i: i.x, lambda i: i.x, **more)


FILE = """\
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
CLAIM = Claim(
    "x/4 <= b", Source("a note", "Lemma", status="derived"), Space(x=Ratio(0, 1)), lambda i: i.x / 4, lambda i: xp.ratio(BOUND),
    trivial=1, loose="a test",
)
"""
SHARP, DULL = FILE.replace("BOUND", "1, 2"), FILE.replace("BOUND", "3, 2")
WEAK = DULL.replace("trivial=1", 'trivial=1, weak="the constant is large"')


def certified(claim_file: Files, text: str) -> tuple[Claim, Certificate]:
    path = claim_file("strong", text=text)
    certify(load(path), "strong", certificate_path(path))
    return load(path), read(certificate_path(path))


def test_a_claim_with_strength_shows_its_share(claim_file: Files) -> None:
    claim, certificate = certified(claim_file, SHARP)
    (part,) = certificate.reach
    assert part.telling == part.nonvacuous - 1 and certificate.evidence == "exact on small"
    record = check(claim, "strong", certificate)
    assert record.ok and record.strength == strength(certificate.reach) == f"{part.telling}/{part.nonvacuous}"


def test_a_claim_in_which_nothing_tells_is_vacuous_in_strength(claim_file: Files) -> None:
    claim, certificate = certified(claim_file, DULL)
    assert certificate.evidence == "screened" and certificate.outcome == "holds"
    for held in (certificate, None):
        record = check(claim, "strong", held)
        assert record.outcome == "vacuous in strength" and not record.ok and "is telling" in record.problems[-1]
    assert renewed(claim, certificate, None).outcome == "vacuous in strength"


def test_a_reason_lets_it_through(claim_file: Files) -> None:
    claim, certificate = certified(claim_file, WEAK)
    record = check(claim, "strong", certificate)
    assert record.ok and record.weak == "the constant is large" and certificate.evidence == "exact on small"
    assert renewed(claim, certificate, None).outcome == "confirmed"


def test_weak_is_not_said_of_what_has_strength(claim_file: Files) -> None:
    claim, certificate = certified(claim_file, SHARP.replace("trivial=1", 'trivial=1, weak="by mistake"'))
    assert "weak says" in check(claim, "strong", certificate).problems[-1]


def uncounted(claim: Claim) -> Certificate:
    """The claim's certificate as an older version wrote it."""
    assert claim.path is not None
    stored = certificate_path(claim.path)
    content = json.loads(stored.read_text())
    for part in content["reach"]:
        del part["telling"]
    del content["library"]
    stored.write_text(json.dumps(content))
    return read(stored)


def test_an_older_certificate_is_valid_and_counted_by_a_full_recheck(claim_file: Files) -> None:
    claim, certificate = certified(claim_file, SHARP)
    older = uncounted(claim)
    record = check(claim, "strong", older)
    assert record.ok and record.strength is None and record.evidence == certificate.evidence
    assert claim.path is not None
    assert renewed(claim, older, 20).outcome == "in part" and read(certificate_path(claim.path)).reach == older.reach
    assert renewed(claim, older, None).outcome == "confirmed"
    assert read(certificate_path(claim.path)).reach == certificate.reach


def test_an_older_certificate_without_strength_loses_its_level(claim_file: Files) -> None:
    claim, _ = certified(claim_file, DULL)
    older = uncounted(claim)
    assert claim.path is not None
    content = older.to_json() | {"evidence": "exact on small"}
    assert renewed(claim, Certificate.from_json(content), None).outcome == "vacuous in strength"
    assert read(certificate_path(claim.path)).evidence == "screened"


@pytest.mark.parametrize("difference", [-1, 1])
def test_the_number_of_telling_instances_is_compared_both_ways(claim_file: Files, difference: int) -> None:
    claim, certificate = certified(claim_file, SHARP)
    content = certificate.to_json()
    del content["library"]
    content["reach"][0]["telling"] += difference
    found = recheck(claim, Certificate.from_json(content))
    assert found.outcome == "contradicted" and "telling" in found.problems[0]


def test_enough_tells_at_each_size() -> None:
    assert not Reach(2, 5, 10_000, 10_000, False, 99).tells and Reach(2, 5, 10_000, 10_000, False, 100).tells
    assert not Reach(2, 5, 300, 300, True, 2).tells and Reach(2, 5, 300, 300, True, 3).tells
    assert not Reach(2, 5, 5, 5, True, 0).tells and Reach(2, 5, 5, 5, True).tells


VALUE = """\
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
CLAIM = Claim(
    "a number", Source("a note", "Lemma", status="derived"), kind="value", sizes=(1, 2),
    value=lambda size: xp.ratio(1, 4) + 0 * xp.exact(size), rhs=lambda size: xp.ratio(size, 1), trivial=BOUND,
)
"""


@pytest.mark.parametrize(("bound", "shown", "ok"), [("3", "2/2", True), ("2", "1/2", True), ("1", "0/2", False)])
def test_stated_numbers_are_counted_where_they_are_decided(claim_file: Files, bound: str, shown: str, ok: bool) -> None:
    record = check(load(claim_file("stated", text=VALUE.replace("BOUND", bound))), "stated")
    assert record.strength == shown and record.ok is ok


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Reach(2, 9, 10_240, 10_240, False, 12), "12 of 10,240 are telling at size 2; exact on small asks for 100"),
        (Reach(None, 9, 60, 50, True, 0), "0 of 50 are telling; exact on small asks for 1"),
        (Reach(3, 9, 20_000, 4_211, False, 900), "4,211 of 20,000 meet the hypotheses at size 3; exact on small asks for 10,000"),
        (
            Reach(3, 0, 20_000, 20_000, False, 900),
            "20,000 of the least weight were decided at size 3; exact on small asks for all",
        ),
        (Reach(2, 9, 10_240, 10_240, False, 100), ""),
        (Reach(2, 3, 300, 300, False, 12), ""),  # it did not go that far
    ],
)
def test_what_small_instances_lack_is_said(part: Reach, words: str) -> None:
    claim = made(lambda i: i.x, lambda i: i.x)
    enough = Reach(1, 9, 10_240, 10_240, False, 5_000)
    record = recorded(claim, "x", Examination(reach=(enough, part), certified=Level.SCREENED), 0.0)
    told = [text for name, text in record.details if name == "small instances"]
    assert len(told) == bool(words) and all(text.startswith(words) for text in told)
    shown = [f"small instances: {text}" for text in told]
    assert remarks(record) == remarks(record, alone=True) == shown
    assert remarks(replace(record, proved="all n")) == []
    found = recorded(claim, "x", Examination(reach=(part,), certified=Level.EXACT_ON_SMALL), 0.0)
    assert found.details == ()


@pytest.mark.parametrize(("instances", "deeper"), [(300, "normal"), (3_000, "deep"), (10_000, "")])
def test_another_depth_is_tried_before_it_is_said_that_nothing_tells(instances: int, deeper: str) -> None:
    claim = Claim("x", NOTE, Space(x=Ratio(0, 1)), lhs=lambda i: i.x, rhs=lambda i: 1, trivial=1)
    for complete in (False, True):
        reach = (Reach(None, 0, instances, instances, complete, 0),)
        (problem,) = recorded(claim, "claim", Examination(reach=reach, findings=Findings(reach=reach)), 0.0).problems
        assert problem.startswith(f"none of {instances} instances is telling: ") and "weak" in problem
        first = f"first decide more of them with --depth {deeper}; if none is telling then, give it"
        assert (first in problem) is bool(deeper and not complete) and ("--depth" in problem) is (first in problem)


@pytest.mark.parametrize(
    ("bound", "known", "words"),
    [
        (3, None, "<= 96.17 %"),  # no instance could break it, and nothing says so
        (3, "probability", None),
        (1, None, "96.17 %"),  # attained
        (1, "probability", None),
    ],
)
def test_far_from_equality_the_share_is_an_upper_bound_unless_it_is_told_what_is_known(
    bound: int, known: str | None, words: str | None
) -> None:
    claim = Claim(
        "TV <= 3",
        NOTE,
        space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
        sizes=(2, 3),
        lhs=lambda i: total_variation(i.p, i.q),
        rhs=lambda i: bound,
        trivial=known,
    )
    record = check(claim, "claim")
    assert record.outcome == ("vacuous in strength" if known else "holds")
    assert words is None or shown_strength(record) == words
    told = dict(record.details).get("strength", "")
    assert ("an upper bound" in told and "trivial=" in told and "0.333" in told) is record.bounded is (words == "<= 96.17 %")
