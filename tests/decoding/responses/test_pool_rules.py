"""Rules that return one of their draws: against pseudocode, all orders, and the transport bound."""

from fractions import Fraction
from functools import cache
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decoding.choice.test_best_of_n import laws
from tests.drawn import fractions
from tests.measures.pairs import number
from tests.oracles import decoding as oracle
from tests.oracles.agreement import fractions_of
from theory_lab import numbers as xp
from theory_lab.decoding.choice.best_of_n import best_of_n, worst_regret
from theory_lab.decoding.responses import pool_rules
from theory_lab.measures.divergences import total_variation

levels = fractions(0, 1, 4)

HALF = xp.exact([Fraction(1, 2), Fraction(1, 2)])


@cache
def instances(n):
    return st.tuples(laws(n), st.lists(levels, min_size=n, max_size=n))


@given(st.integers(1, 3).flatmap(instances), st.integers(1, 3))
def test_soft_best_of_n_is_its_pseudocode(instance, draws):
    base, reward = instance
    weight = [1 + 4 * r for r in reward]
    expected = oracle.outcome_law(oracle.soft_best_of_n, len(base), base, weight, draws)
    assert fractions_of(pool_rules.soft_best_of_n(xp.exact(base), xp.exact(weight), draws)) == expected


@given(st.integers(1, 3).flatmap(instances), st.integers(1, 4), st.integers(1, 4))
def test_best_of_majority_is_its_pseudocode(instance, draws, votes):
    base, reward = instance
    expected = oracle.outcome_law(oracle.best_of_majority, len(base), base, reward, draws, votes)
    assert fractions_of(pool_rules.best_of_majority(xp.exact(base), xp.exact(reward), draws, votes)) == expected


@given(st.lists(levels, min_size=1, max_size=5))
def test_scan_selection_is_the_mean_over_all_orders(accepted):
    n, expected, orders = len(accepted), [Fraction(0)] * len(accepted), list(permutations(range(len(accepted))))
    for order in orders:
        left = Fraction(1, len(orders))
        for i in order:
            expected[i] += left * accepted[i]
            left *= 1 - accepted[i]
    shares = pool_rules.scan_selection(xp.exact(accepted))
    assert fractions_of(shares) == expected
    missed = xp.prod(1 - xp.exact(accepted))
    assert bool(xp.sum(shares) + missed == 1) and shares.shape == (n,)


@given(st.integers(1, 2).flatmap(instances), fractions(Fraction(1, 8), 1, 8), st.integers(1, 3))
def test_single_pool_pessimism_is_its_pseudocode(instance, strength, draws):
    base, reward = instance
    expected = oracle.outcome_law(oracle.single_pool_pessimism, len(base), base, reward, strength, draws, Fraction(1))
    law = pool_rules.single_pool_pessimism(xp.exact(base), xp.exact(reward), strength, draws, 1)
    assert fractions_of(law) == expected


@pytest.mark.parametrize("draws", [1, 2, 4])
def test_closest_selection_attains_the_worst_regret(draws):
    target, base = xp.exact(["1/10", "2/10", "7/10"]), xp.exact(["1/2", "1/4", "1/4"])
    found = pool_rules.closest_selection(target, base, draws)
    assert found.certified and found.distance == number(worst_regret(target, base, draws))
    assert sum(found.law) == 1
    assert bool(total_variation(target, xp.exact(list(found.law))) == found.distance)
    # Best-of-N by the target's density is one of the rules that it is compared with
    assert bool(total_variation(target, best_of_n(base, target / base, draws)) >= found.distance)


def test_no_draws_and_no_votes_are_refused():
    law = xp.exact(["1/2", "1/2"])
    for call in (
        lambda: pool_rules.soft_best_of_n(law, law, 0),
        lambda: pool_rules.best_of_majority(law, law, 0, 1),
        lambda: pool_rules.best_of_majority(law, law, 2, 0),
        lambda: pool_rules.single_pool_pessimism(law, law, 1, 0, 1),
        lambda: pool_rules.closest_selection(law, law, 0),
    ):
        with pytest.raises(ValueError, match=r"got N = 0|at least 1 draw, got 0|at least one vote, got 0"):
            call()


@pytest.mark.parametrize(
    ("request_", "error", "message"),
    [
        (lambda: pool_rules.best_of_majority(HALF, xp.exact([1]), 2, 1), ValueError, r"shape \(2,\) and rewards of shape \(1,\)"),
        (lambda: pool_rules.closest_selection(xp.exact(["1"]), HALF, 2), ValueError, "laws on the same outcomes, not .'1'. and"),
        (lambda: pool_rules.closest_selection(xp.exact([1, 1]), HALF, 2), ValueError, "laws on the same outcomes"),
        (lambda: pool_rules.closest_selection(xp.floats([0.5, 0.5]), HALF, 2), TypeError, "a probability is needed exactly"),
    ],
)
def test_what_is_no_law_with_its_rewards_is_refused(request_, error, message):
    """One reward was repeated, which made the first response the best of all."""
    with pytest.raises(error, match=message):
        request_()
