"""The time to the first leaf under average error.

By the commute identity it is at most ``2 vol R_eff``, and the unit flow ``f/Z`` in Thomson's principle
gives ``R_eff <= sum_h s_h / Z``; here ``r_h = W_h/Z`` and ``s_h = E_{pi*}[V*/Vhat]`` at depth ``h``.
"""

from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Source, Space, Steps, Table
from theory_lab.sequences.laws import reach, value
from theory_lab.sequences.trees import Tree


def models(size):
    """Any positive verifier and reward; ``up`` and ``down`` are ``sum_h r_h`` and ``sum_h s_h``."""
    tree = Tree.complete(*size)

    def derived(i):
        exact = value(tree, i.steps, i.reward)
        weights = walks.edge_weights(tree, i.steps, i.guide)
        target = (reach(tree, i.steps) * exact / exact[0])[1:]
        return {"tree": tree, "weights": weights, "up": xp.sum(weights) / exact[0], "down": xp.dot(target, exact[1:] / i.guide)}

    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), xp.ratio(1, 16), 1),
        guide=Table(tree.size - 1, xp.ratio(1, 64), 1), derived=derived,
    )  # fmt: skip


CLAIM = Claim(
    statement=r"\mathbb E_o[\text{time to a leaf}] \le 4\Bigl(\sum_h r_h\Bigr)\Bigl(\sum_h s_h\Bigr)",
    source=Source("arXiv:2510.03149", "time to the first leaf under Assumption 4.2", status="derived"),
    space=models,
    sizes=((2, 1), (2, 2), (3, 2), (2, 3)),
    lhs=lambda i: hitting.first_leaf_time(i.tree, i.weights),
    rhs=lambda i: 4 * i.up * i.down,
    sharpened=lambda i: xp.ratio(36, 10) * i.up * i.down,
)  # fmt: skip
