"""The search for lemmas: affine forms of sums.

The coefficients of the sums are read off, the masses of the laws are chosen so that the form touches zero where all laws agree.

Main definitions: ``Lemmas``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import numpy as np

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field, Generator, Side
from theory_lab.proofs.kernel.functions import moved, of_term
from theory_lab.proofs.kernel.lemmas import of_bound
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, generator
from theory_lab.proofs.kernel.states import State, decided, first_condition
from theory_lab.proofs.kernel.sums import Fact
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.patterns.outcomes import middle, parameter_text, side_of
from theory_lab.proofs.search.patterns.telescopes import Telescopes
from theory_lab.proofs.search.places.points import refuted, values
from theory_lab.proofs.terms import Term

MOST_SUMMANDS = 4  # of a mass that is parted between two laws


class NewLemma(Exception):
    """A lemma was found; the step starts again with it among its facts."""


class Lemmas(Telescopes):
    """Lemmas about one outcome."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.lemmas: list[Tree] = []
        self.facts: list[tuple[Term, bool]] = []
        self.tried: set[str] = set()
        self.closed = False  # whether no lemmas are looked for any more
        self.free = self.ranged = False  # whether sums are searched over like other variables, and have known ranges

    def form(self, told: Tree) -> tuple[Term, Term]:
        """A form at one outcome and summed, where facts say what is positive."""
        return sums.form(self.pattern, told, known=self.facts)

    def _find(self, p: Poly, field: Field) -> None:
        """Look for a lemma that says ``p >= 0``; raises ``NewLemma`` when there is one."""
        assert self.pattern is not None
        told, forms = self._affine(p, field), []
        if str(told) in self.tried:
            return
        if told is not None:
            self.tried.add(str(told))
            bare = {"sums": told[0], "masses": {}}
            if not self._told(bare):
                return
            forms = [{**bare, "ranks": ranks} for ranks in self.telescopes(self.form(bare)[0], told[1])]
            forms += [{**bare, "masses": masses} for masses in self._masses(*told)]
        more = itertools.chain(forms, self.more_forms(p, field), self._with_means(*told) if told else ())
        if any(map(self.add_lemma, more)):
            raise NewLemma

    def more_forms(self, p: Poly, field: Field) -> Iterator[Tree]:
        """Forms that say ``p >= 0``, in other ways."""
        return iter(())

    def _with_means(self, coefficients: dict[str, str], rest: str) -> Iterator[Tree]:
        """Forms with a multiple of ``S - S`` for a sum that stands inside others: its terms, less a share of its value."""
        assert self.pattern is not None
        laws, means, known = self.pattern.laws, sorted(sums.nested(self.pattern)), sums.positive(self.pattern, self.facts)
        for name, law in itertools.product(means, laws):
            divided = ("1/{}", "-1/{}", "log({0})/{0}", "-log({0})/{0}", "log({})", "-log({})")
            for c in ("1", "-1", *(one.format(name) for one in divided if terms.variable(name) in known)):
                yield from self._with_mean(coefficients, rest, name, law, c)

    def _with_mean(self, coefficients: dict[str, str], rest: str, name: str, law: str, c: str) -> Iterator[Tree]:
        """Forms with a multiple ``c`` of ``S - S``."""
        assert self.pattern is not None
        laws = self.pattern.laws
        more = {**coefficients, name: f"({coefficients.get(name, '0')}) + ({c})"}
        for other in laws if rest != "0" else laws[:1]:
            masses = dict.fromkeys((law, other), "0") | ({other: rest} if rest != "0" else {})
            yield {"sums": more, "masses": {**masses, law: f"({masses[law]}) - ({c})*{name}"}}

    def add_positive(self, name: str) -> None:
        """Add the lemma that a sum or a bound which is the same at every outcome is positive, as it is where some law is."""
        assert self.pattern is not None
        any(self.add_strict({"sums": {}, "masses": {law: name}}, law) for law in self.pattern.laws)

    def add_strict(self, form: Tree, law: str) -> bool:
        """Add the lemma that a form is nonnegative, and positive where a law is, if it has a proof."""
        assert self.pattern is not None
        lemma = {"rule": "linear", "form": form, "strict": law}
        try:
            at_one, summed = self.form(form)
        except Rejected:
            return False
        state = sums.at_one(self.pattern, lemma, at_one, self.known(lemma))
        inside = replace(state, positive=state.positive | {law}, relation="<").changed(lambda term: term)
        if refuted(inside):
            return False
        if (proof := self.inside(state)) is None or (above := self.at_one_outcome(inside)) is None:
            return False
        self.lemmas.append({**lemma, "proofs": [proof, above]})
        self.facts.append((summed, True))
        return True

    def add_lemma(self, form: Tree) -> bool:
        """Add the lemma that a form is nonnegative, if it has a proof."""
        assert self.pattern is not None
        lemma = {"rule": "linear", "form": form}
        try:
            at_one, summed = self.form(form)
        except Rejected:  # a coefficient may have no value
            return False
        proof = self.inside(sums.at_one(self.pattern, lemma, at_one, self.known(lemma)))
        if proof is not None:
            self.lemmas.append({**lemma, "proof": proof})
            self.facts.append((summed, False))
        return proof is not None

    def _told(self, form: Tree) -> bool:
        """Whether the coefficients of a form have values."""
        try:
            self.form(form)
        except Rejected:
            return False
        return True

    def add_attained(self, name: str, fact: str) -> None:
        """Add the lemma that a fact about a maximum or minimum holds, if it holds of its term at every outcome."""
        assert self.pattern is not None
        lemma = {"rule": "attained", "bound": name, "fact": fact}
        known = self.known(lemma)
        said, at = of_bound(self.pattern, lemma, known)
        if (proof := self.inside(sums.at_one(self.pattern, lemma, at, known))) is not None:
            self.lemmas.append({**lemma, "proof": proof})
            self.facts.append((said, False))

    def known(self, new: Tree) -> list[Fact]:
        """The facts that the proof of a new lemma may use."""
        assert self.pattern is not None
        infinite = sums.infinities(self.pattern).keys()
        pairs = zip(self.facts, self.lemmas, strict=True)
        allowed = sums.needed(self.pattern, new)
        return [fact for fact, lemma in pairs if sums.needed(self.pattern, lemma) & infinite <= allowed]

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

    def _affine(self, p: Poly, field: Field) -> tuple[dict[str, str], str] | None:
        """The coefficients of the sums in an affine form, and the rest, as texts in parameters."""
        assert self.pattern is not None
        found: dict[str, str] = {}
        rest, known = p, sums.positive(self.pattern, self.facts)
        try:
            for name, _ in self.pattern.sums:
                if all(side.name != name for side in field.cell):
                    continue
                i = field.index(name)
                if poly.degrees(rest).get(i, 0) > 1 or self._inside_functions(rest, name, field):
                    return None
                if poly.degrees(rest).get(i) == 1:
                    rest, lead = poly.collected(rest, i)
                    found[name] = parameter_text(lead, field, known)
            return found, parameter_text(rest, field, known)
        except (Rejected, KeyError):
            return None

    def _inside_functions(self, p: Poly, name: str, field: Field) -> bool:
        """Whether a sum that stands inside no other is the argument of a logarithm or the like."""
        assert self.pattern is not None
        own = poly.degrees(p).keys() - {field.index(name)}
        return name not in sums.nested(self.pattern) and any(field.depends(generator(g), field.index(name)) for g in own)

    def _masses(self, coefficients: dict[str, str], rest: str) -> Iterator[dict[str, str]]:
        """Masses of the laws with the sum ``rest``."""
        assert self.pattern is not None
        laws = self.pattern.laws
        if rest == "0":
            yield {}
            bounds = [name for name, _, _ in self.pattern.bounds]
            middles = [*bounds, *(f"({a} + {b}){by}" for a, b in itertools.combinations(bounds, 2) for by in ("/2", ""))]
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
                for c in dict.fromkeys((*coefficients.values(), "1", *self.chances())):
                    yield {one: f"({rest}) + ({c})", other: f"-({c})"}
                    yield {one: f"({rest}) - ({c})", other: c}
        for above, table in itertools.product((True, False), range(2 if self.pattern.tables else 1)):
            if (slopes := self._slopes(coefficients, above, table)) is not None:
                yield {law: f"-({slope})" for law, slope in slopes.items()}
                others = " - ".join(f"-({slope})" for slope in list(slopes.values())[:-1]) or "0"
                yield {law: f"-({slope})" for law, slope in list(slopes.items())[:-1]} | {laws[-1]: f"({rest}) - ({others})"}

    def chances(self) -> Iterator[str]:
        """Parameters between 0 and 1, as the weights of mixtures are, and what they leave."""
        assert self.pattern is not None
        for name, low, high in self.pattern.parameters:
            if low is not None and low >= 0 and high == 1:
                yield from (name, f"1 - {name}")

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

    def sums_in(self, p: Poly, field: Field) -> bool:
        """Whether a polynomial contains a sum that is not searched over freely."""
        names = {name for name, _ in self.pattern.sums} if self.pattern and not self.free and not self.at_outcome else set()
        return any(field.depends(p, field.index(side.name)) for side in field.cell if side.name in names)


def _near_zero(low: Fraction | None, high: Fraction | None) -> Fraction | int:
    """The number of a range that is 0, or its lower end."""
    return low if low is not None and (low > 0 or (high is not None and high < 0)) else 0
