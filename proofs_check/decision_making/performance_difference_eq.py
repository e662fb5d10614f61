"""The performance difference lemma.

``V' - V = E^pi[V'_1(s_1) - r - V_2(s_2)] = E^pi[V'_1(s_1) - Q'_1(s_1, a_1)] + E^pi[V'_2(s_2) - V_2(s_2)]``, and on to the
last step: the policy rolled in is ``pi``, the values are those of ``pi'``.
"""

from proofs_check.decision_making._settings_processes import pairs, processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.processes import mdps


def derived(i):
    """Kernels, policies and the values of both."""
    kernels, pi, other = (mdps.stochastic(part) for part in (i.weights, i.first, i.second))
    q, v = mdps.policy_values(kernels, i.rewards, other)
    own = mdps.policy_values(kernels, i.rewards, pi)[1]
    return {"q": q, "v": v, "own": own, "visits": mdps.occupancies(kernels, i.initial, pi)}


CLAIM = Claim(
    statement=r"V^{\pi'} - V^{\pi} = \sum_h \mathbb E^{\pi}\bigl[Q^{\pi'}_h(s_h, \pi') - Q^{\pi'}_h(s_h, a_h)\bigr]",
    source=Source("arXiv:2312.16730", "Lemma 13, (5.13)", status="second-hand"),
    space=lambda size: processes(size, derived, rewards=pairs, first=pairs, second=pairs, initial=starts),
    sizes=((2, 2, 2), (3, 2, 3)),
    relation="==",
    lhs=lambda i: xp.dot(i.initial, i.v[0] - i.own[0]),
    rhs=lambda i: xp.sum(i.visits * (i.v[..., None] - i.q)),
)
