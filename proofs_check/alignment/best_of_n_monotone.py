"""The proxy value of Best-of-N is nondecreasing and concave in the number of draws.

``E max_{N+1} - E max_N = int F^N (1 - F)``, which is nonnegative and decreasing in ``N``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n


def gain(i, draws):
    """``E rhat`` with one more draw, minus ``E rhat``."""
    more, fewer = (best_of_n(i.base, i.reward, n) for n in (draws + 1, draws))
    return xp.dot(more - fewer, i.reward)


CLAIM = Claim(
    statement=r"0 \le \hat J_{N+2} - \hat J_{N+1} \le \hat J_{N+1} - \hat J_N",
    source=Source("arXiv:2503.21878", "monotonicity of Best-of-N in its proxy", status="derived"),
    space=lambda n: Space(base=Simplex(n), reward=Table(n, 0, 1), draws=Count(1, 20)),
    sizes=(2, 3, 5, 8),
    chain=(lambda i: 0, lambda i: gain(i, i.draws + 1), lambda i: gain(i, i.draws)),
    trivial=(-1, None),
    loose=(
        "the lower end 0 has no ratio; best_of_n_gains_log_convex has a sharp one, and the upper end in the limit of "
        "a rare best response"
    ),
)
