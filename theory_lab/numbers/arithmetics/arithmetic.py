"""What an arithmetic is.

An arithmetic is a module of functions of *payloads*: stored arrays of numbers with one trailing batch axis, of length 1 or of
the number of instances.  ``Array`` pairs a payload with its arithmetic, and formulas never see either.

Main definitions: ``Arithmetic``, the functions that every arithmetic has; ``ARITHMETICS`` of the package lists the four.

Conventions: payloads broadcast against each other; ``axis`` counts from the front and is never the batch axis.  A comparison
gives two boolean arrays, where it surely holds and where it possibly holds; a decided one gives one and the same array twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

Truths = tuple[Any, Any]


class Arithmetic(Protocol):
    """The functions of payloads; a module satisfies it."""

    NAME: str  # what people call the numbers
    IS_ROUNDED: bool  # whether results are rounded without a bound: such arithmetics mix with each other, and never decide

    # Constants and storage
    def constant(self, value: Any, /) -> Any:
        """A payload of one exact number, shape (1,)."""
        ...

    def lifted(self, values: Any, /) -> Any:
        """A payload from nested exact numbers, without a batch axis added."""
        ...

    def shape(self, payload: Any, /) -> tuple[int, ...]:
        """The shape with the batch axis."""
        ...

    def restructure(self, f: Callable[..., Any], /, *payloads: Any) -> Any:
        """A function that only moves, picks and repeats entries, applied to the stored arrays."""
        ...

    def numbers(self, payload: Any, /) -> Any:
        """The numbers as one plain array; raises ``TypeError`` where an entry is no single number."""
        ...

    def bounds(self, payload: Any, /) -> tuple[Any, Any]:
        """Lower and upper ends as arrays of floats; certain ones unless ``IS_ROUNDED``."""
        ...

    # Elementwise functions
    def add(self, x: Any, y: Any, /) -> Any: ...
    def subtract(self, x: Any, y: Any, /) -> Any: ...
    def multiply(self, x: Any, y: Any, /) -> Any: ...
    def divide(self, x: Any, y: Any, /) -> Any: ...
    def negative(self, x: Any, /) -> Any: ...
    def absolute(self, x: Any, /) -> Any: ...
    def power(self, x: Any, n: Any, /) -> Any: ...
    def log(self, x: Any, /) -> Any: ...
    def exp(self, x: Any, /) -> Any: ...
    def sqrt(self, x: Any, /) -> Any: ...
    def maximum(self, x: Any, y: Any, /) -> Any: ...
    def minimum(self, x: Any, y: Any, /) -> Any: ...

    # Comparisons and choices
    def at_least(self, x: Any, y: Any, /) -> Truths:
        """``x >= y``."""
        ...

    def above(self, x: Any, y: Any, /) -> Truths:
        """``x > y``."""
        ...

    def soft_at_least(self, x: Any, y: Any, /) -> Any | None:
        """A differentiable stand-in for the indicator of ``x >= y``, None where there is none."""
        ...

    def doubt(self, x: Any, y: Any, /) -> str:
        """Why the first open comparison of entries is open, "" where nothing is known."""
        ...

    def select(self, sure: Any, possible: Any, x: Any, y: Any, /) -> Any:
        """``x`` where true, ``y`` where false, what encloses both where not decided."""
        ...

    def indicator(self, sure: Any, possible: Any, /) -> Any:
        """1 where true, 0 where false, what encloses both where not decided."""
        ...

    # Reductions
    def sum(self, x: Any, axis: int, /) -> Any: ...
    def prod(self, x: Any, axis: int, /) -> Any: ...
    def max(self, x: Any, axis: int, /) -> Any: ...
    def min(self, x: Any, axis: int, /) -> Any: ...
    def cumsum(self, x: Any, axis: int, /) -> Any: ...

    def segment_sum(self, x: Any, ids: np.ndarray, n: int, /) -> Any:
        """Sums of the rows of ``x`` that share an id in ``0..n-1``."""
        ...

    # Linear algebra
    def dot(self, x: Any, y: Any, /) -> Any:
        """Inner product over the last visible axis of ``x`` and the first of ``y``."""
        ...

    def solve(self, matrix: Any, right: Any, /) -> Any:
        """Solutions of linear systems, shapes (n, n) and (n,) or (n, k)."""
        ...
