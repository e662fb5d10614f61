"""Any next-token function as a model.

A language model enters as one batched Python function from prefixes to next-letter log-probabilities.  On a
small tree it is read out completely and becomes branch probabilities; on a large one it is evaluated along
given words only.

Main definitions
----------------
``branch_probabilities``   the model on every prefix of a tree
``word_log_probabilities`` teacher-forced log-probabilities of given words

Conventions
-----------
``next_letter(prefixes)`` takes an int array (b, h), prefixes of one length, and returns natural logarithms of
probabilities, shape (b, letters); ``-inf`` is probability 0.  Every row is checked and none is renormalised:
its probabilities must sum to 1 within ``units * 2**-52``.  A sound model in float64 stays within a few
``letters`` units, one in float32 within as many times ``2**29``.  Words that may end early carry their end
letter.

Tags
----
language models, teacher forcing, enumeration
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory_lab.sequences.trees import Tree

__all__ = ["branch_probabilities", "word_log_probabilities"]

NextLetter = Callable[[NDArray[np.int64]], Any]
Floats = NDArray[np.float64]


def branch_probabilities(next_letter: NextLetter, tree: Tree, *, units: int) -> Floats:
    """The branch probabilities of a model on a tree, shape (tree.size - 1,); one call per level.

    Raises ``ValueError`` naming the first prefix whose children in the tree do not have total probability 1:
    the model is not normalised, or it puts mass on words outside the tree.
    """
    parts: list[Floats] = []
    for level in tree.levels[:-1]:
        inner = np.arange(level.start, level.stop)[tree.child_count[level] > 0]
        prefixes, children = tree.prefixes(inner), tree.child_count[inner]
        letters = tree.letter[tree.levels[len(parts) + 1]]
        _, probabilities = _rows(next_letter, prefixes, letters)
        part = probabilities[np.repeat(np.arange(len(inner)), children), letters]
        _require_normalised(np.add.reduceat(part, np.cumsum(children) - children), prefixes, units)
        parts.append(part)
    return np.concatenate(parts) if parts else np.zeros(0)


def word_log_probabilities(next_letter: NextLetter, words: Sequence[Sequence[int]], *, units: int) -> Floats:
    """The natural log-probability of every word, shape (len(words),); one call per position.

    Words may have different lengths.  Raises ``ValueError`` naming the first prefix whose next-letter
    probabilities do not sum to 1, and for letters that are not whole.
    """
    lengths = np.array([len(word) for word in words], dtype=np.int64)
    table = np.full((len(words), int(lengths.max(initial=0))), -1, dtype=np.int64)
    for row, word in zip(table, words, strict=True):
        letters = np.asarray(word)
        row[: len(word)] = letters
        if (row[: len(word)] != letters).any():
            raise ValueError(f"letters are whole numbers, got the word {tuple(word)}")
    totals = np.zeros(len(words))
    for h in range(table.shape[1]):
        alive = np.flatnonzero(lengths > h)
        prefixes, letters = table[alive, :h], table[alive, h]
        logs, probabilities = _rows(next_letter, prefixes, letters)
        _require_normalised(probabilities.sum(axis=1), prefixes, units)
        totals[alive] += logs[np.arange(len(alive)), letters]
    return totals


def _rows(next_letter: NextLetter, prefixes: NDArray[np.int64], letters: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Log-probabilities and probabilities after the prefixes, with an entry for every letter asked for."""
    logs = np.asarray(next_letter(prefixes), dtype=np.float64)
    if logs.ndim != 2 or len(logs) != len(prefixes):
        raise ValueError(f"the model must return shape ({len(prefixes)}, letters), got {logs.shape}")
    if letters.min() < 0 or letters.max() >= logs.shape[1]:
        wrong = letters.min() if letters.min() < 0 else letters.max()
        raise ValueError(f"letters must be 0..{logs.shape[1] - 1} for this model, got {wrong}")
    with np.errstate(over="ignore"):
        return logs, np.exp(logs)


def _require_normalised(sums: Floats, prefixes: NDArray[np.int64], units: int) -> None:
    wrong = np.flatnonzero(~(np.abs(sums - 1) <= units * 2.0**-52))
    if len(wrong):
        prefix, total = tuple(prefixes[wrong[0]].tolist()), sums[wrong[0]]
        raise ValueError(f"the probabilities after prefix {prefix} sum to {total}, not to 1 within {units} units of 2**-52")
