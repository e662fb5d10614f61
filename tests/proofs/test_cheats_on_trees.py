"""False claims on trees that look true where trees are read: none is proved for every tree.

Each cheat comes with a tree and an instance at which the judge refutes it.
"""

import math
from typing import Any

import numpy as np
import pytest

from tests.proofs.searches import at_all_sizes
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Steps, Table
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.measures.divergences import hellinger2, kl, total_variation
from theory_lab.proofs.prover import found_for_all_sizes
from theory_lab.sequences.laws import leaf_law, reach, value
from theory_lab.sequences.trees import Tree

SECONDS = 1.0  # what is planted here was found within half of it where it was not refused
SMALL = (2, 2)


def cheat(left, right, relation="<=", given=None, sizes=((2, 2), (3, 2)), positive=False, **fields):
    """A claim about two models ``p`` and ``q`` on a tree; a further field may be a function of the tree."""

    def space(size):
        tree = Tree.complete(*size)
        own = {name: field(tree) if callable(field) else field for name, field in fields.items()}
        return Space(p=Steps(tree), q=Steps(tree, positive=positive), **own, derived=lambda _: {"tree": tree})

    return Claim(
        statement="x",
        source=Source("x", "x"),
        space=space,
        sizes=sizes,
        relation=relation,
        given=given or {},
        lhs=left,
        rhs=right,
    )


def raw(size, p=lambda depth: (1, 0), q=lambda depth: (0, 1), **others):
    """The first letter has the first weight of its depth, all others the second one; further fields are functions of the tree."""
    tree = Tree.complete(*size)

    def steps(weights):
        return [weights(int(tree.depths[v]))[min(int(tree.letter[v]), 1)] for v in range(1, tree.size)]

    made = {name: one(tree) if callable(one) else one for name, one in others.items()}
    return {"p": steps(p), "q": steps(q), **made}


def chain(i, weights, terms):
    return xp.dot(weights, xp.segment_sum(terms, i.tree.parent[1:], i.tree.size))


def by_depth(f):
    """The number ``f(depth, length)`` at each node."""
    return lambda tree: np.array([f(int(depth), tree.depth) for depth in tree.depths])


def words(i):
    return leaf_law(i.tree, i.p), leaf_law(i.tree, i.q)


def hybrid(i, f=lambda depth, length: 1):
    """``E_P sum_h f TV`` of the next letter."""
    return chain(i, reach(i.tree, i.p) * by_depth(f)(i.tree), abs(i.p - i.q) / 2)


def hellinger(i):
    return (xp.sqrt(i.p) - xp.sqrt(i.q)) ** 2 / 2


def signed(i, x):
    """The number of the root less those of all other nodes."""
    return xp.sum(x * np.array([1] + [-1] * (i.tree.size - 1)))


def letters(i):
    return int(i.tree.child_count[0])


def numbers(first, others):
    return lambda tree: [1, first] + [others] * (tree.size - 1)


def own_numbers(i, own):
    """The value of a word, or four numbers in the place of the values of inner nodes."""
    values, inner = value(i.tree, i.p, i.reward)[1:], i.tree.levels[-1].start - 1
    instead = xp.stack([i.Y0_0, i.Y0_1, i.Y0_2, i.Y0_3][: letters(i)])[np.arange(inner) % letters(i)]
    below = xp.concatenate([instead if own else values[:inner], i.reward])
    return chain(i, reach(i.tree, i.p), i.p * below + i.q**2)


def same(depth):
    return 1, 1


def at(depth) -> dict[str, Any]:
    """Models that differ at one depth alone."""
    return {"p": lambda d: (1, 0), "q": lambda d: (0, 1) if d == depth else (1, 0)}


def large(i):
    """Whether a number is not so small that it is infinite in the logarithm: 1/inf is 0."""
    return xp.where(1 / xp.maximum(1, -xp.log(i.t)) > 0, 0, 1)


def of_leaves(odd, size):
    """A claim about the law of leaves that is false where the tree is odd, as that of the last size is."""

    def squares(i):
        return xp.sum(leaf_law(Tree.complete(*i.size), i.p) ** 2)

    return Claim(
        statement="x",
        source=Source("x", "x"),
        space=lambda size: Space(p=Steps(Tree.complete(*size))),
        sizes=((2, 2), size),
        lhs=lambda i: squares(i) * (1 + int(odd(*i.size))),
        rhs=squares,
    )


NODES: dict[str, Any] = {"x": lambda tree: Table(tree.size, 1, 100), "y": lambda tree: Table(tree.size, 1, 100)}
CROSSED: dict[str, Any] = {"x": numbers(100, 1), "y": numbers(1, 1)}
FOUR: dict[str, Any] = {f"Y0_{k}": Ratio(0, 1) for k in range(4)}
LEAVES: dict[str, Any] = {"reward": lambda tree: Table(len(tree.leaves), 0, 1)}
CHEATS: dict[str, tuple[Claim, tuple[int, int], dict[str, Any]]] = {
    # a hypothesis that is no sign
    "above -1": (
        cheat(lambda i: abs(i.x) * hybrid(i), lambda i: i.x * hybrid(i), given={"h": lambda i: i.x > -1}, x=Ratio(-2, 2)),
        SMALL, raw(SMALL, x=[-1, 2]),
    ),
    "above another number": (
        cheat(
            lambda i: xp.maximum(i.x, 0) * hybrid(i), lambda i: i.x * hybrid(i),
            given={"h": lambda i: i.x > i.y}, x=Ratio(-2, 2), y=Ratio(-2, 2),
        ),
        SMALL, raw(SMALL, x=[-1, 2], y=[-1, 1]),
    ),
    # sums times what is infinite are no sums of what is infinite
    "infinite factor": (
        cheat(lambda i: signed(i, i.x) * math.inf, lambda i: signed(i, i.y) * math.inf, **NODES), SMALL, raw(SMALL, **CROSSED),
    ),
    "infinite factor on the left": (
        cheat(lambda i: math.inf * signed(i, i.x), lambda i: math.inf * signed(i, i.y), **NODES), SMALL, raw(SMALL, **CROSSED),
    ),
    "infinite logarithm": (
        cheat(
            lambda i: signed(i, i.x) * -xp.log(i.t), lambda i: signed(i, i.y) * -xp.log(i.t),
            given={"h": lambda i: i.t <= 0}, t=Ratio(0, 1), **NODES,
        ),
        SMALL, raw(SMALL, t=[0, 1], **CROSSED),
    ),
    "one over infinity": (cheat(lambda i: large(i) * xp.sum(i.x), lambda i: 0, t=Ratio(0, 1), **NODES), SMALL,
        raw(SMALL, t=[0, 1], **CROSSED)),
    # fields with the names of what is hidden, or of one another
    "names of hidden numbers": (
        cheat(lambda i: own_numbers(i, True), lambda i: own_numbers(i, False), "==", **LEAVES, **FOUR),
        SMALL, raw(SMALL, reward=[1, 0, 0, 0, 0], **{name: [1, 1] for name in FOUR}),
    ),
    "name of an entry": (
        cheat(lambda i: chain(i, reach(i.tree, i.p), i.p * i.p[0]), lambda i: i.p_0 * i.tree.depth, p_0=Ratio(0, 1)),
        SMALL, raw(SMALL, p_0=[0, 1]),
    ),
    # sharpened, reversed, at other weights
    "total variation": (cheat(lambda i: total_variation(*words(i)), lambda i: xp.ratio(99, 100) * hybrid(i)), SMALL,
        raw(SMALL, **at(1))),
    "total variation reversed": (cheat(hybrid, lambda i: total_variation(*words(i))), SMALL, raw(SMALL)),
    "total variation without the root": (
        cheat(lambda i: total_variation(*words(i)), lambda i: hybrid(i, lambda depth, length: min(depth, 1))), SMALL,
        raw(SMALL, **at(1)),
    ),
    "total variation without the last letter": (
        cheat(lambda i: total_variation(*words(i)), lambda i: hybrid(i, lambda depth, length: min(length - 1 - depth, 1))), SMALL,
        raw(SMALL, **at(2)),
    ),
    "total variation less a bit at the root": (
        cheat(lambda i: total_variation(*words(i)), lambda i: hybrid(i) - xp.sum(abs(i.p - i.q)[: letters(i)]) / 100), SMALL,
        raw(SMALL, **at(1)),
    ),
    "Hellinger at the smaller mass": (
        cheat(
            lambda i: hellinger2(*words(i)),
            lambda i: chain(i, xp.minimum(reach(i.tree, i.p), reach(i.tree, i.q)), hellinger(i)),
        ),
        SMALL, raw(SMALL, lambda depth: ((1, 3), (1, 0))[depth - 1], lambda depth: ((3, 1), (0, 1))[depth - 1]),
    ),
    "divergence under the other law": (
        cheat(lambda i: kl(*words(i)), lambda i: chain(i, reach(i.tree, i.q), xp.kl_term(i.p, i.q)), positive=True), SMALL,
        {"p": [1, 0, 1, 0, 1, 0], "q": [1, 3, 1, 3, 1, 1]},
    ),
    "divergence": (
        cheat(
            lambda i: kl(*words(i)), lambda i: chain(i, reach(i.tree, i.p), xp.kl_term(i.p, i.q)) * xp.ratio(99, 100),
            positive=True,
        ),
        SMALL, raw(SMALL, lambda depth: (1, 0), lambda depth: (1, 3)),
    ),
    "divergence strictly": (
        cheat(lambda i: kl(*words(i)), lambda i: chain(i, reach(i.tree, i.p), xp.kl_term(i.p, i.q)), "<", positive=True), SMALL,
        raw(SMALL, same, same),
    ),
    # numbers that follow the tree
    "letters": (cheat(lambda i: letters(i) * total_variation(*words(i)), lambda i: 4 * hybrid(i)), (5, 2), raw((5, 2), **at(1))),
    "doubled letters": (
        cheat(lambda i: (letters(i) - 1).bit_length() * hybrid(i), lambda i: 2 * hybrid(i)), (5, 2), raw((5, 2), **at(1))
    ),
    "shares of the length": (
        cheat(lambda i: xp.ratio(1, 2) * hybrid(i), lambda i: xp.ratio(3, 1 + i.tree.depth) * hybrid(i)), (2, 6),
        raw((2, 6), **at(1)),
    ),
    "doubled length": (
        cheat(lambda i: (i.tree.depth.bit_length() - 1) * hybrid(i), lambda i: 2 * hybrid(i)), (2, 8), raw((2, 8), **at(1))
    ),
    "root of the length": (
        cheat(lambda i: math.isqrt(i.tree.depth) * hybrid(i), lambda i: 2 * hybrid(i)), (2, 9), raw((2, 9), **at(1))
    ),
    "root of the depth": (
        cheat(lambda i: hybrid(i, lambda depth, length: 1 + math.isqrt(depth)), lambda i: 3 * hybrid(i)), (2, 10),
        raw((2, 10), **at(10)),
    ),
    "five letters of six": (
        cheat(hybrid, lambda i: hybrid(i, lambda depth, length: int(depth < 5))), (2, 6),
        raw((2, 6), **at(6)),
    ),
    "six letters of seven": (
        cheat(hybrid, lambda i: hybrid(i, lambda depth, length: int(depth < 6))), (2, 7),
        raw((2, 7), **at(7)),
    ),
    # sizes of the claim that are not among those that are read
    "one letter": (
        cheat(lambda i: int(letters(i) < 2) * xp.sum(reach(i.tree, i.p)), lambda i: 0, sizes=((2, 2), (1, 2))), (1, 2),
        raw((1, 2), same, same),
    ),
    "five letters": (
        cheat(lambda i: int(letters(i) > 4) * xp.sum(reach(i.tree, i.p)), lambda i: 0, sizes=((2, 2), (5, 2))), (5, 2),
        raw((5, 2), same, same),
    ),
    "a long word": (
        cheat(lambda i: int(i.tree.depth > 5) * xp.sum(reach(i.tree, i.p)), lambda i: 0, sizes=((2, 2), (2, 6))), (2, 6),
        raw((2, 6), same, same),
    ),
    "one letter, by leaves": (of_leaves(lambda n, length: n < 2, (1, 2)), (1, 2), {"p": [1, 1]}),
    "a word of one letter, by leaves": (of_leaves(lambda n, length: length < 2, (2, 1)), (2, 1), {"p": [1, 0]}),
    "a long word, by leaves": (of_leaves(lambda n, length: length > 4, (2, 5)), (2, 5), {"p": [1, 0] * 31}),
}  # fmt: skip


@pytest.mark.parametrize("name", CHEATS)
def test_a_cheat_is_false(name):
    claim, size, instance = CHEATS[name]
    assert judge(claim, instance, size).outcome == Outcome.FAILS


@pytest.mark.parametrize("name", CHEATS)
def test_a_cheat_is_not_proved_for_every_tree(name):
    claim, _, _ = CHEATS[name]
    assert found_for_all_sizes(claim, SECONDS)[0] is None


OUTSIDE_TREES = {
    "one over infinity": (Claim(statement="x", source=Source("x", "x"), space=Space(t=Ratio(0, 1)), lhs=large, rhs=lambda i: 0),
        None, {"t": [0, 1]}),
    "one over infinity at an outcome": (
        Claim(
            statement="x", source=Source("x", "x"), space=lambda n: Space(t=Simplex(n)), sizes=(2, 3),
            lhs=lambda i: xp.sum(large(i)), rhs=lambda i: 0,
        ),
        2, {"t": [0, 1]},
    ),
    "name of an entry": (
        Claim(
            statement="x", source=Source("x", "x"), space=Space(p=Simplex(2), p_0=Ratio(0, 1)),
            lhs=lambda i: i.p[0], rhs=lambda i: i.p_0,
        ),
        None, {"p": [1, 0], "p_0": [0, 1]},
    ),
    "a size that the claim has": (
        Claim(
            statement="x", source=Source("x", "x"), space=lambda n: Space(p=Simplex(n)), sizes=(2, 6),
            lhs=lambda i: xp.sum(i.p**2) + int(i.p.shape[0] == 6), rhs=lambda i: 1,
        ),
        6, {"p": [1, 0, 0, 0, 0, 0]},
    ),
    "size 1": (
        Claim(
            statement="x", source=Source("x", "x"), space=lambda n: Space(p=Simplex(n)), sizes=(1, 2),
            lhs=lambda i: xp.sum(i.p**2) + int(i.p.shape[0] == 1), rhs=lambda i: 1,
        ),
        1, {"p": [1]},
    ),
    "name of an entry of a table": (
        Claim(
            statement="x", source=Source("x", "x"), space=Space(a=Table((2, 2), 0, 1), a_0=Table(2, 0, 1)), relation="==",
            lhs=lambda i: i.a[0, 1], rhs=lambda i: i.a_0[1],
        ),
        None, {"a": [1, 0, 1, 0, 0], "a_0": [1, 0, 0]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OUTSIDE_TREES)
def test_the_same_cheats_outside_trees(name):
    claim, size, instance = OUTSIDE_TREES[name]
    assert judge(claim, instance, size).outcome == Outcome.FAILS
    assert not at_all_sizes(claim, SECONDS)


@pytest.mark.parametrize("at_once", [lambda a, h: a == 3 and h == 6, lambda a, h: a > 3 and h > 4, lambda a, h: (a, h) == (6, 3)])
def test_two_numbers_that_are_the_letters_and_the_length_of_one_tree_are_looked_at(at_once):
    """The mass of all words is 1, but is counted twice on one tree, or from one on."""

    def mass(i):
        return xp.sum(leaf_law(i.tree, i.p)) * (2 if at_once(letters(i), i.tree.depth) else 1)

    claim = cheat(mass, lambda i: 1)
    assert found_for_all_sizes(claim, SECONDS)[0] is None
    tree = next(size for size in ((3, 6), (4, 5), (6, 3)) if at_once(*size))
    assert judge(claim, raw(tree), tree).outcome == Outcome.FAILS
