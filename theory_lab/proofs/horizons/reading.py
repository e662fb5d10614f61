"""The recursion of a claim: functions of quantities that one step computes from the next, or from the last, at every horizon.

A claim is traced at horizons 2, 3, 4, 5, 9 and 22, and at its own; where its formulas are made of the same steps, they are a
recursion, else there is none.  Part of the trusted base.

Main definitions: ``recursion`` (of a claim at a size with one entry left free, the horizon).

Conventions: a table whose first axis is the horizon, or one less, has one row a step; all other fields are the same at every
horizon.  That other horizons go on as these do is read off the formulas, not off the code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from theory_lab.claims import Ratio, Simplex, Table, Whole
from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.space import Space
from theory_lab.proofs import terms
from theory_lab.proofs.horizons.recursions import RING, Recursion, at_horizon, listed, places
from theory_lab.proofs.horizons.sights import Quantity, Sight, Steps, growing, seen_first, seen_last, shape_of
from theory_lab.proofs.statements import Range, Untraceable, traced
from theory_lab.proofs.terms import Term

HORIZONS = (2, 3, 4, 5, 9)  # that a recursion is read off: the shortest with a step, three that must follow it, and a long one
FAR = 22  # what no number in the code tells: 21! has more than 64 bits, and is negative in arrays
MOST_QUANTITIES = 40  # quantities of a step, beyond which no proof ends


def recursion(claim: Claim, size: Any, place: int | None) -> Recursion:
    """The recursion of a claim; raises ``Untraceable`` where the horizons have none in common."""
    if claim.kind != "inequality" or claim.unknown or place not in places(size):
        raise Untraceable("only an inequality or an equation without an unknown constant is a formula")
    horizons = listed(claim, size, place, (*HORIZONS, FAR))
    near = tuple(horizon for horizon in horizons if horizon <= HORIZONS[-1])
    found = _at_horizons(claim, size, place, near)  # where these have no recursion, the others are not looked at
    return found if near == horizons else _at_horizons(claim, size, place, horizons)


def _at_horizons(claim: Claim, size: Any, place: int | None, horizons: Sequence[int]) -> Recursion:
    spaces = [_space(claim, at_horizon(size, place, horizon)) for horizon in horizons]
    stepwise = _stepwise(spaces, horizons)
    statements = [traced(claim, space, {}) for space in spaces]
    if not stepwise or any(len(found) != 1 for found in statements):
        raise Untraceable("there are cases at a horizon" if stepwise else "no field has a row for each step")
    told = zip(horizons, spaces, statements, strict=True)
    return _Reading({horizon: Steps(space, found, stepwise) for horizon, space, (found,) in told}).recursion()


def _space(claim: Claim, size: Any) -> Space:
    try:
        space = claim.space_at(size)
    except Exception as error:
        raise Untraceable(f"there is no space at size {size}: {error}") from error
    if space.static_fields or any(not isinstance(one, Simplex | Table | Ratio | Whole) for one in space.arrays.values()):
        raise Untraceable("a field is no law, table or number")
    return space


def _stepwise(spaces: Sequence[Space], horizons: Sequence[int]) -> set[str]:
    """The tables with a row for each step, or for each but the last; all other fields must not depend on the horizon."""
    found: set[str] = set()
    for name in spaces[0].arrays:
        shapes = [shape_of(space, name) for space in spaces]
        missing = horizons[0] - (shapes[0] or (0,))[0]
        if isinstance(spaces[0].arrays[name], Table) and missing in (0, 1) and shapes[0] != shapes[1]:
            found.add(name)
            shapes = [(shape[0] - horizon, *shape[1:]) for shape, horizon in zip(shapes, horizons, strict=True)]
        if len(set(shapes)) > 1:
            raise Untraceable(f"the shape of {name} does not follow the horizon")
    return found


class _Reading:
    """The terms of all horizons, gone through side by side.

    What is not met again at the last step is no quantity: it is ``parted``, and its parts may be.
    """

    def __init__(self, steps: Mapping[int, Steps], parted: frozenset[Term] = frozenset()) -> None:
        self.steps, self.parted = steps, parted
        self.later: list[Quantity] = []
        self.before: list[Quantity] = []
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
        for quantity in growing(self.later):
            if quantity.seen:
                self.back[quantity.name] = self._often([seen_first(quantity, left) for left in list(quantity.seen) if left > 1])
        for quantity in self.later:
            if 1 in quantity.seen:
                self.last[quantity.name] = self._alike([seen_first(quantity, 1)])
        for quantity in growing(self.before):
            self.onward[quantity.name] = self._often([seen_last(quantity, made) for made in list(quantity.seen) if made])
            if 0 not in quantity.terms:
                raise Untraceable("a quantity is not there at the first step")

    def _sides(self) -> Iterator[Term]:
        for sides in zip(*(steps.statement.sides for steps in self.steps.values()), strict=True):
            yield self._alike([Sight(self.steps[h], h, -1, side) for h, side in zip(self.steps, sides, strict=True)])

    def _rows(self) -> dict[str, Range]:
        found: dict[str, set[Range]] = {}
        for steps in self.steps.values():
            for name, ends in steps.rows().items():
                found.setdefault(name, set()).update(ends)
        if any(len(ends) > 1 for ends in found.values()):
            raise Untraceable("the range of a row depends on the step")
        return {name: ends.pop() for name, ends in found.items()}

    def _often(self, found: Sequence[Sight]) -> Term:
        """The one term that terms at several places are; what was seen once is no step."""
        if len(found) < 2:
            raise Untraceable("a quantity is not met at several steps")
        return self._alike(found)

    def _alike(self, found: Sequence[Sight]) -> Term:
        """The one term that terms at several places are, where what is of other steps is a quantity."""
        kinds, ops = {one.kind for one in found}, {one.term.op for one in found}
        if not found or len(kinds) > 1:
            raise Untraceable("the formulas of the horizons that are read have no common steps")
        kind, arguments = kinds.pop(), {len(one.term.args) for one in found}
        if ops == {"sum"} and found[0].step < 0 and len(arguments) > 1:
            return self._summed(found)
        if kind == "later" and not {one.term for one in found} <= self.parted:
            return self._quantity(self.later, "v", found, lambda one: (one.horizon - one.step - 1, one.from_step(one.step + 1)))
        if kind == "before":
            return self._quantity(self.before, "x", found, lambda one: (one.step, one.from_step(0)))
        if kind == "now" and not ops <= RING:
            return self._coefficient({one.from_step(one.step) for one in found})
        if len(ops) > 1 or len(arguments) > 1 or any(one.term.op == "var" and one.steps.step_of(one.term) for one in found):
            raise Untraceable("the formulas of the horizons that are read have no common steps")
        parts = [list(zip(found, column, strict=True)) for column in zip(*(one.term.args for one in found), strict=True)]
        return terms.made(ops.pop(), tuple(self._argument(part) for part in parts))

    def _argument(self, part: Sequence[tuple[Sight, Any]]) -> Any:
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
        self, known: list[Quantity], letter: str, found: Sequence[Sight], normal: Callable[[Sight], tuple[int, Term]]
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
            quantity = Quantity(f"{letter}{len(known)}")
            known.append(quantity)
        if len(known) > MOST_QUANTITIES:
            raise Untraceable("a step has too many quantities")
        quantity.terms |= told
        quantity.seen |= {normal(one)[0]: one for one in found}
        return terms.variable(quantity.name)

    def _summed(self, found: Sequence[Sight]) -> Term:
        """A sum over all steps, as a quantity: that of one step, and of the later ones.

        Each step has equally many items, the last one perhaps none.
        """
        whole = tuple(one.term for one in found)
        if whole in self.summed:
            return self.summed[whole]
        missing = next((k for k in (0, 1) if len({len(one.term.args) / (one.horizon - k) for one in found}) == 1), 0)
        counts = {len(one.term.args) / (one.horizon - missing) for one in found}
        if len(counts) > 1 or not (count := counts.pop()).is_integer():
            raise Untraceable("a sum does not have equally many items at each step")
        quantity = Quantity(f"v{len(self.later)}")
        self.later.append(quantity)
        last: list[list[Sight]] = [[] for _ in range(0 if missing else int(count))]
        earlier: list[list[Sight]] = [[] for _ in range(int(count))]
        for one in found:
            for k, item in enumerate(one.term.args):
                step = k // int(count)
                rows = last if step + 1 == one.horizon else earlier
                rows[k % int(count)].append(Sight(one.steps, one.horizon, step, item))
        own = terms.total(tuple(map(self._alike, earlier)))
        self.last[quantity.name] = terms.total(tuple(map(self._alike, last)))
        self.back[quantity.name] = terms.add(own, terms.variable(quantity.name))
        self.summed[whole] = terms.variable(quantity.name)
        return self.summed[whole]


def _local(term: Term) -> Term:
    """A function of the rows of one step, by the names of rows."""
    names = {name: terms.variable(name.rpartition("@")[0]) for name in terms.variables(term) if "@" in name}
    return terms.substituted(term, names)
