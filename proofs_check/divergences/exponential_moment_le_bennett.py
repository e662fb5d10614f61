"""Bennett's lemma, for any number of outcomes: exponential moments by the variance.

``e^(s y) <= 1 + s y + (e^s - 1 - s) y^2`` for ``y <= 1``: the second derivative of the difference in ``s`` is ``y^2 (e^s - e^(s
y))``. Values lie in [0, 1], so that they are at most 1 above their mean.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The mean and the variance."""
    mean = xp.dot(i.p, i.x)
    return {"mean": mean, "variance": xp.dot(i.p, (i.x - mean) ** 2)}


CLAIM = Claim(
    statement=r"\mathbb E_p\, e^{s(X - \mathbb E_p X)} \le \exp\bigl((e^s - 1 - s)\, \mathrm{Var}_p X\bigr), \quad 0 \le X \le 1",
    source=Source("Bennett 1962", "exponential moments of what is bounded from above", status="textbook"),
    space=lambda n: Space(p=Simplex(n), x=Table(n, 0, 1), rate=Ratio(0, 4), derived=derived),
    sizes=(2, 3, 5),
    lhs=lambda i: xp.dot(i.p, xp.exp(i.rate * (i.x - i.mean))),
    rhs=lambda i: xp.exp((xp.exp(i.rate) - 1 - i.rate) * i.variance),
    tight_at={"p": [1, 0], "x": [1, 1, 0], "rate": [0, 1]},
    sharpened=lambda i: xp.exp(xp.ratio(99, 100) * (xp.exp(i.rate) - 1 - i.rate) * i.variance),
)
