"""Optimism: the regret of a round is at most the width of the chosen arm.

``f*(pi*) <= upper(pi*) <= upper(pi)`` and ``lower(pi) <= f*(pi)``, for each arm of the
largest upper bound, and so for any law on these.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table


def derived(i):
    """A law on the arms of the largest upper bound; ``above_mean`` is how far they exceed the means;
    bounds hold by construction, and the lower one matters there alone."""
    upper = i.means + i.above
    best = xp.at_least(upper, xp.max(upper))
    played = xp.dot(i.ties, best)
    return {"mean": xp.dot(i.ties, best * i.means) / played, "above_mean": xp.dot(i.ties, best * i.above) / played}


CLAIM = Claim(
    statement=r"\max f^* - f^*(\pi) \le \overline f(\pi) - \underline f(\pi), \quad \pi = \arg\max \overline"
    r" f,\ \underline f \le f^* \le \overline f",
    source=Source("arXiv:2312.16730", "Lemma 7", status="second-hand"),
    space=lambda arms: Space(
        means=Table(arms, 0, 1), above=Table(arms, 0, 1), ties=Simplex(arms, positive=True), below=Ratio(0, 1), derived=derived
    ),
    sizes=(2, 3, 6),
    lhs=lambda i: xp.max(i.means) - i.mean,
    rhs=lambda i: i.above_mean + i.below,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * (i.above_mean + i.below),
    tight_at={"means": [1, 0, 1], "above": [1, 1, 0], "ties": [1, 1], "below": [0, 1]},
)
