"""The hypotheses on log-linear models, as spaces of instances: two tokens of two letters, features of prefixes and parameters.

Main definitions: `TREE`, `parameters_in_ball`, `any_parameters`; `mean_kl_of_sgd`, `mean_kl_of_decoder`, `regret_and_noise`;
`scale2`, `along`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Instance, Space, Table
from theory_lab.learning.training import updates
from theory_lab.learning.training.expectations import decoder_mean_kl, sgd_mean_kl
from theory_lab.numbers import Array
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.trees import Tree

Derived = Callable[[Instance], Mapping[str, Any]]
TREE = Tree.complete(2, 2)
BALL = updates.ball()


def parameters_in_ball(derived: Derived = lambda i: {}, **fields: Any) -> Space:
    """Section 5: two features, ``truth`` and ``start`` in the unit ball, and ``teacher``, the branches of the data law."""

    def made(i: Instance) -> dict[str, Any]:
        truth = BALL(i.end)
        parts = {"truth": truth, "start": BALL(i.begin), "teacher": loglinear.steps(TREE, i.features, truth)}
        return {**parts, **derived(Instance(**vars(i), **parts))}

    features, point = Table((TREE.size - 1, 2), -3, 3), Table((2,), -1, 1)
    return Space(features=features, end=point, begin=point, **fields, derived=made)


def any_parameters(width: int, bound: int, derived: Derived = lambda i: {}, **fields: Any) -> Space:
    """Appendix I: so many features up to a bound, any ``truth`` and ``theta``, and ``teacher``, the branches of the data law."""

    def made(i: Instance) -> dict[str, Any]:
        return {"teacher": loglinear.steps(TREE, i.features, i.truth), **derived(i)}

    features, point = Table((TREE.size - 1, width), -bound, bound), Table((width,), -1, 1)
    return Space(features=features, truth=point, theta=point, **fields, derived=made)


def mean_kl_of_sgd(i: Instance) -> Array:
    """``E (1/T) sum_t KL`` of gradient steps on samples, over all of them."""
    return sgd_mean_kl(TREE, i.features, i.teacher, i.start, i.rate, i.size)


def mean_kl_of_decoder(i: Instance) -> Array:
    """``E (1/T) sum_t KL`` of the decoder that takes gradient steps at test time, over all samples."""
    return decoder_mean_kl(TREE, i.features, i.teacher, i.start, i.rate, i.size)


def regret_and_noise(i: Instance) -> Array:
    """``|theta_1 - theta*|^2 / (eta T) + 2 eta sigma^2``."""
    variance = loglinear.inherent_variance(TREE, i.features, i.teacher)
    return xp.sum((i.start - i.truth) ** 2) / (i.rate * i.size) + 2 * i.rate * variance


def scale2(features: Array) -> Array:
    """``B^2``, the largest squared norm of a feature, at least 1."""
    return xp.maximum(xp.max(xp.sum(features**2, axis=1)), 1)


def along(i: Instance, per_prefix: Array) -> Array:
    """The mean over the sample of sums along the words, of a quantity (tree.size,) or (tree.size, d) of the prefix."""
    return xp.dot(i.sample, laws.path_sums(TREE, per_prefix[TREE.parent[1:]])[TREE.leaves])
