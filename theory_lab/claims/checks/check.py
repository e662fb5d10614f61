"""Checking a claim: what continuous integration runs.

``check`` decides again what the certificate holds and a random part of its sizes and small instances, and searches afresh.
``attack`` is one long search.

Main definitions: ``check``, ``attack``, ``Interrupted``.

Conventions: the evidence shown is the certificate's; a claim without a valid one reaches at most ``screened``.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from theory_lab.claims.checks.certified import known_constant
from theory_lab.claims.checks.examination import Examination, examined, why
from theory_lab.claims.checks.recording import recorded, recorded_evidence
from theory_lab.claims.checks.repeats.anew import decided_anew
from theory_lab.claims.checks.repeats.instances import decided_again
from theory_lab.claims.checks.repeats.verified import Verified
from theory_lab.claims.checks.stages import AGAIN, DEPTHS, REPEATED, SEED, Depth, Progress, run
from theory_lab.claims.claim import Claim
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.audit.demands import is_expected, levels, misfit, unsupported
from theory_lab.claims.verdicts.certificates import CORRUPT, Corrupt
from theory_lab.claims.verdicts.exhaustive import Reach
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.restated import disagreement, named
from theory_lab.claims.verdicts.variants import at_constant
from theory_lab.isolation.stops import Stopped, is_raised_by_code

# Evaluations in the first round of an attack, few so that something is found soon; each further round has twice as many.
_FIRST_BUDGET = 50_000
# Gradient starts in each further round, half of those at depth ``normal``, since rounds repeat them with other seeds.
_GRADIENTS = 8


class Interrupted(Stopped):
    """A search that was stopped, with the ``record`` of the rounds that were done."""

    def __init__(self, record: Record) -> None:
        super().__init__()
        self.record = record


def check(
    claim: Claim,
    identifier: str,
    certificate: Certificate | Corrupt | None = None,
    *,
    depth: str = "quick",
    seed: int = 0,
    progress: Progress | None = None,
) -> Record:
    """Check one claim at one of ``DEPTHS``, against its certificate where it has one; ``ValueError`` for another depth."""
    if depth not in DEPTHS:
        raise ValueError(f"the depth {depth!r} is not one of {', '.join(DEPTHS)}")
    started = time.perf_counter()
    if isinstance(certificate, Corrupt):
        return _corrupt(claim, identifier, certificate.reason)
    stale = certificate is not None and certificate.is_stale(claim)
    if certificate is not None and not stale and (reason := misfit(claim, certificate)):
        return _corrupt(claim, identifier, f"the certificate is corrupt: {reason}")
    valid = None if stale else certificate
    known = {} if valid is None else valid.instances
    best = None if valid is None or not claim.unknown else known_constant(valid)
    # What this very code has verified is decided again in part; the search afresh is for what it has not.
    known_code = valid is not None and valid.is_verified(claim)
    again = known_code and depth == "quick"
    verified = Verified(valid) if valid is not None and again else None
    extent = DEPTHS[depth] if not again else REPEATED if seed == SEED else AGAIN
    examination = examined(claim, extent, seed=seed, progress=progress, known=known, best=best, verified=verified)
    if stale:
        examination = _with(
            examination, Findings(problems=("the certificate is stale: the claim changed; run theory-lab certify",))
        )
    elif valid is not None:
        examination = _against_certificate(claim, valid, seed, examination, again)
    else:
        examination = decided_anew(claim, examination)
    record = recorded(claim, identifier, examination, time.perf_counter() - started, anew=True)
    if valid is None:
        return record
    alone = recorded_evidence(replace(examination, certified=None))
    return replace(record, rechecked=known_code, stored=not known_code and record.evidence != alone)


def _corrupt(claim: Claim, identifier: str, reason: str) -> Record:
    """The record of a claim whose certificate cannot be read; nothing is examined."""
    record = recorded(claim, identifier, Examination(claim.kind, Outcome.ERROR, Findings(problems=(reason,))), 0.0)
    return replace(record, outcome=CORRUPT)


def _with(examination: Examination, further: Findings) -> Examination:
    return replace(examination, findings=examination.findings + further)


def _against_certificate(claim: Claim, certificate: Certificate, seed: int, examination: Examination, again: bool) -> Examination:
    """Take over the certificate's evidence if its outcome stands and its instances and a random part of its small cases agree."""
    problems = [f"certificate: {problem}" for problem in certificate.problems]
    if certificate.outcome == Outcome.TIES and examination.outcome == Outcome.HOLDS:
        examination = replace(examination, outcome=Outcome.TIES)  # a short search need not meet them
        if not claim.ties:
            problems.append(f"expected {claim.expect}, and the certificate says {Outcome.TIES}")
    if certificate.outcome != examination.outcome:
        problems.append(f"the certificate says {certificate.outcome}, this run says {examination.outcome}")
        return _with(examination, Findings(problems=tuple(problems)))
    if certificate.evidence not in (possible := levels(claim, certificate)):
        own = f"{str(certificate.evidence)!r}, which this claim cannot have ({', '.join(possible)})"
        problems.append(f"the certificate says {own}; run theory-lab certify")
        return _with(examination, Findings(problems=tuple(problems)))
    lacking = [f"the certificate does not support what it says: {lack}" for lack in unsupported(claim, certificate)]
    if lacking:
        return _with(examination, Findings(problems=(*problems, *lacking)))
    for name, verdict in certificate.instances.items():
        if differs := disagreement(named(claim, name, certificate.constants), name, verdict):
            problems.append(f"the certificate does not agree: {differs}")
    examination = _with(examination, Findings(problems=tuple(problems)))
    if examination.outcome == Outcome.HOLDS and certificate.reach and not again:
        plain = claim if examination.best is None else at_constant(claim, examination.best.survives)
        examination = _with(examination, sum(_decided_again(plain, certificate.reach, seed), Findings()))
        if examination.findings.outcome != Outcome.HOLDS:
            return replace(examination, outcome=examination.findings.outcome)
    counts = {name: max(examination.findings.counts[name], count) for name, count in certificate.counts.items()}
    findings = replace(examination.findings, counts=Counter({**examination.findings.counts, **counts}))
    if again:  # what was not decided or sought again is told as it was found then
        findings = replace(findings, details=tuple({**dict(certificate.details), **dict(findings.details)}.items()))
        if claim.kind != "inequality":
            findings = replace(findings, closest=certificate.instances.get("tightest", findings.closest))
    return replace(examination, findings=findings, certified=certificate.evidence, reach=certificate.reach)


def _decided_again(claim: Claim, reach: tuple[Reach, ...], seed: int) -> Iterator[Findings]:
    """A random part of the first small instances of each size."""
    for part in reach:
        tally = decided_again(claim, part, seed)
        problems = tuple(
            f"a small case of the certificate has outcome {verdict.outcome}: {verdict.raw}"
            for verdict in (*tally.failures, *tally.troubles)
        )
        yield replace(tally, counts=Counter(small=sum(tally.counts.values())), problems=problems)


def attack(
    claim: Claim,
    identifier: str,
    certificate: Certificate | Corrupt | None = None,
    *,
    seconds: float = 60.0,
    seed: int = 0,
    progress: Progress | None = None,
) -> Record:
    """Search one claim for a counterexample until time is up or one is certain; Ctrl-C raises ``Interrupted``.

    A claim that is no plain inequality is checked at depth ``deep``, against its certificate.
    """
    if claim.kind != "inequality" or claim.unknown:
        return check(claim, identifier, certificate, depth="deep", seed=seed, progress=progress)
    started = time.perf_counter()
    found, rounds = Findings(), 0

    def late() -> bool:
        return time.perf_counter() - started > seconds

    def record() -> Record:
        return recorded(claim, identifier, _attacked(claim, found, rounds), time.perf_counter() - started, anew=True)

    try:
        while True:
            latest = run(claim, _round(rounds), seed=seed + rounds, progress=progress, stop=late)
            found = _merged(found, latest)
            if latest.stopped or late():
                return record()
            rounds += 1
    except KeyboardInterrupt as stop:
        if not rounds or is_raised_by_code(stop):
            raise
        raise Interrupted(record()) from None


def _round(k: int) -> Depth:
    """The first round is a quick check, the second one what ``normal`` has, each further one twice the search before it.

    What does not depend on the seed is done again only as far as it goes further.
    """
    quick, normal = DEPTHS["quick"], DEPTHS["normal"]
    if k == 0:
        return replace(quick, attack=_FIRST_BUDGET)
    if k == 1:
        return replace(normal, gradients=_GRADIENTS, attack=2 * _FIRST_BUDGET)
    return replace(normal, floor=1, gradients=_GRADIENTS, attack=_FIRST_BUDGET << k)


def _merged(before: Findings, latest: Findings) -> Findings:
    """The latest round, with what earlier ones counted and the closest instance of all."""
    return replace(latest, counts=(before + latest).counts, closest=(Findings(closest=latest.closest) + before).closest)


def _attacked(claim: Claim, found: Findings, rounds: int) -> Examination:
    """What came of an attack; a search may have to look long for what meets a rare hypothesis."""
    looked = sum(found.counts[name] for name in ("screened", "small", "attacked"))
    rare = found.outcome == Outcome.VACUOUS and looked > found.counts["vacuous"]
    outcome = Outcome.HOLDS if rare else found.outcome
    problems = () if is_expected(claim, outcome) else (f"expected {claim.expect}, found {outcome}{why(claim, outcome, found)}",)
    details = (("not tried", _untried(rounds)),) if outcome == Outcome.HOLDS else found.details
    return Examination(claim.kind, outcome, replace(found, problems=problems, details=details))


def _untried(rounds: int) -> str:
    """What the rounds that were finished leave out of a check at depth ``deep``."""
    deep = DEPTHS["deep"]
    if rounds < 2:
        done = "a quick check" if rounds else "no complete round"
        return f"what depth normal adds: gradients, Hypothesis, {DEPTHS['normal'].floor:,} small instances ({done} was finished)"
    return f"small instances beyond {DEPTHS['normal'].floor:,}, of which depth deep decides {deep.floor:,}, and covers by boxes"
