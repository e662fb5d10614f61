"""The search for lemmas by tangents of quotients of sums, and by means of a table.

``A^3 <= F^2 G`` is not affine in any sum, and its tangent says nothing: but ``G - A^3/F^2`` is concave in the sums together, so
that its tangent, with the sums as numbers in it, is nonnegative at each outcome, as in the inequalities of Hoelder and Lyapunov.

What is not concave may still be read with one sum of each product at the outcomes, and the others as numbers: the entropy
``E f log f - m log m`` with ``m = E f`` is below ``E f^2/m - m``, because ``f log f - f log m <= f^2/m - f``.

Main definitions: ``Perspectives``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, constant, generator
from theory_lab.proofs.search.algebra import grouped
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.patterns.lemmas import NewLemma
from theory_lab.proofs.search.patterns.means.extremes import Extremes
from theory_lab.proofs.search.places.points import Points

Powers = dict[str, int]  # of sums, in a monomial
MOST_ORDERED = 4  # sums, which are gone through in each order


class Perspectives(Extremes):
    """Lemmas by tangents of quotients of sums."""

    def _from_fact(self, p: Poly, field: Field, known: bool) -> Tree | None:
        late = not known and self.ranged and not self.closed
        if late and self._degree(p, field) > 2:  # what is of degree 2 is the square of a sum more often
            self._find_quotient(p, field)
        tree = super()._from_fact(p, field, known)
        if tree is None and late:
            self._find_quotient(p, field)
        return tree

    def _degree(self, p: Poly, field: Field) -> int:
        """The largest degree of a monomial in sums."""
        names = {name for name, _ in self.pattern.sums} if self.pattern else set()
        own = [field.index(side.name) for side in field.cell if side.name in names]
        return max(map(sum, grouped(p, own)), default=0)

    def _find_quotient(self, p: Poly, field: Field) -> None:
        """Look for a lemma that says ``p >= 0`` by the tangent of a quotient; raises ``NewLemma`` when there is one.

        So it does where only lemmas on what divides were found: a step has its proof from facts that all were there before.
        """
        before = len(self.lemmas)
        for powers in self._divisors(p, field):
            if f"quotient {p} {powers}" not in self.tried:
                self.tried.add(f"quotient {p} {powers}")
                if self._is_quotient(p, powers, field):
                    break
        if len(self.lemmas) > before:
            raise NewLemma

    def _is_quotient(self, p: Poly, powers: Powers, field: Field) -> bool:
        """Add the lemma that a function divided by powers of sums is nonnegative, by its tangent, if it has a proof."""
        assert self.pattern is not None
        if not self.prepared(powers):
            return False
        kept = not all(terms.variable(name) in sums.positive(self.pattern, self.facts) for name in powers)
        if (form := self._touching(Quotient(p, self.monomial(powers, field)), field, kept)) is None:
            return False
        coefficients, rest = form
        masses = [{law: rest} for law in self.pattern.laws] if rest != "0" else [{}]
        found = any(self.add_lemma({"sums": coefficients, "masses": one}) for one in masses)
        if found:
            self._vanish(powers, coefficients)
        return found

    def _find_tangent(self, e: Quotient, field: Field) -> None:
        super()._find_tangent(e, field)
        if not self.closed and any(self._once(form) for form in self._readings(e, field)):
            raise NewLemma

    def _once(self, form: Tree) -> bool:
        """Add the lemma that a form is nonnegative, if it has a proof; it is asked for once."""
        if str(form) in self.tried:
            return False
        self.tried.add(str(form))
        return self.is_told(form) and self.add_lemma(form)

    def _readings(self, e: Quotient, field: Field) -> Iterator[Tree]:
        """Forms in which each product of sums is read at the outcomes of one of them; at the middle of a range beside a mean."""
        assert self.pattern is not None
        bounds = [name for name, _, _ in self.pattern.bounds]
        signs = itertools.product(itertools.combinations(bounds, 2), ("", "-"), ("", "/2"))
        middles = [f"({sign}({a} + {b}){by})" for (a, b), sign, by in signs]
        centres = [(name, law) for name, law, _ in self._centres()] if bounds else []
        for form in self._in_orders(e, field):
            yield form
            for (name, law), c in itertools.product(centres, middles):
                yield from self._with_mean(form["sums"], "0", name, law, c)

    def _in_orders(self, e: Quotient, field: Field) -> Iterator[Tree]:
        """Forms in which each product of sums is a multiple of one of them: of the first one, in each order."""
        assert self.pattern is not None
        names = [name for name, _ in self.pattern.sums if any(side.name == name for side in field.cell)]
        parts = grouped(e.n, [field.index(name) for name in names])
        if len(names) > MOST_ORDERED or max(map(sum, parts), default=0) < 2 or any(sum(at) == 0 for at in parts):
            return
        for order in itertools.permutations(names):
            leads: dict[str, Poly] = {}
            for at, part in parts.items():
                name = next(one for one in order if at[names.index(one)])
                leads[name] = leads.get(name, constant(0)) + part / generator(field.index(name))
            try:
                yield {
                    "sums": {name: self._divided_text(Quotient(lead, e.d), field) for name, lead in leads.items()},
                    "masses": {},
                }
            except (Rejected, KeyError):
                continue

    def _divisors(self, p: Poly, field: Field) -> Iterator[Powers]:
        """Monomials of sums in what is positive in ``p``: one of their sums is left alone, or none is."""
        names = [name for name, _ in self.pattern.sums if any(side.name == name for side in field.cell)] if self.pattern else []
        parts = grouped(p, [field.index(name) for name in names])
        for at, part in sorted(parts.items()):
            whole = {name: k for name, k in zip(names, at, strict=True) if k}
            c = part / self.monomial(whole, field)
            if sum(at) < 2 or self.sums_in(c, field) or Points(field).signs(c) != {1}:
                continue
            yield from ({one: k for one, k in whole.items() if one != name} for name, own in whole.items() if own == 1)
            if any(k > 1 for k in whole.values()):
                yield whole

    def monomial(self, powers: Powers, field: Field) -> Poly:
        """A product of powers of sums."""
        return math.prod((generator(field.index(name)) ** k for name, k in powers.items()), start=constant(1))

    def prepared(self, powers: Powers) -> bool:
        """Whether sums are known to be positive, or nonnegative and at least their terms; lemmas that say it are added."""
        for name in powers:
            if terms.variable(name) in sums.positive(self.pattern, self.facts) or name in self._vanishing():
                continue
            self._add_positive_sum(name)
            if terms.variable(name) in sums.positive(self.pattern, self.facts):
                continue
            is_known = (terms.variable(name), False) in self.facts
            with self.goals.beside():
                if not is_known and not self.add_lemma({"sums": {name: "1"}, "masses": {}}):
                    return False
            self.add_each({name: "1"})
        return True

    def _touching(self, e: Quotient, field: Field, kept: bool) -> tuple[dict[str, str], str] | None:
        """The affine form that touches a function of sums where these have their values."""
        assert self.pattern is not None
        found, rest = {}, e
        try:
            for name in [name for name, _ in self.pattern.sums if any(side.name == name for side in field.cell)]:
                slope = field.derivative(e, i := field.index(name))
                if slope.n:
                    found[name] = self._divided_text(slope, field, kept)
                    rest = rest - slope * Quotient(generator(i))
            told = found, self._divided_text(rest, field, kept) if rest.n else "0"
        except (Rejected, KeyError):
            return None
        return told if self.is_told({"sums": found, "masses": {}}) else None

    def _vanish(self, powers: Powers, coefficients: dict[str, str]) -> None:
        """Lemmas that other sums are 0 where a divisor is: their terms are."""
        known = sums.positive(self.pattern, self.facts)
        for name, other in itertools.product(powers, coefficients):
            if terms.variable(name) not in known and other not in powers and "kept" in coefficients[other]:
                with self.goals.beside():
                    self.add_lemma({"sums": {other: f"-(1 - {name}/kept({name}))"}, "masses": {}})
