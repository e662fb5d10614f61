"""Averages over training against programs, in floats; moments of normalised steps against loops."""

import itertools
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from tests.learning.test_dynamics import FEATURES, START, TREE, TRUTH, data_law, floats, floats_of, near
from tests.oracles import learning as oracle
from theory_lab import numbers as xp
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.judge import judge
from theory_lab.learning import families
from theory_lab.learning.training import expectations, updates
from theory_lab.sequences import laws, loglinear

RATE, LEVEL = 0.5, 0.2
CLAIMS = Path(__file__).parents[2] / "proofs_check" / "coverage_principle"


def teacher():
    return loglinear.steps(TREE, xp.exact(FEATURES), xp.exact(TRUTH))


def average(update, quantity, steps=3):
    """``E (1/T) sum_t quantity(theta_t)`` by running the training as a program."""
    kept = floats_of(data_law())

    def program(draw):
        theta, seen = list(floats(START)), []
        for _ in range(steps):
            seen.append(quantity(theta))
            theta = update(theta, int(TREE.leaves[draw(kept)]))
        return math.fsum(seen) / steps

    return math.fsum(value * mass for value, mass in laws.law_of(program).items())


def prefix_kls(theta, leaf):
    """The divergences of the next letter along a word."""
    truth = floats(TRUTH)
    found = []
    for v in oracle.path(TREE, leaf):
        p, q = (oracle.next_letters(TREE, floats(FEATURES), t, int(TREE.parent[v])) for t in (truth, theta))
        found.append(sum(p[u] * math.log(p[u] / q[u]) for u in p))
    return found


def stopped(theta):
    masses = zip(floats_of(data_law()), TREE.leaves.tolist(), strict=True)
    return sum(mass * min(LEVEL, sum(prefix_kls(theta, leaf))) for mass, leaf in masses)


def truncated_update(theta, leaf):
    weights = oracle.truncation([Fraction(x) for x in prefix_kls(theta, leaf)], Fraction(LEVEL))
    scores = [oracle.letter_score(TREE, floats(FEATURES), theta, v) for v in oracle.path(TREE, leaf)]
    total = np.sum([float(w) * np.array(s) for w, s in zip(weights, scores, strict=True)], axis=0)
    return oracle.onto_ball(np.array(theta) + RATE * total)


def decoder_kl(theta):
    """``KL`` of the decoder, word by word."""
    total = 0.0
    for mass, leaf in zip(floats_of(data_law()), TREE.leaves.tolist(), strict=True):
        w, probability = list(theta), 1.0
        for v in oracle.path(TREE, leaf):
            probability *= oracle.next_letters(TREE, floats(FEATURES), w, int(TREE.parent[v]))[v]
            score = oracle.letter_score(TREE, floats(FEATURES), w, v)
            w = oracle.onto_ball([t + RATE * s for t, s in zip(w, score, strict=True)])
        total += mass * math.log(mass / probability)
    return total


def test_sequence_level():
    found = expectations.sgd_mean_kl(TREE, xp.exact(FEATURES), teacher(), xp.exact(START), Fraction(1, 2), 3)
    wanted = average(
        lambda theta, leaf: oracle.word_update(TREE, floats(FEATURES), theta, leaf, RATE, oracle.onto_ball),
        lambda theta: oracle.word_kl(TREE, floats_of(data_law()), floats(FEATURES), theta),
    )
    assert near(float(xp.value(found)), wanted, 4096)


def test_token_level_with_its_decoder():
    found = expectations.decoder_mean_kl(TREE, xp.exact(FEATURES), teacher(), xp.exact(START), Fraction(1, 2), 3)
    wanted = average(
        lambda theta, leaf: oracle.letter_updates(TREE, floats(FEATURES), theta, leaf, RATE, oracle.onto_ball), decoder_kl
    )
    assert near(float(xp.value(found)), wanted, 4096)


def test_truncated():
    found = expectations.truncated_mean_stopped(
        TREE, xp.exact(FEATURES), teacher(), xp.exact(START), Fraction(1, 2), Fraction(LEVEL), 3
    )
    assert near(float(xp.value(found)), average(truncated_update, stopped), 4096)


def test_regret_of_the_token_steps_is_the_divergence_of_the_decoder():
    """The identity behind Theorem 6.1, over two samples."""
    found = expectations.decoder_mean_kl(TREE, floats(FEATURES), np.array(floats_of(teacher())), floats(START), RATE, 2)
    law, total = floats_of(data_law()), 0.0
    for words in itertools.product(range(4), repeat=2):
        theta, regret = list(floats(START)), 0.0
        for word in words:
            for v in oracle.path(TREE, int(TREE.leaves[word])):
                truth, model = (
                    oracle.next_letters(TREE, floats(FEATURES), t, int(TREE.parent[v]))[v] for t in (floats(TRUTH), theta)
                )
                regret += math.log(truth / model)
                score = oracle.letter_score(TREE, floats(FEATURES), theta, v)
                theta = oracle.onto_ball([t + RATE * s for t, s in zip(theta, score, strict=True)])
        total += law[words[0]] * law[words[1]] * regret
    assert near(2 * found, total, 4096)


def test_divergences_stopped_at_a_level_word_by_word():
    thetas = [floats(START), [2 * x for x in floats(TRUTH)]]
    models = np.stack([loglinear.steps(TREE, floats(FEATURES), np.array(theta)) for theta in thetas], axis=1)
    found = expectations.stopped_kls(TREE, np.array(floats_of(teacher())), models, LEVEL)
    assert near(found, [stopped(theta) for theta in thetas], 1024)


@pytest.mark.parametrize("batch", [1, 2])
def test_moments_of_normalised_steps(batch):
    found = expectations.normalised_moments(TREE, xp.exact(FEATURES), xp.exact(TRUTH), xp.exact(START), 3, Fraction(LEVEL), batch)
    law, theta, truth = floats_of(data_law()), floats(START), floats(TRUTH)
    square = drift = capped = 0.0
    for words in itertools.product(range(4), repeat=batch):
        mass = math.prod(law[w] for w in words)
        leaves = [int(TREE.leaves[w]) for w in words]
        scores = [
            np.sum([oracle.letter_score(TREE, floats(FEATURES), theta, v) for v in oracle.path(TREE, leaf)], axis=0)
            for leaf in leaves
        ]
        step = np.mean(scores, axis=0)
        step = step / (3 + np.linalg.norm(step))
        square, drift = square + mass * step @ step, drift - mass * step @ (theta - truth)
        capped += mass * min(LEVEL, np.mean([sum(prefix_kls(theta, leaf)) for leaf in leaves]))
    assert near([float(xp.value(x)) for x in found], [square, drift, capped], 1024)


def test_jax_and_intervals_agree():
    import jax
    import jax.numpy as jnp

    exact = expectations.sgd_mean_kl(TREE, xp.exact(FEATURES), teacher(), xp.exact(START), Fraction(1, 2), 3)
    branch = np.array(floats_of(teacher()))
    run = jax.jit(
        lambda theta, rate: expectations.sgd_mean_kl(TREE, jnp.asarray(floats(FEATURES)), jnp.asarray(branch), theta, rate, 3)
    )
    assert near(run(jnp.asarray(floats(START)), 0.5), float(xp.value(exact)), 1024)
    many = jax.vmap(run, (None, 0))(jnp.asarray(floats(START)), jnp.array([0.1, 0.5]))
    assert near(many[1], float(xp.value(exact)), 1024)
    enclosed_teacher = loglinear.steps(TREE, xp.intervals(fractions(FEATURES)), xp.intervals(fractions(TRUTH)))
    enclosed = expectations.sgd_mean_kl(
        TREE, xp.intervals(fractions(FEATURES)), enclosed_teacher, xp.intervals(fractions(START)), Fraction(1, 2), 3
    )
    low, high = xp.value(enclosed)
    assert low <= float(xp.value(exact)) <= high and high - low < 1e-9


def fractions(values):
    return [[Fraction(v) for v in row] for row in values] if isinstance(values[0], list) else [Fraction(v) for v in values]


def test_adam_is_that_of_optax():
    import jax.numpy as jnp
    import optax

    optimiser, theta, betas = optax.adam(0.1), jnp.array([0.5, -1.0]), (Fraction(9, 10), Fraction(999, 1000))
    state = optimiser.init(theta)
    start = [Fraction(1, 2), Fraction(-1)]
    ours = {kind: (kind(start), updates.Moments(kind([0, 0]), kind([0, 0]))) for kind in (xp.exact, xp.floats)}
    for gradient in ([3, 0], [-1, 2], [Fraction(1, 4), 2]):
        change, state = optimiser.update(-jnp.array([float(g) for g in gradient]), state, theta)
        theta = optax.apply_updates(theta, change)
        for kind, (value, memory) in ours.items():
            ours[kind] = updates.adam(value, kind(gradient), memory, Fraction(1, 10), betas)
            assert near(theta, floats_of(ours[kind][0]), 2**16)


@pytest.mark.parametrize("name", ["sgd_mean_kl_le", "decoder_mean_kl_le"])
def test_a_step_outside_the_range_of_the_theorem_is_vacuous(name):
    claim = load(CLAIMS / f"{name}.py")
    raw = {"features": [1] + [1, -1] * 6, "end": [1, 1, 0], "begin": [1, 0, 1], "steepness": 0}
    assert judge(claim, raw, 2).outcome == "holds"
    assert judge(claim, raw | {"steepness": 2}, 2).outcome == "vacuous"


def test_an_infinite_divergence_is_infinity():
    """A teacher outside the class: the model has no mass on a word that the teacher writes."""
    teacher = xp.exact([1, 0, "1/2", "1/2", "1/2", "1/2"])
    model = xp.exact([0, 1, "1/2", "1/2", "1/2", "1/2"])
    assert xp.value(families.sequence_kl(TREE, teacher, model)).infinite == 1
    with np.errstate(all="raise"):
        assert families.sequence_kl(TREE, np.array([1, 0, 0.5, 0.5, 0.5, 0.5]), np.array([0, 1, 0.5, 0.5, 0.5, 0.5])) == np.inf
