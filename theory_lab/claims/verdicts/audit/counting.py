"""How many instances there are of each weight, counted without listing them.

A second count of what the fields list: primitive vectors by the Moebius function, tables by their common divisors, products of
fields by products of their generating functions.  A list that leaves something out, or has it twice, has another length.

Main definitions: ``numbers``, ``moebius``, ``FIELDS``.

Conventions: numbers are lists by weight, from 0 to the weight asked for.  Of the fields only lengths, bounds and options are
read.  A kind of field that is not known here is not counted (None).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from math import ceil, comb, floor
from typing import Any

from flint import fmpz_poly

from theory_lab.claims.spaces.simplex import Simplex
from theory_lab.claims.spaces.space import Space
from theory_lab.claims.spaces.statics import Choice, Count
from theory_lab.claims.spaces.steps import Simplices
from theory_lab.claims.spaces.table import Ratio, Table
from theory_lab.claims.spaces.whole import Whole

Counts = list[int]


def numbers(space: Space, weight: int) -> Counts | None:
    """How many instances of each weight up to this one a space has; None where that cannot be counted."""
    found = _numbers(space, weight)
    return None if found is None else list(found)


@lru_cache(maxsize=16)  # asked for three times while one certificate is verified
def _numbers(space: Space, weight: int) -> tuple[int, ...] | None:
    found = [_of(field, weight) for field in space.fields.values()]
    known = [counts for counts in found if counts is not None]
    return tuple(_together(known, weight)) if len(known) == len(found) else None


def _of(field: Any, weight: int) -> Counts | None:
    kind = next((kind for kind in FIELDS if isinstance(field, kind)), None)
    return None if kind is None else FIELDS[kind](field, weight)


def _together(parts: Sequence[Counts], weight: int) -> Counts:
    """The product of generating functions, up to a weight."""
    whole = [1] + [0] * weight
    for part in parts:
        whole = _product(whole, part, weight)
    return whole


def _product(a: Counts, b: Counts, weight: int) -> Counts:
    product = fmpz_poly(a) * fmpz_poly(b)  # FLINT's whole numbers: a tenth of the time of a loop, and exact as well
    return [int(product[total]) for total in range(weight + 1)]


def _power(counts: Counts, times: int, weight: int) -> Counts:
    result, square = [1] + [0] * weight, counts
    while times:
        if times % 2:
            result = _product(result, square, weight)
        times //= 2
        square = _product(square, square, weight) if times else square
    return result


@cache
def moebius(n: int) -> int:
    """The Moebius function: (-1)^k for a product of k distinct primes, else 0."""
    sign, prime = 1, 2
    while n > 1:
        if n % prime == 0:
            n //= prime
            if n % prime == 0:
                return 0
            sign = -sign
        prime += 1
    return sign


def _divisors(n: int) -> list[int]:
    return [d for d in range(1, n + 1) if n % d == 0]


@cache
def _vectors(length: int, least: int, total: int) -> int:
    """Vectors of whole numbers of at least ``least`` with this sum and no common divisor."""
    sums = ((moebius(d), total // d - least * length) for d in _divisors(total))
    return sum(sign * comb(spare + length - 1, length - 1) for sign, spare in sums if spare >= 0)


def _simplex(field: Simplex, weight: int) -> Counts:
    return [0] + [_vectors(field.n, int(field.positive), total) for total in range(1, weight + 1)]


def _simplices(field: Simplices, weight: int) -> Counts:
    lengths = list(field.lengths)
    powers = (_power(_simplex(Simplex(n, field.positive), weight), lengths.count(n), weight) for n in sorted(set(lengths)))
    return _together(list(powers), weight)


def _distances(lo: int, hi: int, step: int, weight: int) -> Counts:
    """Multiples of ``step`` in ``[lo, hi]`` by their distance from the number nearest to zero in there."""
    nearest = lo if lo > 0 else min(hi, 0)
    near = range(max(lo, nearest - weight), min(hi, nearest + weight) + 1)
    counts = [0] * (weight + 1)
    for n in near:
        counts[abs(n - nearest)] += n % step == 0
    return counts


def _whole(field: Whole | Count, weight: int) -> Counts:
    return _distances(field.lo, field.hi, 1, weight)


def _choice(field: Choice, weight: int) -> Counts:
    return [int(place < len(field.options)) for place in range(weight + 1)]


@cache
def _tables(entries: int, lo: Fraction, hi: Fraction, weight: int) -> tuple[int, ...]:
    """Tables by denominator plus distances, where denominator and numerators have no common divisor."""
    counts = [0] * (weight + 1)
    for denominator in range(1, weight + 1):
        least, most, left = ceil(lo * denominator), floor(hi * denominator), weight - denominator
        if least > most:
            continue
        for divisor in filter(moebius, _divisors(denominator)):
            for distance, count in enumerate(_power(_distances(least, most, divisor, left), entries, left)):
                counts[denominator + distance] += moebius(divisor) * count
    return tuple(counts)


def _table(field: Table, weight: int) -> Counts:
    entries = 1
    for n in field.shape:
        entries *= n
    return list(_tables(entries, field.lo, field.hi, weight))


def _ratio(field: Ratio, weight: int) -> Counts:
    return list(_tables(1, Fraction(field.lo), Fraction(field.hi), weight))


FIELDS: dict[type, Callable[[Any, int], Counts]] = {
    Simplex: _simplex,
    Simplices: _simplices,
    Whole: _whole,
    Count: _whole,
    Choice: _choice,
    Table: _table,
    Ratio: _ratio,
}
