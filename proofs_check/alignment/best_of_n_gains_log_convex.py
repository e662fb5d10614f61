"""What the next draw of Best-of-N adds to the proxy, from what the last ones added.

``D_N = E max_{N+1} - E max_N = int F^N (1 - F)`` is log-convex by Cauchy-Schwarz, and decreasing: after gains of ``D_N`` and
``D_{N+1}`` the next one is at least ``D_{N+1}^2/D_N`` and at most ``D_{N+1}``. The lower end is attained by two rewards, both
in the limit of a rare best response. That gains are decreasing, for all numbers of responses, is `best_of_n_monotone`.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n


def gains(i):
    """``D_N, D_{N+1}, D_{N+2}``."""
    values = [xp.dot(best_of_n(i.base, i.reward, i.draws + k), i.reward) for k in range(4)]
    return {"gains": xp.stack([after - before for before, after in zip(values, values[1:], strict=False)])}


CLAIM = Claim(
    statement=r"D_{N+1}^2 \le D_N\, D_{N+2} \le D_N\, D_{N+1}, \quad D_N = \hat J_{N+1} - \hat J_N",
    source=Source("arXiv:2503.21878", "monotonicity of Best-of-N in its proxy, the gains", status="derived"),
    space=lambda n: Space(base=Simplex(n), reward=Table(n, 0, 1), draws=Count(1, 20), derived=gains),
    sizes=(2, 3, 5, 8),
    chain=(
        lambda i: i.gains[1] ** 2,
        lambda i: i.gains[0] * i.gains[2],
        lambda i: i.gains[0] * i.gains[1],
    ),
    trivial=(0, 1),
    tight_at=lambda k: {"base": [2**k - 1, 1], "reward": [1, 0, 1], "draws": 1},
    rate="1 - ratio of order 2^(-k)",
)
