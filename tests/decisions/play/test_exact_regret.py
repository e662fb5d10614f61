"""Count states and learners against programs run over all histories."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.oracles import bandits as oracle
from theory_lab import numbers as xp
from theory_lab.decisions import classes
from theory_lab.decisions.play import exact_regret, learners
from theory_lab.decisions.play.count_states import CountStates

probabilities = fractions(0, 1, 6)
horizons = st.integers(0, 4)


def pair(arms=2):
    return st.lists(probabilities, min_size=arms, max_size=arms)


@given(st.integers(1, 5), st.integers(0, 5))
def test_states_are_all_counts_and_children_add_one(cells, horizon):
    states = CountStates(cells, horizon)
    for rounds in range(horizon + 1):
        table = states.counts(rounds)
        assert len(set(map(tuple, table.T.tolist()))) == states.size(rounds) == table.shape[1]
        assert (table.sum(axis=0) == rounds).all() and (table >= 0).all()
    for rounds in range(horizon):
        before, after = states.counts(rounds), states.counts(rounds + 1)
        for cell, child in enumerate(states.child):
            grown = before.copy()
            grown[cell] += 1
            assert (after[:, child[: states.size(rounds)]] == grown).all()


def test_pushing_and_pulling_are_adjoint():
    """sum over next states of value * pushed weight = sum over plays of play * pulled value."""
    states, rng = CountStates(6, 4), np.random.default_rng(0)
    plays = rng.integers(0, 9, (3, states.size(3)))
    values = rng.integers(0, 9, states.size(4))
    assert (states.pushed(plays, 3, 2) * values).sum() == (plays * states.pulled(values, 3, 2)).sum()


def test_a_horizon_beyond_the_limit_is_refused_before_it_starts():
    with pytest.raises(ValueError, match="has 22,897,930 count states, beyond the limit of 20,000,000"):
        exact_regret.states_of((1, 2, 2), 514)
    with pytest.raises(ValueError, match="a horizon of at least 0"):
        CountStates(0, 3)


@given(pair(), horizons, st.integers(1, 2))
def test_explore_then_commit(means, horizon, pulls):
    models = classes.bernoulli([means])
    found = exact_regret.regrets(learners.explore_then_commit(pulls), models, horizon)[0]
    assert found == oracle.regret(oracle.explore_then_commit(pulls, 2), means, horizon)


@given(pair(), st.integers(0, 3), probabilities)
def test_epsilon_greedy(means, horizon, epsilon):
    models = classes.bernoulli([means])
    found = exact_regret.regrets(learners.epsilon_greedy(epsilon), models, horizon)[0]
    assert found == oracle.regret(oracle.epsilon_greedy(epsilon, 2), means, horizon)


@given(pair(), st.integers(1, 6))
def test_upper_confidence(means, horizon):
    square = learners.book_width(horizon, 2, Fraction(1, 10))
    models = classes.bernoulli([means])
    found = exact_regret.regrets(learners.upper_confidence(horizon, square), models, horizon)[0]
    assert found == oracle.regret(oracle.upper_confidence(float(xp.value(square)), 2), means, horizon)


def test_indices_that_floats_hardly_separate_are_ordered_exactly():
    """``sqrt(s)`` after one lost pull meets ``1/4 + sqrt(s)/2`` after one win of four at ``s = 1/4``."""
    speck = Fraction(1, 10**12)
    for square, first in ((Fraction(1, 4) + speck, True), (Fraction(1, 4) - speck, False)):
        order = learners.index_order(4, xp.exact(square))
        assert (order[1, 0] > order[4, 1]) == first
    with pytest.raises(ValueError, match="too close to be sorted"):
        learners.index_order(4, xp.exact(Fraction(1, 4)))


@given(pair(3), st.integers(1, 4))
def test_upper_confidence_with_three_arms(means, horizon):
    square = learners.short_width(horizon, 3, Fraction(1, 2))
    found = exact_regret.regrets(learners.upper_confidence(horizon, square), classes.bernoulli([means]), horizon)[0]
    assert found == oracle.regret(oracle.upper_confidence(float(xp.value(square)), 3), means, horizon)


@settings(max_examples=40)
@given(st.lists(pair(), min_size=1, max_size=3), st.integers(0, 3), st.data())
def test_posterior_sampling(table, horizon, data):
    weights = data.draw(st.lists(st.integers(1, 4), min_size=len(table), max_size=len(table)))
    prior = [Fraction(w, sum(weights)) for w in weights]
    learner = learners.posterior_sampling(classes.bernoulli(table), np.array(prior, dtype=object))
    found = exact_regret.regrets(learner, classes.bernoulli(table), horizon)
    program = oracle.posterior_sampling(table, prior)
    assert list(found) == [oracle.regret(program, means, horizon) for means in table]


@given(pair(), horizons)
def test_uniform_play_pays_the_mean_gap_every_round(means, horizon):
    found = exact_regret.regrets(learners.uniform, classes.bernoulli([means]), horizon)[0]
    assert found == horizon * (max(means) - sum(means) / 2)


@given(pair(), st.integers(1, 5), probabilities)
def test_weights_and_likelihoods_are_a_law_of_states_at_every_round(means, horizon, epsilon):
    models = classes.bernoulli([means])
    for counts, weights, _ in exact_regret.reach_weights(learners.epsilon_greedy(epsilon), models.shape, horizon, exact=True):
        assert (models.likelihoods(counts) * weights).sum() == 1


def test_the_likelihood_of_a_history_with_three_outcomes():
    """Of the outcomes 0, 2 and 2, and of none."""
    laws = np.array([[[[Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]]], [[[Fraction(0), Fraction(0), Fraction(1)]]]])
    models = classes.ModelClass(laws, np.array([0, 1, 2], dtype=object), np.array([Fraction(1)]))
    counts = np.array([[1, 0], [0, 0], [2, 0]]).reshape(1, 1, 3, 2)
    assert models.likelihoods(counts).tolist() == [[Fraction(1, 72), 1], [0, 1]]


@given(pair(), st.integers(1, 6))
def test_the_formula_of_the_regret_is_the_regret(means, horizon):
    learner = learners.explore_then_commit(1)
    counts, weights = exact_regret.final_weights(learner, (1, 2, 2), horizon, exact=True)
    value = xp.value(exact_regret.expected_regret(xp.exact(means), counts, weights)).fraction
    assert value == exact_regret.regrets(learner, classes.bernoulli([means]), horizon)[0]


def test_contexts_chosen_by_an_adversary_cost_at_least_as_much():
    table = [[[Fraction(1, 5), Fraction(4, 5)], [Fraction(3, 5), Fraction(2, 5)]]]
    for law in ([1, 0], [0, 1], [Fraction(1, 3), Fraction(2, 3)]):
        models = classes.bernoulli(table, law)
        drawn = exact_regret.regrets(learners.epsilon_greedy(Fraction(1, 4)), models, 4)[0]
        worst = exact_regret.context_regret(learners.epsilon_greedy(Fraction(1, 4)), models, 4)[0]
        assert drawn <= worst


def test_expected_sums_count_rounds():
    models = classes.bernoulli([[Fraction(1, 3), Fraction(1, 2)]])
    total = exact_regret.expected_sums(learners.uniform, models, 5, lambda counts, law, rounds: law.sum(axis=(0, 1)))
    assert list(total) == [5]


def test_upper_confidence_reference_values():
    """Means 3/5 and 2/5, failure 1/10; uniform play pays 2, 4 and 6. Known to three decimals."""
    models = classes.bernoulli([[0.6, 0.4]])
    for horizon, known in ((20, "1.750"), (40, "3.289"), (60, "4.731")):
        learner = learners.upper_confidence(horizon, learners.book_width(horizon, 2, Fraction(1, 10)))
        assert f"{exact_regret.regrets(learner, models, horizon)[0]:.3f}" == known


def test_upper_confidence_agrees_with_a_plain_program():
    """Floats: sums of 51,129 nonnegative terms, 1e-12 relative."""
    paid, visited = oracle.plain_upper_confidence((0.6, 0.4), 60, 0.1)
    learner = learners.upper_confidence(60, learners.book_width(60, 2, Fraction(1, 10)))
    found = exact_regret.regrets(learner, classes.bernoulli([[0.6, 0.4]]), 60)[0]
    assert visited == 51_129 and abs(found - paid) <= 1e-12 * paid


def test_classes_refuse_what_is_no_law():
    with pytest.raises(ValueError, match="row 1 of model 0 in context 0 is no law: it sums to 3/4"):
        classes.ModelClass(
            np.array([[[[Fraction(1, 2), Fraction(1, 2)], [Fraction(1, 2), Fraction(1, 4)]]]], dtype=object),
            np.array([0, 1], dtype=object),
            np.array([Fraction(1)], dtype=object),
        )
    with pytest.raises(ValueError, match="a class needs means"):
        classes.bernoulli(np.zeros((0, 2)))
    with pytest.raises(ValueError, match="the contexts have no law"):
        classes.bernoulli([[[Fraction(1, 2)], [Fraction(1, 2)]]], [1, 1])


def test_classes_of_the_literature():
    assert classes.two_points(Fraction(1, 5)).means[:, 0].tolist() == [
        [Fraction(3, 5), Fraction(2, 5)],
        [Fraction(2, 5), Fraction(3, 5)],
    ]
    assert len(classes.grid([Fraction(k, 10) for k in (1, 3, 5, 7, 9)])) == 25
    line = classes.linear([[1, 0], [Fraction(1, 2), Fraction(1, 2)]], [[Fraction(1, 2), 1]])
    assert line.means[0, 0].tolist() == [Fraction(1, 2), Fraction(3, 4)]
    code = classes.cheating_code(3)
    assert code.means.shape == (8, 1, 11) and (code.best[:, 0] == np.arange(8)).all()


def test_enclosed_sums_hold_the_exact_regret():
    models = classes.grid([Fraction(1, 4), Fraction(3, 4)])
    learner = learners.epsilon_greedy(Fraction(1, 8))

    def paid(counts, law, rounds):
        return (models.floats().gaps[..., None] * law).sum(axis=2).sum(axis=1)

    lows, highs = exact_regret.enclosed_sums(learner, models, 6, paid).bounds()
    for low, exact, high in zip(lows, exact_regret.regrets(learner, models, 6), highs, strict=True):
        assert Fraction(float(low)) <= exact <= Fraction(float(high))
        assert high - low < 1e-12
    # A cost that is known to 1/100 in each of six rounds.
    lower, upper = exact_regret.enclosed_sums(learner, models, 6, paid, 0.01).bounds()
    assert upper == pytest.approx(highs + 0.06, rel=1e-12) and (upper > highs + 0.06).all()
    assert lower == pytest.approx(np.maximum(lows - 0.06, 0), rel=1e-12) and (lower <= np.maximum(lows - 0.06, 0)).all()


def test_sums_over_no_round_are_0_under_every_model():
    models = classes.two_points(Fraction(1, 2))
    assert exact_regret.expected_sums(learners.uniform, models, 0, lambda counts, law, rounds: law).tolist() == [0, 0]
    ends = exact_regret.enclosed_sums(learners.uniform, models.floats(), 0, lambda counts, law, rounds: law).bounds()
    assert [end.tolist() for end in ends] == [[0, 0], [0, 0]]


def test_exploration_ends_in_every_context_for_itself():
    """Two contexts, one pull of each arm: in the third visit to a context the arm that won is played, and ever after."""
    learner = learners.explore_then_commit(1)
    counts = np.array([[[[0], [1]], [[1], [0]]], [[[1], [0]], [[0], [1]]]])  # arm 0 won in context 0, arm 1 in context 1
    assert learner(counts, 4)[..., 0].tolist() == [[1, 0], [0, 1]]
    counts[0, 0, 0] += 1  # committed in context 0, where it lost then
    assert learner(counts, 5)[..., 0].tolist() == [[1, 0], [0, 1]]
    counts[1] = 0  # nothing known in context 1
    assert learner(counts, 3)[..., 0].tolist() == [[1, 0], [1, 0]]
