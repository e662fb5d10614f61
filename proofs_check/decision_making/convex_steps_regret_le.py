"""The regret of gradient steps at every horizon, where losses are strongly convex: rates are the inverse of the curvature so far.

A step with the rate ``1/H_t`` changes ``H_t |theta - u|^2/2`` by its slope towards the comparator and by the square of its
gradient, and the curvature that is added to ``H_t`` is what the loss says beyond its slope. With curvatures of at least ``mu``
and gradients of at most ``G`` the last sum is at most ``G^2 (1 + log T)/(2 mu)``. The first step is the last row: what the first
steps have led to is then a function of the rows that are left. Sizes are (dimension, steps).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """What losses say of the regret, its bound, and the last curvature and iterate."""
    axes = range(i.size[0])
    theta, whole = [i.start[k] for k in axes], i.first
    gaps = [theta[k] - i.comparator[k] for k in axes]
    regret, bound = xp.exact(0), xp.exact(0)
    far = whole * sum(gap**2 for gap in gaps) / 2
    for step in reversed(range(len(i.gradients))):
        slope = sum(i.gradients[step, k] * gaps[k] for k in axes)
        regret = slope - i.curvatures[step] * sum(gap**2 for gap in gaps) / 2 + regret
        rate = 1 / xp.maximum(whole + i.curvatures[step], i.first)  # the sum of the curvatures is at least the first
        bound = rate * sum(i.gradients[step, k] ** 2 for k in axes) / 2 + bound
        gaps = [gaps[k] - rate * i.gradients[step, k] for k in axes]
        whole = whole + i.curvatures[step]
    return {"regret": regret, "bound": far + bound, "left": whole * sum(gap**2 for gap in gaps) / 2}


CLAIM = Claim(
    statement=r"\sum_{t \le T} \Bigl(\langle g_t, \theta_t - u\rangle - \frac{\mu_t}2 \|\theta_t - u\|^2\Bigr) + \frac{H_T}2"
    r" \|\theta_{T+1} - u\|^2 = \frac{H_0}2 \|\theta_1 - u\|^2 + \sum_{t \le T} \frac{\|g_t\|^2}{2 H_t}, \quad"
    r" H_t = H_{t-1} + \mu_t,\ \theta_{t+1} = \theta_t - g_t/H_t",
    source=Source("Hazan, Agarwal and Kale 2007", "Theorem 1, the identity of its proof, at every horizon", status="derived"),
    space=lambda size: Space(
        start=Table(size[0], -1, 1), comparator=Table(size[0], -1, 1), first=Ratio(xp.ratio(1, 4), 4),
        gradients=Table((size[1], size[0]), -2, 2), curvatures=Table(size[1], 0, 2), derived=derived,
    ),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: i.regret + i.left,
    rhs=lambda i: i.bound,
)  # fmt: skip
