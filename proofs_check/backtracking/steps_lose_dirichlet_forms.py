"""What the steps of value-guided backtracking take from second moments, at every horizon, on trees of two edges.

`step_loses_dirichlet_form` at each step, added up: the Dirichlet forms of the steps are at most what the second moment under the
stationary law has lost in the end. With the density of a walk from the root for ``f`` they add up to at most ``1/mu(o) - 1``,
the local stationarity in the proof of Theorem 4.2 (`local_stationarity_le` has it at a few times). A step moves with probability
at most 1/2, which may differ from step to step. The first step is the last row: what the first steps have led to is then a
function of the rows that are left. Both sides are times the volume.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.numbers import Array


def moment(i: Instance, f: list[Array]) -> Array:
    """``vol E_mu f^2`` of values at one end, in the middle and at the other end."""
    one, other = i.weights[0], i.weights[1]
    return one * f[0] ** 2 + (one + other) * f[1] ** 2 + other * f[2] ** 2


def moved(i: Instance, f: list[Array], rate: Array) -> list[Array]:
    """The mean of ``f`` after a step that moves with this probability, to a neighbour in proportion to the weights."""
    one, other = i.weights[0], i.weights[1]
    middle = (one * (f[0] - f[1]) + other * (f[2] - f[1])) / (one + other)
    return [f[0] + rate * (f[1] - f[0]), f[1] + rate * middle, f[2] + rate * (f[1] - f[2])]


def derived(i: Instance) -> dict[str, Array]:
    """The sum of the Dirichlet forms, and the second moment in the end."""
    one, other, f, forms = i.weights[0], i.weights[1], [i.f[k] for k in range(3)], xp.exact(0)
    for step in reversed(range(len(i.moves))):
        rate = i.moves[step] / 2
        forms = rate * (one * (f[0] - f[1]) ** 2 + other * (f[2] - f[1]) ** 2) + forms
        f = moved(i, f, rate)
    return {"forms": forms, "end": moment(i, f)}


def lost(i: Instance) -> Array:
    """What the second moment loses."""
    return moment(i, [i.f[k] for k in range(3)]) - i.end


CLAIM = Claim(
    statement=r"\sum_{t < T} \mathcal E_t(f_t, f_t) \le \mathbb E_\mu f_0^2 - \mathbb E_\mu f_T^2, \quad f_{t+1} = P_t f_t,\ P_t"
    r" = (1 - r_t) I + r_t K,\ r_t \le \tfrac12",
    source=Source("arXiv:2510.03149", "Theorem 4.2, local stationarity at every horizon", status="derived"),
    space=lambda steps: Space(weights=Table(2, xp.ratio(1, 16), 1), f=Table(3, -2, 2), moves=Table(steps, 0, 1), derived=derived),
    sizes=(2, 3),
    lhs=lambda i: i.forms,
    rhs=lost,
    tight_at={"weights": [1, 1, 1], "f": [1, 1, 0, 1], "moves": [1, 1, 0]},
    sharpened=lambda i: xp.ratio(99, 100) * lost(i),
)
