"""Certificates: their JSON, and who is certified again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.certified import with_certificate
from theory_lab.claims import registry
from theory_lab.claims.checks.certify import certify, certify_all, is_current
from theory_lab.claims.checks.check import check
from theory_lab.claims.loading import load
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.audit.contents import Certificate, CertificateError
from theory_lab.claims.verdicts.certificates import certificate_path, filed, read
from theory_lab.claims.verdicts.outcomes import Level, Outcome

Files = Callable[..., Path]
SHIPPED = sorted(registry.default_root().rglob("certificates/*.json"))


def test_every_shipped_certificate_is_written_as_it_was_read(tmp_path: Path) -> None:
    assert SHIPPED
    for path in SHIPPED:
        read(path).write(tmp_path / "again.json")
        assert (tmp_path / "again.json").read_bytes() == path.read_bytes(), path


def test_a_certificate_is_typed(claim_file: Files) -> None:
    path = claim_file("holds")
    certify(load(path), "holds", certificate_path(path))
    certificate = read(certificate_path(path))
    assert (certificate.outcome, certificate.evidence) == (Outcome.HOLDS, Level.COVERED)
    assert certificate.instances["sharpened"].outcome is Outcome.FAILS and certificate.reach[0].complete
    assert Certificate.from_json(certificate.to_json()) == certificate
    with pytest.raises(AttributeError):
        certificate.outcome = Outcome.FAILS  # type: ignore[misc]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: c.pop("claim"), "it must have an entry 'claim' of the kind str"),
        (lambda c: c["reach"][0].update(weight="12"), "an entry of its reach must have an entry 'weight' of the kind int"),
        (lambda c: c["instances"]["tightest"].pop("raw"), "its instance 'tightest' must have an entry 'raw' of the kind dict"),
        (lambda c: c["instances"]["tightest"].update(ratio="many"), "could not convert string to float"),
        (lambda c: c.update(outcome="perhaps"), "'perhaps' is not a valid Outcome"),
        (lambda c: c.update(evidence="rumour"), "'rumour' is not a valid Level"),
        (lambda c: c.update(constants={"refuted": "1/0"}), "Fraction"),
        (lambda c: c.update(details=["a row"]), "unpack"),
        (lambda c: c.update(format=2), "has format 2; this version reads format 1"),
    ],
)
def test_what_is_corrupt_is_told(claim_file: Files, change: Callable[[dict[str, Any]], object], words: str) -> None:
    path = claim_file("holds")
    with_certificate(path)
    content = json.loads(certificate_path(path).read_text())
    change(content)
    with pytest.raises(CertificateError, match=r"^(is corrupt|has format)") as caught:
        Certificate.from_json(content)
    assert words in str(caught.value) and "\n" not in str(caught.value)


def test_a_certificate_is_current_until_the_claim_or_the_format_changes(claim_file: Files) -> None:
    path = claim_file("holds")
    place = certificate_path(path)
    assert not is_current(load(path), place)
    certify(load(path), "holds", place)
    assert is_current(load(path), place)
    kept = place.read_text()
    place.write_text(kept.replace('"format": 1', '"format": 0'))
    assert not is_current(load(path), place)
    place.write_text(kept.replace('"problems": []', '"problems": ["loose"]'))
    assert not is_current(load(path), place)
    place.write_text(kept)
    path.write_text(path.read_text().replace("ratio(9, 10)", "ratio(8, 10)"))
    assert not is_current(load(path), place)


def test_certificates_are_the_same_from_one_process_and_from_two(claim_file: Files) -> None:
    found = [filed(kind, claim_file(kind)) for kind in ("holds", "refuted")]
    written = []
    for workers in (1, 2):
        heard: list[Record] = []
        certify_all(found, workers=workers, on_record=heard.append)
        assert sorted(record.id for record in heard) == ["holds", "refuted"] and all(record.ok for record in heard)
        written.append([certificate_path(one.path).read_bytes() for one in found])
    assert written[0] == written[1]


def test_what_this_code_verified_is_decided_again_and_searched_less(claim_file: Files) -> None:
    path = claim_file("holds")
    with_certificate(path)
    one = filed("holds", path)
    assert isinstance(one.certificate, Certificate)
    stages: dict[bool, list[str]] = {}
    for verified in (False, True):
        said = stages[verified] = []
        certificate = one.certificate.verified(one.claim) if verified else replace(one.certificate, library=None)
        record = check(one.claim, "holds", certificate, progress=said.append)
        assert record.ok and record.evidence == Level.COVERED and record.rechecked is verified
    assert {"small", "attack"} == {*stages[True]} < {*stages[False]}
    again: list[str] = []
    check(one.claim, "holds", one.certificate.verified(one.claim), depth="normal", progress=again.append)
    assert {*stages[False]} - {"alone"} <= {*again}  # what is looked at one by one is a part of what normal enumerates
