"""Maximum likelihood of autoregressive log-linear models on the unit ball, enclosed.

The log-likelihood is concave, so that at any point of the ball the Frank-Wolfe gap bounds what is missing to the maximum.
Together with the curvature of the likelihood, or with that of the ball where the maximiser lies on its surface, the gap
bounds the distance to every maximiser: a float solution becomes a certain enclosure of the true one, and of its coverage.

Main definitions
----------------
``ball_fit``, ``BallFit``   a rational point of the ball and the largest distance of a maximiser from it
``around``                  the same at a point found elsewhere
``enclosed_steps``          branch probabilities of the maximiser, as intervals
``mean_bounds``             bounds of the mean, over all samples, of a function of the maximiser's branch probabilities

Conventions
-----------
``features`` (tree.size - 1, d) exact and rational; counts are per word, in leaf order. With ``r`` the largest distance
of features of siblings, Hessians satisfy ``H(theta + v) >= exp(-r |v|) H(theta)``, since third cumulants are at most
``r`` times variances.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Theorem 4.2 and Lemma I.1; F. Bach, *Self-concordant
analysis for logistic regression*, Electronic Journal of Statistics 4 (2010).

Tags
----
maximum likelihood, certified optimisation, Frank-Wolfe gap, self-concordance
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.learning import families
from theory_lab.learning.likelihood.mixtures import NotConverged
from theory_lab.learning.likelihood.requirements import require_sample
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import interval
from theory_lab.numbers.whole.types import count_vectors
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.trees import Tree

__all__ = ["BallFit", "around", "ball_fit", "enclosed_steps", "mean_bounds"]
_DENOMINATOR = 2**50  # of a float solution: finer than any radius that is certified


@dataclass(frozen=True, slots=True)
class BallFit:
    """``theta`` (d,) in the unit ball; every maximiser of the likelihood is within ``radius`` of it."""

    theta: tuple[Fraction, ...]
    radius: Fraction


def ball_fit(tree: Tree, features: Array, counts: Sequence[int], at_most: Fraction = Fraction(1, 2**12)) -> BallFit:
    """The maximum-likelihood parameter of ``pi_theta``, ``|theta| <= 1``, for a sample with ``counts`` (n_leaves,).

    Raises ``NotConverged`` when the distance from the maximisers is not certified to be ``at_most``: the solver did not arrive,
    or the likelihood does not determine the parameter.
    """
    require_sample(counts, len(tree.leaves), "words")
    total = sum(counts)
    with xp.guessing():  # its distance from the maximisers is certified below
        point = _solution(tree, xp.floats(features).numbers(), np.array(counts) / total)
    return around(tree, features, counts, point, at_most)


def around(
    tree: Tree, features: Array, counts: Sequence[int], point: np.ndarray, at_most: Fraction = Fraction(1, 2**12)
) -> BallFit:
    """The same from a point (d,) in floats that any solver has found; raises ``NotConverged`` where it is not near enough."""
    require_sample(counts, len(tree.leaves), "words")
    total = sum(counts)
    wholes = [Fraction(round(x * _DENOMINATOR), _DENOMINATOR) for x in point]
    norm2 = sum((x * x for x in wholes), Fraction(0))
    theta = tuple(x / Fraction(math.isqrt(math.ceil(norm2 * 4**60)) + 1, 2**60) if norm2 > 1 else x for x in wholes)
    with xp.precision(128, False):
        radius = _distance(tree, features, xp.exact(list(theta)), xp.exact([Fraction(c, total) for c in counts]))
    if radius > at_most:
        shown = [[str(x) for x in row] for row in features.numbers()]
        raise NotConverged(
            f"the likelihood of the counts {list(counts)} under the features {shown} was not maximised to a distance of {at_most}"
        )
    return BallFit(theta, radius)


def enclosed_steps(tree: Tree, features: Array, fit: BallFit) -> Array:
    """Intervals (tree.size - 1,) around the branch probabilities of every maximiser."""
    centre = xp.intervals(list(fit.theta))
    _, ends = xp.intervals([fit.radius]).bounds(batched=True)
    spread = Array(interval, interval.Interval(-ends, ends))
    return loglinear.steps(tree, xp.intervals(features), centre + spread)


def mean_bounds(
    tree: Tree, features: Array, teacher: Array, draws: int, statistic: Callable[[np.ndarray, Array], Array]
) -> tuple[Fraction, Fraction]:
    """Bounds of ``E statistic(counts, branch probabilities of the maximiser)`` over all samples of ``draws`` words.

    ``teacher`` (tree.size - 1,) exact; ``statistic`` returns an interval (). Every sample has its own certified fit.
    """
    law = xp.intervals(laws.leaf_law(tree, teacher))
    lower, upper = [], []
    types = count_vectors(draws, len(tree.leaves))
    for counts in types:
        fit = ball_fit(tree, features, counts.tolist())
        low, high = xp.value(statistic(counts, enclosed_steps(tree, features, fit)))
        lower.append(Fraction(low))
        upper.append(Fraction(high))
    ends = [xp.value(xp.expect_over_types(law, draws, lambda _, v=values: xp.intervals(v))) for values in (lower, upper)]
    return Fraction(ends[0][0]), Fraction(ends[1][1])


def _solution(tree: Tree, features: Any, weights: Any) -> np.ndarray:
    """A float maximiser on the ball: inside it by Newton's method, on its surface with Newton's method for the multiplier too."""
    ones: Any = np.ones(tree.size - 1)
    visits = laws.value(tree, ones, weights)
    theta, penalty = np.zeros(features.shape[1]), 1e-13
    for _ in range(60):
        theta, hessian = _penalised(tree, features, visits, penalty, theta)
        norm = math.sqrt(theta @ theta)
        if (norm <= 1 and penalty <= 1e-13) or abs(norm - 1) <= 1e-15:
            break
        penalty = max(1e-13, penalty + float(norm**2 * (norm - 1) / (theta @ np.linalg.solve(hessian, theta))))
    return theta / max(1.0, math.sqrt(theta @ theta))


def _penalised(tree: Tree, features: Any, visits: Any, penalty: float, theta: Any) -> tuple[np.ndarray, np.ndarray]:
    """The minimiser of the mean loss plus ``penalty |theta|^2 / 2`` by damped Newton steps, and the Hessian there."""
    hessian = np.eye(len(theta))
    for _ in range(200):
        branch = loglinear.steps(tree, features, theta)
        centred = features - loglinear.mean_features(tree, features, branch)[tree.parent[1:]]
        gradient = visits[1:] @ centred - penalty * theta
        hessian = (centred.T * (visits[tree.parent[1:]] * branch)) @ centred + penalty * np.eye(len(theta))
        step = np.linalg.solve(hessian, gradient)
        size = math.sqrt(step @ step)
        theta = theta + step / max(1.0, 4 * size)
        if size <= 1e-15 or theta @ theta > 4:  # far outside the multiplier has to grow first
            break
    return theta, hessian


def _distance(tree: Tree, features: Array, theta: Array, weights: Array) -> Fraction:
    """An upper bound of the distance from ``theta`` to every maximiser on the ball; 2 where there is none below."""
    slope = -families.gradient(tree, features, theta, weights)
    norm = xp.sqrt(xp.sum(slope**2))
    gap = _upper(xp.maximum(xp.dot(slope, theta) + norm, 0))
    bounds = [Fraction(2)]
    curvature = _curvature(tree, features, theta, weights)
    own, sibling = loglinear.sibling_pairs(tree)
    widest = _upper(xp.max(xp.sum((features[own] - features[sibling]) ** 2, axis=1)))
    if curvature > 0 and 3 * gap * widest <= curvature:  # exp(-t) + t - 1 >= t^2/3 for t <= 1
        bounds.append(_root(3 * gap / curvature))
    steepness = _lower(norm)
    if steepness > 0:  # <slope, v - u> >= |slope| |v - u|^2 / 2 for the point u of the sphere against the slope
        bounds.append(2 * _root(2 * gap / steepness))
    return min(bounds)


def _curvature(tree: Tree, features: Array, theta: Array, weights: Array) -> Fraction:
    """A lower bound of the least eigenvalue of the Hessian of the mean loss, 0 where none is certified."""
    branch = loglinear.steps(tree, features, theta)
    centred = features - loglinear.mean_features(tree, features, branch)[tree.parent[1:]]
    visits = laws.value(tree, xp.ones((tree.size - 1,), like=weights), weights)
    scaled = (visits[tree.parent[1:]] * branch)[:, None] * centred
    hessian = xp.dot(scaled.T, centred)
    with xp.guessing():  # what it suggests is certified by elimination
        floats = xp.floats(hessian).numbers()
    least = Fraction(0.9 * float(np.linalg.eigvalsh((floats + floats.T) / 2)[0]))
    return least if least > 0 and _is_positive(hessian, least) else Fraction(0)


def _is_positive(hessian: Array, shift: Fraction) -> bool:
    """Whether ``hessian - shift`` is certainly positive definite, by elimination with positive pivots."""
    rows = [[xp.exact(hessian[j, k]) - (shift if j == k else 0) for k in range(len(hessian))] for j in range(len(hessian))]
    for j, row in enumerate(rows):
        if _lower(row[j]) <= 0:
            return False
        for below in rows[j + 1 :]:
            factor = below[j] / row[j]
            for k in range(j, len(rows)):
                below[k] = below[k] - factor * row[k]
    return True


def _upper(x: Any) -> Fraction:
    return Fraction(xp.value(x).bounds()[1])


def _lower(x: Any) -> Fraction:
    return Fraction(xp.value(x).bounds()[0])


def _root(x: Fraction) -> Fraction:
    """A rational at or slightly above the square root."""
    return Fraction(math.isqrt(math.ceil(x * 4**40)) + 1, 2**40)
