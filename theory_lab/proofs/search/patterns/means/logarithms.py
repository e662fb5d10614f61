"""The search for goals about logarithms of sums: that the sums are positive, and what is left below a tangent.

``log y <= y - 1`` turns logarithms of sums into the sums, so that what is left is a fact, or a lemma that is asked for:
``log S <= c`` is ``S <= exp(c)``, and ``2 log S <= log S'`` is ``S^2 <= S'``.

Main definitions: ``Logarithms``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import contextlib
import itertools
import math
from collections.abc import Iterator

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import functions
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, argument_of
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, generator
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.search.algebra import factors, quotient_text
from theory_lab.proofs.search.calculus import EASY, Tree
from theory_lab.proofs.search.leaves import every
from theory_lab.proofs.search.patterns.jensens import Jensens
from theory_lab.proofs.search.patterns.lemmas import NewLemma
from theory_lab.proofs.search.patterns.tangents import Affine
from theory_lab.proofs.search.patterns.wording import shown
from theory_lab.proofs.search.places.points import Points, values
from theory_lab.proofs.search.roots import content
from theory_lab.proofs.terms import Term

MOST_TABLES = 3  # at the ends of which a term is looked at
Tangent = tuple[Field, bool, Quotient, Quotient]  # a field, whether it has functions that no proof names, ``y``, and its multiple


class Logarithms(Jensens):
    """Goals about logarithms of sums."""

    def find_positive(self, state: State) -> None:
        """Look for lemmas that sums under logarithms, and divisors, are positive; raises ``NewLemma`` when there are any."""
        assert self.pattern is not None
        names, before, field = {name for name, _ in self.pattern.sums}, len(self.lemmas), self._bare(state)
        told = (one.args[-1] for one in every(*state.sides) if one.op in ("log", "div"))
        for term in sorted({one for one in told if one.names & names}, key=shown):
            try:
                argument = of_term(field, term)
            except Rejected:  # it has cases itself
                continue
            for f, _ in (*factors(argument.n)[1], *factors(argument.d)[1]):
                self._find_above_zero(self._affine(f, field) if self.sums_in(f, field) else None)
        if len(self.lemmas) > before:
            raise NewLemma

    def find_weights(self) -> None:
        """Lemmas on sums that the sides guard against 0: they are nonnegative, and at least their term at any one outcome."""
        assert self.pattern is not None
        told = [one.args[-1] for one in every(*self.pattern.sides) if one.op in ("log", "div")]
        guarded = {name for one in told for part in every(one) if part.op == "ite" for name in terms.variables(part)}
        for name, _ in self.pattern.sums if not self.pattern.laws else ():
            if name in guarded and self.add_lemma({"sums": {name: "1"}, "masses": {}}):
                self.add_each({name: "1"})

    def _find_above_zero(self, form: Affine | None) -> None:
        """Look once for a lemma that a form is positive."""
        assert self.pattern is not None
        if form is None or f"positive {form}" in self.tried:
            return
        self.tried.add(f"positive {form}")
        forms = [{"sums": form[0], "masses": masses} for masses in self._shares(*form)]
        found = any(self.add_strict(one, law) for law, one in itertools.product(self.pattern.laws, forms))
        if found or form[1] != "0" or [*form[0].values()] != ["1"]:
            return
        if not self.pattern.laws:
            self._above_its_least(*form[0])
        elif not form[0].keys().isdisjoint(self._spoken()):
            self.add_follows(*form[0])

    def _spoken(self) -> frozenset[str]:
        """What hypotheses about sums speak of."""
        return frozenset().union(*map(terms.variables, self.pattern.hypotheses if self.pattern else ()))

    def _above_its_least(self, name: str) -> None:
        """Add the lemmas that a sum over tables is positive: each of its terms is at least what it is at an end of the tables."""
        assert self.pattern is not None
        phi, count = dict(self.pattern.sums)[name], next(one for one, term in self.pattern.sums if term is terms.ONE)
        ends = [[(table, end) for end in own if end is not None] for table, *own in self.pattern.tables]
        for at in itertools.product(*ends) if len(ends) <= MOST_TABLES else ():
            least = terms.substituted(phi, {table: terms.number(end) for table, end in at})
            if (text := _below(least)) and self.add_lemma({"sums": {name: "1", count: f"-({text})"}, "masses": {}}):
                self.add_follows(name)
                return

    def by_logarithms(self, p: Poly, field: Field) -> Tree | None:
        """A goal from what is left of it below a tangent."""
        for more, is_new, y, m in self._tangents_of_sums(p, field):
            rest = Quotient(p) - m * (y - Quotient(1) - functions.log(more, y))
            if any(more.generators[g].kind == "log" for g in poly.degrees(rest.n)):
                continue
            proofs = [self.prove(Quotient(part), more, True, *EASY) for part in (y.n, y.d)]
            factor = self.prove(m, more, False, *EASY)
            if None not in proofs and factor is not None and (then := self.prove(rest, more)) is not None and not is_new:
                told = {"at": quotient_text(y, more), "by": quotient_text(m, more), "positive": proofs, "factor": factor}
                return {"rule": "tangent", **told, "then": then}
        return None

    def _tangents_of_sums(self, p: Poly, field: Field) -> Iterator[Tangent]:
        """Multiples of ``y - 1 - log y`` by which logarithms of sums are gone: first one that is 0 where the function is.

        A function that is new is there to ask for a lemma; with the lemma the proof has it.
        """
        leads = {g: poly.collected(p, g)[1] for g in sorted(poly.degrees(p)) if field.generators[g].kind == "log"}
        own = [g for g in leads if self.sums_in(argument_of(field.generators[g]).n, field)]
        if not own or any(poly.degrees(p)[g] != 1 for g in leads):
            return
        shares = {g: Quotient(lead) / Quotient(leads[own[0]]) for g, lead in leads.items()}
        if not all(share.is_constant for share in shares.values()):
            return
        sign = min(Points(field).signs(leads[own[0]]), default=1)
        c = content(share.value for share in shares.values())
        m = Quotient(leads[own[0]] * (sign * c))
        powers = {g: sign * int(share.value / c) for g, share in shares.items()}
        y = math.prod((argument_of(field.generators[g]) ** -k for g, k in powers.items()), start=Quotient(1))
        rest = (Quotient(p) - sum((m * Quotient(generator(g) * k) for g, k in powers.items()), Quotient(0))) / m
        if rest.n and not self.sums_in(rest.n, field) and not self.sums_in(rest.d, field):
            more, given = self.with_function(field, "exp", rest if powers[own[0]] < 0 else -rest)
            with contextlib.suppress(Rejected):  # the exponential may have no form that the field knows
                yield more, bool(given), y / functions.exp(more, rest), m
        yield field, False, y, m


def _below(term: Term) -> str:
    """A positive number that is at most a term without variables, as text; '' where there is none."""
    if term.op == "const" or terms.variables(term):
        return str(term.args[0]) if term.op == "const" and term.args[0] > 0 else ""
    value = float(values(term, {}))
    return f"1/{2 ** max(1, math.ceil(1 - math.log2(value)))}" if 0 < value < math.inf else ""
