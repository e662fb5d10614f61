"""How far above the coverage the level of one step by rejection has to be.

Proposition F.2 is reported to want ``M >= 4 C_inf``. On two responses and up to 64 draws, over all pilots, the bound ``4
exp(-n/(4M))`` still holds at a multiple below 2, and fails at 1/2 (`pilot_rejection_small_level`): pilots that are off by a
factor 4 are rarer than the proof counts. The trivial bound of the left side is 1. Distances are enclosed, whose powers are
long as fractions.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Simplex, Source, Space
from theory_lab.decoding.choice.rejection import pilot_rejection_law
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.measures.divergences import total_variation
from theory_lab.measures.enclosures import enclosed, in_balls
from theory_lab.sequences.laws import tilted

# Moderate numbers first, the lightest: the bound is below 1 from about 6 C_inf draws on, and the worst number is the largest.
DRAWS = (16, 12, 24, 64, 32, 48, 8, 4, 1)


def derived(i):
    """The target and its coverage."""
    target = tilted(i.base, i.weight)
    return {"target": target, "coverage": linf_coverage(target, i.base)}


def sampled(i, c):
    """The distance at the level factor ``c C_inf``."""
    law = pilot_rejection_law(enclosed(i.base), enclosed(i.weight), c * enclosed(i.coverage), i.draws)
    return in_balls(total_variation(law, i.target))


CLAIM = Claim(
    statement=r"\mathrm{TV}(\text{Algorithm 5}, q) \le 4 e^{-n/(4M)}, \quad M = c\,C_\infty, \quad c = 4 \text{ as reported}",
    source=Source(
        "arXiv:2510.03149",
        "Proposition F.2, best constant of the level",
        status="derived",
        reading="two responses, up to 64 draws",
    ),
    space=Space(base=Simplex(2, positive=True), weight=Simplex(2), draws=Choice(*DRAWS), derived=derived),
    lhs=sampled,
    rhs=lambda i, c: 4 * xp.exp(-i.draws / (4 * c * i.coverage)),
    trivial="probability",
    unknown="c",
    bracket=(Fraction(1, 2), Fraction(4)),
    notes="At most 64 draws: a lower level may fail at more.",
)
