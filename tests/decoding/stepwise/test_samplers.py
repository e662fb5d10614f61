"""Guided samplers against their pseudocode, and the exactness criteria."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import TREES
from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.decoding.choice import best_of_n as bon
from theory_lab.decoding.stepwise import samplers
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree


@st.composite
def guided(draw, least=0):
    """A tree, branch weights, and scores of its prefixes."""
    tree = draw(st.sampled_from(TREES))
    vector = st.lists(st.integers(least, 4), min_size=tree.size - 1, max_size=tree.size - 1)
    return tree, draw(vector), draw(vector)


def children(tree, v):
    return list(range(tree.first_child[v], tree.first_child[v] + tree.child_count[v]))


@given(guided())
def test_stepwise_law_is_its_pseudocode(drawn):
    tree, weights, guide = drawn
    steps = laws.normalised(tree, xp.exact(weights))
    masses = fractions_of(steps)

    def sample(draw):
        v = 0
        while tree.child_count[v]:
            scores = [masses[c - 1] * guide[c - 1] for c in children(tree, v)]
            v = children(tree, v)[draw(scores if any(scores) else [1] * len(scores))]
        return v

    law = samplers.stepwise_law(tree, steps, xp.exact(guide))
    expected = laws.law_of(sample)
    assert fractions_of(law) == [expected.get(v, 0) for v in tree.leaves.tolist()]


@given(guided(least=1))
def test_expected_proposals_follow_the_word(drawn):
    tree, weights, guide = drawn
    steps = laws.normalised(tree, xp.exact(weights))
    masses = fractions_of(steps)

    def proposals(draw):
        """The mean number of draws given the prefixes that are passed."""
        v, total = 0, Fraction(0)
        while tree.child_count[v]:
            scores = [masses[c - 1] * guide[c - 1] for c in children(tree, v)]
            total += max(guide[c - 1] for c in children(tree, v)) / sum(scores)
            v = children(tree, v)[draw(scores)]
        return total

    expected = sum((total * mass for total, mass in laws.law_of(proposals).items()), Fraction(0))
    assert xp.value(samplers.expected_proposals(tree, steps, xp.exact(guide))).fraction == expected


@given(guided(least=1), st.data())
def test_exact_values_and_sibling_constant_errors_give_the_target(drawn, data):
    tree, weights, errors = drawn
    steps = laws.normalised(tree, xp.exact(weights))
    reward = xp.exact(data.draw(st.lists(st.integers(0, 3), min_size=len(tree.leaves), max_size=len(tree.leaves)).filter(any)))
    target, value = samplers.outcome_law(tree, steps, reward), laws.value(tree, steps, reward)[1:]
    assert bool(xp.all(samplers.stepwise_law(tree, steps, value) == target))
    shared = xp.exact([errors[tree.parent[v]] if tree.parent[v] else 1 for v in range(1, tree.size)])
    assert bool(xp.all(samplers.stepwise_law(tree, steps, value * shared) == target))


def test_one_biased_letter_amplifies_along_the_word():
    """Uniform letters a, b, c, reward 1 without c, doubled values after a: the law of the number of a is binomial."""
    distances = []
    for depth in (1, 4):
        tree = Tree.complete(3, depth)
        steps = xp.exact([Fraction(1, 3)] * (tree.size - 1))
        alive = np.array([2 not in word for word in tree.words], dtype=int)
        value = laws.value(tree, steps, xp.exact(alive[tree.leaves]))[1:]
        biased = value * np.array([2 if word[-1] == 0 else 1 for word in tree.words[1:]])
        target = samplers.outcome_law(tree, steps, xp.exact(alive[tree.leaves]))
        distances.append(xp.value(total_variation(samplers.stepwise_law(tree, steps, biased), target)).fraction)
    assert distances[0] == Fraction(1, 6)
    assert round(float(distances[1]), 3) == 0.280


@given(guided(), st.integers(1, 3), st.integers(1, 2))
def test_blockwise_law_is_its_pseudocode(drawn, block, draws):
    tree, weights, guide = drawn
    steps = laws.normalised(tree, xp.exact(weights))
    masses = fractions_of(steps)

    def roll(draw, v):
        for _ in range(block):
            if tree.child_count[v]:
                v = children(tree, v)[draw([masses[c - 1] for c in children(tree, v)])]
        return v

    def sample(draw):
        v = 0
        while tree.child_count[v]:
            ends = [roll(draw, v) for _ in range(draws)]
            best = [end for end in ends if guide[end - 1] == max(guide[e - 1] for e in ends)]
            v = best[draw([1] * len(best))]
        return v

    def rule(law, scores):
        return bon.best_of_n(law, scores, draws)

    law = samplers.blockwise_law(tree, steps, xp.exact(guide), block, rule)
    expected = laws.law_of(sample)
    assert fractions_of(law) == [expected.get(v, 0) for v in tree.leaves.tolist()]


@given(guided())
def test_without_selection_blocks_do_not_matter(drawn):
    tree, weights, guide = drawn
    steps = laws.normalised(tree, xp.exact(weights))
    for block in (1, 2, 5):
        law = samplers.blockwise_law(tree, steps, xp.exact(guide), block, lambda law, scores: law)
        assert bool(xp.all(law == laws.leaf_law(tree, steps)))


@given(guided(least=1))
def test_arithmetics_agree(drawn):
    """Two products and a quotient a level: 8 ulps a level, times at most 40 proposals."""
    tree, weights, guide = drawn

    def law(w, g):
        return samplers.stepwise_law(tree, laws.normalised(tree, w), g)

    check_agreement(law, weights, guide, ulps=40)
    check_agreement(lambda w, g: samplers.expected_proposals(tree, laws.normalised(tree, w), g), weights, guide, ulps=80)


def test_a_block_has_letters():
    tree = Tree.complete(2, 1)
    with pytest.raises(ValueError, match="at least one letter, got 0"):
        samplers.blockwise_law(tree, xp.exact([1, 0]), xp.exact([1, 1]), 0, lambda law, scores: law)
