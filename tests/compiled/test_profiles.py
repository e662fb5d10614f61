"""Coverage compiled, and smoothed with a bound that holds."""

import re

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compiled.agreement import apart, compilations
from theory_lab import numbers as xp
from theory_lab.compiled import profiles, smooth, trees
from theory_lab.decoding.choice import best_of_n
from theory_lab.measures import profiles as exact
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

P, Q = xp.exact(["1/8", "3/8", "1/4", "1/4", "0"]), xp.exact(["1/2", "1/8", "1/8", "0", "1/4"])
LEVELS = [xp.ratio(1, 2), 1, 2, xp.ratio(5, 2), 3, 100]


def floats(array):
    with xp.guessing():
        return jnp.asarray(xp.floats(array).numbers())


def test_coverages_are_the_exact_ones():
    p, q, levels = floats(P), floats(Q), jnp.array([float(level) for level in LEVELS])
    truth = xp.stack([exact.coverage(P, Q, level) for level in LEVELS])
    assert apart(profiles.coverages(p, q, levels), truth) <= 4
    ratios = jnp.where(p > 0, jnp.log(p) - jnp.log(q), -jnp.inf)
    assert apart(profiles.log_coverages(p, ratios, jnp.log(levels)), truth) <= 4
    found, whole = profiles.step_function(p, q), exact.profile(P, Q)
    assert apart(found.complement_integral(), whole.complement_integral()) <= 8


@pytest.mark.parametrize("draws", [0, 1, 3, 40])
def test_pass_at(draws):
    masses = xp.exact(["0", "1/1000", "1/3", "1"])
    assert apart(profiles.pass_at(floats(masses), draws), best_of_n.pass_at(masses, draws)) <= 4


def test_pass_at_of_tiny_masses_and_many_draws():
    assert np.isclose(profiles.pass_at(jnp.array([1e-18]), 1e9)[0], 1e-9, rtol=1e-8)


def test_log_ratios_of_words_beyond_the_range_of_floats():
    """2,000 letters: the probabilities underflow, and the coverage is 1 up to the ratio of 1.5^2000."""
    tree = Tree.from_words([(0,) * 2000, (1,)])
    p = jnp.where(jnp.asarray(tree.letter[1:]) == 0, 0.75, 0.25)
    ratios = profiles.word_log_ratios(tree, p, jnp.full(tree.size - 1, 0.5))
    assert np.allclose(ratios, [np.log(0.5), 2000 * np.log(1.5)], rtol=1e-13)
    lost = profiles.word_log_ratios(tree, p.at[1].set(0), jnp.full(tree.size - 1, 0.5).at[0].set(0))
    assert lost.tolist() == [-np.inf, np.inf]


def test_one_program_for_a_size():
    before, rng = compilations(profiles.coverages), np.random.default_rng(0)
    laws_ = jnp.asarray(rng.dirichlet(np.ones(1000), 6))
    for k in (0, 2):
        curve = profiles.coverages(laws_[k], laws_[k + 1], jnp.geomspace(0.01, 100, 50))
        assert (jnp.diff(curve) <= 0).all()
    assert compilations(profiles.coverages) == before + 1
    mapped = jax.vmap(profiles.coverages, (0, 0, None))(laws_[:3], laws_[3:], jnp.geomspace(0.01, 100, 50))
    assert (mapped[0] == profiles.coverages(laws_[0], laws_[3], jnp.geomspace(0.01, 100, 50))).all()


@given(st.integers(0, 10**6), st.sampled_from([1e-3, 0.1, 1.0, 10.0]))
def test_the_bound_on_smoothing_holds(seed, width):
    rng = np.random.default_rng(seed)
    masses, ratios = jnp.asarray(rng.dirichlet(np.ones(16))), jnp.asarray(rng.normal(size=16))
    ratios = ratios.at[0].set(jnp.inf).at[1].set(-jnp.inf)
    levels = jnp.array([-1.0, 0.0, 0.3, 2.0])
    found = smooth.coverages(masses, ratios, levels, width)
    gaps = jnp.abs(found.value - profiles.log_coverages(masses, ratios, levels))
    assert (gaps <= found.bound + 1e-14).all()
    assert (found.bound <= 0.5).all()


def test_the_bound_vanishes_with_the_width_and_the_slope_is_right():
    tree, rng = Tree.complete(2, 3), np.random.default_rng(4)
    p, weights = laws.normalised(tree, rng.random(tree.size - 1)), jnp.asarray(rng.random(tree.size - 1))
    levels = jnp.array([0.1])

    @jax.jit
    def value(w):
        return smooth.word_coverages(tree, jnp.asarray(p), trees.normalised(tree, w), levels, 0.2).value[0]

    slope = jax.jit(jax.grad(value))(weights)
    moved = (value(weights.at[3].add(1e-5)) - value(weights.at[3].add(-1e-5))) / 2e-5
    assert np.isclose(slope[3], moved, rtol=1e-6) and float(jnp.abs(slope).max()) > 0
    q = trees.normalised(tree, weights)
    bounds = [float(smooth.word_coverages(tree, jnp.asarray(p), q, levels, width).bound[0]) for width in (1.0, 0.1, 0.01, 1e-4)]
    assert bounds == sorted(bounds, reverse=True) and bounds[-1] < 1e-12


def test_no_slope_is_lost_where_a_model_misses_a_word():
    tree = Tree.complete(2, 2)
    p, q = jnp.full(6, 0.5), jnp.array([0.5, 0.5, 1.0, 0.0, 0.5, 0.5])
    slope = jax.jit(jax.grad(lambda q: smooth.word_coverages(tree, p, q, jnp.array([0.5]), 0.1).value[0]))(q)
    assert jnp.isfinite(slope).all() and float(jnp.abs(slope).max()) > 0


def test_smoothing_of_no_width_is_the_limit_of_small_widths():
    masses, logs, levels = jnp.array([0.5, 0.25, 0.25]), jnp.array([0.0, 1.0, -jnp.inf]), jnp.array([-1.0, 0.0, 0.5, 1.0, 2.0])
    found, near = (smooth.coverages(masses, logs, levels, width) for width in (0.0, 1e-9))
    assert found.value.tolist() == near.value.tolist() == [0.75, 0.5, 0.25, 0.125, 0]
    assert found.bound.tolist() == near.bound.tolist() == [0, 0.25, 0, 0.125, 0]
    slopes = jax.jacrev(lambda logs: smooth.coverages(masses, logs, levels, 0.5).value)(logs)
    assert jnp.isfinite(slopes).all() and (slopes[1] > 0).sum() == 2


@pytest.mark.parametrize(
    "call",
    [
        profiles.step_function,
        lambda p, q: profiles.coverages(p, q, jnp.ones(2)),
        lambda p, q: profiles.log_coverages(p, q, jnp.zeros(2)),
        lambda p, q: smooth.coverages(p, q, jnp.zeros(2), 0.5),
    ],
)
@pytest.mark.parametrize(("one", "other"), [((1,), (3,)), ((3,), (1,)), ((3,), ()), ((3, 1), (1, 3))])
def test_laws_of_different_shapes_are_refused(call, one, other):
    """They would be repeated to one shape without a word."""
    with pytest.raises(ValueError, match=re.escape(f"what is compared outcome by outcome has one shape, got {one} and {other}")):
        call(jnp.full(one, 0.5), jnp.full(other, 0.5))
