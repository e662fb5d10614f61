"""Optimistic value iteration is optimistic.

If the bonus exceeds the error ``|(Phat - P) V*|`` of one backup of the optimal values, and values are clipped at no less than the
optimal ones can be, then ``Q >= Q*`` from the last step backwards.
"""

from proofs_check.decision_making._settings_processes import moves, pairs, processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Table
from theory_lab.decisions.processes import mdps
from theory_lab.decisions.processes.optimistic_values import backup_errors, optimistic_values


def derived(i):
    """The optimal and the optimistic first value."""
    kernels, counted = mdps.stochastic(i.weights), mdps.stochastic(i.counted)
    bonuses = backup_errors(kernels, counted, i.rewards) + i.surplus
    planned = optimistic_values(counted, i.rewards, bonuses, xp.exact([1] * i.size[2]))[1]
    best = mdps.optimal_values(kernels, i.rewards)[1]
    return {"best": xp.dot(i.initial, best[0]), "planned": xp.dot(i.initial, planned[0])}


CLAIM = Claim(
    statement=r"\mathbb E V^*_1 \le \mathbb E \hat V_1 \text{ if the bonuses exceed } |(\hat P_h - P_h) V^*_{h+1}|"
    r" \text{ and } V^*_h \le 1 \text{ for all } h",
    source=Source("arXiv:2312.16730", "Theorem 1 (UCB-VI), optimism, all stage values bounded", status="second-hand"),
    space=lambda size: processes(
        size, derived, counted=moves,
        rewards=lambda states, actions, steps: Table((steps, states, actions), 0, xp.ratio(1, steps)), surplus=pairs,
        initial=starts,
    ),
    sizes=((1, 2, 2), (2, 2, 2), (1, 2, 3)),
    lhs=lambda i: i.best,
    rhs=lambda i: i.planned,
    sharpened=lambda i: xp.ratio(99, 100) * i.planned,
    tight_at={
        "weights": [1, 1, 1], "counted": [1, 1, 1], "rewards": [2, 1, 0, 1, 0], "surplus": [1, 0, 0, 0, 0], "initial": [1],
    },
)  # fmt: skip
