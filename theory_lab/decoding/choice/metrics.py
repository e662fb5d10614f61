"""What a law on words is worth: accuracy and diversity.

A sampler that always returns one correct answer is accurate and useless where many answers are wanted. The expected number
of distinct correct words among K draws separates the two.

Main definitions
----------------
``accuracy``           the probability of a correct word
``distinct_correct``   the expected number of distinct correct words among K draws
``length_histogram``   the law of the length of a word

Conventions
-----------
Laws and indicators have shape (n_leaves,); draws are independent.

References
----------
D. Rohatgi et al., arXiv:2510.03149, Section 5 (accuracy against the number of distinct correct answers).

Tags
----
diversity, accuracy, evaluation of samplers
"""

from __future__ import annotations

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decoding.choice.best_of_n import pass_at
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

__all__ = ["accuracy", "distinct_correct", "length_histogram"]


@xp.formula
def accuracy(law: Array, correct: Array | np.ndarray) -> Array:
    """The mass of the words with ``correct`` = 1."""
    return xp.dot(law, correct)


@xp.formula
def distinct_correct(law: Array, correct: Array | np.ndarray, draws: int) -> Array:
    """``sum over correct y of 1 - (1 - law(y))^draws``."""
    return xp.dot(pass_at(law, draws), correct)


@xp.formula
def length_histogram(tree: Tree, law: Array) -> Array:
    """The law of the length; shape (tree.depth + 1,)."""
    return xp.segment_sum(law, tree.depths[tree.leaves], tree.depth + 1)
