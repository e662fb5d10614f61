"""The constant of inference-time pessimism with samples, in units of the skyline.

At the tuned strength and 1,000 or 3,000 draws the regret is at most ``c eps sqrt(C - 1)``. The proof gives 3, the constant
without sampling is 1, and two tied responses with a hack show that nothing below .99 suffices. The trivial bound of the regret
is 1.
"""

from fractions import Fraction

from proofs_check.alignment._settings_samples import hacked, sampled_regret, skyline, tied
from theory_lab.claims import Choice, Claim, Source, Space

TENTH, ONE = Fraction(1, 10), Fraction(1)
INSTANCES = (
    tied(Fraction(1, 1000), Fraction(1, 100), TENTH),
    tied(Fraction(1, 500), Fraction(1, 50), Fraction(1, 5)),
    hacked(TENTH, Fraction(1, 1000), TENTH),
    hacked(Fraction(1, 5), Fraction(1, 100), TENTH),
)

CLAIM = Claim(
    statement=r"J(\pi^*) - \mathbb E J(\mathrm{ITP}_{N,b}) \le c\,\varepsilon\sqrt{C(\pi^*) - 1}, \quad"
    r" b = \varepsilon/\sqrt{C-1}, \quad c = 3 \text{ in the proof}",
    source=Source("arXiv:2503.21878", "Theorem 4.1, tuned strength, best constant", status="derived"),
    space=lambda draws: Space(made=Choice(*INSTANCES)),
    sizes=(1000, 3000),
    lhs=lambda i, c: sampled_regret(i.made, ONE, i.size),
    rhs=lambda i, c: c * skyline(i.made),
    trivial=(0, 1),
    unknown="c",
    bracket=(Fraction(0), Fraction(3)),
)
