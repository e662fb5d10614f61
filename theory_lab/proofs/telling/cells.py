"""Functions on cells, and the cells, as people write them.

Main definitions
----------------
``short``       a function, by its factors where that is shorter; ``whole`` also where it is long
``told_as``     a function as its proof writes it, where that is shorter
``cell_told``   the ranges of the variables that a function depends on
``orthant``     coordinates in which all coefficients of a polynomial are nonnegative, and the polynomial in these

Conventions: a formula that is too long to read is described by the number of its terms.  The coordinate in place of a variable
``v`` is ``d_v``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from flint import fmpq

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, Side
from theory_lab.proofs.kernel.polynomials import Poly, Quotient
from theory_lab.proofs.kernel.signs import positive_signs, turned
from theory_lab.proofs.search.algebra import factored, written
from theory_lab.proofs.search.goals.formulas import in_names, names
from theory_lab.proofs.telling.layout import CLOSE, MOVED, OPEN

SHORT = 400  # characters of a formula that is written out
RANGES = "immediate from the ranges."
FACTORS = "each factor has a known sign on these ranges."
_DECIMAL = re.compile(r"-?\d{1,12}/10{3,12}")  # of so many digits floats are right


def short(e: Quotient, field: Field) -> str:
    """A formula, by its factors where it is shorter so; how many terms it has if it is too long either way."""
    text = whole(e, field)
    return f"{OPEN}{text}{CLOSE}" if len(text) <= SHORT else f"a formula of {len(e.n) + len(e.d)} terms"


def whole(e: Quotient, field: Field) -> str:
    """A formula, by its factors where it is shorter so, without squares of square roots."""
    e = field.normal(e) if field.roots else e
    text = in_names(e, known := names(field))
    if e.d == 1 and len(e.n) <= 1:  # which is the product of its factors
        return text
    content, parts = _factors(_Written(text, tuple(known), e))
    return min(text, _by_factors(content, parts, known, lambda f: _way(f, field)), key=len)


def _way(f: Poly, field: Field) -> int:
    """1 for a difference that is nonnegative on the cell, -1 for one that is not positive, 0 where that is not seen at once."""
    if f.total_degree() != 1 or all(c > 0 for c in f.coeffs()):
        return 0
    return next((way for way in (1, -1) if positive_signs(way * f, field, strict=False)), 0)


@dataclasses.dataclass(frozen=True)
class _Written:
    """A formula with its text in names for the generators, by which equal ones are found: polynomials have no hash."""

    text: str
    known: tuple[str, ...]
    e: Quotient = dataclasses.field(hash=False)


@lru_cache(maxsize=1024)  # a proof names most of its formulas several times, on neighbouring lines
def _factors(one: _Written) -> tuple[fmpq, list[tuple[Poly, int]]]:
    return factored(one.e)


def by_factors(e: Quotient, known: list[str]) -> str:
    """A formula as a product of powers, over those of its denominator."""
    return _by_factors(*factored(e), known, lambda _: 0)


def _by_factors(content: fmpq, found: Sequence[tuple[Poly, int]], known: list[str], way: Callable[[Poly], int]) -> str:
    """A formula by its factors, with differences that are known to be nonnegative; a minus sign goes into another difference."""
    parts, open_ways = list(found), list[int]()
    for j, (f, k) in enumerate(parts):
        sign = way(f)
        if sign < 0:
            parts[j] = (-f, k)
            content *= sign ** abs(k)
        elif not sign and k > 0 and k % 2 and len(f) > 1 and any(c < 0 for c in f.coeffs()):
            open_ways.append(j)
    for j in open_ways[-1:] if content < 0 else ():
        content, parts[j] = -content, (-parts[j][0], parts[j][1])
    above, below = ([_power(f, abs(k), known) for f, k in parts if k * side > 0] for side in (1, -1))
    size = abs(content)
    if below and size.q != 1:
        size, below = fmpq(size.p), [str(size.q), *below]
    if size != 1 or not above:
        above.insert(0, str(size) if size.q == 1 else f"({size})")
    top = f"{'-' if content < 0 else ''}{' '.join(above)}"
    bottom = " ".join(below)
    return f"{top}/{bottom if len(below) == 1 else f'({bottom})'}" if below else top


def _power(f: Poly, k: int, known: list[str]) -> str:
    text = in_names(Quotient(f), known)
    return f"{f'({text})' if len(f) > 1 or text[0] == '-' else text}{f'^{k}' if k > 1 else ''}"


def told_as(text: str, e: Quotient, field: Field) -> str:
    """A function as its proof writes it, or by its factors or multiplied out where that is shorter."""
    known = dict(zip((one.name for one in field.generators), names(field), strict=True))
    as_told = re.sub(r"[^\W\d]\w*", lambda found: known.get(found[0], found[0]), text).replace("**", "^").replace("*", " ")
    return min(whole(e, field), as_told, key=len)


def cell_told(field: Field, e: Quotient, told: Quotient | None = None) -> str:
    """The ranges of the variables of a function and of all that these depend on, but those of another one that is told."""
    new = _depends(field, e) - (set() if told is None else _depends(field, told))
    bounded, free = [], []
    for side in field.cell:
        if side.name not in new:
            continue
        if side.low is None and side.high is None:
            free.append(f"{OPEN}{side.name}{CLOSE}")
            continue
        low = "" if side.low is None else f"{_end(side.low, field)} {'<=' if side.low_closed else '<'} "
        high = "" if side.high is None else f" {'<=' if side.high_closed else '<'} {_end(side.high, field)}"
        bounded.append(f"{OPEN}{low}{side.name}{high}{CLOSE}")
    ranges = [*bounded, *([f"any {', '.join(free)}"] if free else [])]
    return f" for {', '.join(ranges)}" if ranges else ""


def _depends(field: Field, e: Quotient) -> set[str]:
    """The variables of a function, and those of the ends of their ranges."""
    used = _names(field, e)
    for side in reversed(field.cell):  # ends are functions of earlier variables
        if side.name in used:
            used = used.union(*(_names(field, end) for end in (side.low, side.high) if end is not None))
    return used & {side.name for side in field.cell}


def _names(field: Field, e: Quotient) -> set[str]:
    """The generators of a function."""
    return {field.generators[i].name for i in field.used(e)}


def _end(end: Quotient, field: Field) -> str:
    """An end of a cell; so many thousandths or less as a decimal with all its digits, for such ends stand for roots."""
    text = whole(end, field)
    places = len(text.rpartition("/")[2]) - 1
    return f"{float(Fraction(text)):.{places}f}" if _DECIMAL.fullmatch(text) else text


def orthant(p: Poly, field: Field, strict: bool) -> Iterator[str]:
    """Why a polynomial is nonnegative (positive) by the signs of its coefficients, as ``kernel.signs`` sees it.

    Where factors that are affine, of one sign each, show it, that is all there is to tell.
    """
    left, q = list(field.cell), p
    put: list[str] = []
    called, multiple = names(field), False
    known = {i for i, one in enumerate(field.generators) if one.kind in ("exp", "sqrt", "root")}
    for one in left:  # what is at least something nonnegative is so
        if one.low is not None and all(_is_seen(part, known) for part in (one.low.n, one.low.d)):
            known.add(field.index(one.name))
    if not _is_seen(q, known) and _by_affine_factors(p, field, strict):
        yield FACTORS
        return
    while not _is_seen(q, known):
        side = left.pop()
        inner = turned(q, field, side)
        assert inner is not None
        known.add(i := field.index(side.name))
        if inner != q:
            put.append(_put(side, field))
            called[i] = f"{MOVED}{side.name}"
            ends = [end for end in (side.low, side.high) if end is not None]
            multiple |= len(ends) == 2 or any(end.d != 1 for end in ends)
        q = inner
    affine = len(poly.degrees(p)) == 1 and p.total_degree() == 1
    if not put or affine or len(q) == 1:
        yield RANGES
        return
    text = written(q, called).replace("**", "^").replace("*", " ")
    new = ", ".join(called[field.index(side.name)] for side in field.cell if called[field.index(side.name)] != side.name)
    yield f"substitute {', '.join(reversed(put))} with {OPEN}{new} >= 0{CLOSE};"
    what = f"{'a positive multiple' if multiple else 'this'} is {OPEN}{text}{CLOSE}, whose" if len(text) <= SHORT else "the"
    yield f"{what} coefficients are nonnegative{' and not all 0' if strict else ''}."


def _by_affine_factors(p: Poly, field: Field, strict: bool) -> bool:
    """Whether a polynomial has several factors, each affine and of a sign that the ranges show, whose product is that of it."""
    content, parts = factored(Quotient(p))
    sign = 1 if content > 0 else -1
    for f, k in parts:
        way = next((way for way in (1, -1) if positive_signs(way * f, field, strict)), 0) if f.total_degree() == 1 else 0
        sign *= way**k
    return len(parts) > 1 and sign > 0


def _is_seen(p: Poly, known: set[int]) -> bool:
    """Whether a polynomial in generators that are known to be nonnegative has nonnegative coefficients."""
    return all(c >= 0 for c in p.coeffs()) and poly.degrees(p).keys() <= known


def _put(side: Side, field: Field) -> str:
    """A variable by its distance from an end, or as a mean of both ends."""
    d = f"{MOVED}{side.name}"
    if side.low is not None and side.high is not None:
        low, high = (_within(end, field) for end in (side.low, side.high))
        top = f"{high} {d}" if low == "0" else f"({low} + {high} {d})"
        return f"{OPEN}{side.name} = {top.replace(f' 1 {d}', f' {d}').removeprefix('1 ')}/(1 + {d}){CLOSE}"
    end, sign = (side.low, "+") if side.low is not None else (side.high, "-")
    assert end is not None
    text = _end(end, field)
    known = f"{sign if sign == '-' else ''}{d}" if text == "0" else f"{text} {sign} {d}"
    return f"{OPEN}{side.name} = {known}{CLOSE}"


def _within(end: Quotient, field: Field) -> str:
    """An end as a factor of a product."""
    text = _end(end, field)
    return f"({text})" if re.search(r" [+-] |^-|\w/", text) else text
