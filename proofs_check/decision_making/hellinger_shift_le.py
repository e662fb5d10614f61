"""Hellinger of a shifted fair coin.

``D_H^2(Ber(1/2 + t), Ber(1/2)) / t^2`` and ``D_H^2(Ber(1/2 + t), Ber(1/2 + 2t)) / t^2`` increase to their values at
``t = 1/2`` and ``t = 1/4``: ``4 (2 - sqrt 2) = 2.3431`` and ``16 (2 - sqrt 3) = 4.2872``, where the paper has 3 and
5. The coins differ by ``t`` on both faces, and ``(sqrt a - sqrt b)^2 = (a - b)^2 / (sqrt a + sqrt b)^2``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Simplex, Source, Space


def sides(i):
    """``D_H^2 / t^2`` and its bound; the weights are ``(2 t, 1 - 2 t)`` or ``(4 t, 1 - 4 t)``."""
    shift, rest = i.weights[0], i.weights[1]
    least, half = rest / 2, xp.ratio(1, 2)
    if i.kind == "against fair":
        faces, bound = ((half + shift / 2, half), (least, half)), 4 * (2 - xp.sqrt(2 * xp.one))
    else:
        faces, bound = ((half + shift / 4, half + shift / 2), (half - shift / 4, least)), 16 * (2 - xp.sqrt(3 * xp.one))
    return {"rate": sum(1 / (xp.sqrt(a) + xp.sqrt(b)) ** 2 for a, b in faces), "bound": bound}


CLAIM = Claim(
    statement=r"\frac{D_H^2(\mathrm{Ber}(\tfrac12+t), \mathrm{Ber}(\tfrac12))}{t^2} \le 4(2-\sqrt2),"
    r"\quad \frac{D_H^2(\mathrm{Ber}(\tfrac12+t), \mathrm{Ber}(\tfrac12+2t))}{t^2} \le 16(2-\sqrt3) \ (t \le \tfrac14)",
    source=Source("arXiv:2112.13487", "Hellinger distance of shifted coins, 2.35 and 4.29 in place of 3 and 5", status="derived"),
    space=Space(weights=Simplex(2), kind=Choice("against fair", "against twice"), derived=sides),
    lhs=lambda i: i.rate,
    rhs=lambda i: i.bound,
    sharpened=lambda i: xp.ratio(99, 100) * i.bound,
    tight_at={"weights": [1, 0], "kind": 0},
)
