"""What stands at a node of a tree, as it is seen from there.

The children of a node are outcomes: a model there is a law on them, and numbers of children are a table.  What depends on more
than the node, its parent and its children is any real number, of the node or of each child.  Part of the trusted base.

Main definitions: ``Star``, ``star_at``, ``parts_of``.

Conventions: of a field ``p``, ``p_0`` is the entry at the first child, ``p_here`` that at the node and ``p_above`` that at its
parent; of a model, ``p_path`` and ``p_parent`` are made of its entries on the whole path to the node and to its parent, and of
nothing else where there is such a term: products, most often.  ``Y0_1`` depends on what is below the second child, ``Z0`` on
what is elsewhere.  Any real number of the same sign in the place of a term states more, wherever it stands, for the term is
finite where it has a value; and where it has none, the sides have none or do not depend on it.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.states import signs
from theory_lab.proofs.statements import Statement, Untraceable
from theory_lab.proofs.terms import ZERO, Term
from theory_lab.proofs.trees.items import Traced

PATH = "_path"
RESERVED = re.compile(r"[YZ]\d+(_\d+)?|.*_(here|above|path|parent)")
NODES = 1024  # of which the parts are kept, for those of a node are also looked at from its siblings
MOST_HIDDEN = 4  # terms of one kind that are any number: a formula that needs more of them is not local


@dataclass(frozen=True)
class Star:
    """What stands at a node, with the laws and the tables on its children, and what else was asked for in the same names.

    ``names`` tell what each name stands for, in names that come before it and in entries of the fields of the tree.
    """

    statement: Statement
    laws: tuple[str, ...]
    tables: tuple[tuple[str, Fraction | None, Fraction | None], ...]
    others: tuple[Term, ...]
    names: tuple[tuple[str, Term], ...]


def star_at(traced: Traced, node: int, seen: Mapping[int, tuple[Term, ...]], sides: int) -> Star:
    """The star of a node, where so many of the terms ``seen`` at each node are sides.

    Raises ``Untraceable`` where what stands at the node is not about it and its children.
    """
    return _View(traced, node, seen).star(sides)


@functools.lru_cache(NODES)
def parts_of(given: tuple[Term, ...]) -> dict[Term, None]:
    """The terms that terms consist of, from the outside in."""
    found: dict[Term, None] = {}
    waiting = deque(given)
    while waiting:
        one = waiting.popleft()
        if one not in found:
            found[one] = None
            waiting += one.parts
    return found


class _View:
    """Terms seen from a node; parts of them are replaced one after the other."""

    def __init__(self, traced: Traced, node: int, seen: Mapping[int, tuple[Term, ...]]) -> None:
        tree, self.traced, self.node, self.parts = traced.tree, traced, node, seen[node]
        self.parent, self.letters = int(tree.parent[node]), int(tree.child_count[node])
        self.line = [node]
        while self.line[-1] > 0:
            self.line.append(int(tree.parent[self.line[-1]]))
        siblings = [other for other in seen if other and other != node and tree.parent[other] == self.parent]
        self.elsewhere = [parts_of(seen[other]) for other in siblings]
        first = int(tree.first_child[node])
        self.children = range(first, first + self.letters)
        # The names that belong to what is below each child, and those that belong to no node on the path and to none below.
        self.below = [traced.with_below[child] - traced.names_at[child] for child in self.children]
        self.far = traced.with_below[0].difference(traced.with_below[node], *(traced.names_at[one] for one in self.line))
        self.ranges: dict[str, Any] = {}
        self.tables: dict[str, tuple[Fraction | None, Fraction | None]] = {}
        self.above_zero: list[Term] = []
        self.told: list[tuple[str, Term]] = []

    def star(self, sides: int) -> Star:
        """All parts replaced; so many of them are sides."""
        statement, models, places = self.traced.statement, sorted(self.traced.models), self.traced.places
        if any(map(RESERVED.fullmatch, (*(field for field, _ in places.values()), *statement.ranges))):
            raise Untraceable("a field has the name of a part of a tree")
        everything = frozenset().union(*map(terms.variables, statement.sides)) & places.keys()
        for k, whole in enumerate(self._whole() if self.node else self._smallest(everything, "sum")):
            if whole in parts_of(self.parts):
                self._number(f"Z{k}", whole)
        for k in range(MOST_HIDDEN):
            self._hide_below(k)
        for name, (line, label) in itertools.product(models, ((self.line, PATH), (self.line[1:], "_parent"))):
            own = frozenset(one for one, (field, other) in places.items() if field == name and other in line)
            found = self._smallest(own) if own else []
            alone = [term for term in found if terms.variables(term) == own]
            if len(whole := alone or found) == 1:
                self._number(f"{name}{label}", whole[0])
                if not alone:
                    self._forget()
        self._rename()
        laws = tuple(models) if self.letters else ()
        above = {law for law in laws if any(one in statement.positive for one, (name, _) in places.items() if name == law)}
        seen = Statement(
            self.ranges,
            tuple(tuple(f"{law}_{k}" for k in range(self.letters)) for law in laws),
            frozenset(f"{law}_{k}" for law in above for k in range(self.letters)),
            (*(terms.above(term, ZERO) for term in self.above_zero), *statement.hypotheses),
            self.parts[:sides],
            statement.relation,
        )
        tables = tuple((name, *ends) for name, ends in self.tables.items())
        return Star(seen, laws, tables, self.parts[sides:], tuple(self.told))

    def _whole(self) -> list[Term]:
        """The largest sums with entries from elsewhere that all siblings have as well, larger ones first."""
        found: set[Term] = set()
        waiting = list(self.parts)
        for one in waiting:
            if not self.far.isdisjoint(terms.variables(one)):
                if one.op in ("add", "sum") and all(one in other for other in self.elsewhere):
                    found.add(one)
                else:
                    waiting += [part for part in one.parts if part not in waiting]
        return sorted(found, key=lambda one: (-len(parts_of((one,))), waiting.index(one)))

    def _smallest(self, names: frozenset[str], op: str = "") -> list[Term]:
        """The smallest terms, or those with one operation, that contain all the variables told."""
        inside: dict[Term, bool] = {}  # whether such a term is the term or one of its parts
        every = parts_of(self.parts)
        for one in reversed(every):
            self._look(one, names, op, inside)
        return [one for one in every if inside[one] and not any(inside[part] for part in one.parts)]

    def _look(self, one: Term, names: frozenset[str], op: str, inside: dict[Term, bool]) -> bool:
        if one not in inside:
            below = [self._look(part, names, op, inside) for part in one.parts]
            inside[one] = names <= terms.variables(one) and (op in ("", one.op) or any(below))
        return inside[one]

    def _hide_below(self, k: int) -> None:
        """A number of each child in the place of the smallest term with all that is below it."""
        found: dict[str, Term] = {}
        met = frozenset().union(*map(terms.variables, self.parts))
        for j, below in enumerate(self.below):
            if names := met & below:
                whole = self._smallest(names)
                if len(whole) != 1:
                    raise Untraceable("what is below a child is no one number")
                found[f"Y{k}_{j}"] = whole[0]
        if found and (len(found) < self.letters or len({self._sign(whole) for whole in found.values()}) > 1):
            raise Untraceable("the children are not alike")
        for name, whole in found.items():
            self._number(name, whole)
            self.tables[f"Y{k}"] = self.ranges[name]

    def _number(self, name: str, whole: Term) -> None:
        """Any real number of the same sign in the place of a term."""
        if not terms.is_finite(whole):
            raise Untraceable(f"what would be {name} may be infinite")
        sign, variable = self._sign(whole), terms.variable(name)
        self.ranges[name] = (Fraction(0) if sign else None, None)
        self.told.append((name, whole))
        if sign > 1:
            self.above_zero.append(variable)
        inside = terms.variables(whole)

        def change(one: Term) -> Term | None:
            if one is whole:
                return variable
            return None if inside <= terms.variables(one) else one  # the term is no part of it

        self.parts = tuple(terms.rebuilt(part, change) for part in self.parts)

    def _forget(self) -> None:
        """Nothing is said of numbers that stood in a term alone in whose place is another one now."""
        left = frozenset().union(*map(terms.variables, self.parts))
        self.ranges = {name: ends for name, ends in self.ranges.items() if name in left}
        self.above_zero = [one for one in self.above_zero if one.args[0] in left]

    def _sign(self, term: Term) -> int:
        """The sign of a term, as ``signs`` gives it."""
        positive, least = self.traced.signs
        positive |= {one.args[0] for one in self.above_zero}
        return signs(positive, least | {name for name, (low, _) in self.ranges.items() if low == 0})(term)

    def _rename(self) -> None:
        """The names of what is left: entries of fields at the node, at its parent and at its children, and numbers."""
        images, statement, places = dict[str, Term](), self.traced.statement, self.traced.places
        near = {self.node: "here", self.parent: "above"} | {child: str(j) for j, child in enumerate(self.children)}
        left = frozenset().union(*map(terms.variables, self.parts)) - self.ranges.keys()
        self.ranges |= {name: statement.ranges[name] for name in sorted(left - places.keys())}
        for name in sorted(left & places.keys(), key=lambda one: (places[one][1], one)):
            (field, other), ends = places[name], statement.ranges.get(name, (Fraction(0), Fraction(1)))
            if other not in near:
                raise Untraceable(f"{field} is met further away than at a neighbour")
            own = f"{field}_{near[other]}"
            images[name] = terms.variable(own)
            self.told.append((own, terms.variable(name)))
            if other in self.children and field in self.traced.models:
                continue
            self.ranges[own] = ends
            if other in self.children:
                self.tables[field] = ends
            if name in statement.positive:
                self.above_zero.append(images[name])
        self.parts = tuple(terms.substituted(part, images) for part in self.parts)
