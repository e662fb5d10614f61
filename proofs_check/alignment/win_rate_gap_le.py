"""How far the win rate of Best-of-N stays below ``N/(N + 1)``.

On a tie class the loss is the covariance of ``u`` and ``N u^(N-1)`` over an interval of length ``p_T``,
whose slopes are 1 and at most ``N (N - 1)``; that covariance is at most ``N (N - 1) p_T^3 / 12``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n


def derived(i):
    """The win rate and the sum of the cubes of the tie classes."""
    above, below = xp.at_least(i.reward[:, None], i.reward[None]), xp.at_least(i.reward[None], i.reward[:, None])
    classes = xp.dot(above * below, i.base)
    wins = xp.dot((above + 1 - below) / 2, i.base)
    return {"rate": xp.dot(best_of_n(i.base, i.reward, i.draws), wins), "cubes": xp.dot(i.base, classes**2)}


def bound(i):
    """``N (N - 1) / 12`` times the sum of cubes."""
    return xp.ratio(i.draws * (i.draws - 1), 12) * i.cubes


CLAIM = Claim(
    statement=r"\frac N{N+1} - W(\mathrm{BoN}_N) \le \frac{N(N-1)}{12}\sum_T p_T^3",
    source=Source("arXiv:2401.01879", "refinement of Theorem 5.4", status="derived"),
    space=lambda n: Space(base=Simplex(n), reward=Table(n, 0, 1), draws=Count(2, 60), derived=derived),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: xp.ratio(i.draws, i.draws + 1) - i.rate,
    rhs=bound,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"base": [1, 1], "reward": [1, 0, 1], "draws": 2},
)
