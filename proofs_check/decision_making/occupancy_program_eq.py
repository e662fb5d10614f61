"""The optimal value is a linear program over occupancies.

A flow that leaves every state with what entered it is the occupancy of the policy ``d(s, a)/d(s)``, and its value is
``<d, r>``. Solved and proved in rationals, next to backward induction and to the best of all deterministic policies.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.decisions.processes import mdps


def processes(size):
    """Processes of ``size`` = (states, actions, steps)."""
    states, actions, steps = size
    return Space(
        weights=Table((steps - 1, states, actions, states), 0, 1),
        rewards=Table((steps, states, actions), 0, 1),
        initial=Simplex(states),
        derived=lambda i: {"kernels": mdps.stochastic(i.weights)},
    )


def scattered(count, step):
    """Whole numbers over 16 without a pattern: squares modulo 17, of a stride."""
    return [16, *((step * k * k + k) % 17 for k in range(count))]


def instance(size):
    """A process whose numbers follow no pattern."""
    states, actions, steps = size
    pairs = states * actions
    return {
        "weights": scattered((steps - 1) * pairs * states, 7),
        "rewards": scattered(steps * pairs, 5),
        "initial": list(range(1, states + 1)),
    }


def by_enumeration(i):
    """The value of the best deterministic policy."""
    states, actions, steps = i.size
    first = mdps.policy_values(i.kernels, i.rewards, mdps.deterministic_policies(steps, states, actions))[1][0]
    return xp.max(xp.dot(first, i.initial))


CLAIM = Claim(
    statement=r"\max\{\langle d, r\rangle : d \text{ a flow}\} = \mathbb E V^*_1(s_1) = \max_\pi \mathbb E V^\pi_1(s_1)"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2312.16730", "Proposition 25, by linear programming over occupancy measures", status="derived"),
    space=processes,
    sizes=((1, 2, 2), (2, 2, 2), (2, 2, 3), (3, 2, 3)),
    kind="witness",
    witness=instance,
    relation="==",
    chain=(
        lambda i: mdps.occupancy_program(i.kernels, i.rewards, i.initial),
        lambda i: xp.dot(i.initial, mdps.optimal_values(i.kernels, i.rewards)[1][0]),
        by_enumeration,
    ),
)
