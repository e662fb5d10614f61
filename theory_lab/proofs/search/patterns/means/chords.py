"""Forms that say that a mean of a function of a table is on one side of its chord between the ends of the table.

With the sums of ``p f`` and ``p/f`` for ``1 <= f <= 3`` the chord of ``1/f`` is ``(4 - f)/3``: so ``E 1/f <= (4 - E f)/3``, from
which the inequalities of Kantorovich and of Cassels follow.

Where the function has the mean ``m`` itself in it, as ``|f - m|`` has, the chord is a multiple of ``f - m``, which has mean 0: it
is the one by which a form is 0 at an end of the table.

Main definitions: ``chord_forms``, ``Chords``.

Conventions: nothing here is trusted; a form is the coefficients of sums, and the masses of laws.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import quotient
from theory_lab.proofs.kernel.polynomials import Quotient, Rejected, generator
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.patterns.lemmas import NewLemma
from theory_lab.proofs.search.patterns.means.tilts import Tilts
from theory_lab.proofs.search.patterns.outcomes import middle, parameter_text
from theory_lab.proofs.separate import Pattern
from theory_lab.proofs.terms import Term

MOST_TABLES = 3  # at the ends of which a form is looked at: eight corners
Centre = tuple[str, str, str]  # a mean that stands inside other sums, its law and its table


class Chords(Tilts):
    """Lemmas on functions of tables and of their means."""

    def _find_tangent(self, e: Quotient, field: Field) -> None:
        super()._find_tangent(e, field)
        if not (centres := self._centres()) or (told := self._tangent(e, field, products=True)) is None:
            return
        if f"chord {told}" in self.tried:
            return
        self.tried.add(f"chord {told}")
        forms = (form for centre in centres for form in self._at_ends(*told, centre))
        if any(self.add_lemma(form) for form in forms):
            raise NewLemma

    def _centres(self) -> list[Centre]:
        """The means of tables with two ends that stand inside other sums."""
        assert self.pattern is not None
        ended = [table for table, low, high in self.pattern.tables if low is not None and high is not None]
        if not ended or len(self.pattern.tables) > MOST_TABLES:
            return []
        phis = {name: phi for name, phi in self.pattern.sums if name in sums.nested(self.pattern)}
        pairs = list(itertools.product(self.pattern.laws, ended))
        means = {pair: terms.multiply(*map(terms.variable, pair)) for pair in pairs}
        return [(name, *pair) for name, phi in phis.items() for pair in pairs if phi is means[pair]]

    def _at_ends(self, coefficients: dict[str, str], rest: str, centre: Centre) -> Iterator[Tree]:
        """Forms with the multiple of a table less its mean by which they are 0 where all tables are at their ends."""
        assert self.pattern is not None
        name, law, _ = centre
        try:
            at_one, _ = self.form({"sums": coefficients, "masses": {law: rest}})
        except Rejected:
            return
        corners = [[(one, end) for end in told if end is not None] for one, *told in self.pattern.tables]
        found = dict.fromkeys(self._slope_at(at_one, centre, dict(at)) for at in itertools.product(*corners))
        for c in (one for one in found if one is not None):
            sums_of = {**coefficients, name: f"({coefficients.get(name, '0')}) + ({c})"}
            yield {"sums": sums_of, "masses": {law: f"({rest}) - ({c})*{name}"}}

    def _slope_at(self, at_one: Term, centre: Centre, ends: dict[str, Fraction]) -> str | None:
        """``v/(m - f)`` for the value ``v`` of a form at a corner, if it is a polynomial."""
        assert self.pattern is not None
        name, law, table = centre
        between = middle(*next(told for one, *told in self.pattern.tables if one == table))
        value = terms.substituted(at_one, {law: terms.ONE} | {one: terms.number(end) for one, end in ends.items()})
        try:
            field, v = self.in_parameters(value, {name: between})
            c = poly.divided(v.n, generator(field.index(name)) - quotient(ends[table]).n)
            return None if c is None or v.d != 1 else parameter_text(c, field)
        except (Rejected, KeyError):
            return None


def chord_forms(pattern: Pattern) -> Iterator[dict[str, Any]]:
    """Two sums of functions of one table under one law: both are in proportion at the ends, beside a number."""
    for (table, *told), law in itertools.product(pattern.tables, pattern.laws):
        own = [(name, phi) for name, phi in pattern.sums if terms.variables(phi) == {law, table}]
        ends = [end for end in told if end is not None]
        if len(ends) < 2 or len(own) < 2:
            continue
        at = {name: [_at(phi, {law: Fraction(1), table: end}) for end in ends] for name, phi in own}
        known = {name: (low, high) for name, (low, high) in at.items() if low is not None and high is not None}
        for (one, (a, b)), (other, (c, d)) in itertools.permutations(known.items(), 2):
            if c == d:
                continue
            slope = (b - a) / (d - c)
            for sign in (1, -1):
                yield {"sums": {one: str(-sign), other: f"({sign * slope})"}, "masses": {law: f"({sign * (a - slope * c)})"}}


def _at(term: Term, values: dict[str, Fraction]) -> Fraction | None:
    """The value of a term where its variables are numbers, if it is rational."""
    value = terms.substituted(term, {name: terms.number(one) for name, one in values.items()})
    return value.args[0] if value.op == "const" else None
