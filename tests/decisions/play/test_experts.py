"""Experts, adversarial bandits and forecasters: recursions against enumeration, known values."""

from fractions import Fraction
from itertools import product
from math import cosh, exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from theory_lab import numbers as xp
from theory_lab.decisions.play import experts, forecasters
from theory_lab.sequences.laws import law_of


def test_two_experts_cost_half_a_random_walk():
    assert [experts.experts_value(2, T) for T in range(13)] == [experts.walk_value(T) for T in range(13)]
    assert [float(experts.walk_value(T)) for T in (4, 8)] == [0.75, 1.09375]
    assert f"{float(experts.walk_value(12)):.5f}" == "1.35352"


def test_more_experts_cost_more_and_one_nothing():
    assert experts.experts_value(1, 5) == 0
    assert experts.experts_value(2, 5) < experts.experts_value(3, 5) < experts.experts_value(4, 5)


@settings(max_examples=20)
@given(st.floats(0.1, 3), st.integers(2, 3), st.integers(1, 3))
def test_worst_hedge_regret_is_the_largest_over_tables(rate, count, horizon):
    """At most 9 products of numbers below 9: 1e-13."""
    value = experts.hedge_worst_regret(np.array(rate), count, horizon)
    tables = (np.array(t, dtype=float).reshape(horizon, count) for t in product((0, 1), repeat=horizon * count))
    assert abs(max(experts.hedge_regret(table, np.array(rate)) for table in tables) - value) <= 1e-13


def test_hedge_reference_values():
    """T = 12, two experts: worst case 1.8105, bound 2.0393."""
    value = experts.hedge_worst_regret(np.array(sqrt(8 * log(2) / 12)), 2, 12)
    assert f"{value:.4f}" == "1.8105" and f"{sqrt(12 * log(2) / 2):.4f}" == "2.0393"


@settings(max_examples=20)
@given(st.lists(st.lists(st.floats(0, 1), min_size=2, max_size=2), min_size=1, max_size=4), st.floats(0.05, 1))
def test_exp3_is_its_pseudocode(losses, rate):
    """Over all runs of the algorithm; 1e-12 for sums of 16 products of exponentials."""

    def program(draw):
        estimates, paid = [0.0, 0.0], 0.0
        for row in losses:
            weights = [exp(-rate * (x - min(estimates))) for x in estimates]
            arm = draw(weights)
            estimates[arm] += row[arm] / (weights[arm] / sum(weights))
            paid += row[arm]
        return paid

    mean = sum(value * mass for value, mass in law_of(program).items())
    best = min(sum(row[arm] for row in losses) for arm in (0, 1))
    assert abs(experts.exp3_regret(np.array(losses), np.array(rate)) - (mean - best)) <= 1e-12


def test_exp3_reference_value():
    """All tables of zeros and ones, A = 2, T = 5, rate sqrt(2 log A / (A T)): 1.7466 of a bound 3.7233."""
    tables = np.array(list(product((0.0, 1.0), repeat=10))).T.reshape(5, 2, -1)
    regrets = experts.exp3_regret(xp.floats(tables, batched=True), xp.floats(sqrt(log(2) / 5)))
    assert f"{regrets.numbers(batched=True).max():.4f}" == "1.7466" and f"{sqrt(20 * log(2)):.4f}" == "3.7233"


def test_too_many_sequences_are_refused_before_they_are_made():
    with pytest.raises(ValueError, match="2 arms over 30 rounds have 1,073,741,824 sequences"):
        experts.exp3_regret(np.zeros((30, 2)), np.array(1.0))


@settings(max_examples=20)
@given(st.lists(st.floats(0, 1), min_size=2, max_size=3), st.integers(1, 5), st.sampled_from([(1, 2), (2, 1)]))
def test_worst_forecast_regret_is_the_largest_over_sequences(values, horizon, ratio):
    """At most 5 squares: 1e-13."""
    table, prior, rate = np.array(values), np.full(len(values), 1 / len(values)), Fraction(*ratio)
    for forecast in (forecasters.averaged_forecast, forecasters.aggregated_forecast):
        each = [forecasters.forecast_regret(table, prior, y, rate, forecast) for y in product((0, 1), repeat=horizon)]
        assert abs(max(each) - forecasters.worst_forecast_regret(table, prior, horizon, rate, forecast)) <= 1e-13


def test_forecast_reference_values():
    """Experts .2 and .8 over 10 rounds: aggregating .3325 of log(2)/2, averaging at rate 1/2 .8484 of 2 log 2."""
    table, prior = np.array([0.2, 0.8]), np.array([0.5, 0.5])
    aggregated = forecasters.worst_forecast_regret(table, prior, 10, Fraction(2), forecasters.aggregated_forecast)
    averaged = forecasters.worst_forecast_regret(table, prior, 10, Fraction(1, 2), forecasters.averaged_forecast)
    assert (f"{aggregated:.4f}", f"{averaged:.4f}") == ("0.3325", "0.8484")


def test_aggregated_forecast_needs_no_more_than_the_mixture_allows():
    """(q - y)^2 <= G(y) for both outcomes at rate 2, and not at rate 3."""

    def excess(rate):
        table, weights = xp.exact([0, 1]), xp.exact([Fraction(1, 2)] * 2)
        prediction = forecasters.aggregated_forecast(table, weights, rate)
        return [(prediction - y) ** 2 + xp.log(xp.dot(weights, xp.exp(-rate * (table - y) ** 2))) / rate for y in (0, 1)]

    assert all(bool(x <= 0) for x in excess(Fraction(2)))
    assert not all(bool(x <= 0) for x in excess(Fraction(3)))


@given(st.floats(0.1, 3), st.sampled_from([0.0, 1.0]), st.floats(0, 1), st.floats(0, 1))
def test_second_difference_is_a_hyperbolic_cosine(rate, outcome, prediction, step):
    """``2 h(q) (exp(-rate s^2) cosh(2 rate (q - y) s) - 1)``, of numbers up to ``e^6``: 1e-12."""
    found = forecasters.second_difference(rate, np.array(outcome), np.array(prediction), np.array(step))
    away = prediction - outcome
    expected = 2 * exp(-rate * away**2) * (exp(-rate * step**2) * cosh(2 * rate * away * step) - 1)
    assert abs(found - expected) <= 1e-12


@pytest.mark.parametrize(("expert", "known"), [(2, 1), (-1, 0), (Fraction(3, 4), Fraction(3, 4)), (1, 1)])
def test_one_expert_is_followed_within_the_outcomes(expert, known):
    """``1/2 + (f^2 - (f - 1)^2)/2`` is the forecast itself, of an expert beyond 0 or 1 that end."""
    found = forecasters.aggregated_forecast(xp.exact([expert]), xp.exact([1]), 2)
    assert float(xp.value(found)) == pytest.approx(float(known), abs=1e-12)
