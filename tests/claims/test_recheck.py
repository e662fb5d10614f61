"""A second look at certificates written by hand: one thing is wrong with each, and it is what is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from theory_lab.claims import Claim
from theory_lab.claims.loading import fingerprint, load
from theory_lab.claims.verdicts import covers
from theory_lab.claims.verdicts import recheck as rechecking
from theory_lab.claims.verdicts.audit.contents import Certificate, CertificateError
from theory_lab.claims.verdicts.certificates import certificate_path, read
from theory_lab.claims.verdicts.exhaustive import Reach
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import Verdict
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.claims.verdicts.recheck import recheck, renewed

Files = Callable[..., Path]
HEAD = """\
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Whole
S = Source("a note", "Lemma", status="derived")
"""
SQUARE = "CLAIM = Claim('x^2 <= x', S, Space(x=Ratio(0, 1)), lambda i: i.x * i.x, lambda i: i.x)\n"
# Of the 24 fractions up to weight 12 all hold, and all but 0 tell; 1 is the tightest.
WHOLE = Reach(None, 12, 24, 24, True, 23)
ONE = Verdict(Outcome.HOLDS, {"x": [1, 1]}, None, "1", "1", 1.0)


def written(claim_file: Files, text: str = SQUARE, **entries: Any) -> tuple[Claim, Certificate]:
    """A claim in a file of its own, and a certificate beside it that is right where no other entries are given."""
    claim = load(claim_file("square", text=HEAD + text))
    reach = entries.get("reach", (WHOLE,))
    content: dict[str, Any] = {
        "claim": "paper.square", "fingerprint": fingerprint(claim), "outcome": Outcome.HOLDS, "evidence": Level.EXACT_ON_SMALL,
        "counts": {"small": sum(part.cases for part in reach)}, "reach": reach, "instances": {"tightest": ONE}, "constants": {},
        "details": (), "problems": (),
    }  # fmt: skip
    certificate = Certificate(**content | entries)
    assert claim.path is not None
    certificate.write(certificate_path(claim.path))
    return claim, certificate


def test_what_is_right_is_confirmed(claim_file: Files) -> None:
    claim, certificate = written(claim_file)
    found = recheck(claim, certificate)
    assert (found.id, found.outcome, found.problems, found.reach) == ("paper.square", "confirmed", (), (WHOLE,))
    assert 0 <= found.seconds < 60 and found.note == ""


@pytest.mark.parametrize(
    ("most", "outcome"), [(0, "in part"), (1, "in part"), (23, "in part"), (24, "confirmed"), (99, "confirmed")]
)
def test_so_many_are_decided_again(claim_file: Files, most: int, outcome: str) -> None:
    assert recheck(*written(claim_file), most).outcome == outcome


@pytest.mark.parametrize(
    ("reach", "most", "words"),
    [
        (replace(WHOLE, nonvacuous=23, telling=23), None, "23 instances are said to hold, and 24 do"),
        (replace(WHOLE, telling=22), None, "22 instances are said to be telling, and 23 are"),
        (replace(WHOLE, telling=24), None, "24 instances are said to be telling, and 23 are"),
        (replace(WHOLE, nonvacuous=9, telling=9), 10, "9 instances are said to hold, and 10 of the first 10 do"),
        (replace(WHOLE, nonvacuous=24, telling=8), 10, "8 instances are said to be telling, and 9 of the first 10 are"),
        (replace(WHOLE, nonvacuous=10, telling=9), 10, ""),
        (replace(WHOLE, nonvacuous=25), 10, ""),
        (replace(WHOLE, nonvacuous=25), None, "25 instances are said to hold, and 24 do"),
    ],
)
def test_what_holds_and_what_tells_is_counted_again(claim_file: Files, reach: Reach, most: int | None, words: str) -> None:
    found = recheck(*written(claim_file, reach=(reach,)), most)
    assert any(words in problem for problem in found.problems) if words else found.outcome == "in part"


def test_telling_instances_that_nobody_counted_are_counted_by_a_full_recheck(claim_file: Files) -> None:
    uncounted = replace(WHOLE, telling=None)
    claim, certificate = written(claim_file, reach=(uncounted,))
    assert recheck(claim, certificate, 5).reach == (uncounted,)
    assert recheck(claim, certificate).reach == (WHOLE,)


@pytest.mark.parametrize(
    ("instances", "words"),
    [
        ({}, "the instance 'tightest' is missing"),
        ({"tightest": Verdict(Outcome.HOLDS, {"x": [1, 2]}, None, "1/4", "1/2", 0.5)}, "ratio 0.5 is stored, and 1.0 is reached"),
        ({"tightest": Verdict(Outcome.HOLDS, {"x": [0, 1]}, None, "0", "0", None)}, "ratio None is stored, and 1.0 is reached"),
        ({"tightest": replace(ONE, lhs="2")}, "sides stored as 2 and 1"),
    ],
)
def test_the_tightest_is_looked_for_again(claim_file: Files, instances: dict[str, Verdict], words: str) -> None:
    found = recheck(*written(claim_file, instances=instances))
    assert found.outcome == "contradicted" and any(words in problem for problem in found.problems)


def test_a_cover_is_found_again_at_every_size(claim_file: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """``x^2 <= x`` touches at both ends, where slopes help; ``24 x <= 9 x^2 + 16`` touches at 4/3, where only identities do."""
    monkeypatch.setattr(covers, "WORK", 0)
    assert recheck(*written(claim_file, evidence=Level.COVERED)).problems == ()
    sized = (
        "CLAIM = Claim('24 x <= 9 x^2 + 16', S, lambda n: Space(x=Ratio(0, n)), lambda i: 24 * i.x,"
        " lambda i: 9 * i.x * i.x + BOUND, sizes=(1, 2))\n"
    )
    tight = Verdict(Outcome.HOLDS, {"x": [2, 1]}, 2, "48", "53", 48 / 53)
    counts = (Reach(1, 12, 24, 24, True), Reach(2, 12, 31, 31, True))
    claim, certificate = written(
        claim_file, sized.replace("BOUND", "17"), evidence=Level.COVERED, reach=counts, instances={"tightest": tight}
    )
    problems = [one for one in recheck(claim, certificate).problems if "cover" in one]
    assert problems == []
    tight = replace(tight, rhs="52", ratio=48 / 52)
    claim, certificate = written(
        claim_file, sized.replace("BOUND", "16"), evidence=Level.COVERED, reach=counts, instances={"tightest": tight}
    )
    problems = [one for one in recheck(claim, certificate).problems if "cover" in one]
    assert problems == ["size 2: the boxes that cover all real parameters do not settle the claim"]
    for size, said in ((1, []), (2, problems)):
        marked = tuple(replace(part, covered=True if part.size == size else None) for part in counts)
        again = recheck(claim, replace(certificate, evidence=Level.EXACT_ON_SMALL, reach=marked))
        assert [one for one in again.problems if "cover" in one] == said


NEVER = (
    "CLAIM = Claim('x', S, lambda n: Space(x=Whole(1, 9)), lambda i: 0, lambda i: 1, sizes=(1, 2), given={'a': lambda i: NO})\n"
)
VACUOUS = {"outcome": Outcome.VACUOUS, "evidence": Level.STATED, "reach": (), "instances": {}, "problems": ("vacuous",)}


@pytest.mark.parametrize(
    ("met", "said"),
    [
        ((79, 79), ""),
        ((81, 81), "162 of 1600 instances meet the hypotheses"),
        ((20, 130), ""),
        ((20, 145), "165 of 1600"),
        ((0, 800), ""),
        ((800, 0), ""),
    ],
)
def test_what_is_called_vacuous_meets_its_hypotheses_one_time_in_ten_at_most(
    claim_file: Files, monkeypatch: pytest.MonkeyPatch, met: tuple[int, int], said: str
) -> None:
    """At all sizes together; one at which none meets them is enough.  Instances that fail have met them too."""
    claim, certificate = written(claim_file, NEVER.replace("NO", "False"), **VACUOUS)
    given: list[int] = []

    def decided(claim: Claim, raws: Any, size: int) -> Findings:
        given.append(len(raws))
        here = met[size - 1]
        return Findings(Counter({Outcome.HOLDS: here // 2, Outcome.FAILS: here - here // 2, Outcome.VACUOUS: 800 - here}))

    monkeypatch.setattr(rechecking, "decide", decided)
    problems = recheck(claim, certificate).problems
    assert any(said in problem for problem in problems) if said else problems == ()
    assert set(given) == {409}  # all nine, and 400 at random


def test_vacuous_claims_are_looked_at_in_earnest(claim_file: Files) -> None:
    assert recheck(*written(claim_file, NEVER.replace("NO", "i.x > 9"), **VACUOUS)).outcome == "confirmed"
    found = recheck(*written(claim_file, NEVER.replace("NO", "i.x > 3"), **VACUOUS))
    assert found.outcome == "contradicted" and "the certificate says vacuous, and" in found.problems[0]


@pytest.mark.parametrize(
    ("outcome", "stored", "said"),
    [
        (Outcome.ERROR, Outcome.ERROR, False),
        (Outcome.ERROR, Outcome.UNDECIDED, True),
        (Outcome.UNDECIDED, Outcome.ERROR, True),
        (Outcome.TIES, Outcome.ERROR, True),
    ],
)
def test_the_instance_in_trouble_is_in_the_trouble_that_is_told(
    claim_file: Files, outcome: Outcome, stored: Outcome, said: bool
) -> None:
    text = "CLAIM = Claim('x', S, Space(x=Ratio(0, 1)), lambda i: 1 / (i.x - i.x), lambda i: 1)\n"
    trouble = Verdict(stored, {"x": [1, 2]}, None)
    evidence = Level.SCREENED if outcome == Outcome.TIES else Level.STATED
    entries = {"outcome": outcome, "evidence": evidence, "reach": (), "problems": ("x",), "instances": {"trouble": trouble}}
    found = recheck(*written(claim_file, text, **entries))
    assert any("its instance in trouble" in problem for problem in found.problems) is said
    assert any("stored as" in problem for problem in found.problems) is (stored != Outcome.ERROR)


def test_a_claim_that_fails_at_a_small_instance_is_contradicted_by_it(claim_file: Files) -> None:
    text = "CLAIM = Claim('x', S, Space(x=Ratio(0, 1)), lambda i: i.x, lambda i: xp.ratio(9, 10))\n"
    found = recheck(
        *written(claim_file, text, instances={"tightest": Verdict(Outcome.HOLDS, {"x": [6, 7]}, None, "6/7", "9/10", 20 / 21)})
    )
    assert any("fails" in problem and "{'x': [1, 1]}" in problem for problem in found.problems)


def test_a_list_that_ends_early_or_goes_on_is_noticed(claim_file: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    claim, certificate = written(claim_file)
    every = list(rechecking.cases(claim, None))
    for listed, words in (
        (every[:-1], "24 small instances are claimed, and there are 23"),
        ([*every, (12, {"x": [1, 13]})], "it goes on"),
        (every[1:] + every[:1], ""),
    ):
        monkeypatch.setattr(rechecking, "cases", lambda claim, size, listed=listed: iter(listed))
        problems = recheck(claim, certificate).problems
        assert any(words in problem for problem in problems) if words else problems == ()


def test_a_certificate_of_another_claim_or_of_other_code_is_not_looked_at(claim_file: Files) -> None:
    claim, certificate = written(claim_file)
    assert recheck(claim, replace(certificate, claim="paper.circle")).problems == ("it is the certificate of paper.circle",)
    assert recheck(replace(claim, path=None), certificate).outcome == "contradicted"
    assert recheck(claim, replace(certificate, fingerprint="0")).outcome == "stale"
    with pytest.raises(CertificateError, match="is corrupt"):
        recheck(claim, replace(certificate, counts=None))  # type: ignore[arg-type]


def test_what_is_confirmed_in_full_is_written_anew(claim_file: Files) -> None:
    claim, certificate = written(claim_file, reach=(replace(WHOLE, telling=None),))
    assert claim.path is not None
    place = certificate_path(claim.path)
    before = place.read_text()
    assert renewed(claim, certificate, 5).outcome == "in part" and place.read_text() == before
    assert renewed(claim, certificate, None).outcome == "confirmed"
    again = read(place)
    assert again.reach == (WHOLE,) and again.is_verified(claim) and again.evidence == Level.EXACT_ON_SMALL
    place.unlink()
    assert renewed(claim, again, None).outcome == "confirmed" and not place.exists()  # nothing is new
    # This code has seen it, and counts what was not counted; or it has not seen it, and counts nothing new.
    for older in (replace(again, reach=certificate.reach).verified(claim), replace(again, library=None)):
        assert renewed(claim, older, None).outcome == "confirmed" and read(place) == again
        place.unlink()
    edited = replace(again, details=(("a", "b"),))
    found = renewed(claim, edited, None)
    assert found.outcome == "contradicted" and found.problems == ("it was edited since it was last verified",)
    assert renewed(claim, replace(certificate, counts=None), None).outcome == "corrupt"  # type: ignore[arg-type]
