"""The lower bound by the constrained coefficient in numbers, and classes that violate its condition.

A needle among 400 arms: ``T = 200`` and radius ``1/sqrt T``; ``T = 800`` and radius ``2/sqrt T``, where the part is 1/4. The
condition holds in both. Two arms, one of mean 7/10, or both 1/2, with ``T = 16`` violate it: the coefficient .1 is below
``10/4``. The first number of a row is the minimax regret, the second ``T dec^c``. The trivial bounds are 0 from below, and 200,
800 and 3.2 from above.
"""

from fractions import Fraction

import numpy as np

from proofs_check.decision_making._settings_estimation import divergences_above
from proofs_check.decision_making._settings_needles import needle_constrained, needle_minimax
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.classes import bernoulli
from theory_lab.decisions.coefficients.constrained import constrained_coefficient
from theory_lab.decisions.play.minimax import bayes_plan

HALF, HIGH = Fraction(1, 2), Fraction(7, 10)
TWO_ARMS = ((HIGH, HALF), (HALF, HIGH), (HALF, HALF))


def numbers(size):
    """The minimax regret and ``T`` times the coefficient."""
    kind, arms, rounds, factor = size
    radius = Fraction(factor**2, rounds)
    if kind == "needle":
        return needle_minimax(arms, rounds), rounds * needle_constrained(arms, radius)
    models, prior = bernoulli(TWO_ARMS), np.array([HALF, HALF, Fraction(0)])
    # the class is its own mirror image and the null costs nothing: a best plan and its mirror image in equal parts are minimax
    regret = bayes_plan(models, prior, rounds).value
    far = divergences_above(TWO_ARMS, (HALF, HALF), "Hellinger")
    return xp.exact(regret), rounds * constrained_coefficient(models.gaps[:, 0], far, radius).value


CLAIM = Claim(
    statement=r"\min\max\mathrm{Reg}_T \text{ and } T\,\mathrm{dec}^c_{c/\sqrt T} \text{ for a needle, and for two arms}",
    source=Source("arXiv:2312.16730", "Proposition 28, in numbers", status="derived"),
    kind="value",
    value=numbers,
    printed={
        ("needle", 400, 200, 1): ("599/4", "399/2"),
        ("needle", 400, 800, 2): ("399/2", "798"),
        ("two arms", 2, 16, 1): (".95172670", "8/5"),
    },
)
