"""Recursions over levels against the exact ones, and on trees that only they can take."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from tests.compiled.agreement import apart, compilations
from theory_lab import numbers as xp
from theory_lab.chains.families import subtree_sums
from theory_lab.compiled import trees
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

TREES = (Tree.complete(2, 4), Tree.dyck(3), Tree.with_end(2, 3), Tree.from_words([(0,), (1, 0, 0), (1, 1)]), Tree.complete(2, 0))


def instance(tree, seed=0):
    """Whole weights of branches (some 0) and of words, and the branch probabilities that they make."""
    rng = np.random.default_rng(seed)
    branches, words = rng.integers(0, 9, tree.size - 1), rng.integers(0, 9, len(tree.leaves))
    weights = xp.exact(branches.tolist()) if tree.size > 1 else xp.zeros((0,), like=xp.exact([1]))
    return weights, laws.normalised(tree, weights), xp.exact(words.tolist())


def floats(array):
    return jnp.asarray(xp.floats(array).numbers(), dtype=float)


@pytest.mark.parametrize("tree", TREES, ids=str)
def test_against_the_exact_engine(tree):
    weights, steps, words = instance(tree)
    with xp.guessing():
        w, s, y = floats(weights), floats(steps), floats(words)
    for found, truth in (
        (trees.normalised(tree, w), steps),
        (trees.reach(tree, s), laws.reach(tree, steps)),
        (trees.leaf_law(tree, s), laws.leaf_law(tree, steps)),
        (trees.values(tree, s, y), laws.value(tree, steps, words)),
        (trees.path_sums(tree, w), laws.path_sums(tree, weights)),
        (trees.visits(tree, y), laws.value(tree, 0 * weights + 1, words)),
        (trees.steps_of(tree, y), laws.steps_of(tree, words)),
        (trees.subtree_sums(tree, trees.reach(tree, w)), subtree_sums(tree, laws.reach(tree, weights))),
    ):
        assert apart(found, truth) <= 8


def test_rows_are_carried_along():
    tree, rng = Tree.dyck(3), np.random.default_rng(1)
    steps = jnp.asarray(rng.random((tree.size - 1, 3)))
    assert (trees.reach(tree, steps)[:, 1] == trees.reach(tree, steps[:, 1])).all()
    assert (jax.vmap(lambda s: trees.leaf_law(tree, s))(steps.T)[2] == trees.leaf_law(tree, steps[:, 2])).all()


def test_compiled_once_for_a_tree_and_differentiable():
    tree, rng = Tree.with_end(2, 4), np.random.default_rng(2)
    before = compilations(trees.values)
    steps, reward = (jnp.asarray(rng.random((5, n))) for n in (tree.size - 1, len(tree.leaves)))
    roots = [trees.values(tree, s, r)[0] for s, r in zip(steps, reward, strict=True)]
    assert compilations(trees.values) == before + 1
    slope = jax.jit(jax.grad(lambda s: trees.values(tree, s, reward[0])[0]))(steps[0])
    assert (slope >= 0).all()
    edge, moved = 3, steps[0].at[3].add(0.5)
    assert np.isclose(trees.values(tree, moved, reward[0])[0] - roots[0], 0.5 * slope[edge], rtol=1e-12)  # linear in each edge


def test_words_of_three_thousand_letters():
    """Where a loop over levels would compile for hours; the sum of the masses and the product along a word are known."""
    tree = Tree.from_words([(0,) * 3000, (0,) * 1500 + (1,) * 1500, (1,)])
    steps = jnp.asarray(laws.normalised(tree, np.ones(tree.size - 1)))
    law = trees.leaf_law(tree, steps)
    assert law.tolist() == [0.5, 0.25, 0.25]
    assert trees.values(tree, steps, jnp.array([3.0, 5.0, 6.0]))[0] == 4.25
    assert float(trees.path_sums(tree, jnp.ones(tree.size - 1))[-1]) == 3000


def test_sixty_five_thousand_words():
    tree = Tree.complete(2, 16)
    steps = trees.normalised(tree, jnp.asarray(np.random.default_rng(3).random(tree.size - 1)))
    law = trees.leaf_law(tree, steps)
    assert abs(float(law.sum()) - 1) < 1e-12
    assert np.abs(trees.steps_of(tree, law) / steps - 1).max() < 64 * 2.0**-52
