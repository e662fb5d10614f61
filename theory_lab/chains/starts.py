"""Worst-start mixing times of walks on large trees, from a few starts that are proved to contain the worst one.

``d_x(t) = TV(P^t(x, .), mu)`` is the same for all starts of an orbit of the automorphisms of the weighted tree. And one step
gives ``d_x(t) <= sum_y P(x, y) d_y(t - 1)``: from the exact curves of a few starts a single backward recursion bounds those of
all others. Starts are added until no bound exceeds the level at the time found, nor the worst distance one step before; so that
time is the mixing time, and that distance the worst.

Main definitions
----------------
``mixing_time``, ``StartTime``   the worst-start mixing time, its witness, and the starts that had to be run
``orbits``                       the orbits of the automorphisms of a weighted tree

Conventions
-----------
Weights have shape (tree.size - 1,), positive, exact or floats (which are taken at their word). The walk is lazy. Laws are run in
floats with a bound on their relative error, so that all comparisons are decided; distances are shown with that bound.

References
----------
D. Levin, Y. Peres, Markov Chains and Mixing Times, section 4.4 (distances do not increase).

Tags
----
mixing time, trees, rigorous numerics
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import hitting
from theory_lab.chains.enclosed import LONGEST, UNIT, error_after, scaled, sparse_step
from theory_lab.chains.structure import require_exact
from theory_lab.numbers import Array, Undecided
from theory_lab.numbers.whole.rationals import rational
from theory_lab.sequences.trees import Tree

__all__ = ["StartTime", "mixing_time", "orbits"]

FEW = 16  # so many orbits are all run at once, and so many starts: their laws at 2,047 nodes stay in the cache


@dataclass(frozen=True)
class StartTime:
    """``before > level >= after``, up to ``error``: the worst distance at ``time - 1``, and a bound on it at ``time``.

    ``start`` attains ``before``; ``starts`` the nodes whose curves were run, one for each of their orbits.
    """

    time: int
    start: int
    starts: tuple[int, ...]
    before: float
    after: float
    error: float


def mixing_time(tree: Tree, weights: Array | np.ndarray, level: Fraction = Fraction(1, 4)) -> StartTime:
    """The smallest ``t`` with ``max_x d_x(t) <= level``, for positive weights and ``0 < level < 1``.

    A tree of one node has mixed at time 0, and the distance before that is infinite. Raises ``ValueError`` for weights that are
    not positive, ``TypeError`` for a level that is a float, and ``Undecided`` for a distance within the error of the level.
    """
    weights = weights if isinstance(weights, Array) else np.asarray(weights)
    floats, level = scaled(weights), rational(level, "the level of a mixing time")
    if floats.shape != (tree.size - 1,) or not (floats > 0).all():
        raise ValueError(f"the walk needs one positive weight for each of the {tree.size - 1} edges, got shape {floats.shape}")
    if tree.size == 1:
        _require_level(level)
        return StartTime(0, 0, (0,), float("inf"), 0.0, 0.0)
    curves = _Curves(tree, floats, level)
    labels = orbits(tree, weights)
    _, representatives = np.unique(labels, return_index=True)
    if len(representatives) <= FEW:
        curves.run(representatives.tolist())
    else:
        first = _first_starts(tree, floats)
        curves.run(first + _cuts(tree, np.ones(tree.size), labels, first, FEW - len(first)))
    while len(worst := curves.unresolved(labels)):
        open_nodes = (np.bincount(worst, minlength=tree.size)).astype(float)
        first = [int(worst[0])]
        curves.run(first + _cuts(tree, open_nodes, labels, curves.starts + first, FEW - 1))
    return curves.result()


def orbits(tree: Tree, weights: Array | np.ndarray) -> np.ndarray:
    """A label for every node, equal for nodes that an automorphism of the weighted tree exchanges; shape (tree.size,).

    Raises ``ValueError`` unless there is one weight, a number, for each edge.
    """
    shape = weights.shape if isinstance(weights, Array) else np.shape(weights)
    if shape != (tree.size - 1,):
        raise ValueError(f"a weighted tree has one weight for each of its {tree.size - 1} edges, got shape {shape}")
    if not isinstance(weights, Array) and np.isnan(np.asarray(weights, dtype=float)).any():
        raise ValueError("weights are numbers, got nan, which equals no other weight")
    listed: list[Any] = [None, *(_fractions(weights) if isinstance(weights, Array) else np.asarray(weights).tolist())]
    shapes, labels = {}, {}
    shape, below = [0] * tree.size, [[] for _ in range(tree.size)]
    parents = tree.parent.tolist()
    for v in range(tree.size - 1, -1, -1):
        shape[v] = shapes.setdefault((listed[v], tuple(sorted(below[v]))), len(shapes))
        if v:
            below[parents[v]].append(shape[v])
    label = [labels.setdefault((None, shape[0]), 0)]
    for v in range(1, tree.size):
        label.append(labels.setdefault((label[parents[v]], shape[v]), len(labels)))
    return np.array(label)


class _Curves:
    """Distances of chosen starts at all times so far, and bounds on those of all nodes."""

    def __init__(self, tree: Tree, weights: np.ndarray, level: Fraction) -> None:
        _require_level(level)
        self.tree, self.level, self.time = tree, level, 0
        degree = np.concatenate([[0.0], weights]) + np.bincount(tree.parent[1:], weights, tree.size)
        self.law, self.forward = degree / degree.sum(), sparse_step(tree, weights)
        self.backward = self.forward.T.tocsr()
        self.bound = 0.0  # of all other distances at the time found
        self.starts: list[int] = []
        self.curves: list[list[float]] = []

    def error(self, time: int) -> float:
        """What roundings may do to a distance after ``time`` steps."""
        return 2 * error_after(self.tree, time + 1) + 2 * self.tree.size * UNIT

    def run(self, starts: list[int]) -> None:
        """Add starts, and go on until all of them are below the level."""
        laws = np.zeros((self.tree.size, len(starts)))
        laws[starts, np.arange(len(starts))] = 1.0
        curves, time = [self._distances(laws)], 0
        while time < self.time or (curves[-1] > float(self.level)).any():
            if time == LONGEST:
                raise ValueError(f"the walk has not mixed after {LONGEST:,} steps; its gap is too small for runs step by step")
            laws, time = self.forward @ laws, time + 1
            curves.append(self._distances(laws))
        self.starts += starts
        self.curves += np.array(curves).T.tolist()
        self.time = max(self.time, time)

    def unresolved(self, labels: np.ndarray) -> np.ndarray:
        """The nodes whose bound exceeds the level at the time found, or the worst distance before it; the worst first."""
        known = self.known(labels)
        at = np.array([curve + curve[-1:] * (self.time + 1 - len(curve)) for curve in self.curves])
        place = {int(labels[start]): k for k, start in enumerate(self.starts)}
        fixed = np.flatnonzero(known)
        rows = np.array([place[int(labels[v])] for v in fixed])
        bound = earlier = np.ones(self.tree.size)
        for time in range(self.time + 1):
            earlier, bound = bound, np.minimum(bound, self.backward @ bound) if time else bound.copy()
            bound[fixed] = at[rows, time]
        bound[fixed] = earlier[fixed] = 0.0
        self.bound, before, error = bound.max(), at[:, max(self.time - 1, 0)].max(), self.error(self.time)
        worse = np.flatnonzero((bound > float(self.level) - error) | (earlier > before + error))
        return worse[np.argsort(-earlier[worse], kind="stable")]

    def known(self, labels: np.ndarray) -> np.ndarray:
        """Where the distances are known: the orbits of the starts."""
        return np.isin(labels, labels[self.starts])

    def result(self) -> StartTime:
        at = np.array([curve + curve[-1:] * (self.time + 1 - len(curve)) for curve in self.curves])
        worst = at.max(axis=0)
        time = int(np.argmax(worst <= float(self.level)))
        error = self.error(time)
        for shown in (max(time - 1, 0), time):
            if abs(Fraction(worst[shown]) - self.level) <= Fraction(error):
                raise Undecided(f"the distance at time {shown} is within {error:.1e} of {self.level}; use exact matrices")
        start = self.starts[int(np.argmax(at[:, max(time - 1, 0)]))]
        before = float(worst[time - 1]) if time else float("inf")
        return StartTime(time, start, tuple(self.starts), before, max(float(worst[time]), float(self.bound)), error)

    def _distances(self, laws: np.ndarray) -> np.ndarray:
        return np.abs(laws - self.law[:, None]).sum(axis=0) / 2


def _require_level(level: Fraction) -> None:
    if not 0 < level < 1:
        raise ValueError(f"the level of a mixing time lies in (0, 1), got {level}")


def _first_starts(tree: Tree, weights: np.ndarray) -> list[int]:
    """The root, and for each of its children the node that climbs longest, eight at most."""
    climbs = hitting.root_times(tree, xp.floats(weights)).numbers()
    branch = np.zeros(tree.size, dtype=np.int64)
    for level in tree.levels[1:]:
        top = tree.parent[level] == 0
        branch[level] = np.where(top, np.arange(level.start, level.stop), branch[tree.parent[level]])
    order = np.argsort(-climbs, kind="stable")
    _, first = np.unique(branch[order], return_index=True)
    return [0, *(int(v) for v in order[np.sort(first)][:8] if v)]


def _cuts(tree: Tree, weights: np.ndarray, labels: np.ndarray, starts: list[int], count: int) -> list[int]:
    """Up to ``count`` nodes that cut what the orbits of starts leave of the tree in halves by weight, the heaviest parts first.

    What a bound loses grows with the time that the walk takes to a start, so that parts are cut in the middle, not at the worst
    of their nodes.
    """
    chosen: list[int] = []
    while len(chosen) < count:
        cut = np.isin(labels, labels[starts + chosen])
        below, whole = np.where(cut, 0.0, weights), np.zeros(tree.size)
        for level in tree.levels[:0:-1]:
            np.add.at(below, tree.parent[level], np.where(cut[level], 0.0, below[level]))
        below[cut] = 0.0
        whole[0] = below[0]
        for level in tree.levels[1:]:
            parents = tree.parent[level]
            whole[level] = np.where(cut[parents], below[level], whole[parents])
        heavy = 2 * below > whole  # a path from the top of each part, whose end is its middle
        inner = heavy.copy()
        inner[tree.parent[1:][heavy[1:] & ~cut[tree.parent[1:]]]] = False
        middles = np.flatnonzero(inner)
        if not len(middles):
            break
        _, places = np.unique(labels[middles], return_index=True)
        middles = middles[places]
        chosen += middles[np.argsort(-whole[middles], kind="stable")][: count - len(chosen)].tolist()
    return chosen


def _fractions(weights: Array) -> list[Fraction]:
    require_exact(weights, "the array of edge weights")
    return [xp.value(weight).fraction for weight in weights]
