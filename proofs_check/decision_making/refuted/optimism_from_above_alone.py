"""Optimism needs both sides: an upper bound that holds is not enough.

Where the lower bounds may lie above the truth, the width of the chosen arm says nothing about what a round costs. The
trivial bound of the left side is 1.
"""

from proofs_check.decision_making.optimism_regret_le_width import derived
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Table

CLAIM = Claim(
    statement=r"\max f^* - f^*(\pi) \le \overline f(\pi) - \underline f(\pi), \quad \pi = \arg\max \overline f,"
    r"\ f^* \le \overline f,\ \underline f \le \overline f",
    source=Source("arXiv:2312.16730", "Lemma 7 with the upper bounds alone", status="derived"),
    space=lambda arms: Space(means=Table(arms, 0, 1), above=Table(arms, 0, 1), width=Table(arms, 0, 1), derived=derived),
    sizes=(2, 3),
    lhs=lambda i: xp.max(i.means) - xp.dot(i.chosen, i.means),
    rhs=lambda i: xp.dot(i.chosen, i.width),
    expect="fails",
    falls="tempting form",
)
