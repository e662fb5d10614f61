"""What a certificate has to contain for what it says.

Of a certificate in the right form: does it fit the claim, and does what it contains support its outcome and its level?  No
instance is decided here; ``recheck`` does that.

Main definitions: ``misfit`` (it cannot be of the claim), ``unsupported`` (it says more than stands behind it), ``levels``,
``unspoken``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.audit.counting import numbers
from theory_lab.claims.verdicts.exhaustive import FLOOR, LIGHT, PATIENCE, Reach, is_small
from theory_lab.claims.verdicts.judge import Verdict, is_telling
from theory_lab.claims.verdicts.outcomes import Level, Outcome

CONSTANTS = {"refuted", "survives"}
IN_TROUBLE = (Outcome.TIES, Outcome.UNDECIDED, Outcome.ERROR)
# Weights above the lightest beyond which nothing was ever enumerated: the shipped certificates go up to 11 above.
FARTHEST = 1_000


def is_expected(claim: Claim, outcome: str) -> bool:
    """Whether an outcome is the one that the claim expects; one that gives a reason for its ties may have some."""
    return outcome == claim.expect or (outcome == Outcome.TIES and bool(claim.ties))


def misfit(claim: Claim, certificate: Certificate) -> str:
    """Why this cannot be a certificate of the claim, as the end of a sentence; '' if it can."""
    sizes = [repr(size) for size in claim.sizes or (None,)]
    reached = [repr(part.size) for part in certificate.reach]
    if claim.kind != "inequality" and reached:
        return f"a claim of kind {claim.kind!r} has no reach"
    for size in (*reached, *(repr(verdict.size) for verdict in certificate.instances.values())):
        if size not in sizes:
            return f"{size[:60]} is no size of the claim"
    if len(set(reached)) < len(reached):
        return "a size stands twice in its reach"
    if unknown := sorted(certificate.instances.keys() - _names(claim, certificate.outcome)):
        return f"an instance {unknown[0][:60]!r} means nothing for this claim and outcome"
    if certificate.constants.keys() != (CONSTANTS if claim.unknown else set()):
        wanted = "'refuted' and 'survives'" if claim.unknown else "none"
        return f"its constants must be {wanted}, not {', '.join(certificate.constants)[:60] or 'none'}"
    for name, verdict in certificate.instances.items():
        try:
            if verdict.raw or (claim.space is not None and verdict.outcome in (Outcome.HOLDS, Outcome.FAILS)):
                claim.space_at(verdict.size).validate(verdict.raw)
        except Exception as error:
            return f"its instance {name!r}: {' '.join(str(error).split())[:200]}"
    return ""


def _names(claim: Claim, outcome: Outcome) -> set[str]:
    """The names that instances may have."""
    names = {"smallest", "worst"} if outcome in (Outcome.FAILS, Outcome.ERROR, Outcome.UNDECIDED) else set()
    names |= {"trouble"} if outcome in IN_TROUBLE else set()
    names |= {"tightest"} if outcome != Outcome.FAILS else set()
    names |= {"smaller constant"} if claim.unknown else set()
    names |= {"sharpened"} if claim.sharpened is not None else set()
    return names | {f"without {name}" for name in claim.necessary}


def unsupported(claim: Claim, certificate: Certificate) -> Iterator[str]:
    """What the certificate says without what must stand behind it."""
    if certificate.evidence not in (possible := levels(claim, certificate)):
        most = " or ".join(repr(str(level)) for level in possible)
        yield f"the evidence is {most} at most, and {str(certificate.evidence)!r} is stored"
    if not is_expected(claim, certificate.outcome) and not certificate.problems:
        yield f"the claim is expected as {claim.expect!r}, and {str(certificate.outcome)!r} is stored without a problem"
    if claim.unknown and certificate.constants.keys() == CONSTANTS:
        low, high = (certificate.constants[name] for name in ("refuted", "survives"))
        if low >= high:
            yield f"the constant {low} that is refuted must be below {high}, which survives"
    for name in sorted(_needed(claim, certificate) - certificate.instances.keys()):
        yield f"the instance {name!r} is missing"
    if certificate.outcome != Outcome.HOLDS and any(part.telling is not None for part in certificate.reach):
        yield "telling instances are counted, and they are of claims that hold"
    if claim.kind == "inequality":
        yield from _reached(claim, certificate)


def _needed(claim: Claim, certificate: Certificate) -> set[str]:
    """The names that instances must have."""
    needed = {"smaller constant"} if claim.unknown else set()
    if certificate.outcome == Outcome.FAILS:
        return needed | {"smallest", "worst"}
    if certificate.outcome in IN_TROUBLE:
        return needed | {"trouble"}
    if certificate.outcome == Outcome.HOLDS and claim.kind == "inequality" and not certificate.problems:  # what misses is one
        needed |= {"sharpened"} if claim.sharpened is not None and not claim.loose else set()
        needed |= {f"without {name}" for name in claim.necessary}
    return needed


def levels(claim: Claim, certificate: Certificate) -> tuple[Level, ...]:
    """The levels that a certificate of this kind, outcome and reach may have."""
    if certificate.outcome == Outcome.TIES:
        return (Level.SCREENED,)
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
    parts = {repr(part.size): part for part in certificate.reach}
    reaches = all(size in parts and parts[size].supports(claim.weak) for size in map(repr, claim.sizes or (None,)))
    return (Level.SCREENED, Level.EXACT_ON_SMALL, Level.COVERED) if reaches else (Level.SCREENED,)


def unspoken(claim: Claim, reach: Sequence[Reach], closest: Verdict | None) -> str:
    """Why a claim that holds is vacuous in strength, or why ``weak`` is none; '' if neither, and where nobody counted."""
    if not reach or any(part.telling is None for part in reach):
        return ""
    if claim.weak:
        return "weak says that nothing tells, and enough does at every size" if all(part.tells for part in reach) else ""
    if any(part.telling for part in reach) or (closest is not None and is_telling(claim, closest)):
        return ""
    total = sum(part.nonvacuous for part in reach)
    remedy = "give it hypotheses, sizes or sides with which it can fail, or say in weak why it is kept"
    return f"none of {total} instances is telling: {remedy}"


def _reached(claim: Claim, certificate: Certificate) -> Iterator[str]:
    """What is wrong with the reach, by numbers alone."""
    holds = certificate.outcome == Outcome.HOLDS
    reached, sizes = ([repr(size) for size in given] for given in ((p.size for p in certificate.reach), claim.sizes or (None,)))
    if holds and reached != sizes:
        yield f"the reach is of the sizes {', '.join(reached) or 'none'}, and the claim's are {', '.join(sizes)}"
    if holds and certificate.counts.get("small", 0) != (total := sum(part.cases for part in certificate.reach)):
        yield f"{certificate.counts.get('small', 0)} small instances are counted, and the reach has {total}"
    for part in (part for part, size in zip(certificate.reach, reached, strict=True) if size in sizes):
        if holds and not (part.complete or part.nonvacuous >= FLOOR or part.cases >= PATIENCE * FLOOR):
            yield f"size {part.size}: an enumeration does not end with {part.cases} cases, of which {part.nonvacuous} count"
        if (part.telling or 0) > part.nonvacuous:
            yield f"size {part.size}: {part.telling} instances are said to be telling of {part.nonvacuous} that hold"
        yield from filter(None, [miscounted(claim, part)])


def miscounted(claim: Claim, part: Reach) -> str:
    """That there are not as many instances as a part of the reach says; '' if there are, or nobody can count them."""
    space = claim.space_at(part.size)
    last = min(space.heaviest, LIGHT if 2 * space.lightest <= LIGHT else space.lightest + FARTHEST)
    last = space.heaviest if is_small(space) else last
    if part.weight != last and (part.complete or (part.weight and not space.lightest <= part.weight < last)):
        return f"size {part.size}: all instances up to weight {part.weight} are claimed, and the enumeration ends at {last}"
    found = tally(claim, part.size, max(part.weight, space.lightest - 1) + 1)
    if found is None:
        return ""
    within, beyond = sum(found[:-1]), sum(found)
    if part.complete and part.cases != within:
        return f"size {part.size}: {part.cases} small instances are claimed, and there are {within} up to weight {part.weight}"
    if not part.complete and not within < part.cases <= beyond:
        span = f"{within} up to weight {part.weight} and {beyond} up to the next"
        return f"size {part.size}: {part.cases} small instances are claimed, and there are {span}"
    return ""


def tally(claim: Claim, size: Any, weight: int) -> list[int] | None:
    """How many instances of each weight there are at a size, by the second count."""
    return numbers(claim.space_at(size), weight)
