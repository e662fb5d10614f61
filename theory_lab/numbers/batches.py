"""Arrays that formulas see: one instance, whatever computes underneath.

``Array`` pairs a payload with its arithmetic (``real_arrays``, ``interval``, ``float64``, ``logfloat``).  Every payload has one
trailing batch axis, of length 1 or of the number of instances, which is hidden from shape, indexing,
broadcasting and reductions: a formula reads the same for one instance, for 100,000, and under a JAX tracer.

Conventions: whole numbers and fractions mix in exactly in every arithmetic; a Python float raises ``TypeError``.
``Truth`` is a comparison: surely true, possibly true.  Its ``bool`` raises ``Undecided`` or ``Branched``.

Main definitions: ``Array``, ``Truth``, ``coerce``.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator
from fractions import Fraction
from types import ModuleType
from typing import Any

import numpy as np

from theory_lab.numbers import float64, interval, logfloat, real_arrays
from theory_lab.numbers.real import Real
from theory_lab.numbers.errors import Branched, Undecided

_loose = {float64.NAME, logfloat.NAME}


class Array:
    """An array of numbers of one instance; immutable.

    Supports ``+ - * / **`` (whole exponents), ``@``, comparisons (which give a ``Truth``), indexing and slicing.
    """

    __slots__ = ("arithmetic", "payload")
    __array_ufunc__ = None  # NumPy scalars and arrays defer to the reflected operators below

    def __init__(self, arithmetic: ModuleType, payload: Any) -> None:
        self.arithmetic, self.payload = arithmetic, payload

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of one instance."""
        return self.arithmetic.shape(self.payload)[:-1]

    @property
    def ndim(self) -> int:
        """Number of axes of one instance."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """Number of entries of one instance."""
        return math.prod(self.shape)

    @property
    def batch(self) -> int:
        """Number of instances (1 when it does not depend on the instance)."""
        return self.arithmetic.shape(self.payload)[-1]

    @property
    def T(self) -> Array:
        """The axes in reverse order."""
        axes = (*reversed(range(self.ndim)), self.ndim)
        return self.restructured(lambda x: x.transpose(axes))

    def restructured(self, f: Callable[[Any], Any]) -> Array:
        """Apply a structural function to the stored arrays, batch axis included."""
        return Array(self.arithmetic, self.arithmetic.restructure(f, self.payload))

    def reshape(self, *shape: int) -> Array:
        """The same entries in another shape."""
        return self.restructured(lambda x: x.reshape(*shape, x.shape[-1]))

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("a single number has no length")
        return self.shape[0]

    def __iter__(self) -> Iterator[Array]:
        return (self[k] for k in range(len(self)))

    def __getitem__(self, index: Any) -> Array:
        parts = index if isinstance(index, tuple) else (index,)
        if any(isinstance(part, Array | Truth) for part in parts):
            raise TypeError("an index must not depend on the instance; use where() or at_least()")
        taken = sum(part.ndim if _is_mask(part) else 1 for part in parts if part is not None and part is not Ellipsis)
        if taken > self.ndim:
            raise IndexError(f"{taken} indices for an array of shape {self.shape}")
        tail = (slice(None),) if any(part is Ellipsis for part in parts) else (Ellipsis, slice(None))
        return self.restructured(lambda x: x[(*parts, *tail)])

    def _pair(self, other: Any) -> tuple[ModuleType, Any, Any] | None:
        if not isinstance(other, Array):
            lifted = coerce(other, self)
            if lifted is None:
                return None
            other = lifted
        if self.arithmetic is other.arithmetic:
            return self.arithmetic, self.payload, other.payload
        if {self.arithmetic.NAME, other.arithmetic.NAME} <= _loose:
            return logfloat, self.payload, other.payload
        raise TypeError(f"{self.arithmetic.NAME} and {other.arithmetic.NAME} numbers do not mix in one formula")

    def _binary(self, name: str, other: Any, swap: bool = False) -> Any:
        pair = self._pair(other)
        if pair is None:
            return NotImplemented
        arithmetic, x, y = pair
        return Array(arithmetic, getattr(arithmetic, name)(*((y, x) if swap else (x, y))))

    def __add__(self, other: Any) -> Array:
        return self._binary("add", other)

    def __sub__(self, other: Any) -> Array:
        return self._binary("subtract", other)

    def __rsub__(self, other: Any) -> Array:
        return self._binary("subtract", other, swap=True)

    def __mul__(self, other: Any) -> Array:
        return self._binary("multiply", other)

    def __truediv__(self, other: Any) -> Array:
        return self._binary("divide", other)

    def __rtruediv__(self, other: Any) -> Array:
        return self._binary("divide", other, swap=True)

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self) -> Array:
        return Array(self.arithmetic, self.arithmetic.negative(self.payload))

    def __abs__(self) -> Array:
        return Array(self.arithmetic, self.arithmetic.absolute(self.payload))

    def __pow__(self, exponent: int) -> Array:
        try:
            whole = operator.index(exponent)
        except TypeError:
            raise TypeError(f"the exponent {exponent!r} is not a whole number; use exp, log or sqrt") from None
        return Array(self.arithmetic, self.arithmetic.power(self.payload, whole))

    def __matmul__(self, other: Any) -> Array:
        from theory_lab.numbers.functions import dot

        return dot(self, other)

    def _compared(self, name: str, other: Any, swap: bool, negate: bool) -> Truth:
        pair = self._pair(other)
        if pair is None:
            raise TypeError(f"an array cannot be compared with {other!r}")
        arithmetic, x, y = pair
        x, y = (y, x) if swap else (x, y)
        sure, possible = getattr(arithmetic, name)(x, y)
        soft = floats_soft(arithmetic, x, y)
        truth = Truth(arithmetic, sure, possible, soft)
        return ~truth if negate else truth

    def __ge__(self, other: Any) -> Truth:
        return self._compared("at_least", other, False, False)

    def __le__(self, other: Any) -> Truth:
        return self._compared("at_least", other, True, False)

    def __gt__(self, other: Any) -> Truth:
        return self._compared("above", other, False, False)

    def __lt__(self, other: Any) -> Truth:
        return self._compared("above", other, True, False)

    def __eq__(self, other: Any) -> Truth:  # type: ignore[override]
        return (self >= other) & (self <= other)

    def __ne__(self, other: Any) -> Truth:  # type: ignore[override]
        return ~(self == other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Array({self.arithmetic.NAME}, shape={self.shape}, {self.payload!r})"


class Truth:
    """Comparisons of one instance: where surely true and where possibly true (batch axis hidden)."""

    __slots__ = ("arithmetic", "possible", "soft", "sure")

    def __init__(self, arithmetic: ModuleType, sure: Any, possible: Any, soft: Any = None) -> None:
        self.arithmetic, self.sure, self.possible, self.soft = arithmetic, sure, possible, soft

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of one instance."""
        return self.sure.shape[:-1]

    def __and__(self, other: Truth) -> Truth:
        soft = None if self.soft is None or other.soft is None else self.soft * other.soft
        return Truth(self.arithmetic, self.sure & other.sure, self.possible & other.possible, soft)

    def __or__(self, other: Truth) -> Truth:
        return ~(~self & ~other)

    def __invert__(self) -> Truth:
        return Truth(self.arithmetic, ~self.possible, ~self.sure, None if self.soft is None else 1 - self.soft)

    def __bool__(self) -> bool:
        if self.sure.size != 1:
            raise Branched(f"a truth of shape {self.shape} over {self.sure.shape[-1]} instances is no single truth value")
        if bool(self.sure.all()) != bool(self.possible.all()):
            raise Undecided("a comparison of overlapping enclosures")
        return bool(self.sure.all())

    def __repr__(self) -> str:
        return f"Truth(sure={self.sure!r}, possible={self.possible!r})"


def floats_soft(arithmetic: ModuleType, x: Any, y: Any) -> Any:
    """The differentiable stand-in for ``x >= y``; None outside smoothing and outside floats."""
    return arithmetic.soft_at_least(x, y) if arithmetic.NAME in _loose else None


def _is_mask(part: Any) -> bool:
    return isinstance(part, np.ndarray) and part.dtype == bool


def coerce(value: Any, like: Array) -> Array | None:
    """An exact constant in the arithmetic of ``like``; None for a type that is no number; floats raise ``TypeError``."""
    arithmetic = like.arithmetic
    if isinstance(value, bool | np.bool_):
        return None
    if isinstance(value, int | Fraction | np.integer):
        return Array(arithmetic, arithmetic.constant(value if isinstance(value, Fraction) else int(value)))
    if isinstance(value, float | np.floating):
        if math.isinf(value):
            return Array(arithmetic, arithmetic.constant(float(value)))
        raise TypeError(f"the float {value!r} is no exact constant; write Fraction({Fraction(str(value))}) or ratio(a, b)")
    if isinstance(value, np.ndarray) and value.dtype.kind in "iu":
        return Array(arithmetic, arithmetic.lifted(value)).restructured(lambda x: x[..., None])
    if isinstance(value, Real) and arithmetic is real_arrays:
        return Array(real_arrays, real_arrays.constant(value))
    return None
