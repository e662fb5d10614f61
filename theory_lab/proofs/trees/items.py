"""Formulas on a tree as sums of items, one at each node.

Where both sides of a claim are sums over nodes it holds because it holds node by node.  Where there are sums over leaves too,
it holds because it goes on holding when a leaf gets children.  Part of the trusted base.

Main definitions: ``Traced``, ``on_nodes``, ``in_sums``.

Conventions: any way to give the parts of a sum to nodes is sound, for all that nodes have adds up to the sides.  The place in
the sum is followed where the number of parts is that of nodes, edges, leaves or inner nodes; what is no such sum belongs to the
root.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from theory_lab.proofs import terms
from theory_lab.proofs.statements import Statement, Untraceable
from theory_lab.proofs.terms import ZERO, Term
from theory_lab.sequences.trees import Tree

Items = Mapping[tuple[str, int], Term]  # by what kind of sum it stood in, ``nodes``, ``edges`` or ``leaves``, and by node
Seen = tuple[int, tuple[Term, ...], tuple[Term, ...]]  # a node, the sides there, and what has to be finite


@dataclass(frozen=True)
class Traced:
    """A claim on one complete tree: what it states, the models, and the field and the node of variables that belong to nodes."""

    letters: int
    tree: Tree
    statement: Statement
    places: Mapping[str, tuple[str, int]]
    models: frozenset[str]

    @functools.cached_property
    def names_at(self) -> tuple[frozenset[str], ...]:
        """The variables that belong to each node."""
        found: list[set[str]] = [set() for _ in range(self.tree.size)]
        for name, (_, node) in self.places.items():
            found[node].add(name)
        return tuple(map(frozenset, found))

    @functools.cached_property
    def with_below(self) -> tuple[frozenset[str], ...]:
        """The variables that belong to each node, or to a node below it."""
        found = list(self.names_at)
        for node in range(self.tree.size - 1, 0, -1):
            found[self.tree.parent[node]] |= found[node]
        return tuple(found)

    @functools.cached_property
    def signs(self) -> tuple[frozenset[str], frozenset[str]]:
        """The variables that are positive, and those that are nonnegative."""
        ends = self.statement.ranges.items()
        positive = self.statement.positive | {name for name, (low, _) in ends if low > 0}
        return positive, positive.union((name for name, (low, _) in ends if low == 0), *self.statement.laws)

    def is_on_tree(self, term: Term) -> bool:
        """Whether a term speaks about nodes."""
        return not terms.variables(term).isdisjoint(self.places)


def on_nodes(traced: Traced, of_length: Callable[[int], Traced]) -> Iterator[Seen]:
    """The sides at each node; at each inner node, with what changes there, if there are sums over leaves.

    Let a side be the sum over leaves of ``f`` and over inner nodes of ``g``.  Where a leaf ``v`` gets children it changes by
    ``sum of f over them + g(v) - f(v)``, if ``f`` is finite.  Sides that differ by nothing (or by the right sign) at a lonely
    root do so on each tree if all such changes do, for trees are made by them.  ``f(v)`` stands on the other side here; at the
    lonely root it is taken for 0.  At an inner node it may be any number: that which the claim has there on the tree of which
    ``v`` is a leaf.  Where a part of it in whose place stands a number (see ``stars``) has no value, that is any number, the same
    wherever this part stands; and it is finite for all of these.
    """
    sides = [items(side, traced) for side in traced.statement.sides]
    grown = [any(kind == "leaves" for kind, _ in side) for side in sides]
    if not any(grown):
        for node in range(traced.tree.size):
            yield node, tuple(terms.add(side.get(("nodes", node), ZERO), side.get(("edges", node), ZERO)) for side in sides), ()
        return
    if len(sides) > 2 or traced.statement.relation == "<":
        raise Untraceable("a sum over leaves stands in a chain, or is compared strictly")
    if any(kind == "nodes" and not traced.tree.child_count[node] for side in sides for kind, node in side):
        raise Untraceable("a sum over leaves stands beside one over all nodes")
    read = [of_length(h) for h in range(1, traced.tree.depth + 1)]
    ends = [[{}, *(items(one.statement.sides[k], one) if grown[k] else {} for one in read)] for k in range(2)]
    for node in traced.tree.inner.tolist():
        h, first = int(traced.tree.depths[node]), int(traced.tree.first_child[node])
        children = range(first, first + int(traced.tree.child_count[node]))
        below = [[end[h + 1].get(("leaves", child), ZERO) for child in children] for end in ends]
        before = [end[h].get(("leaves", node), ZERO) for end in ends]
        own = [[side.get(("nodes", node), ZERO), *(side.get(("edges", child), ZERO) for child in children)] for side in sides]
        whole = [terms.add(*(terms.total(tuple(part)) for part in parts)) for parts in zip(below, own, strict=True)]
        yield node, tuple(map(terms.add, whole, before[::-1])), (*before, *below[0], *below[1])


def in_sums(term: Term, places: Mapping[str, tuple[str, int]], tree: Tree) -> Term:
    """The term with ``a + b + c`` as one sum, where these differ in nothing but the nodes of one depth that they speak about."""
    shapes: dict[Term, Term] = {}

    def shape(one: Term) -> Term:
        """The term with the field and the depth of each entry for its name."""
        if one not in shapes:
            if one.op == "var" and one.args[0] in places:
                field, node = places[one.args[0]]
                shapes[one] = terms.variable(f"{field}@{tree.depths[node]}")
            else:
                shapes[one] = Term(one.op, *(shape(arg) if isinstance(arg, Term) else arg for arg in one.args))
        return shapes[one]

    def alike(one: Term) -> list[Term]:
        """The summands that are alike of a sum from left to right; the term alone where it is none."""
        if one.op == "add":
            first = (
                alike(one.args[0])
                if one.args[0].op == "add" and shape(one.args[0].args[1]) is shape(one.args[1])
                else [one.args[0]]
            )
            if {shape(part) for part in first} == {shape(one.args[1])}:
                return [*first, one.args[1]]
        return [one]

    def go(one: Term) -> Term:
        if one not in done:
            summands = alike(one)
            parts = tuple(go(arg) if isinstance(arg, Term) else arg for arg in (one.args if len(summands) < 2 else summands))
            done[one] = terms.total(parts) if len(summands) > 1 else terms.made(one.op, parts)
        return done[one]

    done: dict[Term, Term] = {}
    return go(term)


def items(side: Term, traced: Traced) -> Items:
    """A side as a sum of items."""
    if traced.is_on_tree(side):
        if side.op == "sum" and (found := _placed(side.args, traced.tree)):
            return found
        if side.op in ("sum", "add", "sub"):
            parts = [items(part, traced) for part in side.args]
            parts = [parts[0], _each(parts[1], terms.negative)] if side.op == "sub" else parts
            keys = dict.fromkeys(key for part in parts for key in part)
            return {key: terms.total(tuple(part.get(key, ZERO) for part in parts)) for key in keys}
        if side.op == "neg":
            return _each(items(side.args[0], traced), terms.negative)
        if side.op in ("mul", "div") and not traced.is_on_tree(side.args[1]) and terms.is_finite(side.args[1]):
            return _each(items(side.args[0], traced), lambda one: terms.made(side.op, (one, side.args[1])))
        if side.op == "mul" and not traced.is_on_tree(side.args[0]) and terms.is_finite(side.args[0]):
            return _each(items(side.args[1], traced), lambda one: terms.multiply(side.args[0], one))
    return {("nodes", 0): side}


def _each(found: Items, f: Callable[[Term], Term]) -> Items:
    return {key: f(one) for key, one in found.items()}


def _placed(parts: tuple[Term, ...], tree: Tree) -> Items:
    """The parts of a sum by their places, nothing for another number of parts."""
    kinds = {
        "nodes": range(tree.size),
        "leaves": tree.leaves.tolist(),
        "edges": range(1, tree.size),
        "inner": tree.inner.tolist(),
    }
    for kind, nodes in kinds.items():
        if len(nodes) == len(parts):
            return {("nodes" if kind == "inner" else kind, node): part for node, part in zip(nodes, parts, strict=True)}
    return {}
