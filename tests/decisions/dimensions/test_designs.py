"""Optimal designs and Lipschitz classes against what proves them."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from tests.oracles.agreement import fractions_of
from theory_lab import numbers as xp
from theory_lab.decisions.coefficients import lipschitz_bandits
from theory_lab.decisions.dimensions import designs

shapes = st.sampled_from([(4, 1), (6, 2), (12, 3), (40, 6)])


@settings(max_examples=15, deadline=None)
@given(shapes, st.integers(0, 10**6))
def test_designs_are_optimal_and_small(shape, seed):
    features = np.random.default_rng(seed).integers(-10, 11, shape)
    features[: shape[1]] += 30 * np.eye(shape[1], dtype=int)
    found = designs.optimal_design(features)
    assert sum(found.weights) == 1 and min(found.weights) >= 0 and len(found.support) <= shape[1] * (shape[1] + 1) // 2
    lengths = fractions_of(designs.leverages(xp.exact(features), xp.exact(found.weights)))
    assert max(lengths) == found.leverage and shape[1] <= found.leverage <= shape[1] + Fraction(1, 10**6)
    assert sum(w * length for w, length in zip(found.weights, lengths, strict=True)) == shape[1]


@given(st.integers(1, 4), st.integers(0, 10**6))
def test_determinants_are_those_of_numpy(size, seed):
    matrix = np.random.default_rng(seed).integers(-5, 6, (size, size))
    assert round(np.linalg.det(matrix)) == xp.value(designs.determinant(xp.exact(matrix))).fraction


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 6), st.sampled_from([0.5, 2.0, 20.0]))
def test_the_sweep_finds_the_worst_lipschitz_function(seed, points, offset):
    rng = np.random.default_rng(seed)
    law, estimate, step = rng.dirichlet(np.ones(points)), rng.random(points), 1 / (points - 1)
    comparator = int(rng.integers(points))

    def loss(f):
        return law @ (f + offset * (f - estimate) ** 2) - f[comparator]

    found = lipschitz_bandits.lipschitz_attacker(estimate, offset, law, comparator, step)
    assert np.abs(np.diff(found)).max() <= step + 1e-12 and found.min() >= 0 and found.max() <= 1
    slopes = np.diff(np.eye(points), axis=0)
    limits = [{"type": "ineq", "fun": lambda f, sign=sign: step - sign * (slopes @ f)} for sign in (1, -1)]
    other = minimize(loss, np.full(points, 0.5), bounds=[(0, 1)] * points, constraints=limits, method="SLSQP")
    assert loss(found) <= other.fun + 1e-9


@pytest.mark.parametrize(
    ("offset", "value", "interval", "grid"),
    [(4, ".1986", ".2917", ".2917"), (16, ".1039", ".1615", ".1458"), (64, ".0458", ".0845", ".0469")],
)
def test_lipschitz_reference_values(offset, value, interval, grid):
    """13 points, estimate 1/2: the coefficient, the bound by covers of the interval, and by covers of the grid."""
    found = lipschitz_bandits.lipschitz_coefficient(np.full(13, 0.5), offset)
    covers = [lipschitz_bandits.cover_bound(Fraction(offset), points) for points in (0, 13)]
    shown = [f"{float(x):.4f}"[1:] for x in (found.upper, *covers)]
    assert shown == [value, interval, grid] and found.upper - found.lower <= 1e-6 and found.upper <= 2 / offset**0.5


@pytest.mark.parametrize(("offset", "slope"), [(1, 100), (Fraction(1, 3), 50), (40, 1), (2, Fraction(1, 9)), (3, 0)])
def test_covers_are_as_fine_as_the_slope_asks_for(offset, slope):
    """All sizes up to 200: the best of a slope of 100 at offset 1 is 14."""
    best = min(Fraction(slope) / (2 * size) + Fraction(size - 1) / (4 * offset) for size in range(1, 200))
    assert lipschitz_bandits.cover_bound(Fraction(offset), slope=Fraction(slope)) == best


def test_features_must_span():
    with pytest.raises(ValueError, match="features of rank 1 do not span 2"):
        designs.optimal_design([[1, 1], [2, 2]])
    with pytest.raises(ValueError, match=r"got shape \(0,\)"):
        designs.optimal_design([])
    with pytest.raises(ValueError, match="after 1 steps the leverage is"):
        designs.optimal_design([[1, 0], [0, 1], [3, 1]], steps=1)


def test_a_design_is_taken_up_to_the_slack():
    """Of (1, 0), (0, 1), (2, 2) looked at alike: the information is (5, 4; 4, 5)/3, and the leverage of (2, 2) is 8/3."""
    features = [[1, 0], [0, 1], [2, 2]]
    found = designs.optimal_design(features, slack=0.667, steps=0)
    assert float(found.leverage) == pytest.approx(8 / 3, abs=1e-8)
    with pytest.raises(ValueError, match=r"not within 0\.666 of 2"):
        designs.optimal_design(features, slack=0.666, steps=0)
