"""The law of leaves of a model on a tree, as a law on outcomes.

A claim about models on complete trees may use the model only by the probabilities of its leaves, but for one number that depends
on all of it; then it is a pattern in any law on any number of leaves and any such number.  Part of the trusted base.

Main definitions: ``on_leaves``, ``TREES``.

Conventions: sizes are (letters, length).  Generalising is sound: the probabilities of leaves are a law, positive where all steps
are, and what holds for all laws and all real numbers holds for these.  That trees beyond ``TREES`` go on as these do is read off
the formulas.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from theory_lab.claims import Steps
from theory_lab.claims.spaces.space import Space
from theory_lab.proofs import terms
from theory_lab.proofs.statements import Statement, Untraceable, names_of
from theory_lab.proofs.terms import ONE, Term

TREES = ((2, 2), (3, 2), (5, 2), (2, 3), (2, 4), (2, 6))
LEAF, REST = "leaf", "rest"  # the law on leaves, and the number that depends on more than it


def steps_in(space: Space) -> list[str]:
    """The fields that are models on a tree."""
    return [name for name, field in space.arrays.items() if isinstance(field, Steps)]


def on_leaves(space: Space, statement: Statement, size: int, own: Collection[str]) -> Statement:
    """The statement with the law of leaves in place of the one model; ``own`` are the variables that stay as they are."""
    (name,) = steps_in(space)
    field = space.arrays[name]
    assert isinstance(field, Steps)
    if any(one.split("_")[0] in (LEAF, REST) for one in (*space.arrays, *statement.ranges)):
        raise Untraceable("a field has the name of the law on leaves")
    tree, steps = field.tree, names_of(name, field)
    reach = [ONE]
    for node in range(1, tree.size):
        reach.append(terms.multiply(terms.variable(steps[node - 1]), reach[tree.parent[node]]))
    leaves = [f"{LEAF}_{k}" for k in range(size)]
    images = {reach[node]: terms.variable(leaf) for node, leaf in zip(tree.leaves.tolist(), leaves, strict=True)}
    parts = [terms.rebuilt(term, images.get) for term in (*statement.sides, *statement.hypotheses)]
    known = {*own, *leaves}
    inner = frozenset().union(*map(terms.variables, parts)) - known
    ranges: dict[str, Any] = {one: ends for one, ends in statement.ranges.items() if one in known}
    if inner:
        whole = _smallest(parts, inner)
        parts = [terms.rebuilt(term, lambda one: terms.variable(REST) if one is whole else None) for term in parts]
        ranges[REST] = (None, None)
        if any(terms.variables(term) & inner for term in parts):
            raise Untraceable("a formula depends on more of a model than its leaves and a number")
    kept = tuple(law for law in statement.laws if not set(law) & set(steps))
    positive = statement.positive - set(steps) | (set(leaves) if set(steps) <= statement.positive else set())
    sides, hypotheses = parts[: len(statement.sides)], parts[len(statement.sides) :]
    laws = (tuple(leaves), *kept)
    return replace(statement, ranges=ranges, laws=laws, positive=positive, sides=tuple(sides), hypotheses=tuple(hypotheses))


def _smallest(parts: list[Term], names: frozenset[str]) -> Term:
    """The one smallest term that contains all variables told; raises ``Untraceable`` for several, and for an infinite one."""
    found, waiting, seen = set(), [*parts], set()
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            inside = [part for part in one.parts if names <= terms.variables(part)]
            waiting += one.parts
            if names <= terms.variables(one) and not inside:
                found.add(one)
    if len(found) != 1 or not all(map(terms.is_finite, found)):
        raise Untraceable("a formula depends on more of a model than its leaves and a number")
    return found.pop()
