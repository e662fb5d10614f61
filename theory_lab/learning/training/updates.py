"""Updates: one step of training from a gradient, and the projections that keep parameters in their set.

An update is a pure function of the parameter and an ascent direction. Parameters have shape (d, ...): the first
axis counts coordinates, further axes independent parameters.

Main definitions
----------------
``plain``, ``normalised``, ``sign``   gradient ascent; its normalised form; its sign form
``ball``, ``box``, ``everywhere``     projections onto a Euclidean ball, a box, the whole space
``adam``, ``Moments``                 one step of Adam and its memory
``shortened``                         ``g / (damping + |g|)``

Conventions
-----------
Gradients are those of the log-likelihood, which training increases. The sign of 0 is 0. Radii, ends and rates are exact
constants or numbers of the same arithmetic.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, equations (14), (18), (20) and (24).
D. Kingma and J. Ba, *Adam*, arXiv:1412.6980.

Tags
----
stochastic gradient descent, projection, normalised gradients, sign descent
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

from theory_lab import numbers as xp
from theory_lab.numbers import Array

__all__ = ["Moments", "Projection", "adam", "ball", "box", "everywhere", "normalised", "plain", "shortened", "sign"]

Projection = Callable[[Any], Any]


def everywhere(theta: Any) -> Any:
    """No projection."""
    return theta


def ball(radius: int | Fraction = 1) -> Projection:
    """The projection onto the Euclidean ball of this radius around 0."""
    if not radius > 0:
        raise ValueError(f"the radius of a ball must be positive, got {radius}")

    @xp.formula
    def project(theta: Array) -> Array:
        return theta / xp.sqrt(xp.maximum(xp.sum((theta / radius) ** 2, axis=0), 1))[None]

    return project


def box(lower: int | Fraction = -1, upper: int | Fraction = 1) -> Projection:
    """The projection onto ``[lower, upper]`` in every coordinate."""
    if not lower <= upper:
        raise ValueError(f"a box needs lower <= upper, got {lower} and {upper}")

    @xp.formula
    def project(theta: Array) -> Array:
        return xp.minimum(xp.maximum(theta, lower), upper)

    return project


@xp.formula
def plain(theta: Array, gradient: Array, rate: Any, projection: Projection = everywhere) -> Array:
    """``projection(theta + rate * gradient)``."""
    return projection(theta + rate * gradient)


@xp.formula
def normalised(theta: Array, gradient: Array, rate: Any, damping: Any, projection: Projection = everywhere) -> Array:
    """``projection(theta + rate * gradient / (damping + |gradient|))``, Euclidean norm over the first axis."""
    return projection(theta + rate * shortened(gradient, damping))


@xp.formula
def shortened(gradient: Array, damping: Any) -> Array:
    """``gradient / (damping + |gradient|)``; its norm is below 1."""
    squares = xp.sum(gradient**2, axis=0)
    size = xp.where(squares > 0, xp.sqrt(xp.where(squares > 0, squares, 1)), 0)
    return gradient / (damping + size)[None]


@xp.formula
def sign(theta: Array, gradient: Array, rate: Any, projection: Projection = everywhere) -> Array:
    """``projection(theta + rate * sign(gradient))``."""
    return projection(theta + rate * (xp.indicator(gradient > 0) - xp.indicator(gradient < 0)))


class Moments(NamedTuple):
    """What Adam remembers: running means of the gradient and of its square, and the number of steps."""

    first: Any
    second: Any
    count: int = 0


def adam(
    theta: Array, gradient: Array, memory: Moments, rate: Any, betas: tuple[Any, Any], epsilon: Any = Fraction(1, 10**8)
) -> tuple[Array, Moments]:
    """One step of Adam on Arrays, unprojected, in any arithmetic; ``optax.adam`` is the reference and serves trajectories.

    ``betas`` are the decay rates, below 1; start with ``Moments(0, 0)`` of the shape of ``theta``.
    """
    slow, slower = betas
    count = memory.count + 1
    first = slow * memory.first + (1 - slow) * gradient
    second = slower * memory.second + (1 - slower) * gradient**2
    square = second / (1 - slower**count)
    size = xp.where(square > 0, xp.sqrt(xp.where(square > 0, square, 1)), 0)
    return theta + rate * first / (1 - slow**count) / (size + epsilon), Moments(first, second, count)
