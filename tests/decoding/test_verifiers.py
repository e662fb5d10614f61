"""Error models of verifiers: their declared sizes, their shapes, and what is said about unusable ones."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import TREES
from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Table
from theory_lab.claims.verdicts.judge import judge
from theory_lab.decoding import verifiers
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 3)
STEPS = xp.exact([Fraction(1, 2)] * (TREE.size - 1))
REWARD = xp.exact([0, 1, 2, 3, 1, 0, 5, 1])
VALUES = laws.value(TREE, STEPS, REWARD)
kappas = st.sampled_from([Fraction(1), Fraction(3, 2), Fraction(2), Fraction(10)])


def inner(guide):
    return fractions_of(guide)[: TREE.leaves[0] - 1]


def leaves(guide):
    return fractions_of(guide[TREE.leaves - 1])


@given(kappas, st.integers(0, 99))
def test_bounded_factors_keep_their_declared_error(kappa, seed):
    for model in (verifiers.log_uniform, verifiers.two_point):
        factors = model(np.random.default_rng(seed), TREE, kappa)
        assert all(isinstance(f, Fraction) and 1 / kappa <= f <= kappa for f in factors)
        guide = verifiers.perturbed(TREE, VALUES, factors)
        assert leaves(guide) == fractions_of(REWARD)
        assert inner(guide) == [v * f for v, f in zip(fractions_of(VALUES[1:]), factors, strict=True)][: TREE.leaves[0] - 1]
        assert bool(verifiers.uniform_error(TREE, VALUES, guide) <= kappa)
    assert bool(verifiers.uniform_error(TREE, VALUES, guide) == kappa)  # two-point errors attain it


def test_the_two_ends_are_equally_likely_and_log_uniform_factors_are_spread():
    tree, rng = Tree.complete(2, 11), np.random.default_rng(0)
    ups = sum(f == 3 for f in verifiers.two_point(rng, tree, 3)) / (tree.size - 1)
    assert abs(ups - 0.5) < 0.04
    exponents = np.log([float(f) for f in verifiers.log_uniform(rng, tree, 8)]) / np.log(8)
    assert np.abs(np.quantile(exponents, [0.25, 0.5, 0.75]) - [-0.5, 0, 0.5]).max() < 0.06


def test_tails():
    tree, rng = Tree.complete(2, 11), np.random.default_rng(0)
    exponents = np.log([float(f) for f in verifiers.log_normal(rng, tree, Fraction(1, 2))])
    assert abs(exponents.std() - 0.5) < 0.03 and abs(exponents.mean()) < 0.03
    heavy = np.log([float(f) for f in verifiers.student(rng, tree, 1, 1)])
    assert heavy.max() == pytest.approx(20, abs=1e-3) and abs(np.median(heavy)) < 0.1


def test_factors_by_action_and_by_level():
    assert verifiers.by_action(TREE, {1: 2}).tolist()[:4] == [1, 2, 1, 2]
    assert verifiers.by_level(TREE, [2, 3, 5]).tolist() == [2] * 2 + [3] * 4 + [5] * 8
    with pytest.raises(ValueError, match="depth 3 needs as many factors, got 2"):
        verifiers.by_level(TREE, [1, 2])


def test_delayed_scores_and_dead_weight():
    delayed = verifiers.delayed(TREE, VALUES)
    assert fractions_of(delayed) == [fractions_of(VALUES)[p] for p in TREE.parent[1:]]
    assert leaves(verifiers.with_leaves(TREE, delayed, REWARD)) == fractions_of(REWARD)
    reward = xp.exact([0, 0, 2, 3, 1, 0, 5, 1])
    values = laws.value(TREE, STEPS, reward)
    guide = verifiers.dead_weight(TREE, values, 7)
    assert inner(guide) == [v or 7 for v in fractions_of(values[1:])][: TREE.leaves[0] - 1]
    assert leaves(guide) == fractions_of(reward)
    assert xp.value(verifiers.uniform_error(TREE, values, guide)).infinite > 0


def test_exact_leaves_stay_in_leaf_order_on_uneven_trees():
    tree = Tree.from_words([(0,), (1, 0), (1, 2, 0), (1, 2, 1)])
    guide = verifiers.with_leaves(tree, xp.exact([90, 91, 92, 93, 94, 95]), xp.exact([1, 2, 3, 4]))
    assert fractions_of(guide[tree.leaves - 1]) == [1, 2, 3, 4]
    assert fractions_of(guide) == [1, 91, 2, 93, 3, 4]


def test_rollouts_estimate_values():
    reward = xp.exact([0, 1, 1, 0, 1, 1, 1, 0])
    values, rng = laws.value(TREE, STEPS, reward), np.random.default_rng(3)
    counts = verifiers.rollouts(rng, values, 10_000)
    raw = verifiers.frequencies(counts, 10_000, smoothed=False)
    assert max(abs(f - v) for f, v in zip(raw, fractions_of(values[1:]), strict=True)) < Fraction(3, 100)
    assert verifiers.frequencies(np.array([0, 3]), 3, smoothed=True).tolist() == [Fraction(1, 8), Fraction(7, 8)]
    assert verifiers.frequencies(np.array([0, 3]), 3, smoothed=False).tolist() == [0, 1]
    with pytest.raises(ValueError, match="at least 1 rollout"):
        verifiers.frequencies(np.array([0]), 0, smoothed=False)
    with pytest.raises(ValueError, match=r"reach from 0\.0 to 5\.0"):
        verifiers.rollouts(rng, VALUES, 3)


@given(kappas, st.integers(0, 99))
def test_mean_errors_are_expectations_under_the_target(kappa, seed):
    guide = verifiers.perturbed(TREE, VALUES, verifiers.log_uniform(np.random.default_rng(seed), TREE, kappa))
    over, under = map(fractions_of, verifiers.mean_errors(TREE, STEPS, VALUES, guide))
    reached = fractions_of(laws.reach(TREE, STEPS))
    exact, scores = fractions_of(VALUES), [None, *fractions_of(guide)]
    for h, level in enumerate(TREE.levels[1:]):
        masses = {v: reached[v] * exact[v] / exact[0] for v in range(level.start, level.stop) if exact[v]}
        assert over[h] == sum(m * scores[v] / exact[v] for v, m in masses.items())
        assert under[h] == sum(m * exact[v] / scores[v] for v, m in masses.items())
    assert over[-1] == under[-1] == 1


def test_scores_of_zero_lose_words_which_are_named():
    guide = verifiers.perturbed(TREE, VALUES, np.array([1, 1, 0, 1, 1, 1] + [1] * 8))
    assert verifiers.lost_words(TREE, VALUES, guide) == ((0, 0, 1),)
    with pytest.raises(ValueError, match=r"0 on prefixes of 1 solutions.*\(0, 0, 1\); smooth it"):
        verifiers.require_usable(TREE, VALUES, guide)
    everything = xp.zeros((TREE.size - 1,), like=VALUES)
    with pytest.raises(ValueError, match=r"6 solutions.*\(0, 0, 1\), .*, \.\.\.; smooth"):
        verifiers.require_usable(TREE, VALUES, everything)
    verifiers.require_usable(TREE, VALUES, VALUES[1:])


def test_bad_input():
    with pytest.raises(ValueError, match=r"score of the prefix \(1,\) is -1"):
        verifiers.require_usable(TREE, VALUES, xp.exact([1, -1, *[1] * 12]))
    with pytest.raises(ValueError, match=r"scores the 14 nodes"):
        verifiers.require_usable(TREE, VALUES, xp.exact([1]))
    with pytest.raises(ValueError, match="at least 1, got 1/2"):
        verifiers.two_point(np.random.default_rng(0), TREE, Fraction(1, 2))
    with pytest.raises(TypeError, match=r"Fraction\(3, 2\)"):
        verifiers.log_uniform(np.random.default_rng(0), TREE, 1.5)


def test_leaves_off_the_reward_make_a_claim_vacuous_and_are_counted():
    tree = Tree.complete(2, 1)
    claim = Claim(
        statement="the limit law is the target when leaf scores are the reward",
        source=Source("test", "leaf law", status="derived"),
        space=Space(reward=Table(2, 1, 2), guide=Table(2, 1, 2)),
        given={"exact leaves": lambda i: verifiers.has_exact_leaves(tree, i.guide, i.reward)},
        relation="==",
        lhs=lambda i: xp.sum(abs(i.guide / xp.sum(i.guide) - i.reward / xp.sum(i.reward))),
        rhs=lambda i: 0,
    )
    outcomes = [judge(claim, {"reward": [1, 1, 2], "guide": guide}).outcome for guide in ([1, 1, 2], [1, 2, 1], [1, 1, 1])]
    assert outcomes == ["holds", "vacuous", "vacuous"]


def test_arithmetics_agree():
    factors = verifiers.log_uniform(np.random.default_rng(0), TREE, 3)

    def error(steps, reward):
        values = laws.value(TREE, steps, reward)
        return verifiers.uniform_error(TREE, values, verifiers.perturbed(TREE, values, factors))

    check_agreement(error, fractions_of(STEPS), [1, 2, 3, 4, 5, 6, 7, 8], ulps=16)


@st.composite
def scored(draw):
    """A tree, whole weights of its steps, rewards of words and scores of prefixes, of which some are 0."""
    tree = draw(st.sampled_from(TREES))
    vector = st.lists(st.integers(0, 3), min_size=tree.size - 1, max_size=tree.size - 1)
    rewards = st.lists(st.integers(0, 3), min_size=len(tree.leaves), max_size=len(tree.leaves)).filter(any)
    steps = laws.normalised(tree, xp.exact(draw(vector.map(lambda weights: [weight + 1 for weight in weights]))))
    return tree, steps, draw(rewards), draw(vector)


def compared(a, b):
    """``a / b``, 1 where both are 0 and infinite where only ``b`` is."""
    return Fraction(a) / b if b else Fraction(1) if not a else math.inf


def shown(number):
    """A fraction, or infinity."""
    return number.infinite * math.inf if number.infinite else number.fraction


@given(scored())
def test_sizes_of_errors_are_their_sums_on_every_level(drawn):
    """Node by node, where values or scores may be 0: over the target and, of scores, over all that the reference reaches."""
    tree, steps, reward, guide = drawn
    values, chances = laws.value(tree, steps, xp.exact(reward)), fractions_of(steps)
    exact, mass = fractions_of(values), [Fraction(1)]
    for v in range(1, tree.size):
        mass.append(mass[tree.parent[v]] * chances[v - 1])
    levels = [range(level.start, level.stop) for level in tree.levels[1:]]
    over = [sum(mass[v] * guide[v - 1] for v in level) / exact[0] for level in levels]
    under = [sum(mass[v] * exact[v] / exact[0] * compared(exact[v], guide[v - 1]) for v in level if exact[v]) for level in levels]
    found = verifiers.mean_errors(tree, steps, values, xp.exact(guide))
    assert [shown(xp.value(one)) for one in found[0]] == over
    assert [shown(xp.value(one)) for one in found[1]] == under
    inner = [v for v in range(1, tree.size) if tree.child_count[v]]
    quotients = [compared(*pair) for v in inner for pair in ((exact[v], guide[v - 1]), (guide[v - 1], exact[v]))]
    assert shown(xp.value(verifiers.uniform_error(tree, values, xp.exact(guide)))) == max([Fraction(1), *quotients])


@given(scored())
def test_lost_words_have_a_prefix_of_score_0(drawn):
    tree, steps, reward, guide = drawn
    lost = []
    for leaf, worth in zip(tree.leaves.tolist(), reward, strict=True):
        prefixes = [v for v in range(1, tree.size) if tree.words[leaf][: tree.depths[v]] == tree.words[v]]
        lost += [tree.words[leaf]] if worth and any(guide[v - 1] == 0 for v in prefixes) else []
    values = laws.value(tree, steps, xp.exact(reward))
    assert verifiers.lost_words(tree, values, xp.exact(guide)) == tuple(lost)


def on_the_grid(exponents):
    """``exp`` to the nearest of 1/1024, 2/1024, ..."""
    return [Fraction(max(1, round(1024 * math.exp(x))), 1024) for x in exponents]


@pytest.mark.parametrize(("seed", "size"), [(0, 3), (1, Fraction(3, 2)), (2, 5000)])
def test_drawn_factors_are_the_nearest_on_the_grid(seed, size):
    tree = Tree.complete(2, 6)
    n = tree.size - 1

    def rng():
        return np.random.default_rng(seed)

    exponents = [u * math.log(size) for u in rng().uniform(-1, 1, n).tolist()]
    within = [min(max(factor, Fraction(1) / size), Fraction(size)) for factor in on_the_grid(exponents)]
    assert verifiers.log_uniform(rng(), tree, size).tolist() == within
    ups = [Fraction(size) if up else Fraction(1) / size for up in rng().integers(0, 2, n)]
    assert verifiers.two_point(rng(), tree, size).tolist() == ups
    normal = [float(size) * x for x in rng().standard_normal(n)]
    assert seed == 2 or verifiers.log_normal(rng(), tree, size).tolist() == on_the_grid(normal)
    heavy = [min(max(float(size) * x, -20.0), 20.0) for x in rng().standard_t(2, n)]
    assert verifiers.student(rng(), tree, size, 2).tolist() == on_the_grid(heavy)


def test_rollouts_are_binomial_and_estimates_their_shares():
    values = xp.exact([Fraction(1, 2), 0, Fraction(1, 3), 1])
    drawn = verifiers.rollouts(np.random.default_rng(5), values, 40)
    assert drawn.tolist() == np.random.default_rng(5).binomial(40, [0, 1 / 3, 1]).tolist()
    assert drawn[0] == 0 and drawn[2] == 40
    for wrong in (Fraction(-1, 10**9), 1 + Fraction(1, 10**9)):
        with pytest.raises(ValueError, match="rollouts succeed with a probability"):
            verifiers.rollouts(np.random.default_rng(5), xp.exact([0, wrong]), 40)
    assert verifiers.frequencies(np.array([0, 1]), 1, smoothed=True).tolist() == [Fraction(1, 4), Fraction(3, 4)]
    assert verifiers.frequencies(np.array([3]), 7, smoothed=False).tolist() == [Fraction(3, 7)]


def test_five_lost_words_are_named_and_more_are_not():
    lost = [1.0] * 6 + [1, 0, 0, 0, 0, 1, 0, 1]
    with pytest.raises(ValueError, match=r"of 5 solutions, [^.]*\(1, 1, 0\); smooth"):
        verifiers.require_usable(TREE, VALUES, xp.exact([int(x) for x in lost]))
    with pytest.raises(ValueError, match=r"of 6 solutions, [^.]*\(1, 1, 0\), \.\.\.; smooth"):
        verifiers.require_usable(TREE, VALUES, xp.exact([int(x) for x in lost[:-1]] + [0]))


def test_verifiers_of_trees_without_inner_prefixes_are_exact():
    tree = Tree.complete(2, 1)
    assert xp.value(verifiers.uniform_error(tree, xp.exact([1, 0, 2]), xp.exact([5, 0]))).fraction == 1
    assert fractions_of(verifiers.dead_weight(tree, xp.exact([1, 0, 2]), 9)) == [0, 2]
