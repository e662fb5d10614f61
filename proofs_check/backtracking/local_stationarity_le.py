"""Local stationarity: at every time the density of the walk is smooth along most edges.

With ``g_t = p_t/mu`` and the energy ``E(g) = sum_e Q(e) (grad_e g)^2``: ``chi2_t - chi2_{t+1} = <g, (I - P^2) g> >=
E(g)`` since ``P`` is positive semidefinite; the energy never grows, so ``T E(g_{T-1}) <= sum of energies <= chi2_0 =
1/mu(o) - 1``. No mixing is needed.
"""

from proofs_check.backtracking._settings import TREES, walks_on
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Count, Source


def derived(i):
    """``T`` times the last energy, the sum of energies up to it, and the initial chi-square distance."""
    limit = walks.stationary(i.tree, i.weights)
    flows = i.weights / (2 * walks.volume(i.tree, i.weights))
    law, total, energy = walks.law_after(i.tree, i.weights, 0), 0, 0
    for _ in range(i.time):
        density = law / limit
        energy = xp.dot(flows, (density[1:] - density[i.tree.parent[1:]]) ** 2)
        total, law = total + energy, walks.step(i.tree, i.weights, law)
    return {"last": i.time * energy, "total": total, "start": 1 / limit[0] - 1}


CLAIM = Claim(
    statement=r"T\,\mathcal E(g_{T-1}) \le \sum_{t<T} \mathcal E(g_t) \le \frac1{\mu(o)} - 1",
    source=Source("arXiv:2510.03149", "local stationarity, proof of Theorem 4.2", status="derived"),
    space=lambda name: walks_on(TREES[name], derived, time=Count(1, 6)),
    sizes=("path", "binary", "uneven"),
    chain=(lambda i: i.last, lambda i: i.total, lambda i: i.start),
    sharpened=lambda i: xp.ratio(99, 100) * i.start,
)
