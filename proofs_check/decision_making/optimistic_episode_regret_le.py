"""One episode of UCB-VI at every horizon: its regret by bonuses and by the errors of the estimated transitions along its policy.

As in ``optimistic_plan_regret_le``, with rewards of at most ``m_h`` at step ``h`` and planned values clipped at ``m_h + ... +
m_H``. Step by step, from the last one back: the planned value is at least the optimal one, as the bonus makes up for the
error of a backup and no value exceeds the cap; what is planned beyond the value of the greedy policy is at most the bonus and
the error ``(Phat - P) Vhat`` of its action, and the same of the next step, for clipping only lowers it; and another bonus
puts ``Vhat - V*`` in place of ``Vhat``. There are two actions. Sizes are (states, steps).
"""

from proofs_check.decision_making._settings_processes import moves, pairs, processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.decisions.processes.mdps import stochastic
from theory_lab.numbers import Array


def plans(size: tuple[int, int]) -> Space:
    """True and counted moves, rewards as shares of the largest ones, and what bonuses have to spare."""
    states, steps = size
    fields = {"counted": moves, "most": Table(steps, 0, 1), "shares": pairs, "surplus": pairs, "initial": starts}
    return processes((states, 2, steps), derived, **fields)


def derived(i: Instance) -> dict[str, Array]:
    """The regret of the greedy policy of the plan, and both bounds on it."""
    true, counted, last = stochastic(i.weights), stochastic(i.counted), len(i.most) - 1
    rewards, cap = i.most[last] * i.shares[last], i.most[last]
    q = xp.minimum(rewards + i.surplus[last], cap)
    first = xp.at_least(q[:, 0], q[:, 1])
    best, planned = xp.max(rewards, axis=-1), xp.max(q, axis=-1)
    own, paid, twice = (chosen(first, one) for one in (rewards, i.surplus[last], 2 * i.surplus[last]))
    for step in reversed(range(last)):
        rewards, cap = i.most[step] * i.shares[step], i.most[step] + cap
        hoped, there = (xp.sum(kernel * planned[None, None], axis=-1) for kernel in (counted[step], true[step]))
        optimal = xp.sum(true[step] * best[None, None], axis=-1)
        error = xp.sum(counted[step] * best[None, None], axis=-1) - optimal
        bonus = abs(error) + i.surplus[step]
        q = xp.minimum(rewards + bonus + hoped, cap)
        first = xp.at_least(q[:, 0], q[:, 1])
        own, paid, twice = (
            chosen(first, here + xp.sum(true[step] * after[None, None], axis=-1))
            for here, after in ((rewards, own), (bonus + hoped - there, paid), (2 * bonus + hoped - there - error, twice))
        )
        best, planned = xp.max(rewards + optimal, axis=-1), xp.max(q, axis=-1)
    return {"regret": xp.dot(i.initial, best - own), "first": xp.dot(i.initial, paid), "second": xp.dot(i.initial, twice)}


def chosen(first: Array, of: Array) -> Array:
    """What is of the greedy action, the first one or the other."""
    return first * of[:, 0] + (1 - first) * of[:, 1]


CLAIM = Claim(
    statement=r"V^* - V^{\hat\pi} \le \sum_h \mathbb E^{\hat\pi}\bigl[b_h + (\hat P_h - P_h) \hat V_{h+1}\bigr] \le"
    r" \sum_h \mathbb E^{\hat\pi}\bigl[2 b_h + (\hat P_h - P_h)(\hat V_{h+1} - V^*_{h+1})\bigr]"
    r" \text{ if } b_h \ge |(\hat P_h - P_h) V^*_{h+1}|,\ 0 \le r_h \le m_h",
    source=Source("arXiv:2312.16730", "Theorem 1 (UCB-VI), one episode, at every horizon", status="derived"),
    space=plans,
    sizes=((2, 2), (2, 3)),
    chain=(lambda i: i.regret, lambda i: i.first, lambda i: i.second),
    sharpened=lambda i: xp.ratio(99, 100) * i.second,
)
