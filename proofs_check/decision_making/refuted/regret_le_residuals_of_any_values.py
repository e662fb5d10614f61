"""Without optimism the residuals do not bound regret.

Values that are too low for the best action hide it: with all values 0 but those of a bad action the residuals along the greedy
policy vanish, the regret does not. Repaired in ``optimistic_regret_le_residuals``.
"""

from proofs_check.decision_making._settings_processes import pairs, processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Table
from theory_lab.decisions.processes import mdps


def derived(i):
    """Regret of the greedy policy, and the sum of the residuals along it."""
    kernels, policy = mdps.stochastic(i.weights), mdps.greedy(i.q)
    residuals = i.q - mdps.backup(kernels, i.rewards, xp.max(i.q, axis=-1))
    values = mdps.optimal_values(kernels, i.rewards)[1] - mdps.policy_values(kernels, i.rewards, policy)[1]
    return {
        "regret": xp.dot(i.initial, values[0]),
        "residuals": xp.sum(mdps.occupancies(kernels, i.initial, policy) * residuals),
    }


CLAIM = Claim(
    statement=r"V^* - V^{\hat\pi} \le \sum_h \mathbb E^{\hat\pi}\bigl[\hat Q_h - r_h - P_h \max_a \hat Q_{h+1}\bigr]"
    r" \text{ for the greedy policy of any } \hat Q",
    source=Source("arXiv:2312.16730", "Lemma 15, (5.23), without optimism", status="derived"),
    space=lambda size: processes(
        size, derived, rewards=pairs, q=lambda states, actions, steps: Table((steps, states, actions), 0, 2), initial=starts
    ),
    sizes=((1, 2, 2), (2, 2, 2)),
    lhs=lambda i: i.regret,
    rhs=lambda i: i.residuals,
    expect="fails",
    falls="tempting form",
)
