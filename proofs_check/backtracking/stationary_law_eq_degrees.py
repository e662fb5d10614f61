"""Degrees over the volume are the stationary law of backtracking, and the walk is reversible, on every tree.

The flow ``mu(u) P(u, v)`` through an edge is half its weight over the volume, from both of its ends; so the flows into a node
add up to what it has. This is ``walk_reversible`` for verifiers without zeros, edge by edge and node by node.
"""

from proofs_check.backtracking._settings import models, verifier
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.families import at_parents
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import total_variation


def derived(i):
    """The weights of the edges, the stationary law, and its ratio to the degrees."""
    weights = walks.edge_weights(i.tree, i.steps, i.guide)
    law = walks.stationary(i.tree, weights)
    return {"weights": weights, "law": law, "rate": law / walks.degrees(i.tree, weights)}


def imbalance(i):
    """``sum over edges of |mu(u) P(u, v) - mu(v) P(v, u)|``, where ``P(u, v) = w(u, v)/(2 deg(u))``."""
    return xp.sum(abs(at_parents(i.tree, i.rate) * i.weights / 2 - i.rate[1:] * i.weights / 2))


CLAIM = Claim(
    statement=r"\mu(u) P(u,v) = \mu(v) P(v,u), \quad \mu P = \mu, \quad \mu(v) = \deg(v)/\mathrm{vol}(T), \quad \hat V > 0",
    source=Source(
        "arXiv:2510.03149", "stationary law of value-guided backtracking (Algorithm 1), on every tree", status="derived"
    ),
    space=lambda size: models(size, derived, guide=verifier),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    chain=(imbalance, lambda i: 0, lambda i: total_variation(walks.step(i.tree, i.weights, i.law), i.law)),
)
