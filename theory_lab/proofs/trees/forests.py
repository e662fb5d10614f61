"""What stands at the nodes of all trees of a claim.

Part of the trusted base.

Main definitions: ``on_stars``.

Conventions: sizes are (letters, length).  That the nodes of larger trees are like these is read off the formulas: what stands at
a node does not depend on the tree, nor on how far the root and the leaves are once they are ``NEAR`` levels away.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from theory_lab.claims import Kernel, Ratio, Steps, Whole
from theory_lab.claims.claim import Claim
from theory_lab.proofs import terms
from theory_lab.proofs.kernel.states import settled
from theory_lab.proofs.statements import Untraceable, names_of, traced
from theory_lab.proofs.trees.cases import cases
from theory_lab.proofs.trees.items import Traced, in_sums, on_nodes
from theory_lab.proofs.trees.stars import Star, star_at
from theory_lab.sequences.trees import Tree

# For 3 letters at length 5 are 364 nodes, for 2 at length 7 are 255.
SIZES = ((2, 2), (3, 2), (4, 2), (5, 2), (2, 3), (3, 3), (2, 4), (3, 4), (2, 5), (2, 6), (2, 7))
SMALLER = SIZES[:-1]  # which have a node of each kind too
FEW = 8  # nodes of a level of a tree that is read because of a number in the code
NEAR = 3  # a node has two levels above it and two below that are told apart; at length 7 two levels are far from both ends
Shown = TypeVar("Shown")


def on_stars(claim: Claim, near: Sequence[tuple[int, int]] | None, shown: Callable[[Star, int], Shown]) -> list[Shown]:
    """What the stars of a claim show, each once, where ``shown`` tells it of a star on so many letters; also on ``near`` trees.

    Without these, smaller trees are enough to tell of a proof that was gone through.

    Raises ``Untraceable`` where nodes that are as far from the root and from the leaves are not alike.
    """
    if any(min(size) < 2 for size in claim.sizes):
        raise Untraceable("trees of one letter or of length 1 are not looked at")
    read = functools.cache(lambda letters, length: _traced(claim, letters, length))
    found: dict[Shown, None] = {}
    alike: dict[tuple[int, int], frozenset[Shown]] = {}
    sizes = SMALLER if near is None else SIZES
    whole = {*sizes, *claim.sizes}
    for letters, length in dict.fromkeys((*sizes, *(near or ()), *claim.sizes)):
        for depth, stars in _stars(read, letters, length, (letters, length) in whole):
            told = dict.fromkeys(shown(star, letters) for star in stars)
            if alike.setdefault((min(depth, NEAR), min(length - depth, NEAR)), frozenset(told)) != told.keys():
                raise Untraceable(f"nodes of depth {depth} are not like others on the tree {(letters, length)}")
            found |= told
    return list(found)


def _stars(read: Callable[[int, int], Traced], letters: int, length: int, whole: bool) -> Iterator[tuple[int, Iterator[Star]]]:
    """The depth and the stars of each node of one tree, of one that is not read as a whole at a few of each level."""
    tree = read(letters, length)
    at = {node: (sides, others) for node, sides, others in on_nodes(tree, lambda h: read(letters, h))}
    seen = {node: (*sides, *others) for node, (sides, others) in at.items()}
    few = {node for level in tree.tree.levels for node in np.linspace(level.start, level.stop - 1, FEW, dtype=int).tolist()}
    for node, (sides, _) in at.items():
        if not whole and node not in few:
            continue
        yield int(tree.tree.depths[node]), cases(star_at(tree, node, seen, len(sides)))


def _traced(claim: Claim, letters: int, length: int) -> Traced:
    """The claim on one tree; raises ``Untraceable``."""
    try:
        space = claim.space_at((letters, length))
    except Exception as error:
        raise Untraceable(f"there is no space at size {(letters, length)}: {error}") from error
    tree, places = Tree.complete(letters, length), dict[str, tuple[str, int]]()
    kinds = [range(1, tree.size), tree.leaves.tolist(), range(tree.size), tree.inner[1:].tolist(), tree.inner.tolist()]
    models = frozenset(name for name, field in space.arrays.items() if isinstance(field, Steps))
    if space.static_fields or not models or any(space.arrays[name].tree != tree for name in models):  # type: ignore[attr-defined]
        raise Untraceable("there is no model on the tree, or there are cases")
    if any(isinstance(field, Kernel) for field in space.arrays.values()):
        raise Untraceable("a kernel has no place on a tree")
    for name, field in space.arrays.items():
        variables = names_of(name, field)
        is_number = isinstance(field, Ratio | Whole)  # no entry of the one inner node that a tree of length 1 has
        nodes = next((kind for kind in kinds if len(kind) == len(variables) and not is_number), None)
        if nodes is None and not is_number:
            raise Untraceable(f"the entries of {name} do not belong to nodes")
        places |= {one: (name, node) for one, node in zip(variables, nodes or (), strict=nodes is not None)}
    found = traced(claim, space, {})
    if len(found) != 1 or any(not places.keys().isdisjoint(terms.variables(one)) for one in found[0].hypotheses):
        raise Untraceable("the formula branches on a tree, or a hypothesis is about nodes")
    plain = Traced(letters, tree, found[0], places, models)
    sides = tuple(in_sums(settled(side, *plain.signs), places, tree) for side in found[0].sides)
    return replace(plain, statement=replace(found[0], sides=sides))
