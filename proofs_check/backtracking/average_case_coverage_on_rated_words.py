"""Coverage at the late time of Theorem 4.2 on words that are underrated as far as its assumption allows.

Words of mass ``part * delta`` have scores so low that ``E[V*/Vhat] = kappa``, the others are overrated (`rated_words`). Below a
quarter of ``delta`` such words are missed at the level ``8 H kappa^2/delta``, below a 24th at ``48 H kappa^2/delta`` too: so
the mass that the theorem allows is used, which the small problems of `average_case_coverage_le` do not do. The law is
enclosed, at each of the instances by itself.
"""

from collections.abc import Callable
from fractions import Fraction

from proofs_check.backtracking._settings_budgets import event_mass
from theory_lab.claims import Choice, Claim, Instance, Source, Space


def mass(factor: int) -> Callable[[Instance], Fraction]:
    """The mass of the words whose density exceeds ``factor * H kappa^2/delta`` at the explicit time."""
    return lambda i: event_mass(i.depth, i.kappa, i.part * i.delta, i.delta, factor * i.depth * i.kappa**2 / i.delta)


CLAIM = Claim(
    statement=r"\Pr_{y\sim\pi^*}\Bigl[\frac{\pi^*(y)}{\mathbb P(X_T = y)} > \frac{48H\kappa^2}\delta\Bigr] \le"
    r" \Pr_{y\sim\pi^*}\Bigl[\frac{\pi^*(y)}{\mathbb P(X_T = y)} > \frac{8H\kappa^2}\delta\Bigr] \le \delta,"
    r" \quad T = \Bigl\lceil 4H + \frac{64\kappa^2H^3}{\delta^2}\Bigr\rceil \quad \text{on words that are underrated}",
    source=Source("arXiv:2510.03149", "Theorem 4.2, (9), on underrated words", status="derived"),
    space=Space(
        depth=Choice(4, 16, 64),
        kappa=Choice(Fraction(4), Fraction(2), Fraction(3)),
        delta=Choice(Fraction(9, 10), Fraction(1, 2), Fraction(1, 10)),
        part=Choice(Fraction(1, 30), Fraction(1, 40), Fraction(1, 6), Fraction(1, 2)),
    ),
    chain=(mass(48), mass(8), lambda i: i.delta),
    trivial="probability",
    loose="the level 8 is at most 4.2 times what such words need (coverage_level_constant)",
)
