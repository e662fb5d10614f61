"""How much faster momentum is: balanced brackets of length 8 with inflated opening brackets.

The first time with ``TV(law of the state, stationary law) <= .1`` is 19, 14, 24 with momentum (holding 1/10) and 48, 51,
59 without (holding 1/2), for ``kappa`` = 3/2, 2, 3. The state with momentum includes the direction. Decided by intervals
at the step and one step before. The paper is quoted with a speed-up for small errors; instance and numbers are ours.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import enclosed, walks
from theory_lab.claims import Claim, Source
from theory_lab.decoding.instances import open_biased
from theory_lab.decoding.walks import momentum
from theory_lab.measures.divergences import total_variation

ROWS = {"3/2": (19, 48), "2": (14, 51), "3": (24, 59)}


def distances(kappa):
    """The distances at the two times, the level, and the distances one step before."""
    made, (lifted, plain) = open_biased(8, Fraction(kappa)), ROWS[kappa]
    weights = xp.intervals(made.weights)
    limit = momentum.stationary(made.tree, made.weights)
    before = momentum.law_after(made.tree, weights, lifted - 1, Fraction(1, 10))
    after = momentum.step(made.tree, weights, before, Fraction(1, 10))
    laws = enclosed.laws_at(made.tree, made.weights, [plain - 1, plain])
    pairs = [(before, limit), (after, limit), *((law, walks.stationary(made.tree, made.weights)) for law in laws.values())]
    found = [total_variation(law.reshape(law.size), other.reshape(other.size)) for law, other in pairs]
    return found[1::2], xp.ratio(1, 10), found[::2]


CLAIM = Claim(
    statement=r"T_{.1} = 19, 14, 24 \text{ with momentum and } 48, 51, 59 \text{ without, for } \kappa = \tfrac32, 2, 3",
    source=Source("arXiv:2510.03149", "Appendix E.1, speed of the walk with momentum, values", status="derived"),
    sizes=tuple(ROWS),
    kind="value",
    value=distances,
)
