"""Optimism turns regret into Bellman residuals.

``V* - V^pi <= E max_a Q_1 - V^pi = sum_h E^pi[Q_h - r_h - max Q_{h+1}]`` for the policy that is greedy for ``Q >= Q*``: the
residuals telescope along that policy. Equality where ``max_a Q_1 = V*``.
"""

from proofs_check.decision_making._settings_processes import pairs, processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.processes import mdps


def derived(i):
    """Regret of the greedy policy, and the sum of the residuals along it, which is its value with these as rewards."""
    kernels = mdps.stochastic(i.weights)
    best, values = mdps.optimal_values(kernels, i.rewards)
    q = best + i.excess
    policy = mdps.greedy(q)
    residuals = q - mdps.backup(kernels, i.rewards, xp.max(q, axis=-1))
    own = mdps.policy_values(kernels, i.rewards, policy)[1]
    return {
        "regret": xp.dot(i.initial, values[0] - own[0]),
        "residuals": xp.dot(i.initial, mdps.policy_values(kernels, residuals, policy)[1][0]),
    }


CLAIM = Claim(
    statement=r"V^* - V^{\hat\pi} \le \sum_h \mathbb E^{\hat\pi}\bigl[\hat Q_h - r_h - P_h \max_a \hat Q_{h+1}\bigr]"
    r" \text{ if } \hat Q \ge Q^*,\ \hat\pi \text{ greedy}",
    source=Source("arXiv:2312.16730", "Lemma 15, (5.23)", status="second-hand"),
    space=lambda size: processes(size, derived, rewards=pairs, excess=pairs, initial=starts),
    sizes=((1, 2, 2), (3, 2, 3)),
    lhs=lambda i: i.regret,
    rhs=lambda i: i.residuals,
    sharpened=lambda i: xp.ratio(99, 100) * i.residuals,
    tight_at={"weights": [1, 1, 1], "rewards": [1, 0, 1, 0, 0], "excess": [1, 1, 0, 0, 0], "initial": [1]},
)
