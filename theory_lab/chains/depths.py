"""The walk seen at its depth alone, for horizons of 10^4 and more.

When scores are wrong by a factor of the depth only, the depth of the walk is itself a walk on a path with one weight a level, and
given its depth the prefix follows the target. All quantities of the tree then cost one running sum over levels.

Main definitions
----------------
``levels_of``        the weights of the levels of a walk, relative to the exact flow
``stationary``, ``step``, ``law_after``   laws of the depth
``root_times``, ``first_leaf_time``       expected times
``leaf_mass``        the stationary probability of the last level
``relaxation_gap``   the spectral gap of the tree walk, in floats

Conventions
-----------
``levels`` are positive weights of the levels 1, ..., H, shape (H,): ``Vhat = levels[h - 1] V*`` at depth ``h``. Laws of the depth
have shape (H + 1,). The walk is lazy. ``ValueError`` for levels that are plainly not positive, and for none.

References
----------
D. Rohatgi et al., arXiv:2510.03149.

Tags
----
lumping, birth and death chains, long horizons
"""

from __future__ import annotations

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains.walks import LAZY
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

__all__ = [
    "first_leaf_time",
    "law_after",
    "leaf_mass",
    "levels_of",
    "relaxation_gap",
    "root_times",
    "stationary",
    "step",
]


def levels_of(tree: Tree, guide: Array, values: Array) -> Array:
    """The factors ``guide / values`` of the levels, shape (tree.depth,), for ``guide`` (tree.size - 1,) and positive values.

    Raises ``ValueError`` naming the first depth at which the factors differ; exact arithmetic.
    """
    if guide.shape != (tree.size - 1,) or values.shape != (tree.size,):
        shapes = f"scores of shape ({tree.size - 1},) and values of shape ({tree.size},)"
        raise ValueError(f"{tree} needs {shapes}, got {guide.shape} and {values.shape}")
    if not bool(xp.all(values > 0)):
        raise ValueError("the factors of the levels are relative to positive values, and a value is 0 or less")
    factors = guide / values[1:]
    for h, level in enumerate(tree.levels[1:], start=1):
        here = factors[level.start - 1 : level.stop - 1]
        if not bool(xp.all(here == here[0])):
            raise ValueError(f"the scores are not off by one factor at depth {h}; the depth is no chain by itself there")
    return factors[[level.start - 1 for level in tree.levels[1:]]]


@xp.formula
def stationary(levels: Array) -> Array:
    """The stationary law of the depth; shape (H + 1,)."""
    return _degrees(levels) / (2 * xp.sum(levels))


@xp.formula
def leaf_mass(levels: Array) -> Array:
    """The stationary probability of depth ``H``."""
    _require_positive(levels)
    return levels[-1] / (2 * xp.sum(levels))


@xp.formula
def step(levels: Array, law: Array) -> Array:
    """The law of the depth one step after ``law`` (H + 1,); ``ValueError`` for a law of another length."""
    if law.shape != (len(levels) + 1,):
        raise ValueError(f"the law of a depth up to {len(levels)} has {len(levels) + 1} entries, got shape {law.shape}")
    return _step(levels, _degrees(levels), law)


@xp.formula
def law_after(levels: Array, time: int) -> Array:
    """The law of the depth after ``time`` steps from the root."""
    start = xp.concatenate([xp.ones((1,), like=levels), xp.zeros((len(levels),), like=levels)])
    degrees = _degrees(levels)
    return xp.iterate(lambda law: _step(levels, degrees, law), start, time)


@xp.formula
def root_times(levels: Array) -> Array:
    """``E[time to the root]`` from every depth, ``2 sum of (weight at and below + weight below)/weight``; shape (H + 1,)."""
    _require_positive(levels)
    below = xp.cumsum(levels[::-1])[::-1]
    climbs = 2 * (2 * below - levels) / levels
    return xp.concatenate([xp.zeros((1,), like=levels), xp.cumsum(climbs)])


@xp.formula
def first_leaf_time(levels: Array) -> Array:
    """``E[time from the root to depth H]``, ``2 sum over h < H of deg(h) sum over j > h of 1/levels_j``."""
    _require_positive(levels)
    beyond = xp.cumsum((1 / levels)[::-1])[::-1]
    return 2 * xp.dot(_degrees(levels)[:-1], beyond)


def relaxation_gap(levels: np.ndarray) -> float:
    """The spectral gap of the tree walk with these float levels, when the root has two live children or more.

    It is that of the walk on the depths 1, ..., H killed at the root: antisymmetric functions relax last. Numbers of other types
    are taken as floats; raises ``ValueError`` for levels that are not positive and finite, and for none.
    """
    from scipy.linalg import eigh_tridiagonal

    levels = np.asarray(levels, dtype=np.float64)  # small whole numbers would overflow
    if levels.ndim != 1 or not len(levels) or not (levels > 0).all() or not np.isfinite(levels).all():
        raise ValueError(f"a walk on depths needs positive finite levels (H,), got {levels.tolist()}")
    degrees = np.append(levels[:-1] + levels[1:], levels[-1])
    across = -levels[1:] / np.sqrt(degrees[:-1] * degrees[1:]) / 2
    lowest = eigh_tridiagonal(np.full(len(levels), 0.5), across, eigvals_only=True, select="i", select_range=(0, 0))
    return float(lowest[0])


def _require_positive(levels: Array) -> None:
    """``ValueError`` without a level, and where one is certainly not positive; a tracer cannot be asked."""
    if levels.shape == (0,) or (not levels.is_jax and (~(levels > 0)).sure.any()):
        raise ValueError(f"a walk on depths needs positive levels (H,), got {levels!r}")


def _degrees(levels: Array) -> Array:
    _require_positive(levels)
    none = xp.zeros((1,), like=levels)
    return xp.concatenate([none, levels]) + xp.concatenate([levels, none])


def _step(levels: Array, degrees: Array, law: Array) -> Array:
    none, rate = xp.zeros((1,), like=levels), law / degrees
    arrivals = xp.concatenate([none, rate[:-1] * levels]) + xp.concatenate([rate[1:] * levels, none])
    return LAZY * law + (1 - LAZY) * arrivals
