"""Coverage of maximum likelihood against the enumeration of all samples."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measures.pairs import number
from tests.oracles import laws as oracle
from tests.oracles.agreement import check_agreement
from theory_lab import numbers as xp
from theory_lab.learning import likelihood

HALF = Fraction(1, 2)
levels = st.fractions(1, 6, max_denominator=2)
thresholds = st.fractions(0, 1, max_denominator=8)


def laws(n):
    return st.lists(st.integers(0, 5), min_size=n, max_size=n).filter(any).map(oracle.probability)


def check(coverages, truth, draws, threshold, statistic):
    """Mean and tail of a table against the law of the coverage over all sequences of draws."""
    law = oracle.sample_law(truth, draws, statistic)
    array = xp.exact(truth)
    assert number(likelihood.mean(array, draws, coverages)) == oracle.mean(law)
    expected = sum((mass for value, mass in law.items() if value > threshold), Fraction(0))
    assert number(likelihood.tail(array, draws, coverages, threshold)) == expected


@given(st.fractions(0, HALF, max_denominator=9), st.integers(1, 6), levels, thresholds)
def test_bernoulli_class(success, draws, level, threshold):
    truth = [1 - success, success]

    def statistic(counts):
        fitted = min(Fraction(counts[1], draws), HALF)
        return oracle.coverage(truth, [1 - fitted, fitted], level)

    table = likelihood.bernoulli_coverages(xp.exact(truth), draws, level)
    check(table, truth, draws, threshold, statistic)


@given(laws(3), st.integers(1, 4), levels, thresholds)
def test_tabular_class(truth, draws, level, threshold):
    def statistic(counts):
        return oracle.coverage(truth, [Fraction(count, draws) for count in counts], level)

    check(likelihood.tabular_coverages(xp.exact(truth), draws, level), truth, draws, threshold, statistic)


@given(laws(3), st.lists(laws(3), min_size=1, max_size=4), st.integers(1, 4), levels, thresholds)
def test_finite_class_takes_the_worst_of_all_maximisers(truth, models, draws, level, threshold):
    def statistic(counts, needed=None):
        likelihoods = [math.prod(q**c for q, c in zip(model, counts, strict=True)) for model in models]
        least = max(likelihoods) if needed is None else likelihoods[needed]
        eligible = [m for m, value in zip(models, likelihoods, strict=True) if value >= least]
        return max(oracle.coverage(truth, model, level) for model in eligible)

    arrays = xp.exact(truth), xp.exact(models)
    check(likelihood.class_coverages(*arrays, draws, level), truth, draws, threshold, statistic)
    likelier = likelihood.likelier_coverages(*arrays, 0, draws, level)
    check(likelier, truth, draws, threshold, lambda counts: statistic(counts, needed=0))


def test_tabular_mean_is_a_sum_of_binomial_tails():
    """``sum_y p_y P(Bin(n, p_y) <= n p_y / N)`` at n = 40."""
    truth, draws, level = [Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)], 40, 3
    expected = Fraction(0)
    for p in truth:
        masses = [math.comb(draws, k) * p**k * (1 - p) ** (draws - k) for k in range(draws + 1)]
        expected += p * sum(mass for k, mass in enumerate(masses) if k * level <= draws * p)
    table = likelihood.tabular_coverages(xp.exact(truth), draws, level)
    assert number(likelihood.mean(xp.exact(truth), draws, table)) == expected


def test_large_samples_do_not_underflow_in_floats():
    """Two models with masses near 1e-40 on the sample, n = 1000: the exact maximisers are found."""
    truth, models = np.array([0.9, 0.1]), np.array([[0.5, 0.5], [0.45, 0.55]])
    floats = likelihood.class_coverages(truth, models, 1000, 1)
    exact = likelihood.class_coverages(
        xp.exact(["9/10", "1/10"]), xp.exact([["1/2", "1/2"], ["9/20", "11/20"]]), 1000, 1
    )
    assert floats.tolist() == [float(v) for v in exact.payload[:, 0]]


@given(laws(2).filter(all), st.lists(laws(2).filter(all), min_size=1, max_size=3), st.integers(1, 12))
def test_arithmetics_agree(truth, models, draws):
    """Multinomial masses are exponentials of sums of size up to 50: 400 ulps. The level 7/3 is never attained."""
    level = Fraction(7, 3) + Fraction(1, 10**7)

    def mean(p, q):
        return likelihood.mean(p, draws, likelihood.class_coverages(p, q, draws, level))

    check_agreement(mean, truth, models, ulps=400)


@given(st.lists(laws(4), min_size=1, max_size=4), st.lists(st.integers(0, 6), min_size=4, max_size=4).filter(any))
def test_mixture_fit_has_a_small_exact_slack(components, counts):
    if any(count and not any(row[y] for row in components) for y, count in enumerate(counts)):
        with pytest.raises(ValueError, match="no component gives positive probability"):
            likelihood.mixture_fit(xp.exact(components), counts)
        return
    fit = likelihood.mixture_fit(xp.exact(components), counts)
    assert min(fit.weights) >= 0 and sum(fit.weights) == 1
    mixture = [sum(w * row[y] for w, row in zip(fit.weights, components, strict=True)) for y in range(4)]
    ratios = [
        sum(c * row[y] / mixture[y] for y, c in enumerate(counts) if c) / sum(counts) for row in components
    ]
    assert fit.slack == max(ratios) - 1
    assert 0 <= fit.slack < Fraction(1, 10**9)


def test_mixture_of_disjoint_components_counts():
    fit = likelihood.mixture_fit(xp.exact([[1, 0, 0], [0, "1/2", "1/2"]]), [3, 1, 0])
    assert abs(fit.weights[0] - Fraction(3, 4)) < Fraction(1, 10**12)
