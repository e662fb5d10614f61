"""What a plan promises beyond the truth, by bonuses and by errors of what is planned beside any other values, at every horizon.

The second step of ``optimistic_plan_regret_le``. Where bonuses exceed the error ``|(Phat - P) V|`` of one backup of given
values ``V``, as of the optimal ones, another bonus puts ``Vhat - V`` in place of ``Vhat`` in ``planned_value_le_residuals``:
the error of the transitions is then multiplied with what is small once the plan is good, which the proof of Theorem 1 goes on
from. The policy is fixed, and makes chains of both processes. Sizes are (states, steps).
"""

from proofs_check.decision_making._settings_plans import chains, numbers
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space
from theory_lab.decisions.processes.mdps import stochastic
from theory_lab.numbers import Array


def plans(size: tuple[int, int]) -> Space:
    """True and counted moves under a policy, its rewards, any values and caps, and what bonuses have to spare."""
    every = numbers(size)
    return chains(size, derived, rewards=every, values=every, surplus=every, caps=every)


def derived(i: Instance) -> dict[str, Array]:
    """What the plan promises beyond the value of its policy, and both bounds along it."""
    true, counted, last = stochastic(i.weights), stochastic(i.counted), len(i.rewards) - 1
    planned, own = xp.minimum(i.rewards[last] + i.surplus[last], i.caps[last]), i.rewards[last]
    first, second, ahead = i.surplus[last], 2 * i.surplus[last], i.values[last]
    for step in reversed(range(last)):
        hoped = xp.sum(counted[step] * planned[None], axis=-1)
        gap = hoped - xp.sum(true[step] * planned[None], axis=-1)
        error = xp.sum(counted[step] * ahead[None], axis=-1) - xp.sum(true[step] * ahead[None], axis=-1)
        bonus = abs(error) + i.surplus[step]
        first = bonus + gap + xp.sum(true[step] * first[None], axis=-1)
        second = 2 * bonus + gap - error + xp.sum(true[step] * second[None], axis=-1)
        own = i.rewards[step] + xp.sum(true[step] * own[None], axis=-1)
        planned = xp.minimum(i.rewards[step] + bonus + hoped, i.caps[step])
        ahead = i.values[step]
    return {"gap": xp.dot(i.initial, planned - own), "first": xp.dot(i.initial, first), "second": xp.dot(i.initial, second)}


CLAIM = Claim(
    statement=r"\mathbb E[\hat V_1 - V^\pi_1] \le \sum_h \mathbb E^\pi\bigl[b_h + (\hat P_h - P_h) \hat V_{h+1}\bigr]"
    r" \le \sum_h \mathbb E^\pi\bigl[2 b_h + (\hat P_h - P_h)(\hat V_{h+1} - V_{h+1})\bigr] \text{ if }"
    r" b_h \ge |(\hat P_h - P_h) V_{h+1}|, \quad \hat V_h = \min\{c_h, r_h + b_h + \hat P_h \hat V_{h+1}\}",
    source=Source(
        "arXiv:2312.16730", "Theorem 1 (UCB-VI), one episode, errors along the policy beside given values", status="derived"
    ),
    space=plans,
    sizes=((2, 2), (2, 3)),
    chain=(lambda i: i.gap, lambda i: i.first, lambda i: i.second),
    sharpened=lambda i: xp.ratio(99, 100) * i.second,
)
