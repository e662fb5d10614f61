"""Training in one call: every run is the one that the library's own loops make of the same samples."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from tests.compiled.agreement import compilations
from theory_lab import numbers as xp
from theory_lab.compiled import decoders, dynamics, optimisers, sources
from theory_lab.learning.training import count_states, distillation, test_time, updates
from theory_lab.learning.training import dynamics as loops
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

TREE, RNG = Tree.complete(2, 3), np.random.default_rng(1)
FEATURES, LAW = RNG.normal(size=(TREE.size - 1, 2)), RNG.dirichlet(np.ones(8))
THETA, STEPS, EVERY = np.array([0.1, -0.2]), 12, 4
# Arrays of NumPy: where JAX computes as this file is read, its threads are lost in the forks of tests.mutation.
KEYS, RATES = np.array([[0, 1], [0, 2], [0, 3]], dtype=np.uint32), np.array([0.1, 0.5])
WORDS = sources.WordProblem(FEATURES, LAW)
LETTERS = sources.LetterProblem(RNG.normal(size=(2, 3, 2)), np.array([0.3, 0.7]), RNG.dirichlet(np.ones(3), 2), np.asarray(40.0))


def itself(problem, theta):
    return theta


def parameters(problem, source, optimiser, keys=KEYS, rates=RATES):
    return dynamics.trajectories(
        problem, jnp.asarray(THETA), rates, keys, source=source, optimiser=optimiser, measure=itself, steps=STEPS, every=EVERY
    )


@partial(jax.jit, static_argnames="source")
def drawn(problem, source, key):
    """The samples of all steps: one program for all tests with the same source."""
    return jax.vmap(lambda time: source.draw(problem, jax.random.fold_in(key, time)))(jnp.arange(STEPS))


def samples(problem, source, key):
    return np.asarray(drawn(problem, source, key))


def agrees(problem, source, optimiser, algorithm, sampled=samples):
    """One of the runs, against a plain loop over the same samples."""
    found = parameters(problem, source, optimiser)
    assert found.shape == (3, 2, STEPS // EVERY + 1, 2)
    looped = loops.trajectory(algorithm(float(RATES[1])), THETA, sampled(problem, source, KEYS[2]))
    assert np.abs(found[2, 1] - looped[::EVERY]).max() < 64 * 2.0**-52


BALL = updates.ball()
GRADIENT = loops.sequence_gradient(TREE, FEATURES)


@pytest.mark.parametrize(
    ("optimiser", "algorithm"),
    [
        (optimisers.Plain(), lambda rate: loops.sgd(GRADIENT, rate, BALL)),
        (optimisers.Normalised(0.5), lambda rate: loops.normalised_sgd(GRADIENT, rate, 0.5, BALL)),
        (optimisers.Sign(), lambda rate: loops.sign_sgd(GRADIENT, rate, BALL)),
    ],
    ids=["plain", "normalised", "sign"],
)
def test_words(optimiser, algorithm):
    agrees(WORDS, sources.Words(TREE, 2), optimiser, algorithm)


def test_full_batches():
    agrees(WORDS, sources.Words(TREE, sources.FULL), optimisers.Plain(None), lambda rate: loops.sgd(GRADIENT, rate))


@pytest.mark.parametrize(("steps", "every"), [(12, 5), (12, 0), (-4, 4)])
def test_steps_that_are_not_measured_are_refused(steps, every):
    with pytest.raises(ValueError, match=f"every {every} steps is not measured after {steps}"):
        dynamics.trajectories(
            WORDS,
            THETA,
            RATES,
            KEYS,
            source=sources.Words(TREE),
            optimiser=optimisers.Plain(),
            measure=itself,
            steps=steps,
            every=every,
        )


def test_adam():
    """Against the steps of ``updates.adam``, which any arithmetic makes."""
    found = parameters(WORDS, sources.Words(TREE), optimisers.Adam())
    theta, nothing = xp.floats(THETA), xp.floats(np.zeros(2))
    memory, betas = updates.Moments(nothing, nothing), (xp.ratio(9, 10), xp.ratio(999, 1000))
    for sample in samples(WORDS, sources.Words(TREE), KEYS[2]):
        slope = xp.floats(GRADIENT(theta.numbers(), sample))
        theta, memory = updates.adam(theta, slope, memory, xp.ratio(1, 2), betas)
        theta = BALL(theta)
    assert np.abs(found[2, 1, -1] - theta.numbers()).max() < 1e-12


def test_tokens():
    def words(problem, source, key):
        ends = [drawn[-1] + 1 for drawn in samples(problem, source, key)]
        return np.eye(len(TREE.leaves))[np.searchsorted(TREE.leaves, ends)]

    def algorithm(rate):
        return test_time.token_sgd(TREE, FEATURES, rate, BALL)

    agrees(WORDS, sources.Tokens(TREE), optimisers.Plain(), algorithm, words)


def test_distillation():
    teacher = laws.normalised(TREE, RNG.random(TREE.size - 1))
    problem = sources.TeacherProblem(WORDS.features, WORDS.law, jnp.asarray(teacher), jnp.asarray(0.3))
    gradient = distillation.truncated_gradient(TREE, FEATURES, teacher, 0.3)
    agrees(problem, sources.Distilled(TREE, 2), optimisers.Plain(), lambda rate: loops.sgd(gradient, rate, BALL))


@pytest.mark.parametrize("batch", [sources.FULL, 4])
def test_responses(batch):
    gradient = count_states.count_gradient(np.asarray(LETTERS.features))
    agrees(
        LETTERS, sources.Responses(batch), optimisers.Normalised(), lambda rate: loops.normalised_sgd(gradient, rate, 1.0, BALL)
    )


def test_letters_one_by_one():
    source, gradient = sources.Letters(5), count_states.count_gradient(np.asarray(LETTERS.features))

    def tokens(problem, source, key):
        drawn = samples(problem, source, key).reshape(-1, 2)
        return np.eye(6)[drawn[:, 0] * 3 + drawn[:, 1]].reshape(-1, 2, 3)

    found = parameters(LETTERS, source, optimisers.Plain())
    looped = loops.trajectory(loops.sgd(gradient, 0.5, BALL), THETA, tokens(LETTERS, source, KEYS[2]))
    assert np.abs(found[2, 1] - looped[:: 5 * EVERY]).max() < 64 * 2.0**-52


def test_draws_have_the_right_means():
    keys = jax.random.split(jax.random.key(3), 4000)
    words = jax.jit(jax.vmap(lambda key: sources.Words(TREE, 4).draw(WORDS, key)))(keys)
    assert np.abs(words.sum(axis=1) - 1).max() < 1e-12
    assert np.abs(words.mean(axis=0) - LAW).max() < 5 * np.sqrt(0.25 / 16000)
    counts = jax.jit(jax.vmap(lambda key: sources.Responses(5).draw(LETTERS._replace(batch=2.0), key)))(keys)
    assert np.abs(counts.sum(axis=(1, 2)) - 40).max() < 1e-9
    assert np.abs(counts.mean(axis=0) / 40 - LETTERS.prompts[:, None] * LETTERS.laws).max() < 5 * np.sqrt(0.25 / 8000)


def test_one_program_for_all_problems_seeds_and_rates():
    source, before = sources.Words(TREE, 2), compilations(dynamics.trajectories)
    first = parameters(WORDS, source, optimisers.Plain(2))
    other = sources.WordProblem(WORDS.features * 2, WORDS.law[::-1])
    again = parameters(other, sources.Words(TREE, 2), optimisers.Plain(2), KEYS[::-1], RATES * 2)
    assert compilations(dynamics.trajectories) == before + 1
    assert first.shape == again.shape and not np.allclose(first, again)


def test_differentiable_in_the_rate():
    source = sources.Words(TREE, 2)

    def end(rate):
        found = dynamics.ends(
            WORDS, jnp.asarray(THETA), rate[None], KEYS[:1], source=source, optimiser=optimisers.Plain(None), steps=5
        )
        return found[0, 0, 0]

    rate = jnp.asarray(0.2)
    moved = (end(rate + 1e-5) - end(rate - 1e-5)) / 2e-5
    assert np.isclose(jax.jit(jax.grad(end))(rate), moved, rtol=1e-6)


def test_thousand_seeds_of_a_long_horizon():
    """At a horizon of 10^7 letters a coin's parameter goes to its value, and the spread over seeds falls with the batch."""
    coin = jnp.array([[[0.0], [1.0]]]), jnp.ones(1), jnp.array([[0.4, 0.6]]), jnp.asarray(1e7)
    keys = jax.random.split(jax.random.key(5), 1000)

    def end(batch):
        problem = sources.LetterProblem(*coin, batch)
        source, optimiser = sources.Responses(16), optimisers.Plain()
        return dynamics.ends(problem, jnp.zeros(1), jnp.array([4e-7]), keys, source=source, optimiser=optimiser, steps=40)

    ends = dict(zip((1, 16), jax.vmap(end)(jnp.array([1.0, 16.0]))[:, :, 0, 0], strict=True))
    assert np.abs(ends[16].mean() - np.log(1.5)) < 1e-4
    assert 2 < ends[1].std() / ends[16].std() < 8  # the square root of 16 is 4


@pytest.mark.parametrize("tree", [TREE, Tree.dyck(3), Tree.with_end(2, 3)], ids=str)
def test_the_decoder_that_learns(tree):
    features = np.random.default_rng(2).normal(size=(tree.size - 1, 2))
    for radius, projection in ((None, updates.everywhere), (1, BALL)):
        branch = decoders.decoder_steps(tree, jnp.asarray(features), jnp.asarray(THETA), 0.3, radius)
        assert np.abs(branch / test_time.decoder_steps(tree, features, THETA, 0.3, projection) - 1).max() < 32 * 2.0**-52
        ends = decoders.token_parameters(tree, jnp.asarray(features), jnp.asarray(THETA), 0.3, radius)
        assert np.abs(ends - test_time.token_parameters(tree, features, THETA, 0.3, projection)).max() < 32 * 2.0**-52


def test_derivatives_of_the_decoder_where_a_level_is_padded():
    """The last level is narrower than the widest, and the parameter is projected."""
    tree = Tree([-1, 0, 0, 0, 1, 1, 4], [-1, 0, 1, 2, 0, 1, 0])
    features, start = jnp.asarray(np.random.default_rng(0).normal(size=(tree.size - 1, 2))), jnp.array([0.1, 0.2])

    def squares(theta):
        return (decoders.decoder_steps(tree, features, theta, 0.3, 1) ** 2).sum()

    assert np.allclose(jax.grad(squares)(start), jax.jacfwd(squares)(start), rtol=1e-12, atol=0)


def test_the_exact_engine_and_the_decoder():
    table = [[1, 0], [0, 1], [2, -1], [-1, 1], [1, 1], [0, -2]]
    tree, theta = Tree.complete(2, 2), ["1/2", "-1/4"]
    exact = test_time.decoder_steps(tree, xp.exact(table), xp.exact(theta), xp.ratio(1, 2))
    with xp.precision(128, False):
        low, high = exact.bounds()
    found = decoders.decoder_steps(tree, jnp.array(table, dtype=float), jnp.array([0.5, -0.25]), 0.5)
    assert ((np.asarray(found) - low.astype(float)) < 1e-14).all() and ((high.astype(float) - np.asarray(found)) < 1e-14).all()
