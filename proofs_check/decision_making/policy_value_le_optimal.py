"""No randomised policy beats backward induction.

``E_{a ~ pi} Q <= max_a Q`` at every step, from the last one backwards.
"""

from proofs_check.decision_making._settings_processes import pairs, processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.processes import mdps


def derived(i):
    """Kernels, policy and the optimal value."""
    kernels = mdps.stochastic(i.weights)
    best = xp.dot(i.initial, mdps.optimal_values(kernels, i.rewards)[1][0])
    return {"kernels": kernels, "policy": mdps.stochastic(i.choices), "best": best}


CLAIM = Claim(
    statement=r"\mathbb E V^\pi_1(s_1) \le \mathbb E V^*_1(s_1) \text{ for every randomised policy}",
    source=Source("arXiv:2312.16730", "Proposition 25, randomised policies", status="second-hand"),
    space=lambda size: processes(size, derived, rewards=pairs, choices=pairs, initial=starts),
    sizes=((1, 2, 2), (2, 2, 3), (3, 2, 3)),
    lhs=lambda i: xp.dot(i.initial, mdps.policy_values(i.kernels, i.rewards, i.policy)[1][0]),
    rhs=lambda i: i.best,
    sharpened=lambda i: xp.ratio(99, 100) * i.best,
    tight_at={"weights": [1, 1, 1], "rewards": [1, 1, 1, 1, 1], "choices": [1, 1, 0, 0, 1], "initial": [1]},
)
