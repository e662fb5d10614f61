"""Choosing one of several candidate blocks, and keeping several at a time.

Rules for ``samplers.blockwise_law``: given the law of a block and its scores, the law of the block that is chosen among
N draws. Beam search keeps the best prefixes of every length instead, and is deterministic up to ties.

Main definitions
----------------
``importance_resampled``   one of N draws, in proportion to the scores
``rejected``               the first draw accepted at a level, the last one when none is
``beam_prefixes``          the prefixes that beam search of a width keeps
``beam_law``               its best word

Conventions
-----------
Laws and scores have shape (n,), scores are nonnegative. When all candidates score 0, resampling is uniform. Beam search
breaks ties in favour of the word that comes first.

References
----------
D. Rohatgi et al., arXiv:2510.03149, Section 5 (block baselines; the rules are our reading) and Appendix C (beam search).

Tags
----
guided decoding, importance resampling, beam search
"""

from __future__ import annotations

from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decoding.choice.rejection import divided_power
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

__all__ = ["beam_law", "beam_prefixes", "importance_resampled", "rejected"]


@xp.formula
def importance_resampled(base: Array, score: Array, draws: int) -> Array:
    """One of ``draws`` draws from ``base``, in proportion to its score: ``N p(y) E[V(y) / (V(y) + sum of N - 1 others)]``."""
    if draws < 1:
        raise ValueError(f"a rule chooses among at least 1 draw, got {draws}")

    def share(counts: np.ndarray, y: int) -> Array:
        total = xp.dot(counts, score)
        return xp.where(total > 0, counts[:, y] * score[y] / xp.where(total > 0, total, 1), counts[:, y] * xp.ratio(1, draws))

    return xp.stack([xp.expect_over_types(base, draws, lambda counts, y=y: share(counts, y)) for y in range(len(base))])


@xp.formula
def rejected(base: Array, score: Array, level: Any, draws: int) -> Array:
    """The first of ``draws`` draws accepted with probability ``min(1, score / level)``, the last of them when none is."""
    if draws < 1:
        raise ValueError(f"a rule chooses among at least 1 draw, got {draws}")
    accepted = xp.minimum(score / level, 1)
    missed = xp.sum(base * (1 - accepted))
    return base * accepted * divided_power(xp.ones((), like=base), missed, draws) + missed ** (draws - 1) * base * (1 - accepted)


@xp.formula
def beam_prefixes(tree: Tree, scores: Array, width: int) -> Array:
    """1 for the prefixes that beam search keeps, 0 for others; shape (tree.size,).

    ``scores`` (tree.size - 1,) rank the prefixes of one length; the ``width`` best extensions of those kept stay.
    """
    if width < 1:
        raise ValueError(f"a beam keeps at least 1 prefix, got {width}")
    kept = [xp.ones((1,), like=scores)]
    for h in range(1, tree.depth + 1):
        level = tree.levels[h]
        score, alive = scores[level.start - 1 : level.stop - 1], kept[-1][tree.parent[level] - tree.levels[h - 1].start]
        kept.append(alive * (1 - xp.indicator(xp.dot(_ahead(score), alive) >= width)))
    return xp.concatenate(kept)


@xp.formula
def beam_law(tree: Tree, scores: Array, width: int) -> Array:
    """The point mass on the kept word of the largest score, the first one among equals; shape (n_leaves,)."""
    alive = beam_prefixes(tree, scores, width)[tree.leaves]
    return alive * (1 - xp.indicator(xp.dot(_ahead(scores[tree.leaves - 1]), alive) > 0))


def _ahead(score: Array) -> Array:
    """1 where column ``z`` comes before row ``y``: a larger score, or an equal one and an earlier place."""
    earlier = np.tril(np.ones((len(score), len(score)), dtype=int), -1)
    larger = xp.indicator(score[None, :] > score[:, None])
    equal = xp.indicator((score[None, :] >= score[:, None]) & (score[:, None] >= score[None, :]))
    return larger + equal * earlier
