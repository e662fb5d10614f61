"""Instances worked out, for records of the engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from theory_lab.claims.checks.check import check
from theory_lab.claims.loading import load
from theory_lab.report.counterexamples import LONGEST, Case, account, cases


def test_a_refuted_claim_shows_its_smallest_instance(claim_file):
    record = check(load(claim_file("wrong")), "wrong")
    smallest = cases(record)[0]
    assert smallest.title == "smallest counterexample"
    assert [(f.name, f.integers, f.values, f.shares) for f in smallest.fields] == [("p", "[1, 0]", "(1, 0)", (1.0, 0.0))]
    assert (smallest.lhs, smallest.rhs) == ("1", "1/2")
    text = account(record)
    assert text.startswith("wrong is refuted (expected: holds)\n  a note, Lemma 2 (derived)\n")
    assert "    p      [1, 0] = (1, 0)\n    left   1\n    right  1/2" in text


def test_smallest_and_worst_are_both_shown_when_they_differ(claim_file):
    record = check(load(claim_file("refuted")), "refuted")
    both = replace(record, worst_witness={"p": [3, 1]}, worst_values={"p": ["3/4", "1/4"]}, worst_lhs="3/4")
    assert [case.title for case in cases(both)] == ["smallest counterexample", "worst counterexample"]
    assert "[3, 1] = (3/4, 1/4)" in account(both)
    assert account(both).startswith("refuted is refuted (as expected)")


def test_a_claim_that_holds_shows_its_tightest_instance(claim_file):
    record = check(load(claim_file("holds")), "holds")
    assert [case.title for case in cases(record)] == ["tightest instance"]


def test_long_instances_are_cut_and_say_so(claim_file):
    record = check(load(claim_file("refuted")), "refuted")
    long = replace(
        record,
        witness={"p": [1] * 100},
        witness_values={"p": ["1/100"] * 100},
        worst_witness={"p": [1] * 100},
    )
    (case,) = cases(long)
    more = 100 - LONGEST
    assert case.fields[0].integers.endswith(f", ... {more} more]")
    assert case.fields[0].values.endswith(f", ... {more} more)")


def test_claims_without_instances_have_no_cases(claim_file):
    record = check(load(claim_file("holds")), "holds")
    assert cases(replace(record, witness=None, worst_witness=None, worst_lhs=None, worst_rhs=None)) == []


def test_a_trend_shows_the_sides_and_their_ratio(claim_file):
    record = check(load(claim_file("wrong")), "wrong")
    bare = replace(record, witness=None, worst_witness=None, worst_lhs="16", worst_rhs="12", worst_ratio="1.3333333")
    assert cases(bare) == [Case("where it fails", (), "16", "12", "1.333")]
    assert account(bare).endswith("  where it fails\n    left   16\n    right  12\n    ratio  1.333")


@pytest.mark.parametrize(
    ("outcome", "expect", "problems", "words"),
    [
        ("holds", "holds", (), "holds (as expected)"),
        ("holds", "holds", ("loose", "stale"), "holds, problem: loose"),
        ("holds", "fails", ("expected fails",), "holds (expected: fails)"),
        ("undecided", "holds", ("expected holds",), "is undecided (expected: holds)"),
        ("vacuous", "holds", ("expected holds",), "is vacuous (expected: holds)"),
        ("error", "fails", ("expected fails",), "raised an error (expected: fails)"),
    ],
)
def test_what_came_out(claim_file, outcome, expect, problems, words):
    record = check(load(claim_file("holds")), "x")
    record = replace(record, outcome=outcome, expect=expect, problems=problems)
    text = account(record)
    assert text.startswith(f"x {words}\n")
    assert all(text.count(problem) >= 1 for problem in problems)
