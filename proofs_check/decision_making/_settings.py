"""The hypotheses on laws, arms and experts, as spaces of instances.

The notation is that of the folder; processes are in ``_settings_processes``. The space of a claim is one of these with the fields
and the derived objects that the claim adds.

Main definitions: `words`, `freedman_exponents`, `two_laws_of_words`, `chain_distance`, `joint_distance`; `bandit`, `best_arm`,
`spread`; `linear_bandit`; `wrong_functions`; `uniform`, `experts`; `functions_at_scales`, `function_sequences`;
`square_loss_steps`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Count, Instance, Ratio, Simplex, Space, Steps, Table
from theory_lab.measures.divergences import hellinger2
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law, reach
from theory_lab.sequences.trees import Tree

Derived = Callable[[Instance], Mapping[str, Any]]
ORDERS = ((0, 1, 0, 1), (0, 0, 1, 1), (0, 1, 2, 0, 1, 2), (0, 0, 0, 1, 1, 2), (0, 1, 2, 3, 0, 1, 2, 3), (0, 1, 0, 2, 1, 3, 2, 3))


def words(horizon: int, **fields: Any) -> Space:
    """Adaptive Bernoulli trials: a law ``p`` of binary words of length ``horizon``, by its conditional laws."""
    tree = Tree.complete(2, horizon)
    return Space(p=Steps(tree), **fields, derived=lambda i: {"tree": tree})


def freedman_exponents(i: Instance) -> Array:
    """``eta (X - EX) - (e - 2) eta^2 Var`` of every trial, where ``X`` is the letter."""
    parent, letter = i.tree.parent[1:], i.tree.letter[1:]
    chance = xp.segment_sum(i.p * letter, parent, i.tree.size)[parent]
    return i.eta * (letter - chance) - (xp.exp(1) - 2) * i.eta**2 * chance * (1 - chance)


def two_laws_of_words(horizon: int, positive: bool = False, **fields: Any) -> Space:
    """Two laws ``p`` and ``q`` of binary words, by their conditional laws: truth and forecasts where they are positive."""
    tree = Tree.complete(2, horizon)
    p, q = Steps(tree, positive=positive), Steps(tree, positive=positive)
    return Space(p=p, q=q, **fields, derived=lambda i: {"tree": tree})


def chain_distance(tree: Tree, p: Array, q: Array) -> Array:
    """``E_P sum_h D_H^2(P(.|y_<h), Q(.|y_<h))``."""
    return xp.dot(reach(tree, p)[tree.parent[1:]], (xp.sqrt(p) - xp.sqrt(q)) ** 2)


def joint_distance(tree: Tree, p: Array, q: Array) -> Array:
    """``D_H^2(P, Q)`` of the laws of whole words."""
    return 2 * hellinger2(leaf_law(tree, p), leaf_law(tree, q))


def bandit(size: tuple[int, int], derived: Derived, **fields: Any) -> Space:
    """The Bayesian bandit: a prior on ``size[0]`` models, which give each of ``size[1]`` arms a mean in [0, 1]."""
    return Space(prior=Simplex(size[0]), means=Table(size, 0, 1), **fields, derived=derived)


def best_arm(means: Array) -> Array:
    """The indicator of the first best arm of every model; shapes (N, A)."""
    best = xp.at_least(means, xp.max(means, axis=1)[:, None])
    return best * (1 - xp.minimum(xp.cumsum(best, axis=1) - best, 1))


def spread(i: Instance) -> Array:
    """``E (f(pi) - fbar(pi))^2`` with ``f ~ prior`` and ``pi`` independent with the law of the optimal arm."""
    return xp.dot(xp.dot(i.prior, i.deviation**2), i.law)


def linear_bandit(size: tuple[int, int], derived: Derived) -> Space:
    """Proposition 17: ``size[0]`` features of dimension ``size[1]``, a parameter, a law of decisions and an offset."""
    return Space(
        features=Table(size, -1, 1),
        parameter=Table(size[1], -2, 2),
        decisions=Simplex(size[0], positive=True),
        offset=Ratio(xp.ratio(1, 8), 8),
        derived=derived,
    )


def wrong_functions(size: tuple[int, int], **fields: Any) -> Space:
    """A class of ``size[0]`` functions on ``size[1]`` points that has the truth: where the others err, and their error rates."""

    def derived(i: Instance) -> dict[str, Array]:
        wrong = xp.at_least(i.table, xp.ratio(1, 2))
        return {"wrong": wrong, "rates": xp.dot(wrong, i.law)}

    table = Table((size[0] - 1, size[1]), 0, 1)
    return Space(law=Simplex(size[1]), table=table, **fields, n=Count(1, 6), derived=derived)


def uniform(count: int) -> Array:
    """The uniform law."""
    return xp.exact([xp.ratio(1, count)] * count)


def experts(size: tuple[int, int]) -> Space:
    """Forecasts in [0, 1] of ``size[0]`` experts over ``size[1]`` rounds, outcomes in [0, 1], and the uniform prior."""
    forecasts, outcomes = Table((size[1], size[0]), 0, 1), Table(size[1], 0, 1)
    return Space(experts=forecasts, outcomes=outcomes, derived=lambda i: {"prior": uniform(size[0])})


def functions_at_scales(size: tuple[int, int]) -> Space:
    """A class of ``size[0]`` functions on ``size[1]`` decisions, a law of decisions, a scale and a radius."""
    return Space(functions=Table(size, -1, 1), law=Simplex(size[1]), scale=Ratio(0, 1), radius=Ratio(0, 1))


def function_sequences(size: tuple[int, int]) -> Space:
    """Functions of ``size`` = (points, rounds), one a round, the order of the points; ``own`` values, the least ``beta``."""
    points, rounds = size

    def derived(i: Instance) -> dict[str, Array]:
        values = i.functions[:, np.array(i.order)]
        past = xp.sum(values**2 * np.tril(np.ones((rounds, rounds), dtype=int), -1), axis=1)
        return {"own": xp.sum(values * np.eye(rounds, dtype=int), axis=1), "beta": xp.max(past)}

    orders = [order for order in ORDERS if len(order) == rounds]
    return Space(functions=Table((rounds, points), -1, 1), order=Choice(*orders), eps=Ratio(0, 1), derived=derived)


def square_loss_steps() -> Space:
    """An outcome, a prediction and a step that keeps within [0, 1]."""

    def derived(i: Instance) -> dict[str, Array]:
        return {"step": i.share * xp.minimum(i.prediction, 1 - i.prediction)}

    return Space(outcome=Ratio(0, 1), prediction=Ratio(0, 1), share=Ratio(0, 1), derived=derived)
