"""Count states: what a learner of a bandit needs to remember.

The likelihood of a history depends on its counts alone, how often every (context, decision, outcome) occurred. So the
histories of ``t`` rounds merge into the ways to write ``t`` as a sum over the cells, and every program over
histories becomes one over these states.

Main definitions
----------------
``CountStates``   all count states up to a horizon, and where each goes when a cell is observed
``LIMIT``         the number of states beyond which a horizon is refused

Conventions
-----------
States are the trailing axis of every array. The states after ``t`` rounds are the first ``size(t)`` of one fixed list: state
``(c_1, ..., c_C)`` has the number ``sum over j < C of binomial(c_1 + ... + c_j + j - 1, j)``, in which ``t`` and ``c_C`` do not
occur. So observing the last cell keeps the number, and ``child[j]`` serves all rounds.

References
----------
D. Knuth, The Art of Computer Programming, volume 4A, section 7.2.1.3 (the combinatorial number system).

Tags
----
sufficient statistics, dynamic programming
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import comb

import numpy as np

from theory_lab.numbers.whole.types import number_of_types

__all__ = ["LIMIT", "CountStates"]

LIMIT = 20_000_000


@dataclass(frozen=True)
class CountStates:
    """The count states of ``cells`` cells over ``horizon`` rounds.

    Raises ``ValueError`` before anything is built when the last round has more than ``LIMIT`` states.
    """

    cells: int
    horizon: int

    def __post_init__(self) -> None:
        if self.cells < 1 or self.horizon < 0:
            raise ValueError(f"count states need a cell and a horizon of at least 0, not {self.cells} and {self.horizon}")
        if (states := self.size(self.horizon)) > LIMIT:
            raise ValueError(
                f"a horizon of {self.horizon} with {self.cells} cells has {states:,} count states, beyond the limit of {LIMIT:,}"
            )

    def size(self, rounds: int) -> int:
        """The number of states after ``rounds`` rounds."""
        return number_of_types(rounds, self.cells)

    @cached_property
    def leading(self) -> np.ndarray:
        """Counts of all cells but the last, shape (cells - 1, size(horizon))."""
        table, totals = np.zeros((0, 1), dtype=np.int32), np.zeros(1, dtype=np.int32)
        for parts in range(self.cells - 1):
            sizes = [comb(total + parts, parts) for total in range(self.horizon + 1)]
            shorter = np.concatenate([np.arange(size) for size in sizes])
            sums = np.repeat(np.arange(self.horizon + 1, dtype=np.int32), sizes)
            table = np.concatenate([table[:, shorter], (sums - totals[shorter])[None]])
            totals = sums
        return table

    @cached_property
    def total(self) -> np.ndarray:
        """The sum of ``leading``, shape (size(horizon),)."""
        return self.leading.sum(axis=0, dtype=np.int32)

    def counts(self, rounds: int, chosen: np.ndarray | None = None) -> np.ndarray:
        """Counts of all cells after ``rounds`` rounds, int32 of shape (cells, size(rounds)), or of the chosen states alone."""
        chosen = np.arange(self.size(rounds)) if chosen is None else chosen
        table = np.empty((self.cells, len(chosen)), dtype=np.int32)
        for row, column in zip(table, [*self.leading, self.total], strict=True):
            row[:] = column[chosen]
        np.subtract(rounds, table[-1], out=table[-1])
        return table

    def numbers(self, counts: np.ndarray) -> np.ndarray:
        """The numbers (S,) of states given by their counts (cells, S)."""
        found, sums = np.zeros(counts.shape[1], dtype=np.int64), np.cumsum(counts[:-1], axis=0)
        for j, total in enumerate(sums, start=1):
            found += np.array([comb(t + j - 1, j) for t in range(self.horizon + 1)])[total]
        return found

    @cached_property
    def child(self) -> tuple[np.ndarray, ...]:
        """For every cell, the number of each state of the last round but one after one more observation of it."""
        size = self.size(max(self.horizon - 1, 0))
        steps, sums = [], np.cumsum(self.leading[:, :size], axis=0)
        for j in range(1, self.cells):
            gains = np.array([comb(total + j - 1, j - 1) for total in range(self.horizon + 1)])
            steps.append(gains[sums[j - 1]])
        jumps, child = np.arange(size), [np.arange(size)]
        for step in reversed(steps):
            jumps = jumps + step
            child.append(jumps)
        return tuple(reversed(child))

    def pushed(self, plays: np.ndarray, rounds: int, outcomes: int, states: np.ndarray | None = None) -> np.ndarray:
        """Weights after one more round from the weights of (decision, state) pairs, each handed on to every outcome.

        ``plays`` is (decisions, size(rounds)), or has a column for each of the ``states`` alone; cell
        ``outcomes * d + y`` is outcome ``y`` of decision ``d``. Returns (size(rounds + 1),).
        """
        following = np.zeros(self.size(rounds + 1), dtype=plays.dtype)
        for decision, row in enumerate(plays):
            played = np.flatnonzero(row != 0)
            values, at = row[played], played if states is None else states[played]
            for cell in range(outcomes * decision, outcomes * (decision + 1)):
                following[self.child[cell][at] if cell + 1 < self.cells else at] += values
        return following

    def pulled(self, values: np.ndarray, rounds: int, outcomes: int) -> np.ndarray:
        """Sums over the outcomes of the values of the next states; (size(rounds + 1),) to (cells // outcomes, size(rounds))."""
        size = self.size(rounds)
        parts = np.stack([values[child[:size]] for child in self.child])
        return parts.reshape(-1, outcomes, size).sum(axis=1)
