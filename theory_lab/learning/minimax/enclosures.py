"""Certified ends of the minimax risk for losses that no linear program holds: KL and squared Hellinger distance.

A prior proves the lower end, its Bayes risk; the learner that is best against it proves the upper end, its largest risk. The
prior is sought in floats, by raising the weights of the models with large risk, and decides nothing.

Main definitions
----------------
``kl_minimax``, ``hellinger_minimax``   both ends, and the prior
``RiskEnclosure``                       what they return

Conventions
-----------
Models are exact rational rows (c, k). The learner may answer with any law; for convex losses a randomised learner is no better
than its mean answer. The ends are exact numbers in balls.

References
----------
D. Haussler and M. Opper, *Mutual information, metric entropy and cumulative relative entropy risk*, 1997; S. Arimoto and R.
Blahut, 1972 (the iteration, without samples).

Tags
----
minimax redundancy, least favourable prior
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.learning.minimax import bayes
from theory_lab.learning.minimax.states import likelihoods
from theory_lab.numbers import Array

__all__ = ["RiskEnclosure", "hellinger_minimax", "kl_minimax"]

ROUNDS = 2000  # steps of the search for a prior at most
CLOSE = 1e-9  # of the risk, between the ends: the search stops there
WHOLE = 10**7  # the denominator of the prior's weights


@dataclass(frozen=True, slots=True)
class RiskEnclosure:
    """``lower <= minimax risk <= upper``, Arrays of shape (), and the prior that proves them."""

    lower: Array
    upper: Array
    prior: tuple[Fraction, ...]


def kl_minimax(models: Array, draws: int) -> RiskEnclosure:
    """The minimax ``E KL(model || answer)`` in nats, over all learners."""
    return _enclosed(models, draws, bayes.kl_answers, bayes.kl_risk, xp.kl_term)


def hellinger_minimax(models: Array, draws: int) -> RiskEnclosure:
    """The minimax expected squared Hellinger distance, over all learners."""
    return _enclosed(models, draws, bayes.hellinger_answers, bayes.hellinger_risk, _hellinger_term)


def _hellinger_term(p: Array, q: Array) -> Array:
    return (xp.sqrt(p) - xp.sqrt(q)) ** 2 / 2


def _enclosed(
    models: Array, draws: int, answers: Callable[..., Array], risk: Callable[..., Array], term: Callable[..., Array]
) -> RiskEnclosure:
    with xp.guessing():  # a prior, which both ends then answer for
        prior = _prior(models, draws, answers, term)
    weights, rows = xp.exact(list(prior)), likelihoods(models, draws)
    upper = xp.max(bayes.risks_of(rows, answers(weights, rows, models), models, term))
    return RiskEnclosure(risk(weights, rows, models), upper, prior)


def _prior(models: Array, draws: int, answers: Callable[..., Array], term: Callable[..., Array]) -> tuple[Fraction, ...]:
    """The best prior of a multiplicative ascent on the Bayes risk, in floats, as positive fractions of total 1."""
    table = xp.floats(models.fractions().astype(float))
    rows = likelihoods(table, draws)
    weights = best = np.full(len(models), 1 / len(models))
    spread = np.inf
    for step in range(ROUNDS):
        prior = xp.floats(weights)
        risks = np.asarray(bayes.risks_of(rows, answers(prior, rows, table), table, term).numbers(), dtype=float)
        scale = risks.max() or 1.0
        if (apart := float(risks.max() - weights @ risks)) < spread:
            spread, best = apart, weights
        if spread <= CLOSE * scale:
            break
        weights = weights * np.exp((risks - risks.max()) / scale / (1 + step / 100))
        weights = weights / weights.sum()
    wholes = [max(1, round(weight * WHOLE)) for weight in best.tolist()]
    return tuple(Fraction(whole, sum(wholes)) for whole in wholes)
