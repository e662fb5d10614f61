"""One deterministic policy is optimal everywhere.

Backward induction: ``V_h(s) <= max_a (r + P V*_{h+1})(s, a)`` for every policy, with equality for the greedy one. The left
side takes the best of all deterministic policies separately for every step and state.
"""

from proofs_check.decision_making._settings_processes import pairs, processes
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.processes import mdps


def derived(i):
    """The kernels."""
    return {"kernels": mdps.stochastic(i.weights)}


def by_enumeration(i):
    """``sum over steps and states of max over policies of V_h(s)``."""
    states, actions, steps = i.size
    policies = mdps.deterministic_policies(steps, states, actions)
    return xp.sum(xp.max(mdps.policy_values(i.kernels, i.rewards, policies)[1], axis=1))


def by_greed(i):
    """``sum of V_h(s)`` of the policy that is greedy for ``Q*``."""
    best = mdps.greedy(mdps.optimal_values(i.kernels, i.rewards)[0])
    return xp.sum(mdps.policy_values(i.kernels, i.rewards, best)[1])


CLAIM = Claim(
    statement=r"\max_\pi V^\pi_h(s) = V^*_h(s) = V^{\mathrm{greedy}(Q^*)}_h(s) \text{ for all } h, s \text{ (summed)}",
    source=Source("arXiv:2312.16730", "Proposition 25", status="second-hand"),
    space=lambda size: processes(size, derived, rewards=pairs),
    sizes=((1, 2, 2), (2, 2, 3)),
    relation="==",
    chain=(by_enumeration, lambda i: xp.sum(mdps.optimal_values(i.kernels, i.rewards)[1]), by_greed),
)
