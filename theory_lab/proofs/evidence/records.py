"""Records with what is proved of their claims.

A check never looks for proofs; it shows those that are stored, under the rule of certificates: what this code has not verified is
marked ``stored``.

Main definitions: ``with_proofs``, ``with_theorem``.

Conventions: a claim is ``proved`` when it is for all sizes, or at each of its own; proved at some of them it keeps the level of
its certificate beside.  What is refuted or not decided is never proved.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from theory_lab.claims.claim import Claim
from theory_lab.claims.record import Record
from theory_lab.claims.registry import is_absent
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Corrupt, Filed
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.proofs.evidence.places import proofs_path

if TYPE_CHECKING:
    from theory_lab.proofs.theorems import Theorem


def with_proofs(record: Record, one: Filed) -> Record:
    """The record with what is proved; a file of proofs that is corrupt, stale or of a claim that fails is a problem."""
    if one.claim.path is None or is_absent(proofs_path(one.claim.path)):
        return record
    from theory_lab.proofs.evidence.files import found  # where there are no proofs, the kernel is not imported

    proofs = found(one.claim)
    if proofs is None:  # removed meanwhile
        return record
    if isinstance(proofs, Corrupt):
        return _with_problem(record, "corrupt", proofs.reason)
    if proofs.stale:
        return _with_problem(record, "stale", f"the proofs are stale: {proofs.stale}; run theory-lab prove")
    outcome = record.outcome or _certified(one)
    if Outcome.FAILS in (outcome, record.expect):
        return _with_problem(record, "contradicted", "it has proofs, but it is refuted; run theory-lab recheck")
    if outcome != Outcome.HOLDS or not proofs.theorem.is_proved:
        return record
    return with_theorem(record, proofs.theorem, one.claim, stored=not proofs.is_verified(one.claim))


def with_theorem(record: Record, theorem: Theorem, claim: Claim, *, stored: bool) -> Record:
    """The record of a claim that holds with a theorem about it; ``stored`` says that this is the word of its file."""
    whole = is_whole(theorem, claim) and record.evidence in set(Level)
    return replace(
        record,
        evidence=Level.PROVED if whole else record.evidence,
        stored=record.stored and not whole,
        proved=theorem.reach,
        proved_stored=stored,
    )


def is_whole(theorem: Theorem, claim: Claim) -> bool:
    """Whether a theorem is about each size of a claim."""
    return all(map(theorem.is_at, claim.sizes or (None,)))


def _certified(one: Filed) -> str:
    """What a claim that was not checked comes to by its certificate; without a valid one nothing speaks against its proofs."""
    certificate = one.certificate
    if isinstance(certificate, Certificate) and not certificate.is_stale(one.claim):
        return certificate.outcome
    return Outcome.HOLDS


def _with_problem(record: Record, kind: str, problem: str) -> Record:
    """The record with a problem; one of a claim that was only listed shows it by its level."""
    evidence = record.evidence if record.outcome else f"{record.evidence} ({kind} proofs)"
    return replace(record, evidence=evidence, problems=(*record.problems, problem))
