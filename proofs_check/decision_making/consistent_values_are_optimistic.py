"""Global optimism.

The best first value in a set of value functions that still contains ``Q*`` is at least the optimal value.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.decisions.processes import mdps


def processes(size):
    """Processes of ``size`` = (states, actions, steps, functions) and first values of other functions."""
    states, actions, steps, functions = size
    return Space(
        weights=Table((steps - 1, states, actions, states), 0, 1), rewards=Table((steps, states, actions), 0, 1),
        others=Table((functions, states, actions), 0, steps), initial=Simplex(states), derived=derived,
    )  # fmt: skip


def derived(i):
    """The optimal value, and the largest first value over the others and ``Q*``."""
    q = mdps.optimal_values(mdps.stochastic(i.weights), i.rewards)[0]
    first = xp.max(xp.concatenate([i.others, q[:1]]), axis=-1)
    values = xp.dot(first, i.initial)
    return {"best": values[-1], "largest": xp.max(values)}


CLAIM = Claim(
    statement=r"f^*(\pi^*) \le \max_{Q \in \mathcal Q_k} \mathbb E\,Q_1(s_1, \pi_Q) \text{ whenever } Q^* \in \mathcal Q_k",
    source=Source("arXiv:2312.16730", "Lemma 30, optimism", status="second-hand"),
    space=processes,
    sizes=((2, 2, 2, 1), (2, 2, 2, 4)),
    lhs=lambda i: i.best,
    rhs=lambda i: i.largest,
    sharpened=lambda i: xp.ratio(99, 100) * i.largest,
    tight_at={"weights": [1] * 9, "rewards": [1] * 9, "others": [1, 0, 0, 0, 0], "initial": [1, 1]},
)
