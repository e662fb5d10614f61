"""Estimation to decisions in general: the coefficient for every round, and the price of estimation.

The learner forecasts by the Bayes mixture ``Mhat`` of the class and plays the law that minimises ``max_M E_p[gap_M - gamma
D(M, Mhat)]``, with the squared Hellinger distance or with Kullback-Leibler. Its regret under every model of three classes is
at most ``T dec + gamma Est``, with the estimation error of its own forecasts. The regret comes from the learner, round by
round over all count states; the coefficient, a supremum over references, is taken from below, which makes the right side
smaller. The trivial bound is ``T`` times the largest gap (at ``T = 24`` up to 14.4); the right side is below it on almost all
instances.
"""

from fractions import Fraction

from proofs_check.decision_making._settings_estimation import cases, sides
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathbb E\,\mathrm{Reg}_T(\mathrm{E2D}) \le \sup_{\hat M}\mathrm{dec}_\gamma(\mathcal M, \hat M)\,T"
    r" + \gamma\,\mathbb E\,\mathrm{Est}_D,\quad D \in \{D_H^2, \mathrm{KL}\}",
    source=Source("arXiv:2312.16730", "Proposition 26, (6.17)-(6.19)", status="second-hand"),
    space=lambda horizon: cases(Fraction(2), Fraction(1), Fraction(4), Fraction(8)),
    sizes=(4, 12, 24),
    lhs=lambda i: sides(i)[0],
    rhs=lambda i: sides(i)[1],
    trivial=(0, lambda i: i.size),
    loose="the learner pays the coefficient of its own forecasts, below the worst; see general_e2d_constant",
)
