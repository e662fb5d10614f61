"""Facts with multipliers, found by a linear program.

A function is nonnegative where facts are if it is a sum of products of facts, with nonnegative multipliers, and of a polynomial
whose coefficients are positive in coordinates of the cell.  The multipliers are the unknowns of a linear program in floats;
they are rounded to simple fractions, and what comes out is checked exactly.

Main definitions: ``Combinations``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from flint import fmpq
from scipy.optimize import linprog

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, constant, generator
from theory_lab.proofs.kernel.signs import positive_signs, turned
from theory_lab.proofs.search.algebra import factored, quotient_text, text_of
from theory_lab.proofs.search.calculus import BALL, EASY, SIGNS, ZERO, Tree
from theory_lab.proofs.search.pieces import Pieces
from theory_lab.proofs.search.places.points import Points, in_floats

MOST_COLUMNS, MOST_ROWS = 600, 6000  # size of a linear program
MOST_IMAGES = 300_000  # coefficients of the monomials of a linear program, half a second of work
BITS = 16  # of an exponent in a monomial that is one number
ROUND = 720  # largest denominator of a multiplier


Factor = tuple[Poly, int]  # with its power
Monomial = tuple[int, ...]


class Core(NamedTuple):
    """A fact, the polynomial that decides its sign, and by what it is multiplied to become that."""

    number: int
    part: Poly
    scale: Quotient


class Combinations(Pieces):
    """Proofs that use facts."""

    def by_facts(self, e: Quotient, field: Field, strict: bool = False, hard: bool = True) -> Tree | None:
        """A proof of ``e >= 0`` (``e > 0``) where the facts of the field hold; with little effort where it is not ``hard``."""
        if not field.facts:
            return self.prove(e, field, strict, 5 if hard else 2, int(hard))
        if not e.n:
            return None if strict else ZERO
        content, found = factored(e)
        points = Points(field, 400).kept(field.facts)
        if -1 in points.signs(e):
            return None
        if (tree := self._by_factors(content, found, points, field, strict, hard)) or not points.count:
            return tree
        joined = self._joined(found, points, field)
        return self._by_factors(content, joined, points, field, strict, hard) if joined else None

    def _joined(self, found: list[Factor], points: Points, field: Field) -> list[Factor] | None:
        """The factors, those that may vanish or have no sure sign as one product, which may be a fact."""
        single = [one for one in found if one[1] == 1]
        signs = [min(points.signs(f), default=1) for f, _ in single]
        bare = replace(field, facts=())
        pairs = zip(single, signs, strict=True)
        loose = [one for one, sign in pairs if not positive_signs(sign * one[0], bare, True)]
        if len(loose) < 2:
            return None
        return [*(one for one in found if one not in loose), (math.prod((f for f, _ in loose), start=constant(1)), 1)]

    def _by_factors(
        self, content: fmpq, found: list[Factor], points: Points, field: Field, strict: bool, hard: bool
    ) -> Tree | None:
        everywhere = Points(field)
        found = sorted(found, key=lambda one: len(points.signs(one[0]) or everywhere.signs(one[0])))
        odd = [f for f, k in found if k % 2]
        for against in (None, *(odd if not points.count else ())):  # without points, signs that none has are proved
            listed, total = [], 1 if content > 0 else -1
            for f, k in found:
                sign, proof = 1, None
                if k % 2 or (strict and k > 0):
                    signs = points.signs(f) or everywhere.signs(f)
                    if len(signs) > 1 and points.count:
                        return None
                    sign = min(signs) if len(signs) == 1 else total
                    sign = -sign if f is against else sign
                    proof = self._factor(sign * f, field, strict and k > 0, hard)
                    if proof is None:
                        break
                    total *= sign if k % 2 else 1
                listed.append([text_of(f, field), k, sign, proof])
            if total > 0 and len(listed) == len(found):
                return {"rule": "product", "factors": listed, "then": BALL}
        return None

    def _factor(self, p: Poly, field: Field, strict: bool, hard: bool) -> Tree | None:
        depth, cuts = (4, 1) if hard else (2, 0)
        proof = -1 not in Points(field).signs(p) and self.prove(Quotient(p), replace(field, facts=()), strict, depth, cuts)
        return proof or self._combined(p, field, strict, hard)

    def _combined(self, p: Poly, field: Field, strict: bool, hard: bool) -> Tree | None:
        tree = None if strict else self._multiple(p, field)
        tree = tree or self._without_variable(p, field, strict) or self._combined_to(1, p, field, strict)
        if tree is not None or not hard:
            return tree
        for m in self._multipliers(p, p, field, 1)[1:]:
            if positive_signs(m, field, True) and (tree := self._combined_to(1, p * m, field, strict)) is not None:
                return {"rule": "product", "factors": [[text_of(m, field), -1, 1, SIGNS]], "then": tree}
        return self._combined_to(2, p, field, strict)

    def _multiple(self, p: Poly, field: Field) -> Tree | None:
        """``p`` is a positive multiple of one fact."""
        for j, f in enumerate(field.facts):
            core = self._core(j, f, field) if len(f.n) <= len(p) + 200 else None
            by = core and poly.divided(p, core.part)
            if core and by and positive_signs(by, field, False):
                multiplier = Quotient(by * core.scale.n, core.scale.d)
                if proof := self.prove(multiplier, replace(field, facts=()), False, *EASY):
                    return {"rule": "use", "facts": [[j, quotient_text(multiplier, field), proof]], "then": ZERO}
        return None

    def _without_variable(self, p: Poly, field: Field, strict: bool, more: int = 1) -> Tree | None:
        """``p`` less a positive multiple of one fact, by which a variable is gone, or of two: what is left may be a square."""
        bare, indices = replace(field, facts=()), [field.index(side.name) for side in field.cell]
        for j, f in enumerate(field.facts):
            own = f.n if f.d == 1 else constant(0)
            for i in indices:
                leads = [poly.collected(one, i)[1:] for one in (p, own)]
                if any(len(lead) != 1 or not lead[0].is_constant() for lead in leads):
                    continue
                m = leads[0][0].leading_coefficient() / leads[1][0].leading_coefficient()
                rest = p + own * -m
                if m <= 0:
                    continue
                then = self.prove(Quotient(rest), bare, strict, 4, 1)
                if then is None and more and rest and -1 not in Points(field, 400).kept(field.facts).signs(rest):
                    then = self._without_variable(rest, field, strict, more - 1)
                if then is not None:
                    return {"rule": "use", "facts": [[j, str(m), BALL]], "then": then}
        return None

    def _combined_to(self, degree: int, p: Poly, field: Field, strict: bool) -> Tree | None:
        facts = [core for j, f in enumerate(field.facts) if len(f.n) < 200 and (core := self._core(j, f, field)) is not None]
        columns: list[tuple[Core, Poly, Core | None]] = []
        columns += [(fact, m, None) for fact in facts for m in self._multipliers(p, fact.part, field, degree)]
        for k, fact in enumerate(facts) if degree > 1 else ():
            columns += [(fact, other.part, other) for other in facts[: k + 1] if len(fact.part) * len(other.part) < 400]
        columns = columns[:MOST_COLUMNS]
        weights = self._weights(p, [fact.part * m for fact, m, _ in columns], field)
        if weights is None:
            return None
        told, rest = [], p
        for weight, (fact, m, other) in zip(weights, columns, strict=True):
            if weight:
                c = fmpq(weight.numerator, weight.denominator)
                rest = rest + fact.part * m * -c
                multiplier = Quotient(m * fact.scale.n * c, fact.scale.d)
                proof = self.prove(multiplier, field, False, *EASY) if other is None else self._by_other(multiplier, other, field)
                if proof is None:
                    return None
                told.append([fact.number, quotient_text(multiplier, field), proof])
        then = ZERO if not rest and not strict else SIGNS if positive_signs(rest, field, strict) else None
        return {"rule": "use", "facts": told, "then": then} if then else None

    def _core(self, number: int, f: Quotient, field: Field) -> Core | None:
        """A fact without its factors of known sign."""
        content, found = factored(f)
        part, scale = constant(content), Quotient(1)
        for g, k in found:
            for sign in (1, -1):
                if positive_signs(sign * g, field, strict=True):
                    part, scale = sign ** (k % 2) * part, scale / Quotient(sign * g) ** k
                    break
            else:
                if k < 0:
                    return None
                part = part * g**k
        return Core(number, part, scale) if not part.is_constant() else None

    def _by_other(self, multiplier: Quotient, other: Core, field: Field) -> Tree | None:
        """A multiple of another fact is nonnegative."""
        ratio = multiplier / field.facts[other.number]
        ratio = ratio
        proof = self.prove(ratio, field, False, *EASY)
        told = [other.number, quotient_text(ratio, field), proof]
        return {"rule": "use", "facts": [told], "then": ZERO} if proof else None

    def _multipliers(self, p: Poly, f: Poly, field: Field, degree: int) -> list[Poly]:
        """Products of at most two distances of variables from the ends of their ranges."""
        used, singles = poly.degrees(p).keys() | poly.degrees(f).keys(), []
        for side in field.cell:
            i = field.index(side.name)
            if i in used:
                ends = [generator(i)] if side.low is None else []
                if side.low is not None and side.low.is_constant:
                    ends.append(generator(i) + constant(-side.low.value))
                    if side.low.value > 0:
                        ends.append(generator(i))
                if side.high is not None and side.high.is_constant:
                    ends.append(constant(side.high.value) - generator(i))
                singles += [end for end in ends if positive_signs(end, field, False)]
        found = [constant(1), *singles]
        if degree > 1 and len(singles) <= 8:
            found += [a * b for k, a in enumerate(singles) for b in singles[: k + 1]]
        return found

    def _weights(self, p: Poly, products: list[Poly], field: Field) -> list[Fraction] | None:
        everything = [p, *products]
        used = [field.index(side.name) for side in field.cell]
        degrees = {i: max(poly.degrees(q).get(i, 0) for q in everything) for i in used}
        monomials = {m for q in everything for m in q.monoms()}
        if not products or len(monomials) * math.prod(k + 1 for k in degrees.values()) > MOST_IMAGES:
            return None
        images = Images(field, degrees)
        known: dict[Monomial, dict[int, float]] = {}
        for m in monomials:
            self.tick()
            vector = images.of(m)
            if vector is None:
                return None
            known[m] = vector
        vectors = [_summed(q, known) for q in everything]
        rows = sorted(set().union(*vectors))
        if len(rows) > MOST_ROWS:
            return None
        place = {m: row for row, m in enumerate(rows)}
        whole = np.zeros((len(rows), len(vectors)))
        for column, vector in enumerate(vectors):
            for m, value in vector.items():
                whole[place[m], column] = value
        matrix, limit = whole[:, 1:], whole[:, 0]
        self.tick()
        result = linprog(np.ones(len(products)), A_ub=matrix, b_ub=limit + 1e-11, method="highs", options={"time_limit": 2.0})
        if result.status != 0:
            return None
        return [Fraction(float(x)).limit_denominator(ROUND) for x in result.x]


class Images:
    """Monomials in coordinates in which a cell is an orthant, in floats."""

    def __init__(self, field: Field, degrees: dict[int, int]) -> None:
        self.field, self.degrees, self.known = field, degrees, {}
        self.boxed = all(end is None or end.is_constant for side in field.cell for end in (side.low, side.high))

    def of(self, m: Monomial) -> dict[int, float] | None:
        """The image of a monomial; where the ends of ranges are constant, the product of those of its variables."""
        if not self.boxed:
            return self._exact(poly.RING.from_dict({m: fmpq(1)}), self.degrees)
        result, powers = {_packed(m): 1.0}, poly.powers(m)
        for i, most in self.degrees.items():
            if not most:
                continue
            k = powers.get(i, 0)
            if (i, k) not in self.known:
                self.known[i, k] = self._exact(generator(i) ** k, {**dict.fromkeys(self.degrees, 0), i: most})
            if (image := self.known[i, k]) is None:
                return None
            own = k << (BITS * i)
            result = {a - own + b: c * x for a, c in result.items() for b, x in image.items()}
        return result

    def _exact(self, p: Poly, degrees: dict[int, int]) -> dict[int, float] | None:
        for side in reversed(self.field.cell):
            if (image := turned(p, self.field, side, degrees[self.field.index(side.name)])) is None:
                return None
            p = image
        return {_packed(m): in_floats(c) for m, c in p.terms()}


def _packed(m: Monomial) -> int:
    """A monomial as one number, so that products are sums."""
    return sum(k << (BITS * i) for i, k in poly.powers(m).items())


def _summed(p: Poly, known: dict[Monomial, dict[int, float]]) -> dict[int, float]:
    """A linear image of a polynomial, in floats."""
    result: dict[int, float] = {}
    for m, c in p.terms():
        weight = in_floats(c)
        for k, b in known[m].items():
            result[k] = result.get(k, 0.0) + weight * b
    return result
