"""The lower bound by the constrained coefficient, in its own direction, with its condition and its best constant.

A needle among up to 1,600 arms, radius ``1/sqrt T``: where the coefficient is at least ``10/sqrt T``, the regret of every
learner is at least a part of ``T`` times the coefficient; the notes leave this part open. The coefficient is that at the null
as the reference, at most the supremum over all references that the notes take. Both sides are exact. About 3/4 is right for
this class: half of the arms can be tried before the coefficient falls to 0. The trivial bound is 0 for the regret from below,
and ``T`` from above.
"""

from fractions import Fraction

from proofs_check.decision_making._settings_needles import needle_constrained, needle_minimax, searches
from theory_lab.claims import Claim, Source

ARMS = (400, 200, 800, 1600, 100, 50)
ROUNDS = (200, 400, 800, 101, 128, 1600)


def coefficient(i):
    """``dec^c`` at ``eps = 1/sqrt T``."""
    return needle_constrained(i.arms, Fraction(1, i.rounds))


CLAIM = Claim(
    statement=r"\mathrm{dec}^c_{1/\sqrt T}(\mathcal M) \ge 10/\sqrt T \implies T\,\mathrm{dec}^c_{1/\sqrt T}(\mathcal M) \le c\,"
    r"\min\max\mathrm{Reg}_T \text{ for needles}",
    source=Source(
        "arXiv:2312.16730",
        "Proposition 28 and Corollary 1, best constant",
        status="derived",
        reading="needles around the null; c is left open",
    ),
    space=searches(ARMS, ROUNDS),
    given={"large coefficient": lambda i: coefficient(i) ** 2 * i.rounds >= 100},
    notes="The hypothesis is the notes'; no counterexample to the constant is known without it in this class.",
    lhs=lambda i, c: i.rounds * coefficient(i),
    rhs=lambda i, c: c * needle_minimax(i.arms, i.rounds),
    unknown="c",
    bracket=(Fraction(1), Fraction(20)),
)
