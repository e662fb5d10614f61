"""The search for goals about exponentials of sums: what is left below a tangent.

``exp(y) >= 1 + y``, so that ``S <= exp(L)`` is what ``S <= 1 + L`` says of sums: a lemma that is asked for.  So do the moments of
what is bounded stay below those of Poisson's law.

Main definitions: ``Exponentials``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, argument_of
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, generator
from theory_lab.proofs.search.algebra import text_of
from theory_lab.proofs.search.calculus import BALL, EASY, Tree
from theory_lab.proofs.search.patterns.means.logarithms import Logarithms
from theory_lab.proofs.search.places.points import Points


class Exponentials(Logarithms):
    """Goals about exponentials of sums."""

    def by_exponentials(self, p: Poly, field: Field) -> Tree | None:
        """A goal from what is left of it where an exponential of sums is replaced by its tangent at 0."""
        for g in sorted(poly.degrees(p)):
            if field.generators[g].kind != "exp" or poly.degrees(p)[g] != 1:
                continue
            argument, (rest, lead) = argument_of(field.generators[g]), poly.collected(p, g)
            if argument.d != 1 or not self.sums_in(argument.n, field) or self.sums_in(lead, field):
                continue
            if Points(field).signs(lead) != {1} or (factor := self.prove(Quotient(lead), field, False, *EASY)) is None:
                continue
            then = self.prove(Quotient(rest + lead * (argument.n + 1)), field)
            above = self.prove(Quotient(generator(g)), field, True, *EASY)
            if then is not None and above is not None:
                at, by = text_of(generator(g), field), text_of(lead, field)
                return {"rule": "tangent", "at": at, "by": by, "positive": [above, BALL], "factor": factor, "then": then}
        return None
