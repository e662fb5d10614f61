"""Cells by the order of variables that may change places.

A polynomial that stays the same when variables change places, such as the difference of an arithmetic and a geometric mean, is
often 0 where they are all equal.  Where they are ordered it is a polynomial in their gaps, and its coefficients may all be
positive.

Main definitions: ``by_order``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, Side
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, constant, generator
from theory_lab.proofs.kernel.rules import in_functions
from theory_lab.proofs.kernel.signs import positive_signs
from theory_lab.proofs.search.algebra import quotient_text

Tree = dict[str, Any]

MOST = 4  # variables that change places: there are 24 orders of four
LONG = 120  # terms of a polynomial


def by_order(p: Poly, field: Field, strict: bool) -> Tree | None:
    """A proof of ``p >= 0`` (``p > 0``) in each order of the variables that may change places; None where one order has none."""
    if len(p) > LONG:
        return None
    for names in _exchangeable(p, field):
        unit = field.side(names[0]).high is None  # weights beside the last one, which is 1
        if tree := _placed(p, field, names, [Quotient(constant(1))] if unit else [], strict):
            return tree
    return None


def _exchangeable(p: Poly, field: Field) -> list[list[str]]:
    """Groups of variables with the same constant ends that may change places in a polynomial."""
    groups: list[list[Side]] = []
    for side in field.cell:
        if not field.depends(p, field.index(side.name)) or not all(
            end is None or end.is_constant for end in (side.low, side.high)
        ):
            continue
        for group in groups:
            if _alike(group[0], side) and _exchanged(p, field.index(group[0].name), field.index(side.name)) == p:
                group.append(side)
                break
        else:
            groups.append([side])
    return [[side.name for side in group] for group in groups if 1 < len(group) <= MOST]


def _alike(one: Side, other: Side) -> bool:
    return replace(one, name=other.name) == other


def _exchanged(p: Poly, i: int, j: int) -> Poly:
    """The polynomial with two generators in each other's places."""
    found = {}
    for monomial, c in p.terms():
        m = list(monomial)
        m[i], m[j] = m[j], m[i]
        found[tuple(m)] = c
    return poly.RING.from_dict(found)


def _placed(p: Poly, field: Field, names: Sequence[str], below: list[Quotient], strict: bool) -> Tree | None:
    """The cases of where the next variable lies among those that are placed, which rise."""
    if not names:
        return {"rule": "signs"} if positive_signs(p, field, strict) else None
    name, *rest = names
    own = Quotient(generator(field.index(name)))
    return _above(p, field, name, rest, [below[:k] + [own] + below[k:] for k in range(len(below) + 1)], below, strict)


def _above(
    p: Poly, field: Field, name: str, rest: Sequence[str], orders: list[list[Quotient]], places: list[Quotient], strict: bool
) -> Tree | None:
    """The range of a variable is cut at the first of the places, and so on above it."""
    if not places:
        return _placed(p, field, rest, orders[0], strict)
    side, at = field.side(name), places[0]
    inside: list[Tree | None] = []
    for end, low, closed in ((side.low, True, side.low_closed), (side.high, False, side.high_closed)):
        gap = end and (at - end if low else end - at)
        if gap is not None and not positive_signs(gap.n, field, not closed and in_functions(field, name)):
            return None
        inside.append(None if gap is None else {"rule": "signs"})
    under = _placed(p, field.with_side(replace(side, high=at, high_closed=True)), rest, orders[0], strict)
    over = under and _above(
        p, field.with_side(replace(side, low=at, low_closed=True)), name, rest, orders[1:], places[1:], strict
    )
    return over and {"rule": "split", "var": name, "at": quotient_text(at, field), "inside": inside, "low": under, "high": over}
