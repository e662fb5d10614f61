"""The minimax program, its prior, its enclosure, and the values that are known."""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.oracles import bandits as oracle
from theory_lab import numbers as xp
from theory_lab.decisions import classes
from theory_lab.decisions.play import exact_regret, learners, minimax

probabilities = fractions(0, 1, 6)
FIVE = [Fraction(k, 10) for k in (1, 3, 5, 7, 9)]


@cache
def _rows(arms):
    return st.lists(st.lists(probabilities, min_size=arms, max_size=arms), min_size=1, max_size=4)


tables = st.integers(2, 3).flatmap(_rows)


@settings(max_examples=40)
@given(tables, st.integers(1, 3))
def test_value_is_the_bayes_regret_of_the_prior(table, horizon):
    """Dual: the prior is a law whose Bayes regret is the value. Primal: no learner of ours does better."""
    models = classes.bernoulli(table)
    found = minimax.minimax_regret(models, horizon)
    prior = np.array(found.prior, dtype=object)
    assert sum(found.prior) == 1 and min(found.prior) >= 0
    assert minimax.bayes_plan(models, prior, horizon).value == found.value
    for learner in (learners.uniform, learners.posterior_sampling(models, prior), learners.explore_then_commit(1)):
        assert exact_regret.regrets(learner, models, horizon).max() >= found.value


@settings(max_examples=40)
@given(tables, st.integers(1, 3), st.data())
def test_bayes_plan_is_optimal_over_histories(table, horizon, data):
    weights = data.draw(st.lists(st.integers(1, 3), min_size=len(table), max_size=len(table)))
    prior = [Fraction(w, sum(weights)) for w in weights]
    plan = minimax.bayes_plan(classes.bernoulli(table), np.array(prior, dtype=object), horizon)
    assert plan.value == oracle.bayes_regret(table, prior, horizon)
    formula = minimax.bayes_regret(xp.exact(table), xp.exact(prior), horizon)
    assert xp.value(formula).fraction == plan.value


@settings(max_examples=25, deadline=None)
@given(tables, st.integers(1, 4))
def test_enclosure_contains_the_exact_value(table, horizon):
    """Both ends are floats with relative error below 1e-9; HiGHS leaves 1e-7 in its value."""
    models = classes.bernoulli(table)
    ends, value = minimax.minimax_enclosure(models, horizon), float(minimax.minimax_regret(models, horizon).value)
    assert ends.lower - 1e-9 <= value <= ends.upper + 1e-7
    assert abs(minimax.program_value(models, horizon) - value) <= 1e-6


def test_plan_regrets_are_those_of_the_plan():
    models = classes.grid([0.2, 0.5, 0.8])
    likelihoods = minimax.layer_likelihoods(models, 6)
    prior = np.full(9, 1 / 9)
    plan = minimax.bayes_plan(models, prior, 6, likelihoods)
    paid = minimax.plan_regrets(models, plan, 6, likelihoods)
    assert abs(paid @ prior - plan.value) <= 1e-13


def test_contexts_multiply_the_problem():
    """Two contexts with the same class of one arm pair each: at one round the value is that of one round."""
    pairs = [[Fraction(3, 5), Fraction(2, 5)], [Fraction(2, 5), Fraction(3, 5)]]
    models = classes.bernoulli([[a, b] for a in pairs for b in pairs], [Fraction(1, 3), Fraction(2, 3)])
    assert minimax.minimax_regret(models, 1).value == Fraction(1, 10)
    value = minimax.minimax_regret(models, 3)
    assert minimax.bayes_plan(models, np.array(value.prior, dtype=object), 3).value == value.value
    single = minimax.minimax_regret(classes.two_points(Fraction(1, 5)), 3).value
    assert single < value.value <= Fraction(3, 10)


def test_two_points_reference_values():
    """Gap 1/5, horizon 10: minimax 0.6970, and by symmetry the Bayes regret of the uniform prior."""
    models = classes.two_points(Fraction(1, 5))
    half = np.array([Fraction(1, 2)] * 2, dtype=object)
    value = minimax.bayes_plan(models, half, 10).value
    assert f"{float(value):.4f}" == "0.6970"
    ends = minimax.minimax_enclosure(models, 10)
    assert ends.lower - 1e-9 <= value <= ends.upper + 1e-9


def test_grid_reference_values():
    """25 models: minimax / sqrt(2 T) = .2109 at T = 5 and .2017 at T = 10."""
    models = classes.grid(FIVE)
    five = minimax.minimax_regret(models, 5).value
    assert f"{float(five) / 10**0.5:.4f}" == "0.2109"
    ends = minimax.minimax_enclosure(models, 10)
    assert f"{ends.lower / 20**0.5:.4f}" == f"{ends.upper / 20**0.5:.4f}" == "0.2017"


def test_nine_models_reference_value():
    ends = minimax.minimax_enclosure(classes.grid([0.2, 0.5, 0.8]), 12)
    assert f"{ends.lower:.4f}" == f"{ends.upper:.4f}" == "0.9532"


def test_posterior_sampling_reference_values():
    """Uniform prior on {.2, .5, .8}^2, T = 30: posterior sampling 1.6258, the optimum .8524."""
    models, prior = classes.grid([0.2, 0.5, 0.8]), np.full(9, 1 / 9)
    assert f"{exact_regret.regrets(learners.posterior_sampling(models, prior), models, 30).mean():.4f}" == "1.6258"
    assert f"{minimax.bayes_plan(models, prior, 30).value:.4f}" == "0.8524"


def test_wrong_requests_are_refused():
    with pytest.raises(TypeError, match="needs a class of fractions"):
        minimax.minimax_regret(classes.grid([0.2, 0.8]), 2)
    with pytest.raises(ValueError, match="after 1 plans"):
        minimax.minimax_enclosure(classes.grid(FIVE), 6, rounds=1)
