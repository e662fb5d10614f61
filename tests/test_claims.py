"""Every shipped claim: it behaves as it says, and its evidence reaches as far as its kind can."""

from __future__ import annotations

from pathlib import Path

import pytest

from theory_lab.claims import registry
from theory_lab.claims.certificates import certificate_path
from theory_lab.claims.check import check

CLAIMS = registry.find()
REACHES = {"inequality": "exact on small", "witness": "exact on small", "trend": "trend", "simulated": "simulated"}


@pytest.mark.parametrize(("identifier", "path"), CLAIMS, ids=[identifier for identifier, _ in CLAIMS])
def test_the_claim_behaves_as_it_says(identifier: str, path: Path) -> None:
    claim = registry.load(path)
    record = check(claim, identifier)
    assert record.ok, record.problems
    assert record.evidence == ("refuted exactly" if claim.expect == "fails" else REACHES[claim.kind]), record.evidence


def test_every_certificate_belongs_to_a_claim() -> None:
    expected = {certificate_path(path) for _, path in CLAIMS}
    held = set(registry.default_root().rglob("certificates/*.json"))
    assert held == expected


def test_a_refuted_claim_has_a_witness_that_a_person_can_check() -> None:
    """At most two dozen numbers, none above a million."""
    for identifier, path in CLAIMS:
        claim = registry.load(path)
        if claim.expect == "fails" and claim.kind == "inequality":
            witness = check(claim, identifier).witness or {}
            numbers = [n for value in witness.values() for n in (value if isinstance(value, list) else [value])]
            assert len(numbers) <= 24 and max(map(abs, numbers), default=0) <= 10**6, (identifier, witness)
