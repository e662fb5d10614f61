"""How far the KL divergence of Best-of-N stays below its formula, for distinct rewards.

The theorem has ``2 N (N - 1) sum p^2``: small when no response is likely. The best constant is ``(log 2 - 1/2)/2``, below a
twentieth of the 2: two draws of a base law of nearly all mass on one response.
"""

from proofs_check.alignment._settings import ranks
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.divergences import kl


def gap(i):
    """``log N - (N - 1)/N - KL``."""
    law = best_of_n(i.base, ranks(i.size), i.draws)
    return xp.log(i.draws) - xp.ratio(i.draws - 1, i.draws) - kl(law, i.base)


def bound(i):
    """``(log 2 - 1/2)/2 * N (N - 1) sum p^2``."""
    return (xp.log(2) - xp.ratio(1, 2)) / 2 * i.draws * (i.draws - 1) * xp.sum(i.base**2)


CLAIM = Claim(
    statement=r"\log N - \tfrac{N-1}N - \mathrm{KL}(\mathrm{BoN}_N\|p)"
    r" \le \tfrac12\bigl(\log 2 - \tfrac12\bigr) N(N-1)\sum_y p(y)^2",
    source=Source(
        "arXiv:2401.01879", "Theorem 3.4, with its best constant", status="derived", also=("Theorem 3.4 (second-hand)",)
    ),
    space=lambda n: Space(base=Simplex(n, positive=True), draws=Count(2, 12)),
    sizes=(2, 3, 5),
    lhs=gap,
    rhs=bound,
    tight_at=lambda k: {"base": [2**k, 1], "draws": 2},
    rate="1 - ratio of order 4^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
