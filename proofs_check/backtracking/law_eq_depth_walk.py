"""With errors that depend on the depth alone, the walk samples the target at every time.

Going down from ``v`` it chooses child ``c`` with probability ``pi*(c | v)``, and up and down weights depend
on the depth: ``P(X_t = v)`` is the probability that the walk on a path with edge weights ``c_1, ..., c_H``
is at depth ``|v|``, times ``pi*(v)``. Exact values are ``c = 1``.
"""

from proofs_check.backtracking._settings import models, reward_up_to_scale
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Count, Source, Table
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import reach, value
from theory_lab.sequences.trees import Tree


def derived(i):
    """The path on which the depth walks, and the values."""
    return {"path": Tree.complete(1, i.tree.depth), "values": value(i.tree, i.steps, i.reward)}


def walked(i):
    """The law of the walk after ``time`` steps."""
    guide = i.values[1:] * i.factors[i.tree.depths[1:] - 1]
    return walks.law_after(i.tree, walks.edge_weights(i.tree, i.steps, guide), i.time)


def product(i):
    """``P(D_t = |v|) pi*(v)``."""
    depth_law = walks.law_after(i.path, i.factors, i.time)
    return depth_law[i.tree.depths] * reach(i.tree, i.steps) * i.values / i.values[0]


CLAIM = Claim(
    statement=r"\hat V(v) = c_{|v|} V^*(v) \implies \mathbb P(X_t = v) = \mathbb P(D_t = |v|)\,\pi^*(v)",
    source=Source("arXiv:2510.03149", "walk with exact values and with level errors", status="derived"),
    space=lambda size: models(
        size, derived, reward=reward_up_to_scale, time=Count(0, 8), factors=Table(size[1], xp.ratio(1, 8), 8)
    ),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: total_variation(walked(i), product(i)),
    rhs=lambda i: 0,
)
