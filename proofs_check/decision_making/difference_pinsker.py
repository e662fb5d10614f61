"""Pinsker's inequality for differences of small means.

``E_P Z - E_Q Z = sum z (sqrt p - sqrt q)(sqrt p + sqrt q)``, Cauchy-Schwarz, and ``z^2 <= eps |z| <= eps (x + y)``.
The literature has 8 in place of 2. Approached by rare outcomes with nearby masses.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.measures.divergences import hellinger2


def derived(i):
    """The bound with ``eps`` the largest difference, up to its constant."""
    spread = xp.max(abs(i.x - i.y))
    return {"bound": spread * xp.dot(i.p + i.q, i.x + i.y) * 2 * hellinger2(i.p, i.q)}


CLAIM = Claim(
    statement=r"(\mathbb E_P Z - \mathbb E_Q Z)^2 \le 2\varepsilon\,(\mathbb E_P + \mathbb E_Q)[X + Y]\,D_H^2(P,Q),"
    r" \quad Z = X - Y,\ X, Y \ge 0,\ |Z| \le \varepsilon",
    source=Source("arXiv:2112.13487", "multiplicative Pinsker inequality for differences, 2 in place of 8", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), x=Table(n, 0, 1), y=Table(n, 0, 1), derived=derived),
    sizes=(2, 3, 4),
    lhs=lambda i: xp.dot(i.p - i.q, i.x - i.y) ** 2,
    rhs=lambda i: 2 * i.bound,
    sharpened=lambda i: xp.ratio(198, 100) * i.bound,
    tight_at=lambda k: {"p": [2**k + 1, 8**k - 1], "q": [2**k, 8**k], "x": [1, 1, 0], "y": [1, 0, 0]},
    rate="1 - ratio of order 4^-k",
)
