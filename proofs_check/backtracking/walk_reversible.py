"""Value-guided backtracking is a reversible walk on a weighted tree.

Multiplying the weights at ``v`` by ``pi_ref(v)`` makes them symmetric: the edge above ``v`` weighs
``pi_ref(v) Vhat(v)``. So the walk is reversible with respect to ``mu(v) = deg(v)/vol`` (detailed balance),
and ``mu`` is stationary, for every nonnegative verifier.
"""

from proofs_check.backtracking._settings import models
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Simplex, Source
from theory_lab.measures.divergences import total_variation


def derived(i):
    """The walk, and its stationary law; some edge has positive weight."""
    weights = walks.edge_weights(i.tree, i.steps, i.guide)
    return {"weights": weights, "law": walks.stationary(i.tree, weights)}


def imbalance(i):
    """``sum over pairs of |mu(u) P(u, v) - mu(v) P(v, u)|``."""
    flow = i.law[:, None] * walks.transition_matrix(i.tree, i.weights)
    return xp.sum(abs(flow - flow.T))


CLAIM = Claim(
    statement=r"\mu(u) P(u,v) = \mu(v) P(v,u), \quad \mu P = \mu, \quad \mu(v) = \deg(v)/\mathrm{vol}(T)",
    source=Source("arXiv:2510.03149", "stationary law of value-guided backtracking (Algorithm 1)", status="derived"),
    space=lambda size: models(size, derived, guide=lambda tree: Simplex(tree.size - 1)),
    sizes=((2, 1), (2, 2), (3, 2)),
    relation="==",
    chain=(
        imbalance,
        lambda i: 0,
        lambda i: total_variation(walks.step(i.tree, i.weights, i.law), i.law),
    ),
)
