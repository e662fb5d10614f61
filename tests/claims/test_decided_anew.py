"""Code that keeps what it computed at one instance is noticed by a run of its own: it says one thing of all instances."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from theory_lab.claims.checks import certify as certifying
from theory_lab.claims.checks.certify import certify
from theory_lab.claims.checks.check import check
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.certificates import certificate_path, read
from theory_lab.claims.verdicts.recheck import recheck

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
LATER = """\
from fractions import Fraction
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
KEPT = {}
PAIRS = ((a, b) for a in range(4) for b in range(a))
TURNS = iter(range(2, 9))

def largest(i):
    if i.size == 2:
        return xp.max(i.p)
    if i.size not in KEPT:
        KEPT[i.size] = xp.value(xp.max(i.p))
    return KEPT[i.size]

CLAIM = Claim("a statement", Source("a note", "Lemma", status="derived"), REST)
"""
# What is right at the first size, and at others right only because of what was kept, or used up.
AT_LATER_SIZES = {
    "an inequality": "lambda n: Space(p=Simplex(n)), lambda i: i.p[0] + i.p[1] * xp.ratio(i.size - 2, 2), largest, sizes=(2, 3)",
    "values": "kind='value', value=lambda n: sum(b < n for a, b in PAIRS), printed={3: 6, 4: 0}",
    "witnesses": "lambda n: Space(p=Simplex(n)), lambda i: next(TURNS), lambda i: i.size, sizes=(2, 3), kind='witness',"
    " witness=lambda n: {'p': [1] * n}",
    "a trend": "kind='trend', trend=lambda n: 1 + sum(b < n for a, b in PAIRS), rhs=lambda n: Fraction(1, 2), sizes=(3, 4)",
    "a trend in the middle": "kind='trend', trend=lambda n: {3: 1, 5: 5}.get(n) or 7 - sum(b < n for a, b in PAIRS),"
    " rhs=lambda n: 1, sizes=(3, 4, 5)",
    "a simulation": "kind='simulated', simulate=lambda n, rng: [next(TURNS) - n] * 10000, rhs=lambda n: Fraction(1, 2),"
    " sizes=(2, 3)",
}
# What holds, and fails because of what was kept at the first instance.
REFUTED = {
    "an inequality": "Space(p=Simplex(2)), lambda i: i.p[0], lambda i: KEPT.setdefault('first', xp.value(i.p[0]))",
    "values": "kind='value', value=lambda n: sum(b < n for a, b in PAIRS), printed={3: 6, 4: 6}",
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


def later(claim_file: Files, name: str) -> Path:
    return claim_file("later", text=LATER.replace("REST", AT_LATER_SIZES[name]))


@pytest.mark.parametrize("name", AT_LATER_SIZES)
@pytest.mark.parametrize("depth", ["check", "certify"])
def test_what_is_kept_at_a_later_size_is_an_error(claim_file: Files, name: str, depth: str) -> None:
    path = later(claim_file, name)
    record = check(load(path), "later") if depth == "check" else certify(load(path), "later", certificate_path(path))
    assert record.outcome == "error"
    assert any("its code keeps what it computed: it gave holds: " in problem for problem in record.problems)


@pytest.mark.parametrize("name", AT_LATER_SIZES)
def test_a_certificate_of_what_was_kept_is_contradicted(claim_file: Files, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recheck goes from the last instance, or size, to the first."""
    path = later(claim_file, name)
    monkeypatch.setattr(certifying, "decided_anew", lambda claim, examination: examination)
    assert certify(load(path), "later", certificate_path(path)).outcome == "holds"
    assert recheck(load(path), read(certificate_path(path))).outcome == "contradicted"


@pytest.mark.parametrize("name", REFUTED)
def test_what_fails_because_of_what_was_kept_is_not_refuted(claim_file: Files, name: str) -> None:
    path = claim_file("refuted", text=LATER.replace("REST", REFUTED[name]))
    record = check(load(path), "refuted")
    assert record.outcome == "error" and not record.ok
    assert any("its code keeps what it computed: it gave fails: " in problem for problem in record.problems)
