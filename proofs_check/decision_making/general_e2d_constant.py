"""How much of the bound on estimation to decisions is needed.

The regret of the learner over ``T dec + gamma Est``, on three classes with the squared Hellinger distance and with
Kullback-Leibler, ``gamma`` = 1 and 2: the theorem is quoted with 1. The trivial bound is ``T`` times the largest gap.
"""

from fractions import Fraction

from proofs_check.decision_making._settings_estimation import cases, sides
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathbb E\,\mathrm{Reg}_T(\mathrm{E2D}) \le c\,\bigl(\sup_{\hat M}\mathrm{dec}_\gamma(\mathcal M, \hat M)\,T"
    r" + \gamma\,\mathbb E\,\mathrm{Est}_D\bigr) \text{ on three classes}",
    source=Source("arXiv:2312.16730", "Proposition 26, best constant", status="derived"),
    space=lambda horizon: cases(Fraction(1), Fraction(2), Fraction(1, 2)),
    sizes=(4, 12, 24),
    lhs=lambda i, c: sides(i)[0],
    rhs=lambda i, c: c * sides(i)[1],
    trivial=(0, lambda i: i.size),
    unknown="c",
    bracket=(Fraction(0), Fraction(1)),
)
