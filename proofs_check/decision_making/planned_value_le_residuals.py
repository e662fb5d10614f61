"""What a plan promises beyond the truth: bonuses and errors of the estimated transitions along its policy, at every horizon.

The values of a policy are planned in the estimated process, with a bonus on every step, and clipped. At each step the planned
value is at most the reward, the bonus and ``Phat Vhat`` together, since clipping only lowers it; the true value is the reward
and ``P V``. So the gap is at most ``b + (Phat - P) Vhat`` plus the gap at the next step of the true process. The policy is
fixed, and makes chains of both processes. For the greedy one, and with optimism (``planned_value_ge_own``), this is the regret
of one episode of UCB-VI, the first step of ``optimistic_plan_regret_le``. Sizes are (states, steps).
"""

from proofs_check.decision_making._settings_plans import chains, numbers
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space
from theory_lab.decisions.processes.mdps import stochastic
from theory_lab.numbers import Array


def plans(size: tuple[int, int]) -> Space:
    """True and counted moves under a policy, its rewards, and any bonuses and caps."""
    every = numbers(size)
    return chains(size, derived, rewards=every, bonuses=every, caps=every)


def derived(i: Instance) -> dict[str, Array]:
    """What the plan promises beyond the value of its policy, and the value of bonuses and errors along it."""
    true, counted, last = stochastic(i.weights), stochastic(i.counted), len(i.rewards) - 1
    planned, own = xp.minimum(i.rewards[last] + i.bonuses[last], i.caps[last]), i.rewards[last]
    bound = i.bonuses[last]
    for step in reversed(range(last)):
        hoped = xp.sum(counted[step] * planned[None], axis=-1)
        error = hoped - xp.sum(true[step] * planned[None], axis=-1)
        bound = i.bonuses[step] + error + xp.sum(true[step] * bound[None], axis=-1)
        own = i.rewards[step] + xp.sum(true[step] * own[None], axis=-1)
        planned = xp.minimum(i.rewards[step] + i.bonuses[step] + hoped, i.caps[step])
    return {"gap": xp.dot(i.initial, planned - own), "bound": xp.dot(i.initial, bound)}


CLAIM = Claim(
    statement=r"\mathbb E[\hat V_1 - V^\pi_1] \le \sum_h \mathbb E^\pi\bigl[b_h + (\hat P_h - P_h) \hat V_{h+1}\bigr],"
    r" \quad \hat V_h = \min\{c_h, r_h + b_h + \hat P_h \hat V_{h+1}\}",
    source=Source("arXiv:2312.16730", "Theorem 1 (UCB-VI), one episode, residuals along the policy", status="derived"),
    space=plans,
    sizes=((2, 2), (2, 3)),
    lhs=lambda i: i.gap,
    rhs=lambda i: i.bound,
)
