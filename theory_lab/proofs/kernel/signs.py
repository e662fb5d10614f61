"""Signs of coefficients.

The one rule that looks at a whole cell: in coordinates in which it is an orthant, a polynomial with positive coefficients is
positive.  Part of the trusted base.

Main definitions: ``oriented``, ``positive_signs``, ``need_positive``, ``place``.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.polynomials import GENERATORS, Poly, Quotient, constant, degrees, generator, need

HALF = GENERATORS // 2  # generators of a field come first, the second coordinate of each variable after them


def oriented(p: Poly, field: Field, most: Mapping[int, int] | None = None) -> Poly | None:
    """A positive multiple of a polynomial in coordinates in which the cell is an orthant; None where a range has no end.

    ``v = (low u + high s) / (u + s)`` with ``u, s >= 0``, not both 0, reaches exactly the points of ``low <= v <= high``, and
    ``v = low + s`` those of ``v >= low``, ``v = high - s`` those of ``v <= high``; multiplied by powers of ``u + s`` and of the
    denominators of the ends, which are positive, the polynomial becomes homogeneous in each pair.
    """
    for side in reversed(field.cell):
        i = field.index(side.name)
        parts = poly.collected(p, i)
        degree = len(parts) - 1 if most is None else max(most[i], len(parts) - 1)
        if degree == 0:
            continue
        end = side.low if side.low is not None else side.high
        if end is None:
            return None
        s, low = generator(i), end
        need_positive(low.d, field)
        above, below = low.n + (s if side.low is not None else -s) * low.d, low.d
        if side.high is not None and side.low is not None:
            u, high = generator(HALF + i), side.high
            need_positive(high.d, field)
            above, below = low.n * high.d * u + high.n * low.d * s, low.d * high.d * (u + s)
        p = sum((part * (above**k * below ** (degree - k)) for k, part in enumerate(parts)), constant(0))
    return p


def positive_signs(p: Poly, field: Field, strict: bool) -> bool:
    """Whether all coefficients of a polynomial are positive in coordinates in which the cell is an orthant (``oriented``).

    The coordinates are nonnegative, exponentials and roots positive, so ``p >= 0``.  For ``p > 0`` some monomial must not vanish
    at any closed end: ``s = 0`` at a closed low one, ``u = 0`` at a closed high one.
    """
    turned = oriented(p, field)
    if turned is None or any(c < 0 for c in turned.coeffs()):
        return False
    used, kinds = degrees(p).keys() | degrees(turned).keys(), dict(enumerate(field.generators))
    sides = {field.index(side.name): side for side in field.cell}
    if not all(i >= HALF or i in sides or kinds[i].kind in ("exp", "sqrt", "root") for i in degrees(turned)):
        return False
    vanishing = [[i] for i in used if i < HALF and kinds[i].kind == "root"]
    for i in {i % HALF for i in used} & sides.keys():  # of an end of another range one coordinate may be left, or the other
        low, high = sides[i].low is not None and sides[i].low_closed, sides[i].high is not None and sides[i].high_closed
        vanishing.append([i] * low + [HALF + i if sides[i].low is not None else i] * high)
    ends = itertools.product(*filter(None, vanishing)) if strict else ()
    return all(poly.at_zero(turned, zero) for zero in ends)


def need_positive(p: Poly, field: Field) -> None:
    """Positive at every point of the cell, seen from the signs of coefficients."""
    need(p == constant(1) or positive_signs(p, field, strict=True), "a denominator may be zero or negative")


def place(text: str, field: Field, name: str) -> Quotient:
    """Where the range of a variable may end or be cut: a function of the earlier variables with a positive denominator."""
    at, names = field.quotient_of(text), [side.name for side in field.cell]
    later = names[names.index(name) :]
    need(not any(field.depends(at, field.index(one)) for one in later), "a place depends on a later variable")
    need_positive(at.d, field)
    return at
