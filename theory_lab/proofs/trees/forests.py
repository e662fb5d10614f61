"""What stands at the nodes of all trees of a claim.

Part of the trusted base.

Main definitions: ``on_stars``.

Conventions: sizes are (letters, length).  That the nodes of larger trees are like these is read off the formulas: at each length all
numbers of letters show the same, and the longest trees show nothing that shorter ones do not.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeVar

from theory_lab.claims import Simplex, Steps, Table
from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.space import Space
from theory_lab.proofs import terms
from theory_lab.proofs.kernel.states import settled, total
from theory_lab.proofs.statements import Untraceable, names_of, traced
from theory_lab.proofs.terms import ZERO
from theory_lab.proofs.trees.items import Traced, in_sums, on_nodes
from theory_lab.proofs.trees.stars import Star, star_at
from theory_lab.sequences.trees import Tree

LETTERS = {2: (2, 3, 4), 3: (2, 3), 4: (2, 3)}  # at each length; 2 alone for longer ones, for 3 letters at length 5 are 364 nodes
ENOUGH, MOST = 5, 7  # lengths: at 5 a node may have two levels above it and three below, at 7 there are 255 nodes
Shown = TypeVar("Shown")


def on_stars(claim: Claim, shown: Callable[[Star, int], Shown]) -> list[Shown]:
    """What the stars of a claim are, by what a star on so many letters shows; raises ``Untraceable`` where that goes on growing."""
    if any(size[1] < 2 for size in claim.sizes):
        raise Untraceable("trees of length 1 are not looked at")
    found: dict[Shown, None] = {}
    for length in range(2, MOST + 1):
        at_length = [dict.fromkeys(shown(star, n) for star in _stars(claim, n, length)) for n in LETTERS.get(length, (2,))]
        if any(one.keys() != at_length[0].keys() for one in at_length):
            raise Untraceable(f"the nodes of trees of length {length} depend on the number of letters")
        if length >= ENOUGH and at_length[0].keys() <= found.keys():
            return list(found)
        found |= at_length[0]
    raise Untraceable(f"the nodes of trees of length {MOST} are not like those of shorter ones")


def _stars(claim: Claim, letters: int, longest: int) -> Iterator[Star]:
    """The stars of the nodes of one tree."""
    spaces = {(letters, length): _space(claim, (letters, length)) for length in range(1, longest + 1)}
    kinds = _kinds(spaces)
    models = [name for name, field in spaces[letters, 1].arrays.items() if isinstance(field, Steps)]
    read = {size[1]: _traced(claim, size, space, kinds) for size, space in spaces.items()}
    at = {node: (sides, others) for node, sides, others in on_nodes(read[longest], read)}
    seen = {node: (*sides, *others) for node, (sides, others) in at.items()}
    for node, (sides, _) in at.items():
        yield from _by_signs(star_at(read[longest], node, seen, len(sides), models))


def _by_signs(star: Star) -> Iterator[Star]:
    """The star where numbers of the path to its node are 0, and where they are positive.

    What stands at leaves has to be finite, whatever stands at other nodes.
    """
    statement = star.statement
    ranges = statement.ranges | {name: (Fraction(0), Fraction(1)) for law in statement.laws for name in law}
    positive = statement.positive | {name for name, (low, _) in ranges.items() if low is not None and low > 0}
    positive |= {one.args[0].args[0] for one in statement.hypotheses if one.op == "gt" and one.args[0].op == "var"}
    least = frozenset(name for name, (low, _) in ranges.items() if low is not None and low >= 0)
    if not all(total(settled(term, positive, least), ranges, positive) for term in star.others):
        raise Untraceable("what stands at a leaf may be infinite")
    open_ended = [name for name, (low, _) in ranges.items() if name.endswith("_path") and low == 0 and name not in positive]
    for zeros in itertools.product((False, True), repeat=len(open_ended)):
        zero = {name: ZERO for name, is_zero in zip(open_ended, zeros, strict=True) if is_zero}
        above = positive | (set(open_ended) - zero.keys())
        known = tuple(terms.above(terms.variable(name), ZERO) for name in open_ended if name in above)
        yield replace(
            star,
            statement=replace(
                statement,
                ranges={name: ends for name, ends in statement.ranges.items() if name not in zero},
                hypotheses=(*statement.hypotheses, *known),
                sides=tuple(settled(terms.substituted(side, zero), above, least) for side in statement.sides),
            ),
        )


def _space(claim: Claim, size: Any) -> Space:
    try:
        space = claim.space_at(size)
    except Exception as error:
        raise Untraceable(f"there is no space at size {size}: {error}") from error
    if space.static_fields:
        raise Untraceable("a claim on trees has cases")
    return space


def _kinds(spaces: Mapping[tuple[int, int], Space]) -> dict[str, str]:
    """The nodes to which the entries of a field belong; fields that are numbers are left out."""
    found = {}
    for name, field in spaces[min(spaces)].arrays.items():
        counts = {size: len(names_of(name, space.arrays[name])) for size, space in spaces.items()}
        fits = [kind for kind in ("edges", "leaves", "nodes", "inside") if all(len(_nodes(kind, s)) == n for s, n in counts.items())]
        if set(counts.values()) == {1} and not isinstance(field, Simplex | Steps | Table):
            continue
        if len(fits) != 1:
            raise Untraceable(f"the entries of {name} do not belong to nodes")
        found[name] = fits[0]
    if not any(isinstance(field, Steps) for field in spaces[min(spaces)].arrays.values()):
        raise Untraceable("there is no model on a tree")
    return found


def _nodes(kind: str, size: tuple[int, int]) -> list[int]:
    tree = Tree.complete(*size)
    kinds = {"edges": range(1, tree.size), "leaves": tree.leaves, "nodes": range(tree.size), "inside": tree.inner[1:]}
    return list(map(int, kinds[kind]))


def _traced(claim: Claim, size: tuple[int, int], space: Space, kinds: Mapping[str, str]) -> Traced:
    found = traced(claim, space, {})
    if len(found) != 1:
        raise Untraceable("the formula branches on a tree")
    places = {
        variable: (name, node)
        for name, kind in kinds.items()
        for variable, node in zip(names_of(name, space.arrays[name]), _nodes(kind, size), strict=True)
    }
    if any(isinstance(field, Steps) and field.tree != Tree.complete(*size) for field in space.arrays.values()):
        raise Untraceable("a model is on another tree")
    if any(not places.keys().isdisjoint(terms.variables(one)) for one in found[0].hypotheses):
        raise Untraceable("a hypothesis is about nodes")
    positive = found[0].positive | {name for name, (low, _) in found[0].ranges.items() if low > 0}
    least = positive | {name for name, (low, _) in found[0].ranges.items() if low == 0}.union(*found[0].laws)
    sides = tuple(in_sums(settled(side, positive, least), places, Tree.complete(*size)) for side in found[0].sides)
    return Traced(size[0], Tree.complete(*size), replace(found[0], sides=sides), places)
