"""Stochastic matrices as whole weights.

Each row of a stochastic matrix, or Markov kernel, is a probability vector: the law of where to go from there.

Main definitions: ``Kernel``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theory_lab.claims.spaces.steps import Simplices
from theory_lab.claims.spaces.whole import is_whole, require_flag


@dataclass(frozen=True)
class Kernel(Simplices):
    """Stochastic matrices of shape (n, m), with no zeros if ``positive``; raw form: a ``Simplex`` raw form for each row."""

    n: int
    m: int
    positive: bool = False

    def __post_init__(self) -> None:
        for count in (self.n, self.m):
            if not is_whole(count):
                raise ValueError(f"Kernel needs whole numbers of rows and of columns, not {count!r}")
            if count < 1:
                raise ValueError(f"{self} is empty: it needs at least 1 row and 1 column")
        require_flag(self.positive)

    @property
    def lengths(self) -> Sequence[int]:
        return (self.m,) * self.n

    @property
    def shape(self) -> tuple[int, ...]:
        return self.n, self.m
