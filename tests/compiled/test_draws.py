"""Counts of many draws against their laws."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy import stats

from tests.compiled.agreement import compilations
from theory_lab.compiled import draws

SEEDS = 20_000
# Of NumPy: where JAX computes as this file is read, its threads are lost in the forks of tests.mutation.
KEYS = np.random.default_rng(7).integers(2**32, size=(SEEDS, 2), dtype=np.uint32)
many = jax.jit(jax.vmap(draws.binomial, (0, None, None)))


def drawn(counts, chances):
    return np.asarray(many(KEYS, jnp.asarray(counts, float), jnp.asarray(chances, float)))


def test_frequencies_are_those_of_the_law():
    """Below and above the mean at which the algorithm changes, and on both sides of a half: each within five deviations."""
    cases = [(5, 0.3), (40, 0.1), (40, 0.9), (30, 0.5), (100, 0.12), (1000, 0.3)]
    found = drawn(*zip(*cases, strict=True))
    for (count, chance), sample in zip(cases, found.T, strict=True):
        law = stats.binom.pmf(np.arange(count + 1), count, chance)
        seen = np.bincount(sample.astype(int), minlength=count + 1)
        assert (np.abs(seen - SEEDS * law) <= 5 * np.sqrt(SEEDS * law) + 5).all()


def test_long_counts_have_their_mean_and_variance():
    found, counts, chances = drawn([1e5, 1.6e8], [0.004, 0.4]), np.array([1e5, 1.6e8]), np.array([0.004, 0.4])
    variance = counts * chances * (1 - chances)
    assert (np.abs(found.mean(axis=0) - counts * chances) < 5 * np.sqrt(variance / SEEDS)).all()
    assert (np.abs(found.var(axis=0) / variance - 1) < 5 * np.sqrt(2 / SEEDS)).all()
    assert (found == np.floor(found)).all()


def test_sure_and_impossible_successes():
    assert (drawn([0, 7, 7, 1e6], [0.3, 0, 1, 1]) == [0, 0, 7, 1e6]).all()


def test_numbers_of_one_call_are_uncorrelated():
    correlation = np.corrcoef(drawn([50, 50, 4], [0.4, 0.4, 0.5]).T) - np.eye(3)
    assert np.abs(correlation).max() < 5 / np.sqrt(SEEDS)


def test_letters_add_up_and_have_their_covariances():
    laws = np.array([[0.2, 0.3, 0.5], [0.0, 0.4, 0.6], [1.0, 0.0, 0.0]])
    counts = np.array([50.0, 7.0, 3.0])
    found = np.asarray(jax.jit(jax.vmap(draws.multinomial, (0, None, None)))(KEYS, jnp.asarray(counts), jnp.asarray(laws)))
    assert (found.sum(axis=2) == counts).all() and (found[:, 1, 0] == 0).all() and (found[:, 2] == [3, 0, 0]).all()
    for count, law, sample in zip(counts, laws, found.transpose(1, 0, 2), strict=True):
        assert np.abs(sample.mean(axis=0) - count * law).max() < 5 * np.sqrt(count / SEEDS)
        wanted = count * (np.diag(law) - np.outer(law, law))
        assert np.abs(np.cov(sample.T) - wanted).max() < 5 * count / np.sqrt(SEEDS)


@pytest.mark.parametrize("count", [1.0, 900.0])
def test_letters_of_the_key_of_zeros_are_those_of_the_law(count):
    """Where every letter had the numbers of the first one, the second of three was half as frequent as it should be."""
    law = np.full(3, 1 / 3)
    found = np.asarray(draws.multinomial(jax.random.key(0), jnp.full(SEEDS, count), jnp.broadcast_to(law, (SEEDS, 3))))
    assert np.abs(found.mean(axis=0) - count / 3).max() < 5 * np.sqrt(count / SEEDS)
    assert np.abs(np.cov(found.T) - count * (np.diag(law) - 1 / 9)).max() < 5 * count / np.sqrt(SEEDS)


def test_streams_of_neighbouring_keys_are_others():
    law = jnp.full(1000, 1e-3)
    first, second = (draws.places(jax.random.key(key), law, 100, stream) for key, stream in ((0, 1), (1, 0)))
    assert (first == second).sum() < 10


@pytest.mark.parametrize("batch", [1.0, 16.0])
def test_one_program_for_all_counts(batch):
    before = compilations(many)
    drawn([batch] * 6, [0.5] * 6)
    drawn([batch + 1] * 6, [0.1] * 6)
    assert compilations(many) <= before + 1
