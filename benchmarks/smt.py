"""What a claim says at its smallest size as SMT-LIB text, for provers that are not ours.

The interior of the space alone is asked for (probabilities above 0, so that both sides are finite), divisors are told to be other
than 0 and arguments of logarithms positive: each of these makes the goal easier for the peer.

Main definitions: ``goals`` (one text for each step from side to side), ``Inexpressible``.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from theory_lab.claims.claim import Claim
from theory_lab.proofs.kernel.states import State, states_of
from theory_lab.proofs.statements import statements
from theory_lab.proofs.terms import Term

NEGATED = {"<=": ">", "<": ">=", "==": "distinct"}
LONGEST_POWER = 64  # written as a product
_INFIX = {"add": "+", "sum": "+", "sub": "-", "mul": "*", "div": "/", "ge": ">=", "gt": ">", "and": "and"}


class Inexpressible(Exception):
    """The goal has an infinity or an operation that SMT-LIB has not."""


def goals(claim: Claim) -> Iterator[tuple[str, bool]]:
    """The negated goals of a claim at its smallest size, and whether each needs logarithms or exponentials."""
    for statement in statements(claim, claim.small_size):
        for state in states_of(statement):
            laws = frozenset(name for law in state.laws for name in law)
            yield _Text().goal(state.changed(lambda term: term, positive=state.positive | laws))


class _Text:
    """The text of one goal: each term is one definition, so that shared parts are written once."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names: dict[Term, str] = {}
        self.transcendental = False

    def goal(self, state: State) -> tuple[str, bool]:
        for name in [*state.ranges, *(name for law in state.laws for name in law)]:
            self.lines.append(f"(declare-fun |{name}| () Real)")
        for name, (low, high) in state.ranges.items():
            self._assert(*([f"(>= |{name}| {_number(low)})"] if low is not None else []))
            self._assert(*([f"(<= |{name}| {_number(high)})"] if high is not None else []))
        for law in state.laws:
            self._assert(*(f"(> |{name}| 0)" for name in law), f"(= (+ {' '.join(f'|{name}|' for name in law)}) 1)")
        for fact, strict in state.facts:
            self._assert(f"({'>' if strict else '>='} {self.of(fact)} 0)")
        left, right = map(self.of, state.sides)
        self._assert(f"({NEGATED[state.relation]} {left} {right})")
        logic = "QF_NRAT" if self.transcendental else "QF_NRA"
        return "\n".join([f"(set-logic {logic})", *self.lines, "(check-sat)"]), self.transcendental

    def _assert(self, *conditions: str) -> None:
        self.lines += [f"(assert {condition})" for condition in conditions]

    def of(self, term: Term) -> str:
        """The name or the constant that stands for a term."""
        if term not in self.names:
            self.names[term] = self._written(term)
        return self.names[term]

    def _written(self, term: Term) -> str:
        if term.op == "const":
            return _number(term.args[0])
        if term.op == "var":
            return f"|{term.args[0]}|"
        if term.op in ("true", "false"):
            return term.op
        parts = [self.of(part) for part in term.parts]
        if term.op in ("log", "sqrt"):
            return self._inverse(term.op, parts[0])
        if term.op == "div":
            self._assert(f"(distinct {parts[1]} 0)")
        name = f"t{len(self.names)}"
        kind = "Bool" if term.op in ("ge", "gt", "and", "not") else "Real"
        self.lines.append(f"(define-fun {name} () {kind} {self._operation(term, parts)})")
        return name

    def _inverse(self, op: str, argument: str) -> str:
        """A logarithm or a root as a new variable with its equation."""
        name = f"v{len(self.names)}"
        self.lines.append(f"(declare-fun {name} () Real)")
        if op == "log":
            self.transcendental = True
            self._assert(f"(> {argument} 0)", f"(= (exp {name}) {argument})")
        else:
            self._assert(f"(>= {name} 0)", f"(= (* {name} {name}) {argument})")
        return name

    def _operation(self, term: Term, parts: list[str]) -> str:
        if term.op in _INFIX:
            return f"({_INFIX[term.op]} {' '.join(parts)})"
        match term.op:
            case "neg" | "not":
                return f"({'-' if term.op == 'neg' else 'not'} {parts[0]})"
            case "abs":
                return f"(ite (>= {parts[0]} 0) {parts[0]} (- {parts[0]}))"
            case "max" | "min":
                return f"(ite ({'>=' if term.op == 'max' else '<='} {parts[0]} {parts[1]}) {parts[0]} {parts[1]})"
            case "ite":
                return f"(ite {' '.join(parts)})"
            case "pow" if term.args[1] <= LONGEST_POWER:
                return f"(* {' '.join(parts * term.args[1])})"
            case "exp":
                self.transcendental = True
                return f"(exp {parts[0]})"
        raise Inexpressible(term.op)


def _number(value: Fraction) -> str:
    text = f"(/ {abs(value.numerator)} {value.denominator})"
    return text if value >= 0 else f"(- {text})"
