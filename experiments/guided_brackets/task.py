"""Balanced words of two kinds of brackets, from a generator that errs.

The generator opens and closes brackets, and now and then a letter is uniform over all four: only one in 40 of its words of 32
letters is balanced. The target is its law given that the word is balanced, which a recursion over heights gives exactly, word by
word: nothing is enumerated, and there are more than 10^12 balanced words.

The generator
-------------
Letters 0 and 1 open a bracket of kind 0 or 1, letters 2 and 3 close one. At height 0 it opens, when as many letters are left as
brackets are open it closes, otherwise either has probability 1/2; an opened bracket is of kind 0 with probability 1/5; a closing
letter fits the last open bracket. Then, with probability ``SLIP``, the letter is replaced by a uniform one. A closing letter
takes away the last open bracket, whatever its kind, and none when there is none.  On balanced prefixes this is
``theory_lab.counting.words.two_types``.

Main definitions
----------------
``mass``               the probability that a word of the generator is balanced
``draw_words``, ``draw_targets``   words of the generator; of the target
``next_logs``          its next-letter laws after any prefixes, from their heights
``balanced``, ``allowed``   which words are balanced; which prefixes with one more letter can still be
``target_logs``        exact log-probabilities of words given balance
``target_entropy``, ``target_returns``, ``target_kinds``   what the target says about words

Conventions
-----------
Nats. All words of a batch have one even length, the last axis of ``words``. ``lib`` is ``numpy`` or ``jax.numpy``. A *return* is
a letter after which no bracket is open; *kinds* are counted by the opened brackets of kind 0.

References
----------
D. Rohatgi et al., arXiv:2510.03149 (experiments on Dyck words, known second-hand); arXiv:2502.12123 (the generator).
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "FIRST",
    "LETTERS",
    "SLIP",
    "allowed",
    "balanced",
    "draw_targets",
    "draw_words",
    "heights",
    "mass",
    "next_logs",
    "target_entropy",
    "target_kinds",
    "target_logs",
    "target_returns",
    "values",
]

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]

LETTERS = 4
SLIP, FIRST = Fraction(3, 10), Fraction(1, 5)


@cache
def chances(length: int) -> Floats:
    """The laws of a letter given letters left, height and kind of the last open bracket; (length + 1, length + 1, 2, LETTERS)."""
    table = np.zeros((length + 1, length + 1, 2, LETTERS))
    for left in range(1, length + 1):
        for height in range(length + 1):
            close = 0.0 if height == 0 else 1.0 if left <= height else 0.5
            for kind in (0, 1):
                table[left, height, kind, :2] = (1 - close) * float(FIRST), (1 - close) * float(1 - FIRST)
                table[left, height, kind, 2 + kind] = close
    return (1 - float(SLIP)) * table + float(SLIP) / LETTERS


@cache
def values(length: int) -> Floats:
    """The probability that a balanced prefix ends balanced, by letters left and height, (length + 1, length + 2)."""
    table = np.zeros((length + 1, length + 2))
    table[0, 0] = 1
    for left in range(1, length + 1):
        for height in range(left + 1):
            law = chances(length)[left, height, 0]
            down = law[2] * table[left - 1, height - 1] if height else 0
            table[left, height] = law[:2].sum() * table[left - 1, height + 1] + down
    return table


def mass(length: int) -> float:
    """The probability that a word of the generator is balanced."""
    return float(values(length)[length, 0])


def draw_words(rng: np.random.Generator, count: int, length: int) -> Whole:
    """Independent words of the generator, (count, length), balanced or not."""
    words = np.zeros((count, length), np.int64)
    for place in range(length):
        law = np.exp(next_logs(np, words, np.full(count, place)))
        words[:, place] = (rng.random((count, 1)) >= law.cumsum(axis=1)[:, :-1]).sum(axis=1)
    return words


def draw_targets(rng: np.random.Generator, count: int, length: int) -> Whole:
    """Independent words of the target, exactly, (count, length)."""
    words, height = np.zeros((count, length), np.int64), np.zeros(count, np.int64)
    opened = np.zeros((count, length // 2 + 1), np.int64)
    rows = np.arange(count)
    for place in range(length):
        law = _steps(length, length - place)[height].cumsum(axis=1)
        step = (rng.random((count, 1)) * law[:, -1:] >= law[:, :-1]).sum(axis=1)
        words[:, place] = np.where(step < 2, step, 2 + opened[rows, np.maximum(height - 1, 0)])
        opened[rows[step < 2], height[step < 2]] = step[step < 2]
        height += np.where(step < 2, 1, -1)
    return words


def next_logs(lib: Any, words: Any, lengths: Any) -> Any:
    """The log-probabilities (n, LETTERS) of the generator after the first ``lengths`` letters of ``words``."""
    length = words.shape[1]
    place, after = lib.arange(length), heights(lib, words)
    height = lib.where(lengths > 0, lib.take_along_axis(after, lib.maximum(lengths - 1, 0)[:, None], axis=1)[:, 0], 0)
    before = lib.concatenate([lib.zeros_like(after[:, :1]), after[:, :-1]], axis=1)
    # The last open bracket is the last one opened at the height below the present one.
    opened = (place < lengths[:, None]) & (words < 2) & (before == height[:, None] - 1)
    last = lib.where(opened, place, -1).max(axis=1)
    kind = lib.where(last >= 0, lib.take_along_axis(words, lib.maximum(last, 0)[:, None], axis=1)[:, 0], 0)
    return lib.log(lib.asarray(chances(length))[length - lengths, height, kind])


def heights(lib: Any, words: Any) -> Any:
    """The number of open brackets after each letter, where closing takes away one if there is one; shape of ``words``."""
    total = lib.cumsum(lib.where(words < 2, 1, -1), axis=1)
    upto = np.tri(words.shape[1], dtype=bool)
    lowest = lib.where(upto, total[:, None, :], 0).min(axis=2)
    return total - lib.minimum(lowest, 0)


def balanced(lib: Any, words: Any) -> Any:
    """Which words are balanced, in height and in kind; shape (n,)."""
    place, opens = lib.arange(words.shape[1]), words < 2
    step = lib.where(opens, 1, -1)
    after = lib.cumsum(step, axis=1)
    before = after - step
    # A closing letter at i is the partner of the last j < i that opens at the height to which i leads.
    partner = opens[:, :, None] & (before[:, :, None] == after[:, None, :]) & (place[:, None] < place)
    last = lib.where(partner, place[:, None], 0).max(axis=1)
    fits = opens | (words == 2 + lib.take_along_axis(words, last, axis=1))
    return (after >= 0).all(axis=1) & (after[:, -1] == 0) & fits.all(axis=1)


def allowed(lib: Any, words: Any, lengths: Any) -> Any:
    """Whether the prefixes of these lengths (n,), one letter short of ``words`` or more, can still be balanced after each letter.

    Shape (n, LETTERS); at the last letter this is the reward.
    """
    length, place, opens = words.shape[1], lib.arange(words.shape[1]), words < 2
    read = place < lengths[:, None]
    after = lib.cumsum(lib.where(read, lib.where(opens, 1, -1), 0), axis=1)
    before = lib.concatenate([lib.zeros_like(after[:, :1]), after[:, :-1]], axis=1)
    partner = opens[:, :, None] & (before[:, :, None] == after[:, None, :]) & (place[:, None] < place)
    last = lib.where(partner, place[:, None], 0).max(axis=1)
    fits = ~read | opens | (words == 2 + lib.take_along_axis(words, last, axis=1))
    fine = ((after >= 0) & fits).all(axis=1)[:, None]
    height = after[:, -1:]
    opened = lib.where(read & opens & (before == height - 1), place, 0).max(axis=1)
    kind = lib.take_along_axis(words, opened[:, None], axis=1)
    letter, left = lib.arange(LETTERS), length - lengths[:, None] - 1
    opening = (letter < 2) & (height + 1 <= left)
    return fine & (opening | ((letter == 2 + kind) & (height > 0) & (height - 1 <= left)))


def target_logs(words: Whole) -> Floats:
    """The exact log-probabilities of words under the generator given balance, ``-inf`` for unbalanced ones; (n,)."""
    total = np.full(len(words), -np.log(mass(words.shape[1])))
    for place in range(words.shape[1]):
        logs = next_logs(np, words, np.full(len(words), place))
        total += logs[np.arange(len(words)), words[:, place]]
    return np.where(balanced(np, words), total, -np.inf)


def target_entropy(length: int) -> float:
    """The entropy of the target: the mean of minus ``target_logs``."""
    total = 0.0
    for left, joint in zip(range(length, 0, -1), _joint(length, np.zeros((length + 1, 3), bool)), strict=False):
        law = _steps(length, left)
        total -= float((joint.sum(axis=1)[:, None] * law * np.log(np.where(law > 0, law, 1))).sum())
    return total


def target_returns(length: int) -> Floats:
    """The law of the number of returns under the target, entries 0 .. length / 2."""
    return _joint(length, (np.arange(length + 1)[:, None] == 1) & (np.arange(3) == 2))[-1][0]


def target_kinds(length: int) -> Floats:
    """The law of the number of opened brackets of kind 0 under the target, entries 0 .. length / 2."""
    return _joint(length, np.broadcast_to(np.arange(3) == 0, (length + 1, 3)))[-1][0]


@cache
def _steps(length: int, left: int) -> Floats:
    """The target's laws of opening kind 0, opening kind 1 and closing, (length + 1, 3) by height; 0 where it cannot be."""
    here, there = values(length)[left, :-1], values(length)[left - 1]
    ends = np.stack([there[1:], there[1:], np.concatenate([[0.0], there[:-2]])], axis=1)
    return chances(length)[left, :, 0, :3] * ends / np.where(here > 0, here, 1)[:, None] * (here > 0)[:, None]


def _joint(length: int, event: NDArray[np.bool_]) -> list[Floats]:
    """The target's laws of height and number of events before each letter and at the end, each (length + 1, length / 2 + 1).

    ``event`` (length + 1, 3) says which of the three steps count at which height.
    """
    joint = np.zeros((length + 1, length // 2 + 1))
    joint[0, 0] = 1
    found = [joint]
    for left in range(length, 0, -1):
        law, moved = _steps(length, left), np.zeros_like(joint)
        for way, shift in enumerate((1, 1, -1)):
            part = joint * law[:, [way]]
            part = np.where(event[:, [way]], np.roll(part, 1, axis=1), part)
            moved += np.roll(part, shift, axis=0)
        joint = moved
        found.append(joint)
    return found
