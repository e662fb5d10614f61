"""Estimation to decisions with the Hellinger distance: regret and bound, in numbers.

Two arms of means .3 and .7 in either order, 40 rounds, offset 4: the bound ``T dec + gamma Est`` is far below the 8 of
uniform play. All nine pairs of the levels .2, .5, .8, 30 rounds, offset 2: the worst regret over the models, and the bound
under the worst model. At 12 rounds and offset 8 the learner pays the minimax regret of the two models, which is their
Bayesian regret by symmetry. The trivial bounds are ``T`` times the largest gap: 16, 18 and 4.8.
"""

from fractions import Fraction

import numpy as np

from proofs_check.decision_making._settings_estimation import CLASSES, bound, played
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.classes import bernoulli
from theory_lab.decisions.play.minimax import bayes_plan

PAIR, GRID = "two arms either way", "grid of three levels"


def numbers(size):
    """The worst regret, and the bound under that model or the Bayesian regret of the uniform prior."""
    name, horizon, offset, against = size
    regrets = played(name, "Hellinger", Fraction(offset), horizon)[0]
    worst = int(regrets.bounds()[1].argmax())
    if against == "bound":
        return regrets[worst], bound(name, "Hellinger", Fraction(offset), horizon)[worst]
    models = bernoulli(CLASSES[name])
    plan = bayes_plan(models, np.full(len(models), Fraction(1, len(models))), horizon)
    return regrets[worst], xp.exact(plan.value)


CLAIM = Claim(
    statement=r"\mathbb E\,\mathrm{Reg}_T(\mathrm{E2D}_H) \text{ and } \mathrm{dec}_\gamma T + \gamma\,\mathbb E\,\mathrm{Est}_H",
    source=Source("arXiv:2312.16730", "Proposition 26 with the Hellinger distance, in numbers", status="derived"),
    kind="value",
    value=numbers,
    printed={
        (PAIR, 40, 4, "bound"): ("1.32898816", "2.63369"),
        (GRID, 30, 2, "bound"): ("3.58632920", "4.61958"),
        (PAIR, 12, 8, "minimax"): (".95442964", ".95442964"),
    },
)
