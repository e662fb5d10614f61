"""Certificates with a change in them: none is shown at a level that it does not have, and none is confirmed.

One certificate of each kind is made, and each row of the table changes it in one place.  What the change makes of it is asked at
every door: the listing, a check, a recheck; also after the seal was made to fit again, as somebody would who means it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from theory_lab.claims.checks import certify as certifying
from theory_lab.claims.checks.check import check
from theory_lab.claims.checks.examination import Examination, examined
from theory_lab.claims.checks.rechecks import recheck_all
from theory_lab.claims.checks.stages import DEPTHS
from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.audit.contents import Certificate, Library
from theory_lab.claims.verdicts.audit.library import formulas_code, trusted_code
from theory_lab.claims.verdicts.certificates import Corrupt, Filed, certificate_path, found
from theory_lab.claims.verdicts.outcomes import Level
from theory_lab.report.table import evidence
from theory_lab.runs import stated

HEAD = """\
from fractions import Fraction
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Whole
S = Source("a note", "Lemma", status="derived")
"""
KINDS = {
    # Sides that touch at a third, where no cover closes: boxes are cut in halves, and no rule is of exponentials.
    "holds": "CLAIM = Claim('3 x <= e^(3 x - 1)', S, Space(x=Ratio(0, 1)), lhs=lambda i: 3 * i.x,"
    " rhs=lambda i: xp.exp(3 * i.x - 1), sharpened=lambda i: xp.exp(3 * i.x - 1) * xp.ratio(9, 10),"
    " given={'half': lambda i: i.x >= Fraction(1, 8)})\n",
    "sized": "CLAIM = Claim('p0 <= 1', S, lambda n: Space(p=Simplex(n)), sizes=(2, 3), lhs=lambda i: i.p[0], rhs=lambda i: 1)\n",
    "refuted": "CLAIM = Claim('p0 <= 1/2', S, Space(p=Simplex(2)), lhs=lambda i: i.p[0], rhs=lambda i: Fraction(1, 2),"
    " expect='fails', falls='tempting form')\n",
    "chain": "CLAIM = Claim('p0^2 <= p0 <= 1', S, Space(p=Simplex(2)), chain=(lambda i: i.p[0] ** 2, lambda i: i.p[0],"
    " lambda i: 1))\n",
    "constant": "CLAIM = Claim('x (1 - x) <= c', S, Space(x=Ratio(0, 1)), lhs=lambda i, c: i.x * (1 - i.x), rhs=lambda i, c: c,"
    " unknown='c', bracket=(0, 1))\n",
    "witness": "CLAIM = Claim('some p0 is a half', S, lambda n: Space(p=Simplex(n)), sizes=(2, 3), kind='witness', relation='==',"
    " lhs=lambda i: i.p[0], rhs=lambda i: Fraction(1, 2), witness=lambda n: {'p': [n - 1, *[1] * (n - 1)]})\n",
    "value": "CLAIM = Claim('a seventh', S, kind='value', value=lambda n: (xp.ratio(n, 7), n),"
    " printed={1: ('.143', 1), 2: ('.286', 2)})\n",
    "trend": "CLAIM = Claim('it shrinks', S, kind='trend', sizes=(4, 8, 16), trend=lambda n: Fraction(1, n),"
    " rhs=lambda n: Fraction(2, 3))\n",
    "simulated": "CLAIM = Claim('a coin', S, kind='simulated', sizes=(1, 2), simulate=lambda n, rng: rng.integers(0, 2, 2000),"
    " rhs=lambda n: .6, runs=2000)\n",
    "covered": "CLAIM = Claim('x <= 2', S, Space(x=Ratio(0, 1)), lhs=lambda i: i.x, rhs=lambda i: 2)\n",
}
LEVELS = {"refuted": "refuted exactly", "witness": "computed", "value": "computed", "trend": "trend", "simulated": "simulated"}
LEVELS |= {kind: "covered" for kind in ("sized", "covered")}
HUGE = 10**6
Change = Callable[[dict[str, Any]], object]


def first(c: dict[str, Any]) -> dict[str, Any]:
    return c["reach"][0]


def tightest(c: dict[str, Any]) -> dict[str, Any]:
    return c["instances"]["tightest"]


def nested(depth: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found


def to_holds(c: dict[str, Any]) -> None:
    c.update(outcome="holds", evidence="exact on small", reach=[], instances={}, problems=[])


# What makes no certificate at all, tried on a claim that holds.
FORMS: dict[str, Change] = {
    "level unknown": lambda c: c.update(evidence="<script>alert(1)</script>"),
    "level no word": lambda c: c.update(evidence=7),
    "outcome unknown": lambda c: c.update(outcome="proved"),
    "outcome a list": lambda c: c.update(outcome=["holds"]),
    "outcome corrupt": lambda c: c.update(outcome="corrupt certificate"),
    "format later": lambda c: c.update(format=2),
    "format no number": lambda c: c.update(format="1"),
    "weight a boolean": lambda c: first(c).update(weight=True),
    "weight a string": lambda c: first(c).update(weight="12"),
    "weight a float": lambda c: first(c).update(weight=12.0),
    "weight negative": lambda c: first(c).update(weight=-1),
    "weight huge": lambda c: first(c).update(weight=10**300),
    "cases negative": lambda c: first(c).update(cases=-1),
    "cases a boolean": lambda c: first(c).update(cases=True),
    "cases a string": lambda c: first(c).update(cases="46"),
    "cases huge": lambda c: first(c).update(cases=10**40),
    "fewer cases than met": lambda c: first(c).update(cases=first(c)["nonvacuous"] - 1),
    "met negative": lambda c: first(c).update(nonvacuous=-4),
    "complete a number": lambda c: first(c).update(complete=1),
    "covered a number": lambda c: first(c).update(covered=1),
    "covered and not so": lambda c: first(c).update(covered=False),
    "an entry too many in reach": lambda c: first(c).update(proved=True),
    "an entry missing in reach": lambda c: first(c).pop("size"),
    "reach no list": lambda c: c.update(reach={}),
    "reach of numbers": lambda c: c.update(reach=[12]),
    "reach of a size of its own": lambda c: first(c).update(size=3),
    "reach twice": lambda c: c["reach"].append(dict(first(c))),
    "size an object": lambda c: first(c).update(size={}),
    "size nested": lambda c: first(c).update(size=nested(30)),
    "counts a boolean": lambda c: c["counts"].update(small=True),
    "counts negative": lambda c: c["counts"].update(screened=-5),
    "counts a string": lambda c: c["counts"].update(attacked="many"),
    "counts a float": lambda c: c["counts"].update(attacked=1e9),
    "counts of a new stage": lambda c: c["counts"].update(proved=1),
    "counts huge": lambda c: c["counts"].update(screened=10**30),
    "no instances": lambda c: c.pop("instances"),
    "instances a list": lambda c: c.update(instances=[]),
    "an instance of a new name": lambda c: c["instances"].update(proof=tightest(c)),
    "an instance that fails of a claim that holds": lambda c: c["instances"].update(smallest=c["instances"]["sharpened"]),
    "an instance without its raw form": lambda c: tightest(c).update(raw={}),
    "an instance of booleans": lambda c: tightest(c).update(raw={"x": [True, 1]}),
    "an instance of floats": lambda c: tightest(c).update(raw={"x": [1.0, 1]}),
    "an instance outside": lambda c: tightest(c).update(raw={"x": [2, 1]}),
    "an instance of other fields": lambda c: tightest(c).update(raw={"y": [1, 1]}),
    "an instance nested": lambda c: tightest(c).update(raw={"x": nested(60)}),
    "an instance at a size": lambda c: tightest(c).update(size=2),
    "ratio no number": lambda c: tightest(c).update(ratio="nan"),
    "ratio no string": lambda c: tightest(c).update(ratio=1.0),
    "a side with an exponent": lambda c: tightest(c).update(lhs="1e9999999"),
    "constants of a claim without": lambda c: c.update(constants={"refuted": "0", "survives": "1"}),
    "details of numbers": lambda c: c.update(details=[[1, 2]]),
    "details of three": lambda c: c.update(details=[["a", "b", "c"]]),
    "problems of numbers": lambda c: c.update(problems=[3]),
    "an entry too many": lambda c: c.update(proof="by authority"),
    "library a string": lambda c: c.update(library="verified"),
    "library in part": lambda c: c["library"].pop("content"),
}

# What has the form of a certificate and says what is not so.
MEANINGS: dict[tuple[str, str], Change] = {
    ("holds", "level proved"): lambda c: c.update(evidence="proved"),
    ("holds", "level covered"): lambda c: c.update(evidence="covered"),
    ("holds", "covered at its size"): lambda c: first(c).update(covered=True),
    ("holds", "level refuted"): lambda c: c.update(evidence="refuted exactly"),
    ("holds", "level simulated"): lambda c: c.update(evidence="simulated"),
    ("holds", "vacuous"): lambda c: c.update(outcome="vacuous", evidence="stated"),
    ("holds", "vacuous with a problem"): lambda c: c.update(outcome="vacuous", evidence="stated", problems=["vacuous"]),
    ("holds", "undecided"): lambda c: c.update(outcome="undecided", evidence="stated", problems=["undecided"]),
    ("holds", "error"): lambda c: c.update(outcome="error", evidence="stated", problems=["error"]),
    ("holds", "fails"): lambda c: c.update(outcome="fails", evidence="refuted exactly"),
    ("holds", "weight 13"): lambda c: first(c).update(weight=13),
    ("holds", "weight 11"): lambda c: first(c).update(weight=11),
    ("holds", "weight 10^6"): lambda c: first(c).update(weight=HUGE),
    ("holds", "weight 10^9, screened"): lambda c: (first(c).update(weight=10**9), c.update(evidence="screened")),
    ("holds", "weight 10^18"): lambda c: first(c).update(weight=10**18),
    ("holds", "one case more"): lambda c: first(c).update(cases=first(c)["cases"] + 1),
    ("holds", "one case less"): lambda c: first(c).update(cases=first(c)["cases"] - 1),
    ("holds", "one that met less"): lambda c: first(c).update(nonvacuous=first(c)["nonvacuous"] - 1),
    ("holds", "one that met more"): lambda c: first(c).update(nonvacuous=first(c)["nonvacuous"] + 1),
    ("holds", "not complete"): lambda c: first(c).update(complete=False),
    ("holds", "a million that met"): lambda c: first(c).update(cases=HUGE, nonvacuous=HUGE),
    ("holds", "no reach"): lambda c: c.update(reach=[]),
    ("holds", "no reach, screened"): lambda c: c.update(reach=[], evidence="screened"),
    ("holds", "no cases, screened"): lambda c: (
        first(c).update(cases=0, nonvacuous=0, complete=False, weight=0), c.update(evidence="screened")
    ),
    ("holds", "small instances"): lambda c: c["counts"].update(small=HUGE),
    ("holds", "no sharpened"): lambda c: c["instances"].pop("sharpened"),
    ("holds", "sharpened holds"): lambda c: c["instances"].update(sharpened=tightest(c)),
    ("holds", "no tightest"): lambda c: c["instances"].pop("tightest"),
    ("holds", "another tightest"): lambda c: tightest(c).update(raw={"x": [1, 2]}, lhs="1/4", rhs="1/2", ratio="0.5"),
    ("holds", "left side"): lambda c: tightest(c).update(lhs="1/3"),
    ("holds", "right side"): lambda c: tightest(c).update(rhs="3"),
    ("holds", "ratio"): lambda c: tightest(c).update(ratio="0.9"),
    ("holds", "a side without a ratio"): lambda c: tightest(c).update(ratio=None),
    ("holds", "a wide side"): lambda c: tightest(c).update(lhs="0 +/- 1e30"),
    ("holds", "tightest fails"): lambda c: tightest(c).update(outcome="fails"),
    ("holds", "another claim"): lambda c: c.update(claim="another"),
    ("sized", "a size missing"): lambda c: c["reach"].pop(),
    ("sized", "sizes in another order"): lambda c: c["reach"].reverse(),
    ("sized", "size 2 twice, none of 3"): lambda c: c["reach"][1].update(size=2),
    ("sized", "size 10^6 besides"): lambda c: c["reach"].append({**first(c), "size": HUGE}),
    ("sized", "size a string"): lambda c: first(c).update(size="2"),
    ("sized", "size a float"): lambda c: first(c).update(size=2.0),
    ("sized", "size a boolean"): lambda c: first(c).update(size=True),
    ("sized", "size a list"): lambda c: first(c).update(size=[2]),
    ("sized", "an entry without cases"): lambda c: c["reach"].append({**first(c), "weight": HUGE, "cases": 0, "nonvacuous": 0}),
    ("sized", "proved"): lambda c: c.update(evidence="proved"),
    ("sized", "a light tightest"): lambda c: tightest(c).update(raw={"p": [0, 1]}, lhs="0", ratio="0.0", size=2),
    ("refuted", "holds"): to_holds,
    ("refuted", "holds with its reach"): lambda c: c.update(outcome="holds", evidence="exact on small", instances={}),
    ("refuted", "holds, screened"): lambda c: c.update(outcome="holds", evidence="screened", problems=["x"], instances={}),
    ("refuted", "covered"): lambda c: c.update(evidence="covered"),
    ("refuted", "no worst"): lambda c: c["instances"].pop("worst"),
    ("refuted", "no smallest"): lambda c: c["instances"].pop("smallest"),
    ("refuted", "smallest holds"): lambda c: c["instances"]["smallest"].update(raw={"p": [0, 1]}, lhs="0", ratio="0.0"),
    ("refuted", "worst sides"): lambda c: c["instances"]["worst"].update(lhs="3", ratio="6.0"),
    ("chain", "proved"): lambda c: c.update(evidence="proved"),
    ("chain", "tightest sides"): lambda c: tightest(c).update(lhs="1/9"),
    ("chain", "undecided"): lambda c: c.update(outcome="undecided", evidence="stated", problems=["x"]),
    ("constant", "no constants"): lambda c: c.update(constants={}),
    ("constant", "one constant"): lambda c: c["constants"].pop("survives"),
    ("constant", "a constant no number"): lambda c: c["constants"].update(survives="many"),
    ("constant", "a constant of a million digits"): lambda c: c["constants"].update(survives="1e1000000"),
    ("constant", "exchanged"): lambda c: c.update(
        constants={"refuted": c["constants"]["survives"], "survives": c["constants"]["refuted"]}
    ),
    ("constant", "a sharper one survives"): lambda c: c["constants"].update(survives="1/5", refuted="1/6"),
    ("constant", "a larger one refuted"): lambda c: c["constants"].update(refuted="1/2", survives="1"),
    ("constant", "no witness against the smaller"): lambda c: c["instances"].pop("smaller constant"),
    ("witness", "exact on small"): lambda c: c.update(evidence="exact on small"),
    ("witness", "a reach"): lambda c: c["reach"].append(
        {"size": 2, "weight": 12, "cases": 46, "nonvacuous": 46, "complete": True}
    ),
    ("witness", "another instance"): lambda c: tightest(c).update(raw={"p": [3] * tightest(c)["size"]}),
    ("witness", "no instance"): lambda c: c["instances"].pop("tightest"),
    ("witness", "another size"): lambda c: tightest(c).update(size=5 - tightest(c)["size"]),
    ("value", "exact on small"): lambda c: c.update(evidence="exact on small"),
    ("value", "fails"): lambda c: c.update(outcome="fails", evidence="refuted exactly"),
    ("value", "another number"): lambda c: tightest(c).update(lhs="3/7 = 0.42857142857"),
    ("value", "no number"): lambda c: c["instances"].pop("tightest"),
    ("trend", "sides"): lambda c: tightest(c).update(lhs="1/100"),
    ("trend", "ratio"): lambda c: tightest(c).update(ratio="0.1"),
    ("trend", "another step"): lambda c: tightest(c).update(size=24 - tightest(c)["size"]),
    ("trend", "computed"): lambda c: c.update(evidence="computed"),
    ("trend", "no step"): lambda c: c["instances"].pop("tightest"),
    ("simulated", "screened"): lambda c: c.update(evidence="screened"),
    ("simulated", "another mean"): lambda c: tightest(c).update(lhs=tightest(c)["lhs"].replace("0.", "0.0", 1)),
    ("simulated", "another bound"): lambda c: tightest(c).update(rhs="0.9"),
    ("covered", "proved"): lambda c: c.update(evidence="proved"),
    ("covered", "undecided"): lambda c: c.update(outcome="undecided", evidence="stated", problems=["x"]),
}  # fmt: skip
TABLE = {("holds", name): change for name, change in FORMS.items()} | MEANINGS
# With a seal made to fit (it is no signature) only a recheck tells.
FORGED = {("holds", "level covered"), ("holds", "covered at its size")}


@dataclass(frozen=True)
class Kept:
    """A claim with its certificate as it was written, and what a check of it finds."""

    path: Path
    claim: Claim
    content: str
    examination: Examination


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Kept]]:
    folder, done = tmp_path_factory.mktemp("claims"), {}
    patch = pytest.MonkeyPatch()
    patch.setitem(certifying.DEPTHS, "certify", replace(DEPTHS["certify"], screen=300, property=5, attack=3_000, gradients=0))

    def of(kind: str) -> Kept:
        if kind not in done:
            path = folder / f"{kind}.py"
            path.write_text(HEAD + KINDS[kind], encoding="utf-8")
            claim = load(path)
            assert certifying.certify(claim, kind, certificate_path(path)).ok
            examination = examined(claim, replace(DEPTHS["quick"], screen=300, attack=3_000), seed=0)
            done[kind] = Kept(path, claim, certificate_path(path).read_text(encoding="utf-8"), examination)
        return done[kind]

    yield of
    patch.undo()


def _changed(one: Kept, change: Change, sealed: bool) -> Certificate | Corrupt:
    """The certificate with a change in it, and with ``sealed`` made to look like one that this code verified."""
    content = json.loads(one.content)
    change(content)
    if sealed:
        try:
            certificate = Certificate.from_json({name: entry for name, entry in content.items() if name != "library"})
            content = certificate.verified(one.claim).to_json()
        except Exception as error:  # it has not the form of a certificate, with a seal or without
            assert not isinstance(error, AssertionError)
    certificate_path(one.path).write_text(json.dumps(content), encoding="utf-8")
    certificate = found(one.claim)
    assert certificate is not None
    return certificate


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_not_changed_is_confirmed_and_not_marked(kept: Callable[[str], Kept], kind: str) -> None:
    one = kept(kind)
    certificate = _changed(one, lambda c: None, False)
    assert isinstance(certificate, Certificate) and certificate.is_verified(one.claim)
    filed = Filed(kind, one.path, one.claim, certificate)
    (result,) = recheck_all([filed])
    assert (result.outcome, result.problems) == ("confirmed", ())
    level, _, constant = evidence(stated([filed])[0]).partition(" at c = ")
    assert level == LEVELS.get(kind, certificate.evidence) == certificate.evidence and bool(constant) == (kind == "constant")


# Each as found, and with the seal made to fit again, but for that entry itself, whose place the seal takes.
CHANGES = [
    (kind, name, sealed) for kind, name in TABLE for sealed in (False, True) if not (sealed and name.startswith("library"))
]


@pytest.mark.parametrize(
    ("kind", "name", "sealed"),
    CHANGES,
    ids=[f"{kind}: {name}-{'sealed' if sealed else 'found'}" for kind, name, sealed in CHANGES],
)
def test_no_change_raises_a_level_or_is_confirmed(
    kept: Callable[[str], Kept], kind: str, name: str, sealed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = kept(kind)
    true = Level(json.loads(one.content)["evidence"])
    certificate = _changed(one, TABLE[kind, name], sealed)
    filed = Filed(kind, one.path, one.claim, certificate)
    (result,) = recheck_all([filed])
    assert result.outcome in ("contradicted", "corrupt"), result
    assert result.problems and all("\n" not in problem for problem in result.problems)
    (listed,) = stated([filed])
    monkeypatch.setattr("theory_lab.claims.checks.check.examined", lambda *a, **o: one.examination)
    record = check(one.claim, kind, certificate)
    for shown in (listed, record) if not (sealed and (kind, name) in FORGED) else ():
        word = shown.evidence.partition(" (")[0]
        assert Level(word) <= true or shown.stored, (shown.evidence, true)
    if isinstance(certificate, Corrupt):
        assert record.outcome == "corrupt certificate" and not record.ok and "corrupt certificate" in listed.evidence


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 80


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", "null", "1" * 5000, "[" * 100_000, '{"format": 1, "format": 1}', '{"format": NaN}', '"words"'],
    ids=["empty", "open", "list", "object", "null", "digits", "deep", "twice", "nan", "string"],
)
def test_what_is_no_certificate_is_one_sentence(kept: Callable[[str], Kept], text: str) -> None:
    one = kept("covered")
    certificate_path(one.path).write_text(text, encoding="utf-8")
    certificate = found(one.claim)
    assert isinstance(certificate, Corrupt) and "\n" not in certificate.reason and len(certificate.reason) < 600


def test_another_library_is_to_recheck_and_a_recheck_renews_it(kept: Callable[[str], Kept]) -> None:
    one = kept("holds")
    for change in (
        lambda c: c["library"].update(trusted="0"),
        lambda c: c["library"].update(formulas="0"),
        lambda c: c.pop("library"),
    ):
        certificate = _changed(one, change, False)
        assert isinstance(certificate, Certificate) and not certificate.is_verified(one.claim) and not certificate.is_edited
        filed = Filed("holds", one.path, one.claim, certificate)
        assert evidence(stated([filed])[0]) == "exact on small (stored)"
        (in_part,) = recheck_all([filed], most=3)
        assert in_part.outcome == "in part" and found(one.claim) == certificate
        (result,) = recheck_all([filed])
        assert result.outcome == "confirmed" and certificate_path(one.path).read_text(encoding="utf-8") == one.content


def test_a_certificate_that_cannot_be_renewed_leaves_a_note(kept: Callable[[str], Kept], monkeypatch: pytest.MonkeyPatch) -> None:
    one = kept("covered")
    certificate = _changed(one, lambda c: c.pop("library"), False)

    def refusing(*arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("theory_lab.claims.verdicts.audit.contents.write_whole", refusing)
    (result,) = recheck_all([Filed("covered", one.path, one.claim, certificate)])
    assert (result.outcome, result.note) == ("confirmed", "it cannot be renewed: Permission denied")


def test_the_library_of_a_certificate_is_of_code_and_formulas(kept: Callable[[str], Kept]) -> None:
    one = kept("holds")
    certificate = _changed(one, lambda c: None, False)
    assert isinstance(certificate, Certificate) and certificate.library is not None
    assert certificate.library == Library(trusted_code(), formulas_code(one.claim.imports), certificate.library.content)
