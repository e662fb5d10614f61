"""The search where sums are variables: what is left of a goal from one fact about them, or from a lemma that is asked for.

Main definitions: ``FromFacts``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools

from flint import fmpq

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, argument_of
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, constant, generator
from theory_lab.proofs.kernel.signs import positive_signs
from theory_lab.proofs.search.algebra import text_of
from theory_lab.proofs.search.calculus import BALL, CUTS, DEPTH, SIGNS, ZERO, Tree
from theory_lab.proofs.search.patterns.means.exponentials import Exponentials
from theory_lab.proofs.search.places.points import Points


class FromFacts(Exponentials):
    """Goals about sums that follow from one fact."""

    def _from_fact(self, p: Poly, field: Field, known: bool) -> Tree | None:
        for j, fact in enumerate(field.facts):
            ratio = Quotient(p) / fact if p and fact.n else Quotient(0)
            if ratio.is_constant and ratio.value > 0:
                return {"rule": "use", "facts": [[j, str(ratio.value), BALL]], "then": ZERO}
            if (tree := self._multiple_of(j, fact, p, field)) is not None:
                return tree
            if (tree := self._beyond(j, fact, p, field)) is not None:
                return tree
        if (tree := self.by_root(p, field, False, DEPTH, CUTS)) is not None:
            return tree
        if not known and (tree := self.by_logarithms(p, field)) is not None:
            return tree
        if not known and (tree := self.by_exponentials(p, field)) is not None:
            return tree
        if not known and not self.closed:
            self._find(p, field)
            self._find_square(p, field)
            self._find_tangent(Quotient(p), field)
            self._find_inside(p, field)
            self._find_corners(p, field)
        return self._for_each_value(p, field, known)

    def _for_each_value(self, p: Poly, field: Field, known: bool) -> Tree | None:
        """A goal that is quadratic in a parameter, from its least value: ``K + t D + t**2/8 >= 0`` from ``2 D**2 <= K``."""
        for name, _, _ in self.pattern.parameters if self.pattern is not None else ():
            if all(side.name != name for side in field.cell) or poly.degrees(p).get(i := field.index(name)) != 2:
                continue
            c, b, a = poly.collected(p, i)
            inside = any(field.depends(generator(g), i) for part in (a, b, c) for g in poly.degrees(part))
            if inside or self.sums_in(a, field) or not positive_signs(a, field, True):
                continue
            gap = 4 * a * c - b * b  # 4 a p = (2 a t + b)**2 + 4 a c - b**2
            if gap and (rest := self._from_fact(gap, field, known)) is not None:
                then = {"rule": "use", "facts": [[text_of(2 * a * generator(i) + b, field), "1", BALL]], "then": rest}
                return {"rule": "product", "factors": [[text_of(4 * a, field), -1, 1, SIGNS]], "then": then}
        return None

    def _find_inside(self, p: Poly, field: Field) -> None:
        """Look for a lemma that says ``a >= b`` where a multiple of ``log a - log b`` is left."""
        logs = [g for g in poly.degrees(p) if field.generators[g].kind == "log"]
        leads = {g: poly.collected(p, g)[1] for g in logs if poly.degrees(p).get(g) == 1}
        signs = {g: Points(field).signs(lead) for g, lead in leads.items()}
        for one, other in itertools.permutations(leads, 2):
            if signs[one] == {1} and signs[other] == {-1}:
                above, below = (argument_of(field.generators[g]) for g in (one, other))
                self._find((above - below).n, field)

    def _beyond(self, j: int, fact: Quotient, p: Poly, field: Field) -> Tree | None:
        """``p`` is a fact and something positive without sums."""
        for c in (fmpq(1), fmpq(2), fmpq(1, 2)) if fact.d == 1 else ():
            rest = p + fact.n * -c
            if rest and positive_signs(rest, field, False):
                return {"rule": "use", "facts": [[j, str(c), BALL]], "then": SIGNS}
        return None

    def _multiple_of(self, j: int, fact: Quotient, p: Poly, field: Field) -> Tree | None:
        """``p`` from a fact that is a multiple of it by a function of parameters."""
        for whole, part in ((p, fact.n), (fact.n, p)) if fact.n else ():
            factor = poly.divided(whole, part)
            free = self.sums_in(fact.d, field) and not positive_signs(fact.d, field, False)
            if factor is not None and free and whole is p and positive_signs(factor, field, True) and poly.is_constant(factor):
                proof = self._of_another_fact(fact.d, field)
                return proof and {"rule": "use", "facts": [[j, text_of(factor * fact.d, field), proof]], "then": ZERO}
            if factor is None or self.sums_in(factor, field) or free:
                continue
            proof = self.prove(Quotient(factor * (fact.d if whole is p else constant(1))), field, whole is not p)
            if proof and whole is p:
                return {"rule": "use", "facts": [[j, text_of(factor * fact.d, field), proof]], "then": ZERO}
            if proof and fact.d == 1:
                then = {"rule": "use", "facts": [[j, "1", BALL]], "then": ZERO}
                return {"rule": "product", "factors": [[text_of(factor, field), -1, 1, proof]], "then": then}
        return None

    def _of_one_fact(self, p: Poly, field: Field) -> Tree | None:
        """``p`` from the first fact that is a multiple of it."""
        told = (self._multiple_of(j, fact, p, field) for j, fact in enumerate(field.facts))
        return next((tree for tree in told if tree is not None), None)

    def _of_another_fact(self, p: Poly, field: Field) -> Tree | None:
        """That a function is nonnegative, from a fact that says it."""
        for j, fact in enumerate(field.facts):
            ratio = Quotient(p) / fact if fact.n else Quotient(0)
            if ratio.is_constant and ratio.value > 0:
                return {"rule": "use", "facts": [[j, str(ratio.value), BALL]], "then": ZERO}
        return None
