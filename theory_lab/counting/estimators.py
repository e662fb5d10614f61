"""Counting from sampling, and sampling from counting.

Whoever can sample solutions can count them: follow the most frequent letter, multiply the inverse frequencies.
Whoever can count them, even roughly, can sample: the walk guided by the counts forgets their errors. Both ways have
explicit constants here.

Main definitions
----------------
``descents``, ``estimates``    the words that "most frequent letter first" may end in; the count that each of them gives
``first_letters``, ``bootstrapped``   what the walk on every subproblem says of its first letter; the counter that this gives
``sufficient_time``            steps of the walk after which its leaf law is within ``2/3 delta`` of the target
``sufficient_samples``         samples a level, after which the count is within a factor ``e^g`` except with probability ``xi``
``estimate_count``             the procedure, for any sampler, on problems of any size

Conventions
-----------
``conditionals`` are branch probabilities (tree.size - 1,): frequencies or exact laws of first letters. Where several
letters are equally frequent each may be taken, so that statements hold for all ``descents``. A word of frequency 0
has an infinite estimate.

References
----------
M. Jerrum, L. Valiant and V. Vazirani, 1986; A. Sinclair and M. Jerrum, 1989; arXiv:2510.03149.

Tags
----
approximate counting, almost uniform generation, self-reducibility
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.counting.problems import Problem
from theory_lab.counting.squaring import law_by_squaring
from theory_lab.numbers import Array, Truth
from theory_lab.numbers.whole.rationals import rational
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

__all__ = [
    "Estimate",
    "bootstrapped",
    "descents",
    "estimate_count",
    "estimates",
    "first_letters",
    "law_by_squaring",
    "sufficient_samples",
    "sufficient_time",
]


def descents(tree: Tree, conditionals: Array) -> Truth:
    """Whether each word is reached when every letter is a most frequent one; shape (n_leaves,)."""
    widest = int(tree.child_count.max(initial=1))
    slots = np.minimum(np.arange(widest), tree.child_count[tree.inner][:, None] - 1)
    best = xp.max(conditionals[tree.first_child[tree.inner][:, None] + slots - 1], axis=1)
    position = np.searchsorted(tree.inner, tree.parent[1:])
    missed = xp.indicator(~(conditionals >= best[position]))
    return ~(laws.path_sums(tree, missed)[tree.leaves] > 0)


@xp.formula
def estimates(tree: Tree, steps: Array, reward: Array, conditionals: Array) -> Array:
    """``reward(y) prod_h pi_ref(y_h | ...) / conditionals(y_h | ...)`` for every word; ``Z`` for exact conditionals."""
    seen = laws.leaf_law(tree, conditionals)
    possible = seen > 0
    return xp.where(possible, reward * laws.leaf_law(tree, steps) / xp.where(possible, seen, 1), xp.INFINITY)


@xp.formula
def bootstrapped(tree: Tree, steps: Array, values: Array, conditionals: Array) -> Array:
    """The count of every prefix by descents from it, first child at ties; shape (tree.size,), ``values`` at leaves.

    ``conditionals`` hold, at the children of ``v``, the law of the first letter of a sampler for the subproblem of ``v``.
    """
    levels = [values[tree.levels[-1]]]
    for h in range(tree.depth, 0, -1):
        upper, lower = tree.levels[h - 1], tree.levels[h]
        inner = tree.child_count[upper] > 0
        found = levels[0] * steps[lower.start - 1 : lower.stop - 1] / conditionals[lower.start - 1 : lower.stop - 1]
        below = iter(_favourites(tree, np.arange(upper.start, upper.stop)[inner], found, conditionals, lower))
        levels.insert(0, xp.stack([next(below) if grown else values[upper.start + k] for k, grown in enumerate(inner)]))
    return xp.concatenate(levels)


def _favourites(tree: Tree, nodes: np.ndarray, found: Array, conditionals: Array, lower: slice) -> list[Array]:
    """For every node the entry of ``found`` at its most frequent child."""
    chosen = []
    for node in nodes.tolist():
        first = int(tree.first_child[node])
        best, entry = conditionals[first - 1], found[first - lower.start]
        for child in range(first + 1, first + int(tree.child_count[node])):
            better = conditionals[child - 1] > best
            best = xp.where(better, conditionals[child - 1], best)
            entry = xp.where(better, found[child - lower.start], entry)
        chosen.append(entry)
    return chosen


def first_letters(tree: Tree, steps: Array, guide: Array, times: Callable[[int], int]) -> Array:
    """The law of the first letter, given a leaf, of the walk on every subtree after ``times(depth below)`` steps.

    Shape (tree.size - 1,). Wrap the guide in ``intervals`` for long times: exact rationals grow with every step.
    """
    entries: list[Array | None] = [None] * (tree.size - 1)
    for node in tree.inner.tolist():
        nodes, below = _subtree(tree, node)
        edges = nodes[1:] - 1
        law = law_by_squaring(below, walks.edge_weights(below, steps[edges], guide[edges]), times(below.depth))
        ended = law * (below.child_count == 0).astype(int)
        children = walks.subtree_sums(below, ended)[below.levels[1]]
        for child, mass in zip(nodes[below.levels[1]].tolist(), children, strict=True):
            entries[child - 1] = mass / xp.sum(children)
    return xp.stack(entries)


def _subtree(tree: Tree, node: int) -> tuple[np.ndarray, Tree]:
    """The nodes below ``node``, itself first, and the tree that they form."""
    level, nodes, parents, start = np.array([node]), [np.array([node])], [np.array([-1])], 0
    while True:
        counts = tree.child_count[level]
        parent = start + np.repeat(np.arange(len(level)), counts)
        start += len(level)
        firsts = tree.first_child[level].tolist()
        level = np.concatenate([np.arange(first, first + n) for first, n in zip(firsts, counts.tolist(), strict=True)])
        if not len(level):
            break
        nodes.append(level)
        parents.append(parent)
    listed = np.concatenate(nodes)
    letters = tree.letter[listed].copy()
    letters[0] = -1
    return listed, Tree(np.concatenate(parents), letters)


def sufficient_time(depth: int, kappa: int | Fraction, delta: int | Fraction) -> int:
    """``4 kappa^2 H^2 ceil(log2(4 kappa H / delta))`` rounded up: total variation given a leaf is then at most ``2 delta / 3``.

    For scores within a factor ``kappa`` of the exact values at inner prefixes and exact at leaves (arXiv:2510.03149,
    explicit Theorem 4.1).
    """
    kappa, delta = rational(kappa, "the error factor"), rational(delta, "the distance delta")
    if depth < 1 or kappa < 1 or not 0 < delta <= 1:
        raise ValueError(f"the time needs depth >= 1, kappa >= 1 and 0 < delta <= 1, got {depth}, {kappa} and {delta}")
    doublings, goal = 0, 4 * kappa * depth / delta
    while 2**doublings < goal:
        doublings += 1
    time = 4 * kappa**2 * depth**2 * doublings
    return -(-time.numerator // time.denominator)


def sufficient_samples(letters: int, depth: int, g: int | Fraction, xi: int | Fraction) -> int:
    """``32 k^2 H^2 log(2 k H / xi) / g^2`` rounded up: enough samples a level for a sampler within ``g / (8 k H)`` of its law."""
    g, xi = rational(g, "the error g"), rational(xi, "the probability xi")
    if not (0 < g <= 1 and 0 < xi < 1) or letters < 1 or depth < 1:
        raise ValueError(f"samples need 0 < g <= 1, 0 < xi < 1, letters and depth >= 1, got {g}, {xi}, {letters} and {depth}")
    logarithm = xp.log(xp.exact(2 * letters * depth / xi))
    size = xp.value(32 * letters**2 * depth**2 * logarithm / g**2)
    low, high = (math.ceil(end) for end in size.bounds())
    while low < high:  # where the ball holds several whole numbers: comparisons take more bits as they need them
        middle = (low + high) // 2
        low, high = (low, middle) if size <= middle else (middle + 1, high)
    return low


@dataclass(frozen=True)
class Estimate:
    """A count, the word of the descent, and the frequency of each of its letters."""

    count: Fraction
    word: tuple[int, ...]
    frequencies: tuple[Fraction, ...]


def estimate_count(problem: Problem, draw: Callable[[Any, int], Sequence[int]], samples: int) -> Estimate:
    """Count the solutions of a problem by sampling; works on problems too large for a tree.

    ``draw(state, samples)`` gives the first letters of sampled completions of a state. Raises ``ValueError`` for a
    letter that may not follow the state, and where there is none.
    """
    count, word, shares, state = Fraction(1), [], [], problem.start
    for _ in range(problem.depth):
        moves = {move.letter: move for move in problem.moves(state)}
        letters = Counter(draw(state, samples))
        if not letters:
            possible = f"possible are {sorted(moves)}"
            raise ValueError(f"the sampler gave no letter after {tuple(word)} when asked for {samples} samples; {possible}")
        letter, seen = min(letters.items(), key=lambda item: (-item[1], item[0]))
        if letter not in moves:
            raise ValueError(f"the sampler gave the letter {letter} after {tuple(word)}; possible are {sorted(moves)}")
        share, move = Fraction(seen, letters.total()), moves[letter]
        count *= move.probability * move.factor / share
        word.append(letter)
        shares.append(share)
        state = move.state
    return Estimate(count, tuple(word), tuple(shares))
