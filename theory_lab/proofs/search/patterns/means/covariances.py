"""The search for lemmas on covariances of functions of one table.

``E f g(f) - E f E g(f)`` is the mean of ``(f - m)(g(f) - g(m))`` with ``m = E f``: nonnegative at each outcome if ``g``
increases, as Chebyshev says.  So what is left of a product of means is read with the table at its mean.  With ``g`` the
density of a tilted law, its mean of ``f`` is at least that of the law.

Main definitions: ``Covariances``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.polynomials import Poly, Rejected
from theory_lab.proofs.search.algebra import grouped
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.leaves import arguments
from theory_lab.proofs.search.patterns.lemmas import NewLemma
from theory_lab.proofs.search.patterns.means.events import Events
from theory_lab.proofs.search.patterns.means.extremes import formula
from theory_lab.proofs.search.patterns.outcomes import parameter_text


class Covariances(Events):
    """Lemmas on products of means."""

    def _from_fact(self, p: Poly, field: Field, known: bool) -> Tree | None:
        tree = super()._from_fact(p, field, known)
        if tree is None and not known and self.ranged and not self.closed:
            before = len(self.lemmas)
            any(map(self._once, itertools.chain(self._at_means(p, field), self._of_tilted_means(p, field))))
            if len(self.lemmas) > before:  # be they on what is under a logarithm alone
                raise NewLemma
        return tree

    def _at_means(self, p: Poly, field: Field) -> Iterator[Tree]:
        """Forms for what is affine in sums but for a product of the mean of a table and another sum."""
        assert self.pattern is not None
        phis = {name: phi for name, phi in self.pattern.sums if any(side.name == name for side in field.cell)}
        own = {name: field.index(name) for name in phis}
        parts = grouped(p, [*own.values()])
        products = [at for at in parts if sum(at) > 1]
        if len(products) != 1 or sum(products[0]) != 2 or 1 not in products[0]:
            return
        one, other = (name for name, k in zip(own, products[0], strict=True) if k)
        try:
            found = {name: parameter_text(poly_of, field) for name, poly_of in self._leads(parts, own, field)}
            rest = parameter_text(parts.get((0,) * len(own), p - p), field)
            c = parameter_text(self._lead(parts[products[0]], (one, other), field), field)
        except (Rejected, KeyError):
            return
        for (mean, of), law in itertools.product(((one, other), (other, one)), self.pattern.laws):
            for table, *_ in self.pattern.tables:
                if phis[mean] is not terms.multiply(terms.variable(law), terms.variable(table)):
                    continue
                at = terms.substituted(phis[of], {law: terms.ONE, table: terms.variable(mean)})
                if mean in arguments(at):
                    self._add_positive_sum(mean)
                if terms.variables(at) <= {mean} and (g := formula(at)):
                    more = {name: found.get(name, "0") for name in (*found, mean, of)}
                    more[of] = f"({more[of]}) + ({c})*{mean}"
                    more[mean] = f"({more[mean]}) + ({c})*{g}"
                    yield {"sums": more, "masses": {law: f"({rest}) - ({c})*{mean}*{g}"}}

    def _of_tilted_means(self, p: Poly, field: Field) -> Iterator[Tree]:
        """Forms for the mean of a table by a tilted law less its mean by the law: with the density at the mean."""
        assert self.pattern is not None
        tilted = self._tilted()
        if not tilted or (told := self._affine(p, field)) is None:
            return
        coefficients, rest = told
        phis, pairs = dict(self.pattern.sums), itertools.permutations(coefficients, 2)
        for (mean, other), (table, *_), law in itertools.product(pairs, self.pattern.tables, self.pattern.laws):
            if phis[mean] is not terms.multiply(terms.variable(law), terms.variable(table)):
                continue
            for total in [one for one in tilted if one in terms.variables(phis[other])]:
                at = terms.substituted(phis[total], {law: terms.ONE, table: terms.variable(mean)})
                if density := formula(at):
                    c = f"({coefficients[other]})"
                    own = {**coefficients, mean: f"({coefficients[mean]}) + {c} - {c}*({density})/{total}"}
                    masses = {law: f"({rest}) + {c}*({density})*{mean}/{total}", total: f"-{c}*{mean}"}
                    yield self._with_masses(own, masses)

    def _leads(self, parts: dict[tuple[int, ...], Poly], own: dict[str, int], field: Field) -> Iterator[tuple[str, Poly]]:
        """The coefficients of single sums."""
        for at, part in parts.items():
            if sum(at) == 1:
                (name,) = (name for name, k in zip(own, at, strict=True) if k)
                yield name, self._lead(part, (name,), field)

    def _lead(self, part: Poly, names: tuple[str, ...], field: Field) -> Poly:
        """A part without the sums that are its factors."""
        return part / self.monomial(dict.fromkeys(names, 1), field)
