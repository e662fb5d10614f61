"""The search for goals with squares of means in them that only help.

``S^2 >= 2 a S - a^2`` for any number ``a``: what is left is affine in the mean, and a lemma.  With ``a = 0`` the square is left
out, as where a variance is below a mean square; with ``a`` in the middle of the range of a table it is below a quarter of the
square of its length, as Popoviciu says.

Main definitions: ``Middles``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Iterator

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, generator
from theory_lab.proofs.search.algebra import text_of
from theory_lab.proofs.search.calculus import EASY, Tree
from theory_lab.proofs.search.patterns.means.covariances import Covariances
from theory_lab.proofs.search.places.points import Points
from theory_lab.proofs.terms import Term


class Middles(Covariances):
    """Goals with squares of means."""

    def _from_fact(self, p: Poly, field: Field, known: bool) -> Tree | None:
        tree = super()._from_fact(p, field, known)
        if tree is None and not known and self.ranged and self.pattern is not None:
            tree = self._below_squares(p, field)
        return tree

    def _below_squares(self, p: Poly, field: Field) -> Tree | None:
        """A goal from what is left of it below the tangent of the square of a mean."""
        assert self.pattern is not None
        for name in [name for name, _ in self.pattern.sums if any(side.name == name for side in field.cell)]:
            i = field.index(name)
            if poly.degrees(p).get(i) != 2 or f"square {name} {p}" in self.tried:
                continue
            self.tried.add(f"square {name} {p}")
            _, b, a = poly.collected(p, i)
            if self.sums_in(a, field) or self.sums_in(b, field) or Points(field).signs(a) != {1}:
                continue
            if (factor := self.prove(Quotient(a), field, False, *EASY)) is None:
                continue
            for at in self._middles(name, field):
                gap = generator(i) - at
                if (then := self._from_fact(p - a * gap * gap, field, known=False)) is not None:
                    return {"rule": "use", "facts": [[text_of(gap, field), text_of(a, field), factor]], "then": then}
        return None

    def _middles(self, name: str, field: Field) -> Iterator[Poly]:
        """Where the tangent of the square of a sum is looked at: the middle of what it is a mean of, and 0."""
        assert self.pattern is not None
        for middle in self.ends_of(dict(self.pattern.sums)[name]):
            low, high = (field.polynomial_of(end) for end in middle)
            yield (low + high) / 2
        yield poly.constant(0)

    def ends_of(self, phi: Term) -> Iterator[tuple[str, str]]:
        """The least and the largest value of a table whose mean has this term: as bounds, and as the ends of its range."""
        assert self.pattern is not None
        for table, low, high in self.pattern.tables:
            of = terms.variable(table)
            if all(phi is not terms.multiply(terms.variable(law), of) for law in self.pattern.laws):
                continue
            told = {op: name for name, op, term in self.pattern.bounds if term is of}
            if len(told) == 2:
                yield told["min"], told["max"]
            if low is not None and high is not None:
                yield f"({low})", f"({high})"
