"""The search on the cell of a leaf: its shape, its bounds, and the function that is left.

Main definitions: ``Leaves``; ``every`` (all parts of terms), ``has``, ``arguments``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import difference, of_term
from theory_lab.proofs.kernel.leaves import UNBOUNDED, bounded, leaf
from theory_lab.proofs.kernel.polynomials import Quotient, Rejected
from theory_lab.proofs.kernel.signs import positive_signs
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.search.algebra import factors, quotient_text
from theory_lab.proofs.search.calculus import ZERO
from theory_lab.proofs.search.combinations import Combinations
from theory_lab.proofs.search.functions import Tree
from theory_lab.proofs.search.goals.left import Goal
from theory_lab.proofs.search.goals.nearest import Goals
from theory_lab.proofs.search.places.points import Points
from theory_lab.proofs.terms import Term


class Leaves(Combinations):
    """Proofs of states without conditions."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.goals = Goals()

    @property
    def open(self) -> str:
        """The goal that was left open, told; or what a function lacks."""
        return str(self.goals)

    def _shapes(self, state: State) -> Iterator[Tree]:
        """Orders of the variables and ways of writing the laws."""
        laws = ["plain" if len(law) == 2 else "last" if law[-1] in state.positive else "weights" for law in state.laws]
        ranges = list(state.ranges)
        weights = [name for law, way in zip(state.laws, laws, strict=True) for name in (law if way == "weights" else law[:-1])]
        if state.relation == "==" and laws != ["plain"] * len(
            laws
        ):  # shorter polynomials, where no logarithm of a rest is needed
            order = [*ranges, *(name for law in state.laws for name in law[:-1])]
            yield {"rule": "cell", "order": order, "laws": ["plain"] * len(laws), "bounds": [], "generators": []}
        for order in ([*ranges, *weights], [*ranges[::-1], *weights[::-1]])[: 1 + (len(ranges) + len(weights) > 1)]:
            yield {"rule": "cell", "order": order, "laws": laws, "bounds": [], "generators": []}

    def _on_cell(self, state: State, tree: Tree, field: Field) -> Tree | None:
        left, right = (bounded(side) for side in state.sides)
        grows = UNBOUNDED in terms.variables(left) | terms.variables(right)
        for side in (left, right):
            field, given = self._with_functions(field, side)
            tree["generators"] += given
        if state.relation == "finite":
            of_term(field, right)
            return None if grows else tree
        e = difference(field, left, right)
        self.tick()
        if grows and state.relation != "<=":
            return None  # the kernel takes no other relation to infinity: there are no such points, or no proof
        if grows:
            return self._growing(tree, field, {"": e, "right": of_term(field, right), "left": -of_term(field, left)})
        if state.relation == "==":
            tree["then"] = ZERO
            return tree if not field.normal(e).n else None
        tree["then"] = self.prove(e, field, strict=state.relation == "<")
        if tree["then"] is None and (found := self._with_facts(state, tree, field, e)):
            return found
        if tree["then"] is None:
            self.left_open(state, field, e)
        return tree if tree["then"] else None

    def left_open(self, state: State, field: Field, e: Quotient) -> None:
        """Keep a goal, with the facts of its state that are functions on the cell."""
        self.goals.offer(Goal(e, field, state.relation == "<", tuple(self._on_field(state, field))))

    def _on_field(self, state: State, field: Field) -> Iterator[Quotient]:
        """The facts that are functions on a cell, and not known from its ends."""
        for fact, _ in state.facts:
            try:
                f = of_term(field, fact)
            except Rejected:
                continue
            if not f.is_constant and not positive_signs(f.n * f.d, field, False):
                yield f

    def _with_facts(self, state: State, tree: Tree, field: Field, e: Quotient) -> Tree | None:
        """The function less multiples of facts."""
        if not state.facts:
            return None
        if all(field.generators[g].kind == "var" for g in poly.degrees(e.n) | poly.degrees(e.d)):
            tree, field = self.ended(state, {**tree, "bounds": [], "generators": []})
        known = []
        for j, (fact, _) in enumerate(state.facts):
            try:
                known.append((j, of_term(field, fact)))
            except Rejected:
                continue
        field = replace(field, facts=tuple(f for _, f in known))
        proof = self.by_facts(e, field, strict=state.relation == "<")
        return {**tree, "facts": [j for j, _ in known], "then": proof} if proof else None

    def _growing(self, tree: Tree, field: Field, sides: dict[str, Quotient]) -> Tree | None:
        """A positive slope in what grows to infinity, of the difference or of one side."""
        i = field.index(UNBOUNDED)
        for side, e in sides.items():
            if poly.degrees(e.d).get(i, 0) == 0 and poly.degrees(e.n).get(i) == 1:
                tree["then"] = self.prove(Quotient(poly.collected(e.n, i)[1], e.d), field, strict=True)
                if tree["then"]:
                    return {**tree, "side": side} if side else tree
        return None

    def _with_functions(self, field: Field, term: Term) -> tuple[Field, list[Any]]:
        """The field with all logarithms, exponentials and roots of a term."""
        given: list[Any] = []
        seen: set[Term] = set()

        def visit(one: Term) -> None:
            nonlocal field
            if one in seen:
                return
            seen.add(one)
            for part in one.parts:
                visit(part)
            if one.op in ("log", "exp", "sqrt"):
                field, more = self.with_function(field, one.op, of_term(field, one.args[0]))
                given.extend(more)

        visit(term)
        return field, given

    def ended(self, state: State, tree: Tree) -> tuple[Tree, Field]:
        """The widest cell, but with ends by facts for variables that have none."""
        endless = {name for name, ends in state.ranges.items() if ends == (None, None)}
        field = leaf(state, tree)
        for j, (fact, _) in enumerate(state.facts):
            if not terms.variables(fact) or not terms.variables(fact) <= endless:
                continue
            for told in self._bounds(state, field, j, fact, frozenset()):
                try:
                    more = {**tree, "bounds": [*tree["bounds"], told]}
                    tree, field = more, leaf(state, more)
                except Rejected:
                    continue
                break
        return tree, field

    def _bounded(self, state: State, tree: Tree) -> Field:
        """The cell that the facts cut out, as far as they are linear in some variable."""
        field = leaf(state, tree)
        relevant = terms.variables(state.sides[0]) | terms.variables(state.sides[1])
        relevant = relevant.union(*(law for law in state.laws if relevant & set(law)))
        for j, (fact, _) in enumerate(state.facts):
            for told in self._bounds(state, field, j, fact, relevant):
                try:
                    cut = leaf(state, {**tree, "bounds": [*tree["bounds"], told]})
                except Rejected:
                    continue
                tree["bounds"].append(told)
                field = cut
                break
        return field

    def _bounds(self, state: State, field: Field, j: int, fact: Term, relevant: frozenset[str]) -> Iterator[list[Any]]:
        try:
            f = of_term(field, fact)
        except Rejected:
            return
        names = [side.name for side in field.cell]
        for g, _ in factors(f.n)[1] if len(f.n) < 400 else ():
            for name in reversed(names):
                i = field.index(name)
                if poly.degrees(g).get(i) != 1 or any(
                    field.depends(g, field.index(late)) for late in names[names.index(name) + 1 :]
                ):
                    continue
                others = {names[k] for k in range(names.index(name)) if field.depends(g, field.index(names[k]))}
                if relevant and not {name, *others} <= relevant:
                    continue
                rest, lead = poly.collected(g, i)
                sign = min(Points(field, 24).signs(lead), default=1)
                at = Quotient(-sign * rest, sign * lead)
                if not positive_signs(at.d, field, strict=True):
                    continue
                factor = poly.divided(f.n, sign * g)
                assert factor is not None
                a = Quotient(factor, f.d)
                up = Points(field, 24).signs(a) == {1}
                end, old = ("low", field.side(name).low) if up else ("high", field.side(name).high)
                signs = {1} if old is None else Points(field, 24).signs(at - old if up else old - at)
                worse = -1 in signs or not (signs or state.facts[j][1])  # what a strict fact gave stays open
                proof = None if worse else self.prove(a if up else -a, field, True, 3, 1)
                if proof:
                    yield [j, name, end, quotient_text(at, field), proof]
                break


def every(*roots: Term) -> Iterator[Term]:
    """Terms and all their parts, each once, the larger ones first."""
    waiting = list(dict.fromkeys(roots))
    seen = set(waiting)
    for one in waiting:
        yield one
        new = [part for part in dict.fromkeys(one.parts) if part not in seen]
        seen.update(new)
        waiting += new


def has(term: Term, ops: tuple[str, ...]) -> bool:
    """Whether an operation occurs in a term."""
    return any(one.op in ops for one in every(term))


def arguments(term: Term) -> set[str]:
    """Variables inside logarithms, roots and denominators."""
    found: set[str] = set()
    for one in every(term):
        if one.op in ("log", "sqrt"):
            found |= terms.variables(one)
        if one.op == "div":
            found |= terms.variables(one.args[1])
    return found
