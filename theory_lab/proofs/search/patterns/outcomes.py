"""The search at one outcome: zero patterns first, then the laws as multiples of the last one.

Main definitions: ``Outcomes``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, Side, argument_of
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, constant, generator
from theory_lab.proofs.kernel.states import State, polynomial_term
from theory_lab.proofs.search.algebra import factors, text_of, written
from theory_lab.proofs.search.calculus import BALL, SIGNS, Tree
from theory_lab.proofs.search.casework import Casework
from theory_lab.proofs.search.contradictions import CASES, ROUGH
from theory_lab.proofs.search.goals.left import Goal
from theory_lab.proofs.search.goals.nearest import AT_OUTCOME, OF_SUMS
from theory_lab.proofs.search.leaves import every, has
from theory_lab.proofs.search.places.points import Points, refuted
from theory_lab.proofs.separate import Pattern
from theory_lab.proofs.terms import Term


class Outcomes(Casework):
    """Proofs at one outcome of a pattern."""

    pattern: Pattern | None = None
    at_outcome = False  # whether the state is about one outcome, where sums that stand inside others are parameters

    def left_open(self, state: State, field: Field, e: Quotient) -> None:
        """Keep a goal at an outcome, or about sums."""
        facts = tuple(self._on_field(state, field))
        self.goals.offer(Goal(e, field, state.relation == "<", facts, self.pattern), AT_OUTCOME if self.at_outcome else OF_SUMS)

    def inside(self, state: State) -> Tree | None:
        """A proof at one outcome: zero patterns first, then ratios of the laws."""
        if refuted(state):
            return None
        return self.at_one_outcome(state)

    def at_one_outcome(self, state: State) -> Tree | None:
        """A proof at one outcome."""
        self.at_outcome = True
        laws = list(self.pattern.laws if self.pattern else ())
        try:
            few = _plain(state)
            fewer = replace(state, facts=tuple(state.facts[j] for j in few))
            if len(few) < len(state.facts) and not refuted(fewer) and (then := self._patterned(fewer, laws)):
                return {"rule": "keep", "facts": few, "then": then}
            return self._patterned(state, laws)
        finally:
            self.at_outcome = False

    def _patterned(self, state: State, laws: list[str]) -> Tree | None:
        left, right = state.sides
        if (left is right and state.relation != "<") or any(term in (terms.INF, terms.MINUS_INF) for term in state.finite):
            return {"rule": "clear"}
        spoken = frozenset().union(*map(terms.variables, (*state.sides, *state.finite, *(fact for fact, _ in state.facts))))
        ranked = [f"{letter}{i}" for letter in "BT" for i in range(len(self.pattern.ranks if self.pattern else ()))]
        loose = [law for law in laws if law in state.ranges and law not in state.positive and law in spoken]
        if has(right, ("log",)):  # of a mass by rank, which may be 0
            loose += [one for one in ranked if one in state.ranges and one not in state.positive and one in spoken]
        if loose:
            name = loose[0]
            tree: Tree = {"rule": "zero", "var": name}
            tree["positive"] = self._patterned(state.changed(lambda term: term, positive=state.positive | {name}), laws)
            if tree["positive"] is None:
                return None
            ranges = {one: ends for one, ends in state.ranges.items() if one != name}
            case = state.changed(lambda term: terms.substituted(term, {name: terms.ZERO}), ranges=ranges)
            tree["zero"] = self._patterned(case, laws)
            return tree if tree["zero"] else None
        return self._renamed(state, [law for law in laws if law in state.ranges and law in spoken])

    def _renamed(self, state: State, laws: list[str]) -> Tree | None:
        """Variables under roots as squares, laws as multiples of the last one."""
        rooted = sorted(rooted_in(state.sides[1]) & state.nonnegative & state.ranges.keys())
        if set(rooted) & set(laws):
            rooted = sorted({*rooted, *laws})
        rooted = [name for name in rooted if not name.endswith("_root")]
        for name in rooted:
            told, case = self._squared(state, name)
            then = self._renamed(case, [f"{name}_root" if law == name else law for law in laws])
            return then and {**told, "then": then}
        if len(laws) > 1:
            name, by = laws[0], laws[-1]
            new = f"{name}_by_{by}"
            ranges = {one: ends for one, ends in state.ranges.items() if one != name} | {new: (Fraction(0), None)}
            positive = state.positive - {name} | ({new} if name in state.positive else set())
            image = terms.multiply(terms.variable(new), terms.variable(by))
            case = state.changed(lambda t: terms.substituted(t, {name: image}), ranges=ranges, positive=positive)
            if (high := state.ranges[name][1]) is not None and (_end(name, high), False) not in state.facts and refuted(case):
                return self._below_its_end(state, name, high, laws)
            then = self._renamed(case, laws[1:])
            return then and {"rule": "ratio", "var": name, "by": by, "name": new, "then": then}
        ranked = self.pattern and self.pattern.ranks and state.facts
        if ranked and (then := self.solve(replace(state, facts=()))):  # polynomials of high degree are short without bounds
            return {"rule": "keep", "facts": [], "then": then}
        if (tree := self.solve(state)) or not state.facts:
            return tree
        order = list(range(len(state.facts)))[::-1]  # of two ends that do not compare the first one is kept
        then = self.solve(replace(state, facts=tuple(state.facts[j] for j in order))) if len(order) > 1 else None
        return {"rule": "keep", "facts": order, "then": then} if then else self._cut_in_two(state)

    def _below_its_end(self, state: State, name: str, high: Fraction, laws: list[str]) -> Tree | None:
        """That a law is at most 1 as a fact: its ratio to another one has no end, and where that matters the fact says it."""
        gap = _end(name, high)
        yes, no = (replace(state, facts=(*state.facts, one)) for one in ((gap, False), (terms.negative(gap), True)))
        if (never := self.solve(no)) is None or (then := self._renamed(yes, laws)) is None:
            return None
        return {"rule": "cut", "at": f"{high} - {name}", "yes": then, "no": never}

    def _cut_in_two(self, state: State) -> Tree | None:
        """The cases on both sides of a place, by one place after the other, where no fact with logarithms helps."""
        if (tree := self._by_rough_fact(state)) is not None:
            return tree
        for at in dict.fromkeys(self._places_of(state)):
            term = polynomial_term(at, state.ranges)
            yes, no = (replace(state, facts=(*state.facts, one)) for one in ((term, False), (terms.negative(term), True)))
            if (above := self.solve(yes)) is not None and (below := self.solve(no)) is not None:
                return {"rule": "cut", "at": at, "yes": above, "no": below}
        return None

    def _by_rough_fact(self, state: State) -> Tree | None:
        """Less a multiple of a fact that gives no bound, as it has logarithms: by 1, or by positive variables."""
        rough = [j for j, (fact, _) in enumerate(state.facts) if has(fact, ROUGH) and not has(fact, CASES)]
        if not rough or state.relation != "<=" or has(state.sides[1], CASES):
            return None
        for j in rough:
            try:
                tree = next(self._shapes(state))
                field = self._bounded(state, tree)
                for term in (state.facts[j][0], state.sides[1]):
                    field, given = self._with_functions(field, term)
                    tree["generators"] += given
                e, fact = (of_term(field, term) for term in (state.sides[1], state.facts[j][0]))
            except Rejected:
                continue
            own = [generator(field.index(side.name)) for side in field.cell if side.name in state.positive]
            for m in map(Quotient, (constant(1), *own, *(a * b for a, b in itertools.combinations(own, 2)))):
                rest = e - m * fact
                if (then := self.prove(rest, replace(field, facts=()), depth=4)) is not None:
                    told = [0, text_of(m.n, field), SIGNS if m.n != constant(1) else BALL]
                    return {**tree, "facts": [j], "then": {"rule": "use", "facts": [told], "then": then}}
        return None

    def _places_of(self, state: State) -> Iterator[str]:
        """Where laws agree, for the ends of a maximum may compare on each side; and where what is linear in a root may be 0."""
        ratios = [name for name in state.ranges if "_by_" in name]
        if len(ratios) == 1 and self.pattern and self.pattern.bounds:
            yield f"{ratios[0]} - 1"
        if not has(state.sides[1], ("sqrt",)) or has(state.sides[1], CASES):
            return
        try:
            tree = next(self._shapes(state))
            field, _ = self._with_functions(self._bounded(state, tree), state.sides[1])
            e = of_term(field, state.sides[1])
        except Rejected:
            return
        for g, one in enumerate(field.generators):
            parts = poly.collected(e.n, g) if one.kind in ("sqrt", "root") else []
            if len(parts) != 2:
                continue
            (c, b), a = parts, argument_of(one).n
            gap = b * b * a - (c * c)
            for f, _ in factors(gap)[1]:
                if len(Points(field).signs(f)) > 1 and all(field.generators[k].kind == "var" for k in poly.degrees(f)):
                    yield text_of(f, field)

    def _squared(self, state: State, name: str) -> tuple[Tree, State]:
        """A variable as the square of a new one."""
        low, high = state.ranges[name]
        assert low is not None
        new, least, most = f"{name}_root", _root(low, False), None if high is None else _root(high, True)
        told = {"rule": "square", "var": name, "name": new, "low": str(least), "high": None if most is None else str(most)}
        ranges = {one: ends for one, ends in state.ranges.items() if one != name} | {new: (least, most)}
        positive = state.positive - {name} | ({new} if name in state.positive else set())
        image = terms.power(terms.variable(new), 2)
        case = state.changed(lambda term: terms.substituted(term, {name: image}), ranges=ranges, positive=positive)
        return told, case


def _end(name: str, high: Fraction) -> Term:
    """What is nonnegative where a variable is at most the end of its range."""
    return terms.subtract(terms.number(high), terms.variable(name))


def _plain(state: State) -> list[int]:
    """The facts without cases about nothing but what the sides are about: a proof from these is short."""
    here = terms.variables(state.sides[0]) | terms.variables(state.sides[1])
    return [j for j, (fact, _) in enumerate(state.facts) if terms.variables(fact) <= here and not has(fact, CASES)]


def middle(low: Any, high: Any) -> float:
    """A number inside a range that nothing special happens at."""
    if low is None:
        return 1.37
    return float(low) + (1.37 if high is None else 0.37 * float(high - low))


def side_of(name: str, low: Fraction | None, high: Fraction | None) -> Side:
    """A range with constant ends, open at 0."""
    ends = [None if end is None else Quotient(fmpq(end.numerator, end.denominator)) for end in (low, high)]
    return Side(name, *ends, low_closed=low is None or low > 0)


def _root(value: Fraction, up: bool) -> Fraction:
    """A rational at most, or at least, the square root; the root itself where that is rational."""
    term = terms.sqrt(terms.number(value))
    if term.op == "const":
        return term.args[0]
    near = Fraction(round(float(value) ** 0.5 * 10**6), 10**6)
    return near + Fraction(1 if up else -1, 10**6)


def rooted_in(term: Term) -> frozenset[str]:
    """The variables under square roots."""
    return frozenset().union(*(terms.variables(one) for one in every(term) if one.op == "sqrt"))


def parameter_text(p: Poly, field: Field, positive: Collection[Term] = (), kept: bool = False) -> str:
    """A polynomial in parameters as the kernel reads it in a lemma; ``KeyError`` where it has other functions.

    Logarithms are of single parameters, of numbers, and of what is known to be ``positive``; or of what is ``kept`` where it is.
    """
    names = []
    for i, one in enumerate(field.generators):
        if one.argument is not None and i in poly.degrees(p):
            inner = argument_of(one)
            text = parameter_text(inner.n, field, positive, kept)
            if one.kind == "exp" and inner.is_constant:
                names.append(f"exp({inner.value})")
                continue
            if inner.d != 1:
                raise KeyError(one.name)
            if one.kind == "log" and kept and not text.isdigit():
                text = f"kept({text.replace(' ', '')})"  # summands are told apart by their spaces
            elif one.kind != "exp" and not (text.isidentifier() or text.isdigit()):
                text = known_text(inner.n, [g.name for g in field.generators], positive)
            names.append(f"{one.kind}({text})")
        elif one.name.endswith("_root"):
            p, even = _squares_alone(p, i)
            name = one.name.removesuffix("_root")
            names.append(name if even else f"sqrt({name})")
        else:
            names.append(one.name)
    return written(p, names)


def known_text(p: Poly, names: list[str], positive: Collection[Term]) -> str:
    """The text of a polynomial that is known to be positive, so that the kernel reads the very term that is known."""
    parts = [(written(poly.RING.from_dict({m: fmpq(1)}), names), c) for m, c in p.terms()]
    texts = ["+".join(f"({c})*{one}" for one, c in parts)]
    texts += [f"{a}-{b}" for (a, c), (b, d) in itertools.permutations(parts, 2) if len(parts) == 2 and (c, d) == (1, -1)]
    own = dict.fromkeys((names[g] for g in poly.degrees(p)), (None, None))
    for text in texts:
        if polynomial_term(text, own) in positive:
            return text
    raise KeyError("this is not known to be positive")


def _squares_alone(p: Poly, i: int) -> tuple[Poly, bool]:
    """The polynomial in the square of a variable, where it has even powers of it alone."""
    parts = poly.collected(p, i)
    if any(parts[1::2]):
        return p, False
    return sum((part * generator(i) ** k for k, part in enumerate(parts[::2])), constant(0)), True
