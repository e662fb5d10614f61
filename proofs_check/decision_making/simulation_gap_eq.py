"""The simulation lemma as an identity, at every horizon: values of a policy in two processes by one backup at every step.

``V - V'`` is ``(r + P V_2) - (r' + P' V_2)`` and the mean of ``V_2 - V'_2`` where the second process goes, and on to the last
step. With values between 0 and 1 a backup by ``P'`` in place of ``P`` is off by at most the total variation
(``local_simulation_le``).
"""

from proofs_check.decision_making._settings_processes import moves, pairs, processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.decisions.processes import mdps
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The difference of the values, and the sum of the differences of backups where the second process goes."""
    kernels, others, policy = (mdps.stochastic(part) for part in (i.weights, i.other_weights, i.choices))
    values = mdps.policy_values(kernels, i.rewards, policy)[1]
    second = mdps.policy_values(others, i.other_rewards, policy)[1]
    errors = mdps.backup(kernels, i.rewards, values) - mdps.backup(others, i.other_rewards, values)
    visits = mdps.occupancies(others, i.initial, policy)
    return {"gap": xp.dot(i.initial, values[0] - second[0]), "errors": xp.sum(visits * errors)}


CLAIM = Claim(
    statement=r"f^M(\pi) - f^{M'}(\pi) = \sum_h \mathbb E^{M', \pi}\bigl[r_h - r'_h + (P_h - P'_h) V^{M, \pi}_{h+1}\bigr]",
    source=Source("arXiv:2112.13487", "local simulation lemma, as an identity", status="derived"),
    space=lambda size: processes(
        size, derived, rewards=pairs, other_weights=moves, other_rewards=pairs, choices=pairs, initial=starts
    ),
    sizes=((2, 2, 2), (3, 2, 3)),
    relation="==",
    lhs=lambda i: i.gap,
    rhs=lambda i: i.errors,
)
