"""The search for lemmas by tangents: what a function of sums says is affine in them, with their own values in its coefficients.

``E (f - m)**2`` is affine in the sums of ``p f**2`` and ``p f``, whatever the number ``m`` is, and it is the variance where ``m``
is the mean.  So a form whose coefficients are the slopes of a function, and may have its sums in them, says what the function
says.

Main definitions: ``Tangents``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
import re

from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field, Generator, Side
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, generator
from theory_lab.proofs.search.algebra import factors, grouped, text_of
from theory_lab.proofs.search.leaves import every
from theory_lab.proofs.search.patterns.lemmas import Lemmas, NewLemma
from theory_lab.proofs.search.patterns.outcomes import known_text, parameter_text
from theory_lab.proofs.search.patterns.wording import shown
from theory_lab.proofs.search.places.points import Points
from theory_lab.proofs.terms import Term

NAMES = re.compile(r"\w+")  # in texts of coefficients
Affine = tuple[dict[str, str], str]  # coefficients of sums, and what is left


class Tangents(Lemmas):
    """Lemmas by tangents of functions of sums."""

    def _find_tangent(self, e: Quotient, field: Field) -> None:
        """Look for a lemma that says ``e >= 0`` by its tangent, where it is not affine; raises ``NewLemma`` when there is one."""
        if (affine := self._affine_part(e, field)) is not None and not self._of_sums(affine):
            return
        if (told := self._tangent(e, field, products=True)) is None or f"tangent {told}" in self.tried:
            return
        self.tried.add(f"tangent {told}")
        if any(self.add_lemma({"sums": told[0], "masses": masses}) for masses in self._masses(*told)):
            raise NewLemma

    def _find_corners(self, p: Poly, field: Field) -> None:
        """Look for a lemma that sums are at most what their terms are where laws are 1; raises ``NewLemma`` when there is one."""
        if (told := self.coefficients(p, field)) is None:
            return
        found, _ = told
        if f"corners {found}" in self.tried or (corners := self.corners(found)) is None:
            return
        self.tried.add(f"corners {found}")
        if self.add_lemma({"sums": found, "masses": {law: f"-({text})" for law, text in corners.items()}}):
            raise NewLemma

    def _find_zero(self, e: Quotient, field: Field) -> None:
        """Look for lemmas that a factor of what should be 0 is 0, whatever the others are; raises ``NewLemma`` for each."""
        for f, _ in factors(e.n)[1] if not self.closed else ():
            for sign in (1, -1) if self._affine(f, field) is not None else ():
                self._find(sign * f, field)

    def _of_sums(self, form: Affine) -> bool:
        """Whether a coefficient of a form has sums in it that stand inside no others: it was read off a product of sums."""
        assert self.pattern is not None
        own = {name for name, _ in self.pattern.sums} - sums.nested(self.pattern)
        return not own.isdisjoint(NAMES.findall(" ".join(form[0].values())))

    def _tangent(self, e: Quotient, field: Field, products: bool = False) -> Affine | None:
        """The affine form that touches a function of sums where these have their values; of ``products`` of them as well."""
        told = self._affine_part(e, field)
        if self.pattern is None or (told is not None and not (products and self._of_sums(told))):
            return told
        for kept in (False, True) if self._vanishing() else (False,):
            found, rest = {}, e
            try:
                for name in [name for name, _ in self.pattern.sums if any(side.name == name for side in field.cell)]:
                    slope = field.derivative(e, i := field.index(name))
                    if slope.n:
                        found[name] = self._divided_text(slope, field, kept)
                        rest = rest - slope * Quotient(generator(i))
                told = found, self._divided_text(rest, field, kept)
                if kept or not self._vanishing() or self.is_told({"sums": found, "masses": {}}):
                    return told
            except (Rejected, KeyError):
                continue
        return None

    def _vanishing(self) -> set[str]:
        """The sums of which a lemma says that they are at least their term at any one outcome: where one is 0, its terms are."""
        alone = [lemma["form"]["sums"] for lemma in self.lemmas if lemma.get("each") and not lemma["form"]["masses"]]
        return {name for told in alone for name, c in told.items() if len(told) == 1 and c == "1"}

    def _affine_part(self, e: Quotient, field: Field) -> Affine | None:
        """The coefficients of an affine form that has no divisor."""
        return self._affine(e.n, field) if e.d == 1 else None

    def _divided_text(self, e: Quotient, field: Field, kept: bool = False) -> str:
        """A quotient as the kernel reads it in a lemma, a summand for each logarithm, where what is positive divides.

        Or what is ``kept`` where it is: sums that are 0 only where their terms are.
        """
        parts = grouped(e.n, [g for g, one in enumerate(field.generators) if one.kind != "var"])
        summands = (Quotient(part, e.d) for _, part in sorted(parts.items()))
        return " + ".join(self._summand(one, field, kept).replace(" ", "") for one in summands) or "0"

    def _summand(self, e: Quotient, field: Field, kept: bool) -> str:
        """A quotient that is a product, its denominator factor by factor."""
        known, names = sums.positive(self.pattern, self.facts), [one.name for one in field.generators]
        content, found = factors(e.d)
        text = ""
        for f, k in found:
            sign = min(Points(field).signs(f), default=1)
            content *= fmpq(sign) ** k
            alone = kept and sign > 0 and text_of(f, field) in self._vanishing()
            text += f"/({f'kept({text_of(f, field)})' if alone else known_text(sign * f, names, known)})" * k
        return f"({parameter_text(e.n * (1 / content), field, known, kept)}){text}"

    def add_asked(self) -> list[str]:
        """Add the lemmas that what the sides ask to be positive is positive; texts of what hypotheses say, for the caller."""
        assert self.pattern is not None
        names = [name for name, _ in self.pattern.sums]
        sides = tuple(Side(name, None, None) for name in names)
        images = {name: Quotient(generator(k)) for k, name in enumerate(names)}
        field, given = Field(sides, tuple(map(Generator, names)), images), []
        for term in sorted(_asked(self.pattern.sides, {*names}), key=shown):
            try:
                p = of_term(field, term).n
            except Rejected:  # it has cases itself
                continue
            try:
                given.append(known_text(p, names, sums.positive(self.pattern, ())))
            except KeyError:
                if (told := self._affine(p, field)) is not None:
                    forms = [{"sums": told[0], "masses": masses} for masses in self._shares(*told)]
                    any(self.add_strict(form, law) for law, form in itertools.product(self.pattern.laws, forms))
        return given


def _asked(sides: tuple[Term, ...], names: set[str]) -> set[Term]:
    """What conditions in the sides ask to be positive, with sums in it."""
    asked = (one for one in every(*sides) if one.op == "gt" and one.args[1] is terms.ZERO)
    return {one.args[0] for one in asked if terms.variables(one) <= names}
