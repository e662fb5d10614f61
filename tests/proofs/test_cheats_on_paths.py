"""False claims about products along paths, of which one number at a node stands for all that is above: none passes.

An instance that refutes a claim refutes what is read at one of the nodes, with the values that the names there stand for.  So no
proof of what is read can be one of the claim, be the search lucky or not.
"""

import itertools
import random
from fractions import Fraction

import pytest

from tests.proofs.searches import AMPLE, for_all_sizes
from tests.proofs.test_inductions_by_hand import kept, proof_of
from tests.proofs.test_inductions_by_hand import told as told_of_a_step
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Steps, Table
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.steps import holds_for_all_horizons
from theory_lab.proofs.kernel.values import sign, value
from theory_lab.proofs.prover import found_for_all_sizes
from theory_lab.proofs.statements import Untraceable, statements
from theory_lab.proofs.trees.cases import cases
from theory_lab.proofs.trees.forests import _traced
from theory_lab.proofs.trees.items import on_nodes
from theory_lab.proofs.trees.stars import star_at
from theory_lab.sequences.laws import leaf_law, reach
from theory_lab.sequences.trees import Tree

SECONDS = 1.0  # what is true of these was found within it
SMALL, LONGER, LONGEST = (2, 2), (2, 3), (2, 4)
EIGHTH = xp.ratio(1, 8)


def about(left, right, relation="<=", low=EIGHTH, given=None):
    """A claim about conditional laws ``p``, values ``x`` of letters, a number ``f`` at each inner node, and a number ``s``."""

    def space(size):
        tree = Tree.complete(*size)
        fields = {"x": Table(tree.size - 1, low, 1), "f": Table(len(tree.inner), 0, 1), "s": Ratio(0, 1)}
        return Space(p=Steps(tree, positive=True), **fields, derived=lambda _: {"tree": tree})

    return Claim(
        statement="x", source=Source("x", "x"), space=space, sizes=(SMALL, (3, 2)), relation=relation, given=given or {},
        lhs=left, rhs=right,
    )  # fmt: skip


def raw(x=(8, *[8] * 6), p=(1, 1) * 3, f=(1, 0, 0, 0), s=(1, 2)):
    return {"p": list(p), "x": list(x), "f": list(f), "s": list(s)}


def mean(i, each):
    """The conditional mean of what letters have, at each letter."""
    return xp.segment_sum(i.p * each, i.tree.parent[1:], i.tree.size)[i.tree.parent[1:]]


def above(i):
    return i.f[i.tree.parent[1:]]


def last(i):
    return i.x[i.tree.leaves - 1]


def leaves(i, factor):
    return leaf_law(i.tree, i.p * factor)


def plain(i):
    return leaves(i, 1 + 0 * i.x)


def tilted(i):
    return leaves(i, i.x / mean(i, i.x))


def moved(i):
    """A product with mean 1 of factors that may be negative."""
    return leaves(i, 1 + 2 * (i.x - mean(i, i.x)))


def safe(i, instead):
    """The ratio to the mean, or a number where the mean is 0."""
    whole = mean(i, i.x)
    return xp.sum(leaves(i, xp.where(whole > 0, i.x / xp.where(whole > 0, whole, 1), instead)))


def logs(i, factor):
    return xp.dot(reach(i.tree, i.p * factor)[1:], xp.log(i.x))


def inner(i, each):
    return xp.dot(reach(i.tree, i.p)[i.tree.inner], each)


def one(i):
    return 1


SIGNS = (1, 1, -1, 1, -1, 1, -1)
CHEATS = {
    # one number for two products
    "the mean of the last letter": (about(lambda i: xp.sum(tilted(i) * last(i)), lambda i: xp.sum(plain(i) * last(i))),
        raw((8, 8, 8, 1, 8, 8, 8))),
    "both laws are one": (about(lambda i: xp.sum(abs(tilted(i) - plain(i))), lambda i: 0), raw((8, 1, 8, 8, 8, 8, 8))),
    "the larger of both": (about(lambda i: xp.sum(xp.maximum(tilted(i), plain(i))), one), raw((8, 1, 8, 8, 8, 8, 8))),
    "the smaller of both": (about(one, lambda i: xp.sum(xp.minimum(tilted(i), plain(i)))), raw((8, 1, 8, 8, 8, 8, 8))),
    "squares of both": (about(lambda i: xp.sum(tilted(i) ** 2), lambda i: xp.sum(plain(i) ** 2), "=="),
        raw((8, 1, 8, 8, 8, 8, 8))),
    "neither of them alone": (about(lambda i: xp.sum(abs(tilted(i) - leaves(i, i.x**2 / mean(i, i.x**2)))), lambda i: 0),
        raw((8, 1, 8, 8, 8, 8, 8))),
    # signs that are lost
    "absolute values": (about(lambda i: xp.sum(abs(moved(i))), one, low=-1), raw(SIGNS)),
    "positive parts": (about(lambda i: xp.sum(xp.maximum(moved(i), 0)), one, low=-1), raw(SIGNS)),
    "the sign of the last letter": (
        about(lambda i: xp.dot(abs(leaves(i, i.x)), last(i)), lambda i: xp.dot(leaves(i, i.x), abs(last(i))), "==", low=-1),
        raw((1, *[-1] * 6)),
    ),
    "numbers of nodes times products": (
        about(lambda i: 0, lambda i: xp.dot(reach(i.tree, i.p * i.x / mean(i, i.x + 2))[i.tree.inner], i.f), low=-1),
        raw((1, *[-1] * 6), f=(1, 0, 1, 0)),
    ),
    # products in conditions and in logarithms
    "large ones are 1": (about(lambda i: xp.sum(xp.where(tilted(i) > xp.ratio(1, 2), 1, tilted(i))), one), raw(p=(3, 1) * 3)),
    "logarithms under the other law": (about(lambda i: logs(i, i.x / mean(i, i.x)), lambda i: logs(i, 1 + 0 * i.x)),
        raw((8, 1, 8, 1, 8, 1, 8))),
    "the first two letters compared": (  # at depth 2 the smallest term with both is a comparison
        about(lambda i: xp.sum(xp.where(tilted(i) > plain(i), 1, 0)), lambda i: 0), raw((8, 1, 8, 8, 8, 8, 8))),
    # what is forgotten stands elsewhere too
    "a number beside the path": (
        about(lambda i: xp.sum(leaves(i, (i.x + i.s) / mean(i, i.x + i.s))), lambda i: 1 - i.s), raw()),
    "a hypothesis about it": (
        about(
            lambda i: xp.sum(leaves(i, (i.x + i.s) / mean(i, i.x + i.s))), lambda i: 1 - i.s,
            given={"h": lambda i: i.s <= xp.ratio(1, 2)},
        ),
        raw(),
    ),
    "numbers of the nodes above": (
        about(lambda i: xp.sum(leaves(i, (1 + above(i)) * i.x / mean(i, i.x))), lambda i: 1 + i.f[0]), raw(f=(1, 1, 1, 1))),
    # the root among the inner nodes
    "the root otherwise": (about(lambda i: inner(i, i.f**2), lambda i: inner(i, i.f) - i.f[0] + i.f[0] ** 3),
        raw(f=(2, 1, 0, 0))),
    "all for the root": (about(lambda i: inner(i, i.f), lambda i: i.f[0]), raw(f=(1, 0, 1, 1))),
    # values where there are none, hidden in the number of a path
    "2 where the mean is 0": (about(lambda i: safe(i, 2), one, low=0), raw((1, *[0] * 6))),
    "0 where the mean is 0": (about(one, lambda i: safe(i, 0), low=0), raw((1, *[0] * 6))),
    "infinite logarithms": (
        about(lambda i: -1, lambda i: xp.dot(plain(i), xp.maximum(xp.log(leaves(i, i.x)), -2)), low=0), raw((1, *[0] * 6))),
}  # fmt: skip
UNREAD = {"infinite logarithms": "may be infinite", "neither of them alone": "is met further away than at a neighbour"}
SEARCHED = ("the mean of the last letter", "absolute values", "a hypothesis about it", "the root otherwise")


def stars(claim, size):
    """The star of each node with what stands there, and with its cases."""
    tree = _traced(claim, *size)
    at = {node: (sides, others) for node, sides, others in on_nodes(tree, lambda length: _traced(claim, size[0], length))}
    found = {node: (*sides, *others) for node, (sides, others) in at.items()}
    seen = [(star_at(tree, node, found, len(sides)), sides) for node, (sides, _) in at.items()]
    return [(star, sides, list(cases(star))) for star, sides in seen]


def holds(relation, sides):
    return all(sign(b - a) in {"<=": (0, 1), "<": (1,), "==": (0,)}[relation] for a, b in itertools.pairwise(sides))


def shown(values):
    """Numbers as text, by which balls are known again."""
    return [str(one) for one in values]


def is_refuted(star, parts, covering, at):
    """Whether a star is refuted at an instance, which lies in its ranges and in one of its cases."""
    here = dict(at)
    for name, term in star.names:
        told = value(term, here)
        here[name] = told if isinstance(told, bool) else Fraction(int(told.p), int(told.q))
    for name, (low, high) in star.statement.ranges.items():
        assert (low is None or here[name] >= low) and (high is None or here[name] <= high)
    assert all(value(one, here) for one in star.statement.hypotheses)
    sides = [value(side, here) for side in star.statement.sides]
    assert shown(sides) == shown(value(part, at) for part in parts)
    assert any(
        all(here[name] == 0 for name in star.statement.ranges.keys() - case.statement.ranges.keys())
        and all(value(one, here) for one in case.statement.hypotheses)
        and shown(value(side, here) for side in case.statement.sides) == shown(sides)
        for case in covering
    )
    return not holds(star.statement.relation, sides)


def point(statement, rng):
    """A random point of a statement, at the ends of its ranges now and then."""
    at = {name: low + (high - low) * Fraction(rng.choice((0, 1, 2, 5, 6)), 6) for name, (low, high) in statement.ranges.items()}
    for law in statement.laws:
        weights = [rng.randint(1, 4) for _ in law]
        at |= {name: Fraction(weight, sum(weights)) for name, weight in zip(law, weights, strict=True)}
    return at


def instance(claim, told):
    """The entries of the fields at the smallest size, as fractions."""
    (statement,) = statements(claim, SMALL)
    at = {f"x_{k}": Fraction(top, told["x"][0]) for k, top in enumerate(told["x"][1:])}
    at |= {f"f_{k}": Fraction(top, told["f"][0]) for k, top in enumerate(told["f"][1:])} | {"s": Fraction(*told["s"])}
    for k, (first, second) in enumerate(statement.laws):
        one, other = told["p"][2 * k : 2 * k + 2]
        at |= {first: Fraction(one, one + other), second: Fraction(other, one + other)}
    return at


@pytest.mark.parametrize("name", CHEATS)
def test_what_refutes_a_cheat_refutes_what_is_read_at_a_node(name):
    claim, told = CHEATS[name]
    assert judge(claim, told, SMALL).outcome == Outcome.FAILS
    if name in UNREAD:
        with pytest.raises(Untraceable, match=UNREAD[name]):
            stars(claim, LONGEST)
    else:
        at = instance(claim, told)
        assert any([is_refuted(*one, at) for one in stars(claim, SMALL)])


@pytest.mark.parametrize("name", SEARCHED)
def test_a_cheat_is_not_proved_for_every_tree(name):
    assert found_for_all_sizes(CHEATS[name][0], SECONDS)[0] is None


def total(i):
    return xp.sum(tilted(i))


def test_a_number_without_a_node_stays_one_at_every_length():
    """A tree of length 1 has one inner node, and a number is no entry there: a hypothesis about it is none about nodes."""
    claim = about(lambda i: i.s * total(i), lambda i: i.s, "==", given={"h": lambda i: i.s >= xp.ratio(1, 2)})
    assert _traced(claim, 2, 1).places.keys() == {"p_0", "p_1", "x_0", "x_1", "f_0"}
    assert for_all_sizes(claim, AMPLE) is not None


FACTORS = {
    "alone": lambda i: 1 + 0 * i.x,
    "values": lambda i: i.x,
    "over a mean": lambda i: i.x / (1 + mean(i, i.x) ** 2),
    "numbers above": lambda i: i.x * above(i) / (1 + mean(i, i.x**2)),
    "the larger": lambda i: xp.maximum(i.x, above(i)),
    "with a number": lambda i: i.x / (1 + i.s),
    "by cases": lambda i: xp.where(i.x > i.s, i.x, above(i)),
}
OF_PRODUCTS = {
    "sum": lambda i, w: xp.sum(w),
    "absolute": lambda i, w: xp.sum(abs(w)),
    "square": lambda i, w: xp.sum(w**2),
    "of the last letter": lambda i, w: xp.dot(w, last(i)),
    "cut off": lambda i, w: xp.sum(xp.minimum(w, i.s)) - xp.sum(xp.maximum(w, last(i))),
    "by cases": lambda i, w: xp.sum(xp.where(last(i) > i.s, w, 0)),
    "beside the root": lambda i, w: xp.sum(w) - i.f[0],
}


@pytest.mark.parametrize("of", OF_PRODUCTS)
@pytest.mark.parametrize("factor", FACTORS)
def test_what_refutes_a_claim_refutes_what_is_read_at_a_node(factor, of):
    """Of any claim that is read, at random instances, products that are negative or 0 among them."""
    rng = random.Random(factor + of)
    claim = about(lambda i: OF_PRODUCTS[of](i, leaves(i, FACTORS[factor](i))), lambda i: i.s / 8, low=-1)
    (statement,), found = statements(claim, LONGER), stars(claim, LONGER)
    for at in (point(statement, rng) for _ in range(6)):
        refuted = [is_refuted(*one, at) for one in found]
        assert any(refuted) or holds("<=", [value(side, at) for side in statement.sides])


def changing(s):
    """Tells what is true, and changes what has to be shown."""
    told_of_a_step(s)
    object.__setattr__(s.recursion, "sides", recursion(kept(), 2, None).sides)


def test_a_sketch_that_changes_what_is_read_proves_nothing():
    """The kernel reads the claim anew, and the sketch has its hands on what the search was given alone."""
    false = kept(xp.ratio(1, 2))
    changed, proof = proof_of(false, changing)
    holds_for_all_horizons(changed, proof)
    with pytest.raises(Rejected):
        holds_for_all_horizons(recursion(false, 2, None), proof)
