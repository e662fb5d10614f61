"""One step by rejection needs a level well above the coverage.

With ``M = C_inf/2`` the accepted law is truncated whatever the number of draws, so the error does not fall
with ``n``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space
from theory_lab.decoding.choice.rejection import pilot_rejection_law
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import tilted


def derived(i):
    """The target and half its coverage as the level factor."""
    target = tilted(i.base, i.weight)
    return {"target": target, "factor": linf_coverage(target, i.base) / 2}


CLAIM = Claim(
    statement=r"\mathrm{TV}(\text{Algorithm 5}, q) \le 4 e^{-n/(4M)}, \quad M = C_\infty/2",
    source=Source("arXiv:2510.03149", "Proposition F.2 without M >= 4 C_inf", status="derived"),
    space=Space(base=Simplex(2, positive=True), weight=Simplex(2), draws=Count(8, 40), derived=derived),
    lhs=lambda i: total_variation(pilot_rejection_law(i.base, i.weight, i.factor, i.draws), i.target),
    rhs=lambda i: 4 * xp.exp(-i.draws / (4 * i.factor)),
    expect="fails",
    falls="tempting form",
)
