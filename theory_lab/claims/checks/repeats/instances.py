"""Small instances of a certificate, decided again: a random part of the first ones, other ones with each seed.

``recheck`` decides all of them.

Main definitions: ``Sample``, ``OFTEN`` and ``SELDOM``, ``decided_again``.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.exhaustive import Reach, cases
from theory_lab.claims.verdicts.findings import Findings


@dataclass(frozen=True)
class Sample:
    """How many are decided again: of a claim, at least at a size, among how many first ones, and which part of these at most."""

    total: int
    least: int
    near: int
    share: Fraction = Fraction(1)


# A moment's work at 0.2 ms a verdict, as long as no more than 2,000 have to be listed.
OFTEN = Sample(200, 50, 2_000)
# Where this very code has decided all of them a quarter of that is enough to meet what was written by hand.
SELDOM = Sample(48, 12, 500, Fraction(1, 4))


def decided_again(claim: Claim, part: Reach, seed: int, sample: Sample = OFTEN) -> Findings:
    """A random part of the first small instances at one size."""
    near = min(part.cases, sample.near)
    most = -(-near * sample.share.numerator // sample.share.denominator)
    many = min(most, max(sample.least, sample.total // max(1, len(claim.sizes))))
    chosen = set(np.random.default_rng([seed, 3]).choice(near, many, replace=False).tolist())
    first = zip(range(max(chosen, default=-1) + 1), cases(claim, part.size), strict=False)
    return decide(claim, (raw for k, (_, raw) in first if k in chosen), part.size)
