"""The search for telescoping masses, where outcomes are ranked.

``p (G(B + T) - G(B))/T`` sums to ``G(1) - G(0)``; the best ``G`` is the integral of what a small outcome at rank ``u`` needs.

Main definitions: ``Telescopes``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Iterator

from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field, Generator, Side
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.polynomials import Quotient, Rejected, generator
from theory_lab.proofs.search.patterns.outcomes import Outcomes, parameter_text
from theory_lab.proofs.terms import Term

Powers = list[list]  # ``[number of the ranks, power, coefficient]``


class Telescopes(Outcomes):
    """Masses by rank."""

    def telescopes(self, at_one: Term, rest: str) -> Iterator[Powers]:
        """Masses with the sum ``rest`` by which a form at one outcome is just nonnegative where outcomes are small."""
        for i, integral in self._integrals(at_one):
            own = [[i, k, f"-({text})"] for k, text in integral.items()]
            total = " - ".join(["0", *(f"({text})" for text in integral.values())])
            for k in (None, 1, 2):
                yield own if k is None else [*own, [i, k, f"({rest}) - ({total})"]]
            if len(integral) == 1 and (power := min(integral)) > 2:  # a trapezoid lies above a convex function
                whole = f"-({integral[power]})*{power}/{power - 1}"
                yield [[i, power, whole], [i, 2, f"({rest}) - ({whole})"]]

    def balanced(self, at_one: Term) -> Iterator[Powers]:
        """Masses of the size that a form has where outcomes are small."""
        for i, integral in self._integrals(at_one):
            yield [[i, k, text] for k, text in integral.items()]

    def _integrals(self, at_one: Term) -> Iterator[tuple[int, dict[int, str]]]:
        """For each ranking the powers and coefficients of the integral of ``form/p`` over the rank, as ``p`` goes to 0."""
        assert self.pattern is not None
        for i, (law, _) in enumerate(self.pattern.ranks):
            state = sums.inner(self.pattern, at_one)
            state = state.changed(lambda term: term, positive=state.positive | set(self.pattern.laws))
            term = terms.substituted(state.sides[1], {f"T{i}": terms.variable(law)})
            names = sorted(state.ranges)
            field = Field(
                tuple(Side(name, None, None) for name in names),
                tuple(map(Generator, names)),
                {name: Quotient(generator(k)) for k, name in enumerate(names)},
            )
            try:
                e = of_term(field, terms.divide(term, terms.variable(law)))
                yield i, self._integrated(_at_zero(e, field.index(law)), field, field.index(f"B{i}"))
            except (Rejected, KeyError):
                continue

    def _integrated(self, e: Quotient, field: Field, i: int) -> dict[int, str]:
        assert self.pattern is not None
        parameters = sums.parameters(self.pattern)
        if poly.degrees(e.d).get(i, 0) or e.d != 1:
            raise Rejected("this is no polynomial in the rank")
        found = {}
        for k, part in enumerate(poly.collected(e.n, i)):
            if any(field.generators[g].name not in parameters for g in poly.degrees(part)):
                raise Rejected("this depends on the outcome")
            if part:
                found[k + 1] = parameter_text(fmpq(1, k + 1) * part, field)
        return found


def _at_zero(e: Quotient, i: int) -> Quotient:
    """The limit at 0 of a quotient in lowest terms."""
    top, bottom = (poly.collected(p, i)[0] for p in (e.n, e.d))
    if not bottom:
        raise Rejected("a form grows faster than the law")
    return Quotient(top, bottom)
