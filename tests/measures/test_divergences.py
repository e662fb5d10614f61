"""Divergences: against enumeration of events, their inequalities, and every arithmetic."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measures.pairs import exact, floats, intervals, levels, number, pairs
from tests.oracles import laws as oracle
from theory_lab import numbers as xp
from theory_lab.measures import divergences as dv
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

orders = st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(3, 2), 2, 3])
ALL = [
    dv.total_variation,
    dv.hellinger2,
    dv.kl,
    dv.chi2,
    lambda p, q: dv.renyi(p, q, 2),
    lambda p, q: dv.hockey_stick(p, q, 2),
]


@given(pairs)
def test_total_variation_is_the_largest_difference_of_events(pair):
    assert number(dv.total_variation(*exact(*pair))) == oracle.total_variation(*pair)


@given(pairs, levels)
def test_hockey_stick_is_a_maximum_over_events(pair, gamma):
    assert number(dv.hockey_stick(*exact(*pair), gamma)) == oracle.hockey_stick(*pair, gamma)


@given(pairs)
def test_chi2_is_the_second_moment_less_one(pair):
    p, q = pair
    missing = any(a and not b for a, b in zip(p, q, strict=True))
    expected = math.inf if missing else sum(a * a / b for a, b in zip(p, q, strict=True) if b) - 1
    assert number(dv.chi2(*exact(p, q))) == expected


@given(pairs)
def test_hellinger2_is_one_less_the_affinity(pair):
    p, q = exact(*pair)
    assert bool(dv.hellinger2(p, q) == 1 - xp.sum(xp.sqrt(p * q)))


@given(pairs)
def test_kl_is_the_mean_log_ratio(pair):
    p, q = exact(*pair)
    if any(a and not b for a, b in zip(*pair, strict=True)):
        assert number(dv.kl(p, q)) == math.inf
    else:
        kept = np.array([bool(a) for a in pair[0]])
        assert bool(dv.kl(p, q) == xp.sum(p[kept] * xp.log(p[kept] / q[kept])))


@given(pairs)
def test_named_divergences_are_f_divergences(pair):
    p, q = exact(*pair)
    assert bool(dv.f_divergence(p, q, lambda t: abs(t - 1) / 2, Fraction(1, 2)) == dv.total_variation(p, q))
    assert bool(dv.f_divergence(p, q, lambda t: (t - 1) ** 2, xp.INFINITY) == dv.chi2(p, q))
    assert bool(dv.f_divergence(p, q, lambda t: (1 - xp.sqrt(t)) ** 2 / 2, Fraction(1, 2)) == dv.hellinger2(p, q))
    assert bool(dv.f_divergence(p, q, lambda t: xp.xlogx(t) - t + 1, xp.INFINITY) == dv.kl(p, q))
    assert bool(dv.f_divergence(p, q, lambda t: xp.maximum(t - 2, 0), 1) == dv.hockey_stick(p, q, 2))


@given(pairs)
def test_renyi_at_known_orders(pair):
    p, q = exact(*pair)
    assert bool(dv.renyi(p, q, 2) == xp.log(1 + dv.chi2(p, q)))
    assert bool(dv.renyi(p, q, 1) == dv.kl(p, q))
    half, affinity = dv.renyi(p, q, Fraction(1, 2)), xp.sum(xp.sqrt(p * q))
    assert bool(abs(half + 2 * xp.log(affinity)) <= Fraction(1, 10**15)) if bool(affinity > 0) else number(half) == math.inf


@pytest.mark.parametrize("divergence", ALL)
@given(pair=pairs)
def test_data_processing(divergence, pair):
    """Merging outcomes never increases a divergence; splitting them in one proportion keeps it."""
    p, q = exact(*pair)
    if len(p) == 1:
        return

    def merged(law):
        return xp.concatenate([law[:-2], law[-2:-1] + law[-1:]])

    assert bool(divergence(merged(p), merged(q)) <= divergence(p, q))
    split = xp.concatenate([p / 3, 2 * p / 3]), xp.concatenate([q / 3, 2 * q / 3])
    assert bool(divergence(*split) == divergence(p, q))


@given(pairs)
def test_order_of_the_divergences(pair):
    p, q = exact(*pair)
    tv, h2, kl, chi2 = (f(p, q) for f in (dv.total_variation, dv.hellinger2, dv.kl, dv.chi2))
    assert bool(h2 <= tv) and bool(tv * tv <= h2 * (2 - h2)) and bool(kl >= 2 * h2) and bool(kl <= xp.log(1 + chi2))


@given(st.data())
def test_chain_rule_of_kl(data):
    tree = data.draw(st.sampled_from([Tree.complete(2, 2), Tree.dyck(2), Tree.with_end(2, 2)]))
    p, q = (
        laws.normalised(
            tree,
            xp.exact(data.draw(st.lists(st.integers(1, 4), min_size=tree.size - 1, max_size=tree.size - 1))),
        )
        for _ in range(2)
    )
    whole = dv.kl(laws.leaf_law(tree, p), laws.leaf_law(tree, q))
    assert bool(whole == xp.dot(laws.reach(tree, p), dv.token_kl(tree, p, q)))
    assert bool(dv.stopped_kl(tree, p, q, xp.log(xp.exact(10**6))) == whole)
    stopped = dv.stopped_kl(tree, p, q, Fraction(1, 10))
    assert bool(stopped <= whole) and bool(stopped <= Fraction(1, 10))


@pytest.mark.parametrize("divergence", ALL)
@given(pair=pairs)
def test_intervals_contain_and_floats_are_near(divergence, pair):
    """Floats are within 2**6 ulps of 1, the size of the largest term, or of the value when that is larger."""
    truth = xp.value(divergence(*exact(*pair)))
    low, high = xp.value(divergence(*intervals(*pair)))
    certain_low, certain_high = truth.bounds()
    assert low <= certain_high and certain_low <= high
    near = divergence(*floats(*pair))
    assert near == float(truth) or abs(near - float(truth)) <= 64 * 2.0**-52 * max(1, abs(float(truth)))


def test_joint_laws_average_over_prompts():
    prompts, p, q = (
        xp.exact(["1/3", "2/3"]),
        xp.exact([[1, 0], ["1/2", "1/2"]]),
        xp.exact([["1/2", "1/2"], ["1/4", "3/4"]]),
    )
    averaged = prompts[0] * dv.kl(p[0], q[0]) + prompts[1] * dv.kl(p[1], q[1])
    assert bool(dv.kl(laws.joint(prompts, p), laws.joint(prompts, q)) == averaged)


def test_orders_that_are_not_positive_are_refused():
    with pytest.raises(ValueError, match="order"):
        dv.renyi(xp.exact([1]), xp.exact([1]), 0)


def test_orders_that_are_floats_are_refused():
    for half, order in ((xp.exact(["1/2", "1/2"]), 0.1), (np.array([0.5, 0.5]), 0.1)):
        with pytest.raises(TypeError, match=r"the order of a Renyi divergence 0\.1 is a float, .*; write Fraction\(1, 10\)"):
            dv.renyi(half, half, order)
    assert dv.renyi(np.array([0.5, 0.5]), np.array([0.5, 0.5]), Fraction(1, 10)) == 0
