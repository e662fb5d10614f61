"""Values telescope into Bellman residuals.

Along the policy that is greedy for ``Q``, ``Q_h(s_h, a_h) = max Q_h(s_h)``, so the residuals add up to the first value minus all
rewards.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.decisions.processes import mdps


def processes(size):
    """Processes of ``size`` = (states, actions, steps) and any table of values."""
    states, actions, steps = size
    pairs = (steps, states, actions)
    return Space(
        weights=Table((steps - 1, states, actions, states), 0, 1), rewards=Table(pairs, 0, 1), q=Table(pairs, -1, 1),
        initial=Simplex(states), derived=derived,
    )  # fmt: skip


def derived(i):
    """Value of the greedy policy, and the sum of the residuals along it."""
    kernels, policy = mdps.stochastic(i.weights), mdps.greedy(i.q)
    residuals = i.q - mdps.backup(kernels, i.rewards, xp.max(i.q, axis=-1))
    own = mdps.policy_values(kernels, i.rewards, policy)[1]
    return {"own": xp.dot(i.initial, own[0]), "residuals": xp.sum(mdps.occupancies(kernels, i.initial, policy) * residuals)}


CLAIM = Claim(
    statement=r"\mathbb E\,\max_a Q_1(s_1, a) - f^M(\pi_Q) = \sum_h \mathbb E^{\pi_Q}\bigl[Q_h - r_h - \max_a Q_{h+1}\bigr]",
    source=Source("arXiv:2312.16730", "telescoping of Bellman residuals", status="second-hand"),
    space=processes,
    sizes=((2, 2, 2), (3, 2, 3)),
    relation="==",
    lhs=lambda i: xp.dot(i.initial, xp.max(i.q[0], axis=-1)) - i.own,
    rhs=lambda i: i.residuals,
)
