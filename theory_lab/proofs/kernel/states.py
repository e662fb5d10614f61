"""Claims about terms with cases, as sets of points and two sides.

A ``State`` says that ``left relation right`` at every point where the facts hold and all parts of both sides have values,
infinities among them.  Part of the trusted base.

Main definitions: ``State``, ``states_of`` (a statement at one size), ``settled`` and ``decided`` (conditions that are known),
``first_condition``, ``polynomial_term``, ``total`` (terms with finite values).
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cells import read
from theory_lab.proofs.kernel.polynomials import need
from theory_lab.proofs.terms import FALSE, TRUE, ZERO, Term

Range = tuple[Fraction | None, Fraction | None]
EVERYWHERE = {"const", "var", "add", "sub", "mul", "neg", "pow", "abs", "max", "min", "exp", "sum", "ite", "ge", "gt", "and"}
EVERYWHERE |= {"not", "true", "false"}
SETS = 256  # of names, of which signs are kept: a proof asks for those of a few states again and again


@dataclass(frozen=True)
class State:
    """``left relation right`` on a set of points.

    ``laws`` are groups of variables >= 0 with sum 1, ``ranges`` the closed ranges of the others, ``positive`` those that are > 0;
    ``facts`` are terms that are >= 0, or > 0 where so marked; the terms ``finite`` have finite values.
    """

    ranges: Mapping[str, Range]
    laws: tuple[tuple[str, ...], ...]
    positive: frozenset[str]
    facts: tuple[tuple[Term, bool], ...]
    sides: tuple[Term, Term]
    relation: str = "<="
    finite: tuple[Term, ...] = ()

    @functools.cached_property
    def nonnegative(self) -> frozenset[str]:
        """The variables that are known to be >= 0."""
        return frozenset({name for name, (low, _) in self.ranges.items() if low is not None and low >= 0}.union(*self.laws))

    @functools.cached_property
    def above_zero(self) -> frozenset[str]:
        """The variables that are known to be > 0."""
        return frozenset(self.positive | {name for name, (low, _) in self.ranges.items() if low is not None and low > 0})

    def changed(self, f: Callable[[Term], Term] = lambda term: term, **other: Any) -> State:
        """The state with another set of points and all its terms changed, conditions that are then known folded away."""
        state = replace(self, **other)
        settle = _settling(state.above_zero, state.nonnegative)

        def g(term: Term) -> Term:
            return settle(f(term))

        facts = tuple((g(fact), strict) for fact, strict in state.facts)
        return replace(state, facts=facts, sides=(g(state.sides[0]), g(state.sides[1])), finite=tuple(map(g, state.finite)))

    def put(self, values: Mapping[str, Term], new: Mapping[str, Range] | None = None, **other: Any) -> State:
        """The state with variables replaced by terms, in which there are ``new`` ones; nothing is known of the old names."""
        ranges = {name: ends for name, ends in self.ranges.items() if name not in values} | dict(new or {})
        other = {"ranges": ranges, "positive": self.positive - values.keys(), **other}
        return self.changed(terms.substituting(values), **other)

    @property
    def spoken(self) -> frozenset[str]:
        """The names in its terms."""
        return frozenset().union(*map(terms.variables, (*self.sides, *self.finite, *(fact for fact, _ in self.facts))))

    def narrowed(self) -> State:
        """The state without variables that do not occur in it, and without what is known about their names."""
        used = self.spoken
        ranges = {name: ends for name, ends in self.ranges.items() if name in used}
        return replace(self, ranges=ranges, positive=self.positive & used.union(*self.laws))

    def term(self, text: str) -> Term:
        """A term in the variables that has a value everywhere."""
        return polynomial_term(text, {**self.ranges, **dict.fromkeys(itertools.chain(*self.laws), (Fraction(0), Fraction(1)))})

    def known(self, *conditions: Term) -> State:
        """The state where comparisons, or several joined, hold; other conditions are facts that are not used."""
        state = self
        for one in conditions:
            if one.op == "and":
                state = state.known(*one.args)
            elif one.op in ("ge", "gt"):
                state = replace(state, facts=(*state.facts, (terms.subtract(*one.args), one.op == "gt")))
        return state

    def fixed(self, values: Mapping[str, Term] | None = None) -> State:
        """The state with variables of one value replaced, and others where told, and conditions folded."""
        sure = {name: terms.number(low) for name, (low, high) in self.ranges.items() if low is not None and low == high}
        return self.put({**(values or {}), **sure})


@functools.lru_cache(SETS)
def signs(positive: frozenset[str], nonnegative: frozenset[str]) -> Callable[[Term], int]:
    """2 for what is surely > 0, 1 for what is surely >= 0 wherever it has a value, 0 for all else."""

    @functools.cache
    def sign(one: Term) -> int:
        match one.op:
            case "const":
                return 2 if one.args[0] > 0 else int(one.args[0] == 0)
            case "var":
                return 2 if one.args[0] in positive else int(one.args[0] in nonnegative)
            case "exp" | "abs":
                return 1
            case "add" | "sum":
                signs = [sign(part) for part in one.parts]
                return max(signs) if min(signs) else 0
            case "div":  # what is positive over what is infinite is 0
                return min(sign(one.args[0]), sign(one.args[1]), 2 if terms.is_finite(one.args[1]) else 1)
            case "mul" | "min" | "sqrt" | "pow":
                return min(sign(part) for part in one.parts) or int(one.op == "pow" and one.args[1] % 2 == 0)
            case "max":
                return max(sign(part) for part in one.parts)
        return 0

    return sign


def settled(term: Term, positive: Collection[str], nonnegative: Collection[str]) -> Term:
    """The term without conditions that the signs of its parts decide."""
    return _settling(frozenset(positive), frozenset(nonnegative))(term)


@functools.lru_cache(SETS)
def _settling(positive: frozenset[str], nonnegative: frozenset[str]) -> Callable[[Term], Term]:
    sign = signs(positive, nonnegative)

    def simple(one: Term) -> Term:
        """A term whose parts are settled."""
        if one.op in ("ge", "gt"):
            (a, b), strict = one.args, one.op == "gt"
            if b is ZERO and sign(a) > strict:
                return TRUE
            if a is ZERO and sign(b) > (not strict):
                return FALSE
        if one.op == "sqrt" and one.args[0].op == "pow" and one.args[0].args[1] % 2 == 0 and sign(one.args[0].args[0]):
            return terms.power(one.args[0].args[0], one.args[0].args[1] // 2)
        nonnegative_part = one.op == "abs" or (one.op == "max" and one.args[1] is ZERO)
        return one.args[0] if nonnegative_part and sign(one.args[0]) else one

    @functools.cache
    def go(one: Term) -> Term:
        if one.op == "ite" and (condition := go(one.args[0])) in (TRUE, FALSE):
            return go(one.args[1 if condition is TRUE else 2])
        if not one.parts:
            return one
        return simple(terms.made(one.op, tuple(go(arg) if isinstance(arg, Term) else arg for arg in one.args)))

    return go


def total(term: Term, ranges: Mapping[str, Range], positive: Collection[str], known: Collection[Term] = ()) -> bool:
    """Whether a term has a finite value in all ranges: denominators and arguments of logarithms are positive there.

    So are arguments of roots, or 0.  The terms that are ``known`` are positive.
    """
    at = State(ranges, (), frozenset(positive), (), (ZERO, term))
    known_signs = (at.above_zero, at.nonnegative)

    def is_positive(one: Term) -> bool:
        if one.op == "ite" and is_positive(one.args[2]):  # ``a`` where ``a > 0``
            return one.args[0] is terms.above(one.args[1], ZERO) or is_positive(one.args[1])
        return one in known or settled(terms.above(one, ZERO), *known_signs) is TRUE

    @functools.cache
    def go(one: Term) -> bool:
        match one.op:
            case "div" | "log":  # by the last part, or of the only one
                good = is_positive(one.args[-1])
            case "sqrt":
                good = settled(terms.at_least(one.args[0], ZERO), *known_signs) is TRUE or is_positive(one.args[0])
            case _:
                good = one.op in EVERYWHERE and (one.op != "var" or one.args[0] in ranges)
        return good and all(map(go, one.parts))

    return go(term)


def first_condition(found: tuple[Term, ...]) -> Term | None:
    """The first comparison without comparisons inside, where a maximum of a and b asks for ``a >= b``."""

    @functools.cache
    def first(one: Term) -> Term | None:
        inner = next((found for part in one.parts if (found := first(part)) is not None), None)
        if inner is not None:
            return inner
        match one.op:
            case "ge" | "gt":
                return one
            case "max" | "min":
                return Term("ge", *one.args)
        return Term("ge", one.args[0], ZERO) if one.op == "abs" else None

    return next((inner for term in found if (inner := first(term)) is not None), None)


def decided(term: Term, condition: Term, answer: bool) -> Term:
    """The term where a comparison is known, and with it ``a >= b`` from ``a > b``, maxima, minima and absolute values."""
    known = condition if answer else terms.negation(condition)
    (x, y), strict = known.args, known.op == "gt"

    def change(one: Term) -> Term | None:
        if not known.names <= one.names:
            return one  # the comparison is no part of it
        if one.op in ("ge", "gt"):
            if one.args == (x, y) and (strict or one.op == "ge"):
                return TRUE
            return FALSE if one.args == (y, x) and (strict or one.op == "gt") else None
        if one.op in ("max", "min") and one.args in ((x, y), (y, x)):
            return terms.rebuilt(x if one.op == "max" else y, change)
        if one.op == "abs" and (one.args[0], ZERO) in ((x, y), (y, x)):
            inner = terms.rebuilt(one.args[0], change)
            return inner if y is ZERO else terms.negative(inner)
        return None

    return terms.rebuilt(term, change)


def polynomial_term(text: str, ranges: Mapping[str, Range], known: Collection[Term] = ()) -> Term:
    """The term of a text, which has a value everywhere (``total``) where the terms that are ``known`` are positive.

    ``part(a)`` is the positive part, and ``kept(a)`` is ``a`` where it is positive and 1 elsewhere.
    """
    operations: dict[str, Callable[..., Term]] = {
        "number": terms.number, "neg": terms.negative, "add": terms.add, "sub": terms.subtract, "mul": terms.multiply,
        "truediv": lambda a, b: terms.multiply(a, terms.divide(terms.ONE, b)), "pow": terms.power,
        "log": terms.log, "sqrt": terms.sqrt, "exp": terms.exp, "part": lambda a: terms.maximum(a, ZERO),
        "kept": lambda a: terms.choose(terms.above(a, ZERO), a, terms.ONE),
    }  # fmt: skip
    term = read(text, {name: terms.variable(name) for name in ranges}, operations)
    need(total(term, ranges, (), known), f"{text[:60]} may have no value")
    return term


def states_of(statement: Any) -> list[State]:
    """What a statement at one size says: a state for each step from side to side."""
    sure = {law[0]: terms.ONE for law in statement.laws if len(law) == 1}
    laws = tuple(law for law in statement.laws if len(law) > 1)
    steps = itertools.pairwise(statement.sides)
    states = [State(statement.ranges, laws, statement.positive, (), sides, statement.relation) for sides in steps]
    return [state.known(*statement.hypotheses).fixed(sure) for state in states]
