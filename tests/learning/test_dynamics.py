"""Training: steps against loops, exact expectations against programs, JAX against both."""

import math
from fractions import Fraction

import numpy as np
import pytest

from tests.oracles import learning as oracle
from theory_lab import numbers as xp
from theory_lab.learning import families
from theory_lab.learning.training import count_states, dynamics, layered, updates
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)
FEATURES = [["1/2", "-1/3"], ["-1", "1/4"], ["1/5", "1"], ["0", "1/2"], ["-2/3", "-1/2"], ["1", "1/7"]]
START, TRUTH, RATE = ["1/3", "-1/4"], ["1/2", "1/2"], Fraction(1, 3)


def floats(values):
    return np.array([[float(Fraction(v)) for v in np.atleast_1d(row)] for row in values]).squeeze()


def data_law():
    return laws.leaf_law(TREE, loglinear.steps(TREE, xp.exact(FEATURES), xp.exact(TRUTH)))


def near(found, wanted, ulps=256):
    """Within so many ulps of 1."""
    return np.abs(np.asarray(found) - np.asarray(wanted)).max() <= ulps * 2.0**-52


def test_gradient_is_the_mean_score():
    law, theta = data_law(), xp.exact(START)
    scores = families.word_scores(TREE, xp.exact(FEATURES), theta)
    mean = xp.dot(law, scores)
    found = families.gradient(TREE, xp.exact(FEATURES), theta, law)
    assert bool(xp.all(abs(found - mean) < Fraction(1, 10**15)))
    for k, leaf in enumerate(TREE.leaves.tolist()):
        rows = [oracle.letter_score(TREE, floats(FEATURES), floats(START), v) for v in oracle.path(TREE, leaf)]
        assert near([float(xp.value(s)) for s in scores[k]], np.sum(rows, axis=0))


def test_many_parameters_are_one_after_the_other():
    columns = xp.exact([["1/3", "0"], ["-1/4", "1"]])
    features, law = xp.exact(FEATURES), data_law()
    together = families.gradient(TREE, features, columns, law)
    kls = families.sequence_kl(TREE, loglinear.steps(TREE, features, xp.exact(TRUTH)), loglinear.steps(TREE, features, columns))
    for k in range(2):
        alone = families.gradient(TREE, features, columns[:, k], law)
        assert bool(xp.all(abs(together[:, k] - alone) < Fraction(1, 10**15)))
        wanted = oracle.word_kl(TREE, floats_of(law), floats(FEATURES), floats_of(columns[:, k]))
        assert near(float(xp.value(kls[k])), wanted)


def test_products_along_prefixes_multiply_branch_by_branch():
    tree = Tree.complete(3, 3)
    branch = [Fraction(v % 7 + 1, v % 5 + 2) for v in range(1, tree.size)]
    wanted = [Fraction(1)]
    for v in range(1, tree.size):
        wanted.append(wanted[tree.parent[v]] * branch[v - 1])
    found = families.path_products(tree, xp.exact(branch))
    assert bool(xp.all(found == xp.exact(wanted)))
    assert bool(xp.all(families.word_law(tree, xp.exact(branch)) == xp.exact([wanted[v] for v in tree.leaves])))


def floats_of(array):
    return [float(xp.value(entry)) for entry in array]


PROJECTIONS = [(updates.ball(), oracle.onto_ball), (updates.box(), oracle.onto_box)]


@pytest.mark.parametrize(("projection", "oracle_projection"), PROJECTIONS)
def test_exact_expectation_is_that_of_the_program(projection, oracle_projection):
    law, features = data_law(), xp.exact(FEATURES)
    kept = floats_of(law)

    def successors(theta):
        scores = families.word_scores(TREE, features, theta)
        return updates.plain(theta[:, None], scores.restructured(lambda x: x.swapaxes(0, 1)), 2, projection)

    tree = dynamics.reached(successors, law, xp.exact(START), 3)
    teacher = loglinear.steps(TREE, features, xp.exact(TRUTH))
    mean = dynamics.mean_along(tree, lambda theta: families.sequence_kl(TREE, teacher, loglinear.steps(TREE, features, theta)))

    def program(draw):
        theta, seen = list(floats(START)), []
        for _ in range(3):
            seen.append(oracle.word_kl(TREE, kept, floats(FEATURES), theta))
            leaf = int(TREE.leaves[draw(kept)])
            theta = oracle.word_update(TREE, floats(FEATURES), theta, leaf, 2.0, oracle_projection)
        return math.fsum(seen) / 3

    wanted = math.fsum(value * mass for value, mass in laws.law_of(program).items())
    assert near(float(xp.value(mean)), wanted, 4096)
    assert bool(xp.all(abs(xp.sum(tree[2][0]) - 1) < Fraction(1, 10**15)))


def test_equal_parameters_are_merged():
    """Sign steps keep rational parameters rational: +rate and -rate meet again after two steps."""
    masses = xp.exact(["1/3", "2/3"])
    direction = xp.exact([[1, -1]])

    def successors(theta):
        return updates.sign(theta[:, None], direction[:, :, None], Fraction(1, 4))

    reached = dynamics.reached(successors, masses, xp.exact([0]), 4)
    assert [len(mass) for mass, _ in reached] == [1, 2, 3, 4]
    assert {str(xp.value(t)): xp.value(m).fraction for m, t in zip(reached[2][0], reached[2][1][0], strict=True)} == {
        "1/2": Fraction(1, 9), "0": Fraction(4, 9), "-1/2": Fraction(4, 9),
    }  # fmt: skip


def test_batches_are_multinomial():
    law = xp.exact(["1/6", "1/3", "1/2"])
    counts, masses = dynamics.batches(law, 2)
    found = {tuple(row): xp.value(mass).fraction for row, mass in zip(counts.tolist(), masses, strict=True)}
    wanted: dict = {}
    for first in range(3):
        for second in range(3):
            key = tuple(np.bincount([first, second], minlength=3).tolist())
            wanted[key] = wanted.get(key, 0) + xp.value(law[first]).fraction * xp.value(law[second]).fraction
    assert found == wanted


def test_updates_agree_in_every_arithmetic():
    theta, gradient = [Fraction(1, 2), Fraction(-1, 3)], [Fraction(3), Fraction(-4)]
    assert floats_of(updates.normalised(xp.exact(theta), xp.exact(gradient), 1, 5)) == [0.8, float(Fraction(-11, 15))]
    assert str(xp.value(updates.plain(xp.exact(theta), xp.exact(gradient), Fraction(1, 2), updates.box())[0])) == "1"
    assert floats_of(updates.sign(xp.exact(theta), xp.exact([0, -4]), Fraction(1, 2))) == [0.5, float(Fraction(-5, 6))]
    projected = updates.plain(xp.exact([0, 0]), xp.exact(gradient), 1, updates.ball())
    assert floats_of(projected) == [0.6, -0.8]
    raw = updates.normalised(np.array([0.5, -1 / 3]), np.array([3.0, -4.0]), 1.0, 5.0)
    assert near(raw, [0.8, -11 / 15])
    low, high = updates.normalised(xp.intervals(theta), xp.intervals(gradient), 1, 5).bounds()
    assert (low <= raw + 2.0**-50).all() and (high >= raw - 2.0**-50).all()


def test_zero_gradient_moves_nothing():
    for step in (updates.plain, updates.sign):
        assert floats_of(step(xp.exact([1, 2]), xp.exact([0, 0]), 7)) == [1, 2]
    assert floats_of(updates.normalised(xp.exact([1, 2]), xp.exact([0, 0]), 7, 1)) == [1, 2]


@pytest.mark.parametrize("wrong", [lambda: updates.ball(0), lambda: updates.box(1, 0)])
def test_wrong_projections_are_refused(wrong):
    with pytest.raises(ValueError, match=r"must be positive|lower <= upper"):
        wrong()


def algorithms(features, law):
    import optax

    gradient, ball = dynamics.sequence_gradient(TREE, features), updates.ball()
    return {
        "sgd": dynamics.sgd(gradient, 0.3, ball),
        "normalised": dynamics.normalised_sgd(gradient, 0.3, 0.5, ball),
        "sign": dynamics.sign_sgd(gradient, 0.1, ball),
        "full": dynamics.gradient_descent(gradient, law, 0.3, ball),
        "optax sgd": dynamics.optax_descent(gradient, optax.sgd(0.3), ball),
        "optax sign": dynamics.optax_descent(gradient, optax.sign_sgd(0.1), ball),
    }


def drawn(key, law, batch=1):
    """Twenty samples: one program for all tests, whatever the batch."""
    import jax

    return jax.jit(dynamics.draws, static_argnums=2)(key, law, 20, batch)


def test_scan_agrees_with_the_loop_and_optax_with_ours():
    import jax
    import jax.numpy as jnp

    features, law = floats(FEATURES), np.array(floats_of(data_law()))
    samples = drawn(jax.random.key(0), law, 3)
    traced, looped = algorithms(jnp.asarray(features), jnp.asarray(law)), algorithms(features, law)
    ends = {}
    for name in traced:
        run = jax.jit(lambda start, name=name: dynamics.trajectory(traced[name], start, samples))
        ends[name] = np.asarray(run(jnp.asarray(floats(START))))
        assert ends[name].shape == (21, 2)
        if not name.startswith("optax"):
            slow = dynamics.trajectory(looped[name], floats(START), np.asarray(samples))
            assert near(ends[name], slow, 4096)
    assert near(ends["sgd"], ends["optax sgd"]) and near(ends["sign"], ends["optax sign"])


def test_exact_trajectory_agrees_with_floats():
    features = xp.exact(FEATURES)
    words = np.eye(4, dtype=int)[[0, 3, 1]]
    exact = dynamics.sgd(dynamics.sequence_gradient(TREE, features), Fraction(1, 3), updates.ball())
    quick = dynamics.sgd(dynamics.sequence_gradient(TREE, floats(FEATURES)), 1 / 3, updates.ball())
    slow = dynamics.trajectory(exact, xp.exact(START), [xp.exact(row.tolist()) for row in words])
    fast = dynamics.trajectory(quick, floats(START), words.astype(float))
    assert near([floats_of(row) for row in slow], fast)


def test_many_seeds_and_rates_at_once():
    import jax
    import jax.numpy as jnp

    features, law = jnp.asarray(floats(FEATURES)), jnp.asarray(floats_of(data_law()))

    def run(key, rate):
        algorithm = dynamics.sgd(dynamics.sequence_gradient(TREE, features), rate, updates.ball())
        return dynamics.trajectory(algorithm, jnp.zeros(2), dynamics.draws(key, law, 20))

    keys, rates = jax.random.split(jax.random.key(1), 8), jnp.array([0.05, 0.5])
    paths = jax.jit(jax.vmap(jax.vmap(run, (None, 0)), (0, None)))(keys, rates)
    assert paths.shape == (8, 2, 21, 2)
    assert (jnp.linalg.norm(paths, axis=-1) <= 1 + 1e-12).all()
    alone = dynamics.sgd(dynamics.sequence_gradient(TREE, np.asarray(features)), float(rates[1]), updates.ball())
    assert near(paths[3, 1], dynamics.trajectory(alone, np.zeros(2), np.asarray(drawn(keys[3], law))), 4096)


def test_count_states_are_the_tree_of_independent_letters():
    """A response of two letters: the gradient from its counts is the score of the word."""
    tree, letters = Tree.complete(3, 2), xp.exact([[["1/2", "0"], ["0", "1"], ["-1", "1/3"]]])
    wide = xp.stack([letters[0, int(letter)] for letter in tree.letter[1:]])
    theta = xp.exact(START)
    scores = families.word_scores(tree, wide, theta)
    gradient = count_states.count_gradient(letters)
    for k, leaf in enumerate(tree.leaves.tolist()):
        counts = np.bincount(tree.letter[oracle.path(tree, leaf)], minlength=3)
        assert bool(xp.all(abs(gradient(theta, xp.exact([counts.tolist()])) - scores[k]) < Fraction(1, 10**15)))


def test_count_draws_have_the_right_size_and_mean():
    import jax

    laws_ = np.array([[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]])
    counts = np.asarray(count_states.draw_counts(jax.random.key(0), [0.25, 0.75], laws_, 10**6, 400, batch=4))
    assert counts.shape == (400, 2, 3)
    assert np.allclose(counts.sum(axis=(1, 2)), 10**6, rtol=1e-12)
    mean = counts.mean(axis=0) / 10**6
    assert np.abs(mean - np.array([[0.25], [0.75]]) * laws_).max() < 5 * np.sqrt(0.25 / 1600)


def test_log_ratio_of_counts():
    p, q = xp.exact([["1/2", "1/2", "0"]]), xp.exact([["1/4", "3/4", "0"]])
    found = count_states.log_ratio(p, q, xp.exact([[3, 1, 0]]))
    assert bool(found == 3 * xp.log(xp.exact(2)) + xp.log(xp.exact("2/3")))


def test_the_sharp_prompt_jumps_between_two_points():
    step = xp.exact(10)
    features = count_states.sharp_prompt(xp.exact(1), step)[0]
    beyond = features[2] + step * (features[1] - features[2])
    assert bool(xp.all(updates.ball()(beyond) == features[0]))


TABLE = {  # step: KL, Cov_16, Cov_64, Cov_128, Pass@64, Pass@128, Pass@256, both to the digits given
    0: (8.318, 1, 1, 1, 0.016, 0.031, 0.061), 2: (3.606, 1, 0, 0, 0.828, 0.970, 0.999),
    10: (2.946, 1, 0, 0, 0.968, 0.999, 1.000), 45: (2.742, 0.25, 0, 0, 0.984, 1.000, 1.000),
    344: (2.421, 0.25, 0, 0, 0.940, 0.986, 0.999), 572: (2.334, 0.25, 0.25, 0, 0.897, 0.958, 0.993),
    1578: (2.255, 0.25, 0.25, 0.25, 0.823, 0.874, 0.937), 20000: (2.249, 0.25, 0.25, 0.25, 0.805, 0.849, 0.908),
}  # fmt: skip


def test_layered_descent_in_floats_and_balls():
    task = layered.Task()
    theta = layered.descent(task, 0.5, 20_000)
    logs = np.asarray(layered.log_paths(task, theta.T))
    for step, (kl, *rest) in TABLE.items():
        found = [layered.uncovered(task, logs[:, step], n) for n in (16, 64, 128)]
        found += [layered.passes(task, logs[:, step], n) for n in (64, 128, 256)]
        assert [round(float(layered.divergence(task, logs[:, step])), 3), *(round(float(x), 3) for x in found)] == [kl, *rest]
    enclosed = layered.enclosed_descent(task, Fraction(1, 2), 20_000)
    for step in TABLE:
        for coordinate in (0, 1):
            ball = xp.value(enclosed[step, coordinate])
            assert abs(float(ball) - float(theta[step, coordinate])) <= 2.0**-40 * max(1.0, float(ball))


def test_layered_balls_contain_the_exact_array_descent():
    task = layered.Task()
    with xp.precision(256, False):
        slow = layered.descent(task, Fraction(1, 2), 20, xp.exact([0, 0]))
        quick = layered.enclosed_descent(task, Fraction(1, 2), 20)
        assert bool(xp.all(abs(slow - quick) < Fraction(1, 10**60)))
    paths = layered.enclosed_paths(task, Fraction(1, 2), 20)
    assert bool(xp.all(abs(paths - layered.log_paths(task, slow.T)) < Fraction(1, 10**12)))


def test_layered_task_is_a_log_linear_model():
    """The closed form against the tree of all paths."""
    task, tree = layered.Task(choice=2, forced=1, strength=Fraction(1, 2)), Tree.complete(4, 3)
    features = np.array([row(h, letter) for h, letter in zip(tree.depths[1:] - 1, tree.letter[1:], strict=True)])
    theta = np.array([0.7, -0.4])
    law = laws.leaf_law(tree, loglinear.steps(tree, features, theta))
    paths = {tree.words[v]: mass for v, mass in zip(tree.leaves, law, strict=True)}
    assert near(np.exp(layered.log_paths(task, theta)), [paths[0, 1, 2], paths[1, 0, 2]])
    data = np.array([0.75 if tree.words[v] == (0, 1, 2) else 0.25 if tree.words[v] == (1, 0, 2) else 0 for v in tree.leaves])
    assert near(layered.ascent(task, theta), families.gradient(tree, features, theta, data))


def row(layer, node):
    if layer == 2:
        return [float(node == 2), 0.0]
    return [float(node < 2), 0.5 * (node < 2) * (1 if node % 2 == layer % 2 else -1)]


def test_what_the_teacher_never_writes_does_not_count():
    """The model misses a letter below a prefix of mass 0, and doubles one that the teacher writes: ``1/2 log 2`` at the root."""
    teacher = xp.exact([1, 0, "1/2", "1/2", "1/2", "1/2"])
    missing = xp.exact(["1/2", "1/2", "1/2", "1/2", 1, 0])
    log2 = xp.log(xp.exact(2))
    assert bool(families.sequence_kl(TREE, teacher, missing) == log2)
    columns = families.sequence_kl(TREE, teacher, xp.stack([missing, teacher]).T)
    assert bool(columns[0] == log2) and bool(columns[1] == 0)


def test_equal_parameters_of_many_instances_are_not_merged():
    """Two instances with starts 0 and 1: what is equal in both is, and yet each stays."""
    masses = xp.exact([["1/3", "1/3"], ["2/3", "2/3"]], batched=True)
    direction = xp.exact([[1, -1]])

    def successors(theta):
        return updates.sign(theta[:, None], direction[:, :, None], Fraction(1, 4))

    reached = dynamics.reached(successors, masses, xp.exact([[0, 1]], batched=True), 3)
    assert [len(mass) for mass, _ in reached] == [1, 2, 4]


def test_steps_of_the_layered_task_that_figures_look_at():
    assert layered.checkpoints(1000, 4) == [0, 1, 10, 100, 1000]
    assert layered.checkpoints(10, 40) == list(range(11))
    assert len(layered.checkpoints(10**12)) == 41
    assert layered.checkpoints(100, 3) == [0, 1, 10, 100]


@pytest.mark.parametrize(
    ("radius", "point", "projected"),
    [(2, [3, 4], ["6/5", "8/5"]), (Fraction(1, 2), [3, 4], ["3/10", "2/5"]), (Fraction(1, 2), ["1/5", "1/4"], ["1/5", "1/4"]),
     (2, [1, 1], [1, 1])],
)  # fmt: skip
def test_projections_onto_balls_of_any_radius(radius, point, projected):
    assert bool(xp.all(updates.ball(radius)(xp.exact(point)) == xp.exact(projected)))


def test_a_box_may_be_a_point():
    assert updates.box(Fraction(1, 3), Fraction(1, 3))(xp.exact([0, 1])).fractions().tolist() == [Fraction(1, 3)] * 2
