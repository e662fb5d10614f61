"""Signs of coefficients.

The one rule about a whole cell: in coordinates in which the cell is an orthant, a polynomial with positive coefficients is
positive.  Part of the trusted base.

Main definitions: ``turned``, ``positive_signs``, ``need_positive``, ``place``.
"""

from __future__ import annotations

from collections.abc import Sequence

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, Side
from theory_lab.proofs.kernel.polynomials import GENERATORS, Poly, Quotient, constant, degrees, generator, need


def turned(p: Poly, field: Field, side: Side, least: int = 0) -> Poly | None:
    """A positive multiple of a polynomial with a coordinate ``s >= 0`` in place of a variable; None where a range has no end.

    ``v = (low u + high s) / (u + s)`` with ``u, s >= 0``, not both 0, reaches exactly the points of ``low <= v <= high``, and
    ``v = low + s`` those of ``v >= low``, ``v = high - s`` those of ``v <= high``; multiplied by powers of ``u + s`` and of the
    denominators of the ends, which are positive, the polynomial becomes homogeneous in the pair.  So ``u`` need not be written.
    """
    i, s, low, high = field.index(side.name), generator(field.index(side.name)), side.low, side.high
    parts = poly.collected(p, i)
    if not (degree := max(least, len(parts) - 1)):
        return p
    if (end := high if low is None else low) is None:
        return None
    need_positive(end.d, field)
    above, below = end.n + (s if low is not None else -s) * end.d, end.d
    if low is not None and high is not None:
        need_positive(high.d, field)
        above, below = low.n * high.d + high.n * low.d * s, low.d * high.d * (1 + s)
    return poly.put(parts, above, below, degree)


def positive_signs(p: Poly, field: Field, strict: bool) -> bool:
    """Whether all coefficients of a polynomial are positive in coordinates in which the cell is an orthant.

    A variable that is >= 0 is such a coordinate.  Others are ``turned``, and of these as many as it takes, from the last one on,
    for ranges depend on earlier ones.  The coordinates are nonnegative, exponentials and roots positive, so ``p >= 0``.  For
    ``p > 0`` see ``_vanishes``.
    """
    left, q, known = list(field.cell), p, set(field.coordinates)
    while any(c < 0 for c in q.coeffs()) or not degrees(q).keys() <= known:
        if not left or (q := turned(q, field, side := left.pop())) is None:
            return False
        known.add(field.index(side.name))
    return not strict or not _vanishes(p, field, field.cell, len(left))


def _vanishes(p: Poly, field: Field, cell: Sequence[Side], left: int) -> bool:
    """Whether a polynomial with positive coefficients in coordinates may be 0, which is where all its monomials are.

    Then so they are where no fewer coordinates are 0: each variable that was turned at an end that belongs to the cell (``s = 0``
    or ``u = 0``), or where ``s = u = 1`` if none does; the first ones, which are ``left``, at 0 if they may be 0, else at any
    other number, such as 1; and roots at 0.  Exponentials and square roots are positive.
    """
    if not cell:
        return not p.subs({GENERATORS - 1 - i: 0 for i, one in enumerate(field.generators) if one.kind == "root"})
    *rest, side = cell
    parts = poly.collected(p, field.index(side.name))
    ends = [end for end, closed in ((side.low, side.low_closed), (side.high, side.high_closed)) if closed and end is not None]
    if len(parts) == 1:
        return _vanishes(p, field, rest, left)
    if len(rest) < left:
        ends = [Quotient(int(side.low != Quotient(0) or not side.low_closed))]
    elif not ends:
        inner = turned(p, field, side)
        return inner is None or _vanishes(sum(poly.collected(inner, field.index(side.name)), constant(0)), field, rest, left)
    return any(_vanishes(poly.put(parts, end.n, end.d, len(parts) - 1), field, rest, left) for end in ends)


def need_positive(p: Poly, field: Field) -> None:
    """Require that it is positive at every point of the cell, by the signs of coefficients."""
    need(p == constant(1) or positive_signs(p, field, strict=True), "a denominator may be zero or negative")


def place(text: str, field: Field, name: str) -> Quotient:
    """Where the range of a variable may end or be cut: a function of the earlier variables with a positive denominator."""
    at, names = field.quotient_of(text), [side.name for side in field.cell]
    later = {field.index(one) for one in names[names.index(name) :]}
    need(not later & field.used(at), "a place depends on a later variable")
    need_positive(at.d, field)
    return at
