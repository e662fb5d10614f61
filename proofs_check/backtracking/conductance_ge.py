"""The conductance of backtracking under uniform error.

``vol(T_v)/w(v) <= 1 + 2 kappa^2 (H - |v|)``, and the best cut is a single edge (Sinclair and Jerrum's
bound).
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.conductance import conductance
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
        return {"tree": tree, "weights": walks.edge_weights(tree, i.steps, guide)}

    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), xp.ratio(1, 16), 1),
        kappa=Ratio(xp.ratio(65, 64), 4), noise=Table(inner.stop - 1, 0, 1), derived=derived,
    )  # fmt: skip


CLAIM = Claim(
    statement=r"\frac1{4\kappa^2H} \le \frac1{2(1+2\kappa^2(H-1))} \le \Phi",
    source=Source("arXiv:2510.03149", "conductance under Assumption 4.1", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(
        lambda i: 1 / (4 * i.kappa**2 * i.tree.depth),
        lambda i: 1 / (2 * (1 + 2 * i.kappa**2 * (i.tree.depth - 1))),
        lambda i: conductance(i.tree, i.weights),
    ),
    loose="the first step drops the constant of the second, which is attained as kappa -> 1 by a light first letter",
)  # fmt: skip
