"""A comparator on one response of mass ``1/C``: fewer than ``C`` draws miss it with probability at least 1/4.

``(1 - 1/C)^N >= (1 - 1/C)^C >= 1/4`` for ``C >= 2`` and ``N <= C``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source, Space
from theory_lab.decoding.choice.best_of_n import pass_at


def missed(i):
    """The regret ``(1 - 1/C)^N`` of Best-of-N with a perfect reward model, at ``N`` at most ``C``."""
    mass = xp.exact(xp.ratio(1, i.coverage))
    return 1 - pass_at(mass, min(i.draws, i.coverage))


CLAIM = Claim(
    statement=r"\tfrac14 \le (1 - 1/C)^N, \quad N \le C,\ C \ge 2",
    source=Source("arXiv:2503.21878", "compute lower bound for a point mass", status="derived"),
    space=Space(coverage=Count(2, 60), draws=Count(1, 60)),
    lhs=lambda i: xp.ratio(1, 4),
    rhs=missed,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * missed(i),
    tight_at={"coverage": 2, "draws": 2},
)
