"""How errors grow with the length of words.

Action-level sampling multiplies the errors of its letters; the walk, run for a time of order ``H^2``, forgets them. A curve
over lengths shows both on one family of instances, and the quotient of the two errors.

Main definitions
----------------
``Point``   one length: the two errors and their quotient
``curve``   the points of a family of instances
``sampling_time``   the first time at which the walk is within a distance of the target

Conventions
-----------
Errors are total variation distances to the target; that of the walk is given a leaf after ``round(factor H^2)`` steps and is
enclosed by an interval, the other one is exact.

References
----------
D. Rohatgi et al., arXiv:2510.03149, Examples 3.1 and 3.2.

Tags
----
error amplification, horizon, backtracking
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import enclosed
from theory_lab.decoding.instances import Instance
from theory_lab.decoding.stepwise import samplers
from theory_lab.measures.divergences import total_variation
from theory_lab.numbers import Array, Undecided
from theory_lab.sequences.trees import Tree

__all__ = ["Point", "curve", "sampling_time", "walk_error"]


class Point(NamedTuple):
    """A length, the error of action-level sampling, that of the walk (low, high), and the quotient (low, high)."""

    depth: int
    stepwise: Fraction
    walk: tuple[Fraction, Fraction]
    quotient: tuple[Fraction, Fraction]


def walk_error(made: Instance, time: int) -> Array:
    """The distance of the walk after ``time`` steps from the target, given a leaf; an interval."""
    leaves = enclosed.law_after(made.tree, made.weights, time)[made.tree.leaves]
    return total_variation(leaves / xp.sum(leaves), made.target)


def sampling_time(tree: Tree, weights: Array, target: Array, level: Fraction) -> int:
    """The first time, from the depth of the tree on, with distance to ``target`` at most ``level`` given a leaf; exact weights.

    The law runs in floats, whose error is bounded; raises ``Undecided`` when a distance on the way is within it of the level.
    """
    with xp.guessing():  # rounded to nearest, which the bound on the error counts
        step, wanted = enclosed.stepping(tree, enclosed.scaled(weights)), xp.floats(target).numbers()
    law, goal = (np.arange(tree.size) == 0).astype(float), float(level)
    for time in range(1, enclosed.LONGEST + 1):
        law = step(law)
        if time >= tree.depth:
            leaves = law[tree.leaves]
            off = np.abs(leaves / leaves.sum() - wanted).sum() / 2
            if abs(off - goal) <= 4 * enclosed.error_after(tree, time) + tree.size * enclosed.UNIT:
                raise Undecided(f"the distance at time {time} is within its error of {level}")
            if off < goal:
                return time
    raise ValueError(f"the walk is not within {level} after {enclosed.LONGEST:,} steps")


def curve(make: Callable[[int], Instance], depths: Iterable[int], factor: int | Fraction = 4) -> tuple[Point, ...]:
    """Both errors for every depth, the walk stopped after ``round(factor * depth**2)`` steps.

    Raises ``ValueError`` for a depth at which action-level sampling makes no error, so that there is no quotient.
    """
    points = []
    for depth in depths:
        made = make(depth)
        error = xp.value(total_variation(samplers.stepwise_law(made.tree, made.steps, made.guide), made.target)).fraction
        if not error:
            raise ValueError(f"action-level sampling is exact at depth {depth}, so that the errors have no quotient; leave it")
        low, high = map(Fraction, xp.value(walk_error(made, round(factor * depth**2))))
        points.append(Point(depth, error, (low, high), (low / error, high / error)))
    return tuple(points)
