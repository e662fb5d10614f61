"""The lower bound by the offset coefficient, in its own direction.

A needle among up to 10 million arms is localised around the null at ``eps = 1``, which makes the offset ``2^11 T log(2T)``,
here rounded up to a whole number. Then every learner has regret at least ``T dec/6``. Both sides are exact. The trivial
bound of the regret from below is 0.
"""

from fractions import Fraction
from math import ceil

from proofs_check.decision_making._settings_needles import needle_minimax, needle_offset, searches
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

ARMS = (10**6, 10**5, 10**7)
ROUNDS = (2, 10, 4, 50)


def coefficient(i):
    """``dec`` at the least whole offset whose localisation holds the needles."""
    least = 2**11 * i.rounds * xp.log(xp.intervals(2 * i.rounds))
    return needle_offset(i.arms, Fraction(ceil(least.bounds()[1].item()) + 1))


CLAIM = Claim(
    statement=r"\sup_M \mathbb E\,\mathrm{Reg}_T \ge \tfrac16\,\mathrm{dec}_\gamma(\mathcal M^\infty_\varepsilon(\bar M), \bar M)"
    r"\,T, \quad \varepsilon = \frac{\gamma}{2^{11}\,T\log(2T)} \ge 1",
    source=Source("arXiv:2112.13487", "Theorem 3.2", status="second-hand", reading="for needles around the null"),
    space=searches(ARMS, ROUNDS),
    given={"a coefficient": lambda i: coefficient(i) > 0},
    notes="Where the coefficient is not positive the left side says nothing.",
    lhs=lambda i: i.rounds * coefficient(i) / 6,
    rhs=lambda i: needle_minimax(i.arms, i.rounds),
    loose="the 6 is not needed for needles: see offset_lower_bound_constant",
)
