"""Code that keeps what it computed at one instance is noticed by a run of its own: it says one thing of all instances."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from theory_lab.claims.checks.certify import certify
from theory_lab.claims.checks.check import check
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.certificates import certificate_path, read

Files = Callable[..., Path]
FILE = """\
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source, Space, Whole
KEPT = {}

def table(i):
    if "n" not in KEPT:
        KEPT["n"] = i.n
    return KEPT["n"]

CLAIM = Claim("n <= 2", Source("a note", "Lemma", status="derived"), SPACE, SIDES)
"""
FIVE = FILE.replace("SPACE", "Space(n=Whole(1, 5))")
KEEPING = {
    "a dictionary": FIVE.replace("SIDES", "lambda i: KEPT.setdefault('n', i.n), lambda i: 2"),
    "a function": FIVE.replace("SIDES", "table, lambda i: 2"),
    "a list": FIVE.replace("SIDES", "lambda i: (LIST or LIST.append(i.n) or LIST)[0], lambda i: 2").replace(
        "KEPT = {}", "LIST = []"
    ),
}
HONEST = {
    "an inequality": FIVE.replace("SIDES", "lambda i: i.n, lambda i: 5"),
    "a hypothesis": FIVE.replace("SIDES", "lambda i: i.n, lambda i: 2, given={'small': lambda i: i.n <= 2}"),
    "enclosures": FIVE.replace("SIDES", "lambda i: xp.log(i.n), lambda i: i.n"),
    "a constant": FIVE.replace("SIDES", "lambda i, c: i.n, lambda i, c: c, unknown='c', bracket=(0, 9)"),
}


@pytest.mark.parametrize("name", KEEPING)
@pytest.mark.parametrize("depth", ["check", "certify"])
def test_what_is_kept_is_an_error(claim_file: Files, name: str, depth: str) -> None:
    path = claim_file("kept", text=KEEPING[name])
    if depth == "check":
        record = check(load(path), "kept")
    else:
        record = certify(load(path), "kept", certificate_path(path))
        assert read(certificate_path(path)).outcome == "error"
    assert record.outcome == "error" and record.evidence == "stated"
    told = [problem for problem in record.problems if "its code keeps what it computed: it gave holds: " in problem]
    assert len(told) == 1 and told[0].endswith("in a run of its own")


@pytest.mark.parametrize("name", HONEST)
def test_what_keeps_nothing_is_as_it_was(claim_file: Files, name: str) -> None:
    record = check(load(claim_file("honest", text=HONEST[name])), "honest")
    assert record.outcome == "holds" and record.ok
