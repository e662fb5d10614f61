"""The global simulation lemma.

The total reward lies in [0, 1], so values differ by at most the total variation of the trajectories; then ``TV <= D_H``, and
``D_H <= 1/(2 eta) + eta D_H^2 / 2`` by the inequality of means.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.decisions.processes import mdps, trajectories
from theory_lab.measures.divergences import hellinger2, total_variation


def processes(size):
    """Two processes of ``size`` = (states, actions, steps): step ``h`` pays ``scale_h`` with chance ``r_h(s, a)``."""
    states, actions, steps = size
    pairs, moves = (steps, states, actions), (steps - 1, states, actions, states)
    return Space(
        weights=Table(moves, 0, 1), chances=Table(pairs, 0, 1),
        other_weights=Table(moves, 0, 1), other_chances=Table(pairs, 0, 1),
        scale=Simplex(steps), choices=Table(pairs, 0, 1), initial=Simplex(states), eta=Ratio(xp.ratio(1, 8), 8), derived=derived,
    )  # fmt: skip


def derived(i):
    """Values and trajectory laws of both processes."""
    policy = mdps.stochastic(i.choices)
    values, laws = [], []
    for weights, chances in ((i.weights, i.chances), (i.other_weights, i.other_chances)):
        kernels, paid = mdps.stochastic(weights), i.scale[:, None, None] * chances
        rewards = xp.stack([chances.T, 1 - chances.T]).T
        values.append(xp.dot(i.initial, mdps.policy_values(kernels, paid, policy)[1][0]))
        laws.append(trajectories.trajectory_law(kernels, rewards, i.initial, policy))
    return {"difference": abs(values[0] - values[1]), "distance": 2 * hellinger2(*laws), "variation": total_variation(*laws)}


CLAIM = Claim(
    statement=r"|f^M(\pi) - f^{M'}(\pi)| \le \mathrm{TV} \le D_H \le \frac1{2\eta} + \frac\eta2 D_H^2"
    r" \text{ of the trajectories}",
    source=Source("arXiv:2112.13487", "global simulation lemma", status="second-hand"),
    space=processes,
    sizes=((1, 2, 2), (2, 2, 2)),
    chain=(
        lambda i: i.difference,
        lambda i: i.variation,
        lambda i: xp.sqrt(i.distance),
        lambda i: 1 / (2 * i.eta) + i.eta * i.distance / 2,
    ),
    loose="TV = D_H only for equal laws, while the last step is sharp at D_H = 1/eta",
)
