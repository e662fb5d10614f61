"""The search for masses of laws in affine forms of sums.

They are chosen so that the form touches zero where all laws agree, or where all but one of them are 0.

Main definitions: ``Masses``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field, Generator, Side
from theory_lab.proofs.kernel.functions import moved, of_term
from theory_lab.proofs.kernel.polynomials import Quotient, Rejected, generator
from theory_lab.proofs.kernel.states import State, decided, first_condition
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.patterns.outcomes import middle, parameter_text, side_of
from theory_lab.proofs.search.patterns.telescopes import Telescopes
from theory_lab.proofs.search.places.points import values
from theory_lab.proofs.terms import Term

MOST_SUMMANDS = 4  # of a mass that is parted between two laws


class Masses(Telescopes):
    """Masses of laws."""

    facts: list[tuple[Term, bool]]  # those of lemmas

    def form(self, told: Tree) -> tuple[Term, Term]:
        """A form at one outcome and summed, where facts say what is positive."""
        return sums.form(self.pattern, told, known=self.facts)

    def _shares(self, coefficients: dict[str, str], rest: str) -> Iterator[dict[str, str]]:
        """Masses that are shares of the laws."""
        assert self.pattern is not None
        laws = self.pattern.laws
        if rest == "0":
            yield {}
            return
        for law in laws:
            yield {law: rest}
        for one, other in itertools.permutations(laws, 2):
            for share, left in (("1/2", "1/2"), ("1/3", "2/3")):
                yield {one: f"({share})*({rest})", other: f"({left})*({rest})"}
        for one, other in itertools.permutations(laws, 2):
            yield {one: f"2*({rest})", other: f"-({rest})"}
            yield from self._parted(rest, one, other)

    def _parted(self, rest: str, one: str, other: str) -> Iterator[dict[str, str]]:
        """Masses of two laws that have a part of the summands each."""
        summands = re.split(r" (?=[+-] )", rest)
        if len(summands) > MOST_SUMMANDS or any(part.count("(") != part.count(")") for part in summands):
            return
        for laws in itertools.product((one, other), repeat=len(summands)):
            told = list(zip(laws, summands, strict=True))
            if len({*laws}) == 2:
                yield {
                    law: "0 "
                    + " ".join(f"+ {part}".replace("+ + ", "+ ").replace("+ - ", "- ") for name, part in told if name == law)
                    for law in (one, other)
                }

    def _masses(self, coefficients: dict[str, str], rest: str) -> Iterator[dict[str, str]]:
        """Masses of the laws with the sum ``rest``."""
        assert self.pattern is not None
        laws = self.pattern.laws
        if rest == "0":
            yield {}
            bounds = [name for name, _, _ in self.pattern.bounds]
            middles = [*bounds, *(f"({a} + {b}){by}" for a, b in itertools.combinations(bounds, 2) for by in ("/2", ""))]
            middles += [f"({c})*{name}" for name in sorted(sums.nested(self.pattern)) for c in coefficients.values() if bounds]
            for middle_of, (one, other) in itertools.product(middles, itertools.permutations(laws, 2)):
                yield {one: middle_of, other: f"-({middle_of})"}
        if rest != "0":
            for law in laws:
                yield {law: rest}
            for one, other in itertools.permutations(laws, 2):
                for share, left in (("1/2", "1/2"), ("1/3", "2/3")):
                    yield {one: f"({share})*({rest})", other: f"({left})*({rest})"}
            for one, other in itertools.combinations(laws, 2):
                yield from self._parted(rest, one, other)
            for one, other in itertools.permutations(laws, 2):  # a divergence has multiples of p - q at an outcome
                for c in dict.fromkeys((*coefficients.values(), "1")):
                    yield {one: f"({rest}) + ({c})", other: f"-({c})"}
                    yield {one: f"({rest}) - ({c})", other: c}
        for above, table in itertools.product((True, False), range(2 if self.pattern.tables else 1)):
            if (slopes := self._slopes(coefficients, above, table)) is not None:
                yield {law: f"-({slope})" for law, slope in slopes.items()}
                others = " - ".join(f"-({slope})" for slope in list(slopes.values())[:-1]) or "0"
                yield {law: f"-({slope})" for law, slope in list(slopes.items())[:-1]} | {laws[-1]: f"({rest}) - ({others})"}

    def corners(self, coefficients: dict[str, str]) -> dict[str, str] | None:
        """What a form is where one law is 1 and the others are 0, for each law: where it is convex it is below their sum."""
        assert self.pattern is not None
        laws, found = self.pattern.laws, {}
        if len(laws) < 2 or self.pattern.tables or self.pattern.ranks or not self.pattern.parameters:
            return None
        at_one, _ = self.form({"sums": coefficients, "masses": {}})
        for law in laws:
            corner = terms.substituted(at_one, {one: terms.ONE if one == law else terms.ZERO for one in laws})
            if (text := self.text_of(sums.inner(self.pattern, corner).sides[1])) is None:
                return None
            found[law] = text
        return found

    def text_of(self, term: Term) -> str | None:
        """A term in parameters as the kernel reads it in a lemma, where conditions are as in the middle of their ranges."""
        try:
            field, value = self.in_parameters(term, {})
            known = sums.positive(self.pattern, self.facts)
            top, bottom = (parameter_text(part, field, known, kept=True) for part in (value.n, value.d))
        except (Rejected, KeyError):
            return None
        return top if value.d == 1 else f"({top})/kept({bottom})"

    def in_parameters(self, term: Term, told: Mapping[str, float]) -> tuple[Field, Quotient]:
        """A term in parameters, where conditions are as in the middle of their ranges, or where some are as ``told``."""
        ranges = sums.parameters(self.pattern)
        at = {name: np.array(told.get(name, middle(*ends))) for name, ends in ranges.items()}
        sides = [Side(name, None, None) if ends[0] is None else side_of(name, *ends) for name, ends in ranges.items()]
        sides = [replace(side, low_closed=False, high_closed=False) for side in sides]  # functions may end where ranges do
        images = {name: Quotient(generator(k)) for k, name in enumerate(ranges)}
        while (condition := first_condition((term,))) is not None:
            term = decided(term, condition, bool(values(condition, at)))
        field, _ = self._with_functions(Field(tuple(sides), tuple(map(Generator, ranges)), images), term)
        return field, of_term(field, term)

    def _slopes(self, coefficients: dict[str, str], above: bool, table: int) -> dict[str, str] | None:
        """The partial derivatives of a form where all laws agree, from one side, at 0 or an end of all tables."""
        assert self.pattern is not None
        at_one, _ = self.form({"sums": coefficients, "masses": {}})
        if self.pattern.tables:
            ends = {name: (_near_zero(low, high), 1 if high is None else high)[table] for name, low, high in self.pattern.tables}
            at_one = terms.substituted(at_one, {name: terms.number(value) for name, value in ends.items()})
        state = sums.inner(self.pattern, at_one)
        slopes = {}
        if self.pattern.ranks or not self.pattern.laws:
            return None  # ``telescopes`` knows better
        for law in self.pattern.laws:
            at = {name: np.array(middle(low, high)) for name, (low, high) in state.ranges.items()}
            at |= {name: np.array(0.5) for name in self.pattern.laws} | {law: np.array(0.5005 if above else 0.4995)}
            term = state.sides[1]
            while (condition := first_condition((term,))) is not None:
                term = decided(term, condition, bool(values(condition, at)))
            slope = self._slope(state, term, law)
            if slope is None:
                return None
            slopes[law] = slope
        return slopes

    def _slope(self, state: State, term: Term, law: str) -> str | None:
        assert self.pattern is not None
        names = list(state.ranges)
        sides = [
            Side(name, None, None) if low is None else side_of(name, low, high) for name, (low, high) in state.ranges.items()
        ]
        field = Field(tuple(sides), tuple(map(Generator, names)), {n: Quotient(generator(k)) for k, n in enumerate(names)})
        try:
            field, _ = self._with_functions(field, term)
            slope = field.derivative(of_term(field, term), field.index(law))
            rest = Field(field.cell, tuple(map(Generator, names)), field.images)
            images = {name: Quotient(1) for name in (self.pattern.laws if self.pattern else ())}
            rest, _ = self.carried(slope, field, rest, images)
            value = moved(field, slope, rest, images)
            names = {rest.generators[g].name.removesuffix("_root") for g in poly.degrees(value.n) if g < len(rest.cell)}
            if value.d != 1 or not names <= sums.parameters(self.pattern).keys():
                return None
            return parameter_text(value.n, rest)
        except (Rejected, KeyError):
            return None


def _near_zero(low: Fraction | None, high: Fraction | None) -> Fraction | int:
    """The number of a range that is 0, or its lower end."""
    return low if low is not None and (low > 0 or (high is not None and high < 0)) else 0
