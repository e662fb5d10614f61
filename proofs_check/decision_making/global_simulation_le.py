"""The global simulation lemma.

The total reward lies in [0, 1], so values differ by at most the total variation of the trajectories; then ``TV <= D_H``, and
``D_H <= 1/(2 eta) + eta D_H^2 / 2`` by the inequality of means. All are sharp at once for large ``eta``, at ``D_H = 1/eta``.
"""

from proofs_check.decision_making._settings_processes import paid, pairs, starts, two_processes
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source
from theory_lab.decisions.processes import mdps, trajectories
from theory_lab.measures.divergences import hellinger2, total_variation


def derived(i):
    """Values and trajectory laws of both processes."""
    policy = mdps.stochastic(i.choices)
    values, laws = [], []
    for weights, chances in ((i.weights, i.chances), (i.other_weights, i.other_chances)):
        kernels, rewards = mdps.stochastic(weights), i.scale[:, None, None] * chances
        values.append(xp.dot(i.initial, mdps.policy_values(kernels, rewards, policy)[1][0]))
        laws.append(trajectories.trajectory_law(kernels, paid(chances), i.initial, policy))
    return {"difference": abs(values[0] - values[1]), "distance": 2 * hellinger2(*laws), "variation": total_variation(*laws)}


CLAIM = Claim(
    statement=r"|f^M(\pi) - f^{M'}(\pi)| \le \mathrm{TV} \le D_H \le \frac1{2\eta} + \frac\eta2 D_H^2"
    r" \text{ of the trajectories}",
    source=Source("arXiv:2112.13487", "global simulation lemma", status="second-hand"),
    space=lambda size: two_processes(
        size, derived, scale=Simplex(size[2]), choices=pairs, initial=starts, eta=Ratio(xp.ratio(1, 8), 8)
    ),
    sizes=((1, 2, 2), (2, 2, 2)),
    chain=(
        lambda i: i.difference,
        lambda i: i.variation,
        lambda i: xp.sqrt(i.distance),
        lambda i: 1 / (2 * i.eta) + i.eta * i.distance / 2,
    ),
    sharpened=lambda i: xp.ratio(99, 100) * (1 / (2 * i.eta) + i.eta * i.distance / 2),
)
