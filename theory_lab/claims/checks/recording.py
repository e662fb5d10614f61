"""What is reported of an examined claim.

Main definitions: ``recorded``, ``recorded_evidence``.

Conventions: the evidence recorded is the certificate's; without one, what holds is at most ``screened``.  What holds and never
could have failed is ``vacuous in strength``, unless the claim says why it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from theory_lab.claims.checks.examination import Examination
from theory_lab.claims.checks.readings import are_apart, values
from theory_lab.claims.checks.readings import shown as written
from theory_lab.claims.checks.stages import DEPTHS
from theory_lab.claims.checks.telling.remedies import remedy
from theory_lab.claims.checks.telling.worked import worked_out
from theory_lab.claims.claim import Claim
from theory_lab.claims.record import COUNTS, SMALL, Record, at_most, constant_of
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.audit.demands import unspoken
from theory_lab.claims.verdicts.exhaustive import FLOOR, Reach, covered_text, reach_text
from theory_lab.claims.verdicts.judge import Verdict
from theory_lab.claims.verdicts.outcomes import UNSPOKEN, Level, Outcome
from theory_lab.claims.verdicts.variants import at_constant

_NO_DIGIT = "0 +/- "  # an enclosure that is wider than its middle, though it may lie clear of the other side


def recorded(claim: Claim, identifier: str, examination: Examination, seconds: float, *, anew: bool = False) -> Record:
    """The record of an examination: what is shown, stored and sent of it; ``anew`` may run the claim's sides for that."""
    found = examination.findings
    first = next(iter((*found.failures, *found.troubles)), found.closest)
    worst = found.failures[-1] if found.failures else found.closest
    silence = _silence(claim, examination)
    shown, (left, right), (worst_left, worst_right) = values(claim, first), _sides(claim, first, anew), _sides(claim, worst, anew)
    return Record(
        id=identifier,
        statement=claim.statement,
        source=claim.source.reference,
        status=claim.source.status,
        label=", ".join((claim.source.label, *claim.source.also)),
        expect=claim.expect,
        outcome=UNSPOKEN if silence and not claim.weak else examination.outcome,
        evidence=recorded_evidence(examination),
        attacked=found.counts["attacked"] > 0,
        counts={name: found.counts[name] for name in COUNTS},
        small_bound=reach_text(claim, examination.reach),
        covered=covered_text(examination.reach),
        constant={} if examination.best is None else constant_of(claim, examination.best.ends),
        worst_ratio=_ratio(claim, worst),
        witness=_raw(claim, first),
        lhs=left,
        rhs=right,
        worst_witness=_raw(claim, worst),
        worst_lhs=worst_left,
        worst_rhs=worst_right,
        witness_values=shown,
        worst_values=shown if worst is first else values(claim, worst),
        witness_size=None if first is None else first.size,
        worst_size=None if worst is None else worst.size,
        falls=claim.falls,
        loose=claim.loose,
        problems=(*found.problems, *filter(None, [silence])),
        strength=examination.strength,
        weak=claim.weak,
        details=(
            *found.details,
            *at_most(claim, examination.outcome, found.closest and found.closest.ratio),
            *_short_of_exact(examination),
            *_refuted_constant(claim, examination),
            *_code(claim),
        ),
        seconds=seconds,
    )


def _code(claim: Claim) -> Iterator[tuple[str, str]]:
    """Where the code of what a claim states of instances is not plain."""
    if claim.space is not None and claim.unplain:
        yield "code", f"not plain at {claim.unplain}, so that no box and no proof speaks for it; {remedy(claim.unplain)}"


def _silence(claim: Claim, examination: Examination) -> str:
    """What is wrong with the strength of a claim that holds, or ''; stated instances need it where ``trivial`` is told."""
    if examination.outcome != Outcome.HOLDS:
        return ""
    if claim.kind == "inequality":
        closest = examination.findings.closest
        plain = claim if examination.best is None else at_constant(claim, examination.best.survives)
        return _with_its_step(plain, _first_deeper(unspoken(plain, examination.reach, closest), examination.reach), closest)
    telling, stated = examination.findings.telling, examination.findings.seen
    if claim.weak:
        return "weak says that no instance is telling, and all stated ones are" if 0 < telling == stated else ""
    silent = claim.trivial is not None and stated and not telling
    return f"none of {stated} stated instances is telling" if silent else ""


def _short_of_exact(examination: Examination) -> Iterator[tuple[str, str]]:
    """Why a claim whose small instances were gone through is not ``exact on small``, at the first size at which it is not."""
    if examination.outcome != Outcome.HOLDS or recorded_evidence(examination) != Level.SCREENED:
        return
    for part in examination.reach:
        if (part.complete or part.cases >= FLOOR) and not part.supports(examination.weak):
            size = "" if part.size is None else f" at size {part.size}"
            if part.suffices:
                found, asked = f"{part.telling:,} of {part.nonvacuous:,} are telling", f"{part.asked:,}"
            elif part.nonvacuous < FLOOR:
                found, asked = f"{part.nonvacuous:,} of {part.cases:,} meet the hypotheses", f"{FLOOR:,}"
            else:
                found, asked = f"{part.cases:,} of the least weight were decided", "all of them"
            yield SMALL, f"{found}{size}; {Level.EXACT_ON_SMALL} asks for {asked}"
            return


def _refuted_constant(claim: Claim, examination: Examination) -> Iterator[tuple[str, str]]:
    """The constant of an unknown one that is refuted, exactly, with the instance that refutes it and both sides there."""
    best = examination.best
    if best is not None and best.witness is not None:
        at = written(claim, best.witness)
        yield "smaller constant", f"{best.refuted} is refuted at {at}: {best.witness.lhs} against {best.witness.rhs}"


def _first_deeper(silence: str, reach: Sequence[Reach]) -> str:
    """The same with the depth to try first, where one decides more instances; of the lightest ones none may be telling."""
    fewest = min((part.cases for part in reach if not part.complete), default=FLOOR)
    deeper = next((name for name in ("normal", "deep") if fewest < DEPTHS[name].floor), None)
    found, colon, remedy = silence.partition(": ")
    if not colon or deeper is None:
        return silence
    return f"{found}: first decide more of them with --depth {deeper}; if none is telling then, {remedy}"


def _with_its_step(claim: Claim, silence: str, closest: Verdict | None) -> str:
    """The same with the step of a chain to blame: one that begins with 0 is telling nowhere, and with it the chain."""
    if not silence or not claim.chain or closest is None:
        return silence
    blank = [f"step {k} begins with 0" for k, (left, _, _) in enumerate(closest.steps, 1) if left == "0"]
    return "; ".join([silence, *(f"{step}, which is never telling: make it a separate claim, with weak" for step in blank[:1])])


def recorded_evidence(examination: Examination) -> Level:
    """The certificate's level; without one, at most ``screened`` for what holds."""
    if examination.certified is not None and examination.outcome in (Outcome.HOLDS, Outcome.FAILS):
        return examination.certified
    own = examination.evidence
    return own if examination.outcome == Outcome.FAILS else min(own, Level.SCREENED)


def _ratio(claim: Claim, worst: Verdict | None) -> str | None:
    """The ratio of the worst instance; where an equation was decided to hold the distance is 0, whatever its enclosure says."""
    if worst is None or worst.ratio is None:
        return None
    return "0" if claim.relation == "==" and worst.outcome == Outcome.HOLDS else repr(worst.ratio)


def _raw(claim: Claim, verdict: Verdict | None) -> Raw | None:
    """The whole numbers of an instance, its fields in the order of the claim; those of certificates are sorted by name."""
    if verdict is None or not verdict.raw:
        return None
    order = [name for name in claim.space_at(verdict.size).fields if name in verdict.raw]
    return {name: verdict.raw[name] for name in (*order, *verdict.raw)}


def _sides(claim: Claim, verdict: Verdict | None, anew: bool) -> tuple[str | None, str | None]:
    """Both sides as the verdict tells them; ``anew`` where nobody would see the verdict from them.

    So it is where one has no digit, or where they differ for certain and not as they are written.
    """
    if verdict is None or not verdict.lhs:
        return None, None
    told = verdict.lhs, verdict.rhs
    unseen = any(side.startswith(_NO_DIGIT) for side in told) or (verdict.outcome == Outcome.FAILS and not are_apart(*told))
    if not anew or not unseen or claim.chain or claim.unknown or not verdict.raw:
        return told
    return next(((left, right) for left, right, _ in worked_out(claim, verdict).steps), told)
