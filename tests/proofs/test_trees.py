"""The law of leaves as a law on outcomes: what is read off trees, and what is not."""

import random

import pytest

from tests.proofs.searches import at_all_sizes
from tests.proofs.test_mutations import _mutants, _stored
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Steps, Table
from theory_lab.measures.divergences import total_variation
from theory_lab.proofs import terms
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.prover import found_for_all_sizes
from theory_lab.proofs.separate import is_on_trees, patterns
from theory_lab.proofs.statements import Untraceable
from theory_lab.proofs.telling.stored import told
from theory_lab.proofs.theorems import MALFORMED, Theorem, verified
from theory_lab.proofs.trees.leaves import TREES
from theory_lab.sequences.laws import leaf_law, reach, tilted
from theory_lab.sequences.trees import Tree

NAME = "backtracking.leaf_law_eq_target"


def on_trees(left, right, relation="<=", positive=True, sizes=((2, 2), (3, 2))):
    def space(size):
        tree = Tree.complete(*size)
        fields = {"reward": Simplex(len(tree.leaves)), "inner": Table(tree.levels[-1].start - 1, 1, 2)}
        return Space(steps=Steps(tree, positive=positive), **fields, derived=lambda _: {"tree": tree})

    return Claim(statement="x", source=Source("x", "x"), space=space, sizes=sizes, relation=relation, lhs=left, rhs=right)


def words(i):
    return leaf_law(i.tree, i.steps)


def weight(i):
    """A number that depends on every inner value and every prefix."""
    return xp.sum(reach(i.tree, i.steps)[1:] * xp.concatenate([i.inner, i.reward]))


def test_the_leaf_law_is_the_target_on_every_tree():
    claim, content = _stored(NAME)
    theorem = verified(claim, content)
    assert str(theorem) == "proved (every tree)" and all(map(theorem.is_at, claim.sizes)) and theorem.is_at((5, 9))
    (text,) = told(claim, content)
    assert "The outcomes are the leaves of the tree" in text and "rest any number" in text


def test_the_model_is_a_law_on_leaves_and_a_number():
    (pattern,) = patterns(on_trees(lambda i: total_variation(words(i), i.reward) / weight(i), lambda i: 1))
    leaf, reward = map(terms.variable, ("leaf", "reward"))
    assert pattern.laws == ("leaf", "reward") and pattern.positive == {"leaf"} and pattern.parameters == (("rest", None, None),)
    assert pattern.sums == (("S0", terms.absolute(terms.subtract(leaf, reward))),)
    (loose,) = patterns(on_trees(lambda i: total_variation(words(i), i.reward), lambda i: 1, positive=False))
    assert loose.positive == frozenset() and loose.parameters == ()


@pytest.mark.parametrize(
    "left",
    [
        lambda i: words(i)[0],  # one leaf
        lambda i: xp.sum(words(i) * i.reward) * (i.inner[0] + i.inner[1]) + weight(i),  # two numbers
        lambda i: xp.sum(words(i)[::-1] * i.reward),  # leaves in another order
        lambda i: xp.sum(words(i) * i.reward) * i.tree.depth,  # a number that depends on the tree
        lambda i: xp.sum(words(i) * i.reward) * xp.sum(xp.log(i.steps)),  # a number that may be infinite is no real one
    ],
)
def test_what_is_more_than_that_is_not_read(left):
    with pytest.raises(Untraceable):
        patterns(on_trees(left, lambda i: 1))


def test_other_sizes_and_other_fields_are_no_trees():
    assert not is_on_trees(on_trees(words, words, sizes=(2, 3)))
    pairs = Claim(
        statement="x", source=Source("x", "x"), space=lambda size: Space(p=Simplex(size[0])), sizes=((2, 2),),
        lhs=lambda i: xp.max(i.p), rhs=lambda i: 1,
    )  # fmt: skip
    with pytest.raises(Untraceable):
        patterns(pairs)


def test_true_and_false_claims_about_leaves():
    true = on_trees(lambda i: xp.sum(words(i) * i.reward), lambda i: xp.max(words(i)))
    false = on_trees(lambda i: xp.max(words(i)), lambda i: xp.sum(words(i) * i.reward))
    tilts = on_trees(lambda i: total_variation(tilted(words(i), i.reward), words(i)), lambda i: 0, "==")
    number = on_trees(lambda i: xp.sum(words(i) * i.reward), weight)  # true, but not for any number in its place
    assert at_all_sizes(on_trees(lambda i: xp.sum(words(i) * i.reward), lambda i: 1), 4.0) and true is not None
    assert found_for_all_sizes(false, 2.0)[0] is None and found_for_all_sizes(tilts, 2.0)[0] is None
    assert found_for_all_sizes(number, 2.0)[0] is None


def test_no_changed_proof_proves_a_false_neighbour():
    """The conditional law of leaves without the reward is another one."""
    _, content = _stored(NAME)
    ((proof,), rng) = content["all_sizes"], random.Random(0)

    def conditional(i):
        masses = words(i) * i.reward / weight(i)
        return masses / xp.sum(masses)

    (good,) = patterns(on_trees(lambda i: total_variation(conditional(i), tilted(words(i), i.reward)), lambda i: 0, "=="))
    (wrong,) = patterns(on_trees(lambda i: total_variation(conditional(i), words(i)), lambda i: 0, "=="))
    proofs, _ = found_for_all_sizes(on_trees(lambda i: total_variation(conditional(i), words(i)), lambda i: 0, "=="), 2.0)
    assert proofs is None and good != wrong
    for mutant in (proof, *_mutants(proof, rng, 60)):
        with pytest.raises((Rejected, *MALFORMED)):
            holds_for_all_sizes(wrong, mutant)


def test_the_reach_of_a_theorem_on_trees():
    assert Theorem(True, (), (), True).reach == "every tree" and Theorem(True, ()).reach == "all n"
    assert Theorem(False, (None,)).reach == "as stated" and Theorem(False, (2, 3)).reach == "n = 2, 3"


THEOREMS = {
    "open": (Theorem(False, ()), [], [None, 2, (2, 2)]),
    "proved (every tree)": (Theorem(True, (), (), True), [(2, 2), (7, 9)], []),
    "proved (all n)": (Theorem(True, (2,)), [2, 9], []),
    "proved (as stated)": (Theorem(False, (None,)), [None], [2]),
    "proved (n = 2, (3, 'a'))": (Theorem(False, (2, (3, "a"))), [2, (3, "a")], [3, (2, "a"), None]),
    "proved (all horizons)": (Theorem(False, (), ((3, None),)), [2, 3, 30], [(3, 2), "a", True, 2.0]),
    "proved (all horizons, n = (2, H), (1, 2))": (
        Theorem(False, ((1, 2),), (((2, 2), 1),)), [(1, 2), (2, 2), (2, 9)], [(1, 3), (3, 2), 2, (2, "a"), (2, 2, 2), (2, True)],
    ),
    "proved (all horizons, n = 7)": (Theorem(False, (7,), ((2, None),)), [7, 2, 12], [(7, 7)]),
    "proved (all horizons, n = (H, 'a'))": (Theorem(False, (), (((5, "a"), 0),)), [(2, "a"), (5, "a")], [(5, "b"), (5, 5)]),
}  # fmt: skip


@pytest.mark.parametrize("text", THEOREMS)
def test_what_a_theorem_reaches_is_what_it_says(text):
    theorem, inside, outside = THEOREMS[text]
    assert str(theorem) == text and theorem.is_proved is (text != "open")
    assert all(map(theorem.is_at, inside)) and not any(map(theorem.is_at, outside))


def test_the_law_of_leaves_is_read_on_trees_of_several_letters_and_lengths():
    """Of 2, 3 and 5 letters, as far apart as a formula may tell, and of lengths that are even, odd and long."""
    assert {letters for letters, length in TREES if length == 2} == {2, 3, 5}
    assert {length for letters, length in TREES if letters == 2} == {2, 3, 4, 6}
    assert all(letters == 2 or length == 2 for letters, length in TREES)
