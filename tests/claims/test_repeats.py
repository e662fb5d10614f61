"""What a check repeats of a certificate that this very code has verified: some sizes, some small instances; of others, all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from theory_lab.claims.checks.certify import certify
from theory_lab.claims.checks.check import check
from theory_lab.claims.checks.repeats.instances import OFTEN, SELDOM, decided_again
from theory_lab.claims.checks.repeats.verified import Verified
from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import certificate_path, read
from theory_lab.claims.verdicts.recheck import recheck

Files = Callable[..., Path]
HEAD = """\
from theory_lab.claims import Claim, Simplex, Source, Space, Whole
S = Source("a note", "Lemma", status="derived")
SEEN, BROKEN = [], []

"""
SQUARES = (
    HEAD
    + """
def square(n):
    SEEN.append(n)
    return n * n + (n in BROKEN)

CLAIM = Claim("squares", S, kind="value", value=square, printed={n: n * n for n in range(1, 9)})
"""
)
SIZED = (
    HEAD
    + """
def left(i):
    SEEN.append(i.size)
    return i.k * (2 if i.size in BROKEN else 1)

CLAIM = Claim("a number is at most the largest", S, lambda n: Space(k=Whole(0, n)), sizes=range(1, 9), lhs=left,
              rhs=lambda i: i.size)
"""
)
LAWS = HEAD + "CLAIM = Claim('p <= 1', S, lambda n: Space(p=Simplex(n)), sizes=(2, 3), lhs=lambda i: i.p[0], rhs=lambda i: 1)\n"


def _certified(path: Path) -> tuple[Claim, Certificate]:
    claim = load(path)
    assert certify(claim, path.stem, certificate_path(path)).ok
    _names(claim)["SEEN"].clear()
    return claim, read(certificate_path(path))


def _names(claim: Claim) -> dict[str, Any]:
    """The names of the claim's file, whose functions keep what they are asked."""
    return (claim.value or claim.lhs).__globals__


def _seen(claim: Claim) -> set[Any]:
    asked = _names(claim)["SEEN"]
    found = set(asked)
    asked.clear()
    return found


def test_of_a_table_that_this_code_verified_a_quarter_of_the_sizes_is_decided_again(claim_file: Files) -> None:
    claim, certificate = _certified(claim_file("squares", text=SQUARES))
    record = check(claim, "squares", certificate)
    assert len(_seen(claim)) == 2 and record.ok and (record.outcome, record.evidence) == ("holds", "computed")
    assert record.rechecked and not record.stored
    # What was not decided again is told as it stands in the certificate; the strength is of what was decided.
    assert record.counts["small"] == 8 and record.strength == "2/2"
    assert [name for name, _ in record.details] == [f"size {n}" for n in range(1, 9)]
    assert (record.lhs, record.worst_size) == (certificate.instances["tightest"].lhs, certificate.instances["tightest"].size)
    drawn = [Verified(certificate).drawn(claim, seed) for seed in range(40)]
    assert {size for sizes in drawn for size in sizes} == set(claim.sizes) and len({*drawn}) > 5
    check(claim, "squares", certificate, seed=3)
    assert _seen(claim) == set(drawn[3])


@pytest.mark.parametrize("depth", ["quick", "normal"])
def test_of_a_table_that_is_to_recheck_and_at_other_depths_all_are_decided(claim_file: Files, depth: str) -> None:
    claim, certificate = _certified(claim_file("squares", text=SQUARES))
    record = check(claim, "squares", replace(certificate, library=None) if depth == "quick" else certificate, depth=depth)
    assert len(_seen(claim)) == 8 and record.ok and record.strength == "8/8"


def test_a_number_that_changed_is_seen_where_it_is_drawn_and_by_every_recheck(claim_file: Files) -> None:
    claim, certificate = _certified(claim_file("squares", text=SQUARES))
    _names(claim)["BROKEN"].append(5)
    met = {seed for seed in range(12) if 5 in Verified(certificate).drawn(claim, seed)}
    assert 0 < len(met) < 12
    for seed in range(12):
        record = check(claim, "squares", certificate, seed=seed)
        assert record.ok is (seed not in met)
        if seed in met:  # then all sizes are decided, so that all that is wrong is told
            assert _seen(claim) == set(claim.sizes) and record.outcome == "fails"
            assert "the certificate says holds, this run says fails" in record.problems
    assert not check(claim, "squares", replace(certificate, library=None)).ok
    assert recheck(claim, certificate).outcome == "contradicted"


@pytest.mark.parametrize(
    ("options", "ok"),
    [
        ("trivial=lambda n: 10 if n == 1 else 0", True),
        ("trivial=lambda n: 0", False),
        ("trivial=lambda n: 10**6, weak='why'", False),
        ("trivial=lambda n: 0 if n == 1 else 10**6, weak='why'", True),
    ],
)
def test_the_strength_of_a_table_is_that_of_all_its_numbers(claim_file: Files, options: str, ok: bool) -> None:
    """Where the sizes that are drawn do not tell, all are decided."""
    path = claim_file("squares", text=SQUARES.replace("kind=", f"{options}, kind="))
    claim = load(path)
    certify(claim, "squares", certificate_path(path))
    certificate = read(certificate_path(path))
    whole = check(claim, "squares", replace(certificate, library=None))
    assert {check(claim, "squares", certificate, seed=seed).ok for seed in range(6)} == {whole.ok} == {ok}


def test_of_an_inequality_a_quarter_of_the_sizes_is_looked_at_and_none_is_searched_where_all_was_decided(
    claim_file: Files,
) -> None:
    claim, certificate = _certified(claim_file("sized", text=SIZED))
    said: list[str] = []
    record = check(claim, "sized", certificate, progress=said.append)
    (stored,) = {verdict.size for verdict in certificate.instances.values()}
    assert record.ok and record.evidence == certificate.evidence and {*said} == {"small"}
    assert _seen(claim) == {*Verified(certificate).drawn(claim, 0), stored}
    _names(claim)["BROKEN"].append(4)
    verdicts = {seed: check(claim, "sized", certificate, seed=seed).ok for seed in range(12)}
    assert False in verdicts.values()
    assert all(4 in Verified(certificate).drawn(claim, seed) for seed, ok in verdicts.items() if not ok)
    assert recheck(claim, certificate).outcome == "contradicted"
    assert not check(claim, "sized", replace(certificate, library=None)).ok


def test_where_there_are_more_instances_than_were_decided_there_is_a_search(claim_file: Files) -> None:
    claim, certificate = _certified(claim_file("laws", text=LAWS))
    said: list[str] = []
    assert check(claim, "laws", certificate, progress=said.append).ok
    assert "attack" in said and not Verified(certificate).settles(claim, 2)


def test_so_many_small_instances_are_decided_again(claim_file: Files) -> None:
    claim, certificate = _certified(claim_file("laws", text=LAWS))
    part = certificate.reach[0]
    assert part.cases >= 40
    seldom, often = (sum(decided_again(claim, part, 0, sample).counts.values()) for sample in (SELDOM, OFTEN))
    assert seldom == min(24, -(-part.cases // 4)) and often == min(100, part.cases)


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("CLAIM = Claim('it shrinks', S, kind='trend', sizes=range(4, 12), trend=lambda n: 1 - n, rhs=lambda n: 1)", 3),
        ("CLAIM = Claim('a coin', S, kind='simulated', sizes=range(1, 9), simulate=lambda n, rng: rng.integers(0, 2, 2000),"
         " rhs=lambda n: .6, runs=2000)", 8),
        ("CLAIM = Claim('one number', S, kind='value', sizes=(3,), value=lambda n: n, rhs=lambda n: n)", 1),
        ("CLAIM = Claim('no size', S, Space(p=Simplex(2)), lhs=lambda i: i.p[0], rhs=lambda i: 1)", 0),
        ("CLAIM = Claim('it fails', S, kind='value', sizes=range(1, 9), value=lambda n: n, rhs=lambda n: 7, expect='fails',"
         " falls='tempting form')", 8),
    ],
)  # fmt: skip
def test_which_sizes_are_drawn(claim_file: Files, text: str, sizes: int) -> None:
    path = claim_file("claim", text=f"{HEAD}{text}\n")
    claim = load(path)
    certify(claim, "claim", certificate_path(path))
    certificate = read(certificate_path(path))
    drawn = [Verified(certificate).drawn(claim, seed) for seed in range(8)]
    assert {len(found) for found in drawn} == {sizes}
    if claim.kind == "trend":  # neighbours, of which each step is drawn by some seed
        assert all(list(found) == list(range(found[0], found[0] + 3)) for found in drawn) and len({*drawn}) > 2
    assert check(claim, "claim", certificate).ok
