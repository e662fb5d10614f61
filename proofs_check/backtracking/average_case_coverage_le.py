"""Coverage at every late time under average error, with all constants.

With ``r_h, s_h <= kappa`` at every level and ``T >= 4H + 64 kappa^2 H^3/delta^2``: except on mass ``delta`` of the target,
``P(X_T = y) >= pi*(y) delta/(8 H kappa^2)``. Markov's inequality three times: for ``V*/Vhat`` along the word, for the
weight hanging off it, and for the stationary density; then root domination. Errors of all kinds, heavy tails too;
``kappa`` is the largest of the measured ``r_h, s_h``. The law is enclosed by intervals, the mass bounded from above.
The theorem is quoted with the level 48, a time of order ``H^5 kappa^6/delta^4`` up to logarithms, and means of
``Vhat/V*`` under the target. Those do not see dead prefixes (`refuted.dead_prefixes_harmless`), hence ``r_h``, which
weighs all nodes.
"""

from fractions import Fraction
from math import ceil

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import SMALL, case
from theory_lab.counting.estimators import law_by_squaring
from theory_lab.decoding.verifiers import mean_errors


def missed(size):
    """The mass of the target where the density exceeds six times ``8 H kappa^2/delta``, where it exceeds that, and ``delta``."""
    pair, delta, times = size[0], Fraction(1, size[1]), size[2]
    made = case(*pair)
    over, under = mean_errors(made.tree, made.steps, made.values, made.guide)
    kappa = xp.value(xp.maximum(xp.max(over), xp.max(under))).fraction
    time = times * ceil(4 * made.tree.depth + 64 * kappa**2 * made.tree.depth**3 / delta**2)
    law = law_by_squaring(made.tree, xp.intervals(made.weights), time)[made.tree.leaves]
    level = 8 * made.tree.depth * kappa**2 / delta
    return _mass(made.target, law, 6 * level), _mass(made.target, law, level), delta


def _mass(target, law, level):
    """The mass, from above."""
    return Fraction(xp.value(xp.sum(target * xp.indicator(target > level * law)))[1])


CLAIM = Claim(
    statement=r"\Pr_{y\sim\pi^*}\Bigl[\frac{\pi^*(y)}{\mathbb P(X_T = y)} > \frac{48H\kappa^2}\delta\Bigr] \le"
    r" \Pr_{y\sim\pi^*}\Bigl[\frac{\pi^*(y)}{\mathbb P(X_T = y)} > \frac{8H\kappa^2}\delta\Bigr] \le \delta,"
    r" \quad T \ge 4H + \frac{64\kappa^2H^3}{\delta^2}"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source(
        "arXiv:2510.03149", "Theorem 4.2, (9)", status="second-hand", reading="for the law of the walk at every late time",
        also=("its explicit form (derived)",),
    ),
    sizes=(
        *((pair, 2, 1) for pair in SMALL[::9]), *((pair, 20, 1) for pair in SMALL[1::12]),
        *((pair, 2, 3) for pair in SMALL[2::15]),
    ),
    kind="value",
    value=missed,
    trivial="probability",
    weak=(
        "no word of these small targets is missed at either level, and the level 48 is above 8; "
        "average_case_coverage_on_rated_words has strength"
    ),
    loose="no word of these small targets is missed at either level; the 48 is at most 1.943 (coverage_level_constant)",
)  # fmt: skip
