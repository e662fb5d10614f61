"""Coverage of maximum likelihood against the enumeration of all samples."""

import itertools
import math
from fractions import Fraction

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.measures.pairs import number
from tests.oracles import laws as oracle
from tests.oracles.agreement import check_agreement
from theory_lab import numbers as xp
from theory_lab.learning.likelihood import likeliest, maximisers
from theory_lab.measures.divergences import kl
from theory_lab.numbers.whole.types import count_vectors

HALF = Fraction(1, 2)
levels = fractions(1, 6, 2)
thresholds = fractions(0, 1, 8)


def laws(n):
    return st.lists(st.integers(0, 5), min_size=n, max_size=n).filter(any).map(oracle.probability)


def check(coverages, truth, draws, threshold, statistic):
    """Mean and tail of a table against the law of the coverage over all sequences of draws."""
    law = oracle.sample_law(truth, draws, statistic)
    array = xp.exact(truth)
    assert number(maximisers.mean(array, draws, coverages)) == oracle.mean(law)
    expected = sum((mass for value, mass in law.items() if value > threshold), Fraction(0))
    assert number(maximisers.tail(array, draws, coverages, threshold)) == expected


@given(fractions(0, HALF, 9), st.integers(1, 6), levels, thresholds)
def test_bernoulli_class(success, draws, level, threshold):
    truth = [1 - success, success]

    def statistic(counts):
        fitted = min(Fraction(counts[1], draws), HALF)
        return oracle.coverage(truth, [1 - fitted, fitted], level)

    table = maximisers.bernoulli_coverages(xp.exact(truth), draws, level)
    check(table, truth, draws, threshold, statistic)


@given(laws(3), st.integers(1, 4), levels, thresholds)
def test_tabular_class(truth, draws, level, threshold):
    def statistic(counts):
        return oracle.coverage(truth, [Fraction(count, draws) for count in counts], level)

    check(maximisers.tabular_coverages(xp.exact(truth), draws, level), truth, draws, threshold, statistic)


@given(laws(3), st.lists(laws(3), min_size=1, max_size=4), st.integers(1, 4), levels, thresholds)
def test_finite_class_takes_the_worst_of_all_maximisers(truth, models, draws, level, threshold):
    def statistic(counts, needed=None):
        likelihoods = [math.prod(q**c for q, c in zip(model, counts, strict=True)) for model in models]
        least = max(likelihoods) if needed is None else likelihoods[needed]
        eligible = [m for m, value in zip(models, likelihoods, strict=True) if value >= least]
        return max(oracle.coverage(truth, model, level) for model in eligible)

    arrays = xp.exact(truth), xp.exact(models)
    check(maximisers.class_coverages(*arrays, draws, level), truth, draws, threshold, statistic)
    likelier = maximisers.likelier_coverages(*arrays, 0, draws, level)
    check(likelier, truth, draws, threshold, lambda counts: statistic(counts, needed=0))


def test_tabular_mean_is_a_sum_of_binomial_tails():
    """``sum_y p_y P(Bin(n, p_y) <= n p_y / N)`` at n = 40."""
    truth, draws, level = [Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)], 40, 3
    expected = Fraction(0)
    for p in truth:
        masses = [math.comb(draws, k) * p**k * (1 - p) ** (draws - k) for k in range(draws + 1)]
        expected += p * sum(mass for k, mass in enumerate(masses) if k * level <= draws * p)
    table = maximisers.tabular_coverages(xp.exact(truth), draws, level)
    assert number(maximisers.mean(xp.exact(truth), draws, table)) == expected


def test_large_samples_do_not_underflow_in_floats():
    """Two models with masses near 1e-40 on the sample, n = 1000: the exact maximisers are found."""
    truth, models = np.array([0.9, 0.1]), np.array([[0.5, 0.5], [0.45, 0.55]])
    floats = maximisers.class_coverages(truth, models, 1000, 1)
    exact = maximisers.class_coverages(xp.exact(["9/10", "1/10"]), xp.exact([["1/2", "1/2"], ["9/20", "11/20"]]), 1000, 1)
    assert floats.tolist() == [float(v) for v in exact.numbers()]


@settings(max_examples=50)
@given(laws(3), st.lists(laws(3), min_size=1, max_size=4), st.integers(1, 5))
def test_float_tables_are_the_exact_ones(truth, models, draws):
    """Impossible samples, ties and zeros included; the level is never attained."""
    level = Fraction(9, 4) + Fraction(1, 10**6)
    floats = np.array(truth, dtype=float), np.array(models, dtype=float)
    for table in (
        lambda p, q: maximisers.class_coverages(p, q, draws, level),
        lambda p, q: maximisers.likelier_coverages(p, q, 0, draws, level),
    ):
        exact = [float(v) for v in table(xp.exact(truth), xp.exact(models)).numbers()]
        assert np.abs(table(*floats) - exact).max() < 1e-15


def spread_models():
    return np.random.default_rng(5).dirichlet(np.ones(4), 20)


@pytest.mark.parametrize(
    ("models", "draws"),
    [
        (spread_models(), 40),
        (np.concatenate([spread_models(), spread_models()[::-1]]), 40),  # each model twice
        (spread_models()[:, :2] / spread_models()[:, :2].sum(axis=1, keepdims=True), 5000),
        (np.array([[0.25, 0.25, 0.5, 0.0], [0.0, 0.25, 0.25, 0.5], [0.5, 0.0, 0.25, 0.25], [0.5, 0.5, 0.0, 0.0]]), 40),
        (np.array([[1.0, 0.0, 0.0], [0.5, 0.0, 0.5], [0.0, 0.0, 1.0]]), 120),  # most samples are impossible
        (np.array([[0.5, 0.25, 0.25], [0.25, 0.25, 0.5], [0.25, 0.5, 0.25]]), 120),  # ties on whole lines of count vectors
        (np.full((3, 5), 0.2), 20),
        (np.array([[0.5, 0.0, 0.5], [0.25, 0.0, 0.75]]), 120),  # no model has the outcome whose count goes up along a row
    ],
)
def test_leaps_choose_as_each_count_vector_by_itself(models, draws):
    values = np.random.default_rng(6).permutation(len(models)) / len(models)
    order = np.argsort(-values)
    logs = np.where(models > 0, np.log(np.where(models > 0, models, 1)), likeliest._IMPOSSIBLE)[order]
    alone = likeliest._one_by_one(logs, values[order], draws, None)
    assert len(alone) > likeliest._CHUNK and len(np.unique(alone)) > (len(np.unique(models, axis=0)) > 1)
    assert np.array_equal(likeliest.worst_of_likeliest(models, values, draws), alone)


@given(laws(2).filter(all), st.lists(laws(2).filter(all), min_size=1, max_size=3), st.integers(1, 12))
def test_arithmetics_agree(truth, models, draws):
    """Multinomial masses are exponentials of sums of size up to 50: 400 ulps. The level 7/3 is never attained."""
    level = Fraction(7, 3) + Fraction(1, 10**7)

    def mean(p, q):
        return maximisers.mean(p, draws, maximisers.class_coverages(p, q, draws, level))

    check_agreement(mean, truth, models, ulps=400)


def floored(counts, floor):
    """The likeliest law with masses from ``floor``: of all choices of which masses are at the floor, the best feasible one."""
    candidates = []
    for raised in itertools.product((False, True), repeat=len(counts)):
        used = sum(c for c, low in zip(counts, raised, strict=True) if not low)
        scale = (1 - floor * sum(raised)) / used if used else None
        if used or all(raised):
            law = [floor if low else c * scale for c, low in zip(counts, raised, strict=True)]
            if min(law) >= floor and sum(law) == 1:
                candidates.append(law)
    return max(candidates, key=lambda law: math.prod(q**c for q, c in zip(law, counts, strict=True)))


@settings(max_examples=25)
@given(laws(3), st.integers(1, 4), levels, thresholds, st.sampled_from([Fraction(1, 3), Fraction(1, 5), Fraction(1, 16)]))
def test_floored_class(weights, draws, level, threshold, floor):
    truth = [floor + (1 - 3 * floor) * p for p in weights]
    table = maximisers.floored_coverages(xp.exact(truth), draws, level, floor)
    check(table, truth, draws, threshold, lambda counts: oracle.coverage(truth, floored(counts, floor), level))
    divergences = maximisers.floored_divergences(xp.exact(truth), draws, floor)
    for counts, value in zip(count_vectors(draws, 3).tolist(), divergences, strict=True):
        assert bool(value == kl(xp.exact(truth), xp.exact(floored(counts, floor))))


@settings(max_examples=25)
@given(laws(2), laws(2), laws(2), st.integers(1, 4), levels, thresholds)
def test_prompts(prompts, first, second, draws, level, threshold):
    """Joint law of prompt and answer against the conditional frequencies, unseen prompts uncovered."""
    truth = [mu * p for mu, row in zip(prompts, (first, second), strict=True) for p in row]

    def statistic(counts):
        rows = [counts[:2], counts[2:]]
        fitted = [Fraction(c, sum(row)) if sum(row) else Fraction(0) for row in rows for c in row]
        conditional = [*first, *second]
        return sum((m for m, p, q in zip(truth, conditional, fitted, strict=True) if p >= level * q), Fraction(0))

    table = maximisers.prompted_coverages(xp.exact(prompts), xp.exact([first, second]), draws, level)
    check(table, truth, draws, threshold, statistic)


@given(laws(3), st.integers(1, 4), levels, fractions(Fraction(1, 10), 1, 10))
def test_quantile(truth, draws, level, share):
    table = maximisers.tabular_coverages(xp.exact(truth), draws, level)
    found = number(maximisers.quantile(xp.exact(truth), draws, table, share))
    law = oracle.sample_law(truth, draws, lambda counts: oracle.coverage(truth, [Fraction(c, draws) for c in counts], level))
    below = sum((mass for value, mass in law.items() if value < found), Fraction(0))
    up_to = sum((mass for value, mass in law.items() if value <= found), Fraction(0))
    assert below < share <= up_to
    floats = np.array(truth, dtype=float)
    with pytest.raises(ValueError, match=r"in \(0, 1\], got 0"):
        maximisers.quantile(floats, draws, maximisers.tabular_coverages(floats, draws, level), 0)


def test_under_jit_and_vmap():
    """Mean coverage of the worst maximiser for many truths at once, in JAX."""
    truths = np.random.default_rng(0).dirichlet(np.ones(3), 5)
    models = np.random.default_rng(1).dirichlet(np.ones(3), 6)

    def mean(truth, classes):
        return maximisers.mean(truth, 6, maximisers.class_coverages(truth, classes, 6, Fraction(5, 2)))

    mapped = jax.jit(jax.vmap(mean, (0, None)))(jnp.asarray(truths), jnp.asarray(models))
    assert np.abs(np.asarray(mapped) - [mean(truth, models) for truth in truths]).max() < 1e-13


def test_bad_input_is_named():
    truth, models = xp.exact(["1/4", "3/4"]), xp.exact([["1/4", "1/4"]])
    with pytest.raises(ValueError, match="level of a coverage must be at least 1, got 1/2"):
        maximisers.tabular_coverages(truth, 3, HALF)
    with pytest.raises(ValueError, match="model 0 has total mass 1/2"):
        maximisers.class_coverages(truth, models, 3, 2)
    with pytest.raises(ValueError, match=r"the data law has total mass 0\.9"):
        maximisers.tabular_coverages(np.array([0.5, 0.4]), 3, 2)
    with pytest.raises(ValueError, match=r"success probability 3/4 and is outside the class, where it is in \[0, 1/2\]"):
        maximisers.bernoulli_coverages(truth, 3, 2)
    with pytest.raises(ValueError, match=r"smallest mass 1/4 and is outside the class, where it is in \[1/3, 1\]"):
        maximisers.floored_coverages(truth, 3, 2, Fraction(1, 3))
    with pytest.raises(ValueError, match=r"in \(0, 1/2\], got 2/3"):
        maximisers.floored_coverages(xp.exact(["2/3", "1/3"]), 3, 2, Fraction(2, 3))


def test_float_masses_may_differ_from_1_by_what_another_order_of_summing_makes():
    """By 2^-33, and by no more than 2^-32."""
    for change, refused in ((2.0**-33, False), (-(2.0**-33), False), (2.0**-31, True), (-(2.0**-31), True)):
        truth = np.array([0.5, 0.5 + change])
        fitting = np.array([0.5 - change, 0.5 + change])
        if refused:
            with pytest.raises(ValueError, match="total mass"):
                maximisers.tabular_coverages(truth, 3, 2)
        else:
            assert len(maximisers.tabular_coverages(truth, 3, 2)) == 4
        if refused and change > 0:
            with pytest.raises(ValueError, match="outside the class"):
                maximisers.bernoulli_coverages(fitting, 3, 2)
        else:
            assert len(maximisers.bernoulli_coverages(fitting, 3, 2)) == 4


def test_many_draws_do_not_underflow_in_batches_either():
    """At 2000 draws every likelihood is below 1e-600; divided by the largest ones they are not."""
    truth, models = np.array([0.9, 0.1]), np.array([[0.5, 0.5], [0.45, 0.55]])
    both = (xp.floats(np.stack([x, x], axis=-1), batched=True) for x in (truth, models))
    found = maximisers.class_coverages(*both, 2000, Fraction(19, 10)).numbers(batched=True)
    alone = maximisers.class_coverages(truth, models, 2000, Fraction(19, 10))
    assert (found[:, 0] == alone).all() and (found[:, 1] == alone).all() and len(set(alone.tolist())) == 2


def test_what_a_quantile_and_a_floor_need():
    truth = xp.exact(["1/4", "3/4"])
    table = maximisers.tabular_coverages(truth, 3, 2)
    many = xp.exact([["1/4", "1/2"], ["3/4", "1/2"]], batched=True)
    for arguments in ((many, 3, table), (truth, 3, maximisers.tabular_coverages(many, 3, 2))):
        with pytest.raises(TypeError, match="a quantile sorts the table"):
            maximisers.quantile(*arguments, HALF)
    with pytest.raises(ValueError, match=r"in \(0, 1\], got 3/2"):
        maximisers.quantile(truth, 3, table, Fraction(3, 2))
    with pytest.raises(ValueError, match=r"in \(0, 1/2\], got 0"):
        maximisers.floored_coverages(truth, 3, 2, Fraction(0))
    half = xp.exact(["1/2", "1/2"])  # at the largest floor the class is one law
    assert maximisers.floored_coverages(half, 3, 1, HALF).fractions().tolist() == [1] * 4


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (lambda law: maximisers.tabular_coverages(law, 0, 2), "at least one draw, not of 0"),
        (lambda law: maximisers.bernoulli_coverages(law, 0, 2), "at least one draw, not of 0"),
        (lambda law: maximisers.floored_coverages(law, 0, 2, Fraction(1, 3)), "at least one draw, not of 0"),
        (lambda law: maximisers.class_coverages(law, xp.exact([[1, 0], [2, -1]]), 1, 2), "model 1 has a negative probability -1"),
        (lambda law: maximisers.class_coverages(law, xp.floats([[2.0, -1.0]]), 1, 2), "model 0 has a negative probability -1"),
        (lambda law: maximisers.class_coverages(law, xp.floats([[np.nan, 1.0]]), 1, 2), "model 0 has total mass nan"),
        (lambda law: maximisers.class_coverages(law, xp.exact(np.zeros((0, 2), int)), 1, 2), "at least one model"),
        (lambda law: maximisers.likelier_coverages(law, xp.exact([[1, 0]]), 1, 1, 2), "one of 1 models, from 0, not 1"),
        (lambda law: maximisers.likelier_coverages(law, xp.exact([[1, 0]]), -1, 1, 2), "one of 1 models, from 0, not -1"),
        (lambda law: maximisers.prompted_coverages(2 * law, xp.exact([[1, 0], [0, 1]]), 1, 2), "law of prompts has total mass 2"),
    ],
)
def test_what_has_no_maximiser_is_refused(request_, message):
    with pytest.raises(ValueError, match=message):
        request_(xp.exact([Fraction(1, 2), Fraction(1, 2)]))
