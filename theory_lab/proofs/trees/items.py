"""Formulas on a tree as sums of items, one at each node.

Where a formula is a sum over nodes a claim holds because it holds node by node.  Where it is a sum over leaves too, it holds
because it goes on holding when a leaf gets children: ``on_nodes`` gives the sides of both.  Part of the trusted base.

Main definitions: ``Traced``, ``on_nodes``.

Conventions: any way to give the parts of a sum to nodes is sound, for the parts of both sides add up to the sides; the place in the
sum is followed where the number of parts is that of nodes, edges, leaves or inner nodes.  What is no such sum belongs to the root.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from theory_lab.proofs import terms
from theory_lab.proofs.statements import Statement, Untraceable
from theory_lab.proofs.terms import ZERO, Term
from theory_lab.sequences.trees import Tree

Items = Mapping[tuple[str, int], Term]  # by what kind of sum it stood in, ``nodes``, ``edges`` or ``leaves``, and by node
Seen = tuple[int, tuple[Term, ...], tuple[Term, ...]]  # a node, the sides there, and what needs a value that is no -inf


@dataclass(frozen=True)
class Traced:
    """A claim on one complete tree: what it states, the field and the node of each variable that belongs to a node, the models."""

    letters: int
    tree: Tree
    statement: Statement
    places: Mapping[str, tuple[str, int]]
    models: frozenset[str]

    def is_on_tree(self, term: Term) -> bool:
        """Whether a term speaks about nodes."""
        return not terms.variables(term).isdisjoint(self.places)


def on_nodes(traced: Traced, of_length: Callable[[int], Traced]) -> Iterator[Seen]:
    """The sides at each node, if there are no sums over leaves, and else at each inner node; trees of each length may be asked for.

    A sum over leaves of ``f`` and over inner nodes of ``g``, against one over inner nodes of ``h``: where a leaf ``v`` gets
    children, the first changes by ``sum of f over the children + g(v) - f(v)``, the second by ``h(v)``.  So what holds
    of all trees follows by adding leaves to the root, if at each ``v`` it holds of ``sum of f + g(v)`` and ``f(v) + h(v)``, and at
    the root of ``sum of f + g`` and ``h`` alone.  ``f(v)`` is what stands at the leaf ``v`` of the shorter tree.  All of these are
    numbers or plus infinity, so that adding what was there before keeps the relation.
    """
    sides = [items(side, traced) for side in traced.statement.sides]
    grown = [any(kind == "leaves" for kind, _ in side) for side in sides]
    if not any(grown):
        for node in range(traced.tree.size):
            yield node, tuple(terms.add(side.get(("nodes", node), ZERO), side.get(("edges", node), ZERO)) for side in sides), ()
        return
    if len(sides) > 2 or all(grown) or traced.statement.relation == "<":
        raise Untraceable("a sum over leaves stands on both sides, in a chain, or is compared strictly")
    if any(kind == "nodes" and not traced.tree.child_count[node] for side in sides for kind, node in side):
        raise Untraceable("a sum over leaves stands beside one over all nodes")
    read = [of_length(h) for h in range(1, traced.tree.depth + 1)]
    ends = [{}, *(items(one.statement.sides[grown.index(True)], one) for one in read)]
    for node in traced.tree.inner.tolist():
        h, first = int(traced.tree.depths[node]), int(traced.tree.first_child[node])
        children = range(first, first + int(traced.tree.child_count[node]))
        below = [ends[h + 1].get(("leaves", child), ZERO) for child in children]
        before = ends[h].get(("leaves", node), ZERO)
        own = [[side.get(("nodes", node), ZERO), *(side.get(("edges", child), ZERO) for child in children)] for side in sides]
        mine = [terms.total(tuple(parts)) for parts in own]
        left = [
            terms.add(terms.total(tuple(below)), part) if grows else terms.add(before, part)
            for grows, part in zip(grown, mine, strict=True)
        ]
        yield node, tuple(left), (*below, before, *own[0], *own[1])


def in_sums(term: Term, places: Mapping[str, tuple[str, int]], tree: Tree) -> Term:
    """The term with ``a + b + c`` as one sum where ``a``, ``b``, ``c`` differ in the nodes that they speak about alone."""
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
        if side.op in ("mul", "div") and not traced.is_on_tree(side.args[1]):
            return _each(items(side.args[0], traced), lambda one: terms.made(side.op, (one, side.args[1])))
        if side.op == "mul" and not traced.is_on_tree(side.args[0]):
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
