"""The search for a proof on a cell.

Divide by the coefficient of a logarithm, differentiate, look at signs of coefficients: what floats believe at random points is
tried, and only what the kernel will accept is written down.

Main definitions: ``Search``.

Conventions: nothing here is trusted.  A tree is a proof for ``kernel.rules.proves``; None means that none was found.
"""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import replace

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, Side, argument_of
from theory_lab.proofs.kernel.functions import moved
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, generator
from theory_lab.proofs.kernel.rules import in_functions
from theory_lab.proofs.kernel.signs import positive_signs
from theory_lab.proofs.search.algebra import factored, quotient_text, text_of
from theory_lab.proofs.search.deadlines import OutOfTime
from theory_lab.proofs.search.functions import CUTS, DEPTH, Tree
from theory_lab.proofs.search.places.cuts import inside, places_of, zeros
from theory_lab.proofs.search.places.orders import by_order
from theory_lab.proofs.search.places.points import Points
from theory_lab.proofs.search.roots import Roots

BALL, ZERO, SIGNS = {"rule": "ball"}, {"rule": "zero"}, {"rule": "signs"}
EASY = 2, 0  # depth and cuts for factors: one whose sign is not seen by its own factors is seldom the one that is wanted
LONG = 1500  # terms of a polynomial beyond which nothing is tried


class Search(Roots):
    """Proofs on cells, up to a deadline."""

    def __init__(self, seconds: float) -> None:
        self.deadline = time.process_time() + seconds  # of the processor, so that a busy machine loses no proofs
        self.best: tuple[str, str] | None = None  # the goal that was left open

    def tick(self) -> None:
        """Raise ``OutOfTime`` after the deadline."""
        if time.process_time() > self.deadline:
            raise OutOfTime

    def prove(self, e: Quotient, field: Field, strict: bool = False, depth: int = DEPTH, cuts: int = CUTS) -> Tree | None:
        """A proof of ``e >= 0`` (``e > 0``) on the cell."""
        self.tick()
        e = field.normal(e)
        if not e.n:
            return None if strict else ZERO
        if len(e.n) > LONG or depth < 0:
            return None
        if not self.varies(e, field):
            return BALL if field.is_positive_constant(e) else None
        points = Points(field)
        if -1 in points.signs(e):
            return None
        whole = e.d == 1
        if whole and positive_signs(e.n, field, strict):
            return SIGNS
        content, found = factored(e)
        if len(found) == 1 and found[0][1] == 1:
            p = found[0][0] * content
            return SIGNS if not whole and positive_signs(p, field, strict) else self._irreducible(p, field, strict, depth, cuts)
        listed, total = [], 1 if content > 0 else -1
        for f, k in sorted(found, key=lambda one: len(one[0])):
            sign, proof = 1, None
            if k % 2 or (strict and k > 0):
                signs = points.signs(f)
                if len(signs) > 1:
                    return self._cut_where(f, e, field, strict, depth, cuts) if cuts else None
                sign = min(signs, default=1)
                proof = self.prove(Quotient(sign * f), field, strict and k > 0, depth - 1, cuts)
                if proof is None:
                    return None
                total *= sign if k % 2 else 1
            listed.append([text_of(f, field), k, sign, proof])
        return {"rule": "product", "factors": listed, "then": BALL} if total > 0 else None

    def _cut_where(self, f: Poly, e: Quotient, field: Field, strict: bool, depth: int, cuts: int) -> Tree | None:
        """The cases on both sides of the place where a factor changes its sign, and another one with it."""
        for side in reversed(field.cell):
            if tree := self._cut(e, field, side, strict, depth, cuts, zeros(f, field, side)):
                return tree
        return None

    def _irreducible(self, p: Poly, field: Field, strict: bool, depth: int, cuts: int) -> Tree | None:
        if not any(field.generators[g].kind != "var" for g in poly.degrees(p)):
            return self._polynomial(p, field, strict, depth, cuts)
        if tree := self.by_tangents(p, field, strict, depth) or self._linear(p, field, strict, depth, cuts):
            return tree
        tree = self.by_root(p, field, strict, depth, cuts) or self._by_square(p, field, strict, depth)
        tree = tree or (self._transcendental(p, field, strict, depth, 0) if depth > 2 else None)
        tree = tree or self.by_tangent(p, field, strict, depth, cuts)
        tree = tree or self.pieces(Quotient(p), field, strict, depth, cuts)
        tree = tree or (self._transcendental(p, field, strict, depth, cuts) if cuts or depth < 3 else None)
        return tree or self.by_logs(p, field, strict, depth, cuts)

    @abstractmethod
    def pieces(self, e: Quotient, field: Field, strict: bool, depth: int, cuts: int) -> Tree | None:
        """A proof for a function of one variable, piece by piece."""

    def _polynomial(self, p: Poly, field: Field, strict: bool, depth: int, cuts: int) -> Tree | None:
        for side in field.cell:
            if poly.degrees(p).get(field.index(side.name), 0) == 2 and (tree := self._quadratic(p, field, side, strict, depth)):
                return tree
        if cuts and (tree := by_order(p, field, strict)):
            return tree
        for side in reversed(field.cell):
            if field.depends(p, field.index(side.name)) and cuts and depth > 0:
                tree = self._cut(Quotient(p), field, side, strict, depth, cuts)
                tree = tree or self._monotone(Quotient(p), field, side, strict, depth, cuts)
                if tree:
                    return tree
        return None

    def _linear(self, p: Poly, field: Field, strict: bool, depth: int, cuts: int) -> Tree | None:
        """The values at both ends of a variable in which the function is linear: nothing is lost by that."""
        for i, side in ((field.index(side.name), side) for side in field.cell):
            arguments = (argument for g in poly.degrees(p) if (argument := field.generators[g].argument) is not None)
            inside = any(field.depends(argument, i) for argument in arguments)
            ends = [poly.degrees(q).keys() for end in (side.low, side.high) if end is not None for q in (end.n, end.d)]
            plain = len(ends) == 4 and all(field.generators[g].kind == "var" for own in ends for g in own)
            if poly.degrees(p).get(i) == 1 and not inside and plain and self.moves(field, side):
                return self.between(Quotient(p), field, side, strict, depth + 1, cuts)
        return None

    def _by_square(self, p: Poly, field: Field, strict: bool, depth: int) -> Tree | None:
        """A quadratic in a variable that no logarithm contains."""
        for i, side in ((field.index(side.name), side) for side in field.cell):
            inside = any(field.depends(argument_of(one), i) for one in field.generators if one.argument is not None)
            if poly.degrees(p).get(i) == 2 and not inside and (tree := self._quadratic(p, field, side, strict, depth)):
                return tree
        return None

    def _quadratic(self, p: Poly, field: Field, side: Side, strict: bool, depth: int) -> Tree | None:
        c, b, a = poly.collected(p, field.index(side.name))
        gap = 4 * a * c - b * b
        if -1 in Points(field).signs(gap):
            return None
        lead = self.prove(Quotient(a), field, True, min(depth - 2, 2), 0)
        rest = lead and self.prove(Quotient(gap), field, strict, min(depth - 2, 3), 0)
        if rest is None:
            return None
        positive = lead if a.is_constant() else {"rule": "product", "factors": [[text_of(a, field), 1, 1, lead]], "then": BALL}
        square = text_of(2 * a * generator(field.index(side.name)) + b, field)  # 4 a p = (2 a v + b)**2 + 4 a c - b**2
        then = {"rule": "use", "facts": [[square, "1", BALL]], "then": rest}
        return {"rule": "product", "factors": [[text_of(4 * a, field), -1, 1, positive]], "then": then}

    def _cut(
        self,
        e: Quotient,
        field: Field,
        side: Side,
        strict: bool,
        depth: int,
        cuts: int,
        places: Iterable[Quotient] | None = None,
    ) -> Tree | None:
        for at in inside(places_of(e, field, side) if places is None else places, field, side):
            gaps = [end and (at - end if low else end - at) for end, low in ((side.low, True), (side.high, False))]
            above = [not closed and in_functions(field, side.name) for closed in (side.low_closed, side.high_closed)]
            within = [None if g is None else self.prove(g, field, more, 2, 0) for g, more in zip(gaps, above, strict=True)]
            if any(gap is not None and proof is None for gap, proof in zip(gaps, within, strict=True)):
                continue
            low = self.prove(e, field.with_side(replace(side, high=at, high_closed=True)), strict, depth - 1, cuts - 1)
            high = low and self.prove(e, field.with_side(replace(side, low=at, low_closed=True)), strict, depth - 1, cuts - 1)
            if high:
                text = quotient_text(at, field)
                return {"rule": "split", "var": side.name, "at": text, "inside": within, "low": low, "high": high}
        return None

    def _transcendental(self, p: Poly, field: Field, strict: bool, depth: int, cuts: int) -> Tree | None:
        for side in reversed(field.cell):
            i = field.index(side.name)
            if not field.depends(p, i):
                continue
            for g in sorted(poly.degrees(p), reverse=True):
                one = field.generators[g]
                if one.kind != "log" or not field.depends(argument_of(one), i) or poly.degrees(p).get(g) != 1:
                    continue
                lead = poly.collected(p, g)[1]
                if lead.is_constant() or not (tree := self._divided(p, lead, field, side, strict, depth, cuts)):
                    continue
                return tree
            if tree := self._monotone(Quotient(p), field, side, strict, depth, cuts):
                return tree
            if side.low is not None and side.high is not None and depth > 3 and self.moves(field, side):
                bend = field.derivative(field.derivative(Quotient(p), i), i)
                if 1 not in Points(field).signs(bend) and (tree := self.between(Quotient(p), field, side, strict, depth, cuts)):
                    return tree
        return None

    @abstractmethod
    def between(self, e: Quotient, field: Field, side: Side, strict: bool, depth: int, cuts: int) -> Tree | None:
        """The values at both ends, and a slope that falls."""

    def _divided(self, p: Poly, lead: Poly, field: Field, side: Side, strict: bool, depth: int, cuts: int) -> Tree | None:
        """Divide by the coefficient of a logarithm."""
        signs = Points(field).signs(lead)
        if len(signs) != 1 or depth < 1:
            return None
        by = min(signs) * lead
        positive = self.prove(Quotient(by), field, True, depth - 2, 1)
        then = positive and self._monotone(Quotient(p, by), field, side, strict, depth - 1, cuts)
        return {"rule": "product", "factors": [[text_of(by, field), 1, 1, positive]], "then": then} if then else None

    def _monotone(self, e: Quotient, field: Field, side: Side, strict: bool, depth: int, cuts: int) -> Tree | None:
        if depth < 1:
            return None
        i = field.index(side.name)
        if not self.moves(field, side):
            return None
        slope = field.derivative(e, i)
        signs = Points(field).signs(slope)
        for up in (True, False):
            if signs - {1 if up else -1} or (side.low if up else side.high) is None:
                continue
            if tree := self._moved(e, slope, field, side, up, strict, depth, cuts):
                return tree
        if cuts and (tree := self._cut(e, field, side, strict, depth, cuts)):
            return tree
        return self._inverted(e, field, side, strict, depth) if side.high is None and signs == {-1} else None

    def moves(self, field: Field, side: Side) -> bool:
        """Whether a variable moves alone: no other range depends on it, and no root that may vanish."""
        ends = [end for one in field.cell if one.name != side.name for end in (one.low, one.high) if end is not None]
        roots = [argument_of(one) for one in field.generators if one.kind == "root"]
        return not any(field.depends(end, field.index(side.name)) for end in (*ends, *roots))

    def _moved(
        self, e: Quotient, slope: Quotient, field: Field, side: Side, up: bool, strict: bool, depth: int, cuts: int
    ) -> Tree | None:
        """The value at the end, the slope, and what keeps the function continuous."""
        i, end = field.index(side.name), side.low if up else side.high
        assert end is not None
        closed = side.low_closed if up else side.high_closed
        tree: Tree = {"rule": "mono", "var": side.name, "up": up, "strict": "base"}
        bare = replace(field, generators=tuple(one for one in field.generators if one.kind == "var"), facts=())
        rest = replace(bare, cell=tuple(one for one in field.cell if one.name != side.name))
        try:
            rest, first = self.carried(end, field, rest, {})
            at = {side.name: moved(field, end, rest, {})}
            rest, given = self.carried(e, field, rest, at)
            value, tree["generators"] = moved(field, e, rest, at), first + given
        except Rejected:
            return None
        tree["base"] = self.prove(value, rest, strict, depth - 1, cuts)
        if tree["base"] is None and strict and not closed:
            tree["strict"], tree["base"] = "slope", self.prove(value, rest, False, depth - 1, cuts)
        if tree["base"] is None:
            return None
        whole = field.with_side(replace(side, low_closed=side.low_closed or up, high_closed=side.high_closed or not up))
        whole = replace(whole, facts=())
        if field.depends(e.d, i):
            tree["sign"] = min(Points(field).signs(e.d), default=1)
            tree["denominator"] = self.prove(Quotient(tree["sign"] * e.d), whole, True, depth - 1, 1)
            if tree["denominator"] is None:
                return None
        if not closed:
            tree["ends"] = {}
            for k in sorted(field.used(e)):
                if (one := field.generators[k]).kind in ("log", "sqrt", "root"):
                    before = replace(whole, generators=field.generators[:k])
                    tree["ends"][one.name] = self.prove(argument_of(one), before, one.kind != "root", depth - 1, 1)
                    if tree["ends"][one.name] is None:
                        return None
        inner = replace(field.with_side(replace(side, low_closed=False, high_closed=False)), facts=())
        tree["slope"] = self.prove(slope if up else -slope, inner, tree["strict"] == "slope", depth - 1, cuts)
        return tree if tree["slope"] else None

    def _inverted(self, e: Quotient, field: Field, side: Side, strict: bool, depth: int) -> Tree | None:
        """``1/v`` for a variable without an upper end, where the function falls to its limit."""
        low = side.low
        if low is None or not low.is_constant or (low.value == 0 and side.low_closed) or low.value < 0:
            return None
        high = None if low.value == 0 else Quotient(1 / low.value)
        turned = replace(side, low=Quotient(0), high=high, low_closed=False, high_closed=side.low_closed)
        bare = replace(field, generators=tuple(one for one in field.generators if one.kind == "var"), facts=())
        inverse = {side.name: Quotient(1) / Quotient(generator(field.index(side.name)))}
        try:
            target, given = self.carried(e, field, bare.with_side(turned), inverse)
            then = self.prove(moved(field, e, target, inverse), target, strict, depth - 1, 1)
        except Rejected:
            return None
        return {"rule": "invert", "var": side.name, "generators": given, "then": then} if then else None
