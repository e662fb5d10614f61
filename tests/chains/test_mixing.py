"""Mixing times against powers taken one by one, and the chains for which they do not exist."""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import positive
from tests.oracles import chains as oracle
from theory_lab import numbers as xp
from theory_lab.chains import mixing, walks
from theory_lab.chains.enclosed import Powers
from theory_lab.chains.mixing import mixing_time, separation_time
from theory_lab.chains.structure import stationary_laws, transitions
from theory_lab.numbers import Undecided

QUARTER = Fraction(1, 4)


@cache
def _rows(n):
    return st.lists(st.lists(st.integers(0, 5), min_size=n, max_size=n).filter(any), min_size=n, max_size=n)


matrices = st.integers(1, 4).flatmap(_rows)


def chain(weights):
    return [[Fraction(w, sum(row)) for w in row] for row in weights]


def lazy_path(n):
    matrix = [[Fraction(int(abs(i - j) == 1), 4) for j in range(n)] for i in range(n)]
    for i, row in enumerate(matrix):
        row[i] = 1 - sum(row)
    return matrix


@given(matrices.map(lambda rows: [[w + 1 for w in row] for row in rows]), st.sampled_from([QUARTER, Fraction(1, 100)]))
def test_mixing_time_is_the_first_small_distance(weights, level):
    matrix = chain(weights)
    law = oracle.stationary(matrix, range(len(matrix)))
    found = mixing_time(xp.exact(matrix), level)
    assert oracle.worst_distance(matrix, law, found.time) <= level
    if found.time:
        before = oracle.worst_distance(matrix, law, found.time - 1)
        low, high = found.before.bounds()
        assert before > level and low <= before <= high
    low, high = found.after.bounds()
    assert low <= oracle.worst_distance(matrix, law, found.time) <= high


@given(positive.filter(lambda drawn: drawn[0].size <= 7))
def test_walks_on_trees(drawn):
    tree, weights = drawn
    matrix = walks.transition_matrix(tree, xp.exact(weights))
    found, law = mixing_time(matrix), oracle.stationary(oracle.kernel(tree, weights), range(tree.size))
    assert oracle.worst_distance(oracle.kernel(tree, weights), law, found.time) <= QUARTER
    assert oracle.worst_distance(oracle.kernel(tree, weights), law, found.time - 1) > QUARTER


@given(matrices.map(lambda rows: [[w + 1 for w in row] for row in rows]), st.sampled_from([QUARTER, Fraction(1, 50)]))
def test_separation_time_is_the_first_small_separation(weights, level):
    matrix = chain(weights)
    law = oracle.stationary(matrix, range(len(matrix)))
    found = separation_time(xp.exact(matrix), level)
    assert oracle.worst_separation(matrix, law, found.time) <= level
    assert not found.time or oracle.worst_separation(matrix, law, found.time - 1) > level


def test_a_distance_equal_to_the_level_is_not_above_it():
    """Two states with ``d(t) = 2**-t / 2``: the distance at time 1 is exactly 1/4, which no ball can tell from above."""
    found = mixing_time(xp.exact([["3/4", "1/4"], ["1/4", "3/4"]]))
    assert (found.time, found.before, found.after) == (1, Fraction(1, 2), QUARTER)
    later = mixing_time(xp.exact([["3/4", "1/4"], ["1/4", "3/4"]]), Fraction(1, 2**60))
    assert (later.time, later.after) == (59, Fraction(1, 2**60))


def test_a_nearly_tied_level_is_decided():
    """The level lies 2**-200 below the distance at time 1, so the first precision cannot tell."""
    near = mixing_time(xp.exact([["3/4", "1/4"], ["1/4", "3/4"]]), QUARTER - Fraction(1, 2**200))
    assert near.time == 2 and near.before.bounds()[0] > QUARTER - Fraction(1, 2**200)


def test_one_state_has_mixed_at_time_zero():
    found = mixing_time(xp.exact([[1]]))
    assert found.time == 0 and found.before > 1 and found.after == 0


def test_slow_chains_take_logarithmically_many_products():
    """A path of 30 states mixes in time of order 30 squared, a sticky pair in about 1e9 steps."""
    assert 300 < mixing_time(xp.exact(lazy_path(30))).time < 900
    rare = Fraction(1, 10**9)
    found = mixing_time(xp.exact([[1 - rare, rare], [rare, 1 - rare]]))
    assert found.time == 346573590 and found.before > QUARTER >= found.after


@given(matrices)
def test_one_stationary_law_per_recurrent_class(weights):
    matrix = chain(weights)
    n = len(matrix)
    reach = [{i} for i in range(n)]
    for _ in range(n):
        reach = [{k for j in known for k in range(n) if matrix[j][k]} | known for known in reach]
    classes = sorted({tuple(sorted(reach[i])) for i in range(n) if all(i in reach[j] for j in reach[i])})
    assert stationary_laws(xp.exact(matrix)) == tuple(tuple(oracle.stationary(matrix, states)) for states in classes)


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        ([[0, 1], [1, 0]], "period 2"),
        ([[1, 0], [0, 1]], "2 communicating classes"),
        ([["1/2", "1/2"], [0, 1]], r"2 communicating classes, \{0\} \{1\}, of which \{1\} is never left"),
        ([[0, 1, 0], [0, 0, 1], [1, 0, 0]], r"period 3: it moves through the cyclic classes \{0\} \{1\} \{2\} in turn"),
        ([["1/2", "1/3"], [0, 1]], "row 0"),
        ([["1/2", "1/2"]], "square"),
    ],
)
def test_chains_that_do_not_mix_are_refused(matrix, message):
    with pytest.raises(ValueError, match=message):
        mixing_time(xp.exact(matrix))


def test_levels_outside_the_unit_interval_are_refused():
    with pytest.raises(ValueError, match="level"):
        mixing_time(xp.exact([[1]]), Fraction(0))
    assert np.isfinite(float(mixing_time(xp.exact(lazy_path(3))).before))


@pytest.mark.parametrize("function", [mixing_time, separation_time, stationary_laws])
@pytest.mark.parametrize(
    ("matrix", "given"),
    [
        (np.array([[0.5, 0.5], [0.25, 0.75]]), "a NumPy array of float64"),
        ([[1, 0], [0, 1]], "a list"),
        (xp.floats([[0.5, 0.5], [0.25, 0.75]]), "an array of float numbers"),
    ],
)
def test_matrices_that_are_not_exact_are_refused_by_what_to_pass(function, matrix, given):
    with pytest.raises(TypeError, match=rf"the transition matrix is needed in rationals, not as {given}; make it by exact\(\)"):
        function(matrix)


def test_levels_that_are_floats_are_refused():
    with pytest.raises(TypeError, match=r"the level of a mixing time 0\.25 is a float, .*; write Fraction\(1, 4\)"):
        mixing_time(xp.exact(lazy_path(3)), 0.25)


def test_batches_of_matrices_are_refused():
    with pytest.raises(xp.Branched):
        mixing_time(xp.exact([[[1, 1]]], batched=True))


def test_powers_in_floats_start_as_near_to_the_chain_as_they_say():
    exact = [[Fraction(1, 3), Fraction(2, 3)], [Fraction(3, 7), Fraction(4, 7)]]
    walk = transitions(xp.exact(exact))
    identity, first = mixing._InFloats(walk, [walk[0, 0], walk[0, 1]], QUARTER, mixing.total_variation).start()
    off = [
        sum(abs(Fraction(a) - b) for a, b in zip(*rows, strict=True)) for rows in zip(first.matrix.tolist(), exact, strict=True)
    ]
    assert 0 < max(off) <= Fraction(first.error) < Fraction(1, 10**15)
    assert identity.matrix.tolist() == [[1, 0], [0, 1]] and identity.error == 0


def test_ties_that_no_ball_can_tell_are_decided_by_powers():
    """Two states with ``d(t) = 3**-t / 2``: distances with denominators of 3 are no balls of radius 0."""
    thirds = xp.exact([["2/3", "1/3"], ["1/3", "2/3"]])
    found = mixing_time(thirds, Fraction(1, 18))
    assert (found.time, found.after) == (2, Fraction(1, 18)) and found.before.bounds()[0] <= Fraction(
        1, 6
    ) <= found.before.bounds()[1]
    later = mixing_time(thirds, Fraction(1, 2 * 3**37))
    assert (later.time, later.after) == (37, Fraction(1, 2 * 3**37))
    apart = separation_time(thirds, Fraction(1, 3**11))  # separations are 3**-t
    assert (apart.time, apart.after) == (11, Fraction(1, 3**11))


@given(matrices.map(lambda rows: [[w + 1 for w in row] for row in rows]), st.sampled_from([QUARTER, Fraction(1, 100)]))
def test_floats_find_what_balls_find(weights, level):
    """Where they decide at all; what they enclose contains the exact distance."""
    matrix = chain(weights)
    walk, law = transitions(xp.exact(matrix)), oracle.stationary(matrix, range(len(matrix)))
    masses = [fmpq(mass.numerator, mass.denominator) for mass in law]
    for measure, exact, find in (
        (mixing.total_variation, oracle.worst_distance, mixing_time),
        (mixing.separation, oracle.worst_separation, separation_time),
    ):
        balls = find(xp.exact(matrix), level)
        try:
            found = mixing._search(mixing._InFloats(walk, masses, level, measure))
        except Undecided:
            assert any(abs(exact(matrix, law, time) - level) < Fraction(1, 10**12) for time in range(balls.time + 2))
            continue
        assert found.time == balls.time
        for time, end in ((found.time - 1, found.before), (found.time, found.after)):
            if time >= 0:
                low, high = end.bounds()
                assert low <= exact(matrix, law, time) <= high <= low + Fraction(1, 10**10)


def test_floats_that_are_too_rough_leave_it_to_balls(monkeypatch):
    """A state of mass 1e-17: quotients by it have errors above 1."""
    monkeypatch.setattr(mixing, "_SMALL", 1)
    rare = Fraction(1, 10**17)
    matrix = [[1 - rare, rare], [Fraction(1, 2), Fraction(1, 2)]]
    walk, law = transitions(xp.exact(matrix)), oracle.stationary(matrix, range(2))
    floats = mixing._InFloats(walk, [fmpq(mass.numerator, mass.denominator) for mass in law], QUARTER, mixing.separation)
    with pytest.raises(Undecided, match="at time 0 is within the error"):
        mixing._search(floats)
    found = separation_time(xp.exact(matrix))
    assert found.time == 2 and oracle.worst_separation(matrix, law, 2) <= QUARTER < oracle.worst_separation(matrix, law, 1)
    pair = xp.exact([["3/4", "1/4"], ["1/4", "3/4"]])
    assert (mixing_time(pair).time, mixing_time(pair).after) == (1, QUARTER)  # within the error of floats, and equal


@pytest.mark.parametrize(("measure", "spread"), [(mixing.total_variation, 1.0), (mixing.separation, 3.0)])
def test_distances_in_floats_are_known_up_to_the_error_of_a_row(measure, spread):
    """On the error of the power, ten units for two states, and a hundredth more; times the largest quotient for separations."""
    power = Powers(np.array([[0.5, 0.5], [0.25, 0.75]]), 1e-6)
    law = [fmpq(1, 3), fmpq(2, 3)]
    worst = Fraction(1, 6) if measure is mixing.total_variation else Fraction(1, 4)
    error = 1.01 * spread * (1e-6 + 10 * 2.0**-53)
    for parts, above in ((-1.001, True), (-0.999, None), (0.0, None), (0.999, None), (1.001, False)):
        level = worst + Fraction(error * parts)
        floats = mixing._InFloats(transitions(xp.exact([["1/2", "1/2"], ["1/4", "3/4"]])), law, level, measure)
        if above is None:
            with pytest.raises(Undecided, match="at time 3 is within the error"):
                floats.exceeds(3, power)
        else:
            assert floats.exceeds(3, power) == above
        low, high = floats.seen[3].bounds()
        assert float(low) == pytest.approx(float(worst) - error, rel=1e-8)
        assert float(high) == pytest.approx(float(worst) + error, rel=1e-8)


@pytest.mark.parametrize("level", [Fraction(1), Fraction(5, 4), Fraction(-1, 4)])
def test_levels_lie_inside_the_unit_interval(level):
    for function in (mixing_time, separation_time):
        with pytest.raises(ValueError, match="lies in"):
            function(xp.exact(lazy_path(3)), level)


def test_large_chains_are_decided_in_floats_and_as_in_balls(monkeypatch):
    matrix = xp.exact(lazy_path(65))
    found = mixing_time(matrix, Fraction(9, 10))
    monkeypatch.setattr(mixing, "_SMALL", 65)
    balls = mixing_time(matrix, Fraction(9, 10))
    assert found.time == balls.time
    for rough, fine in ((found.before, balls.before), (found.after, balls.after)):
        low, high = rough.bounds()
        assert low <= fine.bounds()[0] and fine.bounds()[1] <= high and high - low < Fraction(1, 10**9)
