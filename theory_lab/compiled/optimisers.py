"""Optimisers as values: equal ones are one argument of compiled code.

A compiled program is found again by its static arguments. Closures never compare equal, so an optimiser is a small frozen class
here, that makes the algorithm of ``learning.training.dynamics`` from a gradient and a traced rate.

Main definitions
----------------
``Optimiser``       what all of them are: ``(gradient, rate) -> Algorithm``
``Plain``, ``Normalised``, ``Sign``, ``Adam``   gradient ascent and its relatives, projected

Conventions
-----------
``radius``, exact, is that of a ball around 0 onto which every step is projected, ``None`` for the whole space. Gradients are
those of what is increased.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, equations (14), (18) and (20).

Tags
----
stochastic gradient descent, static arguments
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

import optax

from theory_lab.learning.training import dynamics, updates
from theory_lab.learning.training.dynamics import Algorithm
from theory_lab.learning.training.updates import Projection

__all__ = ["Adam", "Normalised", "Optimiser", "Plain", "Radius", "Sign"]

Gradient = Callable[[Any, Any], Any]
Radius = int | Fraction | None


class Optimiser(Protocol):
    """Hashable; an algorithm from a gradient ``(theta, sample) -> (d,)`` and a rate, which may be traced."""

    def __call__(self, gradient: Gradient, rate: Any) -> Algorithm: ...


@dataclass(frozen=True)
class Plain:
    """``theta + rate g``, projected."""

    radius: Radius = 1

    def __call__(self, gradient: Gradient, rate: Any) -> Algorithm:
        return dynamics.sgd(gradient, rate, _projection(self.radius))


@dataclass(frozen=True)
class Normalised:
    """``theta + rate g / (damping + |g|)``, projected."""

    damping: float = 1.0
    radius: Radius = 1

    def __call__(self, gradient: Gradient, rate: Any) -> Algorithm:
        return dynamics.normalised_sgd(gradient, rate, self.damping, _projection(self.radius))


@dataclass(frozen=True)
class Sign:
    """``theta + rate sign(g)``, projected."""

    radius: Radius = 1

    def __call__(self, gradient: Gradient, rate: Any) -> Algorithm:
        return dynamics.sign_sgd(gradient, rate, _projection(self.radius))


@dataclass(frozen=True)
class Adam:
    """Adam with the decay rates ``slow`` and ``slower``, projected."""

    slow: float = 0.9
    slower: float = 0.999
    radius: Radius = 1

    def __call__(self, gradient: Gradient, rate: Any) -> Algorithm:
        return dynamics.optax_descent(gradient, optax.adam(rate, self.slow, self.slower), _projection(self.radius))


def _projection(radius: Radius) -> Projection:
    return updates.everywhere if radius is None else updates.ball(radius)
