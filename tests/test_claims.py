"""Every shipped claim: it behaves as it says, and its evidence reaches as far as its kind and its strength can."""

from __future__ import annotations

import numpy as np
import pytest

from tests.shipped import CLAIMS, all_shipped, shipped
from theory_lab.claims import registry
from theory_lab.claims.checks.check import check
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Filed, certificate_path
from theory_lab.claims.verdicts.judge import evaluate

REACHES = {
    "inequality": {"exact on small", "covered"}, "witness": {"computed"}, "value": {"computed"}, "trend": {"trend"},
    "simulated": {"simulated"},
}  # fmt: skip


@pytest.mark.parametrize("identifier", [identifier for identifier, _ in CLAIMS])
def test_the_claim_behaves_as_it_says(identifier: str) -> None:
    one = shipped(identifier)
    claim = one.claim
    record = check(claim, identifier, one.certificate)
    assert record.ok, record.problems
    refuted = claim.expect == "fails" and claim.kind != "simulated"
    reaches = {"refuted exactly"} if refuted else REACHES[claim.kind]
    if claim.kind == "inequality" and not refuted and not _is_strong(one):
        reaches = {"screened"}
    assert record.evidence in reaches, record.evidence


def _is_strong(one: Filed) -> bool:
    """Whether enough instances are telling at every size, or the claim says why not."""
    assert isinstance(one.certificate, Certificate)
    return bool(one.claim.weak) or all(part.tells for part in one.certificate.reach)


@pytest.mark.parametrize("identifier", [identifier for identifier, _ in CLAIMS])
def test_a_batch_in_exact_arithmetic_is_its_instances(identifier: str) -> None:
    claim = shipped(identifier).claim
    if claim.kind != "inequality" or claim.unknown:
        return
    space = claim.space_at(claim.small_size)
    rng = np.random.default_rng(0)
    batch = space.random(rng, 4, space.statics(rng, 1)[0])
    try:
        together = evaluate(claim, space.exacts(batch))
    except Exception:  # such a claim is decided one instance at a time
        return
    for k in range(4):
        alone = evaluate(claim, space.exact(space.column(batch, k)))
        if together is None or alone is None:
            assert alone is None and (together is None or not _entry(together.hypothesis.sure, k))
            continue
        for a, b in zip(together.values, alone.values, strict=True):
            assert str(_entry(a.numbers(batched=True), k)) == str(b.numbers()[()])


def _entry(values: np.ndarray, k: int) -> object:
    return np.broadcast_to(values, (4,))[k]


def test_every_certificate_belongs_to_a_claim() -> None:
    expected = {certificate_path(path) for _, path in CLAIMS}
    held = set(registry.default_root().rglob("certificates/*.json"))
    assert held == expected


def test_a_refuted_claim_has_a_witness_that_a_person_can_check() -> None:
    """At most two dozen numbers, none above a million."""
    for one in all_shipped():
        if one.claim.expect == "fails" and one.claim.kind == "inequality":
            assert isinstance(one.certificate, Certificate)
            witness = one.certificate.instances["smallest"].raw
            numbers = [n for value in witness.values() for n in (value if isinstance(value, list) else [value])]
            assert len(numbers) <= 24 and max(map(abs, numbers), default=0) <= 10**6, (one.name, witness)


def test_the_shipped_certificates_are_verified_by_the_code_that_ships_them() -> None:
    """Else a user's first command says that all are to recheck; ``theory-lab recheck`` renews them."""
    certificates = [(one, one.certificate) for one in all_shipped()]
    old = [one.name for one, known in certificates if isinstance(known, Certificate) and not known.is_verified(one.claim)]
    assert old == []
