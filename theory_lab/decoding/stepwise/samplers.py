"""Samplers that trust a verifier: outcome by outcome, action by action, block by block.

A verifier scores prefixes. Sampling each letter with probability proportional to ``pi_ref(a | v) Vhat(va)``
is exact for exact values and amplifies errors along the sequence; rejecting whole outcomes is exact and may
be slow.

Main definitions
----------------
``outcome_law``          the law proportional to ``pi_ref(y) reward(y)``: what rejection of whole words samples
``stepwise_law``         the law of action-level sampling
``expected_proposals``   its mean number of draws from ``pi_ref`` when every letter is drawn by rejection
``blockwise_law``        any selection rule applied to blocks of letters

Conventions
-----------
``steps`` and ``guide`` have shape (tree.size - 1,), entry ``v - 1`` for node ``v``; laws are in leaf order.
Below a node whose children all have weight 0 the next letter is uniform, and the proposals at a node that is
not reached do not count.

References
----------
D. Rohatgi et al., arXiv:2510.03149, Algorithms 6 and 7.

Tags
----
process verifiers, guided decoding, error amplification
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

__all__ = ["blockwise_law", "expected_proposals", "outcome_law", "stepwise_law"]


@xp.formula
def outcome_law(tree: Tree, steps: Array, reward: Array) -> Array:
    """The law on words proportional to ``pi_ref(y) reward(y)``, ``reward`` (n_leaves,); shape (n_leaves,)."""
    return laws.tilted(laws.leaf_law(tree, steps), reward)


@xp.formula
def stepwise_law(tree: Tree, steps: Array, guide: Array) -> Array:
    """The law on words when each letter is drawn proportionally to ``pi_ref(a | v) guide(va)``; shape (n_leaves,)."""
    return laws.leaf_law(tree, laws.normalised(tree, steps * guide))


@xp.formula
def expected_proposals(tree: Tree, steps: Array, guide: Array) -> Array:
    """The mean of ``sum_h max_a guide(va) / sum_a pi_ref(a | v) guide(va)`` along the sampled word.

    Drawing letter ``a`` from ``pi_ref`` and accepting with probability ``guide(va) / max_a guide(va)`` takes
    this many draws.
    """
    inner = tree.inner
    widest = int(tree.child_count.max(initial=1))
    slots = np.minimum(np.arange(widest), tree.child_count[inner][:, None] - 1)
    best = xp.max(guide[tree.first_child[inner][:, None] + slots - 1], axis=1)
    total = xp.segment_sum(steps * guide, tree.parent[1:], tree.size)[inner]
    reached = laws.reach(tree, laws.normalised(tree, steps * guide))[inner]
    counted = reached > 0
    return xp.sum(xp.where(counted, reached * best, 0) / xp.where(counted, total, 1))


@xp.formula
def blockwise_law(tree: Tree, steps: Array, guide: Array, block: int, select: Callable[[Array, Array], Array]) -> Array:
    """The law on words when ``block`` letters at a time are chosen by a rule; shape (n_leaves,).

    At a node the candidates are the prefixes ``block`` letters further (or finished earlier); ``select(law,
    scores)`` turns their conditional law under ``pi_ref`` and their guides into the law of the chosen one:
    ``lambda p, v: best_of_n(p, v, 4)``.
    """
    if block < 1:
        raise ValueError(f"a block has at least one letter, got {block}")
    masses, frontier = {0: xp.ones((), like=steps)}, [0]
    while frontier:
        v = frontier.pop()
        if tree.child_count[v]:
            ends, law = _candidates(tree, steps, v, block)
            for end, mass in zip(ends.tolist(), select(law, guide[ends - 1]), strict=True):
                masses[end] = masses[v] * mass
                frontier.append(end)
    return xp.stack([masses[v] for v in tree.leaves.tolist()])


def _candidates(tree: Tree, steps: Array, v: int, block: int) -> tuple[np.ndarray, Array]:
    """The prefixes ``block`` letters below ``v`` or finished earlier, and their conditional law under ``steps``."""
    nodes, law = [v], xp.ones((1,), like=steps)
    for _ in range(block):
        families = [range(tree.first_child[u], tree.first_child[u] + tree.child_count[u]) or [u] for u in nodes]
        origin = np.repeat(np.arange(len(nodes)), [len(family) for family in families])
        ended = (tree.child_count[nodes][origin] == 0).astype(int)
        nodes = [int(u) for family in families for u in family]
        law = law[origin] * (steps[np.array(nodes) - 1] * (1 - ended) + ended)
    return np.array(nodes), law
