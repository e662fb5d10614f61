"""Why a claim is vacuous: which hypothesis is met by how few instances.

Main definitions: ``rarest``.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.exhaustive import cases
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import variant

# Enough to tell which hypothesis is the rare one; each costs one exact verdict for each hypothesis.
SAMPLE = 200


def rarest(claim: Claim, size: Any) -> str:
    """One sentence on the hypothesis that the fewest of the first small instances of a size meet."""
    raws = [raw for _, raw in islice(cases(claim, size), SAMPLE)]
    met = {name: sum(_meets(claim, name, raw, size) for raw in raws) for name in claim.given}
    name = min(met, key=lambda name: met[name])
    where = "" if size is None else f" at size {size}"
    return f"the hypothesis {name!r} is met by {met[name]} of the first {len(raws)} small instances{where}"


def _meets(claim: Claim, name: str, raw: Any, size: Any) -> bool:
    alone = variant(claim, given={name: claim.given[name]}, chain=(), lhs=lambda i: 0, rhs=lambda i: 0)
    return judge(alone, raw, size).outcome != Outcome.VACUOUS
