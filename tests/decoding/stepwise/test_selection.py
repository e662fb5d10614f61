"""Rules that choose among blocks, and beam search, against their pseudocode."""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import TREES
from tests.oracles import decoding as pseudocode
from tests.oracles.agreement import fractions_of
from theory_lab import numbers as xp
from theory_lab.decoding.stepwise import selection
from theory_lab.sequences.trees import Tree


@cache
def _pair(n):
    weights = st.lists(st.integers(0, 4), min_size=n, max_size=n).filter(any)
    return st.tuples(weights, st.lists(st.integers(0, 3), min_size=n, max_size=n))


PAIRS = st.integers(2, 3).flatmap(_pair)


def normalised(weights):
    return [Fraction(w, sum(weights)) for w in weights]


@given(PAIRS, st.integers(1, 3))
def test_importance_resampling_is_its_pseudocode(drawn, draws):
    base, score = normalised(drawn[0]), drawn[1]

    def program(draw):
        sample = [draw(base) for _ in range(draws)]
        weights = [score[y] for y in sample]
        return sample[draw(weights if any(weights) else [1] * draws)]

    law = selection.importance_resampled(xp.exact(base), xp.exact(score), draws)
    assert fractions_of(law) == pseudocode.outcome_law(program, len(base))


@given(PAIRS, st.integers(1, 3), st.integers(1, 5))
def test_rejection_keeps_the_last(drawn, draws, level):
    base, score = normalised(drawn[0]), drawn[1]

    def program(draw):
        for _ in range(draws):
            y = draw(base)
            accepted = min(Fraction(score[y], level), Fraction(1))
            if draw([accepted, 1 - accepted]) == 0:
                return y
        return y

    law = selection.rejected(xp.exact(base), xp.exact(score), level, draws)
    assert fractions_of(law) == pseudocode.outcome_law(program, len(base))


@st.composite
def scored(draw):
    tree = draw(st.sampled_from(TREES))
    return tree, draw(st.lists(st.integers(0, 3), min_size=tree.size - 1, max_size=tree.size - 1))


@given(scored(), st.integers(1, 3))
def test_beam_search_is_its_pseudocode(drawn, width):
    tree, scores = drawn
    beam, kept = [0], {0}
    for _ in range(tree.depth):
        extended = [c for v in sorted(beam) for c in range(tree.first_child[v], tree.first_child[v] + tree.child_count[v])]
        beam = sorted(extended, key=lambda c: (-scores[c - 1], c))[:width]
        kept |= set(beam)
    assert fractions_of(selection.beam_prefixes(tree, xp.exact(scores), width)) == [int(v in kept) for v in range(tree.size)]
    words = sorted((v for v in tree.leaves.tolist() if v in kept), key=lambda v: (-scores[v - 1], v))
    law = fractions_of(selection.beam_law(tree, xp.exact(scores), width))
    assert law == [int(words[:1] == [v]) for v in tree.leaves.tolist()]


def test_nothing_is_chosen_among_nothing():
    with pytest.raises(ValueError, match="at least 1 draw, got 0"):
        selection.importance_resampled(xp.exact([1]), xp.exact([1]), 0)
    with pytest.raises(ValueError, match="at least 1 draw, got 0"):
        selection.rejected(xp.exact([1]), xp.exact([1]), 1, 0)
    with pytest.raises(ValueError, match="at least 1 prefix, got 0"):
        selection.beam_prefixes(Tree.complete(2, 1), xp.exact([1, 1]), 0)


def test_rejection_of_plain_arrays_is_plain():
    """Accepted are 1/2 and 1/4 at once, and a quarter of the time the second draw is taken as it comes."""
    found = selection.rejected(np.array([0.5, 0.5]), np.array([1.0, 0.5]), 1.0, 2)
    assert isinstance(found, np.ndarray) and found.tolist() == [0.625, 0.375]
