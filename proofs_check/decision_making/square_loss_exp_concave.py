"""The square loss on [0, 1] is exp-concave up to rate 1/2.

``h(q) = exp(-eta (q - y)^2)`` has second derivative proportional to ``2 eta (q - y)^2 - 1``, which is at most 0 for ``eta = 1/2`` and
``|q - y| <= 1``. Concavity is tested at midpoints; a larger rate is refuted next door.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.decisions.forecasters import second_difference


def chord(i):
    """``(h(a) + h(b))/2`` from the second difference at the midpoint."""
    middle, step = (i.a + i.b) / 2, (i.b - i.a) / 2
    return second_difference(xp.ratio(1, 2), i.outcome, middle, step) / 2 + top(i)


def top(i):
    """``h((a + b)/2)``."""
    return xp.exp(-(((i.a + i.b) / 2 - i.outcome) ** 2) / 2)


CLAIM = Claim(
    statement=r"\tfrac12\bigl(h(a) + h(b)\bigr) \le h\bigl(\tfrac{a+b}2\bigr), \quad h(q) = e^{-(q-y)^2/2} \text{ on } [0,1]",
    source=Source("arXiv:2312.16730", "exp-concavity of the square loss", status="second-hand"),
    space=Space(a=Ratio(0, 1), b=Ratio(0, 1), outcome=Ratio(0, 1)),
    lhs=chord,
    rhs=top,
    sharpened=lambda i: xp.ratio(99, 100) * top(i),
    tight_at={"a": [1, 2], "b": [1, 2], "outcome": [0, 1]},
)
