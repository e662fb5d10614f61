"""Signs of coefficients.

The one rule that looks at a whole cell: in coordinates in which it is an orthant, a polynomial with positive coefficients is
positive.  Part of the trusted base.

Main definitions: ``oriented``, ``positive_signs``, ``need_positive``.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from flint import fmpq

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.polynomials import GENERATORS, Poly, constant, generator, need

HALF = GENERATORS // 2  # generators of a field come first, the second coordinate of each variable after them


def oriented(p: Poly, field: Field, degrees: Mapping[int, int] | None = None) -> Poly | None:
    """A positive multiple of a polynomial in coordinates in which the cell is an orthant; None where a range has no end.

    ``v = (low u + high s) / (u + s)`` with ``u, s >= 0``, not both 0, reaches exactly the points of ``low <= v <= high``, and
    ``v = low + s`` those of ``v >= low``, ``v = high - s`` those of ``v <= high``; multiplied by powers of ``u + s`` and of the
    denominators of the ends, which are positive, the polynomial becomes homogeneous in each pair.
    """
    for side in reversed(field.cell):
        i = field.index(side.name)
        parts = poly.collected(p, i)
        degree = len(parts) - 1 if degrees is None else max(degrees[i], len(parts) - 1)
        if degree == 0:
            continue
        end = side.low if side.low is not None else side.high
        if end is None:
            return None
        s, low = generator(i), end
        need_positive(low.d, field)
        step = poly.multiply(low.d, s) if side.low is not None else poly.scale(poly.multiply(low.d, s), fmpq(-1))
        above, below = poly.add(low.n, step), low.d
        if side.high is not None and side.low is not None:
            u, high = generator(HALF + i), side.high
            need_positive(high.d, field)
            above = poly.add(poly.multiply(poly.multiply(low.n, high.d), u), poly.multiply(poly.multiply(high.n, low.d), s))
            below = poly.multiply(poly.multiply(low.d, high.d), poly.add(u, s))
        p, rest = {}, constant(1)
        for part in reversed(parts):  # the sum of ``part[k] above**k below**(degree - k)``
            p = poly.add(poly.multiply(p, above), poly.multiply(part, rest))
            rest = poly.multiply(rest, below)
        p = poly.multiply(p, poly.power(below, degree - len(parts) + 1))
    return p


def positive_signs(p: Poly, field: Field, strict: bool) -> bool:
    """Whether all coefficients of a polynomial are positive in coordinates in which the cell is an orthant (``oriented``).

    The coordinates are nonnegative, exponentials and roots positive, so ``p >= 0``.  For ``p > 0`` some monomial must not vanish
    at any closed end: ``s = 0`` at a closed low one, ``u = 0`` at a closed high one.
    """
    ends = {field.index(side.name): side for side in field.cell if poly.degree(p, field.index(side.name))}
    turned = oriented(p, field)
    if turned is None or any(c < 0 for c in turned.values()):
        return False
    known = {field.index(side.name) for side in field.cell} | {HALF + i for i in range(HALF)}
    known |= {i for i, one in enumerate(field.generators) if one.kind in ("exp", "sqrt", "root")}
    if not poly.generators(turned) <= known:
        return False
    if not strict:
        return True
    for side in field.cell:
        if field.index(side.name) in poly.generators(turned):
            ends[field.index(side.name)] = side
    vanishing = []
    for i, side in ends.items():
        low, high = side.low is not None and side.low_closed, side.high is not None and side.high_closed
        vanishing.append([i] * low + [HALF + i if side.low is not None else i] * high)
    vanishing += [[i] for i in poly.generators(turned) if i < len(field.generators) and field.generators[i].kind == "root"]
    present = [poly.generators({m: fmpq(1)}) for m in turned]
    return all(any(not used & set(zero) for used in present) for zero in itertools.product(*filter(None, vanishing)))


def need_positive(p: Poly, field: Field) -> None:
    """Positive at every point of the cell, seen from the signs of coefficients."""
    need(p == constant(1) or positive_signs(p, field, strict=True), "a denominator may be zero or negative")
