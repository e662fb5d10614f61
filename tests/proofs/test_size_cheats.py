"""Claims whose formulas change at a number of outcomes, or of steps, that is named in their code: they are not read for all.

Each is true at the sizes 2 to 5 and 11 and refuted at an instance of a larger one.
"""

import functools
import math
from fractions import Fraction

import pytest

from tests.proofs import caps as settings
from tests.proofs.test_more_reading_cheats import law
from tests.proofs.test_reading_cheats import claim, refuted
from theory_lab import numbers as xp
from theory_lab.claims import Ratio, Simplex, Space, Steps, Table, Whole
from theory_lab.measures.information import entropy
from theory_lab.proofs.code import numbers as reading
from theory_lab.proofs.code.numbers import LARGEST, Numbers, numbers_of, sizes_near, trees_near
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.separate import FAR, FURTHER, patterns
from theory_lab.proofs.statements import Untraceable
from theory_lab.sequences.laws import leaf_law, reach
from theory_lab.sequences.trees import Tree

CAP = 14


class Held:
    cap = 15


def at_most(n, cap=16):
    return min(n, cap)


def from_outside(cap):
    return lambda i: xp.log(min(i.size, cap))


def about(rhs, lhs=lambda i: entropy(i.p)):
    return claim(law, lhs, rhs, sizes=(2, 3))


def growing(n):
    return Space(p=Simplex(n, positive=n < 12))


CAPPED = {
    "in a minimum": (about(lambda i: xp.log(min(i.size, 12))), 13),
    "of exact numbers": (about(lambda i: xp.log(xp.minimum(i.size, 12))), 13),
    "in a condition": (about(lambda i: 1 if i.size < 20 else xp.ratio(1, 2), lambda i: xp.max(i.p)), 20),
    "as a float": (about(lambda i: 1 if i.size < 19.5 else xp.ratio(1, 2), lambda i: xp.max(i.p)), 20),
    "computed": (about(lambda i: xp.log(min(i.size, 2 * 2 * 3))), 13),
    "by a name": (about(lambda i: xp.log(min(i.size, CAP))), 15),
    "in a class": (about(lambda i: xp.log(min(i.size, Held.cap))), 16),
    "by a function": (about(lambda i: xp.log(at_most(i.size))), 17),
    "by a closure": (about(from_outside(17)), 18),
    "by what is bound": (about(functools.partial(lambda cap, i: xp.log(min(i.size, cap)), 18)), 19),
    "in a slice": (about(lambda i: xp.sum(i.p[:12]), lambda i: xp.sum(i.p)), 13),
    "in a range": (about(lambda i: sum((i.p[k] for k in range(min(i.size, 12))), xp.exact(0)), lambda i: xp.sum(i.p)), 13),
    "in the space": (claim(growing, lambda i: 0, lambda i: xp.min(i.p), relation="<", sizes=(2, 3)), 12),
}


@pytest.mark.parametrize("name", CAPPED)
def test_a_formula_that_changes_at_a_number_in_the_code_is_not_read_for_all_sizes(name):
    claimed, size = CAPPED[name]
    assert any(refuted(claimed, {"p": raw}, size) for raw in ([1] * size, [0] * (size - 1) + [1]))
    assert not any(refuted(claimed, {"p": raw}, n) for n in (2, 3, 4, 5, 11) for raw in ([1] * n, [*[0] * (n - 1), 1]))
    with pytest.raises(Untraceable):
        patterns(claimed)


def survival(i):
    """The product of ``1 - x_k``, from the last step to the first."""
    left = xp.exact(1)
    for k in reversed(range(i.size)):
        left = (1 - i.x[k]) * left
    return left


def test_nor_for_all_horizons():
    def steps(most):
        return claim(lambda n: Space(x=Table((n,), 0, 1)), survival, most, sizes=(2, 3))

    capped = steps(lambda i: 1 if i.size < 20 else xp.ratio(1, 2))
    assert refuted(capped, {"x": [1, *[0] * 20]}, 20) and not refuted(capped, {"x": [1, *[0] * 9]}, 9)
    with pytest.raises(Untraceable):
        recursion(capped, 2, None)
    assert recursion(steps(lambda i: 1), 2, None).back


def test_a_number_that_is_no_size_changes_nothing():
    space = lambda n: Space(p=Simplex(n), level=Ratio(0, 40))  # noqa: E731
    claimed = claim(space, lambda i: i.level * xp.sum(i.p), lambda i: 40, sizes=(2, 3))
    assert max(sizes_near(claimed, 2)) == 42 and len(patterns(claimed)) == 1


LOOKED = [(LARGEST, LARGEST + 2), (float("inf"), 4), (-5, 7)]


@pytest.mark.parametrize(("cap", "found"), LOOKED)
def test_how_far_is_looked(cap, found):
    assert max(sizes_near(claim(law, lambda i: xp.sum(i.p**2), from_outside(cap), sizes=(2, 3)), 2)) == found


def test_what_was_read_is_told():
    capped = claim(law, lambda i: xp.sum(i.p), lambda i: min(i.size, 12), sizes=(2, 3))
    with pytest.raises(Untraceable, match="at the sizes 2, 3, 4, 5, 11, 14: a number is not affine in the size"):
        patterns(capped)


# Numbers at which a formula is another one at that size alone


def squares(i):
    return xp.sum(i.p**2)


def doubled(odd):
    """Twice the sum of squares where the size is odd in this way."""
    return about(squares, lhs=lambda i: squares(i) * (2 if odd(i) else 1))


TWICE = {6: 2}
SEVEN = Fraction(7)
EXACT = xp.exact(7).numbers()[()]
ALONE = {
    "equal": (doubled(lambda i: i.size == 6), 6),
    "equal, at a size that is read for no other reason": (doubled(lambda i: i.size == 25), 25),
    "by its entries": (doubled(lambda i: len(i.p) == 6), 6),
    "counted": (doubled(lambda i: sum(1 for _ in i.p) == 6), 6),
    "between": (doubled(lambda i: 6 < i.size < 8), 7),
    "from another": (doubled(lambda i: i.size - 1 == 6), 7),
    "a remainder": (doubled(lambda i: i.size % 7 == 6), 6),
    "a multiple": (doubled(lambda i: i.size % 7 == 0), 7),
    "one more than a multiple": (doubled(lambda i: i.size % 7 == 1), 8),
    "in a table": (doubled(lambda i: TWICE.get(i.size, 1) > 1), 6),
    "in a set": (doubled(lambda i: i.size in {6}), 6),
    "as a fraction": (doubled(lambda i: i.size == SEVEN), 7),
    "as an exact number": (doubled(lambda i: i.size == EXACT), 7),
    "in a text": (doubled(lambda i: i.size == int("7")), 7),
    "below zero": (doubled(lambda i: i.size + -7 == 0), 7),
    "by a module": (doubled(lambda i: i.size == settings.CAP), 8),
}  # fmt: skip


@pytest.mark.parametrize("name", ALONE)
def test_nor_is_one_that_is_another_at_that_size_alone(name):
    claimed, size = ALONE[name]
    assert [n for n in (2, 3, 4, 5, 11, size) if refuted(claimed, {"p": [1] * n}, n)] == [size]
    with pytest.raises(Untraceable):
        patterns(claimed)


def test_the_last_outcome_has_a_number_beyond_the_largest_in_the_code():
    weights = lambda i: xp.exact([2 if k > 20 else 1 for k in range(i.size)])  # noqa: E731
    claimed = about(squares, lhs=lambda i: xp.dot(weights(i), i.p**2))
    assert [n for n in (2, 11, 21, 22) if refuted(claimed, {"p": [0] * (n - 1) + [1]}, n)] == [22]
    with pytest.raises(Untraceable):
        patterns(claimed)


# Numbers that no code names

TEN = 10
COMPUTED = {
    "a product": lambda i: i.size < TEN * (TEN - 5),
    "a text": lambda i: i.size < len("a sentence of forty-one characters, no less"),
    "digits": lambda i: len(str(len(i.p))) < 3,
    "binary digits": lambda i: i.size.bit_length() < 6,
    "a root": lambda i: math.isqrt(i.p.shape[0]) < 7,
    "a quotient": lambda i: i.size // 9 < 9,
    "a power of 2": lambda i: i.size < 5 or i.size & (i.size - 1),
    "a square": lambda i: i.size < 5 or math.isqrt(i.size) ** 2 != i.size,
    "a power that is no machine number": lambda i: math.prod([2] * i.size) < TEN ** (TEN + 9),
}


@pytest.mark.parametrize("name", COMPUTED)
def test_a_number_that_is_computed_is_seen_from_far(name):
    small = COMPUTED[name]
    claimed = doubled(lambda i: not small(i))
    assert not any(refuted(claimed, {"p": [1] * n}, n) for n in (2, 3, 4, 5, 11))
    assert any(refuted(claimed, {"p": [1] * n}, n) for n in (*FURTHER, FAR))
    with pytest.raises(Untraceable, match=f", {FAR}: "):
        patterns(claimed)


# Numbers that are too large to be looked beyond

MANY = [0] * 150
LARGE = {
    "in a condition": lambda i: i.size < 150,
    "by its entries": lambda i: i.p.shape[0] < 150,
    "counted": lambda i: sum(1 for _ in i.p) < 150,
    "computed as it is compiled": lambda i: i.size < 12 * 12,
    "a power": lambda i: 2**i.size < 10**4,
    "a binomial coefficient": lambda i: math.comb(len(i.p), 3) < 1000,
    "the end of a range": lambda i: i.size in range(200),
    "over it": lambda i: xp.ratio(i.size, 150) < 1,
    "as an argument": lambda i: i.size < at_most(10**9, cap=150),
    "as a float": lambda i: i.size < 150.5,
    "by a fraction": lambda i: i.size < FAR_AWAY,
    "by the name of a function of the library": lambda i: logarithm(i.size),
}
FAR_AWAY = Fraction(150)


@functools.wraps(xp.log)
def logarithm(size):
    return size < 150


@pytest.mark.parametrize("name", LARGE)
def test_a_number_that_is_too_large_to_be_looked_beyond_leaves_no_claim_about_all_sizes(name):
    small = LARGE[name]
    claimed = doubled(lambda i: not small(i))
    assert {refuted(claimed, {"p": [1] * n}, n) for n in (2, 11, 250)} == {False, True}
    with pytest.raises(Untraceable, match=r"stands in its code and may be a size|is not plain \(.*: 150\.5\)"):
        patterns(claimed)


def ratio_of(a, b):
    return a


@pytest.mark.parametrize(
    ("right", "far"),
    [
        (lambda i: 1 + xp.ratio(1, 1000), False),
        (lambda i: 1 + Fraction(numerator=1, denominator=2) * Fraction(1, 1000), False),
        (lambda i: i.x + 1, False),
        (lambda i: 1 + ratio_of(1000, 1), True),
        (lambda i, ratio=ratio_of: 1 + ratio(1000, 1), True),
        (lambda i: 1 + xp.ratio(10**3, 1), True),  # which is no number that is written there
        (lambda i: 1 + xp.ratio(i.size, 1000), True),
        (lambda i: 1 + 1000 * i.x, True),
    ],
)
def test_parts_of_fractions_and_ends_of_ranges_are_no_sizes(right, far):
    space = lambda n: Space(p=Simplex(n), x=Ratio(0, 1000), y=Whole(0, hi=1000), z=Table(2, 0, 1000))  # noqa: E731
    claimed = claim(space, squares, right, sizes=(2, 3))
    assert (1000 in numbers_of(claimed).sizes) == far
    if far:
        with pytest.raises(Untraceable, match="ratio"):
            patterns(claimed)
    else:
        assert patterns(claimed)


ONE_THOUSANDTH = Fraction(1, 1000)
OVER_THE_SIZE = {
    "written out": lambda i: xp.minimum(xp.ratio(1, i.size), xp.ratio(1, 1000)),
    "by a name": lambda i: xp.minimum(xp.ratio(1, i.size), ONE_THOUSANDTH),
    "in another place": lambda i: 1 / xp.maximum(i.size, xp.ratio(2000, 2)),
}


@pytest.mark.parametrize("name", OVER_THE_SIZE)
def test_a_fraction_may_be_one_over_a_size(name):
    left = OVER_THE_SIZE[name]
    claimed = about(lambda i: xp.ratio(1, i.size), lhs=lambda i: xp.sum(i.p) * left(i))
    with pytest.raises(Untraceable, match="1,000 in its code"):
        patterns(claimed)


def test_the_shape_of_a_table_may_be_a_size():
    assert 1000 in numbers_of(claim(lambda n: Space(x=Table(1000, 0, n)), lambda i: 0, lambda i: 1, sizes=(2, 3))).sizes


# Trees


def on_tree(odd):
    """The sum of squares of the law of leaves, doubled where the tree is odd."""

    def sides(i):
        return xp.sum(leaf_law(Tree.complete(*i.size), i.p) ** 2)

    space = lambda size: Space(p=Steps(Tree.complete(*size)))  # noqa: E731
    return claim(space, lambda i: sides(i) * (2 if odd(Tree.complete(*i.size)) else 1), sides, sizes=((2, 2), (3, 2)))


TREES = {
    "letters": (on_tree(lambda tree: tree.child_count[0] == 5), (5, 2)),
    "length": (on_tree(lambda tree: tree.depth == 6), (2, 6)),
    "a long one": (on_tree(lambda tree: tree.depth > 7), (2, 8)),
    "leaves": (on_tree(lambda tree: len(tree.leaves) == 25), (5, 2)),
    "nodes": (on_tree(lambda tree: tree.size > 200), (2, 7)),
}


@pytest.mark.parametrize("name", TREES)
def test_a_formula_that_changes_at_a_number_in_the_code_is_not_read_for_every_tree(name):
    claimed, size = TREES[name]
    assert refuted(claimed, {"p": [1] * (Tree.complete(*size).size - 1)}, size)
    with pytest.raises(Untraceable):
        patterns(claimed)


def at_nodes(odd):
    """The sum of the probabilities of prefixes, doubled at odd ones."""

    def left(i):
        tree = Tree.complete(*i.size)
        return xp.dot(xp.exact([2 if odd(word, tree.depth) else 1 for word in tree.words]), reach(tree, i.p))

    space = lambda size: Space(p=Steps(Tree.complete(*size)))  # noqa: E731
    return claim(space, left, lambda i: xp.sum(reach(Tree.complete(*i.size), i.p)), sizes=((2, 2), (3, 2)))


NODES = {
    "many letters and a long word": (on_tree(lambda tree: tree.child_count[0] == 4 and tree.depth == 3), (4, 3)),
    "a letter at a depth": (at_nodes(lambda word, length: len(word) == 3 and word[-1] == 4), (5, 3)),
    "an early letter": (at_nodes(lambda word, length: len(word) == 3 and word[0] == 3), (4, 3)),
    "far from the root and from the leaves": (at_nodes(lambda word, length: min(len(word), length - len(word)) > 3), (2, 8)),
}


@pytest.mark.parametrize("name", NODES)
def test_larger_trees_are_read_whatever_numbers_there_are(name):
    claimed, size = NODES[name]
    assert refuted(claimed, {"p": [1] * (Tree.complete(*size).size - 1)}, size)
    with pytest.raises(Untraceable):
        patterns(claimed)


def test_which_trees_are_read():
    claimed = on_tree(lambda tree: tree.depth > 7)
    assert {(7, 2), (8, 2), (2, 7), (2, 8), (2, 2)} <= {*trees_near(claimed)}
    both = on_tree(lambda tree: tree.depth == 4 and len(tree.children[0]) == 5)
    assert {(5, 4), (4, 4), (4, 5)} <= {*trees_near(both)}


@pytest.mark.parametrize("told", [(), (0,), (1,), (2,), (3,), (8,), (2, 5), (1, 4, 7)])
def test_which_sizes_and_trees_are_read_is_what_is_written_of_them(told, monkeypatch):
    """Each number, the next one and what is beyond all; of trees letters and lengths, twice as long ones, and both together."""
    monkeypatch.setattr(reading, "numbers_of", lambda claim: Numbers(frozenset(told), frozenset({9, 500}), frozenset({6, 101})))
    one, found = about(lambda i: 1), trees_near(about(lambda i: 1))
    sizes = {
        10,
        max(told, default=0) + 2,
        *told,
        *(k + 1 for k in told),
    }  # beyond the fraction 9 and the end 6, the others are large
    assert [sizes_near(one, least) for least in (0, 3)] == [sizes, {k for k in sizes if k >= 3}]
    wanted = {(4, 3), (5, 3), (4, 4), (3, 5), (11, 2), (2, 8), (2, 9)}
    for k in told:
        wanted |= {tree for n in (k, k + 1, k + 2) for tree in ((n, 2), (2, n))}
        wanted |= {(2, length) for length in (2 * k, 2 * k + 1, 2 * k + 2) if length <= 10}
    alike = {n for k in told for n in (k, k + 1) if n > 2}
    wanted |= {(letters, length) for letters in alike for length in alike if letters**length <= 1024}
    assert {*found} == {(letters, length) for letters, length in wanted if letters > 1 and length > 1}
    for large, looked in (({LARGEST + 1}, sizes_near), ({9}, lambda one, least: trees_near(one))):
        monkeypatch.setattr(reading, "numbers_of", lambda claim, large=large: Numbers(frozenset(large), frozenset(), frozenset()))
        with pytest.raises(Untraceable, match=r"the number \d+ stands in its code"):
            looked(one, 2)
