"""Laws and choices for arrays of rewards, against the exact laws and against their pseudocode."""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decoding.choice.test_best_of_n import laws
from tests.oracles import decoding as oracle
from tests.oracles.agreement import fractions_of
from theory_lab import numbers as xp
from theory_lab.decoding.choice import best_of_n
from theory_lab.decoding.choice.rejection import law_over_samples, rejection_law
from theory_lab.decoding.responses import candidates, pessimism, pools

NEAR = 2.0**-40  # sums of a few hundred roundings


@cache
def responses(n):
    return st.tuples(laws(n), st.lists(st.integers(0, 4).map(lambda k: Fraction(k, 4)), min_size=n, max_size=n))


instances = st.integers(1, 4).flatmap(responses)


def floats(instance):
    return tuple(np.array([float(x) for x in part]) for part in instance)


def distance(law, exact):
    return np.abs(law - np.array([float(x) for x in fractions_of(exact)])).sum()


@given(instances, st.integers(1, 60))
def test_best_of_n_agrees_with_the_exact_law(instance, draws):
    exact = best_of_n.best_of_n(*map(xp.exact, instance), draws)
    assert distance(candidates.best_of_n_law(*floats(instance), draws), exact) < NEAR


def test_best_of_n_of_rare_responses_and_of_fractional_draws():
    law = candidates.best_of_n_law(np.array([1 - 1e-12, 1e-12]), np.array([0.0, 1.0]), 1000)
    assert law[1] == pytest.approx(1e-9, rel=1e-8)
    middle = candidates.best_of_n_law(np.array([0.5, 0.5]), np.array([0.0, 1.0]), 1.5)
    assert middle == pytest.approx([0.5**1.5, 1 - 0.5**1.5], rel=NEAR)


@pytest.mark.parametrize("draws", [1e9, 1e17, 1e300])
def test_best_of_n_of_more_draws_than_sums_have_digits(draws):
    """A running sum that misses 1 by one rounding, and a class without mass on top."""
    base, reward = np.array([0.1] * 10 + [0.0]), np.arange(11.0)
    assert np.cumsum(base)[-1] < 1
    assert candidates.best_of_n_law(base, reward, draws).tolist() == pytest.approx([0] * 9 + [1, 0], abs=1e-12)


@given(instances, st.integers(1, 30), st.integers(1, 30))
def test_top_k_agrees_with_the_exact_law(instance, draws, k):
    k = min(k, draws)
    exact = best_of_n.top_k(*map(xp.exact, instance), draws, k)
    assert distance(candidates.top_k_law(*floats(instance), draws, k), exact) < NEAR


@given(instances, st.integers(1, 6))
def test_soft_best_of_n_agrees_with_its_enumeration(instance, draws):
    base, reward = floats(instance)
    weights = np.exp(reward / 0.3)
    exact = law_over_samples(base, draws, lambda c: xp.floats(c * weights / (c * weights).sum(axis=1)[:, None]))
    assert np.abs(candidates.soft_best_of_n_law(base, reward, draws, 0.3) - exact).sum() < NEAR


@pytest.mark.parametrize("draws", [1, 2, 10**6, 10**9, 10**15])
def test_soft_best_of_n_of_many_draws_is_a_law(draws):
    """Of equal rewards it is the base; of very many draws, the base in proportion to ``exp(reward / temperature)``."""
    base = np.random.default_rng(0).dirichlet(np.ones(50))
    reward = np.linspace(0, 1, 50)
    assert candidates.soft_best_of_n_law(base, reward, draws, 0.1).sum() == pytest.approx(1, abs=1e-12)
    assert candidates.soft_best_of_n_law(base, 0 * reward, draws, 0.1) == pytest.approx(base, abs=1e-12)
    if draws >= 10**9:  # the mean weight of the sample is then the mean weight
        tilted = base * np.exp((reward - 1) / 0.1)
        found = candidates.soft_best_of_n_law(base, reward, draws, 0.1)
        assert found == pytest.approx(tilted / tilted.sum(), abs=30 / draws + 1e-12)


def test_soft_best_of_n_tends_to_best_of_n_and_to_the_base():
    base, reward = np.array([0.5, 0.3, 0.2]), np.array([0.0, 0.5, 1.0])
    cold = candidates.soft_best_of_n_law(base, reward, 7, 0.01)
    assert cold == pytest.approx(candidates.best_of_n_law(base, reward, 7), abs=1e-12)
    assert candidates.soft_best_of_n_law(base, reward, 7, 1e9) == pytest.approx(base, abs=1e-8)


@pytest.mark.parametrize(("reward", "temperature"), [([0, 1, 2], 1e-300), ([-1.7e308, 0, 1.7e308], 1.0), ([0, 1e9, 2e9], 1.0)])
def test_soft_best_of_n_of_far_rewards_is_best_of_n(reward, temperature):
    base, reward = np.array([0.5, 0.3, 0.2]), np.array(reward)
    soft = candidates.soft_best_of_n_law(base, reward, 7, temperature)
    assert soft == pytest.approx(candidates.best_of_n_law(base, reward, 7), abs=1e-13)


@pytest.mark.parametrize("strength", [1.5, 100.0, 1e300])
def test_pessimism_of_a_strength_above_the_bound(strength):
    """The constant of every sample is its mean reward minus the strength; with few rewards the law is exact."""
    base, reward = np.full(60, 1 / 60), np.linspace(0, 1, 60)
    law, error = candidates.estimated_pessimism_law(base, reward, strength, 40, 1.0)
    exact = candidates.estimated_pessimism_law(np.array([0.5, 0.5]), np.array([0.25, 0.75]), strength, 40, 1.0).law
    assert abs(law[reward > 0.5].sum() - exact[1]) < 1e-2 / strength + 1e-12
    assert 0 <= error < 0.04 / strength + 1e-12


@pytest.mark.parametrize(("draws", "k"), [(3, 1.5), (np.nan, 1), (np.inf, 1)])
def test_numbers_of_draws_that_are_not_whole(draws, k):
    with pytest.raises(ValueError, match="whole"):
        candidates.top_k_law([0.5, 0.5], [0, 1], draws, k)


@given(st.integers(1, 3).flatmap(responses), st.integers(1, 4), st.integers(1, 4))
def test_best_of_majority_is_its_pseudocode(instance, draws, votes):
    votes = min(votes, draws)
    base, reward = instance
    expected = oracle.outcome_law(oracle.best_of_majority, len(base), base, reward, draws, votes)
    law = candidates.best_of_majority_law(*floats(instance), draws, votes / draws)
    assert np.abs(law - np.array([float(x) for x in expected])).sum() < NEAR


@given(instances, st.integers(1, 20), st.integers(1, 8).map(lambda k: Fraction(k, 8)))
def test_pessimism_with_the_known_constant_is_rejection_sampling(instance, draws, strength):
    base, reward = map(xp.exact, instance)
    constant = pessimism.normalising_constant(base, reward, strength)
    excess = xp.maximum(reward - constant, 0)
    exact = rejection_law(base, excess, 1 - constant, draws, base)
    assert distance(candidates.pessimism_law(*floats(instance), float(strength), draws, 1.0), exact) < NEAR


@given(st.integers(1, 3).flatmap(responses), st.integers(1, 6), st.integers(1, 8).map(lambda k: Fraction(k, 8)))
def test_pessimism_with_the_estimated_constant(instance, draws, strength):
    exact = pessimism.pessimistic_sampler(*map(xp.exact, instance), strength, draws, 1)
    law, error = candidates.estimated_pessimism_law(*floats(instance), float(strength), draws, 1.0)
    assert error == 0 and distance(law, exact) < NEAR
    law, error = pools.estimated_pessimism(*floats(instance), float(strength), draws, 1.0, 64)
    assert distance(law, exact) <= 2 * error + NEAR


def test_convolution_is_far_more_accurate_than_its_bound():
    base, reward = np.array([0.4, 0.3, 0.2, 0.1]), np.array([0.237, 0.512, 0.533, 0.98])
    exact = pessimism.pessimistic_sampler(base, reward, 0.1, 40, 1.0)
    for cells in (64, 256):
        law, error = pools.estimated_pessimism(base, reward, 0.1, 40, 1.0, cells)
        assert np.abs(law - exact).sum() / 2 < 5e-4 < error
    assert pools.estimated_pessimism(base, reward, 0.1, 40, 1.0, 256)[1] < 0.2


def test_choices_follow_their_laws():
    rng, rewards = np.random.default_rng(0), np.array([0.25, 1.0, 1.0, 0.5])
    assert candidates.best_of_n_choice(rewards) == 1
    assert candidates.majority_choice("abba", rewards, 0.5, rng) == 1
    assert candidates.majority_choice("aaab", rewards, 0.75, rng) == 1
    assert candidates.majority_choice("abcd", rewards, 0.5, rng) in range(4)
    runs = 4000
    soft = np.bincount([candidates.soft_choice(rewards, 0.5, rng) for _ in range(runs)], minlength=4) / runs
    weights = np.exp(rewards / 0.5)
    assert np.abs(soft - weights / weights.sum()).max() < 0.04
    chosen = [candidates.pessimistic_choice(rewards, 0.25, 1.0, rng, pool=[0.5, 0.5]) for _ in range(runs)]
    # lambda = 1/4 accepts with probabilities 0, 1, 1 and 1/3; the first sure one is always reached
    assert set(chosen) == {1}
    assert 0 <= candidates.pessimistic_choice(rewards, 0.25, 1.0, rng) < 4
    assert candidates.pessimistic_choice([0.0], 0.25, 1.0, rng) == 0


HALF = np.array([0.5, 0.5])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: candidates.pessimism_law(HALF, [0.1, 1.5], 0.1, 3, 1.0), "between 0 and 1.0, got 1.5 at entry 1"),
        (lambda: candidates.pessimistic_choice([-0.5, 1], 0.1, 1.0, np.random.default_rng(0)), "got -0.5 at entry 0"),
        (lambda: candidates.pessimism_law(HALF, [0, np.nan], 0.1, 3, 1.0), "reward is finite, got nan at entry 1"),
        (lambda: candidates.best_of_n_law(HALF, [np.inf, 0], 3), "reward is finite, got inf at entry 0"),
        (lambda: candidates.best_of_n_law(HALF, [0, 1], 0), "draws is at least 1, got 0"),
        (lambda: candidates.top_k_law(HALF, [0, 1], 3, 4), "between 1 and 3, got 4"),
        (lambda: candidates.soft_best_of_n_law(HALF, [0, 1], 0, 1.0), "at least 1, got 0"),
        (lambda: candidates.soft_best_of_n_law(HALF, [0, 1], 3, np.inf), "temperature is positive and finite, got inf"),
        (lambda: candidates.soft_best_of_n_law(HALF, [0, 1], 3, 0.0), "temperature is positive and finite, got 0.0"),
        (lambda: candidates.estimated_pessimism_law(HALF, [0, 1], 0.1, 2.5, 1.0), "whole and at least 1, got 2.5"),  # type: ignore[arg-type]
        (lambda: candidates.pessimism_law(HALF, [0, 1], -1, 3, 1.0), "strength is nonnegative, possibly infinite, got -1"),
        (lambda: candidates.pessimism_law(HALF, [0, 1], np.nan, 3, 1.0), "possibly infinite, got nan"),
        (lambda: candidates.best_of_n_law([0.5, 0.6], [0, 1], 3), "sum to 1, these sum to 1.1"),
        (lambda: candidates.best_of_n_law([1.5, -0.5], [0, 1], 3), "nonnegative, got -0.5 at entry 1"),
        (lambda: candidates.best_of_n_law(HALF, [0, 1, 2], 3), "2 probabilities and 3 rewards"),
        (lambda: candidates.best_of_n_choice([]), "got shape"),
        (lambda: candidates.best_of_majority_law(HALF, [0, 1], 3, 0), "share of the draws"),
        (lambda: candidates.majority_choice("abc", [0, 1], 0.5, np.random.default_rng(0)), "3 draws and 2 rewards"),
        (lambda: candidates.majority_choice("ab", [0, 1, 2], 0.5, np.random.default_rng(0)), "2 draws and 3 rewards"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_strengths_at_their_limits():
    """Strength 0: only the largest reward is accepted, surely if it is the bound; infinite strength: the first draw is."""
    base, reward = np.array([0.5, 0.3, 0.2]), np.array([0.0, 0.5, 1.0])
    greedy = np.array([0, 0, 1 - 0.8**5]) + 0.8**5 * base
    for strength, expected in ((0.0, greedy), (np.inf, base)):
        assert candidates.pessimism_law(base, reward, strength, 5, 1.0) == pytest.approx(expected, abs=NEAR)
        near = strength + 1e-12 if strength == 0 else 1e12
        for law in (candidates.pessimism_law, lambda *a: candidates.estimated_pessimism_law(*a).law):
            assert law(base, reward, strength, 5, 1.0) == pytest.approx(law(base, reward, near, 5, 1.0), abs=1e-9)
    assert candidates.pessimism_law(base, reward, 0.0, 5, 2.0) == pytest.approx(base, abs=NEAR)
    rng = np.random.default_rng(0)
    assert candidates.pessimistic_choice(reward, 0.0, 1.0, rng) == 2
    assert candidates.pessimistic_choice(reward, np.inf, 1.0, rng) == 0


def test_zero_probabilities_are_never_returned():
    base, reward = np.array([0.0, 0.5, 0.5, 0.0]), np.array([1.0, 0.5, 0.0, 0.25])
    for law in (
        candidates.best_of_n_law(base, reward, 5),
        candidates.soft_best_of_n_law(base, reward, 5, 0.2),
        candidates.pessimism_law(base, reward, 0.1, 5, 1.0),
        candidates.estimated_pessimism_law(base, reward, 0.1, 5, 1.0).law,
        pools.estimated_pessimism(base, reward, 0.1, 5, 1.0, 64)[0],
        candidates.best_of_majority_law(base, reward, 5, 0.5),
    ):
        assert law[0] == law[3] == 0 and law.sum() == pytest.approx(1, rel=NEAR)


@pytest.mark.parametrize("draws", [1, 2, 3, 5])
def test_sums_above_a_level_by_convolution(draws):
    """Every limit from 0 on, and every level, between those of whole numbers 0 to 5: within what wraps around, 1e-9."""
    masses = np.array([0.1, 0.25, 0.05, 0.3, 0.2, 0.1])
    for level in range(-2, 6):
        once = np.zeros(8)
        np.add.at(once, np.maximum(np.arange(6) - level, 0), masses)
        law = np.ones(1)
        for _ in range(draws):
            law = np.convolve(law, once)
        for limit in range(12):
            assert abs(pools._sum_at_most(masses, level, draws, limit) - law[: limit + 1].sum()) < 1e-9


def test_shares_of_votes_are_whole_votes_and_what_is_more_needs_one_more():
    for draws in range(1, 60):
        for votes in range(1, draws + 1):
            assert candidates._votes(votes / draws, draws) == votes
            assert candidates._votes((votes - 0.5) / draws, draws) == votes
            assert votes == draws or candidates._votes(votes / draws + 1e-8, draws) == votes + 1
    for share in (0.0, -0.5, 1.0000001):
        with pytest.raises(ValueError, match="share of the draws lies between 0"):
            candidates._votes(share, 3)


@pytest.mark.parametrize("seed", range(6))
def test_choices_are_those_of_the_same_random_numbers(seed):
    """Rejection by one uniform number each; a random draw where nothing is frequent; softmax by the generator itself."""
    rewards = np.array([0.1, 0.7, 0.4, 0.9, 0.2, 0.6])

    def rng():
        return np.random.default_rng(seed)

    for strength, pool, bound in ((Fraction(1, 8), [0.5, 0.75], 1.0), (Fraction(1, 3), None, 2.0), (Fraction(1, 50), None, 1.0)):
        drawn = [Fraction(float(x)) for x in (rewards if pool is None else pool)]
        constant = float(oracle.normalising_constant([Fraction(1, len(drawn))] * len(drawn), drawn, strength))
        lots = rng().random(6)
        accepted = [i for i in range(6) if lots[i] < (rewards[i] - constant) / (bound - constant)]
        found = candidates.pessimistic_choice(rewards, float(strength), bound, rng(), pool)
        assert found == [*accepted, 5][0]
    assert candidates.majority_choice("abcdea", rewards, 0.5, rng()) == rng().integers(6)
    assert candidates.majority_choice("abcabd", rewards, 1 / 3, rng()) == 3  # of a and b twice each the best draw
    weights = np.exp(rewards / 0.3)
    assert candidates.soft_choice(rewards, 0.3, rng()) == rng().choice(6, p=weights / weights.sum())
    assert candidates.majority_choice("aabb", [0.5, 1, 1, 1], 0.5, rng()) == 1  # the first among equals


def test_a_constant_at_the_bound_leaves_the_rewards_that_reach_it():
    """Strength 0 on a pool of rewards at the bound: only such draws are accepted, and surely; else the last draw is taken."""
    rng = np.random.default_rng(0)
    assert candidates.pessimistic_choice([0.5, 0.75, 1.0, 0.9], 0.0, 1.0, rng, pool=[0.5, 1.0]) == 2
    assert candidates.pessimistic_choice([0.5, 0.75, 0.8], 0.0, 1.0, rng, pool=[0.5, 1.0]) == 2
    assert candidates.pessimistic_choice([0.75, 0.5, 0.75], 0.0, 1.0, rng) == 2  # the constant is 3/4, and no reward exceeds it


def test_ends_of_ranges_are_allowed():
    assert candidates.pessimism_law(HALF, [0.0, 1.0], 0.5, 1, 1.0) == pytest.approx([0.25, 0.75])
    assert candidates.best_of_n_law([0.5, 0.5 + 9e-10], [0, 1], 1.0) == pytest.approx([0.5, 0.5])
    assert candidates.top_k_law(HALF, [0, 1], 3, 3) == pytest.approx(HALF)
    assert candidates.estimated_pessimism_law(HALF, [0, 1], 0.1, 1, 1.0).error == 0
    for wrong in ([0.5, 0.5 + 2e-9], [0.5, 0.5 - 2e-9]):
        with pytest.raises(ValueError, match="sum to 1"):
            candidates.best_of_n_law(wrong, [0, 1], 1)
    for draws in (np.inf, 0.5):
        with pytest.raises(ValueError, match="draws is at least 1"):
            candidates.best_of_n_law(HALF, [0, 1], draws)
    for cells in (0, 1.5):
        with pytest.raises(ValueError, match="whole and at least 1"):
            candidates._whole(cells)
    for k in (0, 4):
        with pytest.raises(ValueError, match=f"between 1 and 3, got {k}"):
            candidates.top_k_law(HALF, [0, 1], 3, k)


def test_many_different_rewards_are_estimated_and_few_are_not():
    """The threshold counts samples of different rewards: 3 draws of 48 are 19,600 and of 49 are 20,825."""
    for different, exact in ((48, True), (49, False)):
        base, reward = np.full(different, 1 / different), np.linspace(0, 1, different)
        found = candidates.estimated_pessimism_law(base, reward, 0.2, 3, 1.0, cells=16)
        assert (found.error == 0) == exact and found.law.sum() == pytest.approx(1, rel=1e-9)
    base, reward = np.full(98, 1 / 98), np.repeat(np.linspace(0, 1, 49), 2)
    assert candidates.estimated_pessimism_law(base, reward, 0.2, 2, 1.0, cells=16).error == 0
