"""The constant of the coverage level under average error.

The paper is said to have 48, the explicit proof has 8, and Markov's inequality gives 2 in the stationary law. Words of mass
just above ``delta`` that are underrated as far as Assumption 4.2 allows show that no constant below 1.9 suffices at the time of
the theorem; so 8 can be improved by a factor of at most 4, and 48 by 25. The trivial bound of the left side is 1.
"""

from fractions import Fraction

from proofs_check.backtracking._settings_budgets import event_mass
from theory_lab.claims import Choice, Claim, Source, Space


def mass(i, c):
    """The mass of the event at the explicit time."""
    return event_mass(i.size, i.kappa, i.part * i.delta, i.delta, c * i.size * i.kappa**2 / i.delta)


CLAIM = Claim(
    statement=r"\Pr_{y\sim\pi^*}\Bigl[\frac{\pi^*(y)}{\mathbb P(X_T = y)} > \frac{c\,H\kappa^2}\delta\Bigr] \le \delta"
    r" \text{ on words that are underrated, at the explicit time}",
    source=Source("arXiv:2510.03149", "Theorem 4.2, best constant of the level", status="derived"),
    space=lambda depth: Space(
        kappa=Choice(Fraction(4), Fraction(2), Fraction(5, 4)),
        delta=Choice(Fraction(9, 10), Fraction(1, 2), Fraction(1, 10)),
        part=Choice(Fraction(101, 100), Fraction(21, 20), Fraction(1, 2)),
    ),
    sizes=(4, 16, 64),
    lhs=mass,
    rhs=lambda i, c: i.delta,
    trivial="probability",
    unknown="c",
    bracket=(Fraction(0), Fraction(8)),
)
