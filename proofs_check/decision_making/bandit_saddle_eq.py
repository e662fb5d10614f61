"""The bandit's coefficient is attained by ``A`` models.

At the estimate whose inverse gap weighting is ``p``, the models ``f_s`` of ``saddle_class`` concede the
same to ``p``, and the prior ``p`` on them leaves every decision the same: a primal and a dual certificate
of one value ``(A - 1)/(4 gamma)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decisions.coefficients.finite_classes import (
    gaps,
    offset_risk,
    saddle_class,
    square_divergences,
    weighted_estimate,
)


def tables(i):
    """Gaps and divergences of the saddle class."""
    estimate = weighted_estimate(i.decisions, 2 * i.offset)
    means = saddle_class(estimate, i.offset, i.decisions)
    return {"gaps": gaps(means), "divergences": square_divergences(means, estimate)}


CLAIM = Claim(
    statement=r"\max_M \mathbb E_p[\mathrm{gap}_M - \gamma D_M] = \frac{A-1}{4\gamma}"
    r" = \min_\pi \mathbb E_{M \sim p}[\mathrm{gap}_M(\pi) - \gamma D_M(\pi)]",
    source=Source("arXiv:2312.16730", "Proposition 14, saddle point", status="derived"),
    space=lambda arms: Space(decisions=Simplex(arms, positive=True), offset=Ratio(xp.ratio(1, 8), 64), derived=tables),
    sizes=(2, 3, 5),
    relation="==",
    chain=(
        lambda i: offset_risk(i.gaps, i.divergences, i.offset, i.decisions),
        lambda i: (i.size - 1) / (4 * i.offset),
        lambda i: xp.min(xp.dot(i.decisions, i.gaps - i.offset * i.divergences)),
    ),
)
