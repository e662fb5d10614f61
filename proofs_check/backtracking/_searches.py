"""How often a sampler finds one good word, and how many rewards it asks for.

On an instance whose inner scores say nothing, a sampler is a search: what counts is the number of finished words whose
reward it looks at. Each entry runs one sampler of the library with a budget and returns both numbers.

Main definitions
----------------
``SEARCHES``   name -> (instance, budget) -> (probability of leaf 0, expected number of rewards asked for)

Conventions
-----------
The instance is a ``needle``: leaf 0 is the word, the others are classes of words. A budget is a number of draws, a beam
width, or a number of steps. Walks are given the best time within their budget and are not restarted. A moving step from a
prefix one letter short asks for two rewards, also where the tree of classes shows one child. Long walks run in intervals.

References
----------
D. Rohatgi et al., arXiv:2510.03149, Appendix D.

Tags
----
lower bounds, query complexity, blind search
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import neighbours, walks
from theory_lab.chains.neighbours import Moves
from theory_lab.decoding.choice import best_of_n, rejection
from theory_lab.decoding.instances import Instance
from theory_lab.decoding.stepwise import samplers, selection
from theory_lab.decoding.walks import backtracking, costs, momentum, transitions
from theory_lab.numbers import Array
from theory_lab.sequences import laws

__all__ = ["SEARCHES"]

Search = Callable[[Instance, int], tuple[Array, Array]]
HALF = walks.LAZY


def _rejection(made: Instance, draws: int) -> tuple[Array, Array]:
    base = laws.leaf_law(made.tree, made.steps)
    law = rejection.rejection_law(base, made.reward, xp.max(made.reward), draws, base)
    return law[0], xp.full((), draws, like=base)


def _stepwise(made: Instance, budget: int) -> tuple[Array, Array]:
    return samplers.stepwise_law(made.tree, made.steps, made.guide)[0], xp.full((), 2, like=made.guide)


def _blocks(rule: Callable[[Array, Array, int], Array]) -> Search:
    """Whole words as blocks: as many rewards as draws. All words but one are alike."""

    def search(made: Instance, draws: int) -> tuple[Array, Array]:
        base = laws.leaf_law(made.tree, made.steps)
        law = rule(xp.stack([base[0], xp.sum(base[1:])]), made.reward[:2], draws)
        return law[0], xp.full((), draws, like=law)

    return search


def _beam(made: Instance, width: int) -> tuple[Array, Array]:
    """Uniform ties: a beam of equal scores is a uniform set of prefixes, and all its words are scored."""
    depth = made.tree.depth
    words = min(2 * width, 2**depth)
    return xp.full((), Fraction(words, 2**depth), like=made.guide), xp.full((), words, like=made.guide)


def _walk(moves_of: Callable[[Instance], Moves]) -> Search:
    """The best time within the budget, by the quotient of the two numbers."""

    def search(made: Instance, budget: int) -> tuple[Array, Array]:
        tree, moves = made.tree, neighbours.held(Moves(*map(xp.intervals, moves_of(made))))
        law, asked = xp.intervals([Fraction(int(v == 0)) for v in range(tree.size)]), xp.intervals(Fraction(0))
        best = (law[tree.leaves[0]], asked)
        for _ in range(budget):
            asked = asked + xp.dot(law, _one_short(made)) * (1 - HALF)
            law = neighbours.step(tree, *moves, law)
            best = _better(best, (law[tree.leaves[0]], asked))
        return best

    return search


def _one_short(made: Instance) -> np.ndarray:
    """Two rewards at the prefixes that are one letter short."""
    return 2 * (made.tree.depths == made.tree.depth - 1).astype(int)


def _better(first: tuple[Array, Array], second: tuple[Array, Array]) -> tuple[Array, Array]:
    """The pair of the larger upper end of ``found / (asked + 1)``."""
    quotients = [xp.value(found / (asked + 1))[1] for found, asked in (first, second)]
    return second if quotients[1] > quotients[0] else first


def _first_leaf(made: Instance, budget: int) -> tuple[Array, Array]:
    asked = xp.dot(costs.first_leaf_visits(made.tree, made.weights), _one_short(made)) * (1 - HALF)
    return backtracking.first_leaf_law(made.tree, made.weights)[0], asked


def _momentum(made: Instance, budget: int) -> tuple[Array, Array]:
    tree, weights, holding = made.tree, xp.intervals(made.weights), Fraction(1, 10)
    down = xp.intervals([Fraction(int(v == 0)) for v in range(tree.size)])
    law, asked = xp.stack([down, 0 * down]), xp.intervals(Fraction(0))
    best = (law[0][0] * 0, asked)
    for _ in range(budget):
        asked = asked + xp.dot(xp.sum(law, axis=0), _one_short(made)) * (1 - holding)
        law = momentum.step(tree, weights, law, holding)
        best = _better(best, (xp.sum(law, axis=0)[tree.leaves[0]], asked))
    return best


SEARCHES: dict[str, Search] = {
    "outcome-level rejection": _rejection,
    "action-level sampling": _stepwise,
    "best-of-N": _blocks(best_of_n.best_of_n),
    "importance resampling": _blocks(selection.importance_resampled),
    "rejection, last kept": _blocks(lambda base, score, draws: selection.rejected(base, score, xp.max(score), draws)),
    "beam search": _beam,
    "walk": _walk(lambda made: neighbours.weighted(made.tree, made.weights)),
    "walk, boosted leaves": _walk(
        lambda made: neighbours.weighted(
            made.tree, walks.edge_weights(made.tree, made.steps, backtracking.boosted(made.tree, made.guide, made.tree.depth))
        )
    ),
    "walk, sampled candidates": _walk(lambda made: transitions.candidate_moves(made.tree, made.steps, made.guide, 2)),
    "walk, moves by rejection": _walk(lambda made: transitions.rejection_moves(made.tree, made.steps, made.guide, 4, 4)),
    "walk, first leaf": _first_leaf,
    "walk, momentum": _momentum,
}
