"""Maximum likelihood over all samples, compiled, against the exact tables and where they are out of reach."""

import jax
import jax.numpy as jnp
import numpy as np

from tests.compiled.agreement import apart, compilations
from theory_lab import numbers as xp
from theory_lab.compiled import likelihood, trees
from theory_lab.learning.likelihood import maximisers
from theory_lab.sequences.trees import Tree

TRUTH = xp.exact(["1/5", "3/10", "1/2"])
MODELS = xp.exact([["1/5", "3/10", "1/2"], ["1/2", "1/2", "0"], ["1/3", "1/3", "1/3"], ["1/10", "1/5", "7/10"]])


def floats(array):
    with xp.guessing():
        return jnp.asarray(xp.floats(array).numbers())


def test_tables_are_the_exact_ones():
    states, truth = likelihood.count_states(6, 3), floats(TRUTH)
    for level in (2, 3):
        table, exact = likelihood.tabular_coverages(states, truth, level), maximisers.tabular_coverages(TRUTH, 6, level)
        assert apart(table, exact) <= 4
        assert apart(likelihood.mean(states, truth, table), maximisers.mean(TRUTH, 6, exact)) <= 64
        assert apart(likelihood.tail(states, truth, table, 0.3), maximisers.tail(TRUTH, 6, exact, xp.ratio(3, 10))) <= 64
        worst, exact = likelihood.class_coverages(states, truth, floats(MODELS), level), None
        assert apart(worst, maximisers.class_coverages(TRUTH, MODELS, 6, level)) <= 4


def test_of_all_laws_that_fit_no_draws_the_worst_counts():
    states = likelihood.count_states(0, 3)
    assert likelihood.tabular_coverages(states, floats(TRUTH), 2.0).tolist() == [1.0]
    assert likelihood.class_coverages(states, floats(TRUTH), floats(MODELS), 2.0).tolist() == [0.5]


def test_samples_that_cannot_be_drawn():
    states, truth = likelihood.count_states(4, 2), jnp.array([1.0, 0.0])
    assert likelihood.masses(states, truth).tolist() == [0, 0, 0, 0, 1]
    assert float(likelihood.mean(states, truth, jnp.array([jnp.inf, 1, 1, 1, 7]))) == 7


def test_maps_over_data_laws_with_one_program():
    states, before = likelihood.count_states(30, 3), compilations(likelihood.mean)
    truths = jnp.asarray(np.random.default_rng(0).dirichlet(np.ones(3), 7))

    def mean(truth, level):
        return likelihood.mean(states, truth, likelihood.tabular_coverages(states, truth, level))

    mapped = jax.jit(jax.vmap(mean, (0, None)))(truths, 2.0)
    assert np.allclose(mapped, [mean(truth, 2.0) for truth in truths], rtol=1e-12)
    assert compilations(likelihood.mean) <= before + 1


def test_a_million_samples():
    """All 1,373,701 types of 200 draws among 4: their masses sum to 1, and a coin's coverage is its tail of counts."""
    from scipy.stats import binom

    states, law = likelihood.count_states(200, 4), jnp.array([0.1, 0.2, 0.3, 0.4])
    assert states.counts.shape == (1_373_701, 4)
    assert abs(float(likelihood.masses(states, law).sum()) - 1) < 1e-11
    mean = float(likelihood.mean(states, law, likelihood.tabular_coverages(states, law, 2)))
    each = [p * binom.cdf(np.floor(200 * p / 2 + 1e-9), 200, p) for p in law.tolist()]  # uncovered: at most half the mean count
    assert abs(mean / sum(each) - 1) < 1e-9


def test_derivative_of_the_mean_coverage():
    states = likelihood.count_states(8, 2)
    table = likelihood.tabular_coverages(states, jnp.array([0.3, 0.7]), 2)

    def mean(p):
        return likelihood.mean(states, jnp.stack([p, 1 - p]), table)

    assert np.isclose(jax.grad(mean)(0.4), (mean(0.4 + 1e-6) - mean(0.4 - 1e-6)) / 2e-6, rtol=1e-6)


def test_log_likelihood_is_largest_at_the_frequencies():
    tree, rng = Tree.with_end(2, 3), np.random.default_rng(1)
    counts = jnp.asarray(rng.integers(0, 5, len(tree.leaves)), dtype=float)
    best = trees.steps_of(tree, counts)
    law = trees.leaf_law(tree, best)
    value = likelihood.log_likelihood(tree, best, counts)
    assert np.isclose(value, float(sum(c * np.log(m) for c, m in zip(counts, law, strict=True) if c)), rtol=1e-13)
    others = trees.normalised(tree, jnp.asarray(rng.random(tree.size - 1)))
    assert value > likelihood.log_likelihood(tree, others, counts)
