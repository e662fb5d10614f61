"""The worst true reward at a given error attains the transfer bound.

Moving the proxy by ``eps (w_pi - w_nu)/||w_pi - w_nu||`` spends exactly the error ``eps`` and adds ``eps ||w_pi -
w_nu||`` to the regret, which by Cauchy-Schwarz is the most that any true reward can add. The left side is the regret
plus the squared error.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table


def derived(i):
    """The density difference, its squared norm, and the worst true reward."""
    difference = (i.target - i.other) / i.base
    square = xp.dot(i.base, difference**2)
    root = xp.sqrt(xp.where(square > 0, square, 1))
    return {"square": square, "truth": i.proxy + i.error * difference / root}


def attained(i):
    """The regret at the worst true reward, plus its squared error."""
    return xp.dot(i.target - i.other, i.truth) + xp.dot(i.base, (i.truth - i.proxy) ** 2)


CLAIM = Claim(
    statement=r"r^* = \hat r + \varepsilon\,\frac{w_\pi - w_\nu}{\|w_\pi - w_\nu\|}: \quad"
    r" J(\pi) - J(\nu) + \mathbb E_p(r^* - \hat r)^2"
    r" = \hat J(\pi) - \hat J(\nu) + \varepsilon\|w_\pi - w_\nu\| + \varepsilon^2",
    source=Source("arXiv:2503.21878", "transfer from proxy to true reward, attainment", status="derived"),
    space=lambda n: Space(
        target=Simplex(n),
        other=Simplex(n),
        base=Simplex(n, positive=True),
        proxy=Table(n, 0, 1),
        error=Ratio(0, 1),
        derived=derived,
    ),
    sizes=(2, 3, 5),
    given={"the laws differ": lambda i: i.square > 0},
    necessary=("the laws differ",),
    relation="==",
    lhs=attained,
    rhs=lambda i: xp.dot(i.target - i.other, i.proxy) + i.error * xp.sqrt(i.square) + i.error**2,
    notes="Rewards may leave [0, R] here; hacking.worst_truth keeps them inside.",
)
