"""The search for forms with masses of tilted laws.

Where a positive sum ``S`` of ``w`` stands inside others, ``w/S`` sums to 1 as a law does: so what is left of a form may be put on
it, or moved from a law to it.

Main definitions: ``Tilts``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, constant, generator
from theory_lab.proofs.search.algebra import text_of
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.leaves import arguments, every
from theory_lab.proofs.search.patterns.lemmas import NewLemma
from theory_lab.proofs.search.patterns.outcomes import parameter_text
from theory_lab.proofs.search.patterns.peaks import Peaks
from theory_lab.proofs.search.places.points import Points

SHARES = (("1/2", "1/2"), ("1/3", "2/3"), ("2", "-1"))  # of what is left of a form, on two laws
MOST_INSIDE = 3  # sums that stand inside others, which are gone through in each order
CASES = 6  # facts that are told last: those of the case are among them
Masses = dict[str, str]


class Tilts(Peaks):
    """Forms with masses of tilted laws."""

    def more_forms(self, p: Poly, field: Field) -> Iterator[Tree]:
        """Forms that say ``p >= 0``, whose coefficients may have the sums that stand inside others."""
        assert self.pattern is not None
        told = self._outside_nested(p, field)
        if told is None or f"outside {told}" in self.tried:
            return
        self.tried.add(f"outside {told}")
        coefficients, rest = told
        yield from self._with_products(p, field)
        self._positive_sums()
        tilted = self._tilted()
        laws = [*self.pattern.laws, *tilted]
        for one in tilted if rest != "0" else ():
            yield self._with_masses(coefficients, {one: rest})
        pairs = sorted(itertools.permutations(laws, 2), key=lambda pair: -len({*pair} & {*tilted}))
        for one, other in pairs if rest != "0" else ():
            for share, left in SHARES if {one, other} & {*tilted} else ():
                yield self._with_masses(coefficients, {one: f"({share})*({rest})", other: f"({left})*({rest})"})
        for one, other in pairs:
            for c in dict.fromkeys((*coefficients.values(), "1")):
                if rest == "0" or {one, other} & {*tilted}:
                    whole = c if rest == "0" else f"({rest}) + ({c})"
                    yield self._with_masses(coefficients, {one: whole, other: f"-({c})"})

    def _with_products(self, p: Poly, field: Field) -> Iterator[Tree]:
        """Forms in which sums that stand inside others have coefficients with such sums in them, as a product of two has."""
        assert self.pattern is not None
        inside = [name for name, _ in self.pattern.sums if any(side.name == name for side in field.cell)]
        inside = [name for name in inside if name in sums.nested(self.pattern)]
        for order in itertools.permutations(inside) if len(inside) <= MOST_INSIDE else ():
            told = self._outside_nested(p, field)
            found, rest = dict(told[0]) if told else {}, p
            try:
                for name in found:
                    rest = poly.collected(rest, field.index(name))[0]
                for name in order:
                    first, *powers = poly.collected(rest, i := field.index(name))
                    lead = poly.constant(0)
                    for k, part in enumerate(powers):
                        lead = lead + part * generator(i) ** k
                    rest, found[name] = first, parameter_text(lead, field)
                yield {"sums": found, "masses": {law: parameter_text(rest, field) for law in self.pattern.laws[:1] if rest}}
            except (Rejected, KeyError):
                continue

    def prepare(self) -> None:
        """Lemmas that are looked for before any step: also that a sum under a root or a logarithm, or a divisor, is positive."""
        super().prepare()
        assert self.pattern is not None
        phis = [term for _, term in self.pattern.sums]
        divisors = {one.args[1].args[0] for phi in phis for one in every(phi) if one.op == "div" and one.args[1].op == "var"}
        for name in sorted(sums.nested(self.pattern) & divisors.union(*map(arguments, self.pattern.sides))):
            self._add_positive_sum(name)
        for text in self.add_asked():
            self.add_follows(text)

    def _positive_sums(self) -> None:
        """Lemmas that sums which stand inside others are positive; raises ``NewLemma`` when there are any."""
        assert self.pattern is not None
        if "positive" in self.tried:
            return
        self.tried.add("positive")
        before = len(self.lemmas)
        for name in sorted(sums.nested(self.pattern)):
            self._add_positive_sum(name)
        if len(self.lemmas) > before:
            raise NewLemma

    def _add_positive_sum(self, name: str) -> None:
        """Lemmas that a sum is positive: its term is where a law is, or it is the mean of ``x**2``, and the mean of ``x`` is."""
        assert self.pattern is not None
        known = sums.positive(self.pattern, self.facts)
        if terms.variable(name) in known or any(
            self.add_strict({"sums": {name: "1"}, "masses": {}}, law) for law in self.pattern.laws
        ):
            return
        means = [mean for mean, _ in self.pattern.sums if terms.variable(mean) in known]
        for mean, law in itertools.product(means, self.pattern.laws):
            if self.add_lemma({"sums": {name: "1", mean: f"-2*{mean}"}, "masses": {law: f"{mean}*{mean}"}}):
                self.add_follows(name)
                return

    def _from_fact(self, p: Poly, field: Field, known: bool) -> Tree | None:
        """Also less a multiple of a fact of the case, by which a sum is gone."""
        if (tree := super()._from_fact(p, field, known)) is not None or self.pattern is None:
            return tree
        names = [name for name, _ in self.pattern.sums if any(side.name == name for side in field.cell)]
        for j, name in itertools.product(reversed(range(len(field.facts))[-CASES:]), names):
            fact, i = field.facts[j], field.index(name)
            own = fact.n
            leads = [poly.collected(one, i) for one in (p, own)]
            if [len(lead) for lead in leads] != [2, 2] or self.sums_in(fact.d, field):
                continue
            m, by = poly.divided(leads[0][1], leads[1][1]), constant(1)
            if m is None:  # of a multiple of it
                sign = min(Points(field).signs(leads[1][1]), default=0)
                m, by = leads[0][1] * sign, leads[1][1] * sign
            if any(self.sums_in(one, field) or -1 in Points(field).signs(one) for one in (m, by)) or not by:
                continue
            rest = p * by - (m * own)
            then = super()._from_fact(rest, field, known) if self.sums_in(rest, field) else self.prove(Quotient(rest), field)
            if then is None or (proof := self.prove(Quotient(m * fact.d), field)) is None:
                continue
            used = {"rule": "use", "facts": [[j, text_of(m * fact.d, field), proof]], "then": then}
            if by == 1:
                return used
            if (positive := self.prove(Quotient(by), field, strict=True)) is not None:
                return {"rule": "product", "factors": [[text_of(by, field), -1, 1, positive]], "then": used}
        return None

    def _tilted(self) -> list[str]:
        """The positive sums that stand inside others."""
        assert self.pattern is not None
        known = sums.positive(self.pattern, self.facts)
        return [name for name in sorted(sums.nested(self.pattern)) if terms.variable(name) in known]

    def _with_masses(self, coefficients: Masses, masses: Masses) -> Tree:
        """A form with masses of laws and of tilted laws."""
        assert self.pattern is not None
        own, laws = dict(coefficients), {}
        for name, text in masses.items():
            if name in self.pattern.laws:
                laws[name] = text
            else:
                own[name] = f"({own[name]}) + ({text})/{name}" if name in own else f"({text})/{name}"
        return {"sums": own, "masses": laws}

    def _outside_nested(self, p: Poly, field: Field) -> tuple[Masses, str] | None:
        """The coefficients of the sums that stand in no others, and the rest."""
        assert self.pattern is not None
        inside = sums.nested(self.pattern)
        found: Masses = {}
        try:
            for name in [name for name, _ in self.pattern.sums if name not in inside]:
                if all(side.name != name for side in field.cell):
                    continue
                parts = poly.collected(p, field.index(name))
                if len(parts) > 2:
                    return None
                if len(parts) == 2:
                    p, found[name] = parts[0], parameter_text(parts[1], field)
            return found, parameter_text(p, field)
        except (Rejected, KeyError):
            return None
