"""The search where square roots are squared and exponentials compared by logarithms.

Main definitions: ``Roots``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from flint import fmpq

from theory_lab.proofs.kernel import functions
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import ROOTS, Field, argument_of
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, generator
from theory_lab.proofs.search.algebra import grouped, quotient_text, text_of
from theory_lab.proofs.search.functions import Functions, Tree
from theory_lab.proofs.search.places.points import Points

PLAIN = 3  # rules below each other, for what is left where each monomial has a tangent of its own


class Roots(Functions):
    """Proofs by squares and by logarithms."""

    def varies(self, e: Quotient | Poly, field: Field) -> bool:
        """Whether a function depends on any variable."""
        return any(field.depends(e, field.index(side.name)) for side in field.cell)

    def by_root(self, p: Poly, field: Field, strict: bool, depth: int, cuts: int) -> Tree | None:
        """A function that is linear in a square root, by squares."""
        for i in sorted(poly.degrees(p), reverse=True):
            one = field.generators[i]
            if one.kind not in ROOTS or poly.degrees(p).get(i) != 1 or not self.varies(argument_of(one), field) or depth < 2:
                continue
            c, b = poly.collected(p, i)
            root, gap = b * generator(i), b * b * argument_of(one).n - c * c
            for x, y, lead, rest in ((root, -c, b, gap), (c, -root, c, -gap)):
                positive = self.prove(Quotient(lead), field, False, depth - 2, cuts)
                then = positive and self.prove(Quotient(rest), field, strict, depth - 1, cuts)
                if then and x is root:
                    positive = {"rule": "product", "factors": [[one.name, 1, 1, {"rule": "signs"}]], "then": positive}
                if then:
                    return self._compared("square", field, x, y, {"positive": [positive], "generators": [], "then": then})
        return None

    def _compared(self, by: str, field: Field, x: Poly, y: Poly, rest: Tree) -> Tree:
        return {"rule": "compare", "by": by, "x": text_of(x, field), "y": text_of(y, field), **rest}

    def by_logs(self, p: Poly, field: Field, strict: bool, depth: int, cuts: int) -> Tree | None:
        """The difference of two positive functions with exponentials, by logarithms."""
        exponentials = [i for i in poly.degrees(p) if field.generators[i].kind == "exp"]
        groups = grouped(p, exponentials)
        if len(groups) != 2 or depth < 3:
            return None
        points = Points(field)
        above = [part for part in groups.values() if points.signs(part) == {1}]
        below = [-part for part in groups.values() if points.signs(part) == {-1}]
        if len(above) != 1 or len(below) != 1:
            return None
        positive = [self.prove(Quotient(part), field, True, depth - 3, 1) for part in (above[0], below[0])]
        if None in positive:
            return None
        try:
            more, given = self.with_function(field, "log", Quotient(above[0]))
            more, further = self.with_function(more, "log", Quotient(below[0]))
            e = functions.log(more, Quotient(above[0])) - functions.log(more, Quotient(below[0]))
        except Rejected:
            return None
        then = self.prove(e, more, strict, depth - 1, cuts)
        told = {"positive": positive, "generators": given + further, "then": then}
        return self._compared("log", field, above[0], below[0], told) if then else None

    def by_tangent(self, p: Poly, field: Field, strict: bool, depth: int, cuts: int) -> Tree | None:
        """Logarithms with one coefficient, as a bound of them by a tangent, where nothing of them is left then."""
        leads = {
            g: poly.collected(p, g)[1] for g in poly.degrees(p) if field.generators[g].kind == "log" and poly.degrees(p)[g] == 1
        }
        for lead in list(leads.values()) if depth > 1 else ():
            shares = {g: Quotient(other) / Quotient(lead) for g, other in leads.items()}
            powers = {g: int(one.value) for g, one in shares.items() if one.is_constant and one.value.q == 1}
            sign = min(Points(field).signs(lead), default=0)
            if not sign or len(powers) < len(leads):
                continue
            y = math.prod((argument_of(field.generators[g]) ** (-sign * k) for g, k in powers.items()), start=Quotient(1))
            for at in self._with_exponentials(y, p, field):
                if (tree := self._below_tangent(p, sign * lead, at, field, strict, depth, cuts)) is not None:
                    return tree
        return None

    def _with_exponentials(self, y: Quotient, p: Poly, field: Field) -> Iterator[Quotient]:
        """``y``, and it by or times an exponential of the function: the logarithm of a tilted law is less that of its mass."""
        yield y
        for g in sorted(poly.degrees(p)):
            if field.generators[g].kind == "exp":
                yield y / Quotient(generator(g))
                yield y * Quotient(generator(g))

    def _below_tangent(self, p: Poly, m: Poly, y: Quotient, field: Field, strict: bool, depth: int, cuts: int) -> Tree | None:
        """A function less ``m`` times ``y - 1 - log y``."""
        try:
            rest = Quotient(p) - Quotient(m) * (y - Quotient(1) - functions.log(field, y))
        except Rejected:
            return None
        if -1 in Points(field).signs(rest) or (then := self.prove(rest, field, strict, depth - 1, cuts)) is None:
            return None
        proofs = [self.prove(Quotient(part), field, True, depth - 1, 1) for part in (y.n, y.d)]
        factor = self.prove(Quotient(m), field, False, depth - 1, 1)
        if None in proofs or factor is None:
            return None
        told = {"at": quotient_text(y, field), "by": text_of(m, field), "positive": proofs, "factor": factor}
        return {"rule": "tangent", **told, "then": then}

    def by_tangents(self, p: Poly, field: Field, strict: bool, depth: int) -> Tree | None:
        """Logarithms times sums of products of different variables, with a tangent for each, where nothing of them is left then.

        So it is with mutual information: at each outcome a chance times the logarithm of a ratio.  Products that multiply the
        same logarithm of a ratio are one: ``r - t r`` is the chance ``(1 - t) r`` of a mixture.
        """
        logs = [g for g in sorted(poly.degrees(p)) if field.generators[g].kind == "log" and poly.degrees(p)[g] == 1]
        shares: dict[tuple[int, ...], dict[int, fmpq]] = {}
        for g in logs:
            for monomial, c in poly.collected(p, g)[1].terms():
                shares.setdefault(monomial, {})[g] = c
        chances = all(max(m) <= 1 and not any(m[g] for g in logs) for m in shares)
        if not chances or len(shares) < 2:
            return None
        told, rest = [], Quotient(p)
        for powers, m in _by_ratio(shares):
            sign = min(Points(field).signs(m), default=1)
            y, m = math.prod((argument_of(field.generators[g]) ** (-sign * k) for g, k in powers), start=Quotient(1)), sign * m
            rest -= Quotient(m) * (y - Quotient(1) - functions.log(field, y))
            told.append((y, m))
        if -1 in Points(field).signs(rest) or (then := self.prove(rest, field, strict, min(depth - 1, PLAIN), 0)) is None:
            return None
        for y, m in told:
            proofs = [self.prove(Quotient(part), field, True, depth - 1, 1) for part in (y.n, y.d)]
            factor = self.prove(Quotient(m), field, False, depth - 1, 1)
            if None in proofs or factor is None:
                return None
            then = {
                "rule": "tangent",
                "at": quotient_text(y, field),
                "by": text_of(m, field),
                "positive": proofs,
                "factor": factor,
                "then": then,
            }
        return then


def _by_ratio(shares: Mapping[tuple[int, ...], Mapping[int, fmpq]]) -> list[tuple[tuple[tuple[int, int], ...], Poly]]:
    """Logarithms of ratios, by the powers of the arguments in lowest terms, and the sum of the monomials that multiply each."""
    found: dict[tuple[tuple[int, int], ...], dict[tuple[int, ...], fmpq]] = {}
    for monomial, powers in shares.items():
        c = content(powers.values()) * (1 if next(iter(powers.values())) > 0 else -1)
        found.setdefault(tuple((g, int(k / c)) for g, k in powers.items()), {})[monomial] = c
    return [(powers, poly.RING.from_dict(part)) for powers, part in found.items()]


def content(values: Iterable[fmpq]) -> fmpq:
    """The largest positive number of which all are whole multiples."""
    top, bottom = 0, 1
    for value in values:
        top, bottom = math.gcd(top * int(value.q), int(value.p) * bottom), bottom * int(value.q)
    return fmpq(top, bottom)
