"""Rows, lines and the summary, for records of the engine."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from theory_lab.claims.checks.check import check
from theory_lab.claims.loading import load
from theory_lab.proofs.evidence.reaches import counted
from theory_lab.report.quantities import short, value_of
from theory_lab.report.table import COLUMNS, STACKED, WIDE, Display, evidence, line, remarks, row, summary, table


@pytest.fixture
def records(claim_file):
    return [check(load(claim_file(kind)), kind) for kind in ("holds", "refuted", "wrong")]


@pytest.mark.parametrize(
    ("number", "digits", "value"),
    [
        ("3/8", "0.375", 0.375),
        ("log(3)/2 = 0.549306144334", "0.5493", 0.549306144334),
        ("0.123456 +/- 1e-19", "0.1235", 0.123456),
        ("1", "1", 1.0),
        ("99999999/100000000", "1 - 1e-08", 0.99999999),
        ("1.00000001", "1 + 1e-08", 1.00000001),
        ("inf", "inf", None),
        ("1e400", "huge", None),
        (None, "-", None),
        ("", "-", None),
    ],
)
def test_short_numbers(number, digits, value):
    assert short(number) == digits
    assert value_of(number) == value


def test_every_column_is_filled(records):
    for record in records:
        cells = row(record)
        assert tuple(cells) == COLUMNS
        assert all(cells.values())
    assert {name for names in STACKED for name in names} == set(COLUMNS) - {"status"}


def test_evidence_names_its_reach_and_the_attack(records):
    record = replace(records[0], evidence="exact on small", small_bound="n <= 4", attacked=True)
    assert evidence(record) == "exact on small, n <= 4 + attacked"
    assert evidence(replace(record, evidence="stated", outcome="error")) == "stated"  # nothing was decided so far


@pytest.mark.parametrize(("number", "said"), [(1, "; 1 instance, "), (2, "; 2 instances, ")])
def test_one_instance_is_one(records, number, said):
    assert said in line(replace(records[0], counts={"small": number}))


def test_summary_counts_each_status_and_the_refuted(records):
    printed = replace(records[0], status="printed")
    text = summary([printed, *records], 1.25, 4)
    assert text == ("4 claims: 2 hold, 2 refuted | printed 1 | derived 3 (2 refuted) | 1 not as expected | 1.2 s")
    assert summary(records[:1], 0.0, 1, stopped=True).startswith("stopped: 1 of 1 claim: 1 hold")
    assert summary(records[:1], 0.0, 3).startswith("stopped: 1 of 3 claims: 1 hold | derived 1 | all so far as expected")


def test_summary_counts_apart_what_holds_at_stated_instances_only(records):
    computed = replace(records[0], evidence="computed")
    assert summary([computed, *records], 0.0, 4).startswith("4 claims: 2 hold (1 computed), 2 refuted |")


def test_all_sizes_with_entries_that_stay_are_all_sizes():
    told = [("all n", True), ("all n, n = (2, N)", True), ("every tree", True), ("all horizons, n = (2, H)", True)]
    assert counted([*told, ("as stated", True), ("n = 2", False)]) == (3, 2, 1)


def test_a_pipe_gets_one_line_for_each_record(records):
    stream = io.StringIO()
    with Display(Console(file=stream, highlight=False, width=40), [r.id for r in records]) as display:
        for record in records:
            display.add(record)
    lines = stream.getvalue().splitlines()
    assert lines[:3] == [line(record, len("refuted")) for record in records]
    assert lines[2].startswith("NOT wrong    fails, not holds, refuted exactly")
    assert len(lines) == 4 and lines[3].startswith("3 claims: 1 hold, 2 refuted")


def test_a_claim_that_behaved_shows_its_constant_and_alone_all_its_rows(records):
    rows = (("constant c", "refuted at 3.9, survives at 4, perhaps 4"), ("cover", "0.3 of the parameters"))
    holds, refuted, wrong = (replace(record, details=rows) for record in records)
    assert remarks(holds) == remarks(refuted) == ["constant c: refuted at 3.9, survives at 4, perhaps 4"]
    assert remarks(holds, alone=True)[1:] == ["cover: 0.3 of the parameters"]
    assert remarks(refuted, alone=True) == remarks(wrong) == remarks(wrong, alone=True) == []
    for terminal in (False, True):
        stream = io.StringIO()
        console = Console(file=stream, width=100, height=20, force_terminal=terminal, color_system=None)
        with Display(console, ["holds", "wrong"]) as display:
            display.add(holds)
            display.add(wrong)
        assert stream.getvalue().count("constant c: refuted at 3.9, survives at 4, perhaps 4\n") == 1


def test_a_problem_is_named_where_the_outcome_is_the_expected_one(records):
    loose = replace(records[0], problems=("loose: the sharpened form survives",))
    assert line(loose).startswith("NOT holds  holds, problem: loose: the sharpened form survives; screened")


@pytest.mark.parametrize("width", [60, 80, WIDE, 220])
def test_a_terminal_gets_a_table_with_every_column(records, width):
    stream = io.StringIO()
    console = Console(file=stream, width=width, height=20, force_terminal=True, color_system=None)
    with Display(console, [r.id for r in records]) as display:
        for record in records:
            display.add(record)
            display.now("attack")
    shown = stream.getvalue()
    for name in COLUMNS:
        assert name in shown or name == "status"
    assert all(len(text.rstrip()) <= width for text in shown[shown.rindex("claim") :].splitlines()[:-3])


def test_a_row_without_folding_has_a_known_height(records):
    long = replace(records[0], id="a" * 300, label="b" * 300, small_bound="c" * 300)
    for width, height in ((80, 2), (WIDE, 1)):
        console = Console(file=io.StringIO(), width=width)
        console.print(table([long], width, fold=False))
        assert len(console.file.getvalue().splitlines()) == 2 * height
