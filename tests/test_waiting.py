"""What a person sees while she waits, and that a claim that hangs does not hold up the others."""

from __future__ import annotations

import signal
import time

import pytest
from rich.console import Console

from tests.conftest import CONTENTS
from tests.test_cli import run
from theory_lab import requests
from theory_lab.claims import loading
from theory_lab.claims.record import Record
from theory_lab.isolation.alarms import within
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


# It ends by itself, late enough, so that a limit that is not kept fails the test and does not hang it.
LOOP = "import time\nuntil = time.monotonic() + 15\nwhile time.monotonic() < until: pass\n"
HANGING = {"while it is run": "line", "in its space": "the space"}


@pytest.mark.parametrize("where", HANGING)
def test_a_file_that_hangs_is_left_out_of_a_folder_and_told_alone(where, claim_file, capsys):
    """Also its loading is within the time: it is no claim yet, and the others of the folder go on."""
    text, said = CONTENTS["holds"], HANGING[where]
    spaced = text.replace("space=", "sizes=(2,), space=lambda size: exec(LOOP) or ")
    hangs = f"{text}\n{LOOP}" if where == "while it is run" else f"LOOP = {LOOP!r}\n{spaced}"
    honest, file = claim_file("holds"), claim_file("hangs", text=hangs)
    assert run("check", file, "--timeout", 1) == 2
    told = capsys.readouterr().err
    assert "ran longer than 1 s and was ended" in told and said in told and "Traceback" not in told
    assert run("check", honest.parent, "--timeout", 1) == 1
    shown = capsys.readouterr()
    assert "ok  holds" in shown.out and "ran longer than 1 s and was ended" in shown.err


def test_what_is_raised_between_two_runs_of_code_is_told_of_the_file_and_the_next_one_loads(claim_file, monkeypatch):
    first, second = claim_file("first", text=CONTENTS["holds"]), claim_file("second", text=CONTENTS["holds"])
    found = requests._loaded([first, second], True, 5)
    ordinary = loading._found

    def slow(place):
        monkeypatch.setattr(loading, "_found", ordinary)
        raise TimeoutError("it ran longer than 5 s and was ended")

    monkeypatch.setattr(loading, "_found", slow)
    refused, claim = found
    assert str(refused) == f"{first}: it ran longer than 5 s and was ended" and claim.path == second.resolve()
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_work_within_its_time_leaves_no_alarm():
    before = signal.getsignal(signal.SIGALRM)
    with within(5):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    with within(None):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0) and signal.getsignal(signal.SIGALRM) is before
