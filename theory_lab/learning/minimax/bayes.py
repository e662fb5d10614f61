"""Bayes risks of estimating a law, as formulas: what no learner undercuts on average over a prior.

For a table of losses the best answer in a state is the least of finitely many; for KL it is the posterior mean, for squared
Hellinger distance proportional to the squared posterior mean of the roots.  A Bayes risk is a lower bound on the largest risk
of every learner, and at a least favourable prior the minimax risk itself.

Main definitions
----------------
``table_risk``                           for a table of losses, coverage and total variation among them
``kl_risk``, ``kl_answers``              for KL, and the learner that attains it
``hellinger_risk``, ``hellinger_answers``   for squared Hellinger distance, and the learner that attains it
``risks_of``                             the expected losses of any deterministic learner

Conventions
-----------
Models (c, k), prior (c,), rows of ``states.likelihoods`` (c, m). Answers have shape (m, k), uniform in states of probability 0.
Nats; ``H2`` is half the sum of the squared differences of the roots.

References
----------
Y. Polyanskiy and Y. Wu, *Information Theory: From Coding to Learning*, chapters 13 and 28.

Tags
----
Bayes risk, posterior mean, redundancy
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from theory_lab import numbers as xp
from theory_lab.numbers import Array

__all__ = ["hellinger_answers", "hellinger_risk", "kl_answers", "kl_risk", "risks_of", "table_risk"]


@xp.formula
def table_risk(prior: Array, rows: Array, losses: Any) -> Array:
    """``sum_s min_a sum_j prior[j] rows[j, s] losses[j, a]``; ``losses`` is (c, answers), result ()."""
    weighted = prior[:, None] * rows
    return xp.sum(xp.min(xp.dot(weighted.T, losses), axis=1))


@xp.formula
def kl_answers(prior: Array, rows: Array, models: Array) -> Array:
    """The posterior mean of the models in every state; (m, k)."""
    joint = xp.dot((prior[:, None] * rows).T, models)
    return _shares(joint)


@xp.formula
def kl_risk(prior: Array, rows: Array, models: Array) -> Array:
    """``sum_j prior[j] E_j KL(model_j || posterior mean)``; ()."""
    return xp.dot(prior, risks_of(rows, kl_answers(prior, rows, models), models, xp.kl_term))


@xp.formula
def hellinger_answers(prior: Array, rows: Array, models: Array) -> Array:
    """The laws proportional to ``(sum_j posterior_j sqrt(model_j))^2`` in every state; (m, k)."""
    return _shares(xp.dot((prior[:, None] * rows).T, xp.sqrt(models)) ** 2)


@xp.formula
def hellinger_risk(prior: Array, rows: Array, models: Array) -> Array:
    """``sum_s (mass_s - |sum_j prior_j rows_js sqrt(model_j)|)``, which the best answers attain; ()."""
    weighted = (prior[:, None] * rows).T
    lengths = xp.sqrt(xp.sum(xp.dot(weighted, xp.sqrt(models)) ** 2, axis=1))
    return xp.sum(weighted) - xp.sum(lengths)


@xp.formula
def risks_of(rows: Array, answers: Array, models: Array, term: Callable[[Array, Array], Array]) -> Array:
    """``E_j sum_y term(model_j(y), answer(y))`` of a learner with one answer (m, k) in every state; shape (c,)."""
    risks = []
    for j in range(len(models)):
        losses = xp.sum(term(models[j][None], answers), axis=1)
        possible = rows[j] > 0
        risks.append(xp.sum(xp.where(possible, rows[j] * xp.where(possible, losses, 0), 0)))
    return xp.stack(risks)


def _shares(masses: Array) -> Array:
    """Rows over their sums, uniform where these are 0."""
    totals = xp.sum(masses, axis=1)[:, None]
    positive = totals > 0
    return xp.where(positive, masses / xp.where(positive, totals, 1), xp.ratio(1, masses.shape[1]))
