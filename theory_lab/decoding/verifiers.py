"""Imperfect verifiers: how scores of prefixes may differ from exact values.

A verifier is an array of scores, one per prefix; an error model says by which factors it misses the exact values, or
what it reports in their place. All factors are rational, so that laws and times under them stay exact.

Main definitions
----------------
``perturbed``, ``with_leaves``    exact values times factors at inner prefixes; any scores with exact leaves
``log_uniform``, ``two_point``    independent factors in ``[1/kappa, kappa]``
``log_normal``, ``student``       independent factors with unbounded tails
``by_action``, ``by_level``       factors that depend on the last letter; on the depth
``delayed``                       the value one letter ago
``rollouts``, ``frequencies``     Monte-Carlo estimates, raw or smoothed
``dead_weight``                   scores on prefixes that cannot succeed
``uniform_error``, ``mean_errors``  the size of an error: the largest factor; its averages by level under the target
``lost_words``, ``require_usable``  solutions below a score of 0; the check of a verifier before it is used
``has_exact_leaves``              whether leaves are scored by their reward

Conventions
-----------
``values`` have shape (tree.size,), scores and factors (tree.size - 1,), entry ``v - 1`` for node ``v``. Random
factors are rounded to multiples of 1/1024 within their range; they come as object arrays of fractions, which every
arithmetic takes. ``0/0`` counts as no error and ``a/0`` as an infinite one. A coarse counter of ``counting`` is a
verifier too: ``with_leaves(tree, problem.coarse[1:], problem.reward)``.

References
----------
D. Rohatgi et al., arXiv:2510.03149.

Tags
----
process verifiers, value estimation, approximation error
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory_lab import numbers as xp
from theory_lab.numbers import Array, Truth
from theory_lab.numbers.whole.rationals import rational
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

__all__ = [
    "by_action",
    "by_level",
    "dead_weight",
    "delayed",
    "frequencies",
    "has_exact_leaves",
    "log_normal",
    "log_uniform",
    "lost_words",
    "mean_errors",
    "perturbed",
    "require_usable",
    "rollouts",
    "student",
    "two_point",
    "uniform_error",
    "with_leaves",
]

GRID = 1024  # denominator of drawn factors: a tenth of a per cent, and short fractions
Factors = NDArray[Any]


# Scores


@xp.formula
def with_leaves(tree: Tree, guide: Array, reward: Array) -> Array:
    """The scores ``guide`` at inner prefixes and ``reward`` (n_leaves,) at leaves."""
    order = np.argsort(np.concatenate([tree.inner[1:], tree.leaves]))
    return xp.concatenate([guide[tree.inner[1:] - 1], reward])[order]


@xp.formula
def perturbed(tree: Tree, values: Array, factors: Array | Factors) -> Array:
    """Exact values times ``factors`` at inner prefixes, exact at leaves."""
    return with_leaves(tree, values[1:] * factors, values[tree.leaves])


@xp.formula
def delayed(tree: Tree, values: Array) -> Array:
    """The value of the prefix without its last letter, at leaves too: the verifier does not see the last letter."""
    return values[tree.parent[1:]]


@xp.formula
def dead_weight(tree: Tree, values: Array, weight: Any) -> Array:
    """Exact values, and ``weight`` at inner prefixes of value 0."""
    scored = xp.where(values > 0, values, weight)
    return with_leaves(tree, scored[1:], values[tree.leaves])


def frequencies(counts: NDArray[np.int64], draws: int, smoothed: bool) -> Factors:
    """``k / n``, or ``(k + 1/2) / (n + 1)``, which is never 0."""
    if draws < 1:
        raise ValueError(f"an estimate takes at least 1 rollout, got {draws}")
    over, half = (draws + 1, Fraction(1, 2)) if smoothed else (draws, Fraction(0))
    return _objects((int(k) + half) / over for k in counts)


def rollouts(rng: np.random.Generator, values: Array, draws: int) -> NDArray[np.int64]:
    """The successes among ``draws`` rollouts from every prefix but the root, for values that are probabilities."""
    with xp.guessing():  # of a draw, which is taken as it falls
        chances = np.array([float(v) for v in values.numbers()[1:]])
    if not (chances.min(initial=0) >= 0 and chances.max(initial=0) <= 1):
        raise ValueError(f"rollouts succeed with a probability, and values reach from {chances.min()} to {chances.max()}")
    return rng.binomial(draws, chances)


# Factors


def log_uniform(rng: np.random.Generator, tree: Tree, kappa: int | Fraction) -> Factors:
    """Independent factors ``kappa ** u``, ``u`` uniform on [-1, 1], at every node but the root."""
    largest = _checked(kappa)
    drawn = np.exp(rng.uniform(-1, 1, tree.size - 1) * np.log(float(largest)))
    return _objects(min(max(_rounded(x), 1 / largest), largest) for x in drawn)


def two_point(rng: np.random.Generator, tree: Tree, kappa: int | Fraction) -> Factors:
    """Independent factors ``kappa`` or ``1 / kappa``, equally likely."""
    largest = _checked(kappa)
    return _objects(largest if up else 1 / largest for up in rng.integers(0, 2, tree.size - 1))


def log_normal(rng: np.random.Generator, tree: Tree, scale: int | Fraction) -> Factors:
    """Independent factors ``exp(scale * normal)``: all moments are finite, no bound is."""
    return _objects(map(_rounded, np.exp(float(scale) * rng.standard_normal(tree.size - 1))))


def student(rng: np.random.Generator, tree: Tree, scale: int | Fraction, freedom: int) -> Factors:
    """Independent factors ``exp(scale * t)`` with Student's ``t``: no moment is finite; exponents are cut at +-20."""
    drawn = float(scale) * rng.standard_t(freedom, tree.size - 1)
    return _objects(map(_rounded, np.exp(np.minimum(np.maximum(drawn, -20), 20))))


def by_action(tree: Tree, factors: Mapping[int, int | Fraction]) -> Factors:
    """The factor of the last letter, 1 for letters that are not listed."""
    return _objects(rational(factors.get(int(letter), 1), "the factor") for letter in tree.letter[1:])


def by_level(tree: Tree, factors: Sequence[int | Fraction]) -> Factors:
    """``factors[h - 1]`` at depth ``h``; one per level, the last for the leaves of full length."""
    if len(factors) != tree.depth:
        raise ValueError(f"a tree of depth {tree.depth} needs as many factors, got {len(factors)}")
    return _objects(rational(factors[depth - 1], "the factor") for depth in tree.depths[1:])


# The size of an error


@xp.formula
def uniform_error(tree: Tree, values: Array, guide: Array) -> Array:
    """The smallest ``kappa`` with ``V/kappa <= guide <= kappa V`` at inner prefixes; infinite where just one is 0."""
    inner = tree.inner[tree.inner > 0]
    if not len(inner):
        return xp.ones((), like=guide)
    exact, scored = values[inner], guide[inner - 1]
    return xp.maximum(xp.max(xp.maximum(_quotient(exact, scored), _quotient(scored, exact))), 1)


@xp.formula
def mean_errors(tree: Tree, steps: Array, values: Array, guide: Array) -> tuple[Array, Array]:
    """``r_h = sum of pi_ref guide over depth h, over Z`` and ``s_h = E_target[V / guide]``; shapes (depth,) for h = 1, 2, ...

    Without scores on dead prefixes ``r_h = E_target[guide / V]``.
    """
    masses = laws.reach(tree, steps) / values[0]
    over = masses[1:] * guide
    under = _product(masses[1:] * values[1:], _quotient(values[1:], guide))
    levels = [slice(level.start - 1, level.stop - 1) for level in tree.levels[1:]]
    return xp.stack([xp.sum(over[level]) for level in levels]), xp.stack([xp.sum(under[level]) for level in levels])


def lost_words(tree: Tree, values: Array, guide: Array) -> tuple[tuple[int, ...], ...]:
    """The solutions that no walk and no stepwise sampler reaches, because a prefix of them has score 0; exact arithmetic."""
    blocked = [False] + [not xp.value(score) > 0 for score in guide]
    for v in range(1, tree.size):
        blocked[v] = blocked[v] or blocked[tree.parent[v]]
    return tuple(tree.words[leaf] for leaf in tree.leaves.tolist() if blocked[leaf] and xp.value(values[leaf]) > 0)


def require_usable(tree: Tree, values: Array, guide: Array) -> None:
    """Raise ``ValueError`` for negative scores, and for scores of 0 that lose solutions, naming them."""
    if guide.shape != (tree.size - 1,):
        raise ValueError(f"a verifier scores the {tree.size - 1} nodes of {tree} below the root, got shape {guide.shape}")
    for v, score in enumerate(guide, start=1):
        if xp.value(score) < 0:
            raise ValueError(f"the score of the prefix {tree.words[v]} is {xp.value(score)}; scores are nonnegative")
    lost = lost_words(tree, values, guide)
    if lost:
        named = ", ".join(map(str, lost[:5])) + (", ..." if len(lost) > 5 else "")
        raise ValueError(
            f"the verifier is 0 on prefixes of {len(lost)} solutions, which no sampler guided by it can reach: {named};"
            " smooth it, or leave these words out of the reward"
        )


def has_exact_leaves(tree: Tree, guide: Array, reward: Array) -> Truth:
    """Whether every leaf is scored by its reward: a hypothesis for ``given`` where a theorem needs it."""
    return xp.all(guide[tree.leaves - 1] == reward)


def _quotient(a: Array, b: Array) -> Array:
    """``a / b`` with ``0/0 = 1`` and ``a/0`` infinite."""
    positive = b > 0
    return xp.where(positive, a / xp.where(positive, b, 1), xp.where(a > 0, xp.INFINITY, 1))


def _product(mass: Array, factor: Array) -> Array:
    """``mass * factor`` with ``0 * inf = 0``."""
    return xp.where(mass > 0, mass * xp.where(mass > 0, factor, 1), 0)


def _checked(kappa: int | Fraction) -> Fraction:
    factor = rational(kappa, "the error factor")
    if factor < 1:
        raise ValueError(f"an error factor is at least 1, got {factor}")
    return factor


def _rounded(x: float) -> Fraction:
    return Fraction(max(1, round(float(x) * GRID)), GRID)


def _objects(entries: Any) -> Factors:
    """Fractions as an object array."""
    listed = list(entries)
    array = np.empty(len(listed), dtype=object)
    array[:] = listed
    return array
