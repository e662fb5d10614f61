"""Inference-time pessimism with samples, where its bound says something.

Hacks of mass 1/1000 and 1/100, and two tied responses with a hack; two pools of up to 3,000 draws each, the first of which
estimates the normalising constant; the tuned strength, a quarter of it, and four times it. The regret is enclosed over all
pools. At the tuned strength the bound is below 1/2 from 1,000 draws on. The trivial bound is 1.
"""

from fractions import Fraction

from proofs_check.alignment._settings_samples import hacked, sampled_bound, sampled_regret, tied
from theory_lab.claims import Choice, Claim, Source, Space

TENTH = Fraction(1, 10)
INSTANCES = (
    hacked(TENTH, Fraction(1, 1000), TENTH),
    hacked(Fraction(1, 5), Fraction(1, 100), TENTH),
    tied(Fraction(1, 1000), Fraction(1, 100), TENTH),
    hacked(Fraction(1, 5), Fraction(1, 1000), Fraction(1, 20)),
    hacked(Fraction(2, 5), Fraction(1, 200), Fraction(1, 5)),
)

CLAIM = Claim(
    statement=r"J(\pi^*) - \mathbb E J(\mathrm{ITP}_{N,b}) \le b\,(C(\pi^*)-1) + \frac{\varepsilon^2}b"
    r" + 3R\,e^{-0.153\,Nb/(R+b)}, \quad b = f\,\varepsilon/\sqrt{C-1},\ f \in \{\tfrac14, 1, 4\}",
    source=Source("arXiv:2503.21878", "Theorem 4.1, with thousands of samples", status="derived"),
    space=lambda draws: Space(made=Choice(*INSTANCES), factor=Choice(Fraction(1), Fraction(1, 4), Fraction(4))),
    sizes=(300, 1000, 3000),
    lhs=lambda i: sampled_regret(i.made, i.factor, i.size),
    rhs=lambda i: sampled_bound(i.made, i.factor, i.size),
    trivial=(0, 1),
    loose="Chernoff bounds and a factor 2 in the strength; the best constant is in pessimism_samples_constant",
)
