"""A counterexample is called smallest only where nothing lighter fails, and that was decided."""

from __future__ import annotations

import pytest

from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Simplex
from theory_lab.claims.checks.check import check
from theory_lab.claims.search.shrink import EXHAUSTED, least, small
from theory_lab.claims.verdicts.judge import judge
from theory_lab.report.counterexamples import cases

NEAR = claim(
    "not near 0.314",
    {"p": Simplex(2)},
    lambda i: xp.indicator(abs(i.p[0] - xp.ratio(314, 1000)) < xp.ratio(1, 900)),
    lambda i: 0,
)
WIDE = claim("not near 0.314", {"p": Simplex(4, positive=True)}, NEAR.lhs, NEAR.rhs)


def test_a_lighter_failure_is_found_and_nothing_lighter_is_left():
    failure, told = least(NEAR, judge(NEAR, {"p": [27, 59]}))
    brute = next(raw for w in range(1, 1000) for raw in NEAR.space_at().small(w) if judge(NEAR, raw).outcome == "fails")
    assert failure.raw == brute and told.endswith("lighter instances fails")
    assert int(told.split()[3].replace(",", "")) == sum(1 for w in range(1, sum(brute["p"])) for _ in NEAR.space_at().small(w))


def test_a_single_lighter_instance_is_told_as_one():
    """Of laws without zeros there is one of weight 2, the fair coin."""
    unfair = claim("fair", {"p": Simplex(2, positive=True)}, lambda i: i.p[0], lambda i: xp.ratio(1, 2))
    failure, told = least(unfair, judge(unfair, {"p": [2, 1]}))
    assert failure.raw == {"p": [2, 1]} and told == "the only lighter instance does not fail"


def test_where_there_are_too_many_lighter_ones_nothing_is_said():
    start = judge(WIDE, {"p": [314, 1, 1, 684]})
    assert least(WIDE, start) == (start, "")
    assert sum(1 for w in range(36) for _ in WIDE.space_at().small(w)) > EXHAUSTED


def test_an_open_instance_below_is_no_proof(monkeypatch):
    from theory_lab.claims.search import shrink
    from theory_lab.claims.verdicts.bulk import decide
    from theory_lab.claims.verdicts.findings import Findings

    def hazy(case, raws, size, keep):
        return decide(case, raws, size, keep=keep) + Findings(troubles=(judge(case, raws[0]),))

    monkeypatch.setattr(shrink, "decide", hazy)
    assert least(NEAR, judge(NEAR, {"p": [11, 24]}))[1] == ""


@pytest.mark.parametrize(("case", "title"), [(NEAR, "smallest counterexample"), (WIDE, "small counterexample")])
def test_the_report_says_which(case, title):
    record = check(case, "near")
    assert cases(record)[0].title == title
    assert ("smallest" in dict(record.details)) == (title == "smallest counterexample")


def test_several_starts_end_no_heavier_than_any_of_them():
    starts = [judge(WIDE, {"p": [314, a, b, 686 - a - b]}) for a, b in ((1, 1), (200, 300), (17, 5))]
    found = small(WIDE, starts)
    weight = WIDE.space_at().weight
    assert found.outcome == "fails" and weight(found.raw) <= 35 and weight(small(WIDE, starts[:1]).raw) >= weight(found.raw)
