"""The search for a proof of a statement with cases.

Zero patterns and comparisons first, then at each leaf a cell that the facts cut out, and a proof on it.

Main definitions: ``Casework``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.leaves import leaf
from theory_lab.proofs.kernel.polynomials import Quotient, Rejected
from theory_lab.proofs.kernel.states import State, decided, first_condition, polynomial_term, settled, states_of
from theory_lab.proofs.search.algebra import factors, text_of
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.contradictions import CASES, ROUGH, Contradictions
from theory_lab.proofs.search.leaves import arguments, every, has
from theory_lab.proofs.search.places.points import Points
from theory_lab.proofs.search.places.weights import of_no_sure_outcome, rest_of_weights
from theory_lab.proofs.statements import Statement
from theory_lab.proofs.terms import INF, MINUS_INF, Term

MOST_FACTS = 10  # facts up to which the ends of ranges are looked at one by one
MOST_CASES = 3000  # leaves of one statement
# Two facts that are opposite by their numbers, the function that they say to be 0, and the cell on which it was read.
Equation = tuple[tuple[int, int], Quotient, Field, Tree]


class Casework(Contradictions):
    """Proofs of states, up to a deadline."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.cases = 0

    def statement_proof(self, statement: Statement) -> list[Tree] | None:
        """Proofs of the steps from side to side of a statement at one size."""
        self.cases, steps = 0, list[Tree]()
        self.goals.clear()
        for self.goals.step, state in enumerate(states_of(statement)):
            if (tree := self.solve(state)) is None:
                return None
            self.goals.closed(len(steps))
            steps.append(tree)
        return steps

    def solve(self, state: State) -> Tree | None:
        """A proof of a state; None, with the goal left ``open``, where none was found."""
        self.tick()
        left, right = state.sides
        if (left is right and state.relation != "<") or (state.relation == "<=" and (right is INF or left is MINUS_INF)):
            return {"rule": "clear"}
        if any(term in (INF, MINUS_INF) for term in state.finite):
            return {"rule": "clear"}
        if state.facts and (tree := self.opposite(state)):
            return tree
        if (
            state.facts
            and (state.relation != "==" or has(state.facts[-1][0], ROUGH) or any(_is_false(*fact) for fact in state.facts))
            and (tree := self.contradiction(state, hard=False))
        ):
            return tree
        equations = list(self._opposites(state))
        told = self._equation(state, equations)
        rest = told and rest_of_weights(state, told[0])
        if told and not rest:
            tree, case = told
            then = self.solve(case)
            return then and {**tree, "then": then}
        if (name := _zero_factor(state, equations)) is not None:
            return self._by_zero(state, name)
        if (useful := self._useful(state)) != list(range(len(state.facts))):
            then = self.solve(replace(state, facts=tuple(state.facts[j] for j in useful)))
            return then and {"rule": "keep", "facts": useful, "then": then}
        condition = first_condition((*state.sides, *(fact for fact, _ in state.facts)))
        if condition is not None:
            if (name := self._guarded(state, condition)) is not None:
                return self._by_zero(state, name)
            return self._by_condition(state, condition)
        if rest:
            return self._by_end(state, rest)
        self.cases += 1
        if self.cases > MOST_CASES:
            return None
        return self._leaf(state)

    def _useful(self, state: State) -> list[int]:
        """Facts that say something of the goal: not constant, and with logarithms and the like of nothing but its sides have."""
        told = [(j, fact) for j, (fact, _) in enumerate(state.facts) if terms.variables(fact)]
        known = _rough(*state.sides) | _of_factors(*state.sides)
        return [j for j, fact in told if _rough(fact) <= known]

    def _equation(self, state: State, equations: list[Equation]) -> tuple[Tree, State] | None:
        """What two facts say to be 0, linear in a variable that is free."""
        for facts, f, field, tree in equations:
            if told := self._solved(state, field, tree, f, facts):
                return told
        return None

    def _opposites(self, state: State) -> Iterator[Equation]:
        """Pairs of facts that say that a function is 0, the newest first."""
        weak = [j for j, (_, strict) in enumerate(state.facts) if not strict]
        for newest in reversed(weak):
            fact, _ = state.facts[newest]
            others = [j for j in weak if j != newest and terms.variables(state.facts[j][0]) == terms.variables(fact)]
            if others and not has(fact, ROUGH + CASES) and (told := self._opposite_to(state, newest, others)):
                yield told

    def _opposite_to(self, state: State, newest: int, others: list[int]) -> Equation | None:
        try:
            tree = {**next(self._shapes(state)), "rule": "equal"}
            f = of_term(field := leaf(state, tree), state.facts[newest][0])
            if len(f.n) > 60:
                return None
            opposite = [j for j in others if f.n and (c := of_term(field, state.facts[j][0]) / f).is_constant and c.value < 0]
        except Rejected:
            return None
        return ((newest, opposite[0]), f, field, tree) if opposite else None

    def _solved(self, state: State, field: Field, tree: Tree, f: Quotient, facts: tuple[int, int]) -> tuple[Tree, State] | None:
        sided = {side.name for side in field.cell}
        told = [name for name in (*state.ranges, *(law[0] for law in state.laws)) if name in sided]
        told.sort(key=lambda name: state.ranges.get(name) != (None, None))  # what has ends would lose them
        for g, _ in factors(f.n)[1]:
            for name in told:
                parts = poly.collected(g, field.index(name))
                a = poly.divided(f.n, g)
                if len(parts) != 2 or not parts[1].is_constant() or a is None:
                    continue
                law = next((law for law in state.laws if law[0] == name and len(law) == 2), None)
                if name not in state.ranges:
                    if law is None:
                        continue
                    return self._as_coin(state, law)
                a = a * parts[1]
                sign = min(Points(field).signs(a), default=1)
                proof = self.prove(Quotient(sign * a), field, True, 3, 1)
                if proof is None:
                    continue
                by = text_of(parts[0] / -parts[1], field)
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
        loose = [name for name in loose if state.ranges.get(name, (0, None))[0] == 0 and _decides(state, name, condition)]
        return loose[0] if loose and terms.ZERO in condition.args else None

    def _by_end(self, state: State, name: str) -> Tree | None:
        """That a variable is nonnegative, or positive, as a fact: this is kept where something is put in for it."""
        one, sure = terms.variable(name), name in state.positive
        cases = [replace(state, facts=(*state.facts, fact)) for fact in ((one, sure), (terms.negative(one), not sure))]
        if (never := self.solve(cases[1])) is None or (then := self.solve(cases[0])) is None:
            return None
        at, yes, no = (f"-{name}", never, then) if sure else (name, then, never)
        return {"rule": "cut", "at": at, "yes": yes, "no": no}

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

    def _leaf(self, state: State) -> Tree | None:
        if state.relation == "<" and (name := of_no_sure_outcome(state)) is not None:
            return self._by_zero(state, name)
        why = ""
        for tree in self._shapes(state):
            try:
                field = self._bounded(state, tree)
                found = self._on_cell(state, tree, field)
            except Rejected as reason:
                why, found = why or f"{reason}", None
            if found:
                return found
        found = self._by_other_cases(state)
        if found is None:  # what a function lacks before its zeros are cases of their own is no reason
            self.goals.lack(why)
        return found

    def _by_other_cases(self, state: State) -> Tree | None:
        """Where there is no proof on a cell: no points, an equation, or zeros and ends as cases of their own."""
        for hard in (state.relation != "==", True) if state.facts else ():
            if tree := self.contradiction(state, hard):
                return tree
        if state.facts and (told := self.degenerate(state)):
            (j, inside), (fact, _) = told, state.facts[told[0]]
            edge = self.solve(replace(state, facts=(*state.facts, (terms.negative(fact), False))))
            return edge and edged(state, j, inside, edge)
        return self._by_more_zeros(state) or (self._by_edges(state) if state.relation != "==" else None)

    def _by_edges(self, state: State) -> Tree | None:
        """Where a function may be undefined at an end, that end is a case of its own."""
        wanted = arguments(state.sides[0]) | arguments(state.sides[1])
        for j, (fact, strict) in enumerate(state.facts):
            if strict or len(terms.variables(fact)) != 1 or not terms.variables(fact) <= wanted or len(state.facts) > MOST_FACTS:
                continue
            inside = self.solve(replace(state, facts=(*state.facts[:j], (fact, True), *state.facts[j + 1 :])))
            edge = inside and self.solve(replace(state, facts=(*state.facts, (terms.negative(fact), False))))
            if inside and edge:
                return edged(state, j, inside, edge)
        return None

    def _by_more_zeros(self, state: State) -> Tree | None:
        """Where a function may be undefined at zero, zero is a case of its own."""
        for side in state.sides:
            names = arguments(side) & (state.nonnegative - state.positive)
            names = {name for name in names if state.ranges.get(name, (0, None))[0] == 0}
            if names:
                return self._by_zero(state, min(names))
        return None


def edged(state: State, j: int, inside: Tree, edge: Tree) -> Tree:
    """A fact ``f >= 0`` is ``f > 0``, in its place, or ``-f >= 0`` as well."""
    order = list(range(len(state.facts)))
    order[j] = len(state.facts)
    return {"rule": "cut", "at": j, "yes": edge, "no": {"rule": "keep", "facts": order, "then": inside}}


def _is_false(fact: Term, strict: bool) -> bool:
    """Whether a fact is about a number, and not true of it: what was put in says that there are no such points."""
    return fact.op == "const" and not (fact.args[0] > 0 if strict else fact.args[0] >= 0)


def _rough(*told: Term) -> set[tuple[str, frozenset[str]]]:
    """The logarithms and the like in terms, by the variables that they are of."""
    return {(one.op, terms.variables(one)) for one in every(*told) if one.op in ROUGH}


def _of_factors(*told: Term) -> set[tuple[str, frozenset[str]]]:
    """What logarithms of products and quotients are sums of, which a fact may have one by one."""
    parts = [one.args[0] for one in every(*told) if one.op == "log"]
    for part in parts:
        parts += part.args if part.op in ("mul", "div") else ()
    return {("log", terms.variables(part)) for part in parts}


def _decides(state: State, name: str, condition: Term) -> bool:
    """Whether a condition is known where a nonnegative variable is zero, or where it is positive."""
    nonnegative = state.nonnegative
    positive = settled(condition, state.above_zero | {name}, nonnegative)
    zero = settled(terms.substituted(condition, {name: terms.ZERO}), state.above_zero, nonnegative)
    return bool({positive, zero} & {terms.TRUE, terms.FALSE})


def _zero_factor(state: State, equations: list[Equation]) -> str | None:
    """A variable that may be 0 and is a factor of what two facts say to be 0: where it is not, the other factor is."""
    loose = {name for name in state.nonnegative - state.positive if state.ranges.get(name, (0, None))[0] == 0}
    for _, f, field, _ in equations:
        told = {text_of(factor, field) for factor, _ in factors(f.n)[1]}
        if (names := told & loose) and len(told) > 1:
            return min(names)
    return None
