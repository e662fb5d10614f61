"""How fast the walk forgets its start under uniform error, at every time.

``chi2_T = P^{2T}(o, o)/mu(o) - 1 <= (1 - gap)^{2T} (1/mu(o) - 1)`` and the gap is at least ``1/(4 kappa^2 H^2)``. With ``V`` the
weight of the leaves, the edges at the root weigh at least ``V/kappa`` together and those of each of the ``H - 2`` levels between
at most ``kappa V``, so that ``1/mu(o) <= 2 (1 + kappa + kappa^2 (H - 2))``: attained at time 0.
"""

from proofs_check.backtracking._settings import within_kappa
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Instance, Source
from theory_lab.numbers import Array


def distance(i: Instance) -> Array:
    """``P^{2T}(o, o)/mu(o) - 1``."""
    weights = walks.edge_weights(i.tree, i.steps, i.guide)
    return walks.law_after(i.tree, weights, 2 * i.time)[0] / walks.stationary(i.tree, weights)[0] - 1


def bound(i: Instance) -> Array:
    """``(1 + 2 kappa + 2 kappa^2 (H - 2)) (1 - 1/(4 kappa^2 H^2))^{2T}``."""
    depth = i.tree.depth
    return (1 + 2 * i.kappa + 2 * i.kappa**2 * (depth - 2)) * (1 - 1 / (4 * i.kappa**2 * depth**2)) ** (2 * i.time)


CLAIM = Claim(
    statement=r"\chi^2_T = \frac{P^{2T}(o, o)}{\mu(o)} - 1 \le \bigl(1 + 2\kappa + 2\kappa^2(H-2)\bigr)"
    r" \Bigl(1 - \frac1{4\kappa^2H^2}\Bigr)^{2T}",
    source=Source("arXiv:2510.03149", "Theorem 4.1, regret, the distance of the walk", status="derived"),
    space=lambda size: within_kappa(size, lambda i: {}, time=Choice(1, 2, 4, 8, 0)),
    sizes=((2, 2), (2, 3)),
    lhs=distance,
    rhs=bound,
    loose="equal at time 0; later the gap of the worst tree, reached along one path",
)
