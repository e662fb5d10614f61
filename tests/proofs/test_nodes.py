"""Trees node by node: what nodes have adds up, names stand for what they say, and nothing false is read or proved."""

import random
from fractions import Fraction
from functools import cache

import pytest

from tests.proofs.searches import AMPLE, for_all_sizes
from tests.proofs.test_mutations import _accepted, _mutants, _stored
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Steps, Table
from theory_lab.measures.divergences import kl, total_variation
from theory_lab.proofs import prover, terms
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.values import value
from theory_lab.proofs.prover import found_for_all_sizes
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import Untraceable, statements
from theory_lab.proofs.telling.stored import told
from theory_lab.proofs.trees.forests import _traced
from theory_lab.proofs.trees.items import on_nodes
from theory_lab.proofs.trees.stars import star_at
from theory_lab.sequences.laws import leaf_law, reach
from theory_lab.sequences.trees import Tree

EVERY = (
    "divergences.kl_of_words_eq_chain", "divergences.hellinger_of_words_eq_chain", "divergences.hellinger_of_words_le_chain",
    "divergences.total_variation_of_words_le_chain", "divergences.total_variation_of_words_le_min_chain",
    "backtracking.stationary_law_eq_degrees", "backtracking.root_times_eq_first_step",
)  # fmt: skip
WALKS = (
    "backtracking.step_loses_dirichlet_form", "backtracking.step_correlation_ge", "backtracking.dirichlet_form_ge_climbs",
    "backtracking.stepwise_excess_le",
)  # fmt: skip
SIZES = ((2, 2), (3, 2), (2, 3))


def about(left, right, relation="<=", sizes=SIZES, positive=True, **fields):
    def space(size):
        tree = Tree.complete(*size)
        more = {name: field(tree) for name, field in fields.items()}
        return Space(p=Steps(tree, positive=positive), q=Steps(tree, positive=positive), **more, derived=lambda _: {"tree": tree})

    return Claim(statement="x", source=Source("x", "x"), space=space, sizes=sizes, relation=relation, lhs=left, rhs=right)


@cache
def read(name):
    """The patterns of a claim, shipped or false; to read one takes seconds."""
    return patterns(FALSE[name] if name in FALSE else _stored(name)[0], few=True)


def words(i):
    return leaf_law(i.tree, i.p)


def chain(i, weights, each):
    return xp.dot(weights, xp.segment_sum(each, i.tree.parent[1:], i.tree.size))


def point(statement, rng):
    """A random point of a statement; laws are positive."""
    at = {name: Fraction(rng.randint(1, 9), rng.randint(1, 9)) for name in statement.ranges}
    for law in statement.laws:
        weights = [rng.randint(1, 9) for _ in law]
        at |= {name: Fraction(weight, sum(weights)) for name, weight in zip(law, weights, strict=True)}
    return at


def fraction(term, at):
    found = value(term, at)
    return Fraction(int(found.p), int(found.q))


@pytest.mark.parametrize("name", EVERY)
def test_the_shipped_theorems_on_every_tree(name):
    content = _stored(name)[1]
    assert content["all_sizes"] is not None and "entry" not in content
    pairs = list(zip(read(name), content["all_sizes"], strict=True))
    assert len(pairs) > 2
    for pattern, proof in pairs:
        holds_for_all_sizes(pattern, proof)


@pytest.mark.parametrize("name", [*EVERY[3:], *WALKS])
@pytest.mark.parametrize("size", SIZES)
def test_what_nodes_have_adds_up_to_the_sides(name, size):
    """Also where leaves get children: what stands at inner nodes as if they were leaves cancels."""
    claim, _ = _stored(name)
    tree, at = _traced(claim, *size), point(_traced(claim, *size).statement, random.Random(name))
    (statement,) = statements(claim, size)
    found = [parts for _, parts, _ in on_nodes(tree, lambda length: _traced(claim, size[0], length))]
    sums = [sum(fraction(part, at) for part in column) for column in zip(*found, strict=True)]
    sides = [fraction(side, at) for side in statement.sides]
    assert [one - sums[0] for one in sums] == [side - sides[0] for side in sides]
    assert len(set(sides)) == 2 or "_eq_" in name


@pytest.mark.parametrize("name", EVERY[3:])
@pytest.mark.parametrize("size", [(3, 2), (2, 4)])
def test_the_names_at_a_node_stand_for_what_they_say(name, size):
    claim, _ = _stored(name)
    tree = _traced(claim, *size)
    at = point(tree.statement, random.Random(name))
    found = {node: (*sides, *others) for node, sides, others in on_nodes(tree, lambda length: _traced(claim, size[0], length))}
    several = 0
    for node, parts in found.items():
        star, here = star_at(tree, node, found, len(parts)), dict(at)
        for own, term in star.names:
            here[own] = fraction(term, here)
        assert [fraction(side, here) for side in star.statement.sides] == [fraction(part, at) for part in parts]
        assert (
            not {one for side in star.statement.sides for one in terms.variables(side)}
            & tree.places.keys() - dict(star.names).keys()
        )
        for low, own in ((ends[0], own) for own, ends in star.statement.ranges.items()):
            assert low is None or here[own] >= low
        assert all(value(condition, here) for condition in star.statement.hypotheses)
        several += len(star.names) > 3
    assert several > len(found) / 3


@pytest.mark.parametrize("size", [(3, 2), (2, 3)])
def test_names_belong_to_nodes_and_to_all_nodes_above(size):
    """By going up from each node, and with ranges that begin below 0, at 0, in between and at 1."""
    ends = {"low": (-1, 1), "zero": (0, 1), "half": (xp.ratio(1, 2), 1), "whole": (1, 2)}
    fields = {name: lambda tree, ends=ends: Table(tree.size, *ends) for name, ends in ends.items()}
    one = about(lambda i: xp.sum(words(i)), lambda i: xp.sum(i.low + i.zero + i.half + i.whole), positive=False, **fields)
    tree = _traced(one, *size)
    above = {node: {node} for node in range(tree.tree.size)}
    for node in range(1, tree.tree.size):
        above[node] |= above[int(tree.tree.parent[node])]
    for node in range(tree.tree.size):
        assert tree.names_at[node] == {name for name, (_, other) in tree.places.items() if other == node}
        assert tree.with_below[node] == {name for name, (_, other) in tree.places.items() if node in above[other]}
    assert set(tree.places) == {f"{name}_{k}" for name in ends for k in range(tree.tree.size)} | {
        f"{name}_{k}" for name in "pq" for k in range(tree.tree.size - 1)
    }
    assert all(node == int(name.split("_")[1]) + (field in "pq") for name, (field, node) in tree.places.items())
    positive, least = tree.signs
    assert {name.split("_")[0] for name in positive} == {"half", "whole"} and len(positive) == 2 * tree.tree.size
    assert {name.split("_")[0] for name in least} == {"half", "whole", "zero", "p", "q"}
    assert len(least) == 3 * tree.tree.size + 2 * (tree.tree.size - 1)
    assert _traced(about(lambda i: xp.sum(words(i)), lambda i: 1), *size).signs[0] == {
        f"{name}_{k}" for name in "pq" for k in range(tree.tree.size - 1)
    }


def test_a_product_of_chances_may_be_0():
    """Each such product is 0 or positive, and the larger of two is a case where they are compared."""
    (root, *found) = read(EVERY[3])
    names = [{name for name, _, _ in one.parameters} for one in found]
    assert root.parameters == () and set() in names and {"p_path"} in names and {"q_path"} in names
    assert names.count({"p_path", "q_path"}) == 2


FALSE = {
    "the chain under the other law": about(
        lambda i: kl(words(i), leaf_law(i.tree, i.q)), lambda i: chain(i, reach(i.tree, i.q), xp.kl_term(i.p, i.q)), "=="
    ),
    "a chain that is too short": about(
        lambda i: total_variation(words(i), leaf_law(i.tree, i.q)), lambda i: chain(i, reach(i.tree, i.p), abs(i.p - i.q) / 3)
    ),
    "a chain by the product of both laws": about(
        lambda i: total_variation(words(i), leaf_law(i.tree, i.q)),
        lambda i: chain(i, reach(i.tree, i.p) * reach(i.tree, i.q), abs(i.p - i.q) / 2),
    ),
    "a chain in geometric means": about(
        lambda i: total_variation(words(i), leaf_law(i.tree, i.q)),
        lambda i: chain(i, reach(i.tree, i.p) * reach(i.tree, i.q), abs(i.p - i.q) / 2),
    ),
    "a law that is not stationary": about(
        lambda i: total_variation(walks.step(i.tree, i.w * i.p, reach(i.tree, i.p)), reach(i.tree, i.p)), lambda i: 0, "==",
        w=lambda tree: Table(tree.size - 1, 1, 2),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_a_false_claim_is_read_and_has_no_proof(name, monkeypatch):
    found = read(name)
    monkeypatch.setattr(prover, "patterns", lambda claim, entry: found)  # to read it again would take the time of the search
    assert len(found) > 1 and found_for_all_sizes(FALSE[name], 2.0)[0] is None
    for shipped in EVERY:
        proofs = _stored(shipped)[1]["all_sizes"]
        assert not all(any(_accepted(holds_for_all_sizes, pattern, proof) for proof in proofs) for pattern in found)


@pytest.mark.usefixtures("each_part_once")
@pytest.mark.parametrize("shipped,false", [(EVERY[0], "the chain under the other law"), (EVERY[3], "a chain that is too short")])
def test_no_changed_proof_proves_a_false_neighbour(shipped, false):
    (_, content), rng = _stored(shipped), random.Random(shipped)
    right, wrong = read(shipped), read(false)
    rejected = 0
    for pattern, proof in zip(right, content["all_sizes"], strict=True):
        for mutant in (proof, *_mutants(proof, rng, 30)):
            rejected += not _accepted(holds_for_all_sizes, pattern, mutant)
            # at the root, and where the path has no chance, both claims say the same
            assert not any(_accepted(holds_for_all_sizes, one, mutant) for one in wrong if one not in right and one.parameters)
    assert rejected > 20


def other_words(i):
    return leaf_law(i.tree, i.q)


def joint(i):
    return total_variation(words(i), other_words(i))


UNREAD = {
    "a number that grows with the length": about(lambda i: joint(i) * i.tree.depth, lambda i: 6),
    "a number of letters": about(lambda i: joint(i) * i.size[0], lambda i: 4),
    "an infinite leaf": about(
        lambda i: kl(words(i), other_words(i)), lambda i: chain(i, reach(i.tree, i.p), xp.kl_term(i.p, i.q)), "==", positive=False
    ),
    "a strict sum over leaves": about(joint, lambda i: 2, "<"),
    "one node": about(lambda i: reach(i.tree, i.p)[-1], lambda i: xp.sum(reach(i.tree, i.p) * reach(i.tree, i.q))),
    "leaves in another order": about(lambda i: xp.sum(words(i) * other_words(i)[::-1]), lambda i: 1),
    "trees of length 1": about(joint, lambda i: 1, sizes=((2, 1), (2, 2))),
    "a name that is taken": about(joint, lambda i: i.p_path, p_path=lambda _: Ratio(1, 2)),
    "a law without nodes": about(joint, lambda i: xp.max(i.r), r=lambda _: Simplex(5)),
}


WHY = {
    "a number that grows with the length": "are not like others on the tree",
    "a number of letters": "are not like others on the tree",
    "an infinite leaf": "what stands at a leaf may be infinite",
    "a strict sum over leaves": "is compared strictly",
    "one node": "the children are not alike",
    "leaves in another order": "not made of sums over outcomes",
    "trees of length 1": "of one letter or of length 1",
    "a name that is taken": "the name of a part of a tree",
    "a law without nodes": "the entries of r",
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_is_not_about_nodes_is_not_read(name):
    with pytest.raises(Untraceable, match=WHY[name]):
        patterns(UNREAD[name])


def test_entries_with_the_name_of_another_field_are_no_formula():
    claim = Claim(
        statement="x", source=Source("x", "x"), space=Space(p=Simplex(2), p_0=Ratio(0, 1)), relation="<=",
        lhs=lambda i: i.p[0], rhs=lambda i: i.p_0,
    )  # fmt: skip
    with pytest.raises(Untraceable, match="a name like an entry of p"):
        statements(claim)


def test_a_new_claim_on_trees_is_proved():
    affinity = about(lambda i: xp.sum(xp.sqrt(words(i) * leaf_law(i.tree, i.q))), lambda i: 1)
    assert for_all_sizes(affinity, AMPLE) is not None


def test_a_proof_at_nodes_says_what_its_names_mean():
    texts = told(*_stored("backtracking.stationary_law_eq_degrees"))
    assert texts[0].splitlines()[0].startswith("The sides are sums over the nodes of the tree;")
    kinds = [next(line for line in text.splitlines() if line.startswith("Kind ")).partition(" of 4: ")[2] for text in texts]
    assert kinds.count("a leaf of the tree.") == 1 and kinds.count("a node of the tree; its children are the outcomes.") == 3
    path = "steps_path: made of the values on the path from the root to the node."
    assert any(f"{path}\n  Y0: in place of what depends on the tree below a child." in text for text in texts)
