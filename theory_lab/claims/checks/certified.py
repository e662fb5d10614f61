"""What a certificate says, read and not checked.

Main definitions: ``certified``, ``known_constant``.

Conventions: nothing is decided here, and a certificate that does not fit its claim, or says more than stands in it, is not read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from theory_lab.claims.checks.examination import Examination
from theory_lab.claims.checks.recording import recorded
from theory_lab.claims.checks.tightness import BestConstant, closed_form
from theory_lab.claims.claim import Claim
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.audit.demands import is_expected, unsupported
from theory_lab.claims.verdicts.certificates import Filed
from theory_lab.claims.verdicts.findings import Findings


def certified(one: Filed) -> Record | None:
    """The record that a claim's certificate stands for; None where it has none that is current and supports what it says."""
    certificate = one.certificate
    if not isinstance(certificate, Certificate) or certificate.is_stale(one.claim) or any(unsupported(one.claim, certificate)):
        return None
    known = certificate.instances
    findings = Findings(
        counts=Counter(certificate.counts),
        failures=tuple(known[name] for name in ("smallest", "worst") if name in known),
        troubles=tuple(known[name] for name in ("trouble",) if name in known),
        closest=known.get("tightest"),
        details=certificate.details,
        problems=certificate.problems or _unexpected(one.claim, certificate),
    )
    examination = Examination(
        one.claim.kind,
        certificate.outcome,
        findings,
        known_constant(certificate) if one.claim.unknown else None,
        reach=certificate.reach,
        certified=certificate.evidence,
        weak=one.claim.weak,
    )
    verified = certificate.is_verified(one.claim)
    return replace(recorded(one.claim, one.name, examination, 0.0), rechecked=verified, stored=not verified)


def _unexpected(claim: Claim, certificate: Certificate) -> tuple[str, ...]:
    return () if is_expected(claim, certificate.outcome) else (f"expected {claim.expect}, found {certificate.outcome}",)


def known_constant(certificate: Certificate) -> BestConstant:
    """The bracket of a certificate, with the instance that refutes its lower end."""
    low, high = (certificate.constants[name] for name in ("refuted", "survives"))
    return BestConstant(low, certificate.instances.get("smaller constant"), high, closed_form(low, high))
