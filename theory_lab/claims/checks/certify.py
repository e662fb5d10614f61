"""Certifying: a claim passed through every stage without a time limit, and what was found written down.

Each certificate is written as soon as its claim is done, so that whatever ends a run, what is finished is kept and is not done
again by the next one.

Main definitions: ``certify``, ``certify_all``, ``is_current``.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from theory_lab.claims.checks.examination import Examination, examined
from theory_lab.claims.checks.recording import recorded
from theory_lab.claims.checks.repeats.anew import decided_anew
from theory_lab.claims.checks.stages import DEPTHS, SEED, Progress
from theory_lab.claims.checks.sweep import Notify, quiet, records
from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import fingerprint, load
from theory_lab.claims.record import Record
from theory_lab.claims.registry import is_absent
from theory_lab.claims.verdicts.audit.contents import Certificate, CertificateError
from theory_lab.claims.verdicts.audit.tightest import lightest
from theory_lab.claims.verdicts.certificates import Filed, certificate_path, read
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import at_constant
from theory_lab.isolation.pool import Limits


def certify(claim: Claim, identifier: str, path: Path, progress: Progress | None = None) -> Record:
    """Pass a claim through every stage without a time limit and write its certificate; returns the ``Record``."""
    started = time.perf_counter()
    examination = examined(claim, DEPTHS["certify"], seed=SEED, progress=progress)
    examination = decided_anew(claim, _with_lightest(claim, examination))
    found, best = examination.findings, examination.best
    certificate = Certificate(
        claim=identifier,
        fingerprint=fingerprint(claim),
        outcome=examination.outcome,
        evidence=examination.evidence,
        counts=found.counts,
        reach=found.reach if examination.outcome == Outcome.HOLDS else tuple(replace(part, telling=None) for part in found.reach),
        instances=examination.instances,
        constants={} if best is None else best.ends,
        details=found.details,
        problems=found.problems,
    )
    certificate.verified(claim).write(path)
    examination = replace(examination, certified=certificate.evidence)
    return recorded(claim, identifier, examination, time.perf_counter() - started)


def _with_lightest(claim: Claim, examination: Examination) -> Examination:
    """The same, with the tightest instance no further from the bound than the lightest ones, which searches may not have met."""
    if claim.kind != "inequality" or examination.outcome != Outcome.HOLDS:
        return examination
    plain = claim if examination.best is None else at_constant(claim, examination.best.survives)
    findings = examination.findings
    return replace(examination, findings=replace(findings, closest=(findings + Findings(closest=lightest(plain))).closest))


def certify_all(
    found: Sequence[Filed],
    *,
    workers: int | None = 1,
    limits: Limits | None = None,
    on_record: Notify,
    progress: Progress = quiet,
) -> None:
    """Certify many claims, each finished record handed to ``on_record`` at once; ``progress`` is told what is being done."""

    def here(one: Filed) -> Record:
        return certify(one.claim, one.name, certificate_path(one.path), progress)

    jobs = [(one.name, one.path) for one in found]
    for record in records(found, here, _loaded_and_certified, jobs, workers, None, limits or Limits(), progress):
        on_record(record)


def _loaded_and_certified(name: str, path: Path, progress: Progress) -> Record:
    return certify(load(path, spaces=False), name, certificate_path(path), progress)


def is_current(claim: Claim, path: Path) -> bool:
    """Whether a claim has a certificate of its code as it is, in this version's format, without a problem."""
    if is_absent(path):
        return False
    try:
        certificate = read(path)
    except CertificateError:  # corrupt, or of another format
        return False
    return not certificate.is_stale(claim) and not certificate.problems
