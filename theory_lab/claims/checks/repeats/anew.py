"""Instances decided by a run of the claim's file that saw no other.

Code that keeps what it computed at one instance and gives it back at the next agrees with itself as long as it runs.  So does
code of stated sizes that uses up what it holds, such as an iterator, as long as these are gone through in one order.

Main definitions: ``decided_anew``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from theory_lab.claims.checks.examination import Examination
from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import anew
from theory_lab.claims.verdicts.exhaustive import cases
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.given_sizes import KINDS
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.restated import agree, named

OTHER = 24  # the place of a light instance that is decided too: the closest one may be what was computed first


def decided_anew(claim: Claim, examination: Examination) -> Examination:
    """The same, an error where a claim that holds is decided in another way, or has other sides, in a run of its own.

    Of the instances the closest one and a light one of each size are looked at; stated sizes are gone through from the last on.
    """
    if examination.outcome != Outcome.HOLDS:
        return examination
    constants = {} if examination.best is None else examination.best.ends
    pairs = _backwards(claim, examination.findings) if claim.kind in KINDS else _alone(claim, examination.findings, constants)
    for known, fresh in pairs:
        if fresh.outcome != known.outcome or not all(map(agree, (fresh.lhs, fresh.rhs), (known.lhs, known.rhs))):
            before, after = (f"{one.outcome}: {one.lhs} against {one.rhs}" for one in (known, fresh))
            others = "sizes" if claim.kind in KINDS else "instances"
            reason = f"its code keeps what it computed: it gave {before} after other {others}, and {after} in a run of its own"
            trouble = replace(fresh, outcome=Outcome.ERROR, reason=reason)
            findings = replace(examination.findings, closest=None) + Findings(
                troubles=(trouble,), problems=(f"expected {claim.expect}, found error: {reason}",)
            )
            return replace(examination, outcome=Outcome.ERROR, findings=findings)
    return examination


Pairs = Iterator[tuple[Verdict, Verdict]]


def _alone(claim: Claim, found: Findings, constants: Mapping[str, Fraction]) -> Pairs:
    """The closest instance as it was decided, light ones as they are now, each with what a run of its own says."""
    plain = named(claim, "tightest", constants)
    light = ((size, raw) for size in claim.sizes or (None,) for _, raw in islice(cases(claim, size), OTHER, OTHER + 1))
    for known in (*filter(None, [found.closest]), *(judge(plain, raw, size) for size, raw in light)):
        yield known, judge(named(anew(claim), "tightest", constants), known.raw, known.size)


def _backwards(claim: Claim, found: Findings) -> Pairs:
    """The closest number with that of a run in the other order, or with what that has against the claim."""
    again = KINDS[claim.kind](anew(claim), backwards=True)
    other = next(iter((*again.failures, *again.troubles)), again.closest)
    if other is not None:
        yield found.closest or replace(other, outcome=Outcome.HOLDS), other
