"""Local stationarity: at every time the density of the walk is smooth along most edges.

With ``g_t = p_t/mu`` and the energy ``E(g) = sum_e Q(e) (grad_e g)^2``: ``chi2_t - chi2_{t+1} = <g, (I - P^2) g> >=
E(g)`` since ``P`` is positive semidefinite; the energy never grows, so ``T E(g_{T-1}) <= sum of energies <= chi2_0 =
1/mu(o) - 1``. No mixing is needed.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Count, Simplex, Source, Space
from theory_lab.sequences.trees import Tree

TREES = {
    "path": Tree.from_words([(0, 0, 0)]),
    "binary": Tree.complete(2, 2),
    "uneven": Tree.from_words([(0, 0, 0), (0, 0, 1), (0, 1), (1, 0)]),
}


def derived(i, tree):
    """``T`` times the last energy, the sum of energies up to it, and the initial chi-square distance."""
    limit = walks.stationary(tree, i.weights)
    flows = i.weights / (2 * walks.volume(tree, i.weights))
    law, total, energy = walks.law_after(tree, i.weights, 0), xp.zeros((), like=i.weights), xp.zeros((), like=i.weights)
    for _ in range(i.time):
        density = law / limit
        energy = xp.dot(flows, (density[1:] - density[tree.parent[1:]]) ** 2)
        total, law = total + energy, walks.step(tree, i.weights, law)
    return {"last": i.time * energy, "total": total, "start": 1 / limit[0] - 1}


CLAIM = Claim(
    statement=r"T\,\mathcal E(g_{T-1}) \le \sum_{t<T} \mathcal E(g_t) \le \frac1{\mu(o)} - 1",
    source=Source("arXiv:2510.03149", "local stationarity, proof of Theorem 4.2", status="derived"),
    space=lambda name: Space(
        weights=Simplex(TREES[name].size - 1, positive=True), time=Count(1, 6), derived=lambda i: derived(i, TREES[name])
    ),
    sizes=tuple(TREES),
    chain=(lambda i: i.last, lambda i: i.total, lambda i: i.start),
    sharpened=lambda i: xp.ratio(99, 100) * i.start,
)
