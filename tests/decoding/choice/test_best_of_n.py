"""Best-of-N against its pseudocode, and its worst case against all events."""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.measures.pairs import number
from tests.oracles import decoding as oracle
from tests.oracles.agreement import check_agreement, fractions_of
from tests.oracles.laws import probability
from tests.oracles.programs import dot
from theory_lab import numbers as xp
from theory_lab.decoding.choice import best_of_n as bon


@cache
def laws(n):
    return st.lists(st.integers(0, 5), min_size=n, max_size=n).filter(any).map(probability)


@cache
def rewards(n):
    return st.lists(st.integers(0, 3).map(Fraction), min_size=n, max_size=n)


@cache
def rewarded(n):
    return st.tuples(laws(n), rewards(n))


@cache
def two_laws(n):
    return st.tuples(laws(n), laws(n))


instances = st.integers(1, 4).flatmap(rewarded)
pairs = st.integers(1, 5).flatmap(two_laws)


@given(instances, st.integers(1, 3))
def test_both_tie_rules_are_their_pseudocode(instance, draws):
    base, reward = instance
    arrays = xp.exact(base), xp.exact(reward), draws
    for formula, program in ((bon.best_of_n, oracle.best_of_n), (bon.best_of_n_ordered, oracle.best_of_n_ordered)):
        expected = oracle.outcome_law(program, len(base), base, reward, draws)
        assert fractions_of(formula(*arrays)) == expected


@given(instances, st.integers(1, 3), st.integers(1, 4))
def test_top_k_is_its_pseudocode(instance, draws, k):
    base, reward = instance
    expected = oracle.outcome_law(oracle.top_k, len(base), base, reward, draws, min(k, draws))
    assert fractions_of(bon.top_k(xp.exact(base), xp.exact(reward), draws, min(k, draws))) == expected


@given(instances, st.integers(1, 30))
def test_top_k_runs_from_best_of_n_to_the_base(instance, draws):
    base, reward = map(xp.exact, instance)
    assert bool(xp.all(bon.top_k(base, reward, draws, 1) == bon.best_of_n(base, reward, draws)))
    assert bool(xp.all(bon.top_k(base, reward, draws, draws) == base))


def test_values_of_the_paper_example():
    base, reward = xp.exact(["1/2", "1/4", "1/8", "1/8"]), xp.exact([0, 1, 1, 2])
    for draws, expected in ((2, ["1/4", "11/32", "11/64", "15/64"]), (3, ["1/8", "93/256", "93/512", "169/512"])):
        assert bool(xp.all(bon.best_of_n(base, reward, draws) == xp.exact(expected)))


@given(instances, st.integers(1, 40))
def test_laws_sum_to_one_and_rewards_increase_with_draws(instance, draws):
    base, reward = map(xp.exact, instance)
    for rule in (bon.best_of_n, bon.best_of_n_ordered):
        assert bool(xp.sum(rule(base, reward, draws)) == 1)
        assert bool(bon.regret(rule(base, reward, draws + 1), rule(base, reward, draws), reward) >= 0)


@given(pairs, st.integers(1, 6))
def test_worst_regret_is_attained_by_an_event(pair, draws):
    target, base = pair
    expected = oracle.worst_regret(target, base, draws)
    assert number(bon.worst_regret(xp.exact(target), xp.exact(base), draws)) == expected
    regrets = []
    for event in oracle.events(len(base)):
        reward = [Fraction(int(y in event)) for y in range(len(base))]
        law = bon.best_of_n(xp.exact(base), xp.exact(reward), draws)
        regrets.append(dot(target, reward) - dot(fractions_of(law), reward))
    assert max(regrets) == expected


@given(pairs, st.integers(1, 6), st.integers(0, 3))
def test_no_reward_beats_the_worst_regret(pair, draws, seed):
    target, base = map(xp.exact, pair)
    reward = xp.exact([Fraction(int(v), 7) for v in np.random.default_rng(seed).integers(0, 8, len(pair[0]))])
    worst = bon.worst_regret(target, base, draws)
    for rule in (bon.best_of_n, bon.best_of_n_ordered):
        assert bool(bon.regret(target, rule(base, reward, draws), reward) <= worst)


@given(fractions(0, 1, 9), st.integers(0, 20))
def test_pass_at_is_one_minus_all_misses(mass, draws):
    assert number(bon.pass_at(xp.exact(mass), draws)) == 1 - (1 - mass) ** draws


def test_pass_at_keeps_tiny_masses():
    assert bon.pass_at(np.array([1e-300]), 1000) == pytest.approx(1e-297, rel=2.0**-45, abs=0)


@given(instances.filter(lambda drawn: all(drawn[0])), st.integers(1, 50))
def test_arithmetics_agree(instance, draws):
    """Powers by squaring, 2 roundings a bit and a sum of 4 terms: 64 ulps. Rewards are compared only."""
    base, reward = instance
    for rule in (bon.best_of_n, bon.best_of_n_ordered):
        check_agreement(lambda p, r, rule=rule: rule(p, r, draws), base, reward, ulps=64)
    other = probability([int(r) + 1 for r in reward])
    check_agreement(lambda p, q: bon.worst_regret(p, q, draws), base, other, ulps=256)


def test_rewards_that_are_no_numbers_are_refused_and_infinite_ones_ranked():
    law = np.array([0.5, 0.5])
    with pytest.raises(ValueError, match="got nan at entry 1"):
        bon.best_of_n(law, np.array([0.0, np.nan]), 2)
    assert bon.best_of_n(law, np.array([-np.inf, np.inf]), 2).tolist() == [0.25, 0.75]


def test_wrong_numbers_of_draws_are_refused():
    law = xp.exact(["1/2", "1/2"])
    with pytest.raises(ValueError, match="between 1 and 3, got 4"):
        bon.top_k(law, law, 3, 4)
    with pytest.raises(ValueError, match="at least once, got N = 0"):
        bon.best_of_n(law, law, 0)
    with pytest.raises(ValueError, match="at least once, got N = 0"):
        bon.best_of_n_ordered(law, law, 0)


@pytest.mark.parametrize(
    "call",
    [
        lambda two, three: bon.best_of_n(two, three, 2),
        lambda two, three: bon.best_of_n_ordered(two, three, 2),
        lambda two, three: bon.best_of_n_between(two, three, 2),
        lambda two, three: bon.top_k(two, three, 2, 1),
        lambda two, three: bon.regret(two, two, three),
        lambda two, three: bon.worst_regret(two, three, 2),
        lambda two, three: bon.win_rate(two, two, three),
        lambda two, three: bon.best_of_n(two[None], two[None], 2),
    ],
)
def test_vectors_over_different_responses_are_refused(call):
    with pytest.raises(ValueError, match=r"one number for each response is needed, .* the shapes (base|comparator|target|law) "):
        call(np.array([0.5, 0.5]), np.array([0.5, 0.25, 0.25]))
