"""Kantorovich's inequality: the mean of the inverse of what lies between 1 and 3.

Between the ends ``1/f`` is below its chord, ``f + 3/f <= 4``, so that ``3 E f E 1/f <= E f (4 - E f) <= 4``.  Equality for both
ends with equal chances.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.numbers import ratio

LOW, HIGH = 1, 3

CLAIM = Claim(
    statement=r"\mathbb E_p f\; \mathbb E_p \frac 1f \le \frac{(m + M)^2}{4 m M}, \quad m = 1 \le f \le M = 3",
    source=Source("Kantorovich 1948, Functional analysis and applied mathematics", "Kantorovich's inequality", status="textbook"),
    space=lambda n: Space(p=Simplex(n), f=Table(n, LOW, HIGH)),
    sizes=(2, 3, 4),
    lhs=lambda i: xp.dot(i.p, i.f) * xp.dot(i.p, 1 / i.f),
    rhs=lambda i: ratio((LOW + HIGH) ** 2, 4 * LOW * HIGH),
    tight_at={"p": [1, 1], "f": [1, 1, 3]},
    sharpened=lambda i: ratio(99, 100) * ratio((LOW + HIGH) ** 2, 4 * LOW * HIGH),
)
