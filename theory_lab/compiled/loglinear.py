"""Maximum likelihood of log-linear models, compiled.

Newton's method on a ball: every step minimises the quadratic model of the loss on the whole ball, from the eigenvalues of the
Hessian and one scalar equation, and is shortened where third derivatives could spoil it. The loop is one ``while_loop``,
maps over samples and features, and the maximiser has derivatives with respect to both. What it returns is a guess:
``certified`` turns it into a certain enclosure in exact arithmetic.

Main definitions
----------------
``Fit``              a parameter, the slope that is left at it, and the number of steps
``fit``              the most likely parameter in a ball, from counts of words on a tree
``letter_fit``       the same from counts of letters (prompts, letters), for words of any length
``certified``        an exact ball around ``fit``'s parameter that holds all maximisers in the unit ball
``gradient``         the gradient of the log-likelihood on a tree
``letter_gradient``  the same from counts of letters

Conventions
-----------
``features`` is (tree.size - 1, d), or (prompts, letters, d) for letters. ``radius`` is traced, positive and may be infinite; a
likelihood without a maximiser then runs through all ``most`` steps, and the slope says so. Counts are divided by their total.

References
----------
F. Bach, *Self-concordant analysis for logistic regression*, Electronic Journal of Statistics 4 (2010).

Tags
----
exponential families, Newton's method, trust region, implicit differentiation
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from theory_lab.compiled import trees
from theory_lab.compiled.trees import Floats
from theory_lab.learning.likelihood import ball_fit
from theory_lab.learning.likelihood.ball_fit import BallFit
from theory_lab.learning.training import count_states
from theory_lab.numbers import Array
from theory_lab.sequences import loglinear
from theory_lab.sequences.trees import Tree

__all__ = ["Fit", "certified", "fit", "gradient", "letter_fit", "letter_gradient"]

_SECULAR = 60  # Newton steps for the multiplier, quadratic and monotone; a handful is enough away from degenerate Hessians
_NEAR = 1e-8  # slopes this small, in units of the features, that do not halve any more are roundings: convergence is quadratic

Slopes = Callable[[Floats], tuple[Floats, Floats]]


class Fit(NamedTuple):
    """The parameter (d,), the norm of ``theta - projection(theta + gradient)`` there, and the number of Newton steps."""

    theta: Floats
    slope: Floats
    steps: Floats


@partial(jax.jit, static_argnames=("tree", "most"))
def fit(tree: Tree, features: Floats, counts: Floats, radius: Any = 1.0, most: int = 200) -> Fit:
    """The most likely parameter in the ball for ``counts`` (n_leaves,), whole or real; 0 for no counts, where all are."""
    passed = trees.visits(tree, _shares(counts))
    own, sibling = loglinear.sibling_pairs(tree)

    def slopes(theta: Floats) -> tuple[Floats, Floats]:
        centred, branch = _centred(tree, features, theta)
        return passed[1:] @ centred, (centred * (passed[tree.parent[1:]] * branch)[:, None]).T @ centred

    widest = jnp.sqrt(jnp.max(jnp.sum((features[own] - features[sibling]) ** 2, axis=1), initial=0))
    return _maximised(slopes, features.shape[1], widest, radius, most)


@partial(jax.jit, static_argnames="most")
def letter_fit(features: Floats, counts: Floats, radius: Any = 1.0, most: int = 200) -> Fit:
    """The same for independent letters given a prompt, from their ``counts`` (prompts, letters)."""
    shares = _shares(counts)

    def slopes(theta: Floats) -> tuple[Floats, Floats]:
        laws = count_states.letter_laws(features, theta)
        centred = features - jnp.einsum("xa,xad->xd", laws, features)[:, None]
        hessian = jnp.einsum("x,xa,xad,xae->de", shares.sum(axis=1), laws, centred, centred)
        return jnp.einsum("xa,xad->d", shares, centred), hessian

    gaps = features[:, :, None] - features[:, None, :]
    return _maximised(slopes, features.shape[2], jnp.sqrt(jnp.max(jnp.sum(gaps**2, axis=-1))), radius, most)


@partial(jax.jit, static_argnames="tree")
def gradient(tree: Tree, features: Floats, theta: Floats, law: Floats) -> Floats:
    """``sum_y law(y) grad log pi_theta(y)``, ``law`` (n_leaves,); shape (d,)."""
    return trees.visits(tree, law)[1:] @ _centred(tree, features, theta)[0]


def letter_gradient(features: Floats, theta: Floats, counts: Floats) -> Floats:
    """``sum_{x, a} counts(x, a) grad log pi_theta(a | x)``, ``counts`` (prompts, letters); shape (d,).

    The value of ``count_states.count_gradient`` by products of matrices: sums of so few numbers, fused, are computed again
    wherever they are used, and mapped over many runs a step takes four times as long.
    """
    surplus = counts - counts.sum(axis=1, keepdims=True) * jax.nn.softmax(features @ theta, axis=1)
    return jnp.einsum("xa,xad->d", surplus, features)


def certified(tree: Tree, features: Array, counts: Sequence[int], found: Fit, at_most: Fraction = Fraction(1, 2**12)) -> BallFit:
    """A rational point at ``found.theta`` and a radius around it that holds every maximiser in the unit ball; exact.

    ``features`` are the exact ones. Raises ``NotConverged`` where the radius is above ``at_most``.
    """
    return ball_fit.around(tree, features, counts, np.asarray(found.theta), at_most)


def _shares(counts: Floats) -> Floats:
    """The counts over their total, 0 where there are none."""
    total = counts.sum()
    return counts / jnp.where(total > 0, total, 1)


def _centred(tree: Tree, features: Floats, theta: Floats) -> tuple[Floats, Floats]:
    """``phi - E phi`` for every branch, and the branch probabilities."""
    branch = loglinear.steps(tree, features, theta)
    return features - loglinear.mean_features(tree, features, branch)[tree.parent[1:]], branch


def _maximised(slopes: Slopes, width: int, widest: Floats, radius: Any, most: int) -> Fit:
    """The maximiser from the gradient and minus the Hessian; derivatives are those of the fixed point that it is."""

    def left(theta: Floats) -> Floats:
        return theta - _projected(theta + slopes(theta)[0], radius)

    def solve(_: Any, start: Floats) -> tuple[Floats, tuple[Floats, Floats]]:
        theta, gap, *_, steps = jax.lax.while_loop(going, onward, (start, jnp.inf, jnp.inf, start, 0.0))
        return theta, (gap, steps)  # what comes beside a root must have derivatives, so a float

    def going(state: tuple[Any, ...]) -> Any:
        _, gap, before, _, steps = state
        return (gap > 0) & ~((gap < _NEAR * widest) & (gap > before / 2)) & (steps <= most)

    def onward(state: tuple[Any, ...]) -> tuple[Any, ...]:
        _, before, _, theta, steps = state
        slope, hessian = slopes(theta)
        change = _quadratic(slope, hessian, theta, radius) - theta
        shortened = jnp.maximum(1, 2 * widest * _length(change))  # at a length of 1 / (2 widest) curvatures change by 1.65
        gap = _length(theta - _projected(theta + slope, radius))
        return theta, gap, before, theta + change / shortened, steps + 1

    def tangents(linear: Callable[[Any], Any], right: Floats) -> Floats:
        return jnp.linalg.solve(jax.vmap(linear)(jnp.eye(width)).T, right)

    theta, (gap, steps) = jax.lax.custom_root(left, jnp.zeros(width), solve, tangents, has_aux=True)
    return Fit(theta, gap, jnp.asarray(steps, int) - 1)


def _quadratic(slope: Floats, hessian: Floats, theta: Floats, radius: Any) -> Floats:
    """The maximiser of ``<slope, v - theta> - (v - theta) hessian (v - theta) / 2`` on the ball."""
    curvatures, axes = jnp.linalg.eigh(hessian)
    curvatures = jnp.maximum(curvatures, 1e-13)  # a direction that the sample says nothing about: no step of a ball needs more
    pull = axes.T @ slope + curvatures * (axes.T @ theta)

    def closer(_: Any, multiplier: Floats) -> Floats:
        shifted = curvatures + multiplier
        norm2 = jnp.sum((pull / shifted) ** 2)
        growth = jnp.sum(pull**2 / shifted**3)
        change = jnp.where(growth > 0, norm2 / jnp.where(growth > 0, growth, 1) * (jnp.sqrt(norm2) / radius - 1), 0)
        return jnp.maximum(multiplier + change, 0)

    multiplier = jax.lax.fori_loop(0, _SECULAR, closer, jnp.zeros(()))
    return _projected(axes @ (pull / (curvatures + multiplier)), radius)


def _length(x: Floats) -> Floats:
    return jnp.sqrt(jnp.sum(x**2))


def _projected(theta: Floats, radius: Any) -> Floats:
    square = jnp.sum(theta**2)
    outside = square > radius**2
    return jnp.where(outside, jnp.where(outside, radius, 1) / jnp.sqrt(jnp.where(outside, square, 1)), 1) * theta
