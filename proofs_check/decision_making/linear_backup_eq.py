"""Linear processes keep values linear.

With ``P(s'|s, a) = sum_j phi_j(s, a) mu_j(s')`` and ``r = <phi, theta>`` the backup of any value function is linear
in ``phi``, with weights ``theta + sum_s mu(s) V(s)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Table
from theory_lab.decisions.processes import mdps
from theory_lab.decisions.processes.bellman_ranks import linear_process


def processes(size):
    """Linear processes of ``size`` = (states, actions, steps, dimension) and any values."""
    states, actions, steps, dimension = size
    return Space(
        features=Table((states, actions, dimension), 0, 1), measures=Table((steps - 1, dimension, states), 0, 1),
        weights=Table((steps, dimension), -1, 1), values=Table((steps, states), -1, 1), derived=derived,
    )  # fmt: skip


def derived(i):
    """Features, the backup of the values, and its weights."""
    features, measures = mdps.stochastic(i.features), mdps.stochastic(i.measures)
    kernels, rewards = linear_process(features, measures, i.weights)
    later = xp.sum(measures * i.values[1:][:, None, :], axis=-1)
    return {"phi": features, "backup": mdps.backup(kernels, rewards, i.values), "w": i.weights[:-1] + later}


CLAIM = Claim(
    statement=r"r_h + P_h V = \langle\phi, w\rangle, \quad w = \theta_h + \sum_{s'} \mu_h(s') V(s') \text{"
    r" (squared distance summed)}",
    source=Source("arXiv:2312.16730", "linear MDP", status="second-hand"),
    space=processes,
    sizes=((2, 2, 2, 2), (3, 2, 2, 3)),
    relation="==",
    lhs=lambda i: xp.sum((i.backup[:-1] - xp.sum(i.w[:, None, None, :] * i.phi, axis=-1)) ** 2),
    rhs=lambda i: 0,
)
