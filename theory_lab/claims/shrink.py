"""From a counterexample to one that a person can check by hand.

Two instances are shown for a false claim: the *smallest* one, for understanding, and the *worst* one, so that a gross
failure never looks like an off-by-one.

Main definitions: ``smallest``.
"""

from __future__ import annotations

from itertools import islice, takewhile

from theory_lab.claims.claim import Claim
from theory_lab.claims.judge import Verdict, decide, judge
from theory_lab.claims.reach import cases


def smallest(claim: Claim, failure: Verdict, budget: int = 3000) -> Verdict:
    """A lighter failing instance: the lightest of all if it is among the first small cases, else a greedy descent."""
    space, size = claim.space_at(failure.size), failure.size
    bar = space.weight(failure.raw)
    below = takewhile(lambda case: case[0] <= bar, cases(claim, size))
    tally = decide(claim, (raw for _, raw in islice(below, budget)), size)
    if tally.failures:
        return tally.failures[0]
    best, tried = failure, 0
    improved = True
    while improved and tried < budget:
        improved = False
        for raw in space.simpler(best.raw):
            tried += 1
            verdict = judge(claim, raw, size)
            if verdict.outcome == "fails":
                best, improved = verdict, True
                break
            if tried >= budget:
                break
    return best
