"""The best constant of the classical SquareCB rule.

``p = 1/(A + gamma gap)`` off the greedy action, the rest on it. With the estimation error weighted by ``gamma/4`` the
supremum over all mean functions is closed: ``max_s fhat(s) - E_p fhat + (1/p_s - 1)/gamma``. In units of ``A/gamma``
the search finds about 1.66; the literature has 2.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.decisions.coefficients.finite_classes import bandit_risk
from theory_lab.decisions.processes.mdps import greedy


def derived(i):
    """The law of the rule."""
    gaps, best = xp.max(i.estimate) - i.estimate, greedy(i.estimate)
    others = (1 - best) / (i.size + i.offset * gaps)
    return {"law": others + best * (1 - xp.sum(others))}


CLAIM = Claim(
    statement=r"\sup_f \mathbb E_p\bigl[f(\pi_f) - f(\pi) - \tfrac\gamma4 (f(\pi)-\hat f(\pi))^2\bigr] \le c\,\frac A\gamma"
    r" \text{ for } p = \frac1{A + \gamma\,\mathrm{gap}}",
    source=Source("arXiv:2312.16730", "classical inverse gap weighting, best constant", status="derived"),
    space=lambda arms: Space(estimate=Table(arms, 0, 1), offset=Ratio(1, 1024), derived=derived),
    sizes=(2, 4, 6),
    unknown="c",
    bracket=(xp.ratio(1, 2), xp.ratio(4, 1)),
    lhs=lambda i, c: bandit_risk(i.estimate, i.offset / 4, i.law),
    rhs=lambda i, c: c * i.size / i.offset,
)
