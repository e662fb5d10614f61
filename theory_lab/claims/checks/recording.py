"""The record of an examination: what is shown, stored and sent of it.

Main definitions: ``recorded``, ``shown_evidence``.

Conventions: the evidence shown is the certificate's; without one, what holds is at most ``screened``.
"""

from __future__ import annotations

from theory_lab.claims.checks.examination import Examination
from theory_lab.claims.checks.readings import values
from theory_lab.claims.claim import Claim
from theory_lab.claims.record import COUNTS, Record
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.judge import Verdict


def recorded(claim: Claim, identifier: str, examination: Examination) -> Record:
    """The record of an examination."""
    stages = examination.stages
    first = stages.failures[0] if stages.failures else stages.troubles[0] if stages.troubles else stages.closest
    worst = stages.failures[-1] if stages.failures else stages.closest
    ranked = worst is not None and worst.ratio is not None
    return Record(
        id=identifier, statement=claim.statement, source=claim.source.reference, status=claim.source.status,
        label=", ".join((claim.source.label, *claim.source.also)), expect=claim.expect, outcome=examination.outcome,
        evidence=shown_evidence(examination), attacked=stages.counts["attacked"] > 0,
        counts={name: stages.counts[name] for name in COUNTS}, small_bound=examination.reach,
        worst_ratio=repr(worst.ratio) if ranked and worst is not None else None,
        witness=_raw(first), lhs=_side(first, "lhs"), rhs=_side(first, "rhs"),
        worst_witness=_raw(worst), worst_lhs=_side(worst, "lhs"), worst_rhs=_side(worst, "rhs"),
        witness_values=values(claim, first), worst_values=values(claim, worst),
        falls=claim.falls, loose=claim.loose, problems=tuple(examination.problems), details=tuple(examination.details),
        seconds=examination.seconds,
    )  # fmt: skip


def shown_evidence(examination: Examination) -> str:
    """The certificate's level; without one, at most ``screened`` for what holds."""
    own = examination.evidence()
    if examination.certified and examination.outcome in ("holds", "fails"):
        return examination.certified
    return "screened" if own in ("exact on small", "covered") else own


def _raw(verdict: Verdict | None) -> Raw | None:
    return None if verdict is None or not verdict.raw else verdict.raw


def _side(verdict: Verdict | None, name: str) -> str | None:
    return None if verdict is None or not verdict.lhs else getattr(verdict, name)
