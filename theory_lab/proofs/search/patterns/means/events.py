"""The search for lemmas on the mass of an event, from the first two moments of what decides it.

Where ``g > 0`` is an event, its indicator is at least ``2 r g - r^2 g^2`` for any ``r >= 0``, as the parabola is at most 1,
and at most 0 where ``g <= 0``.  With ``r = E g/E g^2`` its mean is at least ``(E g)^2/E g^2``: so say Paley and Zygmund, and
Cantelli.

Main definitions: ``Events``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field, Generator, Side
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.polynomials import Quotient, generator
from theory_lab.proofs.kernel.states import decided, first_condition, polynomial_term
from theory_lab.proofs.search.algebra import text_of
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.patterns.means.geometric import Geometric
from theory_lab.proofs.search.patterns.outcomes import side_of
from theory_lab.proofs.search.places.points import Points
from theory_lab.proofs.terms import Term

Mean = tuple[dict[str, str], str]  # coefficients of sums, and a number


class Events(Geometric):
    """Lemmas on masses of events."""

    def _extremes(self) -> None:
        super()._extremes()
        told = list(self._gaps())
        for form in (*self._variances(), *({"sums": {name: "1"}, "masses": {}} for name in _names(told))):
            self.add_lemma(form)
        known: set[str] = set()  # events about which there is a lemma: from both sides there is none
        for event, law, gap, at_least in told:
            if event not in known and any(self._is_event(event, law, *one, at_least) for one in self._moments(law, gap)):
                known.add(event)

    def _gaps(self) -> Iterator[tuple[str, str, Term, bool]]:
        """The sums that are masses of events under a law, what is positive there, or off there, and which."""
        assert self.pattern is not None
        for (name, phi), law in itertools.product(self.pattern.sums, self.pattern.laws):
            condition = first_condition((phi,))
            if condition is None or condition.op not in ("ge", "gt"):
                continue
            if decided(phi, condition, True) is terms.variable(law) and decided(phi, condition, False) is terms.ZERO:
                gap = terms.subtract(*condition.args)
                yield name, law, gap, True
                yield name, law, terms.negative(gap), False

    def _moments(self, law: str, gap: Term) -> Iterator[tuple[Mean, Mean]]:
        """The mean of what decides an event, and one of its square, or of something that may be at least as large there."""
        assert self.pattern is not None
        if (mean := self.mean_of(gap, law)) is None:
            return
        if (square := self.mean_of(terms.power(gap, 2), law)) is not None:
            yield mean, square
        for name, phi in self.pattern.sums:
            if any(phi in squares_of(law, table) for table in terms.variables(gap) & self._outcome()):
                yield mean, ({name: "1"}, "0")

    def _is_event(self, event: str, law: str, mean: Mean, square: Mean, at_least: bool) -> bool:
        """Add the lemma that the mass of an event, or of what is off it, is at least the square of a mean by that of a square."""
        (first, a), (second, b) = mean, square
        (x, signs), (v, _) = self._summed(first, a), self._summed(second, b)
        if 1 not in signs or (by := self._divisor(v, second, b)) is None:
            return False
        r, coefficients = f"({x})/{by}", {event: "1" if at_least else "-1"}
        for told, factor in ((first, f"-2*({r})"), (second, f"({r})**2")):
            for name, c in told.items():
                coefficients[name] = f"({coefficients.get(name, '0')}) + ({factor})*({c})"
        rest = f"{0 if at_least else 1} - 2*({r})*({a}) + ({r})**2*({b})"
        form: Tree = {"sums": coefficients, "masses": {law: rest}}
        return self.is_told(form) and self.add_lemma(form)

    def _summed(self, coefficients: dict[str, str], rest: str) -> tuple[str, set[int]]:
        """What a form sums to, and its signs at random points."""
        ranges = sums.constants(self.pattern)
        sides = [Side(name, None, None) if ends[0] is None else side_of(name, *ends) for name, ends in ranges.items()]
        images = {name: Quotient(generator(k)) for k, name in enumerate(ranges)}
        field = Field(tuple(sides), tuple(map(Generator, ranges)), images)
        text = " + ".join([*(f"({c})*{name}" for name, c in coefficients.items()), f"({rest})"])
        value = of_term(field, polynomial_term(text, ranges)).n
        return text_of(value, field), Points(field).signs(value)

    def _divisor(self, v: str, second: dict[str, str], b: str) -> str | None:
        """The mean of a square as what may divide: one sum alone that is kept, or what is positive."""
        if b == "0" and [*second.values()] == ["1"]:
            (name,) = second
            if not self.prepared({name: 1}):
                return None
            return name if terms.variable(name) in sums.positive(self.pattern, self.facts) else f"kept({name})"
        before = len(self.lemmas)
        self.add_follows(v)
        return f"({v})" if len(self.lemmas) > before else None

    def _variances(self) -> Iterator[Tree]:
        """That the mean of a square is at least the square of a mean."""
        assert self.pattern is not None
        for (name, phi), (table, *_), law in itertools.product(self.pattern.sums, self.pattern.tables, self.pattern.laws):
            f, p = terms.variable(table), terms.variable(law)
            if phi in squares_of(law, table):
                for mean in [one for one, other in self.pattern.sums if other is terms.multiply(p, f)]:
                    yield {"sums": {name: "1", mean: f"-2*{mean}"}, "masses": {law: f"{mean}*{mean}"}}


def squares_of(law: str, table: str) -> tuple[Term, Term]:
    """The term of the mean of the square of a table, in two ways to write it."""
    f, p = terms.variable(table), terms.variable(law)
    return terms.multiply(p, terms.power(f, 2)), terms.multiply(p, terms.multiply(f, f))


def _names(told: list[tuple[str, str, Term, bool]]) -> list[str]:
    """The names in what decides events that may be sums inside it."""
    return sorted({name for _, _, gap, _ in told for name in terms.variables(gap) if name[0] == "S" and name[1:].isdigit()})
