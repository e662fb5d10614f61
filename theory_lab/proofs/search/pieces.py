"""The search for a proof about a function of one variable, piece by piece.

A piece is proved by a ball that contains all values, by a slope of one sign, or by a falling slope between two good ends; else it
is halved.

Main definitions: ``Pieces``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flint import arb

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, Side, argument_of
from theory_lab.proofs.kernel.functions import moved
from theory_lab.proofs.kernel.polynomials import Quotient, Rejected, constant
from theory_lab.proofs.search.algebra import quotient_text
from theory_lab.proofs.search.calculus import BALL, Search, Tree
from theory_lab.proofs.search.places.points import Points

HALVINGS = {2: 7, 1: 2}  # of a range, of a goal and of what it needs; one tighter than 1/128 of it needs another idea
BOXES = 12  # halvings of a range on which the slope shows that a function is positive
SHORT = 40  # terms of a function that is looked at piece by piece


class Pieces(Search):
    """Proofs about functions of one variable."""

    def pieces(self, e: Quotient, field: Field, strict: bool, depth: int, cuts: int) -> Tree | None:
        """A proof by pieces, where the function depends on one variable alone with constant ends."""
        sides = [side for side in field.cell if field.depends(e, field.index(side.name))]
        if len(sides) != 1 or cuts < 1 or depth < 1 or len(e.n) > SHORT:
            return None
        side = sides[0]
        if (
            not self.moves(field, side)
            or side.low is None
            or not side.low.is_constant
            or (side.high is not None and not side.high.is_constant)
        ):
            return None
        if side.high is not None:
            return self._piece(e, field, side, strict, cuts, HALVINGS.get(cuts, 0))
        if side.low.value <= 0:
            return self._halved(e, field, side, constant(1), strict, cuts, HALVINGS.get(cuts, 0))
        return self._inverted(e, field, side, strict, depth)

    def _piece(self, e: Quotient, field: Field, side: Side, strict: bool, cuts: int, halvings: int) -> Tree | None:
        self.tick()
        assert side.low is not None
        if side.high is None:
            return self._inverted(e, field, side, strict, 4)
        if -1 in Points(field, 24).signs(e):
            return None
        if field.is_positive_constant(e, {side.name: (side.low, side.high)}):
            return BALL
        i = field.index(side.name)
        slope = field.derivative(e, i)
        if self._is_above(e, slope, field, side) and (tree := self._boxes(e, field, side, BOXES)):
            return tree
        signs = Points(field).signs(slope)
        for up in (True, False):
            if not signs - {1 if up else -1} and (tree := self._moved(e, slope, field, side, up, strict, 5, cuts - 1)):
                return tree
        if not side.low_closed and e.d == 1:
            for g in sorted(poly.degrees(e.n), reverse=True):
                lead = (
                    poly.collected(e.n, g)[1]
                    if poly.degrees(e.n).get(g) == 1 and field.generators[g].kind == "log"
                    else constant(0)
                )
                if field.depends(lead, i) and (tree := self._divided(e.n, lead, field, side, strict, 7, cuts - 1)):
                    return tree
        if 1 not in Points(field).signs(field.derivative(slope, i)) and (tree := self.between(e, field, side, strict, 4, cuts)):
            return tree
        middle = (side.low.value + side.high.value) / 2
        return self._halved(e, field, side, constant(middle), strict, cuts, halvings - 1) if halvings else None

    def _is_above(self, e: Quotient, slope: Quotient, field: Field, side: Side) -> bool:
        """Whether the value in the middle and the slope show that a function is positive."""
        assert side.low is not None and side.high is not None
        middle, reach = (side.low.value + side.high.value) / 2, (side.high.value - side.low.value) / 2
        value = field.ball(e, {side.name: (Quotient(middle), Quotient(middle))})
        return bool(value + field.ball(slope, {side.name: (side.low, side.high)}) * arb(0, reach) > 0)

    def _boxes(self, e: Quotient, field: Field, side: Side, halvings: int) -> Tree | None:
        """Halves until a ball around all values is positive on each."""
        if field.is_positive_constant(e, {side.name: (side.low, side.high)}):
            return BALL
        if not halvings:
            return None
        assert side.low is not None and side.high is not None
        cut = Quotient((side.low.value + side.high.value) / 2)
        tree: Tree = {"rule": "split", "var": side.name, "at": quotient_text(cut, field), "inside": [BALL, BALL]}
        for key, half in (("low", replace(side, high=cut, high_closed=True)), ("high", replace(side, low=cut, low_closed=True))):
            tree[key] = self._boxes(e, field.with_side(half), half, halvings - 1)
            if tree[key] is None:
                return None
        return tree

    def _halved(
        self, e: Quotient, field: Field, side: Side, at: poly.Poly, strict: bool, cuts: int, halvings: int
    ) -> Tree | None:
        cut = Quotient(at)
        halves = (replace(side, high=cut, high_closed=True), replace(side, low=cut, low_closed=True))
        found: list[Tree] = []
        for half in halves:
            tree = self._piece(e, field.with_side(half), half, strict, cuts, halvings)
            if tree is None:
                return None
            found.append(tree)
        inside = [BALL, BALL if side.high is not None else None]
        told = {"rule": "split", "var": side.name, "at": quotient_text(cut, field), "inside": inside}
        return {**told, "low": found[0], "high": found[1]}

    def between(self, e: Quotient, field: Field, side: Side, strict: bool, depth: int, cuts: int) -> Tree | None:
        """The values at both ends, and a slope that falls."""
        i = field.index(side.name)
        tree: Tree = {"rule": "concave", "var": side.name, "values": [], "ends": {}}
        bare = replace(field, generators=tuple(one for one in field.generators if one.kind == "var"), facts=())
        for end in (side.low, side.high):
            assert end is not None
            rest: Any = replace(bare, cell=tuple(one for one in field.cell if one.name != side.name))
            try:
                rest, given = self.carried(e, field, rest, {side.name: end})
                value = moved(field, e, rest, {side.name: end})
            except Rejected:
                return None
            base = self.prove(value, rest, strict, depth - 2, cuts if depth > 4 else 0)
            if base is None:
                return None
            tree["values"].append({"generators": given, "base": base})
        whole = replace(field.with_side(replace(side, low_closed=True, high_closed=True)), facts=())
        if field.depends(e.d, i):
            tree["sign"] = min(Points(field).signs(e.d), default=1)
            tree["denominator"] = self.prove(Quotient(tree["sign"] * e.d), whole, True, 3, 0)
            if tree["denominator"] is None:
                return None
        for k in sorted(field.used(e)):
            if (one := field.generators[k]).kind in ("log", "sqrt"):
                before = replace(whole, generators=field.generators[:k])
                tree["ends"][one.name] = self.prove(argument_of(one), before, True, 3, 0)
                if tree["ends"][one.name] is None:
                    return None
        inner = replace(field.with_side(replace(side, low_closed=False, high_closed=False)), facts=())
        tree["slope"] = self.prove(-field.derivative(field.derivative(e, i), i), inner, False, 4, cuts - 1)
        return tree if tree["slope"] else None
