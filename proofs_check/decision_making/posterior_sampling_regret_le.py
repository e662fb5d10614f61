"""The Bayesian regret of posterior sampling.

Cauchy-Schwarz over the rounds and the chain rule of information: ``BayesReg <= sqrt((A - 1) T H(pi*)/2)``
from the information ratio. The left side is the exact regret for the uniform prior on {.2, .5, .8}^2, squared
on both sides.
"""

from functools import lru_cache

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.classes import grid
from theory_lab.decisions.play.exact_regret import regrets
from theory_lab.decisions.play.learners import posterior_sampling

MODELS = grid([xp.ratio(1, 5), xp.ratio(1, 2), xp.ratio(4, 5)])


@lru_cache(maxsize=8)
def bayes_regret(horizon):
    """The exact Bayesian regret."""
    prior = np.full(len(MODELS), xp.ratio(1, len(MODELS)))
    return sum(regrets(posterior_sampling(MODELS, prior), MODELS, horizon)) / len(MODELS)


def entropy():
    """The entropy of the first best arm: it is the first in six of nine models."""
    return -xp.xlogx(xp.exact("2/3")) - xp.xlogx(xp.exact("1/3"))


CLAIM = Claim(
    statement=r"\mathrm{BayesReg}^2 \le \frac{(A-1)\,T\,H(\pi^*)}{2} \text{ for posterior sampling}"
    r" \quad \text{on these instances, }T = 1, 2, 4, 6, 8",
    source=Source("arXiv:2312.16730", "Bayesian regret of posterior sampling, with A - 1 in place of A", status="derived"),
    sizes=(1, 2, 4, 6, 8),
    kind="value",
    value=lambda horizon: (bayes_regret(horizon) ** 2, xp.ratio(horizon, 2) * entropy()),
    loose="the entropy of the best arm is charged in full, log 3 - (2/3) log 2, while eight rounds tell little of it",
)
