"""The potential of confidence widths.

An arm pulled ``m`` times contributes ``1 + sum_{j<m} j^(-1/2) <= 2 sqrt m``; Cauchy-Schwarz over the arms.
The constant 2 is approached by one arm pulled very often. The lemma is quoted for its rate; the constant is ours.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Whole

MOST = {1: 30, 2: 30, 3: 14, 4: 6}  # pulls of each of so many arms: all counts up to here are few enough to be decided


def widths(pulls):
    """``sum over pulls of min(1, 1/sqrt(earlier pulls))`` of one arm."""
    earlier = np.arange(1, max(MOST.values()))
    return xp.minimum(pulls, 1) + xp.dot(xp.at_least(pulls, earlier + 1), 1 / xp.sqrt(earlier))


def counts(arms):
    """How often each arm is pulled."""
    names = [f"pulls{arm}" for arm in range(arms)]
    return Space(
        derived=lambda i: {"arms": xp.stack([getattr(i, name) for name in names])},
        **{name: Whole(0, MOST[arms]) for name in names},
    )


CLAIM = Claim(
    statement=r"\sum_{t \le T} \min\bigl(1, n_t(\pi_t)^{-1/2}\bigr) \le 2\sqrt{A\,T}",
    source=Source("arXiv:2312.16730", "Lemma 8", status="second-hand", reading="the constant 2 is ours"),
    space=counts,
    sizes=(1, 2, 3, 4),
    lhs=lambda i: sum(map(widths, i.arms)),
    rhs=lambda i: 2 * xp.sqrt(i.size * xp.sum(i.arms)),
    trivial=(0, lambda i: xp.sum(i.arms)),
    sharpened=lambda i: xp.ratio(18, 10) * xp.sqrt(i.size * xp.sum(i.arms)),
)
