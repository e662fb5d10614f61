"""Offset tournaments on samples: the space of instances and the probability that a winner does worse than a bound.

The first of two outcomes has mass ``unit mean/n``, in units of what a bound allows when the class covers; ``delta = e^(-x/16)``.

Main definitions: `samples`, `failure`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from proofs_check.coverage_principle._settings import offset_scores
from proofs_check.coverage_principle._settings_odds import tilted_models
from theory_lab import numbers as xp
from theory_lab.claims import Instance, Ratio, Space
from theory_lab.measures.divergences import hockey_stick
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio

COUNT = 3


def samples(draws: int, unit: int, level: Callable[[Instance], Array], **fields: Ratio) -> Space:
    """Three models, ``gamma``, the level ``N`` made from the fields, ``delta``, ``log_odds`` ``log(2 (|Pi| - 1)/delta)``."""

    def law(i: Instance) -> Array:
        mass = xp.minimum(unit * i.mean / draws, ratio(9, 10))
        return xp.stack([mass, 1 - mass])

    def derived(i: Instance) -> dict[str, Array]:
        gain = xp.log(2 * (COUNT - 1)) + i.excess / 16
        return {"level": level(i), "delta": xp.exp(-i.excess / 16), "log_odds": gain}

    own = {"mean": Ratio(ratio(1, 8), 8), "gamma": Ratio(1, 2), "excess": Ratio(ratio(1, 8), 64)}
    return tilted_models(COUNT, 2, law, derived, **own, **fields)


def nearest(i: Instance) -> Array:
    """``min E_gamma(law || model)``."""
    pairs = [xp.maximum(hockey_stick(i.law, q, i.gamma), hockey_stick(q, i.law, i.gamma)) for q in i.models]
    return xp.min(xp.stack(pairs))


def failure(i: Instance, bound: Callable[[Instance], Array]) -> Array:
    """The probability over all samples that some winner has ``Cov_{2 N gamma}`` above the bound."""
    reached = [coverage(i.law, model, 2 * i.level * i.gamma) for model in i.models]
    bad = xp.stack([xp.indicator(value > bound(i)) for value in reached])

    def failures(counts: np.ndarray) -> Array:
        table = offset_scores(i, counts)
        return xp.max(xp.at_least(xp.min(table, axis=0), table) * bad[:, None], axis=0)

    return xp.expect_over_types(i.law, i.size, failures)
