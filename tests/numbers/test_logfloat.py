"""Nonnegative floats by their logarithms: relative accuracy where floats underflow."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles.arithmetics import logs_of
from theory_lab import numbers as xp
from theory_lab.measures.divergences import kl
from theory_lab.numbers.arithmetics.logfloat import LogFloat, linear
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

logarithms = st.one_of(st.floats(-3000, 3000), st.just(-math.inf))


def value(x: float) -> mpmath.mpf:
    return mpmath.exp(mpmath.mpf(x)) if x > -math.inf else mpmath.mpf(0)


def close(found: float, truth: mpmath.mpf, size: float) -> bool:
    """Whether a logarithm is right up to a few ulps of itself and of the largest that went in."""
    if truth == 0:
        return found == -math.inf
    return abs(mpmath.mpf(found) - mpmath.log(truth)) <= 1e-15 * (4 + abs(found) + size)


@given(logarithms, logarithms)
def test_operations(x: float, y: float) -> None:
    a, b = xp.logs(x), xp.logs(y)
    with mpmath.workdps(40):
        size = max(abs(v) for v in (x, y, 0.0) if math.isfinite(v))
        assert close((a + b).payload.log[0], value(x) + value(y), size)
        assert close((a * b).payload.log[0], value(x) * value(y), size)
        assert close(xp.maximum(a, b).payload.log[0], max(value(x), value(y)), size)
        assert close((a**3).payload.log[0], value(x) ** 3, 3 * size)
        assert close(xp.sqrt(a).payload.log[0], mpmath.sqrt(value(x)), size)
        if y > -math.inf:
            assert close((a / b).payload.log[0], value(x) / value(y), size)
        assert bool(a > b) == (x > y)
        gap, found = value(x) - value(y), float(linear((a - b).payload)[0])
        if max(x, y) < 700:
            assert abs(found - gap) <= 1e-12 * max(value(x), value(y)) + 1e-300


@given(st.lists(logarithms, min_size=1, max_size=6), st.data())
def test_sums_are_relative_to_their_own_largest_term(xs: list[float], data: st.DataObject) -> None:
    ids = np.array(data.draw(st.lists(st.integers(0, 3), min_size=len(xs), max_size=len(xs))))
    x, size = xp.logs(xs), max((abs(v) for v in xs if math.isfinite(v)), default=0)
    segments, running = xp.segment_sum(x, ids, 4).payload.log[..., 0], xp.cumsum(x).payload.log[..., 0]
    with mpmath.workdps(40):
        assert close(xp.sum(x).payload.log[0], mpmath.fsum(map(value, xs)), size)
        for target in range(4):
            assert close(segments[target], mpmath.fsum(value(v) for v, i in zip(xs, ids, strict=True) if i == target), size)
        for k in range(len(xs)):
            assert close(running[k], mpmath.fsum(map(value, xs[: k + 1])), size)
    assert xp.max(x).payload.log[0] == max(xs) and xp.min(x).payload.log[0] == min(xs)


def test_segments_of_very_different_size() -> None:
    sums = xp.segment_sum(xp.logs([-1.0, -2000.0, -2000.0, -5.0]), np.array([0, 1, 1, 3]), 4).payload.log[..., 0]
    np.testing.assert_allclose(sums, [-1.0, -2000 + math.log(2), -math.inf, -5.0])


def test_differences_of_nearly_equal_masses() -> None:
    one, almost = xp.logs(0.0), xp.logs(-1e-45)
    assert xp.value(one - almost) == pytest.approx(1e-45, rel=1e-12)
    assert xp.value(almost - one) == pytest.approx(-1e-45, rel=1e-12)
    assert xp.value(xp.logs(-math.inf) - xp.logs(-math.inf)) == 0
    assert xp.value(xp.logs(1.0) - xp.logs(-math.inf)) == pytest.approx(math.e)


def test_kl_on_a_deep_tree_where_linear_floats_give_infinity() -> None:
    """Rare letters of mass 1e-45 against 1e-60: the divergence of eight steps is eight times that of one."""
    tree = Tree.complete(2, 8)
    rare = np.array([1e-45, 1e-60])
    p, q = (np.where(tree.letter[1:] == 0, -mass, math.log(mass)) for mass in rare)
    leaves = [laws.leaf_law(tree, xp.logs(steps)) for steps in (p, q)]
    with mpmath.workdps(80):
        a, b = mpmath.mpf(10) ** -45, mpmath.mpf(10) ** -60
        step = a * mpmath.log(a / b) + (1 - a) * mpmath.log((1 - a) / (1 - b))
    assert xp.value(kl(*leaves)) == pytest.approx(float(8 * step), rel=1e-12)
    assert f"{float(8 * step):.2e}" == "2.68e-43"
    assert kl(*(laws.leaf_law(tree, np.exp(steps)) for steps in (p, q))) == math.inf


def test_signed_results_are_plain_floats() -> None:
    x = xp.logs([0.0, math.log(3)])
    for plain in (x - 1, -x, xp.log(x), 1 - x, x * -2, x + (x - 1)):
        assert not isinstance(plain.payload, LogFloat)
    for kept in (x + 1, x * 2, x / 3, x**-2, abs(x), xp.exp(xp.log(x)), xp.where(x > 1, x, 0), xp.indicator(x > 1), x[::-1]):
        assert isinstance(kept.payload, LogFloat)
    assert not isinstance(xp.concatenate([x, x - 1]).payload, LogFloat)
    np.testing.assert_allclose((x * -2).payload[..., 0], [-2.0, -6.0])


def test_zero_and_infinity() -> None:
    zero, infinite = logs_of(0.0), logs_of(math.inf)
    assert (zero + zero).payload.log[0] == -math.inf == (zero * 5).payload.log[0]
    assert (1 / zero).payload.log[0] == math.inf == (infinite + infinite).payload.log[0]
    assert math.isnan((zero * infinite).payload.log[0]) and math.isnan((zero / zero).payload.log[0])
    assert (zero**0).payload.log[0] == 0
    assert not zero > 0 and zero == 0 and logs_of(1e-300) != 0


def test_constants_beyond_the_range_of_floats() -> None:
    one = xp.logs(0.0)
    assert (one * 10**1000).payload.log[0] == pytest.approx(1000 * math.log(10), rel=1e-15)
    assert (one * xp.ratio(1, 10**1000)).payload.log[0] == pytest.approx(-1000 * math.log(10), rel=1e-15)
    assert (one * xp.exp(xp.exact(-1000))).payload.log[0] == pytest.approx(-1000, rel=1e-15)


def test_ties_up_to_rounding_count_as_true() -> None:
    x = xp.logs(math.log(0.1))
    assert x + x + x >= xp.ratio(3, 10) and xp.ratio(3, 10) >= x + x + x
    assert not x >= xp.ratio(11, 100)
