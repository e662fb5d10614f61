"""What a sample costs: steps, verifier queries, tokens.

A walk that is at prefix ``v`` and does not stay evaluates the reference model once and scores all children of ``v``
(its own score and its parent's are remembered). So every expected cost is a weighted sum of expected visits, which
have closed forms or one recursion.

Main definitions
----------------
``Cost``             expected steps, queries and tokens per output
``visits``           expected moving steps from every node within T steps
``first_leaf_visits``  the same before the first leaf
``walk_cost``        of visits, when runs are repeated until they succeed
``outcome_cost``, ``stepwise_cost``, ``blockwise_cost``, ``beam_cost``   of the baselines

Conventions
-----------
A step is a step of the chain, holding included. A query scores one prefix (a finished word: its reward). A token is
one evaluation of the reference model at a prefix. Nothing is cached between visits.

References
----------
D. Rohatgi et al., arXiv:2510.03149 (costs are counted there in queries; the constants here are exact).

Tags
----
query complexity, expected running time
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import hitting, neighbours, walks
from theory_lab.numbers import Array
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

__all__ = [
    "Cost",
    "beam_cost",
    "blockwise_cost",
    "first_leaf_visits",
    "leaf_queries",
    "outcome_cost",
    "stepwise_cost",
    "visits",
    "walk_cost",
]


class Cost(NamedTuple):
    """Expected steps, verifier queries and tokens per output."""

    steps: Array
    queries: Array
    tokens: Array


@xp.formula
def visits(tree: Tree, down: Array, up: Array, time: int) -> Array:
    """Expected steps from every node within ``time`` steps from the root, staying included; shape (tree.size,)."""
    start = xp.concatenate([xp.ones((1,), like=down), xp.zeros((tree.size - 1,), like=down)])

    def one_more(state: tuple[Array, Array]) -> tuple[Array, Array]:
        law, total = state
        return neighbours.step(tree, down, up, law), total + law

    return xp.iterate(one_more, (start, 0 * start), time)[1]


@xp.formula
def first_leaf_visits(tree: Tree, weights: Array) -> Array:
    """Expected steps of the lazy walk from every inner node before the first leaf, 0 at leaves; shape (tree.size,)."""
    return 2 * walks.degrees(tree, weights) * hitting.escape_voltages(tree, weights)


@xp.formula
def walk_cost(tree: Tree, stayed: Array, success: Any, scored: Any = None, holding: Any = walks.LAZY) -> Cost:
    """The cost per output of a walk with expected visits ``stayed`` (tree.size,) in runs that succeed with this probability.

    ``scored`` is the number of queries of a moving step from every node: its children unless said otherwise. Raises
    ``ValueError`` for visits of another tree.
    """
    if stayed.shape != (tree.size,):
        raise ValueError(f"{tree} needs visits of its {tree.size} nodes, got shape {stayed.shape}")
    moving, each = stayed * (1 - holding), tree.child_count if scored is None else scored
    inner = (tree.child_count > 0).astype(int)
    return Cost(xp.sum(stayed) / success, xp.sum(moving * each) / success, xp.sum(moving * inner) / success)


@xp.formula
def leaf_queries(tree: Tree, stayed: Array, holding: Any = walks.LAZY) -> Array:
    """The expected number of rewards evaluated by moving steps from prefixes one letter short, in one run."""
    ends = np.bincount(tree.parent[tree.leaves[tree.leaves > 0]], minlength=tree.size)
    return xp.sum(stayed * ends) * (1 - holding)


@xp.formula
def outcome_cost(tree: Tree, steps: Array, reward: Array, level: Any) -> Cost:
    """Outcome-level rejection: ``level / Z`` words on average, ``level >= max reward``."""
    proposals = level / xp.dot(laws.leaf_law(tree, steps), reward)
    return Cost(proposals, proposals, proposals * mean_length(tree, steps))


@xp.formula
def stepwise_cost(tree: Tree, steps: Array, guide: Array) -> Cost:
    """Action-level sampling that scores every child of the prefixes it passes."""
    passed = laws.reach(tree, laws.normalised(tree, steps * guide))
    inner = (tree.child_count > 0).astype(int)
    return Cost(xp.sum(passed * inner), xp.sum(passed * tree.child_count), xp.sum(passed * inner))


@xp.formula
def blockwise_cost(tree: Tree, steps: Array, block: int, draws: int) -> Cost:
    """``draws`` blocks at a time, all of them scored; all words of length ``tree.depth``.

    Raises ``ValueError`` for words of different lengths, and without a letter in a block or a draw.
    """
    if block < 1 or draws < 1:
        raise ValueError(f"a block has at least one letter and one draw, got {block} and {draws}")
    if tree.depths[tree.leaves].min() < tree.depth:
        raise ValueError(f"the cost of blocks is that of words of one length, and those of {tree} differ")
    one = xp.ones((), like=steps)
    rounds = -(-tree.depth // block)
    return Cost(one * rounds, one * (rounds * draws), one * (tree.depth * draws))


@xp.formula
def beam_cost(tree: Tree, kept: Array) -> Cost:
    """Beam search that keeps the prefixes ``kept`` (tree.size,), by ``selection.beam_prefixes``."""
    inner = (tree.child_count > 0).astype(int)
    return Cost(xp.full((), tree.depth, like=kept), xp.sum(kept * tree.child_count), xp.sum(kept * inner))


@xp.formula
def mean_length(tree: Tree, steps: Array) -> Array:
    """The mean length of a word under the reference model."""
    return xp.dot(laws.leaf_law(tree, steps), tree.depths[tree.leaves])
