"""A certificate that this very code has verified, and at which of its sizes it is looked at again.

Main definitions: ``Verified``.

Conventions: a size is *settled* where this very code has decided all instances that there are: no search can find anything there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.exhaustive import Reach, is_small
from theory_lab.claims.verdicts.outcomes import Outcome

# One size in so many is drawn, and one at least.
_ONE_IN = 4


@dataclass(frozen=True)
class Verified:
    """A certificate that this very code has verified."""

    certificate: Certificate

    @property
    def holds(self) -> bool:
        """Whether what was verified is that the claim holds."""
        return self.certificate.outcome == Outcome.HOLDS

    def reach_at(self, size: Any) -> Reach | None:
        """How far its small instances go at a size."""
        return next((part for part in self.certificate.reach if repr(part.size) == repr(size)), None)

    def settles(self, claim: Claim, size: Any) -> bool:
        """Whether all instances that there are at a size, which are few, were decided one by one."""
        part = self.reach_at(size)
        return self.holds and part is not None and part.complete and is_small(claim.space_at(size))

    def drawn(self, claim: Claim, seed: int) -> tuple[Any, ...]:
        """A quarter of the sizes in their order, one at least, other ones with each seed; all of them where the claim fails.

        A stretch of sizes for trends, whose steps are between neighbours; all sizes for simulations, whose seeds go by places in
        the list.
        """
        sizes, rng = claim.sizes, np.random.default_rng([seed, 4])
        many = -(-len(sizes) // _ONE_IN)
        if len(sizes) < 2 or claim.kind == "simulated" or not self.holds:
            return sizes
        if claim.kind == "trend":
            start = int(rng.integers(len(sizes) - many))
            return sizes[start : start + many + 1]
        return tuple(sizes[k] for k in sorted(rng.choice(len(sizes), many, replace=False).tolist()))
