"""The search for telescoping masses, where outcomes are ranked.

``p (G(B + T) - G(B))/T`` sums to ``G(1) - G(0)``; the best ``G`` is the integral of what a small outcome at rank ``u`` needs.

Main definitions: ``Telescopes``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import numpy as np
from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field, Generator, Side, argument_of
from theory_lab.proofs.kernel.functions import moved, of_term
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, generator
from theory_lab.proofs.kernel.states import State, decided, first_condition
from theory_lab.proofs.search.patterns.outcomes import Outcomes, middle, parameter_text, side_of
from theory_lab.proofs.search.places.points import values
from theory_lab.proofs.terms import Term

Rises = list[list]  # ``[number of the ranks, power or function of the mass F, coefficient]``
Integral = dict[int | str, str]  # powers and functions of the mass F, with their coefficients
SMALL = 1e-3  # the mass of an outcome at which conditions are decided where outcomes are small


class Telescopes(Outcomes):
    """Masses by rank."""

    def telescopes(self, at_one: Term, rest: str) -> Iterator[Rises]:
        """Masses with the sum ``rest`` by which a form at one outcome is just nonnegative where outcomes are small."""
        for i, integral in self._integrals(at_one):
            own = [[i, k, f"-({text})"] for k, text in integral.items()]
            powers = {k: text for k, text in integral.items() if isinstance(k, int)}  # F^k log F is 0 at both ends
            total = " - ".join(["0", *(f"({text})" for text in powers.values())])
            for k in (None, 1, 2):
                yield own if k is None else [*own, [i, k, f"({rest}) - ({total})"]]
            if len(integral) == len(powers) == 1 and (power := min(powers)) > 2:  # a trapezoid lies above a convex function
                whole = f"-({integral[power]})*{power}/{power - 1}"
                yield [[i, power, whole], [i, 2, f"({rest}) - ({whole})"]]

    def balanced(self, at_one: Term) -> Iterator[Rises]:
        """Masses of the size that a form has where outcomes are small."""
        for i, integral in self._integrals(at_one):
            yield [[i, k, text] for k, text in integral.items()]

    def _integrals(self, at_one: Term) -> Iterator[tuple[int, Integral]]:
        """For each ranking the integral of ``form/p`` over the rank, as ``p`` goes to 0."""
        assert self.pattern is not None
        for i, (law, _) in enumerate(self.pattern.ranks):
            state = sums.inner(self.pattern, at_one)
            state = state.changed(positive=state.positive | {*self.pattern.laws, f"B{i}", f"T{i}"})
            state = replace(state, sides=(state.sides[0], _where_small(state, law, i)))
            try:
                yield i, self._integrated(*self._density(state, law), f"B{i}")
            except (Rejected, KeyError):
                continue

    def _density(self, state: State, law: str) -> tuple[Quotient, Field]:
        """The limit of ``form/p`` as ``p`` goes to 0, which has to be finite."""
        names = sorted(state.ranges)
        sides = (side_of(name, Fraction(0), None) if name in state.positive else Side(name, None, None) for name in names)
        images = {name: Quotient(generator(k)) for k, name in enumerate(names)}
        rest = field = Field(tuple(sides), tuple(map(Generator, names)), images)
        field, _ = self._with_functions(field, state.sides[1])
        e = field.normal(of_term(field, terms.divide(state.sides[1], terms.variable(law))))
        if not poly.collected(e.d, field.index(law))[0]:
            raise Rejected("a form grows faster than the law")
        none = {law: Quotient(0)}
        rest, _ = self.carried(e, field, rest, none)
        return rest.normal(moved(field, e, rest, none)), rest

    def _integrated(self, e: Quotient, field: Field, mass: str) -> Integral:
        """The integral over the mass of ``sum c_k F^k + d_k F^k log F``."""
        i = field.index(mass)
        if e.d != 1:
            raise Rejected("this is no polynomial in the rank")
        logs = [g for g in poly.degrees(e.n) if (one := field.generators[g]).kind == "log" and _is(argument_of(one), i)]
        plain, *more = poly.collected(e.n, logs[0]) if logs else [e.n]
        if len(more) > 1:
            raise Rejected("this has powers of the logarithm of a mass")
        found: dict[int | str, Poly] = {k + 1: part * fmpq(1, k + 1) for k, part in enumerate(poly.collected(plain, i))}
        for k, part in enumerate(poly.collected(more[0], i) if more else (), 1):
            found[f"F**{k}*log(kept(F))"] = part * fmpq(1, k)
            found[k] = found.get(k, poly.constant(0)) - part * fmpq(1, k * k)
        return {k: self._parameter(part, field) for k, part in found.items() if part}

    def _parameter(self, part: Poly, field: Field) -> str:
        """A coefficient as a text, if it is the same at every outcome."""
        assert self.pattern is not None
        own = [field.index(side.name) for side in field.cell if side.name not in sums.parameters(self.pattern)]
        if any(field.depends(part, k) for k in own):
            raise Rejected("this depends on the outcome")
        return parameter_text(part, field)


def _where_small(state: State, law: str, i: int) -> Term:
    """The form where outcomes are small, each tied with no other, and without conditions."""
    at = {name: np.array(middle(low, high)) for name, (low, high) in state.ranges.items()} | {law: np.array(SMALL)}
    term = terms.substituted(state.sides[1], {f"T{i}": terms.variable(law)})
    at[f"B{i}"] = np.array(middle(Fraction(0), Fraction(1)))
    while (condition := first_condition((term,))) is not None:
        term = decided(term, condition, bool(values(condition, at)))
    return term


def _is(q: Quotient, i: int) -> bool:
    """Whether a function is the variable with this number."""
    return q.n == generator(i) and q.d == 1
