"""Every sampler of the library on one instance: its law and what a sample costs.

The variants of the walk differ in what they trade: steps for queries, exactness for cheap moves, restarts for a first
leaf. One table shows law, distance and cost of all of them and of the baselines, exactly.

Main definitions
----------------
``Row``      a sampler's name, law on words, distance to the target, and cost
``Setting``  the numbers that samplers need: steps of a run, candidates, draws, block, beam width, error
``table``    the rows of all samplers on one instance

Conventions
-----------
Costs are those of ``costs``. Runs of a walk are repeated until one ends at a leaf, so that costs are per output. All
walks but the one with momentum stay with probability 1/2.

References
----------
D. Rohatgi et al., arXiv:2510.03149.

Tags
----
guided decoding, backtracking, query complexity
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from theory_lab import numbers as xp
from theory_lab.chains import neighbours, walks
from theory_lab.chains.neighbours import Moves
from theory_lab.decoding.choice import best_of_n
from theory_lab.decoding.stepwise import samplers, selection
from theory_lab.decoding.walks import backtracking, costs, momentum, transitions
from theory_lab.decoding.walks.costs import Cost
from theory_lab.measures.divergences import total_variation
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

__all__ = ["Row", "Setting", "table"]

HOLDING = Fraction(1, 10)


class Row(NamedTuple):
    """A sampler: law on words (n_leaves,), total variation to the target, expected cost per output."""

    name: str
    law: Array
    distance: Array
    cost: Cost


@dataclass(frozen=True)
class Setting:
    """Steps of a run, candidates of a move, draws and block of the baselines, pilot draws and factor of rejection, kappa."""

    time: int
    kappa: Any = 2
    candidates: int = 2
    draws: int = 4
    block: int = 2
    width: int = 2
    pilot: int = 4
    factor: Any = 4


def table(tree: Tree, steps: Array, reward: Array, guide: Array, setting: Setting) -> tuple[Row, ...]:
    """The rows of all samplers: ``guide`` (tree.size - 1,) with the reward (n_leaves,) at the leaves.

    ``steps`` sum to 1 among siblings; ``instances.Instance.conditioned`` makes them so where dead prefixes are left out.

    Raises ``ValueError`` for leaves of different depths, on which runs of walks have no common parity and blocks no
    common length.
    """
    if tree.depths[tree.leaves].min() < tree.depth:
        raise ValueError(f"samplers are compared on words of one length, got lengths from {tree.depths[tree.leaves].min()}")
    target = samplers.outcome_law(tree, steps, reward)
    sampled = [*_baselines(tree, steps, reward, guide, setting), *_walks(tree, steps, guide, setting)]
    return tuple(Row(name, law, total_variation(law, target), cost) for name, law, cost in sampled)


def _baselines(tree: Tree, steps: Array, reward: Array, guide: Array, setting: Setting) -> list[tuple[str, Array, Cost]]:
    """Samplers without backtracking."""
    level, draws, block = xp.max(reward), setting.draws, setting.block

    def by_blocks(rule: Any) -> Array:
        return samplers.blockwise_law(tree, steps, guide, block, rule)

    blocks = costs.blockwise_cost(tree, steps, block, draws)
    return [
        ("outcome-level rejection", samplers.outcome_law(tree, steps, reward), costs.outcome_cost(tree, steps, reward, level)),
        ("action-level sampling", samplers.stepwise_law(tree, steps, guide), costs.stepwise_cost(tree, steps, guide)),
        ("block best-of-N", by_blocks(lambda p, v: best_of_n.best_of_n(p, v, draws)), blocks),
        ("block importance resampling", by_blocks(lambda p, v: selection.importance_resampled(p, v, draws)), blocks),
        ("block rejection", by_blocks(lambda p, v: selection.rejected(p, v, xp.max(v), draws)), blocks),
        (
            "beam search",
            selection.beam_law(tree, guide, setting.width),
            costs.beam_cost(tree, selection.beam_prefixes(tree, guide, setting.width)),
        ),
    ]


def _walks(tree: Tree, steps: Array, guide: Array, setting: Setting) -> list[tuple[str, Array, Cost]]:
    """Backtracking and its variants."""
    weights = walks.edge_weights(tree, steps, guide)
    boosted = walks.edge_weights(tree, steps, backtracking.boosted(tree, guide, setting.kappa * tree.depth))
    inner = (tree.child_count > 0).astype(int)
    candidates = transitions.candidate_moves(tree, steps, guide, setting.candidates)
    rejection = transitions.rejection_moves(tree, steps, guide, setting.factor, setting.pilot)

    def run(moves: Moves, scored: Any = None) -> tuple[Array, Cost]:
        return restarted(tree, neighbours.held(moves), setting.time, scored)

    first = costs.walk_cost(tree, costs.first_leaf_visits(tree, weights), 1)
    return [
        ("walk, restarts", *run(neighbours.weighted(tree, weights))),
        ("walk, boosted leaves", *run(neighbours.weighted(tree, boosted))),
        ("walk, first leaf", backtracking.first_leaf_law(tree, weights), first),
        ("walk, momentum", *_with_momentum(tree, weights, setting.time)),
        ("walk, sampled candidates", *run(candidates, inner * setting.candidates)),
        ("walk, moves by rejection", *run(rejection, inner * (2 * setting.pilot + 1))),
    ]


def restarted(tree: Tree, moves: Moves, time: int, scored: Any = None) -> tuple[Array, Cost]:
    """The law on words, and the cost, of runs of ``time`` steps that are repeated until one ends at a leaf."""
    leaves = neighbours.law_after(tree, *moves, time)[tree.leaves]
    success = xp.sum(leaves)
    return leaves / success, costs.walk_cost(tree, costs.visits(tree, *moves, time), success, scored)


def _with_momentum(tree: Tree, weights: Array, time: int) -> tuple[Array, Cost]:
    down = xp.concatenate([xp.ones((1,), like=weights), xp.zeros((tree.size - 1,), like=weights)])
    start = xp.stack([down, 0 * down])

    def one_more(state: tuple[Array, Array]) -> tuple[Array, Array]:
        return momentum.step(tree, weights, state[0], HOLDING), state[1] + state[0]

    law, total = xp.iterate(one_more, (start, 0 * start), time)
    leaves = xp.sum(law, axis=0)[tree.leaves]
    success = xp.sum(leaves)
    return leaves / success, costs.walk_cost(tree, xp.sum(total, axis=0), success, holding=HOLDING)
