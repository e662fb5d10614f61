"""Average overestimation bounded, underestimation not: a bottleneck.

Scores that are tiny on one level satisfy ``r_h <= 1``, but the walk hardly crosses that level. The tree is a path here: with
level errors the depth of the walk is a walk on a path, and every word has the same density.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import enclosed
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.sequences.trees import Tree

PATH = Tree.complete(1, 3)
TIME = 4 * 3 + 64 * 3**3 * 4  # kappa = 1, delta = 1/2


def density(i):
    """``pi*(y)/P(X_T = y)`` of every word at the time of the theorem, from below, rounded down to a whole number."""
    law = enclosed.law_after(PATH, xp.exact([1, i.score, 1]), TIME)
    return int(1 / Fraction(xp.value(law[-1])[1]))


CLAIM = Claim(
    statement=r"r_h \le \kappa \text{ for all } h \implies"
    r" \Pr_{y\sim\pi^*}\Bigl[\frac{\pi^*(y)}{\mathbb P(X_T = y)} > \frac{8H\kappa^2}\delta\Bigr] \le \delta"
    r" \text{ at } T = 4H + 64\kappa^2H^3/\delta^2",
    source=Source("arXiv:2510.03149", "Theorem 4.2 without the bound on the mean of V*/Vhat", status="derived"),
    space=Space(score=Choice(*(Fraction(1, 4**k) for k in range(11)))),
    lhs=density,
    rhs=lambda i: 48,
    expect="fails",
    falls="tempting form",
    notes="H = 3, kappa = 1 and delta = 1/2; all words have the same density, so that the event has probability 0 or 1.",
)
