"""What an appendix says of each claim: its record, read off its certificate, and what is proved of it.

Main definitions
----------------
``Entry``        a record, and the theorem of the proofs beside the claim
``entry``        that of a claim, from what is on file; None where there is nothing on file
``entry_of``     that of a record
``certified``    the record that a certificate stands for
"""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass

from theory_lab.claims.checks.examination import Examination
from theory_lab.claims.checks.recording import recorded
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.audit.demands import unsupported
from theory_lab.claims.verdicts.certificates import Corrupt, Filed
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.proofs import theorems
from theory_lab.proofs.theorems import Theorem


@dataclass(frozen=True)
class Entry:
    """One claim of an appendix."""

    record: Record
    theorem: Theorem
    relation: str

    @property
    def refuted(self) -> bool:
        """Whether there is a counterexample."""
        return self.record.outcome == Outcome.FAILS


def entry(one: Filed) -> Entry | None:
    """The entry of a claim whose certificate is valid; None for any other, which has to be checked."""
    certificate = one.certificate
    if certificate is None or isinstance(certificate, Corrupt) or certificate.is_stale(one.claim):
        return None
    if any(unsupported(one.claim, certificate)):
        return None
    return entry_of(one, certified(one, certificate))


def entry_of(one: Filed, record: Record) -> Entry:
    """The entry of a record, with the proofs beside the claim gone through by the kernel."""
    theorem = Theorem(False, ())
    if theorems.proofs_path(one.path).exists():
        with contextlib.suppress(theorems.Rejected):  # of another version of the claim: nothing is proved
            theorem = theorems.verified(one.claim, theorems.read(one.path))
    return Entry(record, theorem, one.claim.relation)


def certified(one: Filed, certificate: Certificate) -> Record:
    """The record that a certificate stands for; nothing is checked again."""
    kept = certificate.instances
    failures = tuple(kept[name] for name in ("smallest", "worst") if name in kept)
    findings = Findings(
        counts=Counter(certificate.counts),
        failures=failures,
        closest=kept.get("tightest"),
        reach=certificate.reach,
        details=certificate.details,
        problems=certificate.problems,
    )
    examination = Examination(
        one.claim.kind, certificate.outcome, findings, reach=certificate.reach, certified=certificate.evidence
    )
    return recorded(one.claim, one.name, examination, 0.0)
