"""Eluding sequences as a formula.

The programs of ``function_classes`` take one exact class; here the same walk over subsets is written for arrays in any
arithmetic, for classes on few points that a search may vary.

Main definitions
----------------
``longest_eluding``     the longest eluding sequence at one scale
``largest_star``        the largest set in which every point eludes all others, at one scale
``eluder_supremum``     ``max(1, sup over scales D >= scale of the first)``
``disagreement``        ``P(some f: |f(point)| > D, E f^2 <= e^2)``

Conventions
-----------
Functions are (N, K), shifted by the true one. Subsets of points are whole numbers in binary.

References
----------
arXiv:2112.13487, section 6.

Tags
----
eluder dimension, star number, disagreement
"""

from __future__ import annotations

from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array

__all__ = ["disagreement", "eluder_supremum", "largest_star", "longest_eluding"]


def _members(points: int) -> np.ndarray:
    """The indicator (2^K, K) of the members of every subset."""
    return np.arange(1 << points)[:, None] >> np.arange(points) & 1


def _followers(small: Array, large: Array) -> Array:
    """1 where a function small on the subset is large at the point, (2^K, K)."""
    return xp.max(small[:, :, None] * large[None], axis=1)


def _walk(follows: Array) -> Array:
    """The largest subset that can be filled point by point."""
    points = follows.shape[1]
    reached: list[Any] = [1]
    for subset in range(1, 1 << points):
        ways = [
            follows[subset ^ 1 << point, point] * reached[subset ^ 1 << point] for point in range(points) if subset >> point & 1
        ]
        reached.append(xp.max(xp.stack(ways)))
    return xp.max(_members(points).sum(axis=1)[1:] * xp.stack(reached[1:]))


@xp.formula
def longest_eluding(functions: Array, scale: Any) -> Array:
    """The length of the longest sequence with ``|f_i(pi_i)| > scale`` and ``sum_{j<i} f_i(pi_j)^2 <= scale^2``; shape ()."""
    squares, limit = functions**2, scale**2
    sums = xp.dot(_members(functions.shape[1]), squares.T)
    return _walk(_followers(xp.at_least(limit, sums), 1 - xp.at_least(limit, squares)))


@xp.formula
def largest_star(functions: Array, scale: Any) -> Array:
    """The size of the largest set with ``|f_i(pi_i)| > scale`` and ``sum_{j != i} f_i(pi_j)^2 <= scale^2`` for all i."""
    squares, limit, points = functions**2, scale**2, functions.shape[1]
    sums = xp.dot(_members(points), squares.T)
    follows = _followers(xp.at_least(limit, sums), 1 - xp.at_least(limit, squares))
    sizes = [0 * follows[0, 0]]
    for subset in range(1, 1 << points):
        inside = [follows[subset ^ 1 << point, point] for point in range(points) if subset >> point & 1]
        sizes.append(len(inside) * xp.min(xp.stack(inside)))
    return xp.max(xp.stack(sizes))


@xp.formula
def eluder_supremum(functions: Array, scale: Any) -> Array:
    """``max(1, sup over D >= scale of longest_eluding(functions, D))``, approached below the values of ``|f|``; shape ()."""
    squares = functions**2
    sums = xp.dot(_members(functions.shape[1]), squares.T)
    lengths = [xp.ones((), like=functions)]
    for value in squares.reshape(squares.size):
        length = _walk(_followers(1 - xp.at_least(sums, value), xp.at_least(squares, value)))
        lengths.append(length * (1 - xp.at_least(scale**2, value)))
    return xp.max(xp.stack(lengths))


@xp.formula
def disagreement(functions: Array, law: Array, scale: Any, radius: Any) -> Array:
    """``P(some f: |f(point)| > scale, E f^2 <= radius^2)``; shape ()."""
    squares = functions**2
    near = xp.at_least(radius**2, xp.dot(squares, law))
    large = 1 - xp.at_least(scale**2, squares)
    return xp.dot(xp.max(near[:, None] * large, axis=0), law)
