"""A second look at a certificate, from zero.

Everything in a certificate is derived again from the claim's own file: each stored instance is decided exactly, each exhaustive
stage is enumerated, counted a second time and decided anew, covers are found again, witnesses, values, trends and simulations are
run again.  What was gone through from the first on is gone through from the last: code that keeps what it computed, or uses up
what it holds, says something else then.  Only the arithmetic, the formula and the judge are trusted; neither the search nor JAX
nor Hypothesis is imported.

Main definitions: ``recheck``, ``renewed``, ``Rechecked``.

Conventions: how many instances a search looked at, and the rows of ``details``, are a report of what was done and are not
derived again.  A certificate that is confirmed in full is written anew with the code that confirmed it, where that is another.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.registry import split
from theory_lab.claims.verdicts.audit.contents import Certificate, CertificateError
from theory_lab.claims.verdicts.audit.demands import levels, miscounted, misfit, tally, unspoken, unsupported
from theory_lab.claims.verdicts.audit.listing import mislisted
from theory_lab.claims.verdicts.audit.tightest import is_closer, lightest
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.certificates import certificate_path
from theory_lab.claims.verdicts.covers import BOXES, cover
from theory_lab.claims.verdicts.exhaustive import Reach, cases
from theory_lab.claims.verdicts.findings import MISSED
from theory_lab.claims.verdicts.given_sizes import KINDS
from theory_lab.claims.verdicts.outcomes import UNSPOKEN, Level, Outcome
from theory_lab.claims.verdicts.restated import disagreement, named, unmatched
from theory_lab.isolation.state import no_collection

# Random and light instances that say whether a claim is vacuous, at each size: enough to tell one in ten from one in five.
DRAWN = 400


@dataclass(frozen=True)
class Rechecked:
    """``confirmed``, ``in part`` (not all instances were decided again), ``stale``, ``contradicted``, ``corrupt``, ``error``.

    With reasons, a ``note`` where a confirmed certificate could not be renewed, and the ``reach`` with what was counted anew.
    One that is confirmed may be of a claim without strength (``vacuous in strength``).
    """

    id: str
    outcome: str
    problems: tuple[str, ...]
    seconds: float
    note: str = ""
    reach: tuple[Reach, ...] = ()


def recheck(claim: Claim, certificate: Certificate, most: int | None = None) -> Rechecked:
    """Verify the certificate of a claim; raises ``CertificateError`` when it lacks what the claim's kind needs.

    With ``most``, only so many of the listed small instances are decided again at each size.
    """
    started = time.perf_counter()

    counted: dict[int, int] = {}

    def result(outcome: str, *problems: str) -> Rechecked:
        reach = tuple(replace(part, telling=counted.get(k, part.telling)) for k, part in enumerate(certificate.reach))
        return Rechecked(certificate.claim, outcome, problems, time.perf_counter() - started, reach=reach)

    if claim.path is None or certificate.claim.rpartition(".")[2] != (split(claim.path)[1] or claim.path.stem):
        return result("contradicted", f"it is the certificate of {certificate.claim}")
    if certificate.is_stale(claim):
        return result("stale", "the claim's file changed since it was certified")
    try:
        problems = tuple(_problems(claim, certificate, most, counted))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CertificateError(f"the certificate {certificate_path(claim.path)} is corrupt: {error}") from None
    if problems:
        return result("contradicted", *problems)
    cut = most is not None and any(part.cases > most for part in certificate.reach)
    return result("in part" if cut else "confirmed")


def renewed(claim: Claim, certificate: Certificate, most: int | None) -> Rechecked:
    """The result, after a certificate that this code confirmed in full was written anew with a hash of it."""
    try:
        result = recheck(claim, certificate, most)
    except CertificateError as error:
        return Rechecked(certificate.claim, "corrupt", (str(error),), 0.0)
    if result.outcome != "confirmed" or claim.path is None:
        return result
    known = _with_strength(claim, certificate, result.reach)
    try:
        if known != certificate or not certificate.is_verified(claim):
            known.verified(claim).write(certificate_path(claim.path))
    except OSError as error:
        result = replace(result, note=f"it cannot be renewed: {error.strerror or error}")
    lack = unspoken(named(claim, "", known.constants), known.reach, known.instances.get("tightest"))
    return replace(result, outcome=UNSPOKEN, problems=(lack,)) if lack else result


def _with_strength(claim: Claim, certificate: Certificate, reach: tuple[Reach, ...]) -> Certificate:
    """The certificate with its telling instances counted, at the level that these leave."""
    known = replace(certificate, reach=reach)
    possible = levels(claim, known)
    return known if known.evidence in possible else replace(known, evidence=possible[-1])


def _problems(claim: Claim, certificate: Certificate, most: int | None, counted: dict[int, int]) -> Iterator[str]:
    """What is wrong; the telling instances of sizes that were gone through whole are ``counted``, by their places."""
    if certificate.is_edited:
        yield "it was edited since it was last verified"
    if reason := misfit(claim, certificate):
        yield reason
    yield from unsupported(claim, certificate)
    if reason:
        return
    if claim.kind in KINDS:
        yield from _run_again(claim, certificate)
        return
    for name, verdict in certificate.instances.items():
        yield from filter(None, [disagreement(named(claim, name, certificate.constants), name, verdict)])
    plain = named(claim, "", certificate.constants)
    if certificate.outcome == Outcome.HOLDS:
        for place, part in enumerate(certificate.reach):
            if not miscounted(claim, part):
                with no_collection():  # ten thousands of instances are listed, and make no cycles
                    yield from _exhausted(plain, part, most, partial(counted.__setitem__, place))
        yield from _closer(plain, certificate)
        every = certificate.evidence == Level.COVERED
        yield from _covered(plain, [part.size for part in certificate.reach if every or part.covered])
    elif certificate.outcome != Outcome.FAILS:
        yield from _unjustified(plain, certificate)


def _run_again(claim: Claim, certificate: Certificate) -> Iterator[str]:
    """Claims that are not about every instance of a space: everything that is stored of them is found again."""
    found = KINDS[claim.kind](claim, backwards=True)
    if found.worst != certificate.outcome:
        yield f"the certificate says {certificate.outcome}, running it again says {found.worst}"
    again = found.notable(found.worst)
    for name in sorted(again.keys() - certificate.instances.keys()):
        yield f"the instance {name!r} is missing"
    everything = [*found.failures, *found.troubles, *filter(None, [found.closest])]
    for name, verdict in certificate.instances.items():
        wanted = [again[name]] if name in again else []
        yield from filter(None, [unmatched(name, verdict, wanted, everything)])


def _unjustified(claim: Claim, certificate: Certificate) -> Iterator[str]:
    """That a claim which was not decided could have been."""
    if certificate.outcome != Outcome.VACUOUS:
        trouble = certificate.instances.get("trouble")
        wanted = Outcome.UNDECIDED if certificate.outcome == Outcome.TIES else certificate.outcome
        if trouble is not None and trouble.outcome != wanted:
            yield f"the certificate says {certificate.outcome}, and its instance in trouble {trouble.outcome}"
        return
    met = total = 0
    for size in claim.sizes or (None,):
        space, rng = claim.space_at(size), np.random.default_rng(0)
        batch = space.random(rng, DRAWN, space.statics(rng, 1)[0])
        drawn = [space.column(batch, k) for k in range(DRAWN)]
        counts = decide(claim, [*(raw for _, raw in islice(cases(claim, size), DRAWN)), *drawn], size).counts
        here = counts[Outcome.HOLDS] + counts[Outcome.FAILS]
        if not here:
            return
        met, total = met + here, total + sum(counts.values())
    if met > (1 - MISSED) * total:
        yield f"the certificate says vacuous, and {met} of {total} instances meet the hypotheses"


def _covered(claim: Claim, sizes: Iterable[Any]) -> Iterator[str]:
    for size in sizes:
        found = cover(claim, size, 2 * BOXES)  # interval ends may differ by an ulp on another machine
        if found is None or not found.complete:
            yield f"size {size}: the boxes that cover all real parameters do not settle the claim"


def _closer(claim: Claim, certificate: Certificate) -> Iterator[str]:
    """That one of the lightest instances certainly comes closer than what is stored as the tightest."""
    stored = certificate.instances.get("tightest")
    best = lightest(claim, beyond=None if stored is None else stored.ratio)
    if best is not None and best.ratio is not None:
        if stored is None:
            yield "the instance 'tightest' is missing"
        elif stored.ratio is None or (stored.ratio < best.ratio and is_closer(claim, best, stored)):
            yield f"tightest: ratio {stored.ratio} is stored, and {best.ratio} is reached at {best.raw}"


def _exhausted(claim: Claim, part: Reach, most: int | None, count: Callable[[int], None]) -> Iterator[str]:
    """The small instances of a size listed, counted and decided again: all that are claimed, or the first ``most`` of them."""
    number = part.cases if most is None else min(part.cases, most)
    space = claim.space_at(part.size)
    weight = max(part.weight, space.lightest - 1)
    counted = tally(claim, part.size, weight + 1)
    listed = list(islice(cases(claim, part.size), number + 1))
    whole = weight if number == part.cases else (listed[-1][0] - 1 if listed else weight)
    yield from (f"size {part.size}: {said}" for said in mislisted(space, listed, counted, whole))
    if len(listed) < number:
        yield f"size {part.size}: {part.cases} small instances are claimed, and there are {len(listed)}"
    if number == part.cases and part.complete and len(listed) > number:
        yield f"size {part.size}: the enumeration is called complete at {part.cases} instances, and it goes on"
    found = decide(claim, (raw for _, raw in reversed(listed[:number])), part.size)
    for verdict in (*found.failures, *found.troubles):
        yield f"size {part.size}: {verdict.outcome} {verdict.reason} at {verdict.raw}"
    holding, of = found.counts[Outcome.HOLDS], "" if number == part.cases else f" of the first {number}"
    if holding > part.nonvacuous or (not of and holding < part.nonvacuous):
        yield f"size {part.size}: {part.nonvacuous} instances are said to hold, and {holding}{of} do"
    if part.telling is not None and (found.telling > part.telling or (not of and found.telling < part.telling)):
        yield f"size {part.size}: {part.telling} instances are said to be telling, and {found.telling}{of} are"
    if not of:
        count(found.telling)
