"""One episode of UCB-VI: its regret by bonuses and by the error of the estimated transitions along the policy.

Where bonuses ``b`` exceed ``|(Phat - P) V*|`` the planned values are optimistic (``optimistic_values_ge_optimal``), and their
residuals along the greedy policy are at most ``b + (Phat - P) Vhat``: clipping only lowers them. The second step puts ``V*`` in
place of ``Vhat``, for another ``b``. Over the episodes bonuses add up as widths (``confidence_width_le``). Rewards and what
bonuses have to spare are divided by twice ``scale``: the bounds are below 1 where they are small.
"""

from proofs_check.decision_making._settings_processes import moves, pairs, processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.decisions.processes import mdps
from theory_lab.decisions.processes.optimistic_values import backup_errors, optimistic_values
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """Regret of the greedy policy of the plan, and both bounds on it."""
    kernels, counted = mdps.stochastic(i.weights), mdps.stochastic(i.counted)
    rewards = i.payments / (2 * i.size[2] * i.scale)
    bonuses = backup_errors(kernels, counted, rewards) + i.surplus / (2 * i.scale)
    q, planned = optimistic_values(counted, rewards, bonuses, xp.exact([1] * i.size[2]))
    policy, best = mdps.greedy(q), mdps.optimal_values(kernels, rewards)[1]
    visits = mdps.occupancies(kernels, i.initial, policy)
    own = mdps.policy_values(kernels, rewards, policy)[1]

    def misled(values: Array) -> Array:
        """``(Phat - P) V_{h+1}`` along the policy, over the steps but the last."""
        return xp.sum(visits[:-1] * xp.sum((counted - kernels) * values[1:][:, None, None, :], axis=-1))

    paid = xp.sum(visits * bonuses)
    return {
        "regret": xp.dot(i.initial, best[0] - own[0]),
        "first": paid + misled(planned),
        "second": 2 * paid + misled(planned - best),
    }


CLAIM = Claim(
    statement=r"V^* - V^{\hat\pi} \le \sum_h \mathbb E^{\hat\pi}\bigl[b_h + (\hat P_h - P_h) \hat V_{h+1}\bigr] \le"
    r" \sum_h \mathbb E^{\hat\pi}\bigl[2 b_h + (\hat P_h - P_h)(\hat V_{h+1} - V^*_{h+1})\bigr]"
    r" \text{ if } b_h \ge |(\hat P_h - P_h) V^*_{h+1}|,\ V^*_h \le 1",
    source=Source("arXiv:2312.16730", "Theorem 1 (UCB-VI), one episode, all stage values bounded", status="derived"),
    space=lambda size: processes(
        size,
        derived,
        counted=moves,
        payments=pairs,
        surplus=pairs,
        initial=starts,
        scale=Ratio(xp.ratio(1, 2), 8),
    ),
    sizes=((2, 2, 2), (1, 2, 2), (2, 2, 3)),
    chain=(lambda i: i.regret, lambda i: i.first, lambda i: i.second),
    trivial=(0, 1),
    tight_at={
        "weights": [1, 1, 1, 1, 0, 1, 0, 1, 0],
        "counted": [3, 1, 3, 3, 0, 3, 0, 3, 0],
        "payments": [1, 0, 1, 0, 0, 0, 0, 1, 1],
        "surplus": [1, 0, 0, 0, 0, 0, 0, 0, 0],
        "initial": [1, 0],
        "scale": [1, 2],
    },
    sharpened=lambda i: xp.ratio(99, 100) * i.second,
)
