"""What stands at a node of a tree, as it is seen from there.

The children of a node are outcomes: the model there is a law on them, and numbers of children are a table.  What depends on more
than the node and its children is any real number, a number of the node or of each child.  Part of the trusted base.

Main definitions: ``Star``, ``star_at``.

Conventions: ``p_0`` is the entry of the field ``p`` at the first child, ``p_here`` that at the node, ``p_above`` that at its parent;
``p_path`` and ``p_parent`` are the products, or whatever else it is, of all entries of a model on the path to the node, and to its
parent.  ``Y0_1`` depends on what is below the second child, ``Z0`` on what is elsewhere.  Putting any real number of the same
sign in the place of a term with finite values states more, wherever the term stands.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.states import signs
from theory_lab.proofs.statements import Range, Statement, Untraceable
from theory_lab.proofs.terms import ZERO, Term
from theory_lab.proofs.trees.items import Traced

PATH = "_path"
RESERVED = re.compile(r"[YZ]\d+|.*_(here|above|path|parent)")
MOST_HIDDEN = 4  # terms of one kind that are any number: a formula that needs more of them is not local


@dataclass(frozen=True)
class Star:
    """What stands at a node, with the laws and the tables on its children, and what else was asked for in the same names."""

    statement: Statement
    laws: tuple[str, ...]
    tables: tuple[tuple[str, Fraction | None, Fraction | None], ...]
    others: tuple[Term, ...]


def star_at(traced: Traced, node: int, seen: Mapping[int, tuple[Term, ...]], sides: int) -> Star:
    """The star of a node, where so many of the terms ``seen`` at each node are sides.

    Raises ``Untraceable`` where what stands at the node is not about it and its children.
    """
    return _View(traced, node, seen).star(sides)


def parts_of(given: Iterable[Term]) -> dict[Term, None]:
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
        self.line, self.child = [node], {}
        while self.line[-1] > 0:
            self.line.append(int(tree.parent[self.line[-1]]))
        siblings = [other for other in seen if other and other != node and tree.parent[other] == self.parent]
        self.elsewhere = [parts_of(seen[other]) for other in siblings]
        first = int(tree.first_child[node])
        for other in range(first, tree.size) if self.letters else ():
            above = int(tree.parent[other])
            if above == node or above in self.child:
                self.child[other] = other - first if above == node else self.child[above]
        self.children = range(first, first + self.letters)
        self.ranges: dict[str, Range] = {}
        self.tables: dict[str, Range] = {}
        self.above_zero: list[Term] = []

    def star(self, sides: int) -> Star:
        statement = self.traced.statement
        if any(
            RESERVED.fullmatch(name) for name in {field for field, _ in self.traced.places.values()} | statement.ranges.keys()
        ):
            raise Untraceable("a field has the name of a part of a tree")
        everything = frozenset().union(*map(terms.variables, statement.sides)) & self.traced.places.keys()
        for k, whole in enumerate(self._whole() if self.node else self._smallest(everything, "sum")):
            if whole in parts_of(self.parts):
                self._number(f"Z{k}", [whole])
        for k in range(MOST_HIDDEN):
            self._hide_below(k)
        for name in sorted(self.traced.models):
            for line, label in ((self.line, "path"), (self.line[1:], "parent")):
                names = frozenset(one for one, (field, other) in self.traced.places.items() if field == name and other in line)
                whole = [term for term in self._smallest(names) if terms.variables(term) == names] if names else []
                if len(whole) == 1:
                    self._number(f"{name}_{label}", whole)
        laws = tuple(sorted(self.traced.models)) if self.letters else ()
        self._rename()
        statement = Statement(
            {name: ends for name, ends in self.ranges.items()},
            tuple(tuple(f"{law}_{k}" for k in range(self.letters)) for law in laws),
            frozenset(f"{law}_{k}" for law in laws for k in range(self.letters) if self._is_positive(law)),
            tuple(terms.above(term, ZERO) for term in self.above_zero) + statement.hypotheses,
            self.parts[:sides],
            statement.relation,
        )
        return Star(statement, laws, tuple((name, *ends) for name, ends in self.tables.items()), self.parts[sides:])

    def _whole(self) -> list[Term]:
        """The largest sums with entries from elsewhere that are the same for all siblings."""
        found: dict[Term, None] = {}
        waiting, done = [*self.parts], set()
        while waiting:
            one = waiting.pop(0)
            names = terms.variables(one) & self.traced.places.keys()
            if one in done or not any(self._is_elsewhere(self.traced.places[name][1]) for name in names):
                continue
            done.add(one)
            if one.op in ("add", "sum") and all(one in other for other in self.elsewhere):
                found[one] = None
            else:
                waiting += one.parts
        return sorted(found, key=lambda one: -len(parts_of((one,))))

    def _is_elsewhere(self, other: int) -> bool:
        return other not in self.line and other not in self.child

    def _names(self, at: Callable[[int], bool]) -> frozenset[str]:
        """The variables of the terms at some nodes."""
        names = frozenset().union(*map(terms.variables, self.parts))
        return frozenset(name for name in names & self.traced.places.keys() if at(self.traced.places[name][1]))

    def _smallest(self, names: frozenset[str], op: str = "") -> list[Term]:
        """The smallest terms, or those with one operation, that contain all the variables told."""
        around: dict[Term, bool] = {}

        def contains(one: Term) -> bool:
            """Whether such a term is the term or one of its parts."""
            if one not in around:
                around[one] = names <= terms.variables(one) and (
                    one.op == op or not op or any([contains(part) for part in one.parts])
                )
                for part in one.parts if around[one] else ():
                    contains(part)
            return around[one]

        for part in self.parts:
            contains(part)
        return [one for one, whole in around.items() if whole and not any(around.get(part) for part in one.parts)]

    def _hide_below(self, k: int) -> None:
        """A number of each child in the place of the smallest term with all that is below it."""
        found = {}
        for j, child in enumerate(self.children):
            names = self._names(lambda other, j=j, child=child: self.child.get(other) == j and other != child)
            if names:
                found[f"Y{k}_{j}"] = self._smallest(names)
        if not found:
            return
        if len(found) < self.letters:
            raise Untraceable("there is something below some children alone")
        ends = {self._sign(self._one(name, whole)) for name, whole in found.items()}
        if len(ends) > 1:
            raise Untraceable("the children are not alike")
        self.tables[f"Y{k}"] = (Fraction(0) if min(ends) else None, None)
        for name, whole in found.items():
            self._number(name, whole)

    def _number(self, name: str, whole: list[Term]) -> None:
        """Any real number of the same sign in the place of a term."""
        term, variable = self._one(name, whole), terms.variable(name)
        sign = self._sign(term)
        self.ranges[name] = (Fraction(0) if sign else None, None)
        if sign > 1:
            self.above_zero.append(variable)
        self.parts = tuple(terms.rebuilt(part, lambda one: variable if one is term else None) for part in self.parts)

    def _one(self, name: str, whole: list[Term]) -> Term:
        if len(whole) != 1 or not terms.is_finite(whole[0]):
            raise Untraceable(f"what would be {name} is no finite number")
        return whole[0]

    def _sign(self, term: Term) -> int:
        """The sign of a term, as ``signs`` gives it."""
        statement = self.traced.statement
        ranges = {**statement.ranges, **self.ranges}
        positive = {*statement.positive, *(one.args[0] for one in self.above_zero)}
        positive |= {name for name, (low, _) in ranges.items() if low is not None and low > 0}
        least = {name for name, (low, _) in ranges.items() if low == 0}.union(*statement.laws)
        return signs(positive, least)(term)

    def _is_positive(self, field: str) -> bool:
        return any(one in self.traced.statement.positive for one, (name, _) in self.traced.places.items() if name == field)

    def _rename(self) -> None:
        """The names of what is left: entries of fields at the node, at its parent and at its children."""
        images: dict[str, Term] = {}
        statement = self.traced.statement
        for name in sorted(
            frozenset().union(*map(terms.variables, self.parts)), key=lambda one: self.traced.places.get(one, ("", 0))
        ):
            if name not in self.traced.places:
                if name not in self.ranges:
                    self.ranges[name] = statement.ranges[name]
                continue
            field, other = self.traced.places[name]
            places = {self.node: "here", self.parent: "above"} | {child: str(j) for j, child in enumerate(self.children)}
            if other not in places:
                raise Untraceable(f"{field} is met further away than at a neighbour")
            own = f"{field}_{places[other]}"
            images[name] = terms.variable(own)
            ends = statement.ranges.get(name, (Fraction(0), Fraction(1)))
            if other not in self.children:
                self.ranges[own] = ends
            elif field not in self.traced.models:
                self.tables[field] = self.ranges[own] = ends
            if name in statement.positive and not (other in self.children and field in self.traced.models):
                self.above_zero.append(images[name])
        self.parts = tuple(terms.substituted(part, images) for part in self.parts)
