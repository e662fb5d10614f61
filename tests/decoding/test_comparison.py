"""The table of samplers: laws and costs against pseudocode that counts."""

from fractions import Fraction

import numpy as np
import pytest

from proofs_check.backtracking import _comparison as comparison
from tests.oracles.agreement import fractions_of
from theory_lab import numbers as xp
from theory_lab.chains import neighbours, walks
from theory_lab.decoding.walks import costs
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)
STEPS = [Fraction(1, 3), Fraction(2, 3), Fraction(1, 2), Fraction(1, 2), Fraction(1, 4), Fraction(3, 4)]
REWARD, GUIDE = [1, 0, 2, 1], [1, 3, 1, 0, 2, 1]
SETTING = comparison.Setting(time=6, pilot=1, candidates=2, draws=2, block=1, width=1)


def rows():
    made = comparison.table(TREE, xp.exact(STEPS), xp.exact(REWARD), xp.exact(GUIDE), SETTING)
    return {row.name: row for row in made}


def children(v):
    return list(range(TREE.first_child[v], TREE.first_child[v] + TREE.child_count[v]))


def counted(move, scored):
    """Law of the last node and mean queries and tokens of a run of 6 steps; ``move(draw, v)`` is a moving step."""

    def step(draw, state):
        v, queries, tokens = state
        if draw([1, 1]) == 0:
            return state
        return move(draw, v), queries + scored(v), tokens + bool(children(v))

    law = laws.law_of_chain(lambda draw: (0, 0, 0), step, 6)
    success = sum(p for (v, _, _), p in law.items() if not children(v))
    leaves = [sum(p for (v, _, _), p in law.items() if v == leaf) / success for leaf in TREE.leaves.tolist()]
    means = [sum(p * state[k] for state, p in law.items()) / success for k in (1, 2)]
    return leaves, [Fraction(6) / success, *means]


def plain(draw, v):
    reach = [Fraction(1)]
    for u in range(1, TREE.size):
        reach.append(reach[TREE.parent[u]] * STEPS[u - 1])
    weights = [reach[u] * GUIDE[u - 1] if u else 0 for u in range(TREE.size)]
    return [max(0, int(TREE.parent[v])), *children(v)][draw([weights[v], *(weights[c] for c in children(v))])]


def candidates(draw, v):
    if not children(v):
        return int(TREE.parent[v])
    found = [children(v)[draw([STEPS[c - 1] for c in children(v)])] for _ in range(2)]
    weights = [2 * GUIDE[v - 1] if v else 0, *(GUIDE[c - 1] for c in found)]
    return [max(0, int(TREE.parent[v])), *found][draw(weights)] if any(weights) else v


@pytest.mark.parametrize(
    ("name", "move", "scored"),
    [
        ("walk, restarts", plain, lambda v: len(children(v))),
        ("walk, sampled candidates", candidates, lambda v: 2 * bool(children(v))),
    ],
)
def test_walks_cost_what_their_pseudocode_counts(name, move, scored):
    row = rows()[name]
    law, cost = counted(move, scored)
    assert fractions_of(row.law) == law
    assert [xp.value(entry).fraction for entry in row.cost] == cost


def test_the_walk_to_the_first_leaf_visits_what_elimination_says():
    weights = walks.edge_weights(TREE, xp.exact(STEPS), xp.exact([1, 3, 1, 1, 2, 1]))
    matrix = walks.transition_matrix(TREE, weights)[:3][:, :3]
    identity = xp.exact([[int(i == j) for j in range(3)] for i in range(3)])
    expected = xp.solve((identity - matrix).T, xp.exact([1, 0, 0]))
    visits = costs.first_leaf_visits(TREE, weights)
    assert fractions_of(visits[:3]) == fractions_of(expected) and fractions_of(visits[3:]) == [0] * 4


def test_visits_add_laws():
    moves = neighbours.held(neighbours.weighted(TREE, xp.exact(GUIDE)))
    expected = sum((neighbours.law_after(TREE, *moves, t) for t in range(1, 5)), start=neighbours.law_after(TREE, *moves, 0))
    assert bool(xp.all(costs.visits(TREE, *moves, 5) == expected))


def test_leaf_queries_are_steps_from_the_last_letter_but_one():
    visits = xp.exact([5, 4, 3, 2, 1, 1, 1])
    assert xp.value(costs.leaf_queries(TREE, visits)).fraction == (4 * 2 + 3 * 2) / 2


def test_exact_samplers_are_exact_and_laws_are_laws():
    made = rows()
    assert bool(made["outcome-level rejection"].distance == 0)
    assert all(bool(xp.sum(row.law) == 1) for row in made.values())
    total = sum(p * r for p, r in zip(fractions_of(laws.leaf_law(TREE, xp.exact(STEPS))), REWARD, strict=True))
    assert xp.value(made["outcome-level rejection"].cost.steps).fraction == 2 / total


def test_words_of_one_length():
    tree = Tree.from_words([(0,), (1, 0)])
    with pytest.raises(ValueError, match="words of one length, got lengths from 1"):
        comparison.table(tree, xp.exact([1, 1, 1]), xp.exact([1, 1]), xp.exact([1, 1, 1]), SETTING)


def test_blocks_and_beams_cost_what_their_loops_count():
    """Words of five letters: blocks of two take three rounds of four draws of 5 letters in all; a beam scores children."""
    tree = Tree.complete(2, 5)
    found = costs.blockwise_cost(tree, xp.exact([Fraction(1, 2)] * (tree.size - 1)), 2, 4)
    assert [xp.value(entry).fraction for entry in found] == [3, 12, 20]
    kept = np.zeros(tree.size, dtype=int)
    kept[[0, 1, 3, 4, int(tree.leaves[0])]] = 1  # four inner nodes and a word
    beam = costs.beam_cost(tree, xp.exact(kept.tolist()))
    assert [xp.value(entry).fraction for entry in beam] == [5, 8, 4]


def test_outcomes_and_actions_cost_what_they_pass():
    """``level / Z`` words of two letters; and one prefix of every length, with its two children."""
    steps, guide = xp.exact(STEPS), xp.exact([1, 3, 1, 1, 2, 1])
    total = sum(p * r for p, r in zip(fractions_of(laws.leaf_law(TREE, steps)), REWARD, strict=True))
    found = costs.outcome_cost(TREE, steps, xp.exact(REWARD), 3)
    assert [xp.value(entry).fraction for entry in found] == [3 / total, 3 / total, 6 / total]
    assert [xp.value(entry).fraction for entry in costs.stepwise_cost(TREE, steps, guide)] == [2, 4, 2]
    uneven = Tree.from_words([(0,), (1, 0), (1, 1), (1, 2)])
    cost = costs.stepwise_cost(uneven, xp.exact(["1/3", "2/3", "1/4", "1/4", "1/2"]), xp.exact([1, 1, 1, 1, 1]))
    assert [xp.value(entry).fraction for entry in cost] == [Fraction(5, 3), 2 + 2, Fraction(5, 3)]
    assert xp.value(costs.mean_length(uneven, xp.exact(["1/3", "2/3", "1/4", "1/4", "1/2"]))).fraction == Fraction(5, 3)


def test_costs_of_plain_arrays_are_plain():
    found = costs.beam_cost(Tree.complete(2, 1), np.array([1.0, 0.0, 0.0]))
    assert [float(entry) for entry in found] == [1, 2, 1]
