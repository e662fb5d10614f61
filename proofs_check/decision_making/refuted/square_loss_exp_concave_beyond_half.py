"""The square loss on [0, 1] is not exp-concave at rates above 1/2.

``exp(-eta (q - y)^2)`` is convex where ``2 eta (q - y)^2 > 1``: at ``eta = 51/100`` near ``q = 1`` for the
outcome 0, and nowhere else.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.decisions.forecasters import second_difference

RATE = xp.ratio(51, 100)


def chord(i):
    """``(h(a) + h(b))/2`` from the second difference at the midpoint."""
    middle, step = (i.a + i.b) / 2, (i.b - i.a) / 2
    return second_difference(RATE, i.outcome, middle, step) / 2 + top(i)


def top(i):
    """``h((a + b)/2)``."""
    return xp.exp(-RATE * ((i.a + i.b) / 2 - i.outcome) ** 2)


CLAIM = Claim(
    statement=r"\tfrac12\bigl(h(a) + h(b)\bigr) \le h\bigl(\tfrac{a+b}2\bigr), \quad h(q) = e^{-0.51(q-y)^2} \text{ on } [0,1]",
    source=Source("arXiv:2312.16730", "exp-concavity of the square loss at a larger rate", status="derived"),
    space=Space(a=Ratio(0, 1), b=Ratio(0, 1), outcome=Ratio(0, 1)),
    lhs=chord,
    rhs=top,
    expect="fails",
    falls="tempting form",
)
