"""Coverability is cumulative reachability.

``nu = C mu`` must lie above every occupancy, so the least total is the sum of the largest occupancies, and ``mu`` is proportional
to them. The left side is a linear program over all deterministic policies, the right side backward induction for every target.
"""

from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.decisions.processes import mdps, reachability


def processes(size):
    """Processes of ``size`` = (states, actions, steps)."""
    states, actions, steps = size
    return Space(
        weights=Table((steps - 1, states, actions, states), 0, 1),
        initial=Simplex(states),
        derived=lambda i: {"kernels": mdps.stochastic(i.weights)},
    )


def scattered(count):
    """Whole numbers over 16 without a pattern: squares modulo 17, of a stride."""
    return [16, *((7 * k * k + k) % 17 for k in range(count))]


def instance(size):
    """A process whose numbers follow no pattern."""
    states, actions, steps = size
    return {"weights": scattered((steps - 1) * states * actions * states), "initial": list(range(1, states + 1))}


CLAIM = Claim(
    statement=r"\min_\mu \max_{\pi,s,a} \frac{d^\pi_h(s,a)}{\mu(s,a)} = \sum_{s,a} \max_\pi d^\pi_h(s,a)"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2312.16730", "coverability as cumulative reachability", status="second-hand"),
    space=processes,
    sizes=((2, 2, 2), (3, 2, 2), (2, 2, 3), (3, 2, 3)),
    kind="witness",
    witness=instance,
    relation="==",
    lhs=lambda i: reachability.coverability(i.kernels, i.initial, i.size[2] - 1),
    rhs=lambda i: reachability.cumulative_reachability(i.kernels, i.initial)[-1],
)
