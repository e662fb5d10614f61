"""Policies regularised by KL and by chi-square plus KL: optimal, and inverse to the reward that a policy is optimal for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from theory_lab import numbers as xp
from theory_lab.decoding.responses import regularised
from theory_lab.measures.divergences import kl

seeds = st.integers(0, 10**6)


@given(seeds, st.floats(0.02, 5))
def test_each_policy_maximises_its_objective(seed, strength):
    rng = np.random.default_rng(seed)
    base, reward, other = rng.dirichlet(np.full(4, 2.0)), rng.random(4), rng.dirichlet(np.ones(4))
    for policy, divergence in (
        (regularised.kl_policy(base, reward, strength), kl),
        (regularised.mixed_policy(base, reward, strength), regularised.mixed_divergence),
    ):
        assert policy.sum() == pytest.approx(1, rel=1e-12)
        for competitor in (other, (policy + other) / 2, base):
            gap = (policy - competitor) @ reward - strength * (divergence(policy, base) - divergence(competitor, base))
            assert gap >= -1e-9 * (1 + strength)


@given(seeds, st.floats(0.05, 5))
def test_mixed_reward_is_the_inverse_of_mixed_policy(seed, strength):
    rng = np.random.default_rng(seed)
    base, policy = rng.dirichlet(np.full(4, 2.0)), rng.dirichlet(np.full(4, 2.0))
    reward = regularised.mixed_reward(policy, base, strength)
    assert regularised.mixed_policy(base, reward, strength) == pytest.approx(policy, rel=1e-8, abs=1e-10)


def test_strong_regularisation_returns_the_base():
    base, reward = np.array([0.5, 0.3, 0.2]), np.array([0.0, 0.5, 1.0])
    for policy in (regularised.kl_policy(base, reward, 1e8), regularised.mixed_policy(base, reward, 1e8)):
        assert policy == pytest.approx(base, abs=1e-7)
    assert bool(xp.sum(regularised.kl_policy(xp.exact(["1/2", "1/2"]), xp.exact([0, 0]), 1)) == 1)
    with pytest.raises(ValueError, match="positive, got 0"):
        regularised.mixed_policy(base, reward, 0)


@pytest.mark.parametrize("shift", [-1000.0, 0.0, 1000.0])
def test_rewards_may_be_large(shift):
    """Policies are those of rewards from which a constant is taken, and no exponential of a reward overflows or vanishes."""
    base, reward = np.array([0.5, 0.3, 0.2]), np.array([0.0, 0.5, 1.0])
    weights = base * np.exp(reward / 0.7)
    assert regularised.kl_policy(base, reward + shift, 0.7) == pytest.approx(weights / weights.sum(), rel=1e-12)
    mixed = regularised.mixed_policy(base, reward, 0.7)
    assert regularised.mixed_policy(base, reward + shift, 0.7) == pytest.approx(mixed, rel=1e-9)


def test_policies_of_large_and_small_strengths_are_laws_with_the_rewards_they_are_optimal_for():
    """``w + log w`` over the strength is the reward up to a constant, at strengths from 1/100 to 100."""
    base, reward = np.array([0.5, 0.3, 0.2]), np.array([0.0, 0.5, 1.0])
    for strength in (0.02, 0.3, 1.0, 100.0):
        policy = regularised.mixed_policy(base, reward, strength)
        density = policy / base
        assert policy.sum() == pytest.approx(1, rel=1e-12)
        given_back = strength * (density + np.log(density))
        assert given_back - given_back[0] == pytest.approx(reward, abs=1e-9)
        assert regularised.mixed_reward(policy, base, strength) == pytest.approx(given_back, rel=1e-12)
    with pytest.raises(ValueError, match="positive, got -1"):
        regularised.mixed_policy(base, reward, -1)


def test_the_divergence_of_both_by_hand():
    """On (3/4, 1/4) and (1/2, 1/2): chi2 is 1/4, of which a half counts, and KL in full."""
    found = regularised.mixed_divergence(np.array([0.75, 0.25]), np.array([0.5, 0.5]))
    assert float(found) == pytest.approx(0.125 + 0.75 * np.log(1.5) + 0.25 * np.log(0.5), rel=1e-14)
