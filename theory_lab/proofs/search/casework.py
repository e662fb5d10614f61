"""The search for a proof of a statement with cases.

Zero patterns and comparisons first, then at each leaf a cell that the facts cut out, and a proof on it.

Main definitions: ``Casework``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cases import UNBOUNDED, State, bounded, decided, first_condition, leaf, polynomial_term
from theory_lab.proofs.kernel.cells import Field, multiple
from theory_lab.proofs.kernel.polynomials import Quotient, Rejected
from theory_lab.proofs.kernel.rules import positive_signs
from theory_lab.proofs.search.algebra import Conversion, factors, quotient_text, text_of
from theory_lab.proofs.search.calculus import ZERO, OutOfTime, Tree
from theory_lab.proofs.search.combinations import Combinations
from theory_lab.proofs.search.goals import left_open
from theory_lab.proofs.search.points import Points
from theory_lab.proofs.terms import INF, MINUS_INF, Term

MOST_CASES = 3000  # leaves of one statement
__all__ = ["Casework", "OutOfTime"]


class Casework(Combinations):
    """Proofs of states, up to a deadline."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.cases, self.open = 0, ""

    def solve(self, state: State) -> Tree | None:
        """A proof of a state; None, with the goal left ``open``, where none was found."""
        self.tick()
        left, right = state.sides
        if (left is right and state.relation != "<") or (state.relation == "<=" and (right is INF or left is MINUS_INF)):
            return {"rule": "clear"}
        if any(term in (INF, MINUS_INF) for term in state.finite):
            return {"rule": "clear"}
        if state.facts and (tree := self._contradiction(state)):
            return tree
        if len(state.facts) > 1 and (told := self._equation(state)):
            tree, case = told
            then = self.solve(case)
            return then and {**tree, "then": then}
        if (useful := self._useful(state)) != list(range(len(state.facts))):
            then = self.solve(replace(state, facts=tuple(state.facts[j] for j in useful)))
            return then and {"rule": "keep", "facts": useful, "then": then}
        condition = first_condition((*state.sides, *(fact for fact, _ in state.facts)))
        if condition is not None:
            if (name := self._guarded(state, condition)) is not None:
                return self._by_zero(state, name)
            return self._by_condition(state, condition)
        self.cases += 1
        if self.cases > MOST_CASES:
            return None
        return self._leaf(state)

    def _useful(self, state: State) -> list[int]:
        """Facts that can give bounds: without logarithms and the like, and not constant."""
        return [j for j, (fact, _) in enumerate(state.facts) if terms.variables(fact) and not _has(fact, ("log", "exp", "sqrt"))]

    def _equation(self, state: State) -> tuple[Tree, State] | None:
        """The newest fact and an earlier one are opposite, and linear in a variable that is free."""
        weak = [j for j, (fact, strict) in enumerate(state.facts) if not strict]
        if not weak:
            return None
        newest = weak[-1]
        fact, strict = state.facts[newest]
        others = [j for j in weak if j != newest]
        others = [j for j in others if terms.variables(state.facts[j][0]) == terms.variables(fact)]
        if strict or not others or _has(fact, ("log", "exp", "sqrt", "ite", "max", "min", "abs", "ge", "gt")):
            return None
        try:
            tree = {**next(self._shapes(state)), "rule": "equal"}
            field = leaf(state, tree)
            f = field.of_term(fact)
            if len(f.n) > 60:
                return None
            opposite = [j for j in others if (c := self._ratio(field, j, f, state)) is not None and c < 0]
        except Rejected:
            return None
        return self._solved(state, field, tree, f, (newest, opposite[0])) if opposite else None

    def _ratio(self, field: Field, j: int, f: Quotient, state: State) -> fmpq | None:
        other = field.of_term(state.facts[j][0])
        return multiple(other.n, other.d, f)

    def _solved(self, state: State, field: Field, tree: Tree, f: Quotient, facts: tuple[int, int]) -> tuple[Tree, State] | None:
        sided = {side.name for side in field.cell}
        for g, _ in factors(f.n, len(field.generators))[1]:
            for name in [name for name in (*state.ranges, *(law[0] for law in state.laws)) if name in sided]:
                parts = poly.collected(g, field.index(name))
                a = poly.divided(f.n, g)
                if len(parts) != 2 or not poly.is_constant(parts[1]) or a is None:
                    continue
                law = next((law for law in state.laws if law[0] == name and len(law) == 2), None)
                if name not in state.ranges:
                    if law is None:
                        continue
                    return self._as_coin(state, law)
                a = poly.scale(a, parts[1][0])
                sign = min(Points(field).signs(a), default=1)
                proof = self.prove(Quotient.of(poly.scale(a, fmpq(sign))), field, True, 3, 1)
                if proof is None:
                    continue
                by = text_of(poly.scale(parts[0], -1 / parts[1][0]), field)
                ranges = {one: ends for one, ends in state.ranges.items() if one != name}
                laws = dict.fromkeys((one for law in state.laws for one in law), (Fraction(0), Fraction(1)))
                image = polynomial_term(by, {**ranges, **laws})
                case = state.changed(lambda term, told={name: image}: terms.substituted(term, told), ranges=ranges)
                return {**tree, "facts": list(facts), "var": name, "by": by, "sign": sign, "nonzero": proof}, case
        return None

    def _as_coin(self, state: State, law: tuple[str, ...]) -> tuple[Tree, State]:
        """A law of two outcomes as one free variable; the two facts that excluded each other are told again as the newest."""
        name = f"{law[0]}_coin"
        images = {law[0]: terms.variable(name), law[1]: terms.subtract(terms.ONE, terms.variable(name))}
        facts = tuple((image, True) for one, image in images.items() if one in state.positive)
        ranges = {**state.ranges, name: (Fraction(0), Fraction(1))}
        laws = tuple(one for one in state.laws if one != law)
        positive = state.positive - set(law) | ({name} if law[0] in state.positive else set())
        case = replace(state, facts=(*state.facts, *facts))
        case = case.changed(lambda term: terms.substituted(term, images), ranges=ranges, laws=laws, positive=positive)
        return {"rule": "coin", "law": list(law), "name": name}, case

    def _guarded(self, state: State, condition: Term) -> str | None:
        """A variable whose being zero decides the condition."""
        loose = [name for name in sorted(terms.variables(condition)) if name in state.nonnegative - state.positive]
        loose = [name for name in loose if state.ranges.get(name, (0, None))[0] == 0]
        return loose[0] if loose and terms.ZERO in condition.args else None

    def _by_zero(self, state: State, name: str) -> Tree | None:
        positive = self.solve(state.changed(lambda term: term, positive=state.positive | {name}))
        if positive is None:
            return None
        tree: Tree = {"rule": "zero", "var": name, "positive": positive, "zero": None}
        laws = [tuple(one for one in law if one != name) for law in state.laws]
        if () in laws:
            return tree
        values = {name: terms.ZERO} | {law[0]: terms.ONE for law in laws if len(law) == 1}
        ranges = {one: ends for one, ends in state.ranges.items() if one != name}
        kept = tuple(law for law in laws if len(law) > 1)
        case = state.changed(lambda term: terms.substituted(term, values), ranges=ranges, laws=kept)
        tree["zero"] = self.solve(case)
        return tree if tree["zero"] else None

    def _by_condition(self, state: State, condition: Term) -> Tree | None:
        tree: Tree = {"rule": "if"}
        for answer, key in ((True, "yes"), (False, "no")):
            case = state.changed(lambda term, answer=answer: decided(term, condition, answer))
            tree[key] = self.solve(case.known(condition if answer else terms.negation(condition)))
            if tree[key] is None:
                return None
        return tree

    # Leaves

    def _shapes(self, state: State) -> Iterator[Tree]:
        """Orders of the variables and ways of writing the laws."""
        laws = ["plain" if len(law) == 2 else "last" if law[-1] in state.positive else "weights" for law in state.laws]
        ranges = list(state.ranges)
        weights = [name for law, way in zip(state.laws, laws, strict=True) for name in (law if way == "weights" else law[:-1])]
        for order in ([*ranges, *weights], [*ranges[::-1], *weights[::-1]])[: 1 + (len(ranges) + len(weights) > 1)]:
            yield {"rule": "cell", "order": order, "laws": laws, "bounds": [], "generators": []}

    def _leaf(self, state: State) -> Tree | None:
        for tree in self._shapes(state):
            try:
                field = self._bounded(state, tree)
                found = self._on_cell(state, tree, field)
            except Rejected as reason:
                self.open = self.open or f"{reason}"
                found = None
            if found or state.relation == "==":
                return found or self._by_more_zeros(state)
        return self._by_more_zeros(state)

    def _by_more_zeros(self, state: State) -> Tree | None:
        """Where a function may be undefined at zero, zero is a case of its own."""
        for side in state.sides:
            names = _arguments(side) & (state.nonnegative - state.positive)
            names = {name for name in names if state.ranges.get(name, (0, None))[0] == 0}
            if names:
                return self._by_zero(state, min(names))
        return None

    def _on_cell(self, state: State, tree: Tree, field: Field) -> Tree | None:
        left, right = (bounded(side) for side in state.sides)
        grows = UNBOUNDED in terms.variables(left) | terms.variables(right)
        for side in (left, right):
            field, given = self._with_functions(field, side)
            tree["generators"] += given
        conversion = Conversion(field)
        difference = conversion.of(right if state.relation == "finite" else terms.subtract(right, left))
        tree["bases"] = [text_of(base, field) for base in conversion.bases]
        if state.relation == "finite":
            return tree
        if state.relation == "==" and field.normal(difference.n):
            return None
        self.tick()
        field = replace(field, bases=tuple(conversion.bases))
        e = field.difference(left, right)
        if grows:
            return self._growing(tree, field, {"": e, "right": field.of_term(right), "left": -field.of_term(left)})
        if state.relation == "==":
            tree["then"] = ZERO
            return tree if not field.normal(e.n) else None
        tree["then"] = self.prove(e, field, strict=state.relation == "<")
        if tree["then"] is None and (found := self._with_facts(state, tree, field, e)):
            return found
        if tree["then"] is None and not self.open:
            self.open = left_open(e, field)
        return tree if tree["then"] else None

    def _with_facts(self, state: State, tree: Tree, field: Field, e: Quotient) -> Tree | None:
        """The function less multiples of facts."""
        if not state.facts:
            return None
        if all(field.generators[g].kind == "var" for g in poly.generators(e.n) | poly.generators(e.d)):
            tree = {**tree, "bounds": [], "generators": []}
            field = leaf(state, tree)
        known = []
        for j, (fact, _) in enumerate(state.facts):
            try:
                known.append((j, field.of_term(fact)))
            except Rejected:
                continue
        field = replace(field, facts=tuple(f for _, f in known))
        proof = self.by_facts(e, field, strict=state.relation == "<")
        return {**tree, "facts": [j for j, _ in known], "then": proof} if proof else None

    def _growing(self, tree: Tree, field: Field, sides: dict[str, Quotient]) -> Tree | None:
        """A positive slope in what grows to infinity, of the difference or of one side."""
        i = field.index(UNBOUNDED)
        for side, e in sides.items():
            if poly.degree(e.d, i) == 0 and poly.degree(e.n, i) == 1:
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
                field, more = self.with_function(field, one.op, Conversion(field).of(one.args[0]))
                given.extend(more)

        visit(term)
        return field, given

    def _bounded(self, state: State, tree: Tree) -> Field:
        """The cell that the facts cut out, as far as they are linear in some variable."""
        field = leaf(state, tree)
        for j, (fact, _) in enumerate(state.facts):
            for told in self._bounds(state, field, j, fact):
                try:
                    cut = leaf(state, {**tree, "bounds": [*tree["bounds"], told]})
                except Rejected:
                    continue
                tree["bounds"].append(told)
                field = cut
                break
        return field

    def _bounds(self, state: State, field: Field, j: int, fact: Term) -> Iterator[list[Any]]:
        try:
            f = field.of_term(fact)
        except Rejected:
            return
        names = [side.name for side in field.cell]
        for g, _ in factors(f.n, len(field.generators))[1] if len(f.n) < 400 else ():
            for name in reversed(names):
                i = field.index(name)
                if poly.degree(g, i) != 1 or any(field.depends(g, field.index(late)) for late in names[names.index(name) + 1 :]):
                    continue
                rest, lead = poly.collected(g, i)
                sign = min(Points(field, 24).signs(lead), default=1)
                at = Quotient(poly.scale(rest, fmpq(-sign)), poly.scale(lead, fmpq(sign)))
                if not positive_signs(at.d, field, strict=True):
                    continue
                factor = poly.divided(f.n, poly.scale(g, fmpq(sign)))
                assert factor is not None
                a = Quotient(factor, f.d)
                up = Points(field, 24).signs(a) == {1}
                end, old = ("low", field.side(name).low) if up else ("high", field.side(name).high)
                worse = old is not None and -1 in Points(field, 24).signs(at - old if up else old - at)
                proof = None if worse else self.prove(a if up else -a, field, True, 3, 1)
                if proof:
                    yield [j, name, end, quotient_text(at, field), proof]
                break

    # No points

    def _contradiction(self, state: State) -> Tree | None:
        """A fact that the others and the ranges exclude."""
        try:
            tree = next(self._shapes(state))
            field = leaf(state, tree)
        except Rejected:
            return None
        values: dict[int, Quotient] = {}
        for j, (fact, _) in enumerate(state.facts):
            if not _has(fact, ("log", "exp", "sqrt", "ite", "max", "min", "abs", "ge", "gt")):
                try:
                    values[j] = field.of_term(fact)
                except Rejected:
                    continue
        newest = len(state.facts) - 1
        if newest not in values:
            return self._impossible(state, tree, field) if state.facts[newest][1] else None
        points = Points(field, 200)
        good = np.all([points.of(f) >= 0 for f in values.values()], axis=0)
        strict = [points.of(values[j]) > 0 for j in values if state.facts[j][1]]
        if np.any(np.all([good, *strict], axis=0)):
            return None
        told = list(values)
        field = replace(field, facts=tuple(values.values()))
        for j in [newest, *(j for j in values if j != newest)]:
            others = replace(field, facts=tuple(f for k, f in values.items() if k != j))
            proof = self.by_facts(-values[j], others, strict=not state.facts[j][1])
            if proof:
                return {**tree, "rule": "empty", "fact": j, "facts": [k for k in told if k != j], "then": proof}
        return None

    def _impossible(self, state: State, tree: Tree, field: Field) -> Tree | None:
        """The newest fact says that a function with logarithms is positive, and it never is."""
        fact = state.facts[-1][0]
        if _has(fact, ("ite", "max", "min", "abs", "ge", "gt")):
            return None
        try:
            field, given = self._with_functions(field, fact)
            conversion = Conversion(field)
            conversion.of(fact)
            field = replace(field, bases=tuple(conversion.bases))
            proof = self.prove(-field.of_term(fact), field, depth=5)
        except Rejected:
            return None
        bases = [text_of(base, field) for base in field.bases]
        told = {"generators": given, "bases": bases, "fact": len(state.facts) - 1, "then": proof}
        return {**tree, "rule": "empty", **told} if proof else None


def _has(term: Term, ops: tuple[str, ...]) -> bool:
    seen: set[Term] = set()
    waiting = [term]
    while waiting:
        one = waiting.pop()
        if one.op in ops:
            return True
        if one not in seen:
            seen.add(one)
            waiting += one.parts
    return False


def _arguments(term: Term) -> set[str]:
    """Variables inside logarithms, roots and denominators."""
    found: set[str] = set()
    seen: set[Term] = set()
    waiting = [term]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        waiting += one.parts
        if one.op in ("log", "sqrt"):
            found |= terms.variables(one)
        if one.op == "div":
            found |= terms.variables(one.args[1])
    return found
