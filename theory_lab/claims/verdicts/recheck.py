"""A second look at a certificate, from zero.

Everything in a certificate is derived again from the claim's own file: each stored instance is decided exactly, each exhaustive
stage is enumerated and decided anew, covers are found again, witnesses, values, trends and simulations are run again.  Only
the arithmetic, the formula and the judge are trusted; neither the search nor JAX nor Hypothesis is imported.

Main definitions: ``recheck``, ``Rechecked``, ``levels``.

Conventions: how many instances a search looked at, and the rows of ``details``, are a report of what was done and are not
derived again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.certificates import Certificate, CertificateError, certificate_path
from theory_lab.claims.verdicts.covers import BOXES, cover
from theory_lab.claims.verdicts.exhaustive import Reach, cases
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.given_sizes import KINDS
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.claims.verdicts.restated import disagreement, named, unmatched

__all__ = ["CertificateError", "Rechecked", "recheck"]


@dataclass(frozen=True)
class Rechecked:
    """``confirmed``, ``in part`` (not all instances were decided again), ``stale``, ``contradicted``, ``error``; and why."""

    id: str
    outcome: str
    problems: tuple[str, ...]
    seconds: float


def recheck(claim: Claim, certificate: Certificate, most: int | None = None) -> Rechecked:
    """Verify the certificate of a claim; raises ``CertificateError`` when it lacks what the claim's kind needs.

    With ``most``, only so many of the listed small instances are decided again at each size.
    """
    started = time.perf_counter()

    def result(outcome: str, *problems: str) -> Rechecked:
        return Rechecked(certificate.claim, outcome, problems, time.perf_counter() - started)

    if claim.path is None or certificate.claim.rpartition(".")[2] != claim.path.stem:
        return result("contradicted", f"it is the certificate of {certificate.claim}")
    if certificate.is_stale(claim):
        return result("stale", "the claim's file changed since it was certified")
    try:
        problems = tuple(_problems(claim, certificate, most))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CertificateError(f"the certificate {certificate_path(claim.path)} is corrupt: {error}") from None
    if problems:
        return result("contradicted", *problems)
    cut = most is not None and any(part.cases > most for part in certificate.reach)
    return result("in part" if cut else "confirmed")


def _problems(claim: Claim, certificate: Certificate, most: int | None) -> Iterator[str]:
    for name, verdict in certificate.instances.items():
        yield from filter(None, [disagreement(named(claim, name, certificate.constants), name, verdict)])
    yield from _missing(claim, certificate)
    if claim.kind in KINDS:
        found = KINDS[claim.kind](claim)
        if found.worst != certificate.outcome:
            yield f"the certificate says {certificate.outcome}, running it again says {found.worst}"
        if claim.kind == "value":
            again = [*found.failures, *found.troubles, *filter(None, [found.closest])]
            yield from filter(None, (unmatched(name, verdict, again) for name, verdict in certificate.instances.items()))
        return
    if certificate.outcome != Outcome.HOLDS:
        return
    plain = named(claim, "", certificate.constants)
    for part in certificate.reach:
        yield from _exhausted(plain, part, most)
    if certificate.evidence == Level.COVERED:
        yield from _covered(plain)


def _missing(claim: Claim, certificate: Certificate) -> Iterator[str]:
    """What the certificate says without what must stand behind it."""
    if certificate.evidence not in (possible := levels(claim, certificate)):
        most = " or ".join(repr(str(level)) for level in possible)
        yield f"the evidence is {most} at most, and {str(certificate.evidence)!r} is stored"
    needed = {"smallest", "worst"} if certificate.outcome == Outcome.FAILS and claim.kind == "inequality" else set()
    if certificate.outcome == Outcome.HOLDS and claim.kind == "inequality":
        needed |= {"sharpened"} if claim.sharpened is not None and not claim.loose else set()
        needed |= {f"without {name}" for name in claim.necessary}
    if claim.unknown:
        low, high = (certificate.constants[name] for name in ("refuted", "survives"))
        needed |= {"smaller constant"}
        if low >= high:
            yield f"the constant {low} that is refuted must be below {high}, which survives"
    for name in sorted(needed - certificate.instances.keys()):
        yield f"the instance {name!r} is missing"


def levels(claim: Claim, certificate: Certificate) -> tuple[Level, ...]:
    """The levels that a certificate of this kind, outcome and reach may have."""
    if certificate.outcome not in (Outcome.HOLDS, Outcome.FAILS):
        return (Level.STATED,)
    if claim.kind == "simulated":
        return (Level.SIMULATED,)
    if certificate.outcome == Outcome.FAILS:
        return (Level.REFUTED,)
    if claim.kind == "trend":
        return (Level.TREND,)
    if claim.kind in ("witness", "value"):
        return (Level.COMPUTED,)
    parts = {part.size: part for part in certificate.reach}
    reaches = all(size in parts and parts[size].suffices for size in claim.sizes or (None,))
    return (Level.SCREENED, Level.EXACT_ON_SMALL, Level.COVERED) if reaches else (Level.SCREENED,)


def _covered(claim: Claim) -> Iterator[str]:
    for size in claim.sizes or (None,):
        found = cover(claim, size, 2 * BOXES)  # interval ends may differ by an ulp on another machine
        if found is None or not found.complete:
            yield f"size {size}: the boxes that cover all real parameters do not settle the claim"


def _exhausted(claim: Claim, part: Reach, most: int | None) -> Iterator[str]:
    if most is not None and part.cases > most:
        yield from _wrong(decide(claim, (raw for _, raw in islice(cases(claim, part.size), most)), part.size), part)
        return
    listed = list(islice(cases(claim, part.size), part.cases + 1))
    if len(listed) < part.cases:
        yield f"size {part.size}: {part.cases} small instances are claimed, and there are {len(listed)}"
    if part.complete and len(listed) > part.cases:
        yield f"size {part.size}: the enumeration is called complete at {part.cases} instances, and it goes on"
    whole = listed[: part.cases][-1][0] - (not part.complete) if listed[: part.cases] else part.weight
    if part.weight != whole:
        yield f"size {part.size}: all instances up to weight {part.weight} are claimed, and they go up to {whole}"
    tally = decide(claim, (raw for _, raw in listed[: part.cases]), part.size)
    yield from _wrong(tally, part)
    if tally.counts[Outcome.HOLDS] != part.nonvacuous:
        yield f"size {part.size}: {part.nonvacuous} instances are said to hold, and {tally.counts['holds']} do"


def _wrong(tally: Findings, part: Reach) -> Iterator[str]:
    for verdict in (*tally.failures, *tally.troubles):
        yield f"size {part.size}: {verdict.outcome} {verdict.reason} at {verdict.raw}"
