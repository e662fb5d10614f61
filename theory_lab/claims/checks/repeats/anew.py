"""Instances decided by a run of the claim's file that saw no other.

Code that keeps what it computed at one instance and gives it back at the next agrees with itself as long as it runs.

Main definitions: ``decided_anew``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from theory_lab.claims.checks.examination import Examination
from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import anew
from theory_lab.claims.verdicts.exhaustive import cases
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.restated import agree, named

OTHER = 24  # the place of a light instance that is decided too: the closest one may be what was computed first


def decided_anew(claim: Claim, examination: Examination) -> Examination:
    """The same, an error where a claim that holds is decided in another way, or has other sides, in a run of its own.

    Of the instances the closest one and a light one are looked at.
    """
    if claim.kind != "inequality" or examination.outcome != Outcome.HOLDS:
        return examination
    constants = {} if examination.best is None else examination.best.ends
    for known in _known(named(claim, "tightest", constants), examination.findings.closest):
        fresh = judge(named(anew(claim), "tightest", constants), known.raw, known.size)
        if fresh.outcome != known.outcome or not all(map(agree, (fresh.lhs, fresh.rhs), (known.lhs, known.rhs))):
            before, after = (f"{one.outcome}: {one.lhs} against {one.rhs}" for one in (known, fresh))
            reason = f"its code keeps what it computed: it gave {before} after other instances, and {after} in a run of its own"
            trouble = replace(fresh, outcome=Outcome.ERROR, reason=reason)
            findings = replace(examination.findings, closest=None) + Findings(
                troubles=(trouble,), problems=(f"expected {claim.expect}, found error: {reason}",)
            )
            return replace(examination, outcome=Outcome.ERROR, findings=findings)
    return examination


def _known(claim: Claim, closest: Verdict | None) -> Iterator[Verdict]:
    """The closest instance as it was decided, and a light one as it is now."""
    if closest is not None:
        yield closest
    for _, raw in islice(cases(claim, claim.small_size), OTHER, OTHER + 1):
        yield judge(claim, raw, claim.small_size)
