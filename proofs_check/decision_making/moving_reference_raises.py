"""The coefficient is largest at references in the hull of the class.

For a prior ``mu`` the dual objective at any reference is the one at the mean ``E_mu f`` minus
``gamma (fhat - E_mu f)^2``, decision by decision. At a least favourable prior this gives
``dec(fhat) <= dec(E_mu f)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.decisions.coefficients import gaps, square_divergences


def dual(i, reference):
    """``min over decisions of E_mu[gap - gamma (f - reference)^2]``."""
    return xp.min(xp.dot(i.prior, gaps(i.means) - i.offset * square_divergences(i.means, reference)))


CLAIM = Claim(
    statement=r"\min_\pi \mathbb E_\mu\bigl[\mathrm{gap}_f(\pi) - \gamma(f(\pi)-\hat f(\pi))^2\bigr]"
    r" \le \min_\pi \mathbb E_\mu\bigl[\mathrm{gap}_f(\pi) - \gamma(f(\pi)-\mathbb E_\mu f(\pi))^2\bigr]",
    source=Source("arXiv:2312.16730", "Proposition 24", status="second-hand"),
    space=lambda size: Space(
        prior=Simplex(size[0]), means=Table(size, 0, 1), reference=Table(size[1], -1, 2), offset=Ratio(0, 8)
    ),
    sizes=((2, 2), (4, 3), (8, 4)),
    lhs=lambda i: dual(i, i.reference),
    rhs=lambda i: dual(i, xp.dot(i.prior, i.means)),
    sharpened=lambda i: dual(i, xp.dot(i.prior, i.means)) - xp.ratio(1, 100) * abs(dual(i, i.reference)),
    tight_at={"prior": [1, 1], "means": [1, 1, 0, 0, 1], "reference": [2, 1, 1], "offset": [1, 1]},
)
