"""Static fields: Python objects that are the same for all instances of a batch.

Loop lengths, sample sizes and trees shape a computation, so a batch shares them. The raw form is a whole
number: the count itself, or the index of a choice.

Main definitions: ``Count``, ``Choice``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from theory_lab.claims.spaces.fields import WholeDraw
from theory_lab.claims.spaces.whole import Whole, is_whole, require_range


@dataclass(frozen=True)
class Count:
    """A Python int from ``lo`` to ``hi``; raw form: the int."""

    lo: int
    hi: int
    static: ClassVar[bool] = True

    def __post_init__(self) -> None:
        require_range(self, self.lo, self.hi)

    @cached_property
    def _raws(self) -> Whole:
        return Whole(self.lo, self.hi)

    @property
    def lightest(self) -> int:
        return 0

    @property
    def heaviest(self) -> int:
        return self._raws.heaviest

    def values(self) -> range:
        """All raw values."""
        return range(self.lo, self.hi + 1)

    def value(self, raw: int) -> int:
        return raw

    def random(self, rng: np.random.Generator) -> int:
        return int(self._raws.random(rng, 1)[0, 0])

    def validate(self, raw: object) -> None:
        self._raws.validate(raw)

    def canonical(self, raw: int) -> int:
        return raw

    def weight(self, raw: int) -> int:
        return self._raws.weight(raw)

    def small(self, weight: int) -> Iterator[int]:
        return self._raws.small(weight)

    def simpler(self, raw: int) -> Iterator[int]:
        return self._raws.simpler(raw)

    def drawn(self, whole: WholeDraw) -> int:
        return whole(self.lo, self.hi)


@dataclass(frozen=True, init=False)
class Choice:
    """One of the listed values, of any type; raw form: its index. List simple values first."""

    options: tuple[Any, ...]
    static: ClassVar[bool] = True

    def __init__(self, *values: Any) -> None:
        if not values:
            raise ValueError("Choice() is empty: it needs at least one value")
        object.__setattr__(self, "options", values)

    @property
    def lightest(self) -> int:
        return 0

    @property
    def heaviest(self) -> int:
        return len(self.options) - 1

    def values(self) -> range:
        """All raw values."""
        return range(len(self.options))

    def value(self, raw: int) -> Any:
        return self.options[raw]

    def random(self, rng: np.random.Generator) -> int:
        return int(rng.integers(len(self.options)))

    def validate(self, raw: object) -> None:
        if not (is_whole(raw) and raw in self.values()):
            raise ValueError(f"expected an index from 0 to {self.heaviest}, not {raw!r}")

    def canonical(self, raw: int) -> int:
        return raw

    def weight(self, raw: int) -> int:
        return raw

    def small(self, weight: int) -> Iterator[int]:
        return iter([weight] if weight in self.values() else [])

    def simpler(self, raw: int) -> Iterator[int]:
        return iter(range(raw))

    def drawn(self, whole: WholeDraw) -> int:
        return whole(0, self.heaviest)
