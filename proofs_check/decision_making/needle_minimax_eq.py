"""The minimax regret of a needle among few arms: the recursion against the linear program.

The program knows nothing of symmetry: it is over all count states of the class of the needles and the null. So is the
constrained coefficient by branch and bound, against the recursion over the number of excluded needles. The trivial bound of
the regret is ``T``.
"""

from fractions import Fraction

from proofs_check.decision_making._settings_needles import HELLINGER, needle_constrained, needle_minimax, needles
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.coefficients.constrained import constrained_coefficient
from theory_lab.decisions.play.minimax import minimax_regret


def by_programs(size):
    """Both numbers from general programs; a thousandth more than the radius, so that no exclusion is on the border."""
    models, radius = needles(size[0]), Fraction(1, size[2]) + Fraction(1, 1000)
    distances = HELLINGER * models.means[:, 0]
    found = constrained_coefficient(models.gaps[:, 0], distances, radius)
    return minimax_regret(models, size[1]).value, found.value


def by_symmetry(size):
    """Both numbers from recursions."""
    return needle_minimax(*size[:2]), needle_constrained(size[0], Fraction(1, size[2]) + Fraction(1, 1000))


CLAIM = Claim(
    statement=r"\min\max\mathrm{Reg}_T \text{ and } \mathrm{dec}^c_\varepsilon \text{ of needles, by recursion and by program}"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2312.16730", "Proposition 28, the class of needles", status="derived"),
    kind="value",
    sizes=((2, 2, 1), (2, 3, 3), (3, 2, 1), (3, 3, 1), (4, 2, 2), (5, 2, 3)),
    value=lambda size: tuple(map(xp.exact, by_programs(size))),
    rhs=lambda size: tuple(map(xp.exact, by_symmetry(size))),
    relation="==",
)
