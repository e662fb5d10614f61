"""The time to the first leaf under average error.

By the commute identity it is at most ``2 vol R_eff``, and the unit flow ``f/Z`` in Thomson's principle
gives ``R_eff <= sum_h s_h / Z``; here ``r_h = W_h/Z`` and ``s_h = E_{pi*}[V*/Vhat]`` at depth ``h``.
"""

from proofs_check.backtracking._settings import models, positive_reward
from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Source, Table
from theory_lab.sequences.laws import reach, value


def derived(i):
    """``up`` and ``down`` are ``sum_h r_h`` and ``sum_h s_h``."""
    exact = value(i.tree, i.steps, i.reward)
    weights = walks.edge_weights(i.tree, i.steps, i.guide)
    target = (reach(i.tree, i.steps) * exact / exact[0])[1:]
    return {"weights": weights, "up": xp.sum(weights) / exact[0], "down": xp.dot(target, exact[1:] / i.guide)}


CLAIM = Claim(
    statement=r"\mathbb E_o[\text{time to a leaf}] \le 4\Bigl(\sum_h r_h\Bigr)\Bigl(\sum_h s_h\Bigr)",
    source=Source("arXiv:2510.03149", "time to the first leaf under Assumption 4.2", status="derived"),
    space=lambda size: models(size, derived, reward=positive_reward, guide=lambda tree: Table(tree.size - 1, xp.ratio(1, 64), 1)),
    sizes=((2, 1), (2, 2), (3, 2), (2, 3)),
    lhs=lambda i: hitting.first_leaf_time(i.tree, i.weights),
    rhs=lambda i: 4 * i.up * i.down,
    sharpened=lambda i: xp.ratio(36, 10) * i.up * i.down,
)
