"""Explore then commit.

Exploration pays the gap in half of its rounds; the later rounds pay it when the wrong arm looked better,
which by Hoeffding's inequality for the ``2m`` samples has probability at most ``exp(-m gap^2)``. The left
side is the algorithm's exact regret, ties split.
"""

from fractions import Fraction
from functools import lru_cache

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Instance, Source, Space, Table
from theory_lab.decisions.play.exact_regret import expected_regret, final_weights
from theory_lab.decisions.play.learners import explore_then_commit
from theory_lab.numbers import Array


@lru_cache(maxsize=64)
def weights(pulls, horizon):
    """The final weights of the algorithm."""
    return final_weights(explore_then_commit(pulls), (1, 2, 2), horizon, exact=True)


def runs(horizon):
    """Two arms, and how often each is explored."""
    return Space(means=Table(2, 0, 1), pulls=Count(1, horizon // 2))


def regret(i):
    """The exact regret, ties split."""
    return expected_regret(i.means, *weights(i.pulls, i.size))


def bound(i: Instance, share: int | Fraction = 1) -> Array:
    """``m gap + share (T - 2m) gap exp(-m gap^2)``."""
    gap = abs(i.means[0] - i.means[1])
    return i.pulls * gap + share * (i.size - 2 * i.pulls) * gap * xp.exp(-i.pulls * gap**2)


def most(i):
    """``T gap``, which no learner exceeds."""
    return i.size * abs(i.means[0] - i.means[1])


CLAIM = Claim(
    statement=r"\mathrm{Reg} \le m\Delta + (T-2m)\,\Delta\,e^{-m\Delta^2}",
    source=Source("arXiv:2312.16730", "explore-then-commit, two arms", status="second-hand"),
    space=runs,
    sizes=(4, 8, 12),
    lhs=regret,
    rhs=bound,
    trivial=(0, most),
    loose="half of the exponential is enough, and that is sharp (explore_then_commit_regret_le_half); equal only at T = 2m",
)
