"""Products along paths whose factors are normalised over the children: read for every tree, and no false one is proved.

So are tables with a number at each inner node, the root among them.
"""

import random

import numpy as np
import pytest

from tests.proofs.searches import AMPLE, for_all_sizes
from tests.proofs.test_nodes import fraction, point
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Steps, Table
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.proofs import terms
from theory_lab.proofs.kernel.values import value
from theory_lab.proofs.prover import found_for_all_sizes
from theory_lab.proofs.statements import statements
from theory_lab.proofs.trees.forests import _traced
from theory_lab.proofs.trees.items import on_nodes
from theory_lab.proofs.trees.stars import star_at
from theory_lab.sequences.laws import leaf_law, reach
from theory_lab.sequences.trees import Tree

SECONDS = 2.0  # what is planted here was found within a tenth of it where it was not refused
SIZES = ((2, 2), (3, 2))
LOW = xp.ratio(1, 8)


def trials(left, right, relation="==", sizes=SIZES, low=LOW):
    """A claim about conditional laws ``p``, values ``x`` of the letters and a number ``f`` at each inner node."""

    def space(size):
        tree = Tree.complete(*size)
        fields = {"x": Table(tree.size - 1, low, 1), "f": Table(len(tree.inner), 0, 1)}
        return Space(p=Steps(tree, positive=True), **fields, derived=lambda _: {"tree": tree})

    return Claim(
        statement="x", source=Source("x", "x"), space=space, sizes=sizes, relation=relation, lhs=left, rhs=right
    )  # fmt: skip


def at_parents(i, each):
    return xp.segment_sum(each, i.tree.parent[1:], i.tree.size)[i.tree.parent[1:]]


def mean_of_products(i, by_depth=lambda depth: 1, spare=0):
    """``E prod x / E x``, with a number at each depth, and ``spare`` more in the denominator."""
    numbers = np.array([by_depth(int(depth)) for depth in i.tree.depths[1:]])
    return xp.sum(leaf_law(i.tree, i.p * i.x / (at_parents(i, i.p * i.x) + spare) * numbers))


def inner_sum(i, each):
    """The mean over words of what stands at the inner nodes on them."""
    return xp.dot(reach(i.tree, i.p)[i.tree.inner], each)


def first_child_alone(i):
    """The product over the value of the first child in the place of the mean."""
    first = i.x * (i.tree.letter[1:] == 0).astype(int)
    return xp.sum(leaf_law(i.tree, i.p * i.x / at_parents(i, first)))


IDENTITY = trials(mean_of_products, lambda i: 1)


def test_a_normalised_product_has_mean_1_on_every_tree():
    proofs = for_all_sizes(IDENTITY, AMPLE)
    assert proofs is not None and len(proofs) == 3


def test_a_number_at_each_inner_node_is_read():
    """``E sum (f - m)^2`` is ``E sum (f - x)^2 - (m - x)^2`` for the conditional means ``m``."""

    def own(i):
        return xp.segment_sum(i.p * i.x, i.tree.parent[1:], i.tree.size)[i.tree.inner]

    def paid(i):
        guess, truth = (
            xp.concatenate([one, xp.zeros((len(i.tree.leaves),), like=one)])[i.tree.parent[1:]] for one in (i.f, own(i))
        )
        each = i.p * ((guess - i.x) ** 2 - (truth - i.x) ** 2)
        return inner_sum(i, xp.segment_sum(each, i.tree.parent[1:], i.tree.size)[i.tree.inner])

    assert for_all_sizes(trials(lambda i: inner_sum(i, (i.f - own(i)) ** 2), paid), AMPLE) is not None


@pytest.mark.parametrize("size", [(3, 3), (2, 4)])
def test_the_number_of_a_path_stands_for_what_its_name_says(size):
    tree = _traced(IDENTITY, *size)
    (statement,) = statements(IDENTITY, size)
    at = point(statement, random.Random(1))
    found = {node: (*sides, *others) for node, sides, others in on_nodes(tree, lambda length: _traced(IDENTITY, size[0], length))}
    along = 0
    for node, parts in found.items():
        star, here = star_at(tree, node, found, len(parts)), dict(at)
        for own, term in star.names:
            here[own] = fraction(term, here)
        assert [fraction(side, here) for side in star.statement.sides] == [fraction(part, at) for part in parts]
        met = frozenset().union(*map(terms.variables, star.statement.sides))
        assert star.statement.ranges.keys() <= met and all(value(one, here) for one in star.statement.hypotheses)
        along += "p_path" in met and "x_here" not in met  # nothing of the path but one number
    assert along


def twice_at(depth):
    """The product with a factor 2 at one depth, on a tree that is deep enough."""
    return trials(lambda i: mean_of_products(i, lambda one: 2 if one == depth else 1), lambda i: 1, sizes=((2, depth),))


def plain(tree):
    """All letters are as likely, and have the value 1 but for the first one; the root has the number 1, other nodes 0."""
    return {"p": [1] * (tree.size - 1), "x": [8, 1, *[8] * (tree.size - 2)], "f": [1, 1, *[0] * (len(tree.inner) - 1)]}


def negative(tree):
    """All values are -15/16."""
    return {**plain(tree), "x": [16, *[-15] * (tree.size - 1)]}


def second(tree):
    """The second inner node alone has a number."""
    return {**plain(tree), "f": [1, 0, 1, *[0] * (len(tree.inner) - 2)]}


def of_parents(i):
    """What stands at the root, and at each other inner node what stands at its parent."""
    inner = i.tree.inner[1:]
    return i.f[0] + xp.dot(reach(i.tree, i.p)[inner], i.f[i.tree.parent[inner]])


CHEATS = {
    "a number in the denominator": (trials(lambda i: mean_of_products(i, spare=1), lambda i: 1), plain),
    "the first child for all": (trials(first_child_alone, lambda i: 1), plain),
    **{f"twice at depth {depth}": (twice_at(depth), plain) for depth in (2, 3, 5, 7)},
    "the length": (trials(lambda i: mean_of_products(i) * (i.tree.depth - 1), lambda i: 1, sizes=((2, 2), (2, 3))), plain),
    "signs": (trials(lambda i: mean_of_products(i, spare=1), lambda i: 1, "<=", low=xp.ratio(-15, 16)), negative),
    "inner nodes in another order": (trials(lambda i: inner_sum(i, i.f), lambda i: inner_sum(i, i.f[::-1])), plain),
    "a node for its parent": (trials(lambda i: inner_sum(i, i.f), of_parents), second),
}  # fmt: skip


@pytest.mark.parametrize("name", CHEATS)
def test_a_cheat_is_not_proved_for_every_tree(name):
    claim, instance = CHEATS[name]
    size = claim.sizes[-1]
    assert judge(claim, instance(Tree.complete(*size)), size).outcome == Outcome.FAILS
    assert found_for_all_sizes(claim, SECONDS)[0] is None
