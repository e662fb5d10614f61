"""Optimism: the regret of a round is at most the width of the chosen arm.

``f*(pi*) <= upper(pi*) <= upper(pi)`` and ``lower(pi) <= f*(pi)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table


def derived(i):
    """The arms of the largest upper bound in equal parts; bounds hold by construction, and the lower one matters there alone."""
    upper = i.means + i.above
    best = xp.at_least(upper, xp.max(upper))
    return {"chosen": best / xp.sum(best)}


CLAIM = Claim(
    statement=r"\max f^* - f^*(\pi) \le \overline f(\pi) - \underline f(\pi), \quad \pi = \arg\max \overline"
    r" f,\ \underline f \le f^* \le \overline f",
    source=Source("arXiv:2312.16730", "Lemma 7", status="second-hand"),
    space=lambda arms: Space(means=Table(arms, 0, 1), above=Table(arms, 0, 1), below=Ratio(0, 1), derived=derived),
    sizes=(2, 3, 6),
    lhs=lambda i: xp.max(i.means) - xp.dot(i.chosen, i.means),
    rhs=lambda i: xp.dot(i.chosen, i.above) + i.below,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * (xp.dot(i.chosen, i.above) + i.below),
    tight_at={"means": [1, 0, 1], "above": [1, 1, 0], "below": [0, 1]},
)
