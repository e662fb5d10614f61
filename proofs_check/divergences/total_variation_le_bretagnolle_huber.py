"""Bretagnolle and Huber: a bound on total variation that never says more than 1.

``TV <= sqrt(1 - exp(-KL)) <= 1 - exp(-KL)/2``; disjoint laws attain both steps.
"""

from proofs_check.divergences._settings import DISJOINT, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import kl, total_variation

CLAIM = Claim(
    statement=r"\mathrm{TV}(p, q) \le \sqrt{1 - e^{-\mathrm{KL}(p \| q)}} \le 1 - \tfrac12 e^{-\mathrm{KL}(p \| q)}",
    source=Source("arXiv:2202.07198", "the inequality of Bretagnolle and Huber", status="second-hand"),
    space=pair,
    sizes=(2, 3),
    chain=(
        lambda i: total_variation(i.p, i.q),
        lambda i: xp.sqrt(1 - xp.exp(-kl(i.p, i.q))),
        lambda i: 1 - xp.exp(-kl(i.p, i.q)) / 2,
    ),
    tight_at=DISJOINT,
)
