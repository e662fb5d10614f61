"""Choosing among models from their probabilities alone.

A tournament scores a model by the worst coverage that some rival certifies against it, ``max_rival P[rival/model >= N]``
under the data; only the candidates' own probabilities on held-out data are needed. Under the population law or under the
frequencies of a sample the formula is the same.

Main definitions
----------------
``certified``               the table ``P_law[models[j] / models[k] >= N]``
``tournament_scores``       its largest entry per model
``offset_scores``           the same with the rivals' mass under the model itself subtracted
``cross_entropy_scores``    ``-E_law log model``
``log_certified``           the table from log-probabilities on held-out samples
``chosen``, ``winners``     all models of smallest score: as an indicator, as numbers

Conventions
-----------
``law`` has any shape and ``models`` is (c, *that shape), joint with the prompts where there are any. A ratio ``0/0`` counts as 0,
``a/0`` as infinity. Ties are reported, never broken. Levels are at least 1 and models are laws, else ``ValueError``
(which a batch or a JAX tracer cannot tell).

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Section 6.2, equations (28), (29) and (32).

Tags
----
model selection, tournaments, checkpoints
"""

from __future__ import annotations

from typing import Any

from theory_lab import numbers as xp
from theory_lab.learning.likelihood.requirements import require_laws, require_level
from theory_lab.measures.profiles import coverage_under
from theory_lab.numbers import Array

__all__ = [
    "certified",
    "chosen",
    "cross_entropy_scores",
    "log_certified",
    "offset_scores",
    "tournament_scores",
    "winners",
]


@xp.formula
def certified(law: Array, models: Array, level: Any) -> Array:
    """``P_law[models[j] / models[k] >= level]`` at entry (j, k); shape (c, c)."""
    require_level(level)
    require_laws(models)
    return xp.stack([xp.stack([coverage_under(law, rival, model, level) for model in models]) for rival in models])


@xp.formula
def tournament_scores(law: Array, models: Array, level: Any) -> Array:
    """``max_j P_law[models[j] / models[k] >= level]`` for every model k (equation (28)); shape (c,)."""
    return xp.max(certified(law, models, level), axis=0)


@xp.formula
def offset_scores(law: Array, models: Array, level: Any, gamma: Any, decoders: Any = None) -> Array:
    """``max_j (P_law[E_jk] - 2 gamma P_{model k}[E_jk])``, ``E_jk = {models[j] / models[k] >= level}`` (equation (32)); (c,).

    ``decoders`` (c, ...) are the laws of prompt and response under each model, with the sample's prompts; the models
    themselves when left out.
    """
    require_level(level)
    require_laws(models)
    own = models if decoders is None else decoders
    if len(own) != len(models):
        raise ValueError(f"{len(models)} models have as many laws of prompt and response, not {len(own)}")
    rows = [
        xp.stack([_offset(law, rival, model, level, gamma, mine) for model, mine in zip(models, own, strict=True)])
        for rival in models
    ]
    return xp.max(xp.stack(rows), axis=0)


def _offset(law: Array, rival: Array, model: Array, level: Any, gamma: Any, own: Array) -> Array:
    return coverage_under(law, rival, model, level) - 2 * gamma * coverage_under(own, rival, model, level)


@xp.formula
def cross_entropy_scores(law: Array, models: Array) -> Array:
    """``-E_law log models[k]`` in nats, infinite where a model misses mass; shape (c,)."""
    require_laws(models)
    flat, weights = models.reshape(len(models), law.size), law.reshape(1, law.size)
    used, known = weights > 0, flat > 0
    logs = xp.where(known, -xp.log(xp.where(known, flat, 1)), xp.INFINITY)
    return xp.sum(xp.where(used, xp.where(used, weights, 1) * xp.where(used, logs, 0), 0), axis=1)


@xp.formula
def log_certified(log_probabilities: Array, log_level: Any) -> Array:
    """The share of samples with ``log models[j] - log models[k] >= log_level``; (c, samples) gives (c, c).

    Natural logarithms; two models that both miss a sample (``-inf``) do not certify anything there. Raises ``ValueError`` without
    a sample.
    """
    if not log_probabilities.shape[1]:
        raise ValueError(f"shares of samples need at least one, not a table of shape {log_probabilities.shape}")
    gaps = log_probabilities[:, None] - xp.where(log_probabilities == -xp.INFINITY, 0, log_probabilities)[None]
    rival_sees, model_misses = log_probabilities[:, None] > -xp.INFINITY, log_probabilities[None] == -xp.INFINITY
    found = rival_sees & (model_misses | (gaps >= log_level))
    return xp.sum(xp.indicator(found), axis=2) / log_probabilities.shape[1]


@xp.formula
def chosen(scores: Array) -> Array:
    """1 at every model of smallest score, 0 elsewhere; shape (c,)."""
    return xp.at_least(xp.min(scores)[None], scores)


def winners(scores: Any) -> tuple[int, ...]:
    """The numbers of all models of smallest score; raises ``Undecided`` where enclosures overlap."""
    values = scores if isinstance(scores, Array) else xp.floats(scores)
    least = xp.min(values)
    return tuple(k for k in range(len(values)) if values[k] <= least)
