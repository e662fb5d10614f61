"""The minimax regret is the Bayes regret of a least favourable prior.

The linear program over count states has a multiplier for every model; the Bayes-optimal dynamic program at
that prior gives the same value, by a computation that shares nothing with the program. The class has the
means 1/10, 1/2, 9/10 on two arms.
"""

from fractions import Fraction

import numpy as np

from theory_lab.claims import Claim, Count, Source, Space
from theory_lab.decisions.classes import grid
from theory_lab.decisions.minimax import bayes_plan, minimax_regret

CLASS = grid([Fraction(1, 10), Fraction(1, 2), Fraction(9, 10)])


def derived(i):
    """The exact value and the least favourable prior."""
    return {"found": minimax_regret(CLASS, i.horizon)}


CLAIM = Claim(
    statement=r"\min_{\text{learners}} \max_M \mathbb E_M \mathrm{Reg}_T"
    r" = \max_\mu \min_{\text{learners}} \mathbb E_{M \sim \mu} \mathrm{Reg}_T",
    source=Source("arXiv:2312.16730", "minimax theorem for a finite class of bandits", status="derived"),
    space=lambda horizon: Space(horizon=Count(horizon, horizon), derived=derived),
    sizes=(1, 2, 3),
    kind="witness",
    witness=lambda horizon: {"horizon": horizon},
    relation="==",
    lhs=lambda i: i.found.value,
    rhs=lambda i: bayes_plan(CLASS, np.array(i.found.prior, dtype=object), i.horizon).value,
)
