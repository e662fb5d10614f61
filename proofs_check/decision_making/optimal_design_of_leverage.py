"""A design of small worst leverage is nearly optimal for the determinant.

``det(Sigma_p^{-1} Sigma_q) <= (tr(Sigma_p^{-1} Sigma_q)/d)^d = (E_q |phi|^2 / d)^d <= (g/d)^d`` by the
inequality of means, with ``g`` the largest leverage of ``p``. At ``g = d`` the design ``p`` is D-optimal:
the equivalence of Kiefer and Wolfowitz, with a rate.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.decisions.dimensions.designs import determinant


def derived(i):
    """The determinants of both designs, and the largest leverage of the first times its determinant."""
    first, second = (xp.dot(i.features.T, law[:, None] * i.features) for law in (i.design, i.other))
    added = xp.stack([determinant(first + xp.outer(feature, feature)) for feature in i.features])
    volume = determinant(first)
    return {"volume": volume, "other_volume": determinant(second), "leverage": xp.max(added) - volume}


def bound(i):
    """``det(Sigma_p) (g det(Sigma_p) / d)^d``: the right side times ``det(Sigma_p)^d``, which clears the denominators."""
    return i.volume * (i.leverage / i.size[1]) ** i.size[1]


CLAIM = Claim(
    statement=r"\det\Sigma_q \le \det\Sigma_p\,\bigl(\tfrac1d \max_\phi \|\phi\|^2_{\Sigma_p^{-1}}\bigr)^d",
    source=Source("arXiv:2312.16730", "Proposition 16, with a rate", status="derived"),
    space=lambda size: Space(
        features=Table(size, -1, 1), design=Simplex(size[0], positive=True), other=Simplex(size[0]), derived=derived
    ),
    sizes=((2, 1), (2, 2), (3, 2), (4, 3)),
    given={"features span": lambda i: i.volume > 0},
    lhs=lambda i: i.other_volume * i.volume ** i.size[1],
    rhs=bound,
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"features": [1, 1, 1], "design": [1, 1], "other": [1, 0]},
    notes="Both sides are multiplied by det(Sigma_p)^d. Where the features do not span both sides are 0.",
)
