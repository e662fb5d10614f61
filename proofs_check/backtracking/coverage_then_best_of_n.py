"""Coverage is enough for best-of-N.

If ``pi*/p >= C`` on mass at most ``delta`` of the target, then ``p(G) >= (pi*(G) - delta)/C`` for every set ``G``, so that
some one of ``N`` draws from ``p`` lands in ``G`` with probability at least ``1 - (1 - (pi*(G) - delta)_+/C)^N``; ``delta`` is
the mass of the event. Sharp where ``pi*/p`` is just below ``C`` on ``G``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table, Whole
from theory_lab.measures.profiles import coverage


def derived(i):
    """What the set misses of the law, and what is promised of that; the set are the outcomes of a large mark."""
    delta, members = coverage(i.target, i.law, i.level), xp.at_least(i.mark, xp.ratio(1, 2))
    promised = 1 - xp.maximum(xp.dot(members, i.target) - delta, 0) / i.level
    return {"missed": 1 - xp.dot(members, i.law), "promised": promised}


CLAIM = Claim(
    statement=r"\Pr[\text{no draw in } G] \le \Bigl(1 - \frac{(\pi^*(G)-\delta)_+}C\Bigr)^N \text{ for all } G",
    source=Source("arXiv:2510.03149", "Theorem 4.2 followed by best-of-N", status="derived"),
    space=lambda n: Space(
        law=Simplex(n), target=Simplex(n), mark=Table(n, 0, 1), level=Whole(1, 8), draws=Count(1, 4), derived=derived
    ),
    sizes=(2, 3, 4),
    lhs=lambda i: i.missed**i.draws,
    rhs=lambda i: i.promised**i.draws,
    trivial="probability",
    tight_at=lambda k: {"law": [2**k - 1, 2**k + 1], "target": [0, 1], "level": 2, "draws": 1, "mark": [1, 0, 1]},
    rate="1 - ratio of order 2^(-k)",
)
