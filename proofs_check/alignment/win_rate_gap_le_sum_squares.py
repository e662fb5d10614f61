"""How far the win rate of Best-of-N stays below ``N/(N + 1)``, for distinct rewards.

The theorem as quoted has the sum of squares; the sum of cubes with ``N (N - 1)/12`` is sharper when masses are small.
"""

from proofs_check.alignment._settings import ranks
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n, win_rate


def gap(i):
    """``N/(N + 1) - W``."""
    reward = ranks(i.size)
    return xp.ratio(i.draws, i.draws + 1) - win_rate(best_of_n(i.base, reward, i.draws), i.base, reward)


CLAIM = Claim(
    statement=r"\frac N{N+1} - W(\mathrm{BoN}_N) \le \frac{N-1}2\sum_y p(y)^2",
    source=Source("arXiv:2401.01879", "Theorem 5.4", status="second-hand"),
    space=lambda n: Space(base=Simplex(n, positive=True), draws=Count(2, 40)),
    sizes=(2, 3, 5, 8),
    lhs=gap,
    rhs=lambda i: xp.ratio(i.draws - 1, 2) * xp.sum(i.base**2),
    trivial=(0, 1),
    loose="the gap is at most N (N - 1)/12 times the sum of cubes, which is smaller by an order for small masses",
)
