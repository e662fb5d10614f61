"""Laws on trees against products along words, and the identities that they must satisfy."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import laws as oracle
from theory_lab import numbers as xp
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

TREES = [
    Tree.complete(2, 3),
    Tree.complete(3, 1),
    Tree.complete(2, 0),
    Tree.dyck(3),
    Tree.with_end(2, 2),
    Tree.from_words([(0,), (1, 0), (1, 2, 0), (1, 2, 1)]),
]
trees = st.sampled_from(TREES)


@st.composite
def tree_and_weights(draw, length="branches", lists=1):
    """A tree and whole weights on its branches or leaves."""
    tree = draw(trees)
    size = tree.size - 1 if length == "branches" else len(tree.leaves)
    drawn = [draw(st.lists(st.integers(0, 4), min_size=size, max_size=size)) for _ in range(lists)]
    return (tree, *drawn)


def fractions_of(array):
    """The entries of an exact array."""
    return array.fractions().ravel().tolist()


def on_words(tree, values):
    """A dictionary from the words of branches to values."""
    return dict(zip(tree.words[1:], values, strict=True))


def on_leaves(tree, values):
    """A dictionary from leaf words to values."""
    return {tree.words[v]: value for v, value in zip(tree.leaves, values, strict=True)}


@given(tree_and_weights())
def test_reach_and_leaf_law_are_products_along_words(drawn):
    tree, weights = drawn
    expected = oracle.reach(on_words(tree, [Fraction(w) for w in weights]))
    steps = xp.exact(weights)
    assert fractions_of(laws.reach(tree, steps)) == [expected[word] for word in tree.words]
    assert fractions_of(laws.leaf_law(tree, steps)) == [expected[tree.words[v]] for v in tree.leaves]


@given(tree_and_weights())
def test_normalised_divides_by_the_sum_over_siblings(drawn):
    tree, weights = drawn
    by_word = on_words(tree, weights)
    steps = on_words(tree, fractions_of(laws.normalised(tree, xp.exact(weights))))
    for word in by_word:
        siblings = [other for other in by_word if other[:-1] == word[:-1]]
        total = sum(by_word[other] for other in siblings)
        assert steps[word] == (Fraction(by_word[word], total) if total else Fraction(1, len(siblings)))


@given(tree_and_weights("leaves").filter(lambda drawn: any(drawn[1])))
def test_steps_of_is_the_disintegration_and_leaf_law_inverts_it(drawn):
    tree, weights = drawn
    law = oracle.probability(weights)
    expected = oracle.disintegration(on_leaves(tree, law))
    steps = laws.steps_of(tree, xp.exact(law))
    assert fractions_of(steps) == [expected[word] for word in tree.words[1:]]
    assert fractions_of(laws.leaf_law(tree, steps)) == law


@given(tree_and_weights())
def test_steps_of_inverts_leaf_law_on_positive_branches(drawn):
    tree, weights = drawn
    steps = laws.normalised(tree, xp.exact([w + 1 for w in weights]))
    assert fractions_of(laws.steps_of(tree, laws.leaf_law(tree, steps))) == fractions_of(steps)


@given(st.data())
def test_value_is_the_expected_reward_and_satisfies_bellman(data):
    tree, weights = data.draw(tree_and_weights())
    gains = data.draw(st.lists(st.fractions(-3, 3), min_size=len(tree.leaves), max_size=len(tree.leaves)))
    steps = laws.normalised(tree, xp.exact(weights))
    reward = xp.exact(gains)
    value = laws.value(tree, steps, reward)
    exact_steps = on_words(tree, fractions_of(steps))
    expected = oracle.values(exact_steps, on_leaves(tree, gains))
    assert fractions_of(value) == [expected[word] for word in tree.words]
    assert bool(value[0] == xp.dot(laws.leaf_law(tree, steps), reward))
    reached = laws.reach(tree, steps)
    for level in tree.levels:
        here = [v for v in range(tree.size) if v in tree.leaves and v < level.start]
        stopped = xp.dot(reached[level], value[level])
        assert bool(stopped + xp.sum(reached[np.array(here, dtype=int)] * value[np.array(here, dtype=int)]) == value[0])


@given(tree_and_weights())
def test_path_sums_add_along_words(drawn):
    tree, weights = drawn
    by_word = on_words(tree, weights)
    rows = xp.exact([[w, 2 * w] for w in weights]) if weights else xp.exact(np.zeros((0, 2), dtype=int))
    sums = laws.path_sums(tree, rows)
    expected = [sum(by_word[word[: h + 1]] for h in range(len(word))) for word in tree.words]
    assert fractions_of(sums[:, 0]) == expected
    assert fractions_of(sums[:, 1]) == [2 * total for total in expected]


def test_tilted_and_mixture_and_joint():
    law, weight = xp.exact(["1/2", "1/4", "1/4"]), xp.exact([1, 2, 0])
    assert fractions_of(laws.tilted(law, weight)) == [Fraction(1, 2), Fraction(1, 2), 0]
    mixed = laws.mixture(xp.exact(["1/3", "2/3"]), xp.exact([[1, 0], ["1/2", "1/2"]]))
    assert fractions_of(mixed) == [Fraction(2, 3), Fraction(1, 3)]
    table = laws.joint(xp.exact(["1/4", "3/4"]), xp.exact([[1, 0], ["1/3", "2/3"]]))
    assert fractions_of(table) == [Fraction(1, 4), 0, Fraction(1, 4), Fraction(1, 2)]
    with pytest.raises(ZeroDivisionError):
        laws.tilted(law, xp.exact([0, 0, 0]))


@given(tree_and_weights())
def test_tilting_by_a_value_samples_the_target(drawn):
    """``P(a | v) V(va) / V(v)`` are the branch probabilities of the tilted law."""
    tree, weights = drawn
    steps = laws.normalised(tree, xp.exact([w + 1 for w in weights]))
    reward = xp.exact([1 + v % 3 for v in tree.leaves.tolist()])
    value = laws.value(tree, steps, reward)
    guided = steps * value[1:] / value[tree.parent[1:]]
    assert fractions_of(laws.leaf_law(tree, guided)) == fractions_of(laws.tilted(laws.leaf_law(tree, steps), reward))


@given(tree_and_weights())
def test_the_law_of_sampling_letter_by_letter(drawn):
    tree, weights = drawn
    steps = laws.normalised(tree, xp.exact(weights))
    branches = [Fraction(0), *fractions_of(steps)]

    def sample(draw):
        node = 0
        while tree.child_count[node]:
            first = int(tree.first_child[node])
            node = first + draw(branches[first : first + int(tree.child_count[node])])
        return tree.words[node]

    law = on_leaves(tree, fractions_of(laws.leaf_law(tree, steps)))
    assert laws.law_of(sample) == {word: mass for word, mass in law.items() if mass}


@given(tree_and_weights("leaves").filter(lambda drawn: any(drawn[1])))
def test_floats_and_intervals_agree_with_exact(drawn):
    """Floats: 4 ulps a level for each of the masses that are summed. Intervals contain the value."""
    tree, weights = drawn
    law = oracle.probability(weights)
    floats = np.array([float(mass) for mass in law])
    back = laws.leaf_law(tree, laws.steps_of(tree, floats))
    assert isinstance(back, np.ndarray)
    allowed = 4 * (tree.depth + 1) * len(law) * np.spacing(floats)
    assert (np.abs(back - floats) <= allowed).all()
    enclosed = laws.value(tree, laws.steps_of(tree, xp.intervals([w + 1 for w in weights])), xp.intervals(law))
    exact = laws.value(tree, laws.steps_of(tree, xp.exact([w + 1 for w in weights])), xp.exact(law))
    for low, high, value in zip(*enclosed.bounds(), fractions_of(exact), strict=True):
        assert low <= value <= high


def test_a_batch_of_models_is_each_model():
    tree = Tree.dyck(3)
    weights = np.random.default_rng(1).integers(1, 5, (tree.size - 1, 7)).astype(float)
    batch = laws.leaf_law(tree, laws.normalised(tree, xp.floats(weights, batched=True))).numbers(batched=True)
    for b in range(7):
        assert (batch[:, b] == laws.leaf_law(tree, laws.normalised(tree, weights[:, b].copy()))).all()


def test_jax_gives_the_same_law_under_jit():
    import jax

    tree = Tree.with_end(2, 3)
    weights = np.random.default_rng(2).random(tree.size - 1)
    law = jax.jit(lambda w: laws.leaf_law(tree, laws.normalised(tree, w)))(weights)
    exact = laws.leaf_law(tree, laws.normalised(tree, weights))
    assert (np.abs(np.asarray(law) - exact) <= 16 * np.spacing(exact)).all()


def test_wrong_shapes_are_refused():
    tree = Tree.complete(2, 2)
    with pytest.raises(ValueError, match="first axis 6"):
        laws.reach(tree, xp.exact([1, 1]))
    with pytest.raises(ValueError, match="one value per leaf"):
        laws.steps_of(tree, xp.exact([1, 1]))
    with pytest.raises(TypeError):
        laws.reach(tree, [1, 1, 1, 1, 1, 1])
