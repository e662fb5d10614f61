"""What is reported is decided again in fresh calls and in a batch: formulas with state or chance give no verdict."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction
from typing import Any

import pytest

from tests.claims.test_bulk import batch_of
from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.claims.checks.check import attack, check
from theory_lab.claims.verdicts.bulk import steady
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import judge

UNIT = {"x": Ratio(0, 1)}


def of_state() -> Claim:
    """Its left side is too large at every seventh call."""
    calls = itertools.count()
    return claim("state", UNIT, lambda i: i.x + (2 if next(calls) % 7 == 6 else 0), lambda i: 1)


def of_chance() -> Claim:
    """Its left side is random."""
    draws = random.Random(0)
    return claim("chance", UNIT, lambda i: i.x + Fraction(draws.randrange(1000), 1000), lambda i: 3)


def of_batches() -> Claim:
    """It holds for batches, and fails alone."""
    return claim("batches", UNIT, lambda i: i.x, lambda i: i.x + (1 if batch_of(i.x) > 1 else -1))


@pytest.mark.parametrize("make", [of_state, of_chance])
def test_a_formula_that_gives_another_answer_the_next_time_is_an_error(make: Any) -> None:
    record = check(make(), "odd", depth="quick")
    assert record.outcome == "error" and record.evidence == "stated"
    assert any("the same instance" in problem for problem in record.problems), record.problems


def test_an_attack_confirms_its_witness() -> None:
    record = attack(of_state(), "odd", seconds=2)
    assert record.outcome == "error"


def test_a_failure_alone_that_holds_in_a_batch_is_an_error() -> None:
    case = of_batches()
    verdict = judge(case, {"x": [1, 2]})
    assert verdict.outcome == "fails"
    found = steady(case, Findings(failures=(verdict,)))
    assert (found.failures, found.outcome) == ((), "error")
    assert found.troubles[0].reason == "gave fails: 1/2 against -1/2 alone, and holds in a batch of the same instance"


def test_what_was_said_first_and_then_is_told() -> None:
    answers = itertools.cycle([0, 2])
    flips = claim("flips", UNIT, lambda i: i.x * next(answers), lambda i: Fraction(1, 3))
    found = steady(flips, Findings.of([judge(flips, {"x": [1, 2]})]))
    assert found.troubles[0].reason == "gave holds: 0 against 1/3, then fails: 1 against 1/3 at the same instance"
    answers = itertools.cycle([1, 0])
    raises = claim("raises", UNIT, lambda i: i.x / next(answers), lambda i: 1)
    found = steady(raises, Findings.of([judge(raises, {"x": [1, 2]})]))
    assert "then error (1/2 is divided by zero (test_steady.py, line " in found.troubles[0].reason


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (lambda i: i.x, lambda i: Fraction(1, 3)),
        (lambda i: xp.exp(xp.exp(i.x)), lambda i: xp.exp(xp.exp(1 - i.x))),
        (lambda i: xp.exp(xp.sqrt(i.x)), lambda i: xp.exp(xp.sqrt(i.x))),
        (lambda i: 1 / (i.x - i.x), lambda i: 1),
        (lambda i: i.x if i.x > xp.ratio(1, 3) else 1 - i.x, lambda i: xp.ratio(9, 10)),
    ],
)
def test_what_is_decided_alike_stays_as_it_is(lhs: Any, rhs: Any) -> None:
    case = claim("a statement", UNIT, lhs, rhs)
    found = Findings.of([judge(case, {"x": [k, 7]}) for k in (0, 1, 3, 7)])
    assert steady(case, found) is found


def test_numbers_kept_between_calls_and_enclosed_better_by_and_by_are_alike() -> None:
    kept = [xp.exp(xp.exact("1/3")) - xp.exp(xp.exact("1/3") + xp.exact(Fraction(1, 10**30)))]
    case = claim("kept", UNIT, lambda i: kept[0] * i.x, lambda i: 1, given={"below": lambda i: kept[0] < 0})
    found = Findings.of([judge(case, {"x": [1, 2]})])
    assert found.closest is not None and steady(case, found) is found


def test_what_is_derived_has_no_value_where_a_hypothesis_would_leave_it_out() -> None:
    space = Space(w=Table((2,), 0, 3), derived=lambda i: {"share": i.w[0] / xp.sum(i.w)})
    given = {"some": lambda i: xp.sum(i.w) > 0}
    record = check(Claim("a", Source("b", "c"), space, lambda i: i.share, lambda i: 1, given=given), "odd")
    assert record.outcome == "error" and "found error: 0 is divided by zero (test_steady.py" in record.problems[0]
