"""Backtracking when the alphabet is too large to score every letter.

One move of the walk needs the scores of all children. Drawing a few candidates from the reference model instead, and
choosing among them and the parent, is cheap and biased; rejection with a pilot sample costs a number of draws that
does not depend on the alphabet and is as accurate as one likes.

Main definitions
----------------
``candidate_moves``   K candidates, weighed by their scores against K times the score of the prefix
``rejection_moves``   Algorithm 5 at every node, proposals from the parent and the reference model, half each
``proposal_bound``    the largest normalised weight of these proposals

Conventions
-----------
``steps`` and ``guide`` have shape (tree.size - 1,), steps sum to 1 among siblings. The moves are those of a step that
does not stay (``neighbours.held`` makes them lazy). At the root there is no parent, at a leaf nothing else. When all
weights are 0 the candidates' walk stays, and rejection returns a proposal.

References
----------
D. Rohatgi et al., arXiv:2510.03149, Algorithm 5 and Appendix F; how they enter the walk is our reading.

Tags
----
backtracking, large action spaces, self-normalised sampling, rejection sampling
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains.neighbours import Moves
from theory_lab.decoding.choice.rejection import pilot_rejection_law
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

__all__ = ["candidate_moves", "proposal_bound", "rejection_moves"]


@xp.formula
def candidate_moves(tree: Tree, steps: Array, guide: Array, candidates: int) -> Moves:
    """Draw ``candidates`` children; go to one with weight ``guide(child)`` each, or up with ``candidates * guide(v)``.

    Exact over all samples of candidates. The bias is of order ``1 / candidates``, also for exact scores.
    """
    if candidates < 1:
        raise ValueError(f"a step draws at least 1 candidate, got {candidates}")

    def chosen(law: Array, scores: Array, own: Array) -> tuple[Array, Array]:
        def share(counts: np.ndarray, part: Array) -> Array:
            total = candidates * own + xp.dot(counts, scores)
            return xp.where(total > 0, part / xp.where(total > 0, total, 1), 0)

        def going_to(c: int) -> Array:
            return xp.expect_over_types(law, candidates, lambda counts: share(counts, counts[:, c] * scores[c]))

        up = xp.expect_over_types(law, candidates, lambda counts: share(counts, candidates * own))
        return xp.stack([going_to(c) for c in range(len(law))]), up

    return _moves(tree, steps, guide, chosen)


@xp.formula
def rejection_moves(tree: Tree, steps: Array, guide: Array, factor: int | Array, draws: int) -> Moves:
    """The parent or a child by ``draws`` attempts at the level ``factor`` times the mean weight of ``draws`` pilots.

    ``factor >= 4 * proposal_bound`` and ``draws >= factor * log(4 / delta)`` put every step within ``delta`` of the exact one.
    """

    def chosen(law: Array, scores: Array, own: Array) -> tuple[Array, Array]:
        base, weight = xp.concatenate([law / 2, xp.ones((1,), like=law) / 2]), xp.concatenate([scores, own[None]])
        output = pilot_rejection_law(base, weight, factor, draws)
        return output[:-1], output[-1]

    return _moves(tree, steps, guide, chosen, lambda law, scores: pilot_rejection_law(law, scores, factor, draws))


@xp.formula
def proposal_bound(tree: Tree, steps: Array, guide: Array) -> Array:
    """The largest weight of a proposal over its mean, over all nodes; inner scores must be positive."""
    worst = []
    for v in tree.inner.tolist():
        family = slice(tree.first_child[v] - 1, tree.first_child[v] - 1 + tree.child_count[v])
        scores, mean = guide[family], xp.dot(steps[family], guide[family])
        if v:
            scores, mean = xp.concatenate([scores, guide[v - 1][None]]), (guide[v - 1] + mean) / 2
        worst.append(xp.max(scores) / mean)
    return xp.max(xp.stack(worst))


def _moves(
    tree: Tree,
    steps: Array,
    guide: Array,
    chosen: Callable[[Array, Array, Array], tuple[Array, Array]],
    first: Callable[[Array, Array], Array] | None = None,
) -> Moves:
    """The moves from every node by ``chosen(law of letters, scores, own score)``, from the root by ``first``."""
    nothing = xp.zeros((), like=guide)
    down, up = [], [nothing if tree.child_count[v] else xp.ones((), like=guide) for v in range(tree.size)]
    for v in tree.inner.tolist():
        family = slice(tree.first_child[v] - 1, tree.first_child[v] - 1 + tree.child_count[v])
        law, scores = steps[family], guide[family]
        if v == 0 and first is not None:
            down.append(first(law, scores))
        else:
            moves, up[v] = chosen(law, scores, guide[v - 1] if v else nothing)
            down.append(moves)
    return Moves(xp.concatenate(down), xp.stack(up[1:]))
