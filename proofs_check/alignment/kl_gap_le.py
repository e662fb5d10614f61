"""How far the KL divergence of Best-of-N stays below its formula, for distinct rewards.

The gap is at most ``2 N (N - 1) sum p^2``: small when no response is likely.
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


CLAIM = Claim(
    statement=r"\log N - \tfrac{N-1}N - \mathrm{KL}(\mathrm{BoN}_N\|p) \le 2N(N-1)\sum_y p(y)^2",
    source=Source("arXiv:2401.01879", "Theorem 3.4", status="second-hand"),
    space=lambda n: Space(base=Simplex(n, positive=True), draws=Count(2, 12)),
    sizes=(2, 3, 5),
    lhs=gap,
    rhs=lambda i: 2 * i.draws * (i.draws - 1) * xp.sum(i.base**2),
    loose="the gap is of the order of the sum of cubes; the win-rate claims give the sharp form of that kind",
)
