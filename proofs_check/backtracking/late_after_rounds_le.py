"""Restarts of Markov's inequality: how likely a walk is never to have climbed to the root, after any number of rounds.

The step of Theorem 4.1 from climbs to separation. From any node a round of ``T`` steps ends without a visit to the root with
probability at most ``S/T`` by Markov's inequality, where ``S`` bounds the mean climb, and the walk is at some node then; so
after rounds ``h`` that probability is at most the product of these numbers, ``2^(-r)`` for ``r`` rounds of ``2 S = 4 kappa^2
H^2`` steps (`climb_of_levels` has ``S``). It bounds the separation of the walk (`separation_le_climbing`), of which
`leaf_tv_le_separation` is about. What a round does may depend on its number. Sizes are (nodes, rounds).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.decisions.processes.mdps import stochastic
from theory_lab.numbers import Array


def rounds(size: tuple[int, int]) -> Space:
    """Twice the bound of each round, the share of it at each node, where the walk is after a round, and at first."""
    nodes, count = size
    return Space(
        twice=Table(count, 0, 2),
        shares=Table((count, nodes), 0, 1),
        moves=Table((count - 1, nodes, nodes), 0, 1),
        start=Simplex(nodes),
        derived=derived,
    )


def derived(i: Instance) -> dict[str, Array]:
    """The probability of no visit in any round, and the product of the bounds."""
    moves, most, last = stochastic(i.moves), i.twice / 2, len(i.twice) - 1
    late, bound = most[last] * i.shares[last], most[last]
    for one in reversed(range(last)):
        late = most[one] * i.shares[one] * xp.sum(moves[one] * late[None], axis=-1)
        bound = most[one] * bound
    return {"late": xp.dot(i.start, late), "bound": bound}


CLAIM = Claim(
    statement=r"\mathbb P_y(\sigma_{\mathrm{root}} > T_h) \le m_h \text{ for all } y \implies"
    r" \mathbb P(\sigma_{\mathrm{root}} > T_1 + \dots + T_r) \le \prod_{h \le r} m_h,"
    r" \quad m_h = \frac{S}{T_h} \text{ by Markov}",
    source=Source("arXiv:2510.03149", "Theorem 4.1, restarts of Markov's inequality for the climb", status="derived"),
    space=rounds,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: i.late,
    rhs=lambda i: i.bound,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * i.bound,
)
