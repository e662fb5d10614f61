"""The kernel run on stored proofs, in this process or in others.

What a proof has to prove is derived again from the claim's own file; nothing of the search is imported.

Main definitions: ``recheck_proofs``.

Conventions: outcomes are those of certificates.  A proof that is accepted is written anew with the code that accepted it, where
that is another.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from pathlib import Path

from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Corrupt, Filed
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.recheck import Rechecked
from theory_lab.isolation.containment import Lost
from theory_lab.isolation.pool import Limits, in_order, spread
from theory_lab.proofs.evidence.files import Proofs, found, sealed, write
from theory_lab.proofs.theorems import Rejected, verified


def recheck_proofs(found: Sequence[Filed], workers: int | None = 1, limits: Limits | None = None) -> Generator[Rechecked]:
    """Run the kernel on the proofs of claims that have any, in their order."""
    results = in_order(spread(_loaded, [(one.name, one.path) for one in found], workers, limits or Limits(), _quiet))
    for one, result in zip(found, results, strict=True):
        yield Rechecked(one.name, "error", (result.reason,), result.seconds) if isinstance(result, Lost) else _fits(one, result)


def _quiet(running: object) -> None:
    """Progress that nobody is told of."""


def _fits(one: Filed, result: Rechecked) -> Rechecked:
    """What is accepted must not be refuted."""
    certificate, refuted = one.certificate, one.claim.expect == Outcome.FAILS
    if isinstance(certificate, Certificate) and not certificate.is_stale(one.claim):
        refuted = refuted or certificate.outcome == Outcome.FAILS
    if result.outcome != "confirmed" or not refuted:
        return result
    return replace(result, outcome="contradicted", problems=("the kernel accepts its proofs, but it is refuted",))


def _loaded(name: str, path: Path, progress: Callable[[str], object]) -> Rechecked:
    return recheck(load(path, spaces=False), name)


def recheck(claim: Claim, name: str) -> Rechecked:
    """Run the kernel on the proofs beside a claim's file."""
    started = time.perf_counter()

    def result(outcome: str, said: str = "", *problems: str, note: str = "") -> Rechecked:
        return Rechecked(f"{name}{said}", outcome, problems, time.perf_counter() - started, note)

    proofs = found(claim)
    if not isinstance(proofs, Proofs):
        return result("corrupt", "", proofs.reason if isinstance(proofs, Corrupt) else "there are no proofs")
    if proofs.stale:
        return result("stale", "", proofs.stale)
    said = f", {proofs.theorem}"
    if proofs.is_edited():
        return result("contradicted", said, "the proofs were edited since they were last verified")
    try:
        verified(claim, proofs.content)
    except Rejected as reason:
        return result("contradicted", said, f"the kernel does not accept it: {reason}")
    return result("confirmed", said, note=_renewed(claim, proofs))


def _renewed(claim: Claim, proofs: Proofs) -> str:
    """Write what was confirmed anew with a hash of this code; why that cannot be done, or ''."""
    if claim.path is None or proofs.is_verified(claim):
        return ""
    try:
        write(claim.path, sealed(claim, proofs.content))
    except OSError as error:
        return f"it cannot be renewed: {error.strerror or error}"
    return ""
