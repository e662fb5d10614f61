"""Terms as they are seen from a step.

Part of the trusted base.

Main definitions
----------------
``Steps``     the statement at one horizon, with the step of each variable
``Sight``     a term of it, seen from a step: what is later, earlier and of this step is told apart
``Quantity``  what stands at several steps, by how many steps are left or were made
``growing``, ``seen_first``, ``seen_last``  quantities one by one, each from its own first or last step
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import numpy as np

from theory_lab.claims import Simplex, Table
from theory_lab.claims.spaces.space import Space
from theory_lab.proofs import terms
from theory_lab.proofs.statements import Range, Statement, Untraceable, names_of
from theory_lab.proofs.terms import Term

_RESERVED = re.compile(r"[xvc]\d+")


class Steps:
    """The statement at one horizon, with the step of each variable and its name without it."""

    def __init__(self, space: Space, statement: Statement, stepwise: Collection[str]) -> None:
        self.statement, self.place, self.known = statement, {}, {}
        self._steps_of: dict[frozenset[str], set[int]] = {}  # many terms are of the same variables
        for name in stepwise:
            for variable, index in zip(names_of(name, space.arrays[name]), np.ndindex(*shape_of(space, name)), strict=True):
                self.place[variable] = (index[0], "_".join((name, *map(str, index[1:]))))
        self.laws = {name for law in statement.laws for name in law}
        if any(self.step_of(one) for one in statement.hypotheses):
            raise Untraceable("a hypothesis is of one step")
        names = {*self.laws, *statement.ranges} - self.place.keys()
        rows = {row for _, row in self.place.values()}
        if any(_RESERVED.fullmatch(name.split("_")[0]) for name in names | rows):
            raise Untraceable("a field has the name of a quantity")

    def step_of(self, term: Term) -> set[int]:
        """The steps of the variables of a term."""
        if (found := self._steps_of.get(names := terms.variables(term))) is None:
            found = self._steps_of[names] = {self.place[name][0] for name in names if name in self.place}
        return found

    def numbered(self, term: Term, first: int) -> Term:
        """The term with its rows numbered from another first step."""
        if (term, first) not in self.known:
            if term.op == "var" and term.args[0] in self.place:
                step, local = self.place[term.args[0]]
                self.known[term, first] = terms.variable(f"{local}@{step - first}")
            else:
                parts = tuple(self.numbered(arg, first) if isinstance(arg, Term) else arg for arg in term.args)
                self.known[term, first] = terms.made(term.op, parts) if term.parts else term
        return self.known[term, first]

    def parameters(self) -> dict[str, Range]:
        """The ranges of the variables that belong to no step."""
        return {name: ends for name, ends in self.statement.ranges.items() if name not in self.place}

    def rows(self) -> dict[str, set[Range]]:
        """The ranges of rows by their names."""
        found: dict[str, set[Range]] = {}
        for variable, (_, name) in self.place.items():
            found.setdefault(name, set()).add(self.statement.ranges[variable])
        return found


def shape_of(space: Space, name: str) -> tuple[int, ...]:
    """The shape of a field; () for a number."""
    one = space.arrays[name]
    return one.shape if isinstance(one, Table) else (one.n,) if isinstance(one, Simplex) else ()


@dataclass(frozen=True)
class Sight:
    """A term at one horizon, seen from a step: what is of later steps, of earlier ones and of this one is told apart."""

    steps: Steps
    horizon: int
    step: int
    term: Term

    def within(self, term: Term) -> Sight:
        return Sight(self.steps, self.horizon, self.step, term)

    @property
    def kind(self) -> str:
        """``later``, ``now`` or ``before`` where all rows are, a law counting as ``before``; '' for all others."""
        names = terms.variables(self.term)
        here = {(step > self.step) - (step < self.step) for step in self.steps.step_of(self.term)}
        here |= {-1} if names & self.steps.laws else set()
        outside = self.step < 0 and here == {-1}
        return {1: "later", 0: "now", -1: "before"}[here.pop()] if len(here) == 1 and not outside else ""

    def from_step(self, first: int) -> Term:
        """The term with its rows numbered from another first step."""
        return self.steps.numbered(self.term, first)


@dataclass
class Quantity:
    """A quantity by how many steps are left (``later``) or were made (``before``), as it stands at each, and where seen."""

    name: str
    terms: dict[int, Term] = field(default_factory=dict)
    seen: dict[int, Sight] = field(default_factory=dict)


def growing(quantities: list[Quantity]) -> Iterator[Quantity]:
    """All of a list to which others are added meanwhile."""
    k = 0
    while k < len(quantities):
        yield quantities[k]
        k += 1


def seen_first(quantity: Quantity, left: int) -> Sight:
    """A quantity with so many steps left, seen from its own first step."""
    one = quantity.seen[left]
    return Sight(one.steps, one.horizon, one.step + 1, one.term)


def seen_last(quantity: Quantity, made: int) -> Sight:
    """A quantity after so many steps, seen from the last of these."""
    one = quantity.seen[made]
    return Sight(one.steps, one.horizon, one.step - 1, one.term)
