"""How far the win rate of Best-of-N stays below ``N/(N + 1)``, by the squares of the tie classes.

For distinct rewards, as in the theorem, a class is one response, and the sum is that of ``p^2``. The theorem as quoted has
``(N - 1)/2`` times the sum of squares; the best constant is 1/6, for two draws of a base law of nearly all mass on one response.
The sum of cubes with ``N (N - 1)/12`` (`win_rate_gap_le`) is sharper when masses are small.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Instance, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The win rate and the sum of the squares of the tie classes."""
    above, below = xp.at_least(i.reward[:, None], i.reward[None]), xp.at_least(i.reward[None], i.reward[:, None])
    wins = xp.dot((above + 1 - below) / 2, i.base)
    squares = xp.dot(i.base, xp.dot(above * below, i.base))
    return {"rate": xp.dot(best_of_n(i.base, i.reward, i.draws), wins), "squares": squares}


def bound(i: Instance) -> Array:
    """``(N - 1)/6`` times the sum of squares."""
    return xp.ratio(i.draws - 1, 6) * i.squares


CLAIM = Claim(
    statement=r"\frac N{N+1} - W(\mathrm{BoN}_N) \le \frac{N-1}6\sum_T p_T^2",
    source=Source(
        "arXiv:2401.01879", "Theorem 5.4, with its best constant", status="derived", also=("Theorem 5.4 (second-hand)",)
    ),
    space=lambda n: Space(base=Simplex(n), reward=Table(n, 0, 1), draws=Count(2, 40), derived=derived),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: xp.ratio(i.draws, i.draws + 1) - i.rate,
    rhs=bound,
    trivial=(0, 1),
    tight_at=lambda k: {"base": [2**k, 1], "reward": [1, 0, 1], "draws": 2},
    rate="1 - ratio of order 2^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
