"""The per-round inequality of inverse gap weighting, sharp.

For comparator ``s`` the supremum over ``f`` of ``f(s) - E_p f - (gamma/2) E_p (f - fhat)^2`` is
``fhat(s) - E_p fhat + (1/p(s) - 1)/(2 gamma)``, the same for all ``s`` at ``p = 1/(lambda + 2 gamma gap)``,
hence ``(A - 1)/(2 gamma)``. The last step of the chain is the form of the notes as quoted, a factor 2 larger.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.decisions.coefficients.finite_classes import weighted_estimate


def derived(i):
    """The estimate whose weighting is ``decisions``, and the mean squared error of the models around it."""
    estimate = weighted_estimate(i.decisions, i.offset)
    return {"error": xp.dot(i.decisions, (i.means - estimate) ** 2)}


def sharp(i):
    """``(A - 1)/(2 gamma) + (gamma/2) E_p (f - fhat)^2``."""
    return (i.size - 1) / (2 * i.offset) + i.offset * i.error / 2


CLAIM = Claim(
    statement=r"\max f - \mathbb E_p f \le \frac{A-1}{2\gamma} + \frac\gamma2\,\mathbb E_p(\hat f - f)^2"
    r" \le \frac A\gamma + \gamma\,\mathbb E_p(\hat f - f)^2, \quad p = \mathrm{IGW}_\gamma(\hat f)",
    source=Source("arXiv:2312.16730", "Proposition 9, (3.37)", status="second-hand", also=("its sharp form (derived)",)),
    space=lambda arms: Space(
        decisions=Simplex(arms, positive=True),
        means=Table(arms, -2, 2),
        offset=Ratio(xp.ratio(1, 2), 16),
        derived=derived,
    ),
    sizes=(2, 3, 4, 6),
    chain=(lambda i: xp.max(i.means) - xp.dot(i.decisions, i.means), sharp, lambda i: i.size / i.offset + i.offset * i.error),
    trivial=(0, 4),
    sharpened=lambda i: xp.ratio(99, 100) * sharp(i),
)
