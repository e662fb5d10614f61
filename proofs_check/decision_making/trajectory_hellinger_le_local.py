"""The distance of the trajectories from those of the steps.

The chain rule without a logarithm (``hellinger_le_chain``) for the ``2H - 1`` conditional laws of a process: ``H`` rewards and
``H - 1`` next states. The constant is at most 8/3 up to ``H = 2`` and 3.46275 always; the literature has 100 log.
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


CONSTANTS = {1: xp.ratio(1, 1), 2: xp.ratio(8, 3), 3: xp.ratio(64, 21)}  # for one, up to four, and up to eight steps

CLAIM = Claim(
    statement=r"D_H^2(M(\pi), M'(\pi)) \le C\,\sum_h \mathbb E^{M,\pi}\bigl[D_H^2(P_h, P'_h) + D_H^2(R_h, R'_h)\bigr]",
    source=Source("arXiv:2112.13487", "Hellinger chain rule along trajectories, with a constant", status="derived"),
    space=processes,
    sizes=((1, 2, 2), (2, 2, 2)),
    lhs=lambda i: i.whole,
    rhs=lambda i: CONSTANTS[i.size[2]] * i.local,
    loose="the best constant of the chain rule is known for two steps only (hellinger_le_chain_two)",
)
