"""The chi-square distance of value-guided backtracking to its stationary law after any number of steps, on trees of two edges.

The walk between the middle and both ends has the eigenvalues 1, 0 and -1, so that a step that moves with probability ``r``
contracts variances under the stationary law by ``(1 - r)^2``, whatever the weights. With the density of the walk for ``f`` the
variance is the chi-square distance, which is at least four times the squared total variation, and at first ``1/mu(o) - 1``. The
first step is the last row: what the first steps have led to is then a function of the rows that are left.
"""

from proofs_check.backtracking.steps_lose_dirichlet_forms import moved
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.numbers import Array


def variance(i: Instance, f: list[Array]) -> Array:
    """``vol^2 Var_mu f`` of values at one end, in the middle and at the other end, by pairs."""
    one, other = i.weights[0], i.weights[1]
    near = (one + other) * (one * (f[0] - f[1]) ** 2 + other * (f[2] - f[1]) ** 2)
    return near + one * other * (f[0] - f[2]) ** 2


def derived(i: Instance) -> dict[str, Array]:
    """The variance in the end, and what it is at most."""
    f, left = [i.f[k] for k in range(3)], xp.exact(1)
    first = variance(i, f)
    for step in reversed(range(len(i.moves))):
        rate = i.moves[step] / 2
        left = left * (1 - rate) ** 2
        f = moved(i, f, rate)
    return {"variance": variance(i, f), "bound": left * first}


CLAIM = Claim(
    statement=r"\mathrm{Var}_\mu(P_T \cdots P_1 f) \le \prod_{t \le T} (1 - r_t)^2\, \mathrm{Var}_\mu f, \quad P_t = (1 - r_t) I"
    r" + r_t K,\ r_t \le \tfrac12",
    source=Source(
        "arXiv:2510.03149", "Theorem 4.1, the distance after any number of steps on trees of two edges", status="derived"
    ),
    space=lambda steps: Space(weights=Table(2, xp.ratio(1, 16), 1), f=Table(3, -2, 2), moves=Table(steps, 0, 1), derived=derived),
    sizes=(2, 3),
    lhs=lambda i: i.variance,
    rhs=lambda i: i.bound,
    tight_at={"weights": [1, 1, 1], "f": [1, 1, 0, -1], "moves": [1, 1, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * i.bound,
)
