"""The constant in the budget of one step by rejection.

Proposition F.2 is reported to take ``n = 4 M log(4/delta)`` draws, which inverts to ``4 exp(-n/(4M))``. On two responses the
law is exact over all pilots: the 4 in the exponent can be replaced by a number below 1, the one that misses alone, of
probability ``1 - 1/M`` each, would give. The trivial bound of the left side is 1; the right side is below it from ``n = 5.6 M``
on, and at the best constant from ``n = 1.1 M`` on. Distances are enclosed, since their powers are long fractions.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space
from theory_lab.decoding.choice.rejection import pilot_rejection_law
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.measures.divergences import total_variation
from theory_lab.measures.enclosures import enclosed, in_balls
from theory_lab.sequences.laws import tilted


def derived(i):
    """The target and four times its coverage as the level factor."""
    target = tilted(i.base, i.weight)
    return {"target": target, "factor": 4 * linf_coverage(target, i.base)}


def sampled(i, c):
    """The distance after so many draws."""
    law = pilot_rejection_law(enclosed(i.base), enclosed(i.weight), enclosed(i.factor), i.draws)
    return in_balls(total_variation(law, i.target))


CLAIM = Claim(
    statement=r"\mathrm{TV}(\text{Algorithm 5}, q) \le 4 e^{-n/(cM)}, \quad M = 4 C_\infty, \quad c = 4 \text{ as reported}",
    source=Source(
        "arXiv:2510.03149",
        "Proposition F.2, best constant of the budget",
        status="derived",
        reading="two responses, up to 64 draws",
    ),
    space=Space(base=Simplex(2, positive=True), weight=Simplex(2), draws=Count(1, 64), derived=derived),
    lhs=sampled,
    rhs=lambda i, c: 4 * xp.exp(-i.draws / (c * i.factor)),
    trivial="probability",
    unknown="c",
    bracket=(Fraction(1, 16), Fraction(4)),
)
