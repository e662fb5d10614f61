"""Whole numbers.

The simplest whole number of a range is the one nearest to zero, and the weight of a number is its distance
from that one.

Main definitions: ``Whole``, ``draw_between``, ``squashed``, ``stretched`` (numbers by free parameters).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.spaces.fields import Entry, Group, Range, WholeDraw
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import float64
from theory_lab.numbers.arithmetics.interval import Interval, restructure

FAR = 2**62  # the search stays within it: sums of two numbers and doubles below it are within int64
SKIPPED = 2**53  # floats skip whole numbers from here on


def is_whole(value: object) -> bool:
    """True for a Python int that is not a bool."""
    return isinstance(value, int) and not isinstance(value, bool)


def require_wholes(raw: object, length: int, what: str) -> None:
    """Raise ``ValueError`` unless ``raw`` is a list of ``length`` ints."""
    if not (isinstance(raw, list | tuple) and len(raw) == length and ({*map(type, raw)} == {int} or all(map(is_whole, raw)))):
        raise ValueError(f"{what} must be a list of {length} whole numbers, not {raw!r}")


def draw_between(rng: np.random.Generator, lo: Any, hi: Any, shape: tuple[int, ...]) -> np.ndarray:
    """Random int64 of ``shape`` in ``[lo, hi]``: a column is uniform, near the simplest, or at the ends."""
    simplest = np.clip(0, lo, hi)
    # log-uniform distances, rounded to the nearest whole number: as many small ones as large ones
    away = np.exp(rng.random(shape) * np.log1p(np.subtract(hi, lo, dtype=float))) - 0.5
    near = np.clip(simplest + rng.choice([-1, 1], shape) * away.astype(np.int64), lo, hi)
    uniform = rng.integers(lo, hi, shape, endpoint=True)
    ends = np.where(rng.random(shape) < 0.5, lo, hi)
    return np.choose(rng.integers(0, 3, shape[-1]), [uniform, near, ends])


@dataclass(frozen=True)
class Whole:
    """A whole number in ``[lo, hi]``; raw form: the int."""

    lo: int
    hi: int
    static: ClassVar[bool] = False
    scalar: ClassVar[bool] = True

    def __post_init__(self) -> None:
        require_range(self, self.lo, self.hi)

    @cached_property
    def simplest(self) -> int:
        """The number nearest to zero."""
        return min(max(0, self.lo), self.hi)

    @property
    def width(self) -> int:
        return 1

    @property
    def relaxed_width(self) -> int:
        return 1

    @property
    def lightest(self) -> int:
        return 0

    @property
    def heaviest(self) -> int:
        return max(self.hi - self.simplest, self.simplest - self.lo)

    def validate(self, raw: object) -> None:
        if not (is_whole(raw) and self.lo <= raw <= self.hi):  # type: ignore[operator]
            raise ValueError(f"expected a whole number from {self.lo} to {self.hi}, not {raw!r}")

    def canonical(self, raw: int) -> int:
        return raw

    def weight(self, raw: int) -> int:
        return abs(raw - self.simplest)

    def small(self, weight: int) -> Iterator[int]:
        for raw in sorted({self.simplest + weight, self.simplest - weight}, reverse=True):
            if self.lo <= raw <= self.hi:
                yield raw

    def simpler(self, raw: int) -> Iterator[int]:
        away = raw - self.simplest
        step = abs(away)
        while step:
            yield raw - step if away > 0 else raw + step
            step //= 2

    def drawn(self, whole: WholeDraw) -> int:
        return whole(self.lo, self.hi)

    def parts(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return columns[0], np.ones_like(columns[0])

    @property
    def groups(self) -> tuple[Group, ...]:
        return ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        return (Entry(0, None, max(self.lo, -FAR), min(self.hi, FAR)),)

    def random(self, rng: np.random.Generator, size: int) -> np.ndarray:
        return draw_between(rng, max(self.lo, -FAR), min(self.hi, FAR), (1, size))

    def relax(self, u: Any) -> Array:
        return squashed(u[0], self.lo, self.hi)

    def unrelax(self, raw: int) -> np.ndarray:
        return stretched(np.array([raw]), self.lo, self.hi)

    def snap(self, x: Any, denominator: int) -> int:
        return min(max(nearest(float(x)), self.lo), self.hi)

    def ranges(self) -> tuple[Range, ...]:
        if max(abs(self.lo), abs(self.hi)) >= SKIPPED:
            raise TypeError(f"boxes are not known for the whole numbers of {self!r}")
        return (Range(float(self.lo), float(self.hi), True),)

    def enclosed(self, box: Interval) -> tuple[Interval, np.ndarray]:
        return restructure(lambda rows: rows[0], box), nowhere(box)


def nowhere(box: Interval) -> np.ndarray:
    """That no box is without a value, shape (boxes,)."""
    return np.zeros(box.lo.shape[1], dtype=bool)


def nearest(x: float | Fraction) -> int:
    """The nearest whole number; ``ValueError`` when ``x`` is not finite."""
    try:
        return round(x)
    except (ValueError, OverflowError):
        raise ValueError(f"{x} cannot be snapped to a whole number") from None


def squashed(u: Any, lo: Any, hi: Any) -> Array:
    """Real parameters ``u`` (jax) as numbers in ``[lo, hi]``: ``lo + (hi - lo) sin(u)^2``."""
    return xp.floats(float64.namespace(u).sin(u) ** 2) * (hi - lo) + lo


def stretched(x: np.ndarray, lo: Any, hi: Any) -> np.ndarray:
    """Parameters that ``squashed`` sends to the numbers ``x``."""
    if lo == hi:
        return np.zeros(x.shape)
    return np.arcsin(np.sqrt(np.clip((x - float(lo)) / float(hi - lo), 0, 1)))


def require_flag(positive: object) -> None:
    """Raise ``ValueError`` for a word and the like, which is true whatever it says."""
    if not isinstance(positive, bool):
        raise ValueError(f"positive must be True or False, not {positive!r}")


def require_range(field: Any, lo: object, hi: object) -> None:
    if not (is_whole(lo) and is_whole(hi)):
        raise ValueError(f"{field} needs whole numbers as bounds")
    if field.lo > field.hi:
        raise ValueError(f"{field} is empty: its first bound must be at most its second")
