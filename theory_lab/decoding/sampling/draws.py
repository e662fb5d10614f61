"""What a sampler returns: words, whether they are finished, and what they cost.

A run of a walk ends somewhere, at a leaf or not. Restarts repeat runs of equal length until one ends at a leaf; since runs are
independent, many of them can be made side by side and read as one sequence.

Main definitions
----------------
``Draws``                  words with their lengths and costs
``Steps``, ``Restarts``, ``FirstLeaf``   when a walk stops
``successes``              the finished words of a sequence of runs, each charged for the failures before it
``Faults``, ``require_sound``   the errors of a model or a verifier that chains met

Conventions
-----------
A *move* changes the prefix. A walk that holds with probability 1/2 makes Binomial(T, 1/2) moves in T steps, which are drawn at
once: holding costs nothing. A *query* is a prefix scored by the verifier, a *token* a next-letter law computed by the model;
both are counted when a prefix is entered from above, since laws and scores along the current prefix are remembered. Scored are
the extensions by letters of positive probability. Letters of ``words`` beyond ``lengths`` are 0.

Tags
----
sampling, query complexity, restarts
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Draws", "Faults", "FirstLeaf", "Restarts", "Steps", "Stop", "joined", "require_sound", "successes"]

Whole = NDArray[np.int64]

SOUND, BAD_LAW, BAD_SCORE, NO_WAY = range(4)


@dataclass(frozen=True)
class Steps:
    """Stop after ``count`` steps of the walk with holding probability 1/2, at a leaf or not."""

    count: int


@dataclass(frozen=True)
class Restarts:
    """Runs of ``count`` steps from the root until one ends at a leaf, at most ``runs`` a word on average."""

    count: int
    runs: int = 1000


@dataclass(frozen=True)
class FirstLeaf:
    """Stop at the first leaf, or unfinished after ``moves`` moves.

    Cheaper than restarts, and biased in general: the law is ``backtracking.first_leaf_law``.
    """

    moves: int = 1_000_000


Stop = Steps | Restarts | FirstLeaf


class Faults(NamedTuple):
    """For each chain a code (0: sound), the offending number, and the letter after the prefix that it belongs to."""

    codes: Any
    shown: Any
    letters: Any


class Draws(NamedTuple):
    """What chains returned, one row a chain: arrays of shape (chains,), but ``words`` (chains, horizon)."""

    words: Whole
    lengths: Whole
    finished: NDArray[np.bool_]
    runs: Whole
    moves: Whole
    queries: Whole
    tokens: Whole

    def listed(self) -> list[tuple[int, ...]]:
        """The words without their padding."""
        return [tuple(word[:length]) for word, length in zip(self.words.tolist(), self.lengths.tolist(), strict=True)]


def joined(parts: Sequence[Draws]) -> Draws:
    """The rows of all parts, one after another."""
    return Draws(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def successes(runs: Draws, wanted: int) -> Draws:
    """The first ``wanted`` finished runs, each charged for the unfinished ones since the one before it.

    Rows are runs in their order. The words are independent draws from the law of a run given a leaf, and their costs are those
    of a chain that restarts until it ends at a leaf. When fewer finished, the last run stands for the rest, unfinished.
    """
    ends = np.flatnonzero(runs.finished)[:wanted]
    places = np.concatenate([ends, np.full(wanted - len(ends), len(runs.finished) - 1)])
    starts = np.concatenate([[0], ends + 1])[: len(ends)]

    def charged(cost: Whole) -> Whole:
        totals = np.concatenate([[0], np.cumsum(cost)])
        left = totals[-1] - totals[ends[-1] + 1 if len(ends) else 0]
        shared = left // max(wanted - len(ends), 1)
        return np.concatenate([totals[ends + 1] - totals[starts], np.full(wanted - len(ends), shared)]).astype(np.int64)

    finished = np.arange(wanted) < len(ends)
    costs = map(charged, (runs.runs, runs.moves, runs.queries, runs.tokens))
    return Draws(runs.words[places], runs.lengths[places], finished, *costs)


def require_sound(faults: Faults, words: Any, lengths: Any) -> None:
    """Raise ``ValueError`` for the first chain with a fault, naming the prefix that it stands at."""
    codes = np.asarray(faults.codes)
    wrong = np.flatnonzero(codes)
    if not len(wrong):
        return
    k = wrong[0]
    prefix, value = tuple(np.asarray(words[k])[: int(lengths[k])].tolist()), float(faults.shown[k])
    if codes[k] == BAD_LAW:
        raise ValueError(
            f"the model must return logarithms of probabilities; after the prefix {prefix} the probabilities sum to {value}"
        )
    if codes[k] == BAD_SCORE:
        scored = (*prefix, int(faults.letters[k]))
        raise ValueError(f"the verifier must return finite scores, 0 or more; the prefix {scored} has the score {value}")
    raise ValueError(
        f"every letter after the prefix {prefix} has probability 0 or score 0, and the walk cannot leave it;"
        " the verifier loses every solution: smooth its scores"
    )
