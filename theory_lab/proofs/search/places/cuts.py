"""Places at which the search cuts a range in two.

Main definitions: ``places_of`` (those of a function), ``zeros`` (those of one factor), ``inside`` (those in the range).

Conventions: nothing here is trusted.  A place is a function of the earlier variables of a cell.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from flint import fmpq

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, Side, argument_of
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, constant, generator
from theory_lab.proofs.kernel.signs import positive_signs
from theory_lab.proofs.search.algebra import factors
from theory_lab.proofs.search.places.points import Points

MOST_POWER = 3  # of an argument of a logarithm, where logarithms are compared
SHORT = 60  # terms of a function whose factors are looked at


def inside(places: Iterable[Quotient], field: Field, side: Side) -> Iterator[Quotient]:
    """The places that lie in the range of a variable."""
    i, known = field.index(side.name), []
    for at in places:
        points = Points(field, 24)
        gaps = [at - end if low else end - at for end, low in ((side.low, True), (side.high, False)) if end is not None]
        sure = not field.depends(at, i) and positive_signs(at.d, field, strict=True)
        if sure and all(points.signs(gap) == {1} for gap in gaps) and at not in known:
            known.append(at)
            yield at


def places_of(e: Quotient, field: Field, side: Side) -> Iterator[Quotient]:
    """Where factors of a function or of its slope vanish, and numbers."""
    names = [one.name for one in field.cell]
    earlier = [Quotient(generator(field.index(name))) for name in names[: names.index(side.name)]]
    for p in (e.n, field.derivative(e, field.index(side.name)).n):
        for f, _ in factors(p)[1] if len(p) < SHORT else ():
            yield from zeros(f, field, side)
    numbers = [generator(g) for g, one in enumerate(field.generators) if one.kind == "exp" and argument_of(one).is_constant]
    yield from (Quotient(p) for p in (*numbers, *(constant(value) for value in (fmpq(1), fmpq(1, 2), fmpq(2)))))
    yield from earlier
    if side.low is not None and side.high is not None:
        yield (side.low + side.high) * Quotient(fmpq(1, 2))


def zeros(f: Poly, field: Field, side: Side) -> Iterator[Quotient]:
    """Where a factor vanishes that is linear in a variable, or a sum of logarithms of such factors."""
    for g in _compared(f, field):
        yield from _linear_zeros(g, field, side)


def _linear_zeros(f: Poly, field: Field, side: Side) -> Iterator[Quotient]:
    i, names = field.index(side.name), [one.name for one in field.cell]
    fixed = (field.generators[g].kind == "var" or not _varies(g, field) for g in poly.degrees(f))
    if poly.degrees(f).get(i) != 1 or not all(fixed):
        return
    rest, lead = poly.collected(f, i)
    at = Quotient(-rest, lead)
    if all(not field.depends(at, field.index(name)) for name in names[names.index(side.name) :]):
        sign = min(Points(field, 12).signs(lead), default=1)
        yield Quotient(sign * at.n, sign * at.d)


def _varies(g: int, field: Field) -> bool:
    return any(field.depends(generator(g), field.index(side.name)) for side in field.cell)


def _is_small(c: Poly) -> bool:
    """Whether a polynomial is a whole number that is not 0 and small."""
    return bool(c) and c.is_constant() and c.leading_coefficient().q == 1 and abs(c.leading_coefficient()) <= MOST_POWER


def _compared(f: Poly, field: Field) -> list[Poly]:
    """The polynomial itself, or what vanishes where a sum of logarithms alone does: ``a - b`` for ``log a - log b``."""
    powers = [(field.generators[g], poly.derivative(f, g)) for g in poly.degrees(f)]
    if len(powers) != len(f) or not all(one.kind == "log" and _is_small(c) for one, c in powers):
        return [f]
    sides = []
    for sign in (1, -1):
        arguments = [argument_of(one) for one, c in powers for _ in range(max(int(c.leading_coefficient().p) * sign, 0))]
        sides.append(functools.reduce(Quotient.__mul__, arguments, Quotient(1)))
    return [g for g, _ in factors((sides[0] - sides[1]).n)[1]]
