"""The least time from which a walk is good for ever.

A guarantee at one time of a theorem says little about how long a walk has to run. Here the law on words is followed, step
by step and with a bound on all roundings, until it can no longer change by more than is allowed; the last time at which it
was not yet good decides.

Main definitions
----------------
``Approach``     the masses of the words at every time until they are settled
``approach``     follow a walk until every later mass is within a given part of the stationary one
``sampling_lasts``   the least time from which the law given a leaf stays within a distance of the target
``coverage_lasts``   the least time from which few words of the target have a small mass

Conventions
-----------
Walks are lazy and start at the root; weights are exact. The squared distance ``chi2`` to the stationary law never grows,
and bounds every later mass. Times are whole numbers; ``Undecided`` is raised where roundings do not allow to tell two times
apart.

References
----------
D. Rohatgi et al., arXiv:2510.03149, Theorems 4.1 and 4.2.

Tags
----
mixing, sampling time, rigorous numerics
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import sqrt

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import enclosed, walks
from theory_lab.numbers import Array, Undecided
from theory_lab.sequences.trees import Tree

__all__ = ["Approach", "approach", "coverage_lasts", "sampling_lasts"]

STRIDE = 256  # steps between two looks at the distance to the stationary law: a look costs as much as a few steps


@dataclass(frozen=True)
class Approach:
    """Masses of the words (times, words) at the times 0, 1, ..., each up to the relative ``error``, and what they settle at.

    From the last time on every mass is within the part ``slack`` of the stationary mass ``limit`` (words,).
    """

    masses: np.ndarray
    limit: np.ndarray
    error: float
    slack: float


def approach(tree: Tree, weights: Array, slack: Fraction) -> Approach:
    """Follow the walk until all later masses of words are within ``slack`` of the stationary ones; positive weights.

    Raises ``ValueError`` for a walk that is not settled after ``enclosed.LONGEST`` steps.
    """
    floats = enclosed.scaled(weights)
    into, stationary = enclosed.stepping_into(tree, floats), walks.stationary(tree, xp.floats(floats)).numbers()
    laws, seen, allowed = np.zeros((STRIDE + 1, tree.size)), [], float(slack) / 2
    rows, laws[0, 0] = list(laws), 1.0
    lightest = stationary[tree.leaves].min()
    for start in range(0, enclosed.LONGEST + 1, STRIDE):
        error = 2 * enclosed.error_after(tree, start) + 4 * tree.size * enclosed.UNIT
        density = laws[0] / stationary
        chi2 = float(stationary @ (np.abs(density - 1) + 2 * error * density) ** 2)
        if sqrt(chi2 / lightest) <= allowed:  # a half of the slack, which also pays for the roundings of this sum
            seen.append(laws[:1, tree.leaves])
            return Approach(np.concatenate(seen), stationary[tree.leaves], error, float(slack))
        laws[1:] = 0
        for before, after in pairwise(rows):
            into(before, after)
        seen.append(laws[:-1, tree.leaves])
        laws[0] = laws[-1]
    raise ValueError(f"the walk is not settled after {enclosed.LONGEST:,} steps")


def sampling_lasts(tree: Tree, weights: Array, target: Array, level: Fraction) -> int:
    """The least time from which the distance to ``target`` given a leaf is at most ``level``, now and at all later times.

    At all times at which no word is reached the distance counts as 1. Wants ``target`` to be the stationary law of the words.
    """
    found = approach(tree, weights, level / 2)  # masses within s of their limits have a law within s/(1 - s) < 2 s
    total = found.masses.sum(axis=1, keepdims=True)
    law = np.where(total > 0, found.masses / np.where(total > 0, total, 1), 0)
    off = np.where(total[:, 0] > 0, np.abs(law - _rounded(target)).sum(axis=1) / 2, 1)
    return _least(off, float(level), 2 * found.error)


def coverage_lasts(tree: Tree, weights: Array, target: Array, level: Fraction, share: Fraction) -> int:
    """The least time from which words with ``target > level * mass`` have together a target mass of at most ``share``.

    Raises ``Undecided`` unless the stationary masses are away from the border by a tenth.
    """
    found, wanted = approach(tree, weights, Fraction(1, 16)), _rounded(target) / float(level)
    if np.any(np.abs(found.limit / wanted - 1) < 0.1):  # a tenth is more than the slack of a sixteenth
        raise Undecided("a stationary mass is too close to the border of the event")
    if np.any(np.abs(found.masses - wanted) <= 2 * found.error * wanted):
        raise Undecided("a mass is within its error of the border of the event")
    missed, masses = found.masses < wanted, target.fractions()
    patterns, place = np.unique(missed, axis=0, return_inverse=True)
    bad = np.array([sum(masses[row], Fraction(0)) > share for row in patterns])[place.ravel()]
    return _least(bad.astype(float), 0.5, 0.0)


def _rounded(target: Array) -> np.ndarray:
    """The masses of the target as floats, to nearest, which the bound on the error counts."""
    with xp.guessing():
        return xp.floats(target).numbers()


def _least(off: np.ndarray, level: float, error: float) -> int:
    """One more than the last time at which ``off`` exceeds the level."""
    surely, maybe = np.flatnonzero(off > level + error), np.flatnonzero(off >= level - error)
    least, most = (int(times[-1]) + 1 if len(times) else 0 for times in (surely, maybe))
    if least != most:
        raise Undecided(f"the least time is between {least} and {most}")
    return least
