"""Blocks of letters under a rule against the exact law."""

import jax.numpy as jnp
import numpy as np
import pytest

from tests.compiled.agreement import apart
from theory_lab import numbers as xp
from theory_lab.compiled import blocks
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.decoding.stepwise import samplers
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree


def best_of_three(law, scores):
    return best_of_n(law, scores, 3)


@pytest.mark.parametrize("tree", [Tree.complete(2, 4), Tree.dyck(3), Tree.with_end(2, 3)], ids=str)
@pytest.mark.parametrize("block", [1, 2, 9])
def test_against_the_exact_engine(tree, block):
    rng = np.random.default_rng(block)
    weights, scores = (rng.integers(1, 9, tree.size - 1).tolist() for _ in range(2))
    steps, guide = laws.normalised(tree, xp.exact(weights)), xp.exact(scores)
    with xp.guessing():
        s, g = (jnp.asarray(xp.floats(x).numbers()) for x in (steps, guide))
    found = blocks.blockwise_law(tree, s, g, block, best_of_three)
    assert apart(found, samplers.blockwise_law(tree, steps, guide, block, best_of_three)) <= 32
    assert apart(blocks.stepwise_law(tree, s, g), samplers.stepwise_law(tree, steps, guide)) <= 16


def test_sixteen_thousand_words():
    """Scores that only tell the first letter: blocks choose by it, and all else is the model."""
    tree = Tree.complete(2, 14)
    half, first = jnp.full(tree.size - 1, 0.5), np.cumsum(np.r_[0, tree.depths[1:] == 1])[1:]
    guide = jnp.asarray(np.where(first == 1, 1.0, 0.0))[: tree.size - 1]
    law = blocks.blockwise_law(tree, half, guide, 7, best_of_three)
    assert law.shape == (2**14,) and abs(float(law.sum()) - 1) < 1e-12
    with pytest.raises(ValueError, match="at least one letter"):
        blocks.blockwise_law(tree, half, guide, 0, best_of_three)
