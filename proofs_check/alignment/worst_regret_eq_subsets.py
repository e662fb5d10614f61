"""The largest proxy regret of Best-of-N over all rewards, by level sets.

Over rewards in [0, 1] the regret is ``max over A of target(A) - 1 + (1 - base(A))^N``. A maximising set is
a level set of ``target/base``, so ``n`` sets are tried instead of ``2^n``.
"""

from itertools import product

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import worst_regret


def over_subsets(i):
    """``max over all 2^n events``."""
    events = np.array(list(product((0, 1), repeat=i.size)))
    targets, bases = (xp.sum(events * law, axis=1) for law in (i.target, i.base))
    return xp.max(targets - 1 + (1 - bases) ** i.draws)


CLAIM = Claim(
    statement=r"\max_A \pi(A) - 1 + (1-p(A))^N \text{ is attained at a level set of } \pi/p",
    source=Source("arXiv:2503.21878", "exact worst case of Lemma F.1", status="derived"),
    space=lambda n: Space(target=Simplex(n), base=Simplex(n), draws=Count(1, 8)),
    sizes=(2, 3, 5),
    relation="==",
    lhs=over_subsets,
    rhs=lambda i: worst_regret(i.target, i.base, i.draws),
)
