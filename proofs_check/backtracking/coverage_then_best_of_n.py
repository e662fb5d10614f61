"""Coverage is enough for best-of-N.

If ``pi*/p > C`` on mass at most ``delta`` of the target, then ``p(G) >= (pi*(G) - delta)/C`` for every set ``G``, so that
some one of ``N`` draws from ``p`` lands in ``G`` with probability at least ``1 - (1 - (pi*(G) - delta)_+/C)^N``. All sets
at once; ``delta`` is the mass of the event.
"""

from itertools import product

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Whole
from theory_lab.measures.profiles import coverage


def derived(i):
    """The largest difference of the two failure probabilities over all sets but the empty one, at which it is 0."""
    delta = coverage(i.target, i.law, i.level)
    sets = np.array(list(product((0, 1), repeat=i.size))[1:])
    promised = 1 - xp.maximum(xp.dot(sets, i.target) - delta, 0) / i.level
    missed = 1 - xp.dot(sets, i.law)
    return {"excess": xp.max(missed**i.draws - promised**i.draws)}


CLAIM = Claim(
    statement=r"\Pr[\text{no draw in } G] \le \Bigl(1 - \frac{(\pi^*(G)-\delta)_+}C\Bigr)^N \text{ for all } G",
    source=Source("arXiv:2510.03149", "Theorem 4.2 followed by best-of-N", status="derived"),
    space=lambda n: Space(law=Simplex(n), target=Simplex(n), level=Whole(1, 8), draws=Count(1, 4), derived=derived),
    sizes=(2, 3, 4),
    lhs=lambda i: i.excess,
    rhs=lambda i: 0,
    loose="the right side is 0; equality at sets that neither law meets",
)
