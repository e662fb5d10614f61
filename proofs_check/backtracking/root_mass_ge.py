"""The stationary mass of the root under uniform error.

``mu(o) = W_1/(2 sum_h W_h)`` with ``W_1 >= Z/kappa``, inner levels at most ``kappa Z`` and the last one ``Z``. Equality at
``kappa = 1``, where it is ``1/(2H)``, half the mass of an inner level.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Ratio, Source, Space, Steps, Table
from theory_lab.sequences.laws import value
from theory_lab.sequences.trees import Tree


def models(size):
    """A verifier between ``V*/kappa`` and ``kappa V*`` at inner nodes, exact at the leaves."""
    tree = Tree.complete(*size)
    inner = slice(1, tree.levels[-1].start)

    def derived(i):
        exact = value(tree, i.steps, i.reward)[inner]
        guide = xp.concatenate([exact * (1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa)), i.reward])
        return {"tree": tree, "mass": walks.stationary(tree, walks.edge_weights(tree, i.steps, guide))[0]}

    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), xp.ratio(1, 16), 1),
        kappa=Ratio(1, 4), noise=Table(inner.stop - 1, 0, 1), derived=derived,
    )  # fmt: skip


CLAIM = Claim(
    statement=r"\frac1{2\kappa^2H} \le \mu(o)",
    source=Source("arXiv:2510.03149", "root mass under Assumption 4.1", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: 1 / (2 * i.kappa**2 * i.tree.depth),
    rhs=lambda i: i.mass,
    sharpened=lambda i: xp.ratio(99, 100) * i.mass,
    tight_at={"steps": [1, 1, 1, 1, 1, 1], "reward": [16, 1, 1, 1, 1], "kappa": [1, 1], "noise": [1, 0, 0]},
)
