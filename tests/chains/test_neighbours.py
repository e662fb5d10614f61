"""Moves between neighbours against the matrix of the chain, power by power."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import nonnegative
from theory_lab import numbers as xp
from theory_lab.chains import neighbours
from theory_lab.sequences.trees import Tree

HOLDINGS = st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(2, 3)])


def matrix(tree, moves):
    """Rows of the chain: along an edge by its two probabilities, and the rest stays."""
    down, up = (part.fractions().tolist() for part in moves)
    rows = [[Fraction(0)] * tree.size for _ in range(tree.size)]
    for v in range(1, tree.size):
        rows[tree.parent[v]][v] += down[v - 1]
        rows[v][tree.parent[v]] += up[v - 1]
    for v, row in enumerate(rows):
        row[v] = 1 - sum(row)
    return rows


def onward(rows, law):
    return [sum(law[v] * row[w] for v, row in enumerate(rows)) for w in range(len(rows))]


@given(nonnegative, HOLDINGS, st.integers(0, 4))
def test_laws_are_those_of_powers(drawn, holding, time):
    tree, weights = drawn
    moves = neighbours.held(neighbours.weighted(tree, xp.exact(weights)), holding)
    rows, law = matrix(tree, moves), [Fraction(int(v == 0)) for v in range(tree.size)]
    assert all(min(row) >= 0 for row in rows)
    for _ in range(time):
        law = onward(rows, law)
    found = neighbours.law_after(tree, *moves, time)
    assert found.fractions().tolist() == law
    assert neighbours.step(tree, *moves, found).fractions().tolist() == onward(rows, law)


@given(nonnegative, HOLDINGS)
def test_the_stationary_law_is_kept_on_both_sides_of_every_edge(drawn, holding):
    tree, weights = drawn
    moves = neighbours.held(neighbours.weighted(tree, xp.exact(weights)), holding)
    law, (down, up) = neighbours.stationary(tree, *moves).fractions().tolist(), (part.fractions().tolist() for part in moves)
    assert sum(law) == 1 and min(law) >= 0 and law[0] > 0
    for v in range(1, tree.size):
        assert law[tree.parent[v]] * down[v - 1] == law[v] * up[v - 1]
        assert down[v - 1] > 0 or law[v] == 0


def test_the_moves_of_a_path_by_hand():
    """Edges of weights 1 and 2: in the middle a third of the moves go back, at the ends all of them do."""
    path = Tree.from_words([(0, 0)])
    down, up = neighbours.held(neighbours.weighted(path, xp.exact([1, 2])), Fraction(1, 4))
    assert down.fractions().tolist() == [Fraction(3, 4), Fraction(1, 2)]
    assert up.fractions().tolist() == [Fraction(1, 4), Fraction(3, 4)]
    assert neighbours.stationary(path, down, up).fractions().tolist() == [Fraction(1, 6), Fraction(1, 2), Fraction(1, 3)]


@pytest.mark.parametrize("time", [0, 1, 2])
def test_a_walk_without_edges_to_move_along_stays(time):
    path = Tree.from_words([(0, 0)])
    assert neighbours.law_after(path, *neighbours.weighted(path, xp.exact([0, 3])), time).fractions().tolist() == [1, 0, 0]
