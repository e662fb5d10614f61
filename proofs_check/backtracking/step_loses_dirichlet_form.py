"""What a step of value-guided backtracking takes from second moments under its stationary law, on every tree.

At least the Dirichlet form ``sum over edges of w (f(v) - f(u))^2 / 2``: by Jensen's inequality at each node, for a step stays
with probability 1/2. With the density of the walk for ``f`` this is what its chi-square distance to the stationary law loses, the
local stationarity in the proof of Theorem 4.2. Both sides are times the volume; sums over leaves and over inner nodes are apart.
"""

from proofs_check.backtracking._settings import models, verifier
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.families import at_parents, child_sums
from theory_lab.claims import Claim, Instance, Source, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The weights of the edges, the degrees, and ``deg(v) P f(v)``."""
    weights = walks.edge_weights(i.tree, i.steps, i.guide)
    degrees = walks.degrees(i.tree, weights)
    above = xp.concatenate([xp.zeros((1,), like=weights), weights * at_parents(i.tree, i.f)])
    arrived = (degrees * i.f + above + child_sums(i.tree, weights * i.f[1:])) / 2
    return {"weights": weights, "degrees": degrees, "arrived": arrived}


def by_kind(i: Instance, values: Array) -> Array:
    """A sum over inner nodes, and one over leaves."""
    return xp.sum(values[i.tree.inner]) + xp.sum(values[i.tree.leaves])


def left(i: Instance) -> Array:
    """``vol (E_mu f^2 - E(f, f))``."""
    form = child_sums(i.tree, i.weights * (i.f[1:] - at_parents(i.tree, i.f)) ** 2) / 2
    return by_kind(i, i.degrees * (i.f**2 - form / i.degrees))


CLAIM = Claim(
    statement=r"\mathbb E_\mu (P f)^2 \le \mathbb E_\mu f^2 - \mathcal E(f, f), \quad \mathcal E(f, f) ="
    r" \frac1{2\, \mathrm{vol}(T)} \sum_{v \ne o} w(v)\, \bigl(f(v) - f(\mathrm{parent}(v))\bigr)^2",
    source=Source("arXiv:2510.03149", "Theorem 4.2, what a step takes from the distance (local stationarity)", status="derived"),
    space=lambda size: models(size, derived, guide=verifier, f=lambda tree: Table(tree.size, -2, 2)),
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: by_kind(i, i.arrived**2 / i.degrees),
    rhs=left,
    sharpened=lambda i: xp.ratio(99, 100) * left(i),
)
