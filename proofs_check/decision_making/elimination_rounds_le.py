"""BiLinUCB with exact expectations needs few iterations.

The function followed has the largest first value among those left, so without residuals its policy is optimal (telescoping).
With one, its occupancy at some step is no combination of the earlier ones, along which its residuals vanish; so there are at
most ``H S A + 1`` iterations. Each function of the instance is ``Q*`` raised in one cell.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.decisions.processes import mdps
from theory_lab.decisions.processes.bellman_ranks import eliminations


def processes(size):
    """Processes of ``size`` = (states, actions, steps) and by how much each cell is raised."""
    states, actions, steps = size
    return Space(
        weights=Table((steps - 1, states, actions, states), 0, 1),
        rewards=Table((steps, states, actions), 0, 1),
        excess=Table((steps, states, actions), 0, 1),
        initial=Simplex(states),
        derived=derived,
    )


def derived(i):
    """The regret of the last policy followed, and the number of iterations."""
    kernels, cells = mdps.stochastic(i.weights), i.excess.size
    best, values = mdps.optimal_values(kernels, i.rewards)
    raised = np.eye(cells, dtype=int).reshape(cells, *best.shape) * i.excess
    functions = xp.concatenate([best + raised, best[None]])
    q = xp.stack([functions[:, step] for step in range(functions.shape[1])])
    followed = eliminations(kernels, i.rewards, i.initial, q)
    own = mdps.policy_values(kernels, i.rewards, mdps.greedy(q[:, followed[-1]]))[1]
    return {"regret": xp.value(xp.dot(i.initial, values[0] - own[0])).fraction, "iterations": len(followed)}


def scattered(count, step):
    """Whole numbers over 16 without a pattern: squares modulo 17, of a stride."""
    return [16, *((step * k * k * k + 3 * k) % 17 for k in range(count))]


def instance(size):
    """A process whose numbers follow no pattern."""
    states, actions, steps = size
    pairs = states * actions
    return {
        "weights": scattered((steps - 1) * pairs * states, 7),
        "rewards": scattered(steps * pairs, 5),
        "excess": scattered(steps * pairs, 11),
        "initial": list(range(1, states + 1)),
    }


CLAIM = Claim(
    statement=r"\text{BiLinUCB with exact expectations ends at an optimal policy after at most } HSA + 1 \text{ iterations}"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2312.16730", "Lemma 29 and Proposition 47, deterministic part", status="second-hand",
                  reading="expectations in place of samples, so that the width is 0"),
    space=processes,
    sizes=((2, 2, 2), (3, 2, 3), (3, 3, 3)),
    kind="witness",
    witness=instance,
    lhs=lambda i: i.iterations + 1000 * i.regret,
    rhs=lambda i: i.size[0] * i.size[1] * i.size[2] + 1,
    notes="Regret counts a thousandfold on the left, so that it must vanish.",
    loose="2 iterations of 9 allowed: raised cells are told apart at once, and the bound counts all directions of occupancies",
)  # fmt: skip
