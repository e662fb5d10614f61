"""Distances of the steps against the distance of the trajectories.

Given the past, ``2H - 1`` conditional laws differ: ``H`` rewards and ``H - 1`` next states. The first costs at most
the distance of the trajectories, any other at most twice that (``conditional_hellinger_le_joint``); the literature
has a factor 4 for each. Conversely the chain rule without logarithm applies to these ``2H - 1`` steps.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.decisions.processes import mdps, trajectories
from theory_lab.measures.divergences import hellinger2


def processes(size):
    """Two processes of ``size`` = (states, actions, steps) with rewards 0 and 1, and a randomised policy."""
    states, actions, steps = size
    pairs, moves = (steps, states, actions), (steps - 1, states, actions, states)
    return Space(
        weights=Table(moves, 0, 1), chances=Table(pairs, 0, 1),
        other_weights=Table(moves, 0, 1), other_chances=Table(pairs, 0, 1),
        choices=Table(pairs, 0, 1), initial=Simplex(states), derived=derived,
    )  # fmt: skip


def derived(i):
    """The distance of the trajectories, and the sum of those of the steps where the first process goes."""
    policy = mdps.stochastic(i.choices)
    kernels = [mdps.stochastic(weights) for weights in (i.weights, i.other_weights)]
    rewards = [xp.stack([chances.T, 1 - chances.T]).T for chances in (i.chances, i.other_chances)]
    first, second = (
        trajectories.trajectory_law(moves, paid, i.initial, policy) for moves, paid in zip(kernels, rewards, strict=True)
    )
    steps = (trajectories.row_hellinger(*rewards), trajectories.row_hellinger(*kernels))
    return {"whole": 2 * hellinger2(first, second), "local": trajectories.local_sum(kernels[0], i.initial, policy, *steps)}


CLAIM = Claim(
    statement=r"\sum_h \mathbb E^{M,\pi}\bigl[D_H^2(P_h, P'_h) + D_H^2(R_h, R'_h)\bigr] \le (4H-3)\,D_H^2(M(\pi), M'(\pi))",
    source=Source(
        "arXiv:2112.13487", "change of measure for reinforcement learning, with 4H - 3 in place of 40 H", status="derived"
    ),
    space=processes,
    sizes=((1, 2, 2), (2, 2, 2)),
    lhs=lambda i: i.local,
    rhs=lambda i: (4 * i.size[2] - 3) * i.whole,
    loose="a reward is not remembered by the state, so not all steps can cost twice the whole at once",
)
