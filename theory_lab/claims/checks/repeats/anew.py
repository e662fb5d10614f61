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
    """The same, an error where an instance is decided in another way, or has other sides, in a run of its own.

    Of a claim that holds the closest instance and a light one of each size are looked at, of one that fails the smallest and the
    worst counterexample; stated sizes are gone through from the last on.
    """
    if examination.outcome not in (Outcome.HOLDS, Outcome.FAILS):
        return examination
    constants = {} if examination.best is None else examination.best.ends
    pairs = _backwards(claim, examination.findings) if claim.kind in KINDS else _alone(claim, examination.findings, constants)
    for known, fresh in pairs:
        alike = (fresh.outcome, repr(fresh.size)) == (known.outcome, repr(known.size))
        if not (alike and all(map(agree, (fresh.lhs, fresh.rhs), (known.lhs, known.rhs)))):
            at = ("", "") if fresh.size == known.size else (f" at size {known.size}", f" at size {fresh.size}")
            before, after = (f"{v.outcome}: {v.lhs} against {v.rhs}{where}" for v, where in zip((known, fresh), at, strict=True))
            others = "sizes" if claim.kind in KINDS else "instances"
            reason = f"its code keeps what it computed: it gave {before} after other {others}, and {after} in a run of its own"
            trouble = replace(fresh, outcome=Outcome.ERROR, reason=reason)
            findings = replace(examination.findings, failures=(), closest=None) + Findings(
                troubles=(trouble,), problems=(f"expected {claim.expect}, found error: {reason}",)
            )
            return replace(examination, outcome=Outcome.ERROR, findings=findings)
    return examination


Pairs = Iterator[tuple[Verdict, Verdict]]


def _alone(claim: Claim, found: Findings, constants: Mapping[str, Fraction]) -> Pairs:
    """The closest instance as it was decided, light ones as they are now, each with what a run of its own says.

    Where some fail, the first and the last of these.
    """
    if found.failures:
        ends = (*found.failures[:1], *found.failures[1:][-1:])
        for known in () if claim.unknown else ends:  # an unknown constant is the largest there is
            yield known, judge(anew(claim), known.raw, known.size)
        return
    plain = named(claim, "tightest", constants)
    light = ((size, raw) for size in claim.sizes or (None,) for _, raw in islice(cases(claim, size), OTHER, OTHER + 1))
    for known in (*filter(None, [found.closest]), *(judge(plain, raw, size) for size, raw in light)):
        yield known, judge(named(anew(claim), "tightest", constants), known.raw, known.size)


def _backwards(claim: Claim, found: Findings) -> Pairs:
    """The first number that fails, or the closest one, with that of a run in the other order."""
    again = KINDS[claim.kind](anew(claim), backwards=True)
    other = next(iter((*again.failures, *again.troubles)), again.closest)
    if other is not None:
        yield next(iter(found.failures), found.closest) or replace(other, outcome=Outcome.HOLDS), other
