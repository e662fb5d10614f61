"""A reference that is the mean of the class is worst.

``E (f - fhat)^2 = Var f + (fhat - E f)^2`` at every decision, so that moving the reference to ``E_mu f``
raises every term of the minimum. With ``mu`` least favourable at ``fhat`` this gives a reference in the
convex hull whose coefficient is at least as large.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table


def bayes_risk(i, reference):
    """``min_pi E_mu[gap(pi) - gamma (f(pi) - reference(pi))^2]``."""
    gaps = xp.max(i.means, axis=1)[:, None] - i.means
    return xp.min(xp.dot(i.prior, gaps - i.offset * (i.means - reference) ** 2))


CLAIM = Claim(
    statement=r"\min_\pi \mathbb E_\mu[\mathrm{gap}_f(\pi) - \gamma (f(\pi) - \hat f(\pi))^2]"
    r" \le \min_\pi \mathbb E_\mu[\mathrm{gap}_f(\pi)] - \gamma \mathrm{Var}_\mu f(\pi)",
    source=Source("arXiv:2312.16730", "Proposition 24, step of the proof", status="derived"),
    space=lambda size: Space(
        prior=Simplex(size[0]), means=Table(size, 0, 1), reference=Table(size[1], -1, 2), offset=Ratio(0, 8)
    ),
    sizes=((2, 2), (3, 3), (8, 4)),
    lhs=lambda i: bayes_risk(i, i.reference),
    rhs=lambda i: bayes_risk(i, xp.dot(i.prior, i.means)),
    sharpened=lambda i: xp.ratio(99, 100) * bayes_risk(i, xp.dot(i.prior, i.means)),
    tight_at={"prior": [1, 1], "means": [1, 1, 0, 0, 1], "reference": [2, 1, 1], "offset": [1, 1]},
)
