"""Total variation from Hellinger, sharp.

Cauchy-Schwarz on ``|p - q| = |sqrt p - sqrt q| (sqrt p + sqrt q)``, with
``sum (sqrt p + sqrt q)^2 = 4 - D``. Equality for ``(a, 1 - a)`` against ``(1 - a, a)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2, total_variation

CLAIM = Claim(
    statement=r"\mathrm{TV}(P,Q)^2 \le D_H^2(P,Q)\,\bigl(1 - D_H^2(P,Q)/4\bigr)",
    source=Source("arXiv:2312.16730", "sharp form of Lemma 19, (6.6)", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), derived=lambda i: {"distance": 2 * hellinger2(i.p, i.q)}),
    sizes=(2, 3, 4, 5),
    lhs=lambda i: total_variation(i.p, i.q) ** 2,
    rhs=lambda i: i.distance * (1 - i.distance / 4),
    trivial="probability",
    tight_at={"p": [1, 4], "q": [4, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * i.distance * (1 - i.distance / 4),
)
