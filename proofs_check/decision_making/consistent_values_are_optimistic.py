"""Global optimism.

The best first value in a set of value functions that still contains ``Q*`` is at least the optimal value.
"""

from proofs_check.decision_making._settings_processes import pairs, processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Table
from theory_lab.decisions.processes import mdps


def derived(i):
    """The optimal value, and the largest first value over the others and ``Q*``."""
    q = mdps.optimal_values(mdps.stochastic(i.weights), i.rewards)[0]
    first = xp.max(xp.concatenate([i.others, q[:1]]), axis=-1)
    values = xp.dot(first, i.initial)
    return {"best": values[-1], "largest": xp.max(values)}


CLAIM = Claim(
    statement=r"f^*(\pi^*) \le \max_{Q \in \mathcal Q_k} \mathbb E\,Q_1(s_1, \pi_Q) \text{ whenever } Q^* \in \mathcal Q_k",
    source=Source("arXiv:2312.16730", "Lemma 30, optimism", status="second-hand"),
    space=lambda size: processes(size, derived, rewards=pairs, others=Table((size[3], *size[:2]), 0, size[2]), initial=starts),
    sizes=((2, 2, 2, 1), (2, 2, 2, 4)),
    lhs=lambda i: i.best,
    rhs=lambda i: i.largest,
    sharpened=lambda i: xp.ratio(99, 100) * i.largest,
    tight_at={"weights": [1] * 9, "rewards": [1] * 9, "others": [1, 0, 0, 0, 0], "initial": [1, 1]},
)
