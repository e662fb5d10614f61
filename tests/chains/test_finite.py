"""General chains against elimination with subtractions, and laws of times and resistances."""

from fractions import Fraction
from functools import cache

import jax
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import positive
from tests.oracles import chains as oracle
from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.chains import finite, hitting, walks


@cache
def _square(n):
    return st.lists(st.lists(st.integers(1, 6), min_size=n, max_size=n), min_size=n, max_size=n)


matrices = st.integers(1, 5).flatmap(_square)


def chain(weights):
    return [[Fraction(w, sum(row)) for w in row] for row in weights]


@given(matrices)
def test_stationary_law_solves_its_equations(weights):
    matrix = chain(weights)
    assert fractions_of(finite.stationary(xp.exact(matrix))) == oracle.stationary(matrix, range(len(matrix)))


@given(matrices, st.integers(0, 4))
def test_laws_step_by_step_come_nearer(weights, time):
    matrix = chain(weights)
    law = [Fraction(int(x == 0)) for x in range(len(matrix))]
    for _ in range(time):
        law = oracle.step(law, matrix)
    start = xp.exact([int(x == 0) for x in range(len(matrix))])
    found, limit = finite.law_after(xp.exact(matrix), start, time), finite.stationary(xp.exact(matrix))
    assert fractions_of(found) == law
    later = finite.law_after(xp.exact(matrix), found, 1)
    assert bool(finite.distance(later, limit) <= finite.distance(found, limit))
    assert bool(finite.separation(later, limit) <= finite.separation(found, limit))
    assert bool(finite.distance(found, limit) <= finite.separation(found, limit))


@given(matrices)
def test_times_between_solve_their_equations(weights):
    matrix = chain(weights)
    found = finite.times_between(xp.exact(matrix))
    for goal in range(len(matrix)):
        assert fractions_of(found[:, goal]) == oracle.hitting_times(matrix, {goal})
    assert bool(xp.all(finite.commute_times(xp.exact(matrix)) == found + found.T))


@given(positive)
def test_resistances_of_a_tree_add_along_paths(drawn):
    """Series: the resistance from the root is the sum of ``1/w``; and commute times are volume times resistance."""
    tree, weights = drawn
    network = [[Fraction(0)] * tree.size for _ in range(tree.size)]
    for v in range(1, tree.size):
        network[v][tree.parent[v]] = network[tree.parent[v]][v] = Fraction(weights[v - 1])
    along = [Fraction(0)]
    for v in range(1, tree.size):
        along.append(along[tree.parent[v]] + Fraction(1, weights[v - 1]))
    assert fractions_of(finite.resistances(xp.exact(network))[0]) == along
    never = walks.transition_matrix(tree, xp.exact(weights), holding=Fraction(0))
    up = hitting.root_times(tree, xp.exact(weights)) / 2
    assert bool(xp.all(finite.times_between(never)[:, 0] == up))


@given(matrices)
def test_arithmetics_agree(weights):
    """No subtraction: a few ulps a state."""
    matrix = chain(weights)
    check_agreement(finite.stationary, matrix, ulps=80)
    check_agreement(finite.times_between, matrix, ulps=160)


@pytest.mark.parametrize(
    ("matrix", "state"),
    [
        ([[1, 0], [0, 1]], 1),
        ([[0, 1], [0, 1]], 1),
        ([[1, 1, 0], [0, 2, 0], [0, 0, 2]], 2),
        ([[2, 0, 0, 0], [0, 0, 2, 0], [1, 1, 0, 0], [0, 0, 1, 1]], None),
        ([[2, 0, 0], [0, 1, 1], [0, 1, 1]], 1),
    ],
)
@pytest.mark.parametrize("kind", [xp.exact, lambda rows: xp.floats(np.array(rows, dtype=float))])
def test_a_chain_without_a_way_back_is_refused(matrix, state, kind):
    """Where every state leads to the first one the law exists, though the chain may be reducible."""
    rows = kind([[Fraction(w, sum(row)) for w in row] for row in matrix])
    if state is None:
        assert finite.stationary(rows).numbers().astype(float).tolist() == [1, 0, 0, 0]
        return
    with pytest.raises(ValueError, match=f"not irreducible: from state {state} no state before it is reached"):
        finite.stationary(rows)


def test_compiled_chains_are_not_asked():
    assert np.isnan(jax.jit(finite.stationary)(np.eye(2))).any()
