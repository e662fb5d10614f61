"""Rational numbers in an interval, alone or in a table.

Entries share one denominator. The simplest numerator is the one nearest to zero, and the weight of a table
is its denominator plus the distances of its numerators from the simplest, so that there are finitely many
tables of each weight.

Main definitions
----------------
``Table``  arrays of rationals
``Ratio``  a single rational
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from theory_lab.claims.spaces.compositions import splits
from theory_lab.claims.spaces.fields import Entry, Group, Range, WholeDraw
from theory_lab.claims.spaces.whole import (
    Whole,
    draw_between,
    is_whole,
    nearest,
    nowhere,
    require_wholes,
    squashed,
    stretched,
)
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics.interval import Interval, lifted, restructure

COARSE = 13  # all denominators below are tried, halves from there on; 31 planted witnesses shrink as far with 4 and with 50
DRAWN = (12, 10**6)  # denominators of drawn tables: small ones, whose entries are often equal, or fine
LARGEST = 2**48  # times the denominators of random tables, up to 10**4 < 2**14, numerators are within int64


@dataclass(frozen=True, init=False)
class Table:
    """Arrays of rationals in ``[lo, hi]``; raw form: denominator, then numerators row by row."""

    shape: tuple[int, ...]
    lo: Fraction
    hi: Fraction
    static: ClassVar[bool] = False
    scalar: ClassVar[bool] = False

    def __init__(self, shape: int | Sequence[int], lo: int | Fraction, hi: int | Fraction) -> None:
        dimensions = tuple(shape) if isinstance(shape, Sequence) else (shape,)
        if not all(map(is_whole, dimensions)):
            raise ValueError(f"the shape of a table is a whole number or several, such as (2, 3), not {shape!r}")
        if not all(n >= 1 for n in dimensions):
            raise ValueError(f"a table of shape {shape!r} is empty: it needs dimensions of at least 1")
        for bound in (lo, hi):
            if not (is_whole(bound) or isinstance(bound, Fraction)):
                endless = isinstance(bound, float) and math.isinf(bound)
                meant = f"Fraction({bound!r})" if isinstance(bound, str) else "a large one" if endless else "an int or a Fraction"
                raise ValueError(f"the bound {bound!r} is no exact number; write {meant}")
        if lo > hi:
            raise ValueError(f"there is no number from {lo} to {hi}; the smaller bound must be first")
        if max(abs(lo.numerator), abs(hi.numerator)) * max(lo.denominator, hi.denominator) > LARGEST:
            raise ValueError(f"the bounds {lo} and {hi} have too many digits; choose simpler ones")
        vars(self).update(shape=dimensions, lo=Fraction(lo), hi=Fraction(hi))

    @property
    def relaxed_width(self) -> int:
        return math.prod(self.shape)

    @property
    def width(self) -> int:
        return 1 + self.relaxed_width

    @property
    def lightest(self) -> int:
        return next(d for d in range(1, self.lo.denominator + 1) if self._has(d))

    @property
    def heaviest(self) -> float:
        return self.lo.denominator if self.lo == self.hi else math.inf

    def _ends(self, denominator: Any) -> tuple[Any, Any]:
        """The least and the greatest numerator; the first is larger where there is none."""
        least = -((-self.lo.numerator * denominator) // self.lo.denominator)
        return least, (self.hi.numerator * denominator) // self.hi.denominator

    def _has(self, denominator: int) -> bool:
        least, greatest = self._ends(denominator)
        return least <= greatest

    def _numerators(self, denominator: int) -> Whole:
        return Whole(*self._ends(denominator))

    def _fitting(self, denominator: int) -> int:
        """The denominator itself, or a multiple of it on which there are numbers in the interval."""
        return denominator if self._has(denominator) else denominator * self.lo.denominator

    def validate(self, raw: object) -> None:
        require_wholes(raw, self.width, "denominator and numerators")
        denominator, *numerators = raw  # type: ignore[misc]
        if denominator < 1:
            raise ValueError(f"the denominator must be positive, not {denominator}")
        least, greatest = self._ends(denominator)
        for numerator in numerators:
            if not least <= numerator <= greatest:
                raise ValueError(f"{numerator}/{denominator} is not between {self.lo} and {self.hi}")

    def canonical(self, raw: Sequence[int]) -> list[int]:
        divisor = math.gcd(*raw)
        return [number // divisor for number in raw]

    def weight(self, raw: Sequence[int]) -> int:
        denominator, *numerators = self.canonical(raw)
        whole = self._numerators(denominator)
        return denominator + sum(map(whole.weight, numerators))

    def small(self, weight: int) -> Iterator[list[int]]:
        for denominator in filter(self._has, range(1, weight + 1)):
            entries = [self._numerators(denominator)] * self.relaxed_width
            for numerators in splits(weight - denominator, entries):
                if math.gcd(denominator, *numerators) == 1:
                    yield [denominator, *numerators]

    def simpler(self, raw: Sequence[int]) -> Iterator[list[int]]:
        """Coarser denominators, then one entry towards the simplest; canonical and lighter."""
        seen, weight = set(), self.weight(raw)
        for candidate in self._simpler(self.canonical(raw)):
            simple = self.canonical(candidate)
            if tuple(simple) not in seen and self.weight(simple) < weight:
                seen.add(tuple(simple))
                yield simple

    def _simpler(self, raw: list[int]) -> Iterator[list[int]]:
        denominator, *numerators = raw
        halves = (denominator >> k for k in range(1, denominator.bit_length()))
        coarse = [*range(1, min(denominator, COARSE)), *(d for d in halves if d >= COARSE)]
        for other in filter(self._has, coarse):
            yield self._on([Fraction(n, denominator) for n in numerators], other)
        whole = self._numerators(denominator)
        for k, numerator in enumerate(numerators):
            for simple in whole.simpler(numerator):
                yield [denominator, *numerators[:k], simple, *numerators[k + 1 :]]

    def _on(self, values: Sequence[Any], denominator: int) -> list[int]:
        """The nearest table on a denominator."""
        least, greatest = self._ends(denominator)
        return [denominator, *(min(max(nearest(v * denominator), least), greatest) for v in values)]

    def random(self, rng: np.random.Generator, size: int) -> np.ndarray:
        # denominators of halves and ones, of those whose entries are often equal, and of fine ones, log-uniform
        denominators = np.exp(rng.random(size) * rng.choice(np.log([2.0, 12.0, 1e4]), size)).astype(np.int64)
        least, greatest = self._ends(denominators)
        denominators = np.where(least <= greatest, denominators, denominators * self.lo.denominator)
        least, greatest = self._ends(denominators)
        return np.vstack([denominators, draw_between(rng, least, greatest, (self.relaxed_width, size))])

    def drawn(self, whole: WholeDraw) -> list[int]:
        denominator = self._fitting(whole(1, DRAWN[whole(0, 1)]))
        return [denominator, *(whole(*self._ends(denominator)) for _ in range(self.relaxed_width))]

    def parts(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return columns[1:].reshape(*self.shape, -1), columns[0]

    @property
    def groups(self) -> tuple[Group, ...]:
        return ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(Entry(row, 0, self.lo, self.hi) for row in range(1, self.width))

    def relax(self, u: Any) -> Array:
        return squashed(u, self.lo, self.hi).reshape(*self.shape)

    def unrelax(self, raw: Sequence[int]) -> np.ndarray:
        return stretched(np.array(raw[1:]) / raw[0], self.lo, self.hi)

    def snap(self, x: Any, denominator: int) -> list[int]:
        return self._on(np.ravel(np.asarray(x, dtype=float)).tolist(), self._fitting(denominator))

    def ranges(self) -> tuple[Range, ...]:
        ends = lifted([self.lo, self.hi])
        return (Range(float(ends.lo[0]), float(ends.hi[1])),) * self.relaxed_width

    def enclosed(self, box: Interval) -> tuple[Interval, np.ndarray]:
        return restructure(lambda rows: rows.reshape(*self.shape, -1), box), nowhere(box)


@dataclass(frozen=True)
class Ratio:
    """A rational number in ``[lo, hi]``; raw form: numerator, denominator."""

    lo: int | Fraction
    hi: int | Fraction
    static: ClassVar[bool] = False
    scalar: ClassVar[bool] = False

    def __post_init__(self) -> None:
        _ = self._table

    @cached_property
    def _table(self) -> Table:
        return Table((), self.lo, self.hi)

    @property
    def width(self) -> int:
        return 2

    @property
    def relaxed_width(self) -> int:
        return 1

    @property
    def lightest(self) -> int:
        return self._table.lightest

    @property
    def heaviest(self) -> float:
        return self._table.heaviest

    def validate(self, raw: object) -> None:
        require_wholes(raw, 2, "numerator and denominator")
        self._table.validate(raw[::-1])  # type: ignore[index]

    def canonical(self, raw: Sequence[int]) -> list[int]:
        return self._table.canonical(raw)

    def weight(self, raw: Sequence[int]) -> int:
        return self._table.weight(raw[::-1])

    def small(self, weight: int) -> Iterator[list[int]]:
        return (raw[::-1] for raw in self._table.small(weight))

    def simpler(self, raw: Sequence[int]) -> Iterator[list[int]]:
        return (simple[::-1] for simple in self._table.simpler(raw[::-1]))

    def random(self, rng: np.random.Generator, size: int) -> np.ndarray:
        return self._table.random(rng, size)[::-1]

    def drawn(self, whole: WholeDraw) -> list[int]:
        return self._table.drawn(whole)[::-1]

    def parts(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return columns[0], columns[1]

    @property
    def groups(self) -> tuple[Group, ...]:
        return ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        return (Entry(0, 1, self._table.lo, self._table.hi),)

    def relax(self, u: Any) -> Array:
        return self._table.relax(u)

    def unrelax(self, raw: Sequence[int]) -> np.ndarray:
        return self._table.unrelax(raw[::-1])

    def snap(self, x: Any, denominator: int) -> list[int]:
        return self._table.snap(x, denominator)[::-1]

    def ranges(self) -> tuple[Range, ...]:
        return self._table.ranges()

    def enclosed(self, box: Interval) -> tuple[Interval, np.ndarray]:
        return self._table.enclosed(box)
