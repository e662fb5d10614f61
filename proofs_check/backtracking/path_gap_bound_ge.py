"""The spectral gap of backtracking under uniform error.

``sum over u in T_v of deg(u)|u| <= H vol(T_v)`` and ``vol(T_v)/w(v) <= 1 + 2 kappa^2 (H - |v|)``. So the
relaxation time is of order ``kappa^2 H^2``, not the ``kappa^4 H^2`` of the conductance route.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.spectrum import path_gap_bound
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
    statement=r"\frac1{4\kappa^2H^2} \le \frac1{2H(1+2\kappa^2(H-1))}"
    r" \le \min_v \frac{w(v)}{2\sum_{u \in T_v}\deg(u)|u|}",
    source=Source("arXiv:2510.03149", "spectral gap under Assumption 4.1", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(
        lambda i: 1 / (4 * i.kappa**2 * i.tree.depth**2),
        lambda i: 1 / (2 * i.tree.depth * (1 + 2 * i.kappa**2 * (i.tree.depth - 1))),
        lambda i: path_gap_bound(i.tree, i.weights),
    ),
    loose="every node of a subtree is charged the full depth H",
)  # fmt: skip
