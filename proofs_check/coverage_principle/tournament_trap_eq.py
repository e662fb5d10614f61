"""A tournament on a thousand samples picks the model that covers less: exact probabilities.

The instance of ``_settings_selection`` at ``n = 1000``, with the probability that the bad model wins strictly and that it wins or
ties. Of three models the rival has ratio ``N`` on a set of mass ``1/N``. With two models the bad one has to be its own rival,
with less than ``1/N`` of the data on the others, and the set can have mass ``(N - 1 + a)/(N^2 - 1)`` at most, the limit used
here; the last size is the triple of ``exists_tournament_coverage_ge``, whose bad model wins when an outcome of mass ``t`` occurs
(``n t = 1/5``, written as ``a = 0``). All are probabilities: the trivial bound is 1.
"""

from fractions import Fraction

from proofs_check.coverage_principle._settings_selection import fewer_chance, pair_mass
from theory_lab.claims import Claim, Source

DRAWS = 1000
CHANCES = {  # models, N, 1000 a: strictly, with ties
    (3, 100, 20): (".02573757", ".03925141"),
    (3, 50, 22): (".34967184", ".40855263"),
    (2, 100, 20): (".02444834", ".03745634"),
    (2, 50, 22): (".32725740", ".38521518"),
    (3, 100, 0): (".18128562", ".18128562"),
}


def chances(size: tuple[int, int, int]) -> tuple[Fraction, Fraction]:
    """The probability that the bad model wins, without ties and with them."""
    models, level, mass = size
    if mass == 0:
        seen = 1 - (1 - Fraction(1, 5 * DRAWS)) ** DRAWS
        return seen, seen
    a = Fraction(mass, 1000)
    b = Fraction(1, level) if models == 3 else pair_mass(level, a)
    return fewer_chance(DRAWS, a, b, False), fewer_chance(DRAWS, a, b, True)


CLAIM = Claim(
    statement=(
        r"\mathrm{P}(\hat\pi \text{ is bad}) = .02573757,\ .34967184 \quad"
        r" (|\Pi| = 3;\ N = 100, a = .02;\ N = 50, a = .022;\ n = 1000)"
    ),
    source=Source("arXiv:2510.15020", "Theorem 6.3, failure of the winner in numbers", status="derived"),
    kind="value",
    value=chances,
    printed=CHANCES,
)
