"""Matrix games: every solution proves itself, and known values."""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.oracles.programs import dot
from theory_lab import numbers as xp
from theory_lab.decisions.coefficients.finite_classes import decision_coefficient
from theory_lab.decisions.games import game_value, solve_game


@cache
def _of_shape(shape):
    row = st.lists(fractions(-3, 3, 5), min_size=shape[1], max_size=shape[1])
    return st.lists(row, min_size=shape[0], max_size=shape[0])


games = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(_of_shape)


@given(games)
def test_strategies_prove_the_value(payoffs):
    game = solve_game(payoffs)
    assert sum(game.row) == sum(game.column) == 1 and min(game.row + game.column) >= 0
    assert max(dot(row, game.column) for row in payoffs) == game.value
    assert min(dot(column, game.row) for column in zip(*payoffs, strict=True)) == game.value


@given(games, st.fractions(Fraction(1, 7), 7), fractions(-5, 5, 7))
def test_value_follows_affine_maps_and_changes_sign_with_the_roles(payoffs, scale, shift):
    value = solve_game(payoffs).value
    assert solve_game([[scale * x + shift for x in row] for row in payoffs]).value == scale * value + shift
    assert solve_game([[-x for x in column] for column in zip(*payoffs, strict=True)]).value == -value


@given(games)
def test_value_is_a_formula(payoffs):
    """HiGHS stops within 1e-7 of the vertex: a float value of lp_value is for search only."""
    exact = solve_game(payoffs).value
    assert xp.value(game_value(xp.exact(payoffs))).fraction == exact
    floats = game_value(np.array(payoffs, dtype=object).astype(float))
    assert abs(floats - float(exact)) <= 1e-6


def test_known_games():
    assert solve_game([[0, 1, -1], [-1, 0, 1], [1, -1, 0]]).row == (Fraction(1, 3),) * 3
    assert solve_game([[3, -1], [-2, 4]]).value == 1
    assert solve_game(np.arange(12).reshape(3, 4)).value == 8


def test_wrong_games_are_refused():
    with pytest.raises(ValueError, match="at least one row"):
        solve_game([])
    with pytest.raises(TypeError, match=r"the payoff 0\.5 is a float"):
        solve_game([[0.5]])


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.uint32, np.int64, np.uint64, object])
def test_narrow_whole_numbers_do_not_overflow(kind):
    """Offset 3: payoffs of -300, which 8 bits do not hold, and beside them 100, so that each is met half of the time."""
    gaps, divergences = np.array([[0, 100], [100, 0]], dtype=kind), np.array([[100, 0], [0, 100]], dtype=kind)
    assert decision_coefficient(gaps, divergences, 3).value == -100
    assert solve_game(gaps).value == 50
