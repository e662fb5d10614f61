"""How far the win rate of Best-of-N stays below ``N/(N + 1)``, for distinct rewards.

The theorem as quoted has ``(N - 1)/2`` times the sum of squares; the best constant is 1/6, for two draws of a base law of nearly
all mass on one response. The sum of cubes with ``N (N - 1)/12`` (`win_rate_gap_le`) is sharper when masses are small.
"""

from proofs_check.alignment._settings import ranks
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n, win_rate


def gap(i):
    """``N/(N + 1) - W``."""
    reward = ranks(i.size)
    return xp.ratio(i.draws, i.draws + 1) - win_rate(best_of_n(i.base, reward, i.draws), i.base, reward)


def bound(i):
    """``(N - 1)/6`` times the sum of squares."""
    return xp.ratio(i.draws - 1, 6) * xp.sum(i.base**2)


CLAIM = Claim(
    statement=r"\frac N{N+1} - W(\mathrm{BoN}_N) \le \frac{N-1}6\sum_y p(y)^2",
    source=Source(
        "arXiv:2401.01879", "Theorem 5.4, with its best constant", status="derived", also=("Theorem 5.4 (second-hand)",)
    ),
    space=lambda n: Space(base=Simplex(n, positive=True), draws=Count(2, 40)),
    sizes=(2, 3, 5, 8),
    lhs=gap,
    rhs=bound,
    trivial=(0, 1),
    tight_at=lambda k: {"base": [2**k, 1], "draws": 2},
    rate="1 - ratio of order 2^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
