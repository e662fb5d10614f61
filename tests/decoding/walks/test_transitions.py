"""Moves by candidates and by rejection against their pseudocode; chains along the edges of a tree."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chains.trees import nonnegative, positive
from tests.oracles import decoding as pseudocode
from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.chains import neighbours, walks
from theory_lab.decoding.walks import transitions
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

SMALL = [Tree.complete(2, 2), Tree.complete(3, 1), Tree.from_words([(0,), (1, 0), (1, 2)])]


@st.composite
def guided(draw, least=1):
    """A small tree, branch probabilities, scores from ``least`` on."""
    tree = draw(st.sampled_from(SMALL))
    vector, scores = (st.lists(st.integers(low, 4), min_size=tree.size - 1, max_size=tree.size - 1) for low in (1, least))
    return tree, laws.normalised(tree, xp.exact(draw(vector))), draw(scores)


def children(tree, v):
    return list(range(tree.first_child[v], tree.first_child[v] + tree.child_count[v]))


def along_edges(tree, expected, moves):
    """Whether ``expected(v)``, a law on nodes, is what the moves say for every node."""
    down, up = fractions_of(moves.down), fractions_of(moves.up)
    for v in range(tree.size):
        law = expected(v)
        for c in children(tree, v):
            assert law.get(c, 0) == down[c - 1]
        if v:
            assert law.get(int(tree.parent[v]), 0) == up[v - 1]


@given(guided(least=0), st.integers(1, 3))
@settings(max_examples=30)
def test_candidate_moves_are_their_pseudocode(drawn, candidates):
    tree, steps, guide = drawn
    masses = fractions_of(steps)

    def move(draw, v):
        family = children(tree, v)
        if not family:
            return int(tree.parent[v])
        found = [family[draw([masses[c - 1] for c in family])] for _ in range(candidates)]
        weights = [candidates * guide[v - 1] if v else 0, *(guide[c - 1] for c in found)]
        return [int(tree.parent[v]), *found][draw(weights)] if any(weights) else v

    moves = transitions.candidate_moves(tree, steps, xp.exact(guide), candidates)
    along_edges(tree, lambda v: laws.law_of(move, v), moves)


@given(guided(least=0), st.integers(1, 2), st.integers(1, 5))
@settings(max_examples=30)
def test_rejection_moves_are_their_pseudocode(drawn, draws, factor):
    tree, steps, guide = drawn
    masses = fractions_of(steps)

    def move(draw, v):
        family = children(tree, v)
        if not family:
            return int(tree.parent[v])
        base, ends, scores = [masses[c - 1] for c in family], list(family), [guide[c - 1] for c in family]
        if v:
            base, ends, scores = [p / 2 for p in base] + [Fraction(1, 2)], [*ends, int(tree.parent[v])], [*scores, guide[v - 1]]
        return ends[pseudocode.pilot_rejection(draw, base, [Fraction(s) for s in scores], Fraction(factor), draws)]

    moves = transitions.rejection_moves(tree, steps, xp.exact(guide), factor, draws)
    along_edges(tree, lambda v: laws.law_of(move, v), moves)


@given(guided())
@settings(max_examples=20)
def test_one_letter_needs_no_choice_and_many_candidates_find_the_exact_move(drawn):
    tree, steps, guide = drawn
    exact = neighbours.weighted(tree, walks.edge_weights(tree, steps, xp.exact(guide)))
    few, many = (transitions.candidate_moves(tree, steps, xp.exact(guide), k) for k in (1, 16))
    assert bool(xp.sum(abs(many.up - exact.up)) <= xp.sum(abs(few.up - exact.up)))


@given(nonnegative, st.integers(0, 5))
def test_weighted_moves_are_the_walk(drawn, time):
    tree, weights = drawn
    moves = neighbours.held(neighbours.weighted(tree, xp.exact(weights)))
    law = neighbours.law_after(tree, *moves, time)
    assert fractions_of(law) == fractions_of(walks.law_after(tree, xp.exact(weights), time))


@given(positive, st.data())
def test_every_chain_along_edges_is_reversible(drawn, data):
    """Any positive moves: the product law is kept, and in detailed balance."""
    tree, weights = drawn
    others = data.draw(st.lists(st.integers(1, 5), min_size=tree.size - 1, max_size=tree.size - 1))
    total = sum(weights) + sum(others)
    down, up = xp.exact([Fraction(w, total) for w in weights]), xp.exact([Fraction(w, total) for w in others])
    law = neighbours.stationary(tree, down, up)
    assert bool(xp.all(neighbours.step(tree, down, up, law) == law)) and bool(xp.sum(law) == 1)
    assert bool(xp.all(law[tree.parent[1:]] * down == law[1:] * up))


@given(guided())
@settings(max_examples=20)
def test_proposals_weigh_at_most_the_bound(drawn):
    tree, steps, guide = drawn
    masses, worst = fractions_of(steps), Fraction(0)
    for v in tree.inner.tolist():
        family = children(tree, v)
        mean = sum(masses[c - 1] * guide[c - 1] for c in family)
        proposals = [guide[c - 1] for c in family] + ([guide[v - 1]] if v else [])
        mean = (mean + guide[v - 1]) / 2 if v else mean
        worst = max(worst, max(proposals) / mean)
    assert xp.value(transitions.proposal_bound(tree, steps, xp.exact(guide))).fraction == worst


def test_arithmetics_agree():
    tree = SMALL[0]
    weights = [Fraction(k, 6) for k in (1, 5, 2, 4, 3, 3)]
    check_agreement(lambda s, g: transitions.candidate_moves(tree, s, g, 3).down, weights, [3, 1, 4, 1, 5, 9], ulps=400)


def test_a_step_draws_something():
    tree = Tree.complete(2, 1)
    with pytest.raises(ValueError, match="at least 1 candidate, got 0"):
        transitions.candidate_moves(tree, xp.exact([1, 0]), xp.exact([1, 1]), 0)


def test_the_bound_of_proposals_by_hand():
    """Scores 2 and 4, then 1: at the root 4/3; below it the way back weighs 2 in (2 + 1)/2 and 4 in (4 + 1)/2."""
    tree = Tree.complete(2, 2)
    bound = transitions.proposal_bound(tree, xp.exact(["1/2"] * 6), xp.exact([2, 4, 1, 1, 1, 1]))
    assert xp.value(bound).fraction == Fraction(8, 5)
