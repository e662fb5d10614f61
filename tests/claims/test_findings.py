"""Outcomes and levels are ordered; findings add up."""

from __future__ import annotations

import json
import pickle
from collections import Counter

import pytest

from theory_lab.claims.verdicts.exhaustive import Reach
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import Verdict
from theory_lab.claims.verdicts.outcomes import Level, Outcome

CLOSE = Verdict(Outcome.HOLDS, {"x": [1, 2]}, ratio=0.5)
CLOSER = Verdict(Outcome.HOLDS, {"x": [2, 3]}, ratio=0.75)
UNRANKED = Verdict(Outcome.HOLDS, {"x": [0, 1]})
FAILS = Verdict(Outcome.FAILS, {"x": [1, 1]}, ratio=2.0)
ERROR = Verdict(Outcome.ERROR, reason="divided by zero")
UNDECIDED = Verdict(Outcome.UNDECIDED)


def test_outcomes_are_ordered_from_the_best_to_the_worst() -> None:
    assert max(Outcome) == Outcome.ERROR and min(Outcome) == Outcome.HOLDS
    assert Outcome.HOLDS < Outcome.VACUOUS < Outcome.UNDECIDED < Outcome.FAILS < Outcome.ERROR
    assert Outcome.FAILS >= Outcome.FAILS > Outcome.HOLDS <= Outcome.HOLDS


def test_levels_are_ordered_by_how_far_they_reach() -> None:
    assert Level.STATED < Level.COMPUTED < Level.SCREENED < Level.EXACT_ON_SMALL < Level.COVERED < Level.PROVED
    assert min(Level.COVERED, Level.SCREENED) == "screened"


def test_both_are_the_words_themselves() -> None:
    assert json.dumps([Outcome.FAILS, Level.REFUTED]) == '["fails", "refuted exactly"]'
    assert f"{Level.EXACT_ON_SMALL}" == "exact on small" and {Outcome.HOLDS: 1}["holds"] == 1
    assert pickle.loads(pickle.dumps(Outcome.HOLDS)) is Outcome.HOLDS


def test_a_word_that_is_none_has_no_place() -> None:
    with pytest.raises(ValueError, match="'holds'> is not a valid Level"):
        _ = Level.STATED < Outcome.HOLDS


PARTS = [
    Findings(Counter(small=3, vacuous=0), reach=(Reach(2, 12, 3, 3, True),), seen=3),
    Findings(Counter(attacked=5, vacuous=2), (FAILS,), closest=CLOSE, variants={"sharpened": FAILS}),
    Findings(troubles=(ERROR,), closest=CLOSER, details=(("step 1", "1 <= 2: holds"),), problems=("loose",), unmet=(3,)),
]


def test_a_sum_has_all_that_its_parts_have() -> None:
    found = sum(PARTS, Findings())
    assert found.counts == {"small": 3, "vacuous": 2, "attacked": 5} and found.evaluations == 5 and found.vacuous == 2
    assert (found.failures, found.troubles, found.closest) == ((FAILS,), (ERROR,), CLOSER)
    assert (found.seen, found.missed, found.unmet, found.problems) == (3, 0, (3,), ("loose",))
    assert found.reach == PARTS[0].reach and found.variants == PARTS[1].variants and found.details == PARTS[2].details


def test_sums_are_associative_and_leave_their_parts_alone() -> None:
    first, second, third = PARTS
    assert (first + second) + third == first + (second + third)
    assert Findings() + first == first == first + Findings()
    assert first.counts == {"small": 3, "vacuous": 0}


def test_what_was_counted_and_came_to_nothing_stays() -> None:
    assert "vacuous" in (Findings() + PARTS[0]).counts


def test_the_closest_instance_is_the_first_of_the_largest_ratio() -> None:
    assert Findings.of([UNRANKED, CLOSE, CLOSER, CLOSE]).closest == CLOSER
    assert Findings.of([UNRANKED]).closest is None
    assert (Findings(closest=UNRANKED) + Findings()).closest is None


@pytest.mark.parametrize(
    ("found", "outcome", "worst"),
    [
        (Findings(), "holds", "holds"),
        (Findings(unmet=(2,)), "vacuous", "vacuous"),
        (Findings(seen=10, missed=9), "holds", "holds"),
        (Findings(seen=100, missed=91), "vacuous", "vacuous"),
        (Findings(troubles=(UNDECIDED,), unmet=(2,)), "undecided", "undecided"),
        (Findings(troubles=(UNDECIDED, ERROR)), "error", "error"),
        (Findings(failures=(FAILS,), troubles=(UNDECIDED,)), "fails", "fails"),
        (Findings(failures=(FAILS,), troubles=(ERROR,)), "fails", "error"),
    ],
)
def test_the_outcome_is_the_worst_of_what_was_seen(found: Findings, outcome: str, worst: str) -> None:
    assert (found.outcome, found.worst) == (outcome, worst)
