"""Programs in which exchanging arms is counted once, and best responses, against the whole program."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from theory_lab.decisions import classes
from theory_lab.decisions.play import exact_regret, minimax
from theory_lab.decisions.play.sequence_programs import folded, minimax_program, symmetries

levels = st.lists(st.integers(0, 6).map(lambda k: k / 6), min_size=1, max_size=3, unique=True)


def variables(models, horizon):
    program = minimax_program(models, horizon)
    return program.variables, folded(program, models, horizon).variables


@settings(max_examples=30, deadline=None)
@given(levels, st.integers(2, 3), st.integers(1, 3))
def test_folding_keeps_the_value_of_a_grid(values, arms, horizon):
    models = classes.grid(values, arms)
    assert abs(minimax.program_value(models, horizon, symmetric=True) - minimax.program_value(models, horizon)) <= 1e-6


def test_contexts_fold_together():
    swapped = [[[0.2, 0.5], [0.5, 0.2]], [[0.5, 0.2], [0.2, 0.5]], [[0.8, 0.5], [0.5, 0.8]], [[0.5, 0.8], [0.8, 0.5]]]
    models = classes.bernoulli(swapped)
    assert symmetries(models) == [(0, 1), (1, 0)]
    assert abs(minimax.program_value(models, 3, symmetric=True) - minimax.program_value(models, 3)) <= 1e-6


def test_a_class_without_symmetry_stays_as_it_is():
    models = classes.bernoulli([[0.2, 0.4], [0.7, 0.1]])
    assert symmetries(models) == [(0, 1)] and variables(models, 4) == (70, 70)


def test_states_that_no_model_reaches_are_left_out():
    """Arms that always or never pay: every arm has one outcome under either model."""
    models = classes.bernoulli([[0, 1], [1, 0]])
    assert variables(models, 3) == (30, 11)
    assert abs(minimax.program_value(models, 3, symmetric=True) - 0.5) <= 1e-7


def test_symmetry_halves_the_grid_of_two_arms():
    models = classes.grid([k / 10 for k in (1, 3, 5, 7, 9)])
    assert variables(models, 20) == (17_710, 8_855)
    assert len(symmetries(classes.grid([0.2, 0.8], 3))) == 6


@pytest.mark.deep
def test_thirty_rounds_of_two_arms():
    """1.5305 by best responses, whose ends prove it; the folded program gives the same in half a minute."""
    ends = minimax.minimax_enclosure(classes.grid([k / 10 for k in (1, 3, 5, 7, 9)]), 30)
    assert f"{ends.lower:.4f}" == f"{ends.upper:.4f}" == "1.5305"


@given(st.integers(1, 4), st.integers(0, 5))
def test_numbers_count_states(cells, horizon):
    states = exact_regret.CountStates(cells, horizon)
    for rounds in range(horizon + 1):
        assert (states.numbers(states.counts(rounds)) == np.arange(states.size(rounds))).all()
