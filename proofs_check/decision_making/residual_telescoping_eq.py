"""Values telescope into Bellman residuals.

Along the policy that is greedy for ``Q``, ``Q_h(s_h, a_h) = max Q_h(s_h)``, so the residuals add up to the first value minus all
rewards.
"""

from proofs_check.decision_making._settings_processes import pairs, processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Table
from theory_lab.decisions.processes import mdps


def derived(i):
    """Value of the greedy policy, and the sum of the residuals along it."""
    kernels, policy = mdps.stochastic(i.weights), mdps.greedy(i.q)
    residuals = i.q - mdps.backup(kernels, i.rewards, xp.max(i.q, axis=-1))
    own = mdps.policy_values(kernels, i.rewards, policy)[1]
    return {"own": xp.dot(i.initial, own[0]), "residuals": xp.sum(mdps.occupancies(kernels, i.initial, policy) * residuals)}


CLAIM = Claim(
    statement=r"\mathbb E\,\max_a Q_1(s_1, a) - f^M(\pi_Q) = \sum_h \mathbb E^{\pi_Q}\bigl[Q_h - r_h - \max_a Q_{h+1}\bigr]",
    source=Source("arXiv:2312.16730", "telescoping of Bellman residuals", status="second-hand"),
    space=lambda size: processes(
        size, derived, rewards=pairs, q=lambda states, actions, steps: Table((steps, states, actions), -1, 1), initial=starts
    ),
    sizes=((2, 2, 2), (3, 2, 3)),
    relation="==",
    lhs=lambda i: xp.dot(i.initial, xp.max(i.q[0], axis=-1)) - i.own,
    rhs=lambda i: i.residuals,
)
