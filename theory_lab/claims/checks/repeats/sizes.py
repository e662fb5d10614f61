"""Claims that say something at each of their sizes, decided there; where this very code has verified them at some of the sizes.

Main definitions: ``stated``, ``at_sizes``.

Conventions: ``seen`` of what is found counts the instances or numbers that were decided.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from theory_lab.claims.checks.repeats.verified import Verified
from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.given_sizes import KINDS
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import variant


def stated(claim: Claim, verified: Verified | None = None, seed: int = 0) -> Findings:
    """A claim that is no inequality, decided at its sizes; at those drawn where a certificate of it was ``verified``.

    All sizes are decided where something does not hold at some, or where these do not tell whether the claim has the strength
    that it says.
    """
    sizes = claim.sizes if verified is None else verified.drawn(claim, seed)
    if len(sizes) < len(claim.sizes):
        found = _decided(at_sizes(claim, sizes))
        if found.worst == Outcome.HOLDS and _speaks(claim, found):
            return found
    return _decided(claim)


def _decided(claim: Claim) -> Findings:
    found = KINDS[claim.kind](claim)
    return replace(found, seen=found.counts["small"])


def _speaks(claim: Claim, found: Findings) -> bool:
    """Whether some sizes say enough of the strength at all of them: one number tells, or with ``weak`` one does not."""
    if claim.weak:
        return found.telling < found.seen
    return claim.trivial is None or found.telling > 0


def at_sizes(claim: Claim, sizes: tuple[Any, ...]) -> Claim:
    """The claim at some of its sizes alone."""
    printed = {size: claim.printed[size] for size in sizes if size in claim.printed}
    return variant(claim, sizes=sizes, printed=printed)
