"""Mixtures: the certified fit, and the coverage of the maximiser of two components against bisection."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measures.pairs import number
from tests.oracles import laws as oracle
from theory_lab import numbers as xp
from theory_lab.learning.likelihood import mixtures
from theory_lab.learning.likelihood.mixtures import NotConverged


def laws(n, least=0):
    return st.lists(st.integers(least, 5), min_size=n, max_size=n).filter(any).map(oracle.probability)


@given(st.lists(laws(4), min_size=1, max_size=4), st.lists(st.integers(0, 6), min_size=4, max_size=4).filter(any))
def test_mixture_fit_has_a_small_exact_slack(components, counts):
    if any(count and not any(row[y] for row in components) for y, count in enumerate(counts)):
        with pytest.raises(ValueError, match="no component gives positive probability"):
            mixtures.mixture_fit(xp.exact(components), counts)
        return
    fit = mixtures.mixture_fit(xp.exact(components), counts)
    assert min(fit.weights) >= 0 and sum(fit.weights) == 1
    mixture = [sum(w * row[y] for w, row in zip(fit.weights, components, strict=True)) for y in range(4)]
    ratios = [sum(c * row[y] / mixture[y] for y, c in enumerate(counts) if c) / sum(counts) for row in components]
    assert fit.slack == max(ratios) - 1
    assert 0 <= fit.slack < Fraction(1, 10**9)


def test_mixture_of_disjoint_components_counts():
    fit = mixtures.mixture_fit(xp.exact([[1, 0, 0], [0, "1/2", "1/2"]]), [3, 1, 0])
    assert abs(fit.weights[0] - Fraction(3, 4)) < Fraction(1, 10**12)


def test_a_solver_that_stops_early_names_the_instance(monkeypatch):
    monkeypatch.setattr(mixtures, "_newton", lambda table, counts: np.array([0.5, 0.5]))
    with pytest.raises(NotConverged, match=r"counts \[3, 1, 0\] under the components \[\['1', '0', '0'\]"):
        mixtures.mixture_fit(xp.exact([[1, 0, 0], [0, "1/2", "1/2"]]), [3, 1, 0])


def likeliest(first, second, counts):
    """All weights of a grid of maximal likelihood, and the two ends of the maximisers found by bisection."""

    def slope(a):
        return sum(c * (p - q) / (a * p + (1 - a) * q) for c, p, q in zip(counts, first, second, strict=True))

    ends = []
    for strict in (True, False):
        low, high = Fraction(0), Fraction(1)
        rising = (lambda a: slope(a) > 0) if strict else (lambda a: slope(a) >= 0)
        if rising(high):
            low = high
        elif not rising(low):
            high = low
        while high - low > Fraction(1, 2**40):
            middle = (low + high) / 2
            low, high = (middle, high) if rising(middle) else (low, middle)
        ends.append((low, high))
    return ends


@given(laws(3), laws(3, 1), laws(3, 1), st.lists(st.integers(0, 6), min_size=3, max_size=3).filter(any), st.integers(1, 4))
def test_pair_coverages_against_bisection(truth, first, second, counts, level):
    ours = number(mixtures.pair_coverages(*map(xp.exact, (truth, first, second)), np.array([counts]), level)[0])
    (least, _), (_, most) = likeliest(first, second, counts)
    covered, missed = Fraction(0), Fraction(0)
    for p, a, b in zip(truth, first, second, strict=True):
        ends = [p >= level * (w * a + (1 - w) * b) for w in (least, most)]
        shifted = [level + shift for shift in (Fraction(-1, 2**30), Fraction(1, 2**30))]
        near = [p >= bar * (w * a + (1 - w) * b) for w in (least, most) for bar in shifted]
        covered += p * (p > 0 and all(ends) and all(near))
        missed += p * (p > 0 and (any(ends) or any(near)))
    assert covered <= ours <= missed


def test_pair_coverages_of_the_population():
    """The truth is a mixture: the maximiser is the truth, and nothing is uncovered above level 1."""
    first, second = xp.exact(["1/2", "1/4", "1/4"]), xp.exact(["1/5", "1/5", "3/5"])
    truth = (first + second) / 2
    assert number(mixtures.pair_coverages(truth, first, second, truth[None], Fraction(101, 100))[0]) == 0
    assert number(mixtures.pair_coverages(truth, first, second, truth[None], 1)[0]) == 1


@pytest.mark.parametrize("first", [Fraction(3, 4) + Fraction(1, 10**6), Fraction(3, 4) + Fraction(1, 10**8)])
def test_a_slack_above_the_usual_one_is_refused(first, monkeypatch):
    """Of disjoint components with counts 3 and 1 weights ``(w, 1 - w)`` with w > 3/4 have the slack ``1/(4 (1 - w)) - 1``."""
    components, counts = xp.exact([[1, 0], [0, 1]]), [3, 1]
    monkeypatch.setattr(mixtures, "_newton", lambda table, counts: np.array([float(first), float(1 - first)]))
    with pytest.raises(NotConverged, match="not maximised to a slack of 1/1000000000"):
        mixtures.mixture_fit(components, counts)
    slack = mixtures.mixture_fit(components, counts, Fraction(1, 100)).slack
    assert abs(slack - (1 / (4 * (1 - first)) - 1)) < Fraction(1, 10**15)
    assert mixtures.mixture_fit(components, counts, slack).slack == slack
    with pytest.raises(NotConverged):
        mixtures.mixture_fit(components, counts, slack - Fraction(1, 10**20))


@pytest.mark.parametrize(("counts", "coverage"), [([0, 5], "1/2"), ([1, 5], "1/2"), ([3, 3], 0), ([2, 5], 0)])
def test_an_outcome_at_the_level_of_one_component(counts, coverage):
    """The first outcome has 1/2 = 2 * 1/4: it is uncovered where the maximiser is the first component alone, up to 1 of 4."""
    truth, first, second = (xp.exact(law) for law in (["1/2", "1/2"], ["1/4", "3/4"], ["1/2", "1/2"]))
    assert number(mixtures.pair_coverages(truth, first, second, np.array([counts]), 2)[0]) == Fraction(coverage)


def test_what_is_no_law_or_explains_nothing_is_refused(monkeypatch):
    half, short = xp.exact(["1/2", "1/2"]), xp.exact(["1/2", "1/4"])
    with pytest.raises(ValueError, match="model 1 has total mass 3/4"):
        mixtures.pair_coverages(half, short, half, np.array([[1, 1]]), 2)
    with pytest.raises(ValueError, match="component 1 has total mass 3/4"):
        mixtures.mixture_fit(xp.stack([half, short]), [1, 1])
    monkeypatch.setattr(mixtures, "_newton", lambda table, counts: np.array([1.0, 0.0]))
    with pytest.raises(NotConverged):
        mixtures.mixture_fit(xp.exact([[1, 0], [0, 1]]), [3, 1])


@pytest.mark.parametrize("counts", [[0, 0], [-1, 3], [3], [3, 1, 2]])
def test_what_is_no_sample_is_refused(counts):
    with pytest.raises(ValueError, match="counts for 2 outcomes, none negative and not all 0, got"):
        mixtures.mixture_fit(xp.exact([[1, 0], ["1/2", "1/2"]]), counts)
