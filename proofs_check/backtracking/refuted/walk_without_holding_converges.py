"""Without laziness the walk never settles.

The depth changes by one at every step, so after ``T`` steps the walk is at depths of the parity of ``T``
only: a leaf of depth ``H`` has probability 0 whenever ``T - H`` is odd, however large ``T`` is.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Count, Source, Space, Steps
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


def success(i):
    """The probability of a leaf after ``time`` steps of the walk that never stays, guided by exact values (reward 1)."""
    weights = walks.edge_weights(TREE, i.steps, xp.ones((TREE.size - 1,), like=i.steps))
    return xp.sum(walks.law_after(TREE, weights, i.time, holding=Fraction(0))[TREE.leaves])


CLAIM = Claim(
    statement=r"\frac1{8H} \le \mathbb P(X_T \text{ is a leaf}) \text{ for all } T \ge 4H^2"
    r" \text{ without holding}",
    source=Source("arXiv:2510.03149", "Theorem 4.1 for the walk without holding", status="derived"),
    space=Space(steps=Steps(TREE, positive=True), time=Count(16, 24)),
    lhs=lambda i: xp.ratio(1, 16),
    rhs=success,
    expect="fails",
    falls="tempting form",
)
