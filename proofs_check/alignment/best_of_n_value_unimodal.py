"""The inevitable hump: Best-of-N on a true reward that rises and then falls along the proxy.

``J(BoN_N) = int f(u) N u^(N-1) du`` with ``f`` the mean true reward at rank ``u``. The kernel is totally positive, so
``N -> J(BoN_N) - c`` changes sign no more often than ``f - c``: twice at most when ``f`` rises and then falls, and in
that order. So the value at a middle budget is at least the smaller of those at the ends.
"""

import numpy as np

from proofs_check.alignment._settings import ranks
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n


def derived(i):
    """A reward that rises up to the peak and falls after it, along the proxy ``1, ..., n``."""
    place, step = np.arange(i.size)[:, None], np.arange(i.size - 1)
    past = (place > step).astype(int)
    reward = xp.dot(np.where(step < i.peak, past, -past), i.steps)
    return {"reward": reward - xp.min(reward), "proxy": ranks(i.size)}


def value(i, draws):
    """``J(BoN_N)``."""
    return xp.dot(best_of_n(i.base, i.proxy, draws), i.reward)


def ends(i):
    """The smaller of the values at the two outer budgets."""
    return xp.minimum(value(i, i.draws), value(i, i.draws + i.gap + i.more))


CLAIM = Claim(
    statement=r"f \text{ unimodal} \implies \min\{J(\mathrm{BoN}_{N_1}), J(\mathrm{BoN}_{N_3})\} \le J(\mathrm{BoN}_{N_2}),"
    r" \quad N_1 < N_2 < N_3",
    source=Source("arXiv:2503.21878", "unimodality of the value of Best-of-N", status="derived"),
    space=lambda n: Space(
        base=Simplex(n, positive=True),
        steps=Table(n - 1, 0, 1),
        peak=Choice(*range(n)),
        draws=Count(1, 30),
        gap=Count(1, 30),
        more=Count(1, 30),
        derived=derived,
    ),
    sizes=(2, 3, 5),
    lhs=ends,
    rhs=lambda i: value(i, i.draws + i.gap),
    sharpened=lambda i: xp.ratio(99, 100) * value(i, i.draws + i.gap),
    notes="f nondecreasing is the case of the peak at the end; ties of the proxy enter by their class means.",
)
