"""How fast the walk forgets its start under uniform error, at every time.

``chi2_T = P^{2T}(o, o)/mu(o) - 1 <= (1 - gap)^{2T} (1/mu(o) - 1)`` and the gap is at least ``g`` (`path_gap_bound_ge`). With
``V`` the weight of the leaves, the edges at the root weigh at least ``V/kappa`` together and those of each of the ``H - 2``
levels between at most ``kappa V``, so that ``1/mu(o) <= 2 (1 + kappa + kappa^2 (H - 2))``: attained at time 0.
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
    """``(1 + 2 kappa + 2 kappa^2 (H - 2)) (1 - g)^{2T}``, ``1/g = 2 (1 + kappa (2H - 1) + kappa^2 H (H - 2))``."""
    depth = i.tree.depth
    relaxation = 2 * (1 + i.kappa * (2 * depth - 1) + i.kappa**2 * depth * (depth - 2))
    return (1 + 2 * i.kappa + 2 * i.kappa**2 * (depth - 2)) * (1 - 1 / relaxation) ** (2 * i.time)


CLAIM = Claim(
    statement=r"\chi^2_T = \frac{P^{2T}(o, o)}{\mu(o)} - 1 \le \bigl(1 + 2\kappa + 2\kappa^2(H-2)\bigr)"
    r" (1 - g)^{2T}, \quad \tfrac1g = 2(1 + \kappa(2H-1) + \kappa^2H(H-2)) \le 2\kappa^2H^2",
    source=Source("arXiv:2510.03149", "Theorem 4.1, regret, the distance of the walk", status="derived"),
    space=lambda size: within_kappa(size, lambda i: {}, time=Choice(1, 2, 4, 8, 0)),
    sizes=((2, 2), (2, 3)),
    lhs=distance,
    rhs=bound,
    sharpened=lambda i: 99 * bound(i) / 100,
)
