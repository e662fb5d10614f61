"""The chi-square regularised policy: optimality, regimes, and its sampler against pseudocode."""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decoding.choice.test_best_of_n import laws
from tests.drawn import fractions
from tests.measures.pairs import number
from tests.oracles import decoding as oracle
from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.decoding.choice.rejection import rejection_law
from theory_lab.decoding.responses import pessimism
from theory_lab.measures.coefficients import l1_coverage, linf_coverage

strengths = fractions(Fraction(1, 20), 2, 20)


@cache
def rewarded(n):
    reward = st.lists(fractions(0, 1, 4), min_size=n, max_size=n)
    return st.tuples(laws(n), reward)


instances = st.integers(1, 5).flatmap(rewarded)


@given(instances, strengths)
def test_constant_is_the_maximum_over_all_events_and_normalises(instance, strength):
    base, reward = instance
    constant = pessimism.normalising_constant(xp.exact(base), xp.exact(reward), strength)
    assert number(constant) == oracle.normalising_constant(base, reward, strength)
    assert bool(xp.sum(pessimism.pessimistic_policy(xp.exact(base), xp.exact(reward), strength)) == 1)


@given(instances, strengths, st.data())
def test_policy_beats_every_other_by_the_exact_distance(instance, strength, data):
    """``objective(best) - objective(pi) = (b/2) ||w_pi - w_best||^2 + E_pi max(lambda - r, 0)``."""
    base, reward = instance
    other = data.draw(laws(len(base)))
    if any(a and not b for a, b in zip(other, base, strict=True)):
        return
    p, r, pi = xp.exact(base), xp.exact(reward), xp.exact(other)
    best, constant = pessimism.pessimistic_policy(p, r, strength), pessimism.normalising_constant(p, r, strength)
    difference = pessimism.objective(best, p, r, strength) - pessimism.objective(pi, p, r, strength)
    distance = xp.sum(xp.chi2_term(pi - best + p, p))
    assert bool(difference == strength * distance / 2 + xp.dot(pi, xp.maximum(constant - r, 0)))


@given(instances, strengths)
def test_identities_of_the_constant(instance, strength):
    p, r = map(xp.exact, instance)
    best, constant = pessimism.pessimistic_policy(p, r, strength), pessimism.normalising_constant(p, r, strength)
    assert bool(constant == xp.dot(best, r) - strength * l1_coverage(best, p))
    largest = max(reward for mass, reward in zip(*instance, strict=True) if mass)
    assert bool(linf_coverage(best, p) <= 1 + (largest - xp.dot(p, r)) / strength)


def test_values_of_the_paper_example():
    base, reward = xp.exact(["1/2", "1/4", "1/8", "1/8"]), xp.exact([0, "1/2", "1/2", 1])
    for strength, constant, policy in (
        (Fraction(1, 4), "1/8", [0, "3/8", "3/16", "7/16"]),
        (Fraction(1, 20), "3/5", [0, 0, 0, 1]),
        (Fraction(1), "-11/16", ["11/32", "19/64", "19/128", "27/128"]),
    ):
        assert bool(pessimism.normalising_constant(base, reward, strength) == xp.exact(constant))
        assert bool(xp.all(pessimism.pessimistic_policy(base, reward, strength) == xp.exact(policy)))


@given(st.integers(1, 3).flatmap(rewarded), strengths, st.integers(1, 2))
def test_sampler_is_its_pseudocode(instance, strength, draws):
    base, reward = instance
    law = pessimism.pessimistic_sampler(xp.exact(base), xp.exact(reward), strength, draws, Fraction(1))
    expected = oracle.outcome_law(oracle.pessimism, len(base), base, reward, strength, draws, Fraction(1))
    assert fractions_of(law) == expected


def test_reference_values_of_the_two_pool_sampler():
    """p = (.899, .1, .001), true rewards (0, 1, 0), proxy rewards (0, .9, 1), b = 3/200: regret at N = 10, 20, 40."""
    base, truth, proxy = xp.exact(["899/1000", "1/10", "1/1000"]), xp.exact([0, 1, 0]), xp.exact([0, "9/10", 1])
    for draws, low, high in ((10, 0.4860, 0.4866), (20, 0.2740, 0.2748), (40, 0.0925, 0.0932)):
        law = pessimism.pessimistic_sampler(base, proxy, Fraction(1491, 100000), draws, Fraction(1))
        assert low < 1 - float(xp.value(xp.dot(law, truth))) < high


def test_rewards_above_the_bound_change_the_law_and_not_the_code():
    """p = (.9, .1), reward (0, 2), bound 1, b = .15: the accepted weight 10 exceeds the level 10/3."""
    base, reward, strength = xp.exact(["9/10", "1/10"]), xp.exact([0, 2]), Fraction(3, 20)
    assert bool(pessimism.normalising_constant(base, reward, strength) == xp.ratio(1, 2))
    law = rejection_law(base, xp.exact([0, 10]), Fraction(10, 3), 1, base)
    assert fractions_of(law) == [Fraction(81, 100), Fraction(19, 100)]


@given(instances, strengths, st.integers(1, 2))
def test_arithmetics_agree(instance, strength, draws):
    """Quotients by the masses of top sets, at least 1/25 here: 400 ulps of the ratio 20 of reward to strength."""
    for formula in (
        lambda p, r: pessimism.pessimistic_policy(p, r, strength),
        lambda p, r: pessimism.pessimistic_sampler(p, r, strength, draws, 1),
    ):
        check_agreement(formula, *instance, ulps=2000)


@pytest.mark.parametrize("block", [1, 3, 4])
def test_blocks_of_count_vectors_make_up_the_whole(block, monkeypatch):
    base, reward = [Fraction(k, 10) for k in (5, 3, 2)], [Fraction(0), Fraction(1, 2), Fraction(1)]
    expected = oracle.outcome_law(oracle.pessimism, 3, base, reward, Fraction(1, 4), 3, Fraction(1))
    monkeypatch.setattr(pessimism, "_BLOCK", block)
    law = pessimism.pessimistic_sampler(xp.exact(base), xp.exact(reward), Fraction(1, 4), 3, 1)
    assert fractions_of(law) == expected


@given(instances)
def test_limits_of_the_strength(instance):
    """Strength 0 conditions the base law on its largest reward, infinite strength returns it; so do tuned strengths."""
    base, reward = map(xp.exact, instance)
    largest = max(r for mass, r in zip(*instance, strict=True) if mass)
    best = [mass if r == largest else 0 for mass, r in zip(*instance, strict=True)]
    greedy = xp.exact(best) / sum(best)
    for strength, expected in (
        (0, greedy),
        (pessimism.tuned_strength(xp.exact(0), xp.exact(2)), greedy),
        (xp.INFINITY, base),
        (pessimism.tuned_strength(xp.exact(1), xp.exact(1)), base),
    ):
        assert bool(xp.all(pessimism.pessimistic_policy(base, reward, strength) == expected))
    weak = pessimism.pessimistic_policy(base, reward, Fraction(1, 10**6))
    assert bool(xp.all(weak == greedy))


@given(instances, st.integers(1, 3))
def test_the_sampler_at_strength_zero_is_its_limit(instance, draws):
    base, reward = map(xp.exact, instance)
    for sampler in (pessimism.pessimistic_sampler, pessimism.known_constant_sampler):
        at, near = (sampler(base, reward, b, draws, 1) for b in (0, Fraction(1, 10**9)))
        assert bool(xp.sum(abs(at - near)) < Fraction(1, 10**6))


@given(st.integers(1, 3).flatmap(rewarded), strengths, st.integers(0, 3))
def test_the_sampler_with_a_known_constant_is_its_pseudocode(instance, strength, draws):
    base, reward = instance
    constant = oracle.normalising_constant(base, reward, strength)
    weight = [max(r - constant, Fraction(0)) / strength for r in reward]
    expected = oracle.outcome_law(oracle.rejection, len(base), base, weight, (1 - constant) / strength, draws, base)
    law = pessimism.known_constant_sampler(xp.exact(base), xp.exact(reward), strength, draws, 1)
    assert fractions_of(law) == expected


@given(instances, strengths, st.integers(0, 12))
def test_a_known_constant_mixes_the_policy_and_the_base(instance, strength, draws):
    base, reward = map(xp.exact, instance)
    constant = pessimism.normalising_constant(base, reward, strength)
    missed = (1 - strength / (1 - constant)) ** draws
    mixture = (1 - missed) * pessimism.pessimistic_policy(base, reward, strength) + missed * base
    assert bool(xp.all(pessimism.known_constant_sampler(base, reward, strength, draws, 1) == mixture))


def test_bad_input_is_named():
    law = np.array([0.5, 0.5])
    with pytest.raises(ValueError, match="got nan at entry 0"):
        pessimism.pessimistic_policy(law, np.array([np.nan, 1.0]), 0.5)
    with pytest.raises(ValueError, match="finite, got inf at entry 1"):
        pessimism.normalising_constant(law, np.array([0.0, np.inf]), 0.5)
    with pytest.raises(ValueError, match="got N = 0"):
        pessimism.pessimistic_sampler(xp.exact(["1/2", "1/2"]), xp.exact([0, 1]), 1, 0, 1)
    with pytest.raises(ValueError, match="one number, got shape"):
        pessimism.pessimistic_policy(law, law, law)


@pytest.mark.parametrize(("error", "coverage", "known"), [("1/2", 5, "1/4"), (3, 10, 1), (0, 2, 0)])
def test_the_tuned_strength_by_hand(error, coverage, known):
    """``error / sqrt(coverage - 1)``, infinite where the comparator is the base law."""
    assert bool(pessimism.tuned_strength(xp.exact(error), xp.exact(coverage)) == xp.exact(known))
    assert xp.value(pessimism.tuned_strength(xp.exact(1), xp.exact(1))).infinite == 1
