"""Reference numbers of inference-time alignment, to all their digits."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.decoding.choice import budgets
from theory_lab.decoding.choice.best_of_n import best_of_n, win_rate
from theory_lab.decoding.responses import candidates, hacking, pools
from theory_lab.decoding.responses.pessimism import pessimistic_policy
from theory_lab.measures.coefficients import l1_coverage
from theory_lab.measures.divergences import kl

ROWS = [
    {
        "family": (Fraction(1, 10), Fraction(1, 1000), Fraction(1, 10)),
        "error": 0.04472, "skyline": 0.13416, "best": (44, 0.052302), "strength": 0.01491, "limit": 0.016543,
        "regrets": {1: 0.9, 10: 0.35478, 100: 0.09523, 1000: 0.6323, 10_000: 0.99995},
        "pessimism": {10: 0.486305, 20: 0.274487, 40: 0.092899, 80: 0.0235},
    },
    {
        "family": (Fraction(1, 5), Fraction(1, 100), Fraction(1, 10)),
        "error": 0.10954, "skyline": 0.21909, "best": (14, 0.168133), "strength": 0.05477, "limit": 0.065007,
        "regrets": {1: 0.8, 10: 0.1903, 100: 0.63397, 1000: 0.99996, 10_000: 1.0},
        "pessimism": {10: 0.215389, 20: 0.095101, 40: 0.06633, 80: 0.065019},
    },
]  # fmt: skip


def floats(problem):
    return [np.array([float(xp.value(x)) for x in part]) for part in problem]


@pytest.mark.parametrize("row", ROWS)
def test_the_table_of_the_hacking_family(row):
    problem = hacking.hacked_good_response(*row["family"])
    base, truth, proxy, _ = floats(problem)
    error = float(np.sqrt(base @ (proxy - truth) ** 2))
    coverage = float(xp.value(problem.coverage()))
    strength = error / np.sqrt(coverage - 1)
    assert error == pytest.approx(row["error"], abs=5e-6)
    assert error * np.sqrt(coverage - 1) == pytest.approx(row["skyline"], abs=6e-6)
    assert strength == pytest.approx(row["strength"], abs=5e-6)
    for draws, expected in row["regrets"].items():
        assert 1 - candidates.best_of_n_law(base, proxy, draws)[1] == pytest.approx(expected, abs=5.1e-6)
    best = budgets.best_budget(problem.base, problem.proxy, problem.truth, 10**6)
    assert best.draws == row["best"][0] and 1 - best.value == pytest.approx(row["best"][1], abs=5.1e-7)
    assert 1 - pessimistic_policy(base, proxy, strength)[1] == pytest.approx(row["limit"], abs=5.1e-7)
    for draws, expected in row["pessimism"].items():
        law = candidates.estimated_pessimism_law(base, proxy, strength, draws, 1.0)
        assert law.error == 0 and 1 - law.law[1] == pytest.approx(expected, abs=5.1e-7)


@pytest.mark.parametrize("row", ROWS)
def test_the_real_minimiser_of_the_hacking_family(row):
    """``log(log(1-q-g)/log(1-q)) / log((1-q)/(1-q-g))``, next to the whole one; neighbours are no better."""
    g, q, _ = map(float, row["family"])
    place = np.log(np.log(1 - q - g) / np.log(1 - q)) / np.log((1 - q) / (1 - q - g))
    assert abs(place - row["best"][0]) < 1

    def loss(draws):
        return 1 - (1 - q) ** draws + (1 - q - g) ** draws

    assert loss(place) < min(loss(place - 0.01), loss(place + 0.01))


def test_kl_divergences_of_two_equal_responses():
    base, reward = xp.exact(["1/2", "1/2"]), xp.exact([0, 1])
    for draws, value, formula in ((1, 0, 0), (2, 0.1308, 0.1931), (4, 0.4594, 0.6363), (64, 0.6931, 3.1745)):
        assert float(xp.value(kl(best_of_n(base, reward, draws), base))) == pytest.approx(value, abs=5e-5)
        assert np.log(draws) - (draws - 1) / draws == pytest.approx(formula, abs=6e-5)
    two = best_of_n(base, reward, 2)
    assert bool(win_rate(two, base, reward) == Fraction(5, 8)) and bool(l1_coverage(two, base) == Fraction(5, 4))


def test_the_best_tuned_tilt_misses_the_skyline():
    """Regret .3268, .1874, .0797, .0283 against .3, .0949, .03, .0095."""
    for power, tilted, skyline in ((2, 0.3268, 0.3), (3, 0.1874, 0.0949), (4, 0.0797, 0.03), (5, 0.0283, 0.0095)):
        base, truth, proxy, target = floats(hacking.kl_failure(Fraction(1, 10**power)))
        tilts = np.geomspace(1, 1e4, 40_001)[:, None] ** (2 * proxy)
        laws = base * tilts / (base * tilts).sum(axis=1, keepdims=True)
        assert ((target - laws) @ truth).min() == pytest.approx(tilted, abs=6e-5)
        assert np.sqrt(base @ (proxy - truth) ** 2) * 3 == pytest.approx(skyline, abs=6e-5)


def test_constants_of_the_lower_bounds():
    found = 1 - (1 - 1 / np.arange(2, 10_001)) ** np.arange(2, 10_001)
    assert found.min() == pytest.approx(0.632, abs=5e-4)
    place = np.linspace(0.1, 5, 100_001)
    assert ((1 - np.exp(-place)) / np.sqrt(place)).max() == pytest.approx(0.638, abs=5e-4)
    smallest = min(balanced_constant(level, error) for level in (2, 2.5, 3, 5, 10, 50) for error in np.geomspace(1e-4, 0.9, 40))
    assert smallest > 0.4469 and smallest == pytest.approx(0.464, abs=5e-3)


def balanced_constant(level, error):
    """The smallest over N of the larger regret of the two instances, over ``((C-1) eps^2)^(1/3)``."""
    share = ((level - 1) * error**2) ** (1 / 3)
    if share > 1:
        return np.inf
    draws = np.unique(np.rint(np.geomspace(2, 1e6, 4000)))
    missed = share - 1 + (1 - share**2 / (level - 1)) ** draws
    hacked = np.minimum(1, error * np.sqrt(draws)) * (1 - (1 - 1 / draws) ** draws)
    return np.maximum(missed, hacked).min() / share


def test_the_logarithm_under_linf_coverage():
    """The minimum over N is .53 to .62 times ``eps sqrt(C log(1/(eps sqrt C)))``."""
    draws, ratios = np.arange(1, 2000), []
    for level in (2, 5, 20):
        for error in (1e-2, 1e-3, 1e-5):
            smallest = np.maximum((1 - 1 / level) ** draws, 0.632 * error * np.sqrt(draws)).min()
            ratios.append(smallest / (error * np.sqrt(level * np.log(1 / (error * np.sqrt(level))))))
    assert min(ratios) > 0.525 and max(ratios) < 0.63


def test_the_instance_tuned_bound_beats_the_exponent():
    """At C = 2: .001681 against .001746 and .000693 against .000948."""
    for error, tuned, rate in ((2.5e-4, 0.001681, 0.001746), (1e-4, 0.000693, 0.000948)):
        bound = error * (1 + np.sqrt(2) * (1 + np.sqrt(1 + np.log(1 / error))))
        assert bound == pytest.approx(tuned, abs=6e-7) and 0.44 * error ** (2 / 3) == pytest.approx(rate, abs=6e-7)


@pytest.mark.parametrize("seed", range(10))
def test_sign_changes_of_the_increments_up_to_many_draws(seed):
    """No more than those of the increments of the true reward along the proxy, N up to 10^5."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 9))
    base, truth = rng.dirichlet(np.full(n, 0.5)), rng.random(n)
    draws = np.unique(np.rint(np.geomspace(1, 1e5, 400)))
    values = np.array([pools.best_of_n(base, np.arange(n, dtype=float), m) @ truth for m in draws])
    moved = np.diff(values)
    assert changes(moved[np.abs(moved) > 1e-13]) <= changes(np.diff(truth))


@pytest.mark.parametrize("seed", range(40))
def test_regret_bounds_of_best_of_n_at_many_draws(seed):
    """Both forms of the bound and the transfer, both tie rules, N log-uniform up to 10^4; claims decide smaller N exactly."""
    rng = np.random.default_rng(seed)
    n, draws = int(rng.integers(2, 9)), round(10 ** rng.uniform(0, 4))
    base, target, truth = rng.dirichlet(np.full(n, 0.7)) + 1e-6, rng.dirichlet(np.full(n, 0.5)), rng.random(n)
    base /= base.sum()
    proxy = np.rint(8 * np.clip(truth + rng.normal(0, 0.2, n), 0, 1)) / 8
    level = 10 ** rng.uniform(0, 3)
    error, excess = np.sqrt(base @ (proxy - truth) ** 2), np.maximum(target - level * base, 0).sum()
    missed = max(excess, (1 - (1 - excess) / level) ** draws)
    for ranks in (proxy, np.argsort(np.lexsort((-np.arange(n), proxy))).astype(float)):
        law = pools.best_of_n(base, ranks, draws)
        distance = np.sqrt(((target - law) ** 2 / base).sum())
        assert (target - law) @ proxy <= missed + 1e-9
        assert (target - law) @ truth <= missed + error * distance + 1e-9
        assert distance <= np.sqrt((target**2 / base).sum()) + draws / np.sqrt(2 * draws - 1) + 1e-9


def changes(values):
    return sum((a > 0) != (b > 0) for a, b in pairwise(values))


def test_the_tie_rule_matters():
    base, proxy, truth = xp.exact(["1/2", "1/2"]), xp.exact([0, 0]), xp.exact([0, 1])
    assert bool(xp.dot(best_of_n(base, proxy, 2), truth) == Fraction(1, 2))
    assert bool(xp.dot(best_of_n(base, xp.exact([0, 1]), 2), truth) == Fraction(3, 4))
