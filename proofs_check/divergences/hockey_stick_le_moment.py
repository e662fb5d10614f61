"""From a moment of the ratio to privacy, with the best constant: how Renyi privacy gives an ``(epsilon, delta)`` pair.

``(x - t)_+ <= (a - 1)^(a-1) a^(-a) x^a t^(1-a)`` for every ratio ``x``, with equality at ``x = t a/(a - 1)``.  Markov's
inequality gives the same without the constant, which is 1/4 for the second moment.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import hockey_stick


def bound(i):
    """The bound by the moment of order ``a``."""
    best = Fraction((i.order - 1) ** (i.order - 1), i.order**i.order)
    return best * xp.sum(i.p**i.order / i.q ** (i.order - 1)) / i.t ** (i.order - 1)


CLAIM = Claim(
    statement=r"E_t(p \| q) \le \frac{(a - 1)^{a - 1}}{a^a}\, t^{1 - a} \textstyle\sum_x p_x^a q_x^{1 - a}",
    source=Source(
        "Canonne, Kamath and Steinke, arXiv:2004.00010", "from Renyi to approximate privacy, in terms of moments",
        status="second-hand",
    ),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n, positive=True), t=Ratio(1, 5), order=Count(2, 5)),
    sizes=(2, 3),
    lhs=lambda i: hockey_stick(i.p, i.q, i.t),
    rhs=bound,
    trivial="probability",
    tight_at={"p": [1, 0], "q": [1, 3], "t": [2, 1], "order": 2},
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)  # fmt: skip
