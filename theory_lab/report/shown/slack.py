"""The closest instance of a claim whose ratio says nothing.

Where the smaller side is 0, as in ``0 <= X``, the ratio of the sides is 0 at every instance, and how close they come is their
difference.

Main definitions: ``least_slack``, ``is_unranked``.

Conventions: it looks at some of the lightest instances, decided exactly and compared by floats; no verdict depends on it.
"""

from __future__ import annotations

import math
from itertools import islice

from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.exhaustive import cases
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome

LIGHTEST = 100  # instances of each size: a second where one takes 10 ms


def least_slack(claim: Claim) -> Verdict | None:
    """Where the claim holds with the smallest difference of its sides, among the lightest instances of each size."""
    light = (judge(claim, raw, size) for size in claim.sizes or (None,) for _, raw in islice(cases(claim, size), LIGHTEST))
    held = (verdict for verdict in light if verdict.outcome == Outcome.HOLDS and math.isfinite(verdict.gap))
    return min(held, key=lambda verdict: abs(verdict.gap), default=None)


def is_unranked(claim: Claim, verdict: Verdict) -> bool:
    """Whether a claim holds at an instance where the ratio of its sides is 0 or no number."""
    return verdict.outcome == Outcome.HOLDS and claim.relation != "==" and not verdict.ratio
