"""Lyapunov: moments of what is nonnegative are log-convex in their order.

Cauchy-Schwarz of ``f^(1/2)`` and ``f^(3/2)``; equality where ``f`` has one value beside 0.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table

CLAIM = Claim(
    statement=r"\big(\mathbb E_p f^2\big)^2 \le \mathbb E_p f \cdot \mathbb E_p f^3, \quad f \ge 0",
    source=Source("folklore", "Lyapunov's inequality, orders 1, 2 and 3", status="derived"),
    space=lambda n: Space(p=Simplex(n), f=Table(n, 0, 1)),
    sizes=(2, 3, 4),
    lhs=lambda i: xp.dot(i.p, i.f**2) ** 2,
    rhs=lambda i: xp.dot(i.p, i.f) * xp.dot(i.p, i.f**3),
    tight_at={"p": [1, 1], "f": [1, 1, 0]},
    sharpened=lambda i: xp.ratio(99, 100) * xp.dot(i.p, i.f) * xp.dot(i.p, i.f**3),
    notes="Values at most 1: larger ones scale both sides alike.",
)
