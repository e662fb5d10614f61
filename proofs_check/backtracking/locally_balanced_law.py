"""Locally balanced walks: any balancing function, the same criterion for the leaf law.

Move from ``v`` to a neighbour ``u`` at rate ``g(m(u)/m(v))``, with ``m = pi_ref Vhat`` and ``g(t) = t g(1/t)``,
normalised at ``v``. The conductance ``m(v) g(m(u)/m(v))`` is symmetric, so the normalised moves are those of the walk on
the tree with these weights, and given a leaf it follows the conductances of the leaf edges: ``pi*`` if these are
proportional to ``pi_ref tau``.
"""

from proofs_check.backtracking._settings import models
from theory_lab import numbers as xp
from theory_lab.chains import neighbours
from theory_lab.chains.families import at_parents, child_sums
from theory_lab.claims import Choice, Claim, Source, Table
from theory_lab.decoding.walks.backtracking import stationary_leaf_law
from theory_lab.sequences.laws import reach

BALANCES = {
    "t/(1+t)": lambda t: t / (1 + t),
    "min(1,t)": lambda t: xp.minimum(t, 1),
    "max(1,t)": lambda t: xp.maximum(t, 1),
}


def derived(i):
    """How far the law given a leaf, and the flow along edges, are from those of the walk."""
    masses, g = reach(i.tree, i.steps) * i.scores, BALANCES[i.balance]
    above, here = at_parents(i.tree, masses), masses[1:]
    down, up = g(here / above), g(above / here)
    total = child_sums(i.tree, down) + xp.concatenate([xp.zeros((1,), like=up), up])
    law = neighbours.stationary(i.tree, down / at_parents(i.tree, total), up / total[1:])[i.tree.leaves]
    weights = above * down
    off = xp.sum(abs(law / xp.sum(law) - stationary_leaf_law(i.tree, weights)))
    return {"off": off, "flow": xp.sum(abs(weights - here * up))}


CLAIM = Claim(
    statement=r"P(v,u) \propto g\Bigl(\frac{m(u)}{m(v)}\Bigr),\ g(t) = t\,g(1/t) \implies \mu(y|\Lambda) \propto"
    r" m(v_y)\,g\Bigl(\frac{m(y)}{m(v_y)}\Bigr)",
    source=Source("arXiv:2510.03149", "locally balanced walks", status="derived"),
    space=lambda size: models(size, derived, scores=lambda tree: Table(tree.size, xp.ratio(1, 16), 1), balance=Choice(*BALANCES)),
    sizes=((2, 2), (3, 2)),
    relation="==",
    chain=(lambda i: i.off, lambda i: i.flow, lambda i: 0),
)
