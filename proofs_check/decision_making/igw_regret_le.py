"""The per-round inequality of inverse gap weighting, sharp.

For comparator ``s`` the supremum over ``f`` of ``f(s) - E_p f - (gamma/2) E_p (f - fhat)^2`` is
``fhat(s) - E_p fhat + (1/p(s) - 1)/(2 gamma)``, the same for all ``s`` at ``p = 1/(lambda + 2 gamma gap)``,
hence ``(A - 1)/(2 gamma)``. The form of the notes as quoted is a factor 2 larger (``igw_regret_le_as_quoted``).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.decisions.coefficients.finite_classes import weighted_estimate


def derived(i):
    """The estimate whose weighting is ``decisions``, and the mean squared error of the models around it."""
    estimate = weighted_estimate(i.decisions, i.offset)
    return {"error": xp.dot(i.decisions, (i.means - estimate) ** 2)}


def rounds(arms):
    """One round with ``arms`` arms: the law of inverse gap weighting, true means and the offset."""
    return Space(
        decisions=Simplex(arms, positive=True), means=Table(arms, -2, 2), offset=Ratio(xp.ratio(1, 2), 16), derived=derived
    )


def lost(i):
    """``max f - E_p f``."""
    return xp.max(i.means) - xp.dot(i.decisions, i.means)


def sharp(i):
    """``(A - 1)/(2 gamma) + (gamma/2) E_p (f - fhat)^2``."""
    return (i.size - 1) / (2 * i.offset) + i.offset * i.error / 2


CLAIM = Claim(
    statement=r"\max f - \mathbb E_p f \le \frac{A-1}{2\gamma} + \frac\gamma2\,\mathbb E_p(\hat f - f)^2,"
    r" \quad p = \mathrm{IGW}_\gamma(\hat f)",
    source=Source("arXiv:2312.16730", "Proposition 9, its sharp form", status="derived"),
    space=rounds,
    sizes=(2, 3, 4, 6),
    lhs=lost,
    rhs=sharp,
    trivial=(0, 4),
    sharpened=lambda i: xp.ratio(99, 100) * sharp(i),
)
