"""Self-reducible problems.

The solutions of a counting problem are built letter by letter, and what can still be added depends on a *state*
alone: blocked vertices, used columns, open brackets. The prefixes that some solution extends form a tree, the
weights of solutions a reward, the number of completions an exact value, and a crude bound on that number a
verifier.

Main definitions
----------------
``Problem``    a start, the moves from every state, and two bounds on the number of completions
``Move``       a letter, its probability under the reference law, the factor it multiplies the weight with, the next state
``TooLarge``   what is raised for a problem beyond exact work, with its size and the limit

Conventions
-----------
The value of a prefix is ``V(v) = E_ref[weight of the word | v]``; the *count* of a state is the same without the
factors of the letters so far, so that under uniform bits it is the number of completions over ``2**remaining``. Only
live prefixes (``V > 0``) are nodes, hence reference steps may sum to less than 1 among siblings. All words of a
problem have one length. ``bounds(state)`` is asked at live states only, and ``lower <= count <= upper`` there.

References
----------
M. Jerrum, L. Valiant and V. Vazirani, Random generation of combinatorial structures from a uniform distribution,
1986; A. Sinclair and M. Jerrum, Approximate counting, uniform generation and rapidly mixing Markov chains, 1989.

Tags
----
self-reducibility, approximate counting, transfer matrices
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

__all__ = ["NODES", "STATES", "Move", "Problem", "TooLarge"]

STATES = 200_000  # of all layers together: some seconds of Python
NODES = 20_000  # of a tree that exact laws are computed on, at some microseconds each
State = Any


class TooLarge(ValueError):
    """A problem has more states or more live prefixes than exact work allows."""


class Move(NamedTuple):
    """One letter: its reference probability, the factor of its weight, and the state after it."""

    letter: int
    probability: Fraction
    factor: Fraction
    state: Hashable


@dataclass(frozen=True, eq=False)
class Problem:
    """A counting problem whose partial solutions are states.

    All words have ``depth`` letters. ``moves(state)`` lists what may follow, nothing when the word is finished or
    cannot be; ``bounds(state)`` encloses the count of a live state in polynomial time; ``completions``, where there
    is a formula, is the exact count, otherwise it is found by a recursion over states.
    """

    name: str
    depth: int
    start: Hashable
    moves: Callable[[State], Sequence[Move]]
    bounds: Callable[[State], tuple[Fraction, Fraction]]
    completions: Callable[[State], Fraction] | None = None

    def __repr__(self) -> str:
        return f"Problem({self.name})"

    # States

    @cached_property
    def layers(self) -> tuple[dict[State, tuple[Move, ...]], ...]:
        """The states after 0, 1, ... letters with their moves, dead ones included; raises ``TooLarge`` beyond ``STATES``."""
        layers, current, seen = [], {self.start: tuple(self.moves(self.start))}, 1
        while len(layers) < self.depth:
            layers.append(current)
            following = dict.fromkeys(move.state for moves in current.values() for move in moves)
            seen += len(following)
            if seen > STATES:
                raise TooLarge(
                    f"{self.name} has more than {STATES:,} states after {len(layers)} letters; order its parts so that fewer"
                    " are open at a time, or estimate: estimators.estimate_count with a sampler guided by bounds"
                )
            current = {state: tuple(self.moves(state)) for state in following}
        return (*layers, current)

    @cached_property
    def counts(self) -> dict[State, Fraction]:
        """The count of every state, by recursion from the last letter to the first."""
        counts: dict[State, Fraction] = {}
        for h, layer in reversed(list(enumerate(self.layers))):
            for state, moves in layer.items():
                finished = h == self.depth
                rest = (move.probability * move.factor * counts[move.state] for move in moves)
                counts[state] = Fraction(1) if finished else sum(rest, start=Fraction(0))
        return counts

    @property
    def total(self) -> Fraction:
        """The normalising constant ``Z``, the value of the empty prefix."""
        return self.count(self.start)

    def count(self, state: State) -> Fraction:
        """The count of a state: by the formula where there is one, else from ``counts``."""
        return self.counts[state] if self.completions is None else self.completions(state)

    @cached_property
    def live_prefixes(self) -> tuple[int, ...]:
        """The number of live prefixes of each length, without listing them; the last is the number of solutions."""
        numbers, current = [], {self.start: 1} if self.counts[self.start] else {}
        for layer in self.layers:
            numbers.append(sum(current.values()))
            following: dict[State, int] = {}
            for state, multiplicity in current.items():
                for move in layer[state]:
                    if self.counts[move.state]:
                        following[move.state] = following.get(move.state, 0) + multiplicity
            current = following
        return tuple(numbers)

    @property
    def solutions(self) -> int:
        """The number of words of positive weight."""
        return self.live_prefixes[-1]

    # The tree of live prefixes

    @cached_property
    def _nodes(self) -> tuple[list[int], list[int], list[Fraction], list[Fraction], list[State]]:
        """Parents, letters, reference probabilities, weights so far and states, breadth-first."""
        if not self.solutions:
            raise ValueError(f"{self.name} has no solution, hence no law to sample")
        if (size := sum(self.live_prefixes)) > NODES:
            raise TooLarge(
                f"{self.name} has {size:,} live prefixes ({self.solutions:,} solutions), more than {NODES:,} for exact work on"
                " a tree; total and solutions are counted without it, and estimators.estimate_count samples without it"
            )
        parents, letters, steps, gains, states = [-1], [-1], [Fraction(1)], [Fraction(1)], [self.start]
        level = range(1)
        for layer in self.layers[:-1]:
            for node in level:
                for move in sorted(layer[states[node]], key=lambda move: move.letter):
                    if self.counts[move.state]:
                        parents.append(node)
                        letters.append(move.letter)
                        steps.append(move.probability)
                        gains.append(gains[node] * move.factor)
                        states.append(move.state)
            level = range(level.stop, len(parents))
        return parents, letters, steps, gains, states

    @cached_property
    def tree(self) -> Tree:
        """The live prefixes; raises ``TooLarge`` beyond ``NODES`` and ``ValueError`` when there is no solution."""
        return Tree(*self._nodes[:2])

    @property
    def states(self) -> list[State]:
        """The state at every node."""
        return self._nodes[4]

    @cached_property
    def steps(self) -> Array:
        """The reference probability of every node given its parent, exact, shape (tree.size - 1,)."""
        return xp.exact(self._nodes[2][1:])

    @cached_property
    def reward(self) -> Array:
        """The weights of the solutions, exact, in leaf order."""
        return xp.exact([self._nodes[3][leaf] for leaf in self.tree.leaves])

    @cached_property
    def values(self) -> Array:
        """The exact value of every prefix, from the counts of states, shape (tree.size,)."""
        return xp.exact([gain * self.count(state) for gain, state in zip(*self._nodes[3:], strict=True)])

    @cached_property
    def target(self) -> Array:
        """The law on solutions proportional to reference probability times weight, exact, in leaf order."""
        probabilities = [Fraction(1)]
        for parent, step in zip(self._nodes[0][1:], self._nodes[2][1:], strict=True):
            probabilities.append(probabilities[parent] * step)
        return xp.exact([probabilities[leaf] * self._nodes[3][leaf] / self.total for leaf in self.tree.leaves])

    @cached_property
    def coarse(self) -> Array:
        """The upper bound at inner prefixes, the weight at leaves: ``V <= coarse <= ratio V``; shape (tree.size,)."""
        return xp.exact([gain * self._upper(state) for gain, state in zip(*self._nodes[3:], strict=True)])

    def _upper(self, state: State) -> Fraction:
        return Fraction(1) if state in self.layers[-1] else self.bounds(state)[1]

    @cached_property
    def ratio(self) -> Fraction:
        """The largest quotient of the two bounds over the states of inner prefixes other than the root; proved, not fitted."""
        inner = {self.states[v] for v in np.flatnonzero(self.tree.child_count) if v}
        quotients = [upper / lower for lower, upper in map(self.bounds, inner)]
        return max(quotients, default=Fraction(1))
