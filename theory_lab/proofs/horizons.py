"""The recursion of a claim: functions of quantities that one step computes from the next, or from the last, at every horizon.

A claim is traced at horizons 2, 3, 4 and 5; where its formulas are made of the same steps, they are a recursion, else there is
none.  Part of the trusted base.

Main definitions
----------------
``Recursion``   the quantities of a step, how each follows from its neighbours, and the sides in terms of the first
``recursion``   that of a claim at a size with one entry left free, the horizon
``places``      the entries of a size that may be the horizon

Conventions
-----------
A table whose first axis is the horizon, or one less, has one row a step; all other fields are the same at every step.
``v0, v1, ...`` at a step follow from those of the next step, ``x0, x1, ...`` from those of the step before, and ``c0, c1, ...``
are functions of the rows of the step alone.  That horizons above 5 go on as 2 to 5 do is read off the formulas, not off the code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from theory_lab.claims import Ratio, Simplex, Table, Whole
from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.space import Space
from theory_lab.proofs import terms
from theory_lab.proofs.statements import Range, Statement, Untraceable, names_of, traced
from theory_lab.proofs.terms import Term

HORIZONS = (2, 3, 4, 5)
MOST_QUANTITIES = 40  # quantities of a step, beyond which no proof ends
RING = {"add", "sub", "mul", "neg", "sum"}  # a coefficient is no polynomial in others
_RESERVED = re.compile(r"[xvc]\d+")


@dataclass(frozen=True)
class Recursion:
    """A claim at every horizon: ``sides`` in the parameters, the laws and the ``v`` of the first step.

    ``coefficients`` are terms in the rows of a step; ``last`` and ``back`` give ``v`` at the last and at earlier steps, in ``c``,
    ``x`` and the ``v`` of the next step; ``first`` and ``onward`` give ``x`` at the first step and at the next one.
    """

    parameters: Mapping[str, Range]
    laws: tuple[tuple[str, ...], ...]
    positive: frozenset[str]
    hypotheses: tuple[Term, ...]
    rows: Mapping[str, Range]
    coefficients: Mapping[str, Term]
    first: Mapping[str, Term]
    onward: Mapping[str, Term]
    last: Mapping[str, Term]
    back: Mapping[str, Term]
    sides: tuple[Term, ...]
    relation: str


def places(size: Any) -> tuple[int | None, ...]:
    """The entries of a size that may be the horizon; None for a size that is one number."""
    if isinstance(size, tuple):
        return tuple(k for k in reversed(range(len(size))) if isinstance(size[k], int))
    return (None,) if isinstance(size, int) else ()


def at_horizon(size: Any, place: int | None, horizon: Any) -> Any:
    """The size with another horizon."""
    return horizon if place is None else (*size[:place], horizon, *size[place + 1 :])


def recursion(claim: Claim, size: Any, place: int | None) -> Recursion:
    """The recursion of a claim; raises ``Untraceable`` where the horizons have none in common."""
    if claim.kind != "inequality" or claim.unknown or place not in places(size):
        raise Untraceable("only an inequality or an equation without an unknown constant is a formula")
    spaces = [_space(claim, at_horizon(size, place, horizon)) for horizon in HORIZONS]
    stepwise = _stepwise(spaces)
    statements = [traced(claim, space, {}) for space in spaces]
    if not stepwise or any(len(found) != 1 for found in statements):
        raise Untraceable("there are cases at a horizon" if stepwise else "no field has a row for each step")
    told = zip(HORIZONS, spaces, statements, strict=True)
    return _Reading({horizon: _Steps(space, found, stepwise) for horizon, space, (found,) in told}).recursion()


def _space(claim: Claim, size: Any) -> Space:
    try:
        space = claim.space_at(size)
    except Exception as error:
        raise Untraceable(f"there is no space at size {size}: {error}") from error
    if space.static_fields or any(not isinstance(one, Simplex | Table | Ratio | Whole) for one in space.arrays.values()):
        raise Untraceable("a field is no law, table or number")
    return space


def _stepwise(spaces: Sequence[Space]) -> set[str]:
    """The tables with a row for each step, or for each but the last; all other fields must not depend on the horizon."""
    found: set[str] = set()
    for name in spaces[0].arrays:
        shapes = [_shape(space, name) for space in spaces]
        missing = HORIZONS[0] - (shapes[0] or (0,))[0]
        if isinstance(spaces[0].arrays[name], Table) and missing in (0, 1) and shapes[0] != shapes[1]:
            found.add(name)
            shapes = [(shape[0] - horizon, *shape[1:]) for shape, horizon in zip(shapes, HORIZONS, strict=True)]
        if len(set(shapes)) > 1:
            raise Untraceable(f"the shape of {name} does not follow the horizon")
    return found


def _shape(space: Space, name: str) -> tuple[int, ...]:
    one = space.arrays[name]
    return one.shape if isinstance(one, Table) else (one.n,) if isinstance(one, Simplex) else ()


class _Steps:
    """The statement at one horizon, with the step of each variable and its name without it."""

    def __init__(self, space: Space, statement: Statement, stepwise: Collection[str]) -> None:
        self.statement, self.place, self.known = statement, {}, {}
        for name in stepwise:
            for variable, index in zip(names_of(name, space.arrays[name]), np.ndindex(*_shape(space, name)), strict=True):
                self.place[variable] = (index[0], "_".join((name, *map(str, index[1:]))))
        self.laws = {name for law in statement.laws for name in law}
        if any(self.step_of(one) for one in statement.hypotheses):
            raise Untraceable("a hypothesis is of one step")
        names = {*self.laws, *statement.ranges} - self.place.keys()
        rows = {row for _, row in self.place.values()}
        if names & rows or any(_RESERVED.fullmatch(name.split("_")[0]) for name in names | rows):
            raise Untraceable("a field has the name of a quantity or of a row")

    def step_of(self, term: Term) -> set[int]:
        """The steps of the variables of a term."""
        return {self.place[name][0] for name in terms.variables(term) if name in self.place}

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


@dataclass(frozen=True)
class _At:
    """A term at one horizon, seen from a step: what is of later steps, of earlier ones and of this one is told apart."""

    steps: _Steps
    horizon: int
    step: int
    term: Term

    def within(self, term: Term) -> _At:
        return _At(self.steps, self.horizon, self.step, term)

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
class _Quantity:
    """A quantity by how many steps are left (``later``) or were made (``before``), as it stands at each, and where seen."""

    name: str
    terms: dict[int, Term] = field(default_factory=dict)
    seen: dict[int, _At] = field(default_factory=dict)


class _Reading:
    """The terms of all horizons, gone through side by side.

    What is not met again at the last step is no quantity: it is ``parted``, and its parts may be.
    """

    def __init__(self, steps: Mapping[int, _Steps], parted: frozenset[Term] = frozenset()) -> None:
        self.steps, self.parted = steps, parted
        self.later: list[_Quantity] = []
        self.before: list[_Quantity] = []
        self.coefficients: dict[Term, str] = {}
        self.summed: dict[tuple[Term, ...], Term] = {}
        self.onward: dict[str, Term] = {}
        self.last: dict[str, Term] = {}
        self.back: dict[str, Term] = {}

    def recursion(self) -> Recursion:
        one = self.steps[HORIZONS[0]].statement
        for other in (steps.statement for steps in self.steps.values()):
            if (other.laws, other.positive, other.hypotheses) != (one.laws, one.positive, one.hypotheses):
                raise Untraceable("laws or hypotheses depend on the horizon")
        if any(steps.parameters() != self.steps[HORIZONS[0]].parameters() for steps in self.steps.values()):
            raise Untraceable("the range of a parameter depends on the horizon")
        sides = tuple(self._sides())
        seen = 0
        while seen < (seen := sum(len(quantity.seen) for quantity in (*self.later, *self.before))):
            self._define()
            if lost := [q for q in self.later if q.seen and 1 not in q.terms]:
                parted = self.parted | {one.term for quantity in lost for one in quantity.seen.values()}
                return _Reading(self.steps, parted).recursion()
        first = {quantity.name: quantity.terms[0] for quantity in self.before}
        rows = self._rows()
        parameters = self.steps[HORIZONS[0]].parameters()
        named = {name: _local(term) for term, name in self.coefficients.items()}
        return Recursion(
            parameters,
            one.laws,
            one.positive,
            one.hypotheses,
            rows,
            named,
            first,
            self.onward,
            self.last,
            self.back,
            sides,
            one.relation,
        )

    def _define(self) -> None:
        """How each quantity follows from its neighbours, at all places where it was seen; others may be seen by this."""
        for quantity in _growing(self.later):
            if quantity.seen:
                self.back[quantity.name] = self._alike([_seen_first(quantity, left) for left in list(quantity.seen) if left > 1])
        for quantity in self.later:
            if 1 in quantity.seen:
                self.last[quantity.name] = self._alike([_seen_first(quantity, 1)])
        for quantity in _growing(self.before):
            self.onward[quantity.name] = self._alike([_seen_last(quantity, made) for made in list(quantity.seen) if made])
            if 0 not in quantity.terms:
                raise Untraceable("a quantity is not there at the first step")

    def _sides(self) -> Iterator[Term]:
        for sides in zip(*(steps.statement.sides for steps in self.steps.values()), strict=True):
            yield self._alike([_At(self.steps[h], h, -1, side) for h, side in zip(HORIZONS, sides, strict=True)])

    def _rows(self) -> dict[str, Range]:
        found: dict[str, set[Range]] = {}
        for steps in self.steps.values():
            for name, ends in steps.rows().items():
                found.setdefault(name, set()).update(ends)
        if any(len(ends) > 1 for ends in found.values()):
            raise Untraceable("the range of a row depends on the step")
        return {name: ends.pop() for name, ends in found.items()}

    def _alike(self, found: Sequence[_At]) -> Term:
        """The one term that terms at several places are, where what is of other steps is a quantity."""
        kinds, ops = {one.kind for one in found}, {one.term.op for one in found}
        if not found or len(kinds) > 1:
            raise Untraceable("the formulas of the horizons 2 to 5 have no common steps")
        kind = kinds.pop()
        if kind == "later" and not {one.term for one in found} <= self.parted:
            return self._quantity(self.later, "v", found, lambda one: (one.horizon - one.step - 1, one.from_step(one.step + 1)))
        if kind == "before":
            return self._quantity(self.before, "x", found, lambda one: (one.step, one.from_step(0)))
        if kind == "now" and not ops <= RING:
            return self._coefficient({one.from_step(one.step) for one in found})
        arguments = {len(one.term.args) for one in found}
        if ops == {"sum"} and found[0].step < 0 and len(arguments) > 1:
            return self._summed(found)
        if len(ops) > 1 or len(arguments) > 1 or any(one.term.op == "var" and one.steps.step_of(one.term) for one in found):
            raise Untraceable("the formulas of the horizons 2 to 5 have no common steps")
        parts = [list(zip(found, column, strict=True)) for column in zip(*(one.term.args for one in found), strict=True)]
        return terms.made(ops.pop(), tuple(self._argument(part) for part in parts))

    def _argument(self, part: Sequence[tuple[_At, Any]]) -> Any:
        if all(isinstance(argument, Term) for _, argument in part):
            return self._alike([one.within(argument) for one, argument in part])
        if len({argument for _, argument in part}) > 1:
            raise Untraceable("a number or a name depends on the horizon")
        return part[0][1]

    def _coefficient(self, found: set[Term]) -> Term:
        if len(found) > 1:
            raise Untraceable("a function of a step depends on the step")
        return terms.variable(self.coefficients.setdefault(found.pop(), f"c{len(self.coefficients)}"))

    def _quantity(
        self, known: list[_Quantity], letter: str, found: Sequence[_At], normal: Callable[[_At], tuple[int, Term]]
    ) -> Term:
        """The quantity that is the same at the places that both have; a new one where there is none."""
        told: dict[int, Term] = {}
        for one in found:
            at, term = normal(one)
            if told.setdefault(at, term) is not term:
                raise Untraceable("a quantity depends on more than the steps that are left, or that were made")
        for quantity in known:
            common = told.keys() & quantity.terms.keys()
            if len(common) > 1 and all(told[at] is quantity.terms[at] for at in common):
                break
        else:
            quantity = _Quantity(f"{letter}{len(known)}")
            known.append(quantity)
        if len(known) > MOST_QUANTITIES:
            raise Untraceable("a step has too many quantities")
        quantity.terms |= told
        quantity.seen |= {normal(one)[0]: one for one in found}
        return terms.variable(quantity.name)

    def _summed(self, found: Sequence[_At]) -> Term:
        """A sum over all steps, as a quantity: that of one step, and of the later ones.  Each step has equally many items."""
        whole = tuple(one.term for one in found)
        if whole in self.summed:
            return self.summed[whole]
        counts = {len(one.term.args) / one.horizon for one in found}
        if len(counts) > 1 or not (count := counts.pop()).is_integer():
            raise Untraceable("a sum does not have equally many items at each step")
        quantity = _Quantity(f"v{len(self.later)}")
        self.later.append(quantity)
        last: list[list[_At]] = [[] for _ in range(int(count))]
        earlier: list[list[_At]] = [[] for _ in range(int(count))]
        for one in found:
            for k, item in enumerate(one.term.args):
                step = k // int(count)
                rows = last if step + 1 == one.horizon else earlier
                rows[k % int(count)].append(_At(one.steps, one.horizon, step, item))
        own = terms.total(tuple(map(self._alike, earlier)))
        self.last[quantity.name] = terms.total(tuple(map(self._alike, last)))
        self.back[quantity.name] = terms.add(own, terms.variable(quantity.name))
        self.summed[whole] = terms.variable(quantity.name)
        return self.summed[whole]


def _growing(quantities: list[_Quantity]) -> Iterator[_Quantity]:
    """All of a list to which others are added meanwhile."""
    k = 0
    while k < len(quantities):
        yield quantities[k]
        k += 1


def _seen_first(quantity: _Quantity, left: int) -> _At:
    """A quantity with so many steps left, seen from its own first step."""
    one = quantity.seen[left]
    return _At(one.steps, one.horizon, one.step + 1, one.term)


def _seen_last(quantity: _Quantity, made: int) -> _At:
    """A quantity after so many steps, seen from the last of these."""
    one = quantity.seen[made]
    return _At(one.steps, one.horizon, one.step - 1, one.term)


def _local(term: Term) -> Term:
    """A function of the rows of one step, by the names of rows."""
    names = {name: terms.variable(name.rpartition("@")[0]) for name in terms.variables(term) if "@" in name}
    return terms.substituted(term, names)
