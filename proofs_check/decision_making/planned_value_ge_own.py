"""Optimism at every horizon: the value of a policy planned with bonuses is at least its true value, despite clipping.

Rewards are at most ``m_h`` at step ``h``, so that no value exceeds ``m_h + ... + m_H``, where planned values are clipped. If
bonuses exceed the error ``|(Phat - P) V|`` of one backup of the values of the policy, planned values stay above these from the
last step backwards: ``Phat`` backs up what is larger, the bonus pays for its error, and the cap is no obstacle. For the optimal
policy this is the optimism of UCB-VI, whose plan has an even larger value (``optimistic_values_ge_optimal``). The policy is
fixed, and makes chains of both processes. Sizes are (states, steps).
"""

from proofs_check.decision_making._settings_plans import chains, numbers
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.decisions.processes.mdps import stochastic
from theory_lab.numbers import Array


def plans(size: tuple[int, int]) -> Space:
    """True and counted moves under a policy, its rewards as shares of the largest ones, and what bonuses have to spare."""
    every = numbers(size)
    return chains(size, derived, most=Table(size[1], 0, 1), shares=every, surplus=every)


def derived(i: Instance) -> dict[str, Array]:
    """The value of the policy, what is planned for it, and what can be paid at all."""
    true, counted, last = stochastic(i.weights), stochastic(i.counted), len(i.most) - 1
    own, cap = i.most[last] * i.shares[last], i.most[last]
    planned = xp.minimum(own + i.surplus[last], cap)
    for step in reversed(range(last)):
        reward, backup = i.most[step] * i.shares[step], xp.sum(true[step] * own[None], axis=-1)
        bonus = abs(xp.sum(counted[step] * own[None], axis=-1) - backup) + i.surplus[step]
        own, cap = reward + backup, i.most[step] + cap
        planned = xp.minimum(reward + bonus + xp.sum(counted[step] * planned[None], axis=-1), cap)
    return {"own": xp.dot(i.initial, own), "planned": xp.dot(i.initial, planned), "cap": cap}


CLAIM = Claim(
    statement=r"\mathbb E V^\pi_1 \le \mathbb E \hat V_1 \le \sum_h m_h \text{ if } b_h \ge |(\hat P_h - P_h) V^\pi_{h+1}|,"
    r"\ 0 \le r_h \le m_h, \quad \hat V_h = \min\{m_h + \dots + m_H, r_h + b_h + \hat P_h \hat V_{h+1}\}",
    source=Source("arXiv:2312.16730", "Theorem 1 (UCB-VI), optimism at every horizon", status="derived"),
    space=plans,
    sizes=((2, 2), (2, 3)),
    chain=(lambda i: i.own, lambda i: i.planned, lambda i: i.cap),
    sharpened=lambda i: xp.ratio(99, 100) * i.cap,
)
