"""The leaves do not have half of a level's share for every verifier.

Inflating the inner values by ``kappa`` leaves the stationary mass ``1/(2 (1 + kappa (H - 1)))``, below
``1/(2H)``; on balanced brackets with values inflated after opening ones it is ``1/(H (kappa + 1))``.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Simplex, Source, Space, Steps, Table
from theory_lab.decoding.walks.backtracking import leaf_mass
from theory_lab.sequences.laws import value
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


def mass(i):
    """The stationary mass of the leaves when inner values are multiplied by the errors."""
    exact = value(TREE, i.steps, i.reward)[1:3]
    return leaf_mass(TREE, walks.edge_weights(TREE, i.steps, xp.concatenate([exact * i.errors, i.reward])))


CLAIM = Claim(
    statement=r"\frac1{2H} \le \mu(\text{leaves}) \text{ for every verifier with exact leaves}",
    source=Source("arXiv:2510.03149", "leaf mass without an error assumption", status="derived"),
    space=Space(steps=Steps(TREE, positive=True), reward=Simplex(4, positive=True), errors=Table(2, xp.ratio(1, 4), 4)),
    lhs=lambda i: xp.ratio(1, 4),
    rhs=mass,
    expect="fails",
    falls="tempting form",
)
