"""No design has smaller worst leverage than the dimension.

The mean leverage ``E_p |phi|^2`` in the norm of ``Sigma_p^{-1}`` is ``tr(I) = d``, so the largest is at
least ``d``; equality at an optimal design (Kiefer and Wolfowitz). Leverages are read off determinants:
``det(Sigma + phi phi^T) = det Sigma (1 + |phi|^2)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.decisions.dimensions.designs import determinant


def derived(i):
    """The information matrix of the design, its determinant, and the determinants with one feature added."""
    sigma = xp.dot(i.features.T, i.design[:, None] * i.features)
    added = xp.stack([determinant(sigma + xp.outer(feature, feature)) for feature in i.features])
    return {"volume": determinant(sigma), "added": added}


CLAIM = Claim(
    statement=r"d \le \max_\phi \|\phi\|^2_{\Sigma_p^{-1}} \text{ for every design } p \text{ of full rank}",
    source=Source("arXiv:2312.16730", "Proposition 16, lower side", status="second-hand"),
    space=lambda size: Space(features=Table(size, -1, 1), design=Simplex(size[0], positive=True), derived=derived),
    sizes=((2, 1), (2, 2), (3, 2), (4, 3)),
    given={"features span": lambda i: i.volume > 0},
    notes="Where the features do not span, the determinant is 0 and the right side has no value.",
    lhs=lambda i: i.size[1],
    rhs=lambda i: xp.max(i.added) / i.volume - 1,
    sharpened=lambda i: xp.ratio(99, 100) * (xp.max(i.added) / i.volume - 1),
    tight_at={"features": [1, 1, 1], "design": [1, 1]},
)
