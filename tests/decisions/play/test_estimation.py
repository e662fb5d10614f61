"""E2D and SquareCB: the law of every state, the certificate of every round, known values."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import fractions
from theory_lab.decisions import classes
from theory_lab.decisions.coefficients.finite_classes import decision_coefficient
from theory_lab.decisions.float_games import near_solution
from theory_lab.decisions.play import estimation, exact_regret, learners, minimax

NINE, UNIFORM = classes.grid([0.2, 0.5, 0.8]), np.full(9, 1 / 9)
probabilities = fractions(0, 1, 5)
tables = st.lists(st.lists(probabilities, min_size=2, max_size=2), min_size=1, max_size=4)


@given(st.lists(st.lists(fractions(-2, 2, 5), min_size=2, max_size=2), min_size=1, max_size=5))
def test_two_decision_law_solves_the_game(payoffs):
    table = np.array(payoffs, dtype=object)
    law = estimation.two_decision_law(table[:, :, None])[:, 0]
    assert law.sum() == 1 and min(law) >= 0
    assert (table @ law).max() == decision_coefficient(payoffs, [[0, 0]] * len(payoffs), 1).value


@settings(max_examples=40)
@given(tables, st.integers(1, 3), fractions(Fraction(1, 2), 8, 2))
def test_certificate_bounds_the_regret_of_every_model_exactly(table, horizon, offset):
    models = classes.bernoulli(table)
    prior = np.array([Fraction(1, len(table))] * len(table), dtype=object)
    learner = estimation.estimation_to_decisions(models, prior, offset)

    def coefficients(counts, law, rounds):
        payoffs = estimation.offset_payoffs(models, prior, counts, offset)
        return estimation.round_coefficients(payoffs, law).sum(axis=0)

    paid = exact_regret.regrets(learner, models, horizon)
    spent = exact_regret.expected_sums(learner, models, horizon, coefficients)
    errors = estimation.estimation_errors(learner, models, prior, horizon)
    assert (paid <= spent + offset * errors).all()
    assert minimax.minimax_regret(models, horizon).value <= paid.max()


@given(st.integers(0, 6))
def test_square_cb_weights_add_up(rounds):
    """1/(lambda + 2 offset gap) sums to 1 within 64 ulps."""
    counts = exact_regret.states_of((1, 2, 2), 6).counts(rounds).reshape(1, 2, 2, -1)
    law = estimation.square_cb(NINE, UNIFORM, 4)(counts, rounds)
    assert (abs(law.sum(axis=1) - 1) <= 64 * 2.0**-52).all() and law.min() > 0


def test_e2d_reference_values():
    """Nine models, T = 12, Kullback-Leibler, offset 1: regret 2.101, estimation 1.289, certificate 2.389."""
    learner = estimation.estimation_to_decisions(NINE, UNIFORM, 1.0, estimation.kullback_leibler)

    def coefficients(counts, law, rounds):
        payoffs = estimation.offset_payoffs(NINE, UNIFORM, counts, 1.0, estimation.kullback_leibler)
        return estimation.round_coefficients(payoffs, law).sum(axis=0)

    paid = exact_regret.regrets(learner, NINE, 12)
    errors = estimation.estimation_errors(learner, NINE, UNIFORM, 12, estimation.kullback_leibler)
    spent = exact_regret.expected_sums(learner, NINE, 12, coefficients)
    assert [f"{x.max():.3f}" for x in (paid, errors, spent + errors)] == ["2.101", "1.289", "2.389"]
    assert errors.max() <= np.log(9) and (paid <= spent + errors + 1e-9).all()


def test_square_cb_bound_reference_values():
    """Six functions on two contexts: sqrt((A - 1) T log(6) / 2) is 2.318 at T = 6, and no class of six pays more."""
    rng = np.random.default_rng(0)
    for _ in range(3):
        models = classes.bernoulli(rng.uniform(0, 1, (6, 2, 2)))
        offset = float(np.sqrt(2 * 6 / np.log(6)))
        paid = exact_regret.context_regret(estimation.square_cb(models, np.full(6, 1 / 6), Fraction(offset)), models, 6)
        assert paid.max() <= np.sqrt(6 * np.log(6) / 2) < 2.319


def test_divergences_are_those_of_two_outcomes():
    models = classes.bernoulli([[0.5, 0.25]])
    reference = np.array([[[[0.5], [0.5]], [[0.5], [0.5]]]])
    assert estimation.squared(models, reference)[0, 0, :, 0].tolist() == [0, 0.0625]
    expected = 2 - 2 * (np.sqrt(0.125) + np.sqrt(0.375))
    assert abs(estimation.hellinger(models, reference)[0, 0, 1, 0] - expected) <= 1e-15
    assert abs(estimation.kullback_leibler(models, reference)[0, 0, 1, 0] - (0.25 * np.log(0.5) + 0.75 * np.log(1.5))) <= 1e-15
    assert estimation.kullback_leibler(models, np.array([[[[1.0], [0]], [[1], [0]]]]))[0, 0, 0, 0] == np.inf


def test_the_prior_stands_in_for_evidence_that_no_model_explains():
    models = classes.bernoulli([[0, 1], [0, 1]])
    prior = np.array([Fraction(1, 3), Fraction(2, 3)], dtype=object)
    counts = np.array([0, 1, 0, 0]).reshape(1, 2, 2, 1)
    assert learners.posterior(models, prior, counts)[:, 0].tolist() == prior.tolist()


def test_wrong_requests_are_refused():
    counts = np.zeros((1, 2, 2, 1), dtype=int)
    with pytest.raises(ValueError, match="the offset must be positive, not 0"):
        estimation.offset_payoffs(NINE, UNIFORM, counts, 0)
    with pytest.raises(ValueError, match="finite payoffs, not inf"):
        near_solution(np.array([[np.inf]]))


@pytest.mark.parametrize("rounds", [0, 1, 2])
def test_laws_on_three_decisions_solve_the_game_of_every_state(rounds):
    """HiGHS leaves 1e-7 in the value of a game in floats; the exact one is that of fractions."""
    means = np.array([[[k, 5 - k, (3 * k) % 5], [2, k, 1]] for k in range(4)])
    models = classes.bernoulli(np.frompyfunc(lambda k: Fraction(int(k), 5), 1, 1)(means))
    prior = np.array([Fraction(1, 4)] * 4, dtype=object)
    counts = exact_regret.states_of((2, 3, 2), 3).counts(rounds).reshape(2, 3, 2, -1)
    law = estimation.estimation_to_decisions(models, prior, Fraction(3, 2))(counts, rounds)
    payoffs = estimation.offset_payoffs(models, prior, counts, Fraction(3, 2))
    assert law.shape == (2, 3, counts.shape[3]) and (abs(law.sum(axis=1) - 1) < 1e-9).all()
    for context in range(2):
        for state in range(counts.shape[3]):
            table = payoffs[:, context, :, state]
            value = decision_coefficient(table, 0 * table, 1).value
            assert abs((table.astype(float) @ law[context, :, state]).max() - float(value)) < 1e-7


@pytest.mark.parametrize("divergence", [estimation.hellinger, estimation.kullback_leibler])
def test_distances_of_laws_of_fractions_are_those_of_floats(divergence):
    models, prior = classes.two_points(Fraction(1, 2)), np.array([Fraction(1, 3), Fraction(2, 3)])
    floats = models.floats(), prior.astype(float)
    learner, other = (estimation.estimation_to_decisions(*given, 1, divergence) for given in ((models, prior), floats))
    near = exact_regret.regrets(other, floats[0], 2)
    assert np.allclose(exact_regret.regrets(learner, models, 2).astype(float), near, rtol=1e-12)
