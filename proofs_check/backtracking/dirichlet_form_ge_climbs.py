"""The Dirichlet form of backtracking by climbing times, on every tree: Hardy's inequality, and with it the spectral gap.

With ``t(v)`` the expected climb from ``v`` to the root, ``2 sum over v of deg(v) f(v)^2/t(v)`` is at most ``sum over edges of w
(f(v) - f(p))^2`` where ``f`` is 0 at the root; ``p`` is the parent of ``v``. The left side is summed by parts here: as ``deg(v)``
is ``vol(T_v)`` less the volumes below the children, it is ``2 sum vol(T_v) (f(v)^2/t(v) - f(p)^2/t(p))`` over edges, where the
term of the root is 0. As ``2 vol(T_v)`` is ``w(v) (t(v) - t(p))``, this says of each edge that ``2 f(v) f(p)`` is at most
``f(v)^2 t(p)/t(v) + f(p)^2 t(v)/t(p)``. With climbs of at most ``S`` the variance of any function, at most its second moment
about its value at the root, is at most ``S`` times its Dirichlet form: the spectral gap is at least ``1/S``, and ``S`` is at
most ``2 kappa^2 H^2`` under uniform error (`climb_of_levels`, `root_times_le`).
"""

from proofs_check.backtracking._settings import models, verifier
from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.chains.families import at_parents
from theory_lab.claims import Claim, Instance, Source, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The weights of the edges, the times to the root, and the values with 0 at the root."""
    weights = walks.edge_weights(i.tree, i.steps, i.guide)
    values = xp.concatenate([xp.zeros((1,), like=weights), i.f])
    return {"weights": weights, "times": hitting.root_times(i.tree, weights), "values": values}


def by_parts(i: Instance) -> Array:
    """``2 sum over edges of vol(T_v) (f(v)^2/t(v) - f(p)^2/t(p))``."""
    rates = i.values**2 / xp.where(i.times > 0, i.times, 1)
    return xp.sum(2 * walks.subtree_volumes(i.tree, i.weights)[1:] * (rates[1:] - at_parents(i.tree, rates)))


def energy(i: Instance) -> Array:
    """``sum over edges of w(v) (f(v) - f(p))^2``."""
    return xp.sum(i.weights * (i.values[1:] - at_parents(i.tree, i.values)) ** 2)


CLAIM = Claim(
    statement=r"\sum_{v \ne o} \frac{2 \deg(v)}{t(v)} f(v)^2 \le \sum_{v \ne o} w(v)\, \bigl(f(v) -"
    r" f(\mathrm{parent}(v))\bigr)^2, \quad f(o) = 0, \quad t(v) = \mathbb E_v[\text{time to the root}]",
    source=Source("arXiv:2510.03149", "spectral gap of the backtracking walk, by its climbing times", status="derived"),
    space=lambda size: models(size, derived, guide=verifier, f=lambda tree: Table(tree.size - 1, -2, 2)),
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=by_parts,
    rhs=energy,
    sharpened=lambda i: xp.ratio(9, 10) * energy(i),
)
