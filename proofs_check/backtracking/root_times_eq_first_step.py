"""The climbing times in closed form solve the equations of the first step, on every tree.

From a node other than the root the walk stays with chance 1/2, else moves to a neighbour, in proportion to the weights. As these
equations and 0 at the root determine the expected times to the root, ``2 sum vol(T_u)/w(u)`` along the path is what they are.
In the equation of ``v``, ``w(v)`` times the climb above ``v`` is ``2 vol(T_v)``, and ``w(va)`` times that above ``va`` is ``2
vol(T_va)``: what is left is ``2 deg(v)``.
"""

from proofs_check.backtracking._settings import models, verifier
from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.chains.families import at_parents, child_sums
from theory_lab.claims import Claim, Source


def derived(i):
    """The weights of the edges, and the times to the root in closed form."""
    weights = walks.edge_weights(i.tree, i.steps, i.guide)
    return {"weights": weights, "times": hitting.root_times(i.tree, weights)}


def residual(i):
    """``sum over v other than the root of |E_v[time] - 1 - sum_u P(v, u) E_u[time]|``."""
    moved = i.weights * at_parents(i.tree, i.times) + child_sums(i.tree, i.weights * i.times[1:])[1:]
    later = i.times[1:] / 2 + moved / walks.degrees(i.tree, i.weights)[1:] / 2
    return xp.sum(abs(i.times[1:] - 1 - later))


CLAIM = Claim(
    statement=r"t(v) = 1 + \sum_u P(v, u)\, t(u) \ (v \ne o), \quad t(o) = 0, \quad"
    r" t(v) = 2\sum_{u \text{ on the path to } v} \mathrm{vol}(T_u)/w(u)",
    source=Source("arXiv:2510.03149", "exact hitting times of the backtracking walk, on every tree", status="derived"),
    space=lambda size: models(size, derived, guide=verifier),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=residual,
    rhs=lambda i: 0,
)
