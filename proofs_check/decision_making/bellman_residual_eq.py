"""The decomposition into Bellman residuals.

Along the second process, ``V^M(s_1) - V^{M'}(s_1) = E[Q^M(s_1, a_1) - r' - P' V^M_2 + (V^M_2 - V^{M'}_2)(s_2)]``, and on to
the last step.
"""

from proofs_check.decision_making._settings_processes import moves, pairs, processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.processes import mdps


def derived(i):
    """The policy, the values of both processes, and where the second one goes."""
    first, second, policy = (mdps.stochastic(part) for part in (i.weights, i.other_weights, i.choices))
    q, v = mdps.policy_values(first, i.rewards, policy)
    other = mdps.policy_values(second, i.other_rewards, policy)[1]
    residuals = q - mdps.backup(second, i.other_rewards, v)
    return {"v": v, "other": other, "residuals": residuals, "visits": mdps.occupancies(second, i.initial, policy)}


CLAIM = Claim(
    statement=r"V^{M,\pi} - V^{M',\pi} = \sum_h \mathbb E^{M',\pi}\bigl[Q^{M,\pi}_h - (r' + P' V^{M,\pi}_{h+1})\bigr]",
    source=Source("arXiv:2312.16730", "Lemma 14, (5.18)", status="second-hand"),
    space=lambda size: processes(
        size, derived, rewards=pairs, other_weights=moves, other_rewards=pairs, choices=pairs, initial=starts
    ),
    sizes=((2, 2, 2), (3, 2, 3)),
    relation="==",
    lhs=lambda i: xp.dot(i.initial, i.v[0] - i.other[0]),
    rhs=lambda i: xp.sum(i.visits * i.residuals),
)
