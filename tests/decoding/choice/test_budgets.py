"""The best number of draws against all numbers of draws."""

import math
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decoding.choice.test_best_of_n import laws
from tests.measures.pairs import number
from theory_lab import numbers as xp
from theory_lab.decoding.choice import budgets
from theory_lab.decoding.choice.best_of_n import best_of_n, best_of_n_between
from theory_lab.decoding.choice.budgets import best_budget, value_at
from theory_lab.decoding.responses.hacking import hacked_good_response


@cache
def instances(n):
    rewards = st.lists(st.integers(0, 4).map(lambda k: Fraction(k, 4)), min_size=n, max_size=n)
    return st.tuples(laws(n), rewards, rewards)


@given(st.integers(1, 5).flatmap(instances), st.integers(1, 20))
def test_best_budget_is_the_first_best_of_all(instance, most):
    base, proxy, truth = map(xp.exact, instance)
    values = [number(xp.dot(best_of_n(base, proxy, draws), truth)) for draws in range(1, most + 1)]
    found = best_budget(base, proxy, truth, most)
    assert found.draws == 1 + values.index(max(values))
    assert found.value == pytest.approx(float(max(values)), abs=1e-14)
    assert float(value_at(base, proxy, truth, found.draws)) == pytest.approx(float(max(values)), abs=1e-14)


@pytest.mark.parametrize(("mass", "best"), [((Fraction(1, 10), Fraction(1, 1000)), 44), ((Fraction(1, 5), Fraction(1, 100)), 14)])
def test_the_reference_instances_turn_where_they_should(mass, best):
    problem = hacked_good_response(*mass, Fraction(1, 10))
    found = best_budget(problem.base, problem.proxy, problem.truth, 10**6)
    assert found.draws == best and found.evaluations < 40


def test_a_range_of_a_million_takes_few_evaluations():
    rng, counts = np.random.default_rng(0), []
    for trial in range(60):
        n = int(rng.integers(2, 9))
        base = rng.dirichlet(np.ones(n)) if trial % 2 else 10.0 ** -rng.uniform(0, 7, n)
        proxy, truth = rng.random(n), rng.random(n)
        found = best_budget(base / base.sum(), proxy, truth, 10**6)
        counts.append(found.evaluations)
        order = np.argsort(proxy)
        tails = np.cumsum((base / base.sum())[order][::-1])[::-1][1:]
        grid = np.unique(np.rint(np.geomspace(1, 1e6, 2000)))[:, None]
        values = truth[order][-1] - np.exp(grid * np.log1p(-tails)) @ np.diff(truth[order])
        assert values.max() <= found.value + 1e-13
    assert max(counts) < 100


@given(st.integers(1, 4).flatmap(instances), st.integers(1, 9))
def test_the_law_between_whole_numbers_continues_best_of_n(instance, draws):
    base, proxy, truth = map(xp.exact, instance)
    assert bool(xp.all(best_of_n_between(base, proxy, draws) == best_of_n(base, proxy, draws)))
    half = xp.dot(best_of_n_between(base, proxy, draws + Fraction(1, 2)), truth)
    assert float(xp.value(half)) == pytest.approx(float(value_at(base, proxy, truth, draws + Fraction(1, 2))), abs=1e-14)


def test_bad_ranges_are_refused():
    law = xp.exact(["1/2", "1/2"])
    with pytest.raises(ValueError, match="at least 1, got 0"):
        best_budget(law, law, law, 0)
    with pytest.raises(ValueError, match="N = 1/2"):
        value_at(law, law, law, Fraction(1, 2))
    with pytest.raises(TypeError, match=r"the number of draws 1\.5 is a float, .*; write Fraction\(3, 2\)"):
        value_at(law, law, law, 1.5)
    with pytest.raises(ValueError, match="lengths differ"):
        best_budget(law, law, xp.exact([1]), 3)
    with pytest.raises(ValueError, match="finite, got nan"):
        best_budget([0.5, 0.5], [np.nan, 1.0], [0.0, 1.0], 3)


def bounded(last, steps, falls, low, high):
    """On a fine grid of places ``s = F_max^N`` the chord of what is gained less the larger tangent of what is lost, and ``J``.

    ``J = last - sum_i step_i F_i^N``, each power a convex power of ``s``; negative steps are gains.
    """
    top = max(falls)
    powers = [math.log(fall) / math.log(top) for fall in falls]
    ends = top**high, top**low

    def gain(s):
        return sum(-step * s**power for step, power in zip(steps, powers, strict=True) if step < 0)

    def loss(s):
        return sum(step * s**power for step, power in zip(steps, powers, strict=True) if step > 0)

    def tangent(at, s):
        slope = sum(step * power * at ** (power - 1) for step, power in zip(steps, powers, strict=True) if step > 0)
        return loss(at) + slope * (s - at)

    places = np.linspace(*ends, 4001).tolist()
    chord = (gain(ends[1]) - gain(ends[0])) / (ends[1] - ends[0])
    upper = [last + gain(ends[0]) + chord * (s - ends[0]) - max(tangent(end, s) for end in ends) for s in places]
    return max(upper), max(last + gain(s) - loss(s) for s in places)


@pytest.mark.parametrize("seed", range(8))
def test_bounds_between_two_numbers_are_those_of_chords_and_tangents(seed):
    rng = np.random.default_rng(seed)
    base, proxy, truth = rng.dirichlet(np.ones(6)), rng.permutation(6), rng.random(6)
    search = budgets._Search(budgets._terms(base, proxy, truth), 1000)
    order = np.argsort(proxy)
    falls = np.cumsum(base[order])[:-1].tolist()
    steps, last = np.diff(truth[order]).tolist(), truth[order][-1]
    for low, high in ((1, 2), (1, 5), (2, 9), (3, 40)):
        found, place = search._bound(search._at(low), search._at(high))
        wanted, values = bounded(last, steps, falls, low, high)
        assert values - 1e-12 <= wanted <= found + 1e-12 and found < wanted + 1e-3
        assert max(falls) ** high <= place * (1 + 1e-12) and place <= max(falls) ** low * (1 + 1e-12)


def test_where_to_look_next_is_not_next_to_an_end():
    """Of a range of more than fourfold a tenth of it in logarithms is left at either end, else a tenth of its length."""
    for wanted, low, high, found in (
        (5.9, 1, 100, 5),
        (0.5, 3, 300, 4),
        (1e9, 1, 100, 63),
        (50.0, 20, 70, 50),
        (0.0, 20, 70, 25),
        (1e9, 20, 70, 65),
        (1e9, 2, 8, 7),
        (1e9, 2, 9, 7),
        (0.0, 1, 3, 2),
        (9.0, 1, 3, 2),
    ):
        assert budgets._inside(wanted, low, high) == found


def test_values_that_floats_do_not_tell_apart_are_compared_in_balls():
    """Differences of 1e-20 between all numbers of draws, rising or falling; and none at all."""
    half, tiny = ["1/2", "1/2"], Fraction(1, 10**20)
    for truth, draws in (([0, tiny], 5), ([tiny, 0], 1), ([1, 1 + tiny], 5), ([1 + tiny, 1], 1), ([1, 1], 1)):
        assert best_budget(xp.exact(half), xp.exact([0, 1]), xp.exact(truth), 5).draws == draws
    assert best_budget(xp.exact(half), xp.exact([0, 0]), xp.exact([0, 1]), 9) == (1, 0.5, 1)


@pytest.mark.parametrize(("tilt", "wanted"), [(-1, 2), (0, 2), (1, 3)])
def test_neighbours_of_nearly_one_value_are_told_apart(tilt, wanted):
    """``J(N) = -(1/2)^N + c (3/4)^N`` up to a constant has equal values at 2 and 3 for ``c = 8/9``; a tilt of 1e-30 decides."""
    c = Fraction(8, 9) - Fraction(tilt, 10**30)
    base, proxy = xp.exact(["1/2", "1/4", "1/4"]), xp.exact([0, 1, 2])
    truth = xp.exact([0, 1, 1 - c])
    values = [number(xp.dot(best_of_n(base, proxy, draws), truth)) for draws in range(1, 10)]
    assert 1 + values.index(max(values)) == wanted
    assert best_budget(base, proxy, truth, 9).draws == wanted


def test_how_many_evaluations_the_search_takes_is_known():
    """Of 40 random instances over a million numbers of draws: what is cut off too late costs evaluations."""
    rng, total = np.random.default_rng(1), 0
    for _ in range(40):
        base, proxy, truth = rng.dirichlet(np.ones(7)), rng.random(7), rng.random(7)
        total += best_budget(base, proxy, truth, 10**6).evaluations
    assert 290 < total < 330


@pytest.mark.parametrize(("excess", "monotone"), [(-1e-11, True), (-1e-12, False), (0.0, False), (1e-12, False), (1e-11, True)])
def test_a_derivative_that_roundings_may_turn_is_no_monotone_one(excess, monotone):
    """One power is gained four times and lost ``4 (1 + excess)`` times: the derivative has the sign of the excess."""
    search = budgets._Search(budgets._terms(np.array([0.5, 0.25, 0.25]), np.arange(3.0), np.array([0.0, 1.0, 0.0])), 9)
    search.logs, search.top, search.exponents = np.full(2, -0.5), -0.5, np.ones(2)
    search.gains, search.losses = np.array([4.0, 0.0]), np.array([0.0, 4 * (1 + excess)])
    assert search._is_monotone(1, 9) == monotone


@pytest.mark.parametrize("rest", [1e-20, 1e-300])
def test_a_class_that_floats_do_not_tell_from_nothing(rest):
    """All but a tiny mass has the proxy 1: the tail above it is 1 in floats, and the value is that of the rest's power."""
    found = best_budget(np.array([rest, 1.0]), [0.0, 1.0], [0.0, 1.0], 5)
    assert 1 <= found.draws <= 5 and found.value == 1.0
    assert best_budget(np.array([rest, 1.0]), [0.0, 1.0], [1.0, 0.0], 5)[:2] == (1, pytest.approx(rest, rel=1e-12))


@pytest.mark.parametrize(
    ("base", "most", "message"),
    [
        ([0.5, 0.5], 2.5, "whole number, at least 1, got 2.5"),
        ([0.5, 0.5], math.nan, "whole number, at least 1, got nan"),
        ([0.5, 0.5], math.inf, "whole number, at least 1, got inf"),
        ([-0.5, 1.5], 3, "of total 1, not .-0.5, 1.5"),
        ([1.0, 1.0], 3, "of total 1, not .1.0, 1.0"),
        ([0.0, 0.0], 3, "of total 1, not .0.0, 0.0"),
        (np.ones((2, 1)) / 2, 3, r"vectors \(n,\), got shape \(2, 1\)"),
        (xp.exact(["1/2", "1/3"]), 3, "of total 1, not"),
    ],
)
def test_budgets_are_of_laws_and_whole(base, most, message):
    with pytest.raises(ValueError, match=message):
        best_budget(base, [0.0, 1.0], [0.0, 1.0], most)
    with pytest.raises(ValueError, match="of total 1, not"):
        best_budget([], [], [], 3)
