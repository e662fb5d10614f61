"""Holes of a sketch, filled by the search.

The kernel goes through a proof until it meets a hole, and says which goal stands there; the search proves that goal, what is put
there is gone through for holes of its own, case by case and on a cell rule by rule, and the kernel starts again.  So all goals
are the kernel's, and nothing is told that it would not read.

Main definitions: ``Filling``, ``Unfinished``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cases import cases_of
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import difference, of_term
from theory_lab.proofs.kernel.leaves import leaf
from theory_lab.proofs.kernel.polynomials import OpenGoal, Quotient, Rejected, divided, given
from theory_lab.proofs.kernel.rules import extended, proves
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.kernel.sums import Fact
from theory_lab.proofs.search.casework import Casework
from theory_lab.proofs.search.deadlines import OutOfTime
from theory_lab.proofs.search.goals.left import Goal
from theory_lab.proofs.search.patterns.sets.merges import Merges
from theory_lab.proofs.search.patterns.wording import shown
from theory_lab.proofs.search.places.points import Points
from theory_lab.proofs.separate import Pattern
from theory_lab.proofs.sketches.looking import told
from theory_lab.proofs.sketches.moves import EQUAL, LOOK, OPEN, SHAPE, USING, Tree, hole, is_whole

T = TypeVar("T")
ON_CELLS = ("cell", "empty")  # rules of states that make a cell and ask for the proof of one function on it


class Unfinished(Exception):
    """What a sketch leaves open, or says that is not so."""


class Filling:
    """The search for what a sketch does not tell, up to a deadline."""

    def __init__(self, seconds: float) -> None:
        self.outcomes, self.others = Merges(seconds), Casework(seconds)

    def about(self, pattern: Pattern) -> None:
        """What the goals are about from now on; no lemmas are looked for beside those of the sketch."""
        self.outcomes.pattern, self.outcomes.closed = pattern, True

    def filled(self, what: str, check: Callable[[], T], at_outcome: bool = False) -> T:
        """What a check by the kernel gives once all holes are filled."""
        while True:
            try:
                return check()
            except OpenGoal as left:
                self._fill(what, left, at_outcome)
            except Rejected as reason:
                raise Unfinished(f"{what} is rejected: {reason}") from None

    def _fill(self, what: str, left: OpenGoal, at_outcome: bool) -> None:
        hole = left.hole
        assert isinstance(hole, dict)
        if LOOK in hole:
            raise Unfinished(f"{what}\n{told(left.goal)}")
        self.outcomes.goals.clear()
        self.others.goals.clear()
        try:
            found = self._found(hole, left.goal, at_outcome)
        except (Rejected, Unfinished) as reason:
            raise Unfinished(f"{what} is rejected: {reason}") from None
        except OutOfTime:
            raise Unfinished(f"{what}: out of time") from None
        if found is None:
            why = (self.outcomes.open or self.others.open).removeprefix("open: ")
            raise Unfinished(f"{what} is left open" + (f": {why}" if why else ""))
        hole.clear()
        hole.update(found)
        if len(left.goal) == 1:
            self._complete(what, left.goal[0], hole, at_outcome)

    def _complete(self, what: str, state: State, tree: Tree, at_outcome: bool) -> None:
        """Fill the holes in the proof of a state, each where it is met for the first time."""
        if is_whole(tree):
            return
        if tree["rule"] in ON_CELLS and "then" in tree:
            self._complete_on_cell(what, state, tree, at_outcome)
            return

        def cases() -> list[tuple[State, Tree]]:
            return list(cases_of(state, tree))  # type: ignore[arg-type]

        for case, then in self.filled(what, cases, at_outcome):
            if then["rule"] == OPEN:
                self._fill(what, OpenGoal(then, case), at_outcome)
            else:
                self._complete(what, case, then, at_outcome)

    def _complete_on_cell(self, what: str, state: State, tree: Tree, at_outcome: bool) -> None:
        """Fill the holes of a cell, then those of its function, so that the kernel makes the cell once and not for each hole."""
        if not is_whole([tree["bounds"], tree["generators"]]):
            field = self.filled(what, lambda: leaf(state, {**tree, "generators": [], "facts": []}), at_outcome)
            for one in tree["generators"]:
                field = self.filled(what, lambda one=one, field=field: extended(field, [one]), at_outcome)
        if goal := self._behind(what, tree, lambda part: list(cases_of(state, part)), at_outcome):
            self._complete_function(what, goal, tree["then"], at_outcome)

    def _complete_function(self, what: str, goal: tuple[Quotient, Field, bool], tree: Tree, at_outcome: bool) -> None:
        """Fill the holes in the proof of a function, those behind a rule once the rule itself is complete."""
        if is_whole(tree):
            return
        e, field, strict = goal
        if "then" not in tree or tree["rule"] == OPEN:
            self.filled(what, lambda: proves(e, field, tree, strict), at_outcome)
        elif behind := self._behind(what, tree, lambda part: proves(e, field, part, strict), at_outcome):
            self._complete_function(what, behind, tree["then"], at_outcome)

    def _behind(self, what: str, tree: Tree, check: Callable[[Tree], object], at_outcome: bool) -> Any:
        """The goal of what stands behind a rule, once all holes before that are filled; None where nothing is asked of it."""
        last = hole()

        def reached() -> Any:
            try:
                check({**tree, "then": last})
            except OpenGoal as left:
                if left.hole is not last:
                    raise
                return left.goal
            return None

        return self.filled(what, reached, at_outcome)

    def _found(self, hole: Tree, goal: tuple[Any, ...], at_outcome: bool) -> Tree | None:
        """What stands in the place of a hole."""
        state, *function = goal
        if function:
            return _of_function(self.others, *goal)
        if USING in hole:
            places = [_place(state, fact) for fact in hole[USING]]
            return {"rule": "keep", "facts": places, "narrow": True, "then": hole["then"]}
        if EQUAL in hole:
            return _equal(self.others, state, hole[EQUAL])
        if SHAPE in hole:
            return _cell(self.others, state, hole[SHAPE])
        return self.outcomes.at_one_outcome(state) if at_outcome else self.others.solve(state)


def _place(state: State, fact: Fact) -> int:
    """Where a fact stands in a state."""
    for j, (term, strict) in enumerate(state.facts):
        if term is fact[0] and strict == fact[1]:
            return j
    raise Unfinished(f"{shown(fact[0])} {'>' if fact[1] else '>='} 0 is not known there")


def _of_function(work: Casework, e: Quotient, field: Field, strict: bool) -> Tree | None:
    e = field.normal(e)
    if (found := work.prove(e, field, strict) or work.by_facts(e, field, strict)) is None:
        work.goals.clear()
        work.goals.offer(Goal(e, field, strict, field.facts))
    return found


def _equal(work: Casework, state: State, told: Tree) -> Tree:
    """The variable of two opposite facts as told, with the sign of what its distance is multiplied by there."""
    tree: Tree = {**next(work._shapes(state)), "rule": "equal", **told}
    if any(j not in range(len(state.facts)) for j in told["facts"]):
        raise Unfinished(f"there are {len(state.facts)} facts")
    field = leaf(state, tree)
    image = replace(state, ranges={name: ends for name, ends in state.ranges.items() if name != told["var"]}).term(told["by"])
    f, gap = of_term(field, state.facts[told["facts"][0]][0]), difference(field, image, terms.variable(told["var"]))
    factor = given(divided(f.n, gap.n), f"the facts do not give {told['var']}")
    return {**tree, "sign": int(min(Points(field).signs(factor), default=1)), "nonzero": hole()}


def _cell(work: Casework, state: State, shape: Tree) -> Tree:
    """The cell of a goal as told, with what was left to choose; its function may be a hole again."""
    tree: Tree = {**next(work._shapes(state)), "facts": []}
    if shape["order"]:
        tree["order"] = [*(name for name in tree["order"] if name not in shape["order"]), *shape["order"]]
    if shape["bounds"] is None:
        spoken = frozenset().union(*(terms.variables(term) for term in (*state.sides, *(fact for fact, _ in state.facts))))
        work._bounded(replace(state, sides=(terms.ZERO, terms.total(tuple(map(terms.variable, sorted(spoken)))))), tree)
    else:
        tree["bounds"] = shape["bounds"]
    facts = range(len(state.facts)) if shape["facts"] is None else shape["facts"]
    tree["generators"] = shape["generators"]
    if not shape["generators"]:
        field = leaf(state, tree)
        sides = () if "never" in shape else state.sides  # these may have cases left
        for term in (*(state.facts[j][0] for j in facts), *sides):
            field, more = work._with_functions(field, term)
            tree["generators"] += more
    never = {"rule": "empty", "fact": shape["never"] % max(len(state.facts), 1)} if "never" in shape else {}
    return {**tree, **never, "facts": list(facts), **{key: shape[key] for key in ("then", "both") if key in shape}}
