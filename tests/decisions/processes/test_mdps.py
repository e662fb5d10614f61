"""Finite-horizon processes against sums over trajectories and all policies."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles import processes as oracle
from tests.oracles.agreement import fractions_of
from theory_lab import numbers as xp
from theory_lab.decisions.processes import mdps, optimistic_values, reachability, trajectories
from theory_lab.decisions.processes.bellman_ranks import eliminations, exact_rank, linear_process, residual_matrix
from theory_lab.decisions.processes.policy_covers import cover_law, cover_normaliser, policy_cover, policy_gaps

seeds = st.integers(0, 2**32 - 1)
shapes = st.sampled_from([(1, 2, 1), (2, 2, 1), (1, 2, 3), (2, 1, 2), (2, 2, 2), (3, 2, 2)])


def rows(rng, *shape):
    """Random laws along the last axis, in fractions."""
    weights = rng.integers(0, 4, shape) + np.eye(shape[-1], dtype=int)[rng.integers(0, shape[-1], shape[:-1])]
    return np.frompyfunc(Fraction, 2, 1)(weights, weights.sum(axis=-1, keepdims=True))


def process(seed, shape):
    states, actions, steps = shape
    rng = np.random.default_rng(seed)
    rewards = np.frompyfunc(lambda k: Fraction(int(k), 3), 1, 1)(rng.integers(0, 4, (steps, states, actions)))
    policy = rows(rng, steps, states, actions)
    return mdps.Process(rows(rng, steps - 1, states, actions, states), rewards, rows(rng, states)), policy


def number(array):
    return xp.value(array).fraction


@given(seeds, shapes)
def test_values_and_occupancies_are_sums_over_trajectories(seed, shape):
    made, policy = process(seed, shape)
    kernels, rewards, initial = made.arrays()
    q, v = mdps.policy_values(kernels, rewards, xp.exact(policy))
    known = oracle.value(made.kernels, made.rewards, made.initial, policy)
    visits = mdps.occupancies(kernels, initial, xp.exact(policy))
    assert number(xp.dot(initial, v[0])) == known == number(xp.sum(visits * rewards))
    assert bool(xp.all(v == xp.sum(xp.exact(policy) * q, axis=-1)))
    counted = oracle.occupancy(made.kernels, made.initial, policy)
    assert all(number(visits[place]) == chance for place, chance in counted.items())


@settings(max_examples=40, deadline=None)
@given(seeds, shapes)
def test_backward_induction_finds_the_best_policy(seed, shape):
    made, _ = process(seed, shape)
    kernels, rewards, initial = made.arrays()
    q, v = mdps.optimal_values(kernels, rewards)
    states, actions, steps = shape
    known = max(oracle.value(made.kernels, made.rewards, made.initial, p) for p in oracle.policies(steps, states, actions))
    best = mdps.policy_values(kernels, rewards, mdps.greedy(q))[1]
    assert number(xp.dot(initial, v[0])) == known == number(mdps.occupancy_program(kernels, rewards, initial))
    assert bool(xp.all(best == v)) and bool(xp.all(mdps.backup(kernels, rewards, v) == q))


def test_policies_are_all_policies():
    found = mdps.deterministic_policies(2, 2, 2)
    assert [found[:, n].tolist() for n in range(16)] == list(oracle.policies(2, 2, 2))


@settings(max_examples=40, deadline=None)
@given(seeds, shapes)
def test_reachability_is_the_largest_occupancy_over_all_policies(seed, shape):
    made, _ = process(seed, shape)
    kernels, _, initial = made.arrays()
    states, actions, steps = shape
    largest = reachability.largest_occupancies(kernels, initial)
    counted = [oracle.occupancy(made.kernels, made.initial, p) for p in oracle.policies(steps, states, actions)]
    for place in np.ndindex(steps, states, actions):
        assert number(largest[place]) == max(visits[place] for visits in counted)
    covers = reachability.coverability(kernels, initial, steps - 1)
    assert number(covers) == number(xp.sum(largest[-1])) == number(reachability.cumulative_reachability(kernels, initial)[-1])
    even = xp.full((states, actions), Fraction(1, states * actions), like=initial)
    assert number(reachability.concentrability(largest[-1], even)) >= number(covers)


@pytest.mark.parametrize(
    ("occupancy", "law", "ratio"),
    [
        ([Fraction(1, 2), Fraction(1, 2)], [1, 0], xp.INFINITY),
        ([0, 1], [1, 0], xp.INFINITY),
        ([1, 0], [1, 0], 1),
        ([1, 0], [Fraction(1, 3), Fraction(2, 3)], 3),
        ([Fraction(1, 4), Fraction(3, 4)], [Fraction(3, 4), Fraction(1, 4)], 3),
    ],
    ids=str,
)
def test_concentrability_is_infinite_only_where_something_uncovered_is_reached(occupancy, law, ratio):
    found = reachability.concentrability(xp.exact([occupancy]), xp.exact([law]))
    assert bool(found == ratio)


@given(seeds, shapes)
def test_trajectories_are_words_of_states_actions_and_rewards(seed, shape):
    made, policy = process(seed, shape)
    kernels, _, initial = made.arrays()
    states, actions, steps = shape
    paid = rows(np.random.default_rng(seed), steps, states, actions, 2)
    law = trajectories.trajectory_law(kernels, xp.exact(paid), initial, xp.exact(policy))
    word = law.reshape(*(states, actions, 2) * steps)
    for path, chance in oracle.trajectories(made.kernels, made.initial, policy):
        place = tuple(k for state, action in path for k in (state, action, 1))
        for step, (state, action) in enumerate(path):
            chance = chance * paid[step, state, action, 1]
        assert number(word[place]) == chance
    assert number(xp.sum(law)) == 1
    means = trajectories.mean_rewards(xp.exact(paid), xp.exact([[0, 2]] * steps))
    assert fractions_of(means[0, 0]) == [2 * row[1] for row in paid[0, 0]]


def test_one_process_is_at_distance_zero_from_itself():
    made, policy = process(0, (2, 2, 2))
    kernels, _, initial = made.arrays()
    far = trajectories.row_hellinger(kernels, kernels), trajectories.row_variation(kernels, kernels)
    assert all(bool(xp.all(x == 0)) for x in far)
    ones = xp.ones((2, 2, 2), like=initial)
    assert number(trajectories.local_sum(kernels, initial, xp.exact(policy), ones, ones[:1])) == 3


def test_rows_of_no_weight_are_uniform():
    assert fractions_of(mdps.stochastic(xp.exact([[0, 0], [1, 3]])).reshape(4)) == [Fraction(k, 4) for k in (2, 2, 1, 3)]


@given(seeds)
def test_plans_on_counts_are_optimistic_values(seed):
    rng = np.random.default_rng(seed)
    moves, rewards = rng.integers(0, 3, (1, 2, 2, 2)), rng.random((2, 2, 2)) / 2
    visits = np.concatenate([moves.sum(axis=-1), rng.integers(0, 3, (1, 2, 2))])
    learner = optimistic_values.UcbVi(4, 0.5, np.ones(2))
    bonuses = np.where(visits > 0, 2 * np.sqrt(np.log(64 * 2) / np.maximum(visits, 1)), 9)
    kernels = moves / np.maximum(moves.sum(axis=-1, keepdims=True), 1)
    q, _ = optimistic_values.optimistic_values(kernels, rewards, bonuses, np.ones(2))
    assert np.abs(learner.plan(rewards, moves.astype(float), visits.astype(float)) - q).max() < 1e-14


@given(
    seeds, st.sampled_from([0.5, 1.0, 4.0]), st.sampled_from([[3.0, 2.0, 1.0], [0.9, 0.6, 0.3], [0.2, 0.9, 0.4]]).map(np.array)
)
def test_least_squares_on_indicators_is_counting(seed, ridge, caps):
    """One feature for each (state, action): means over ``n + ridge`` visits, and a bonus of ``width / sqrt(n + ridge)``."""
    rng = np.random.default_rng(seed)
    moves, rewards = rng.integers(0, 3, (2, 2, 2, 2)), rng.random((3, 2, 2))
    visits = np.concatenate([moves.sum(axis=-1), rng.integers(0, 3, (1, 2, 2))])
    found = optimistic_values.least_squares_values(np.eye(4).reshape(2, 2, 4), rewards, moves, visits, ridge, 0.25, caps)
    value = np.zeros(2)
    for step in (2, 1, 0):
        later = moves[step] @ value if step < 2 else 0
        known = np.minimum(
            (visits[step] * rewards[step] + later + 0.25 * np.sqrt(visits[step] + ridge)) / (visits[step] + ridge), caps[step]
        )
        assert np.abs(found[step] - known).max() <= 1e-12
        value = known.max(axis=1)
    with pytest.raises(ValueError, match="positive ridge"):
        optimistic_values.least_squares_values(np.eye(4).reshape(2, 2, 4), rewards, moves, visits, 0.0, 0.25, caps)


def test_delayed_reward_is_worth_one():
    for steps in (3, 11):
        kernels, rewards, _ = optimistic_values.delayed_reward(steps).arrays()
        q, v = mdps.optimal_values(kernels, rewards)
        assert fractions_of(q[0, 0]) == [Fraction(9, 10), 1] and number(v[1, 1]) == steps - 1
        clipped, _ = optimistic_values.optimistic_values(kernels, rewards, 0 * rewards, xp.ones((steps,), like=rewards))
        assert number(clipped[0, 0, 1]) == Fraction(1, steps - 1)


@pytest.mark.deep
def test_clipping_at_one_abandons_the_better_action():
    """11 steps, T = 60000, failure 1/10: all of the first 20000 episodes, then about 1620, and regret about 3838."""
    learner = optimistic_values.UcbVi(60_000, 0.1, np.ones(11))
    chosen = optimistic_values.play(learner, optimistic_values.delayed_reward(), np.random.default_rng(0))[0]
    late = chosen[20_000:].sum()
    assert chosen[:20_000].all() and 1590 <= late <= 1650 and 3835 <= (chosen == 0).sum() / 10 <= 3841


def test_rank_is_exact():
    thirds = [[Fraction(1, 3), Fraction(2, 3)], [1, 2]]
    assert exact_rank(thirds) == 1 and exact_rank([[1, 2], [3, 4]]) == 2 and exact_rank([[0, 0]]) == 0
    with pytest.raises(TypeError, match=r"the entry 0\.5 is a float"):
        exact_rank([[0.5, 1.0]])


@given(seeds, st.sampled_from([(1, 2, 2), (2, 2, 2), (3, 2, 3)]))
def test_errors_of_a_backup_are_sums_over_the_next_state(seed, shape):
    (made, _), (other, _) = process(seed, shape), process(seed + 1, shape)
    kernels, rewards, _ = made.arrays()
    found = optimistic_values.backup_errors(kernels, xp.exact(other.kernels), rewards)
    values = np.array(fractions_of(mdps.optimal_values(kernels, rewards)[1])).reshape(-1, shape[0])
    for step, state, action in np.ndindex(made.rewards.shape):
        rows = [made.kernels, other.kernels] if step + 1 < shape[2] else []
        means = [sum(p * v for p, v in zip(k[step, state, action], values[step + 1], strict=True)) for k in rows]
        assert number(found[step, state, action]) == (abs(means[0] - means[1]) if means else 0)


@given(seeds)
def test_a_linear_process_mixes_measures_by_its_features(seed):
    rng = np.random.default_rng(seed)
    features, measures, weights = rows(rng, 3, 2, 2), rows(rng, 1, 2, 3), rows(rng, 2, 2)
    kernels, rewards = linear_process(*map(xp.exact, (features, measures, weights)))
    for state, action, later in np.ndindex(3, 2, 3):
        assert number(kernels[0, state, action, later]) == sum(features[state, action, j] * measures[0, j, later] for j in (0, 1))
    for step, state, action in np.ndindex(2, 3, 2):
        assert number(rewards[step, state, action]) == sum(features[state, action, j] * weights[step, j] for j in (0, 1))


@given(seeds, st.sampled_from([(1, 2, 2), (2, 2, 2)]))
def test_residuals_are_expectations_over_trajectories(seed, shape):
    made, policy = process(seed, shape)
    states, actions, steps = shape
    q = rows(np.random.default_rng(seed), steps, 3, states, actions)
    arrays = made.arrays()
    found = [residual_matrix(*arrays, xp.exact(policy[:, None]), xp.exact(q), step) for step in range(steps)]
    for step, column in np.ndindex(steps, 3):
        total = Fraction(0)
        for path, chance in oracle.trajectories(made.kernels, made.initial, policy):
            state, action = path[step]
            later = q[step + 1, column, path[step + 1][0]].max() if step + 1 < steps else 0
            total += chance * (q[step, column, state, action] - made.rewards[step, state, action] - later)
        assert number(found[step][0, column]) == total


@given(seeds, st.sampled_from([(1, 2, 2), (2, 2, 2)]))
def test_elimination_ends_at_an_optimal_policy(seed, shape):
    made, _ = process(seed, shape)
    kernels, rewards, initial = made.arrays()
    states, actions, steps = shape
    best, values = mdps.optimal_values(kernels, rewards)
    others = rows(np.random.default_rng(seed), steps, 5, states, actions) * steps
    q = xp.stack([xp.concatenate([xp.exact(others[step]), best[step][None]]) for step in range(steps)])
    followed = eliminations(kernels, rewards, initial, q)
    own = mdps.policy_values(kernels, rewards, mdps.greedy(q[:, followed[-1]]))[1]
    assert number(xp.dot(initial, values[0] - own[0])) == 0 and len(followed) <= states * actions * steps + 1
    with pytest.raises(ValueError, match="all 1 functions have residuals"):
        eliminations(kernels, rewards, initial, best[:, None] + 1)


@given(seeds, st.integers(1, 20))
def test_cover_laws_are_laws_that_give_every_cell_its_share(seed, strength):
    made, _ = process(seed, (2, 2, 2))
    policies = mdps.deterministic_policies(2, 2, 2)
    gaps, visits = policy_gaps(*made.arrays(), policies)
    cover = policy_cover(gaps, visits, xp.exact(strength))
    law = cover_law(gaps, cover, xp.exact(strength))
    assert number(xp.sum(law)) == 1 and bool(xp.all(xp.sum(cover, axis=1) == 1))
    assert bool(xp.all(law >= xp.max(cover, axis=0) / (16 + strength * gaps)))
    assert number(xp.min(gaps)) == 0


@given(st.lists(st.floats(0, 2), max_size=6), st.floats(0.1, 50))
def test_the_normaliser_makes_a_law(others, strength):
    gaps = np.array([0.0, *others])
    normaliser = cover_normaliser(gaps, strength)
    assert 1 <= normaliser <= len(gaps) and abs((1 / (normaliser + strength * gaps)).sum() - 1) < 1e-9


def test_bad_processes_are_refused():
    half, one = Fraction(1, 2), Fraction(1)
    kernels = np.full((1, 2, 2, 2), half, dtype=object)
    rewards = np.full((2, 2, 2), one, dtype=object)
    first = np.array([half, half], dtype=object)
    wrong = kernels.copy()
    wrong[0, 1, 0, 0] = Fraction(2, 3)
    with pytest.raises(ValueError, match=r"row \(0, 1, 0\) of the kernels \(step, state, action\) is no law: it sums to 7/6"):
        mdps.Process(wrong, rewards, first)
    with pytest.raises(ValueError, match=r"row 0 of the first state is no law: it sums to 3/2"):
        mdps.Process(kernels, rewards, np.array([half, one], dtype=object))
    with pytest.raises(ValueError, match="negative entry"):
        mdps.Process(kernels, rewards, np.array([3 * half, -half], dtype=object))
    with pytest.raises(ValueError, match="do not fit"):
        mdps.Process(kernels, rewards[:1], first)
    with pytest.raises(ValueError, match="needs rewards"):
        mdps.Process(kernels, rewards[:0], first)
    with pytest.raises(ValueError, match=r"16,777,216 policies, beyond the limit of 1,048,576"):
        mdps.deterministic_policies(4, 6, 2)
    with pytest.raises(ValueError, match="a best policy"):
        cover_normaliser(np.array([1.0]), 1.0)


def test_kernels_without_an_axis_are_no_process():
    """They would be repeated along states, and values come out of another process than was meant."""
    rewards, policy = xp.zeros((2, 2, 2), xp.exact([1])), xp.full((2, 2, 2), xp.ratio(1, 2), xp.exact([1]))
    for kernels in (xp.full((1, 2, 2), xp.ratio(1, 2), rewards), xp.full((2, 2, 2, 2), xp.ratio(1, 2), rewards)):
        with pytest.raises(ValueError, match=r"do not fit rewards of shape \(2, 2, 2\), which need \(1, 2, 2, 2\)"):
            mdps.optimal_values(kernels, rewards)
        with pytest.raises(ValueError, match="do not fit"):
            mdps.policy_values(kernels, rewards, policy)


def planned(learner, rewards, moves, visits):
    """UCB-VI's values of one run, state by state; what was not visited is worth the cap."""
    horizon, states, actions = rewards.shape
    scale = 4 * math.log(2 * states * actions * horizon * learner.episodes / learner.failure)
    q, following = np.empty(rewards.shape), np.zeros(states)
    for step in reversed(range(horizon)):
        for state in range(states):
            for action in range(actions):
                seen, worth = visits[step, state, action], math.inf
                if seen:
                    worth = rewards[step, state, action] + math.sqrt(scale / seen)
                    if step + 1 < horizon:
                        worth += sum(moves[step, state, action, k] / seen * following[k] for k in range(states))
                q[step, state, action] = min(worth, learner.caps[step])
        following = q[step].max(axis=1)
    return q


EPISODES = 120


@pytest.mark.parametrize("shape", [(3, 2, 3), (2, 3, 2), (2, 2, 1), (1, 3, 4), (3, 3, 4)])
def test_optimistic_runs_are_played_step_by_step(shape):
    """The last of the best actions; a next state is the number of cumulative chances that a uniform number exceeds."""
    _, actions, steps = shape
    made, _ = process(7, shape)
    learner = optimistic_values.UcbVi(EPISODES, 0.1, np.arange(steps, 0, -1) * 20.0)  # so high that few values are cut off
    found = optimistic_values.play(learner, made, np.random.default_rng(5), runs=3)
    assert found.shape == (3, EPISODES)
    kernels, rewards = made.kernels.astype(float), made.rewards.astype(float)
    rng, start = np.random.default_rng(5), int(np.argmax(made.initial))
    uniform = [rng.random((steps, 3, 1)) for _ in range(EPISODES)]
    for run in range(3):
        moves, visits = np.zeros(kernels.shape), np.zeros(rewards.shape)
        for episode in range(EPISODES):
            q = planned(learner, rewards, moves, visits)
            state = start
            for step in range(steps):
                best = max(range(actions), key=lambda action: (q[step, state, action], action))
                if step == 0:
                    assert found[run, episode] == best
                visits[step, state, best] += 1
                if step + 1 < steps:
                    reached = np.cumsum(kernels[step, state, best])
                    following = sum(1 for chance in reached if chance < uniform[episode][step, run, 0])
                    moves[step, state, best, following] += 1
                    state = following
