"""Coverage under average error where the bad event has mass.

Inner scores are ``kappa`` times too high, words of mass ``delta/16`` to ``delta/5`` are underrated as far as Assumption 4.2
allows, and the others overrated by ``kappa``. At the time of the theorem the underrated ones lie beyond ``8 H
kappa^2/delta`` on most instances; with mass 2 ``delta`` they do not. At ``H = 4, kappa = 2`` and a mass of 3/19 the density
is 154, against 142.2 for ``delta = 9/10``. The trivial bound of the left side is 1.
"""

from fractions import Fraction

from proofs_check.backtracking._settings_budgets import event_mass
from theory_lab.claims import Choice, Claim, Source, Space

DELTAS = (Fraction(1, 2), Fraction(9, 10), Fraction(1, 10))
PARTS = (Fraction(1, 5), Fraction(1, 6), Fraction(1, 8), Fraction(1, 16), Fraction(10, 57), Fraction(30, 131), Fraction(2))


def mass(i):
    """The mass of the event at the explicit time."""
    share = min(i.part * i.delta, Fraction(19, 20))
    return event_mass(i.size, i.kappa, share, i.delta, 8 * i.size * i.kappa**2 / i.delta)


CLAIM = Claim(
    statement=r"\Pr_{y\sim\pi^*}\Bigl[\frac{\pi^*(y)}{\mathbb P(X_T = y)} > \frac{8H\kappa^2}\delta\Bigr] \le \delta, \quad"
    r" T = 4H + \frac{64\kappa^2H^3}{\delta^2}, \quad \mathbb E_{\pi^*}\tfrac{V^*}{\hat V}(y) = \kappa",
    source=Source("arXiv:2510.03149", "Theorem 4.2, explicit form, on words that are underrated", status="derived"),
    space=lambda depth: Space(kappa=Choice(Fraction(4), Fraction(2), Fraction(3)), delta=Choice(*DELTAS), part=Choice(*PARTS)),
    sizes=(4, 8, 16),
    lhs=mass,
    rhs=lambda i: i.delta,
    trivial="probability",
    loose="Markov's inequality is used three times; the best constant of the level is in coverage_level_constant",
)
