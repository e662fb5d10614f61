"""Numbers that accompany the statements on bandits, experts and forecasts, to the digits known."""

from fractions import Fraction
from math import comb, exp, log, sqrt

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.decisions import classes
from theory_lab.decisions.play import exact_regret, forecasters, learners


def test_explore_then_commit_comes_close_to_its_bound():
    """Means 1/2 +- gap/2, T = 200: the largest ratio over four gaps and four lengths is .9953."""
    gaps, ratios = (0.05, 0.1, 0.2, 0.4), []
    models = classes.bernoulli([[0.5 + gap / 2, 0.5 - gap / 2] for gap in gaps])
    for pulls in (5, 10, 20, 40):
        paid = exact_regret.regrets(learners.explore_then_commit(pulls), models, 200)
        ratios += [
            regret / (pulls * gap + (200 - 2 * pulls) * gap * exp(-pulls * gap**2))
            for regret, gap in zip(paid, gaps, strict=True)
        ]
    assert f"{max(ratios):.4f}" == "0.9953"


def test_uniform_deviation_of_fair_coins():
    """N independent fair coins, n = 10: .123, .227, .317, .387 for N = 1, 4, 16, 64, of .186, .322, .416, .493."""
    chances = np.array([comb(10, k) for k in range(11)]) / 1024
    sizes = abs(np.arange(11) / 10 - 0.5)
    levels = np.unique(sizes)
    means = []
    for count in (1, 4, 16, 64):
        below = np.array([chances[sizes <= level].sum() ** count for level in levels])
        means.append(f"{levels @ np.diff(below, prepend=0):.3f}")
    assert means == ["0.123", "0.227", "0.317", "0.387"]
    assert [f"{sqrt(log(2 * N) / 20):.3f}" for N in (1, 4, 16, 64)] == ["0.186", "0.322", "0.416", "0.493"]


def information_ratios(models, prior, horizon):
    """Squared expected gap over information about the best arm, in every count state with something to learn."""
    best = (models.best == np.arange(2)).astype(float)
    means = models.means[:, 0]
    for rounds in range(horizon + 1):
        counts = exact_regret.states_of((1, 2, 2), horizon).counts(rounds).reshape(1, 2, 2, -1)
        weights = learners.posterior(models, prior, counts)
        law, mean = best.T @ weights, means.T @ weights
        joint = np.einsum("ns,nb,na->bas", weights, best, means)
        information = 0
        for arm in range(2):
            for b in range(2):
                p, q = joint[b, arm], law[b] * mean[arm]
                terms = [xp.kl_term(*np.maximum(pair, 0)) for pair in ((p, q), (law[b] - p, law[b] - q))]
                information = information + law[arm] * sum(terms)
        gap = (weights * means.max(axis=1)[:, None]).sum(axis=0) - (law * mean).sum(axis=0)
        use = information > 1e-9
        yield (gap[use] ** 2 / information[use]).max()


def test_information_ratio_of_posterior_sampling():
    """Uniform prior on {.2, .5, .8}^2: at most .4898 in any state that 30 rounds reach."""
    largest = max(information_ratios(classes.grid([0.2, 0.5, 0.8]), np.full(9, 1 / 9), 30))
    assert f"{largest:.4f}" == "0.4898"


def test_information_bounds():
    """T = 30: 4.3698 with A/2, 3.0899 with (A - 1)/2, by the entropy of the first best arm."""
    entropy = -(2 / 3) * log(2 / 3) - (1 / 3) * log(1 / 3)
    assert f"{sqrt(30 * entropy):.4f}" == "4.3698" and f"{sqrt(30 * entropy / 2):.4f}" == "3.0899"


@pytest.mark.parametrize(
    ("forecast", "rate", "known"),
    [(forecasters.averaged_forecast, Fraction(1, 2), "0.8916"), (forecasters.aggregated_forecast, Fraction(2), "0.5082")],
)
def test_estimation_errors_of_forecasts(forecast, rate, known):
    """Experts .1, .3, .5, .7, .9 and T = 10: the worst truth among them costs .8916 (averaging) and .5082 (aggregating)."""
    experts, prior = np.linspace(0.1, 0.9, 5), np.full(5, 0.2)
    totals = np.zeros(5)
    for rounds in range(10):
        for ones in range(rounds + 1):
            losses = ones * (1 - experts) ** 2 + (rounds - ones) * experts**2
            value = forecast(experts, forecasters.expert_weights(prior, losses, rate), rate)
            totals += comb(rounds, ones) * experts**ones * (1 - experts) ** (rounds - ones) * (value - experts) ** 2
    assert f"{totals.max():.4f}" == known


def test_two_point_bounds():
    """Gap 1/5, T = 10: .3566 in the form of a sum, .2222 with T in every term."""
    divergence = float(xp.value(xp.kl_term(xp.exact("3/5"), xp.exact("2/5")) + xp.kl_term(xp.exact("2/5"), xp.exact("3/5"))))
    assert f"{sum(exp(-t * divergence) for t in range(10)) / 20:.4f}" == "0.3566"
    assert f"{exp(-10 * divergence) / 2:.4f}" == "0.2222"


def test_square_cb_bounds():
    """Six functions, two arms: 2.318 at T = 6 and 2.993 at T = 10; estimation at most .896."""
    assert [f"{sqrt(T * log(6) / 2):.3f}" for T in (6, 10)] == ["2.318", "2.993"] and f"{log(6) / 2:.3f}" == "0.896"
