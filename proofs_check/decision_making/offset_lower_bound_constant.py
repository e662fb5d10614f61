"""The constant of the lower bound by the offset coefficient.

The companion is reported to have 6. For a needle among up to 10 million arms, with the localisation of the theorem, 1 is
enough as far as can be seen: nearly every round is lost when few of the arms can be tried. The trivial bound of the regret
from below is 0.
"""

from fractions import Fraction
from math import ceil

from proofs_check.decision_making._settings_needles import needle_minimax, needle_offset, searches
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

ARMS = (10**7, 10**6, 10**5)
ROUNDS = (2, 4, 10, 50)


def coefficient(i):
    """``dec`` at the least whole offset whose localisation holds the needles."""
    least = 2**11 * i.rounds * xp.log(xp.intervals(2 * i.rounds))
    return needle_offset(i.arms, Fraction(ceil(least.bounds()[1].item()) + 1))


CLAIM = Claim(
    statement=r"\mathrm{dec}_\gamma(\mathcal M^\infty_\varepsilon(\bar M), \bar M)\,T \le c\,\sup_M \mathbb E\,\mathrm{Reg}_T,"
    r" \quad \varepsilon = \frac{\gamma}{2^{11}\,T\log(2T)} \ge 1 \text{ for needles}",
    source=Source("arXiv:2112.13487", "Theorem 3.2, best constant", status="derived"),
    space=searches(ARMS, ROUNDS),
    given={"a coefficient": lambda i: coefficient(i) > 0},
    notes="Where the coefficient is not positive the left side says nothing.",
    lhs=lambda i, c: i.rounds * coefficient(i),
    rhs=lambda i, c: c * needle_minimax(i.arms, i.rounds),
    unknown="c",
    bracket=(Fraction(1, 2), Fraction(6)),
)
