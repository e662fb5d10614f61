"""The search for lemmas on maxima and minima that the sides do not name together.

A bound whose term is the same at every outcome is that term; a bound on a function of what another bound is about is at least its
value there, and at least its value where laws agree; and the mean of a term is at most its maximum.

Main definitions: ``Extremes``, ``formula``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import contextlib
import itertools
import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field, Generator, Side
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, constant, generator
from theory_lab.proofs.search.algebra import factors, grouped, quotient_text
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.leaves import every
from theory_lab.proofs.search.patterns.means.chords import Chords, chord_forms
from theory_lab.proofs.search.patterns.means.tilts import Masses
from theory_lab.proofs.search.patterns.outcomes import parameter_text
from theory_lab.proofs.search.places.points import SLACK, sampled, values
from theory_lab.proofs.terms import Term

WRITTEN = {"add": "({} + {})", "sub": "({} - {})", "mul": "({} * {})", "neg": "(-{})", "log": "log({})", "sqrt": "sqrt({})"}
WRITTEN |= {"div": "({} / {})", "exp": "exp({})", "pow": "({}**{})"}


class Extremes(Chords):
    """Lemmas on maxima and minima."""

    def _with_ranges(self) -> bool:
        """Lemmas on maxima and minima beside those about ranges."""
        if not self.ranged and "extremes" not in self.tried:
            before = len(self.lemmas)
            self._extremes()
            if len(self.lemmas) > before:
                self.tried = {"extremes"}  # with them more can be proved
                return True
        return super()._with_ranges()

    def _extremes(self) -> None:
        assert self.pattern is not None
        self.find_weights()
        for form in (*self._relations(), *self._expansions(), *chord_forms(self.pattern)):
            self.add_lemma(form)
        for name, op, term in self.pattern.bounds:
            for text in self._constant(name, term):
                self._try_attained(name, text)
            for form in (*self._means(name, op, term), *self._agreeing(name, op, term)):
                self.add_lemma(form)
            for other, kind, of in self.pattern.bounds:
                if other != name and (text := self._as_function(of, term, name)):
                    self._try_attained(name, f"{other} - {text}" if kind == "max" else f"{text} - {other}")

    def by_facts(self, e: Quotient, field: Field, strict: bool = False, hard: bool = True) -> Tree | None:
        """Also less a fact with logarithms, which gives no bound; by what divides the function."""
        tree = super().by_facts(e, field, strict, hard)
        if tree is not None or not hard or strict or self.pattern is None or not self.pattern.bounds:
            return tree
        m = Quotient(constant(1), e.d)
        for j, fact in enumerate(field.facts):
            if not any(field.generators[g].kind == "log" for g in poly.degrees(fact.n)):
                continue
            rest = e - m * fact
            if (then := self.prove(rest, replace(field, facts=()), depth=4)) and (proof := self.prove(m, field)):
                return {"rule": "use", "facts": [[j, quotient_text(m, field), proof]], "then": then}
        return None

    def _try_attained(self, name: str, text: str) -> None:
        """Add a lemma about a bound, if it has a proof; a function in it may have no value."""
        with contextlib.suppress(Rejected):
            self.add_attained(name, text)

    def _find_attained(self, e: Quotient, field: Field) -> None:
        """Look also for a lemma that a maximum times what is left is nonnegative: where it is 0 nothing is left to prove."""
        super()._find_attained(e, field)
        assert self.pattern is not None
        names = [name for name, op, _ in self.pattern.bounds if op == "max" and any(side.name == name for side in field.cell)]
        found = [f for f, _ in factors(e.n)[1] if not self.sums_in(f, field)]
        for f, name, sign in itertools.product(found, names, (1, -1)):
            if not poly.degrees(f).get(field.index(name), 0):
                continue
            try:
                text = f"{name}*({parameter_text(sign * f, field)})"
            except (Rejected, KeyError):
                continue
            self.try_attained(name, text)

    def _outcome(self) -> set[str]:
        """What differs from outcome to outcome."""
        assert self.pattern is not None
        ranked = {f"{letter}{i}" for letter in "BT" for i in range(len(self.pattern.ranks))}
        return {*self.pattern.laws, *(name for name, _, _ in self.pattern.tables), *ranked}

    def _quotient(self, term: Term) -> tuple[Field, Quotient]:
        """A term at an outcome at which all laws are positive, as a quotient; raises ``Rejected`` where it has cases."""
        assert self.pattern is not None
        state = sums.inner(self.pattern, term)
        state = state.changed(lambda one: one, positive=state.positive | set(self.pattern.laws))
        names = sorted(state.ranges)
        images = {name: Quotient(generator(k)) for k, name in enumerate(names)}
        field = Field(tuple(Side(name, None, None) for name in names), tuple(map(Generator, names)), images)
        return field, of_term(field, state.sides[1])

    def _relations(self) -> Iterator[Tree]:
        """Equations ``S + c S' = 1`` between sums that stand inside others, seen at random points of an outcome."""
        assert self.pattern is not None
        inside, phis = sorted(sums.nested(self.pattern)), dict(self.pattern.sums)
        if len(inside) < 2 or not (at := sampled(sums.inner(self.pattern, terms.ZERO))):
            return
        own = ["1", "-1", *(f"{sign}{name}" for name, _, _ in self.pattern.parameters for sign in ("", "-"))]
        for (one, other), c, law in itertools.product(itertools.permutations(inside, 2), own, self.pattern.laws):
            share = at[c.strip("-")] if c.strip("-") in at else np.array(1.0)
            gap = values(phis[one], at) + (-1 if c[0] == "-" else 1) * share * values(phis[other], at) - at[law]
            if np.size(gap) and np.all(np.abs(gap) < SLACK):
                yield {"sums": {one: "1", other: c}, "masses": {law: "-1"}}
                yield {"sums": {one: "-1", other: f"-({c})"}, "masses": {law: "1"}}

    def _expansions(self) -> Iterator[Tree]:
        """Equations that say that a sum of a polynomial is a combination of the sums of its monomials, and of masses of laws."""
        assert self.pattern is not None
        for name, phi in self.pattern.sums:
            try:
                field, e = self._quotient(phi)
            except Rejected:
                continue
            own = [field.index(one) for one in sorted(self._outcome()) if one in field.images]
            parts = grouped(e.n, own) if e.d == 1 else {}
            if len(parts) > 1 and (told := self._in_sums(parts, own, field, name)) is not None:
                coefficients, masses = told
                yield {"sums": {name: "1", **{one: f"-({c})" for one, c in coefficients.items()}}, "masses": masses}
                minus = {law: f"-({c})" for law, c in masses.items()}
                yield {"sums": {name: "-1", **coefficients}, "masses": minus}

    def _in_sums(
        self, parts: dict[tuple[int, ...], Poly], own: list[int], field: Field, name: str
    ) -> tuple[Masses, Masses] | None:
        """The coefficients of the sums of monomials, and minus those of laws."""
        assert self.pattern is not None
        sums_of, found, masses = self._monomials(own), Masses(), Masses()
        for at, p in parts.items():
            bare = p / math.prod((generator(g) ** k for g, k in zip(own, at, strict=True)), start=constant(1))
            law = next((one for one in self.pattern.laws if at == tuple(int(g == field.index(one)) for g in own)), None)
            try:
                if at in sums_of and sums_of[at][0] != name:
                    one, c = sums_of[at]
                    found[one] = parameter_text(bare * (1 / c), field)
                elif law is not None:
                    masses[law] = f"-({parameter_text(bare, field)})"
                else:
                    return None
            except KeyError:
                return None
        return found, masses

    def _constant(self, name: str, term: Term) -> Iterator[str]:
        """What says that a bound is its term, if that is the same at every outcome."""
        try:
            field, e = self._quotient(term)
        except Rejected:
            return
        own = self._outcome()
        if not any(field.generators[g].name in own for p in (e.n, e.d) for g in poly.degrees(p)):
            gap = f"({parameter_text(e.d, field)})*{name} - ({parameter_text(e.n, field)})"
            yield from (gap, f"-({gap})")

    def _means(self, name: str, op: str, term: Term) -> Iterator[Tree]:
        """Forms that say that the mean of a term by a law is at most its maximum, or at least its minimum."""
        assert self.pattern is not None
        sign = "-" if op == "max" else ""
        for law in self.pattern.laws:
            if (told := self.mean_of(term, law)) is not None:
                form, rest = {one: f"{sign}({c})" for one, c in told[0].items()}, told[1]
                whole = f"{name} - ({rest})"
                yield {"sums": form, "masses": {law: whole if op == "max" else f"-({whole})"}}

    def mean_of(self, term: Term, law: str) -> tuple[Masses, str] | None:
        """The mean of a polynomial by a law, as the coefficients of the sums of its monomials and a number."""
        try:
            field, e = self._quotient(term)
        except Rejected:
            return None
        if e.d != 1:
            return None
        own = [field.index(one) for one in sorted(self._outcome()) if one in field.images]
        own = own if field.index(law) in own else []
        sums_of, found = self._monomials(own), Masses()
        parts = {
            at: p / math.prod((generator(g) ** k for g, k in zip(own, at, strict=True)), start=constant(1))
            for at, p in grouped(e.n * generator(field.index(law)), own).items()
        }
        rest = parts.pop(tuple(int(g == field.index(law)) for g in own), constant(0))
        if not own or not parts.keys() <= sums_of.keys():
            return None
        for at, p in parts.items():
            one, c = sums_of[at]
            found[one] = parameter_text(p * (1 / c), field)
        return found, parameter_text(rest, field)

    def _monomials(self, own: list[int]) -> dict[tuple[int, ...], tuple[str, fmpq]]:
        """The sums of a monomial at an outcome, by the monomial, each with its coefficient."""
        assert self.pattern is not None
        found: dict[tuple[int, ...], tuple[str, fmpq]] = {}
        for name, phi in self.pattern.sums:
            try:
                _, image = self._quotient(phi)
            except Rejected:
                continue
            if len(image.n) == 1 and image.d == 1 and poly.degrees(image.n).keys() <= set(own):
                ((m, part),) = grouped(image.n, own).items()
                found.setdefault(m, (name, part.leading_coefficient()))
        return found

    def _agreeing(self, name: str, op: str, term: Term) -> Iterator[Tree]:
        """Forms that say that a bound on a function of laws is beyond its value where they agree: by its tangent there."""
        assert self.pattern is not None
        if len(self.pattern.laws) < 2 or self.pattern.tables or self.pattern.ranks:
            return
        sign = "-" if op == "max" else ""
        for law in self.pattern.laws:
            state = sums.inner(self.pattern, terms.multiply(terms.variable(law), term))
            state = state.changed(lambda one: one, positive=state.positive | set(self.pattern.laws))
            slopes = {one: self._slope(state, state.sides[1], one) for one in self.pattern.laws}
            if None not in slopes.values():
                masses = {one: f"{sign}({slope})" for one, slope in slopes.items()}
                masses[law] = f"({masses[law]}) {'+' if op == 'max' else '-'} {name}"
                yield {"sums": {}, "masses": masses}

    def _as_function(self, term: Term, inner: Term, name: str) -> str:
        """A term as a function of a bound of another term, '' where it is none; the bound is positive where that is needed."""
        if inner not in every(term) or term is inner:
            return ""
        outer = terms.rebuilt(term, lambda one: terms.variable(name) if one is inner else None)
        if terms.variables(outer) & self._outcome() or not (text := formula(outer)):
            return ""
        return text if "log" not in text or self._positive(name) else ""


def formula(term: Term) -> str:
    """A term as the kernel reads it, '' where it has other functions."""
    if term.op in ("const", "var"):
        return f"({term.args[0]})"
    parts = [formula(part) if isinstance(part, Term) else f"{part}" for part in term.args]
    return WRITTEN[term.op].format(*parts) if term.op in WRITTEN and all(parts) else ""
