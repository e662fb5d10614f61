"""Ways to split a whole total.

Everything that is enumerated "by total weight" comes from here: integer vectors of a given sum, and tuples
of parts that each have a weight of their own.

Main definitions: ``compositions``, ``splits``, ``Graded``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, islice, pairwise
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")


class Graded(Protocol):
    """Something whose values have whole weights, finitely many of each weight."""

    @property
    def lightest(self) -> int:
        """The least weight."""
        ...

    @property
    def heaviest(self) -> float:
        """The greatest weight, ``inf`` when there is none."""
        ...

    def small(self, weight: int) -> Iterable[Any]:
        """All values of exactly this weight, each once."""
        ...


def compositions(total: int, parts: int, least: int = 0) -> Iterator[list[int]]:
    """All lists of ``parts`` whole numbers of at least ``least`` that sum to ``total``."""
    spare = total - parts * least
    if spare < 0:
        return
    for bars in combinations(range(spare + parts - 1), parts - 1):
        ends = (-1, *bars, spare + parts - 1)
        yield [right - left - 1 + least for left, right in pairwise(ends)]


class _Kept(Generic[T]):
    """An iterable that is computed once, as far as somebody went, and can be gone through again."""

    def __init__(self, source: Iterable[T]) -> None:
        self._known: list[T] = []
        self._rest: Iterator[T] | None = iter(source)

    def __iter__(self) -> Iterator[T]:
        place = 0
        while self._rest is not None:
            if place == len(self._known):
                try:
                    self._known.append(next(self._rest))
                except StopIteration:
                    self._rest = None
                    break
            yield self._known[place]
            place += 1
        yield from islice(self._known, place, None)


def splits(total: int, parts: Sequence[Graded]) -> Iterator[tuple[Any, ...]]:
    """All tuples of one value from each part whose weights sum to ``total``."""
    ends = [(part.lightest, part.heaviest) for part in parts]
    least = [sum(low for low, _ in ends[k:]) for k in range(len(parts) + 1)]
    most = [sum(high for _, high in ends[k:]) for k in range(len(parts) + 1)]

    @cache
    def values(k: int, weight: int) -> _Kept[Any]:
        return _Kept(parts[k].small(weight))

    @cache
    def kept(k: int, rest: int) -> _Kept[tuple[Any, ...]]:
        return _Kept(tails(k, rest))

    def tails(k: int, rest: int) -> Iterator[tuple[Any, ...]]:
        if k == len(parts):
            yield ()
            return
        first = max(ends[k][0], rest - most[k + 1])
        last = min(ends[k][1], rest - least[k + 1])
        for weight in range(int(first), int(last) + 1):
            for value in values(k, weight):
                for tail in kept(k + 1, rest - weight):
                    yield value, *tail

    if least[0] <= total <= most[0]:
        try:
            yield from tails(0, total)
        finally:  # what is kept refers to itself, so that Python would go through all of it to find that nobody needs it
            values.cache_clear()
            kept.cache_clear()
