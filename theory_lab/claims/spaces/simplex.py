"""Probability vectors as whole weights.

A probability vector is a list of nonnegative ints, not all zero; its value is the weights over their sum.
The same vector has many raw forms; the canonical one has no common divisor, and its sum is the weight of
the vector.

Main definitions: ``Simplex``, ``rounded`` (the nearest vector on a denominator), ``draw_weights``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, ClassVar

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.spaces.compositions import compositions
from theory_lab.claims.spaces.fields import Entry, Group, Range, WholeDraw
from theory_lab.claims.spaces.whole import is_whole, require_flag, require_wholes
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import interval
from theory_lab.numbers.arithmetics.interval import Interval

SCALE = 2**60  # floats as whole numbers: the largest keeps its 53 bits, and what is below 2**-60 of it is zero
COARSE = 16  # all denominators below are tried, halves from there on; 31 planted witnesses shrink as far with 4 and with 64
DRAWN = (8, 10**6)  # weights of drawn vectors: small ones, where ties and equal weights are, or far apart


@dataclass(frozen=True)
class Simplex:
    """Probability vectors of shape (n,), with no zeros if ``positive``; raw form: n ints, not all zero."""

    n: int
    positive: bool = False
    static: ClassVar[bool] = False
    scalar: ClassVar[bool] = False

    def __post_init__(self) -> None:
        if not is_whole(self.n):
            meant = f"; a stochastic matrix is Kernel{self.n!r}" if isinstance(self.n, tuple) and len(self.n) == 2 else ""
            raise ValueError(f"Simplex needs a whole number of entries, not {self.n!r}{meant}")
        if self.n < 1:
            raise ValueError(f"{self} is empty: it needs at least 1 entry")
        require_flag(self.positive)

    @property
    def width(self) -> int:
        return self.n

    @property
    def relaxed_width(self) -> int:
        return self.n

    @property
    def lightest(self) -> int:
        return self.n if self.positive else 1

    @property
    def heaviest(self) -> float:
        return 1 if self.n == 1 else math.inf

    @property
    def _least(self) -> int:
        return int(self.positive)

    def validate(self, raw: object) -> None:
        require_wholes(raw, self.n, "weights")
        if min(raw) < self._least or not any(raw):  # type: ignore[call-overload]
            wanted = "positive" if self.positive else "nonnegative and not all zero"
            raise ValueError(f"weights must be {wanted}, not {raw!r}")

    def canonical(self, raw: Sequence[int]) -> list[int]:
        divisor = math.gcd(*raw)
        return [weight // divisor for weight in raw]

    def weight(self, raw: Sequence[int]) -> int:
        return sum(self.canonical(raw))

    def small(self, weight: int) -> Iterator[list[int]]:
        return (raw for raw in compositions(weight, self.n, self._least) if math.gcd(*raw) == 1)

    def simpler(self, raw: Sequence[int]) -> Iterator[list[int]]:
        """Coarser denominators, then one atom smaller or level with a smaller one; canonical and lighter."""
        seen, total = set(), self.weight(raw)
        for candidate in filter(any, self._simpler(self.canonical(raw), total)):
            simple = self.canonical(candidate)
            if sum(simple) < total and tuple(simple) not in seen:
                seen.add(tuple(simple))
                yield simple

    def _simpler(self, raw: list[int], total: int) -> Iterator[list[int]]:
        yield [1] * self.n
        coarse = range(self.lightest, min(total, COARSE))
        halves = (total >> k for k in range(1, total.bit_length()))
        for denominator in chain(coarse, (d for d in halves if d >= max(COARSE, self.lightest))):
            yield rounded(raw, denominator, self._least)
        for k, weight in enumerate(raw):
            level = max((other for other in raw if other < weight), default=weight)
            steps = (weight - ((weight - self._least) >> s) for s in range(weight.bit_length()))
            for target in {self._least, level, *steps}:
                yield [*raw[:k], max(target, self._least), *raw[k + 1 :]]

    def drawn(self, whole: WholeDraw) -> list[int]:
        weights = [whole(self._least, DRAWN[whole(0, 1)]) for _ in range(self.n)]
        return weights if any(weights) else [1, *weights[1:]]

    def parts(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return columns, columns.sum(axis=0)

    @property
    def groups(self) -> tuple[Group, ...]:
        return (Group(slice(0, self.n), self.positive),)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return ()

    def random(self, rng: np.random.Generator, size: int) -> np.ndarray:
        return draw_weights(rng, self.n, draw_shapes(rng, size), self._least)

    def relax(self, u: Any) -> Array:
        squares = xp.floats(u * u)
        return squares / xp.sum(squares)

    def unrelax(self, raw: Sequence[int]) -> np.ndarray:
        return np.sqrt(np.array(raw, dtype=float) / sum(raw))

    def snap(self, x: Any, denominator: int) -> list[int]:
        values = np.asarray(x, dtype=float)
        if not np.isfinite(values).all() or values.max() <= 0 or values.min() < 0:
            raise ValueError(f"{values.tolist()} cannot be snapped to a probability vector")
        return rounded([int(v * SCALE) for v in values / values.max()], denominator, self._least)

    def ranges(self) -> tuple[Range, ...]:
        return (Range(0.0, 1.0),) * (self.n - 1)

    def enclosed(self, box: Interval) -> tuple[Interval, np.ndarray]:
        """Vectors whose weights but the last lie in ranges; the last one is what is left.  Zeros are not left out."""
        one, zero = interval.constant(1), interval.constant(0)
        left = interval.subtract(one, interval.sum(box, 0))
        most = interval.add(interval.subtract(one, interval.sum(interval.point(box.lo), 0)), interval.point(box.lo))
        first = Interval(box.lo, np.maximum(np.minimum(box.hi, most.hi), box.lo))
        last = interval.maximum(left, zero)
        return interval.restructure(lambda u, v: np.concatenate([u, v[None]]), first, last), left.hi < 0


def rounded(weights: Sequence[int], denominator: int, least: int = 0) -> list[int]:
    """The vector on a denominator nearest to ``weights``, entries at least ``least`` (largest remainders)."""
    if denominator < max(1, least * len(weights)):
        raise ValueError(f"{len(weights)} positive weights do not fit on the denominator {denominator}")
    total = sum(weights)
    shares = [divmod(weight * denominator, total) for weight in weights]
    result = [max(share, least) for share, _ in shares]
    for k in sorted(range(len(weights)), key=lambda k: -shares[k][1])[: max(0, denominator - sum(result))]:
        result[k] += 1
    while (excess := sum(result) - denominator) > 0:
        largest = result.index(max(result))
        result[largest] -= min(excess, result[largest] - least)
    return result


def draw_shapes(rng: np.random.Generator, size: int) -> np.ndarray:
    """Which shape each of ``size`` random vectors has: small, log-uniform, sparse or near-equal weights."""
    return rng.integers(0, 4, size)


def draw_weights(rng: np.random.Generator, n: int, shapes: np.ndarray, least: int) -> np.ndarray:
    """Random weights of at least ``least``, int64 of shape (n, len(shapes)), no column all zero."""
    size = len(shapes)
    # weights below 10, where ties and equal weights are; over 1, 3 or 6 decades; units apart, of coarse and of fine denominators
    small = rng.integers(0, rng.integers(2, 10, size), (n, size))
    wide = np.exp(rng.random((n, size)) * rng.choice(np.log([10.0, 1e3, 1e6]), size)).astype(np.int64)
    sparse = wide * (rng.random((n, size)) < rng.random(size))
    near = rng.choice([2, 10, 100, 1000], size) + rng.integers(-1, 2, (n, size))
    weights = np.maximum(np.choose(shapes, [small, wide, sparse, near]), least)
    weights[rng.integers(0, n, size), np.arange(size)] += ~weights.any(axis=0)
    return weights
