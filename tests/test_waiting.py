"""What a person sees while she waits, and that a claim that hangs does not hold up the others."""

from __future__ import annotations

import time

import pytest
from rich.console import Console

from tests.conftest import CONTENTS
from tests.test_cli import run
from theory_lab.claims.record import Record
from theory_lab.report.table import Display


def record(name: str, *problems: str) -> Record:
    return Record(name, "a", "b", "derived", "holds", "holds", problems=problems)


def test_the_line_tells_the_claim_the_bad_ones_and_the_time_left():
    screen = Console(force_terminal=True, width=150, record=True)
    display = Display(screen, ["one", "two", "three"])
    display.records += [record("one"), record("two", "broken")]
    display.now("three attack")
    with screen.capture() as caught:
        screen.print(display._frame())
    text = caught.get()
    assert "2 of 3 claims, 1 not as expected," in text and "s left" in text and "three attack" in text


def test_the_time_counts_from_when_the_work_began():
    began = time.monotonic() - 100
    assert Display(Console(), ["one"], began).seconds >= 100 > Display(Console(), ["one"]).seconds


def test_a_claim_alone_says_its_name_and_its_stage(claim_file, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(Display, "now", lambda self, text: said.append(text))
    assert run("check", claim_file("holds")) == 0
    assert {"holds small", "holds screen", "holds attack"} <= set(said)


@pytest.mark.parametrize(("depth", "several", "seconds"), [("quick", 2, 60.0), ("quick", 1, None), ("normal", 2, None)])
def test_several_claims_have_a_limit_at_quick(depth, several, seconds, claim_file, monkeypatch):
    from theory_lab import runs

    asked = []
    monkeypatch.setattr(runs, "sweeping", lambda found, **options: asked.append(options["limits"].seconds) or (lambda display: 0))
    monkeypatch.setattr(runs, "run", lambda *arguments, **options: 0)
    files = [claim_file("holds"), claim_file("other", text=CONTENTS["holds"])][:several]
    assert run("check", *files, "--depth", depth) == 0
    assert asked == [seconds]


def test_a_limit_that_is_told_wins(claim_file, capsys):
    slow = CONTENTS["holds"].replace("lhs=lambda i: i.x * i.x", "lhs=lambda i: exec('while True: pass')")
    files = [claim_file("holds"), claim_file("hangs", text=slow)]
    assert run("check", *files, "--timeout", 5) == 1
    out = capsys.readouterr().out
    assert "ok  holds" in out and "hangs: it ran longer than 5 s and was ended" in out
