"""The best constant in a reverse of Pinsker's inequality: about ``2 log 2``.

``KL <= c TV^2 / q_min``. Taylor's expansion suggests 1, ``log(1 + x) <= x`` gives 2; a sure coin against a fair one needs ``2
log 2``.
"""

from proofs_check.divergences._settings import covered
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import kl, total_variation

CLAIM = Claim(
    statement=r"\mathrm{KL}(p \| q) \le c\, \frac{\mathrm{TV}(p, q)^2}{\min q}",
    source=Source("arXiv:1503.07118", "best constant of the quadratic form", status="derived"),
    space=covered,
    sizes=(2, 3),
    unknown="c",
    bracket=(xp.ratio(1, 1), xp.ratio(2, 1)),
    lhs=lambda i, c: kl(i.p, i.q) * xp.min(i.q),
    rhs=lambda i, c: c * total_variation(i.p, i.q) ** 2,
)
