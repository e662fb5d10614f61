"""What a level asks for, and what recheck asks of a certificate: one condition a test."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.certified import with_certificate
from theory_lab.claims.checks.certify import certify
from theory_lab.claims.checks.examination import Examination
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.certificates import certificate_path, read
from theory_lab.claims.verdicts.covers import Cover
from theory_lab.claims.verdicts.exhaustive import FLOOR, Reach
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.recheck import recheck

Files = Callable[..., Path]
NECESSARY = """\
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
CLAIM = Claim(
    "x <= 1/2", Source("a note", "Lemma", status="derived"), Space(x=Ratio(0, 1)), lambda i: i.x, lambda i: xp.ratio(1, 2),
    given={"small": lambda i: 2 * i.x <= 1}, necessary=("small",),
)
"""


def test_enough_instances_are_ten_thousand_or_all_of_them() -> None:
    assert FLOOR == 10_000
    for nonvacuous, complete, suffices in [
        (9_999, False, False),
        (10_000, False, True),
        (1_000, False, False),
        (0, True, False),
        (1, True, True),
        (0, False, False),
    ]:
        assert Reach(None, 7, 10**6, nonvacuous, complete).suffices is suffices
        assert not Reach(None, 0, 10**6, nonvacuous, False).suffices  # not even all of the least weight


FEW, ENOUGH = Reach(3, 5, 100, 100, False), Reach(2, 12, 300, 300, True)
DONE, LEFT = Cover(2, 10, 0, 0.0), Cover(3, 10, 1, 0.0)


@pytest.mark.parametrize(
    ("reach", "covers", "level"),
    [
        ((), (), "screened"),
        ((FEW,), (), "screened"),
        ((ENOUGH,), (), "exact on small"),
        ((ENOUGH, FEW), (DONE, DONE), "screened"),
        ((FEW, ENOUGH), (), "screened"),
        ((ENOUGH, ENOUGH), (DONE, DONE), "covered"),
        ((ENOUGH, ENOUGH), (DONE, LEFT), "exact on small"),
        ((ENOUGH, ENOUGH), (LEFT, DONE), "exact on small"),
        ((ENOUGH, ENOUGH), (DONE, None), "exact on small"),
    ],
)
def test_a_level_is_reached_at_every_size_or_not_at_all(reach: Any, covers: Any, level: str) -> None:
    assert Examination("inequality", Outcome.HOLDS, Findings(reach=reach), None, covers).evidence == level


def contradictions(path: Path, change: Callable[[dict[str, Any]], object]) -> tuple[str, tuple[str, ...]]:
    """What recheck says of a claim's certificate after a change to it."""
    stored = certificate_path(path)
    content = json.loads(stored.read_text())
    change(content)
    stored.write_text(json.dumps(content))
    found = recheck(load(path), read(stored))
    return found.outcome, found.problems


@pytest.mark.parametrize("difference", [-1, 1, -300])
def test_the_number_of_instances_that_hold_is_compared_both_ways(claim_file: Files, difference: int) -> None:
    path = claim_file("necessary", text=NECESSARY)
    with_certificate(path)
    counted = read(certificate_path(path)).reach[0].nonvacuous
    changed = max(1, counted + difference)
    outcome, _ = contradictions(path, lambda c: c["reach"][0].update(nonvacuous=changed))
    assert outcome == "contradicted"


def test_the_instance_against_the_claim_without_a_necessary_hypothesis_is_asked_for(claim_file: Files) -> None:
    path = claim_file("necessary", text=NECESSARY)
    record = certify(load(path), "necessary", certificate_path(path))
    assert record.ok and recheck(load(path), read(certificate_path(path))).outcome == "confirmed"
    outcome, problems = contradictions(path, lambda c: c["instances"].pop("without small"))
    assert outcome == "contradicted" and any("without small" in problem for problem in problems)
