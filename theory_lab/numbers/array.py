"""Arrays that formulas see: one instance, whatever computes underneath.

``Array`` pairs a payload with its arithmetic (``real_arrays``, ``interval``, ``float64``, ``logfloat``).  Every payload has one
trailing batch axis, of length 1 or of the number of instances, which is hidden from shape, indexing,
broadcasting and reductions: a formula reads the same for one instance, for 100,000, and under a JAX tracer.

Conventions: exact constants mix in exactly in every arithmetic (``constants``), and so do exact arrays; a Python float raises
``TypeError``.  Floats and logs of floats mix; other arithmetics do not.

Main definitions: ``Array``, ``together``.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import numpy as np

from theory_lab.numbers.arithmetics import exact as real_arrays
from theory_lab.numbers.arithmetics import float64, logfloat
from theory_lab.numbers.arithmetics.constants import payload_of, translated
from theory_lab.numbers.arithmetics.truths import Truth
from theory_lab.numbers.reals.errors import Branched
from theory_lab.numbers.reals.precisions import strict
from theory_lab.numbers.refusals import NO_EXPONENT, NO_FLOAT, NO_INT, no_format, numpy_function, numpy_ufunc

_LOOSE = {float64, logfloat}


def _operator(name: str, swap: bool = False) -> Callable[[Array, Any], Array]:
    def operate(self: Array, other: Any) -> Array:
        arithmetic, (x, y) = self._pair(other)
        return Array(arithmetic, getattr(arithmetic, name)(*((y, x) if swap else (x, y))))

    return operate


def _comparison(name: str, swap: bool = False) -> Callable[[Array, Any], Truth]:
    def compare(self: Array, other: Any) -> Truth:
        arithmetic, (x, y) = self._pair(other)
        x, y = (y, x) if swap else (x, y)
        sure, possible = getattr(arithmetic, name)(x, y)
        soft = arithmetic.soft_at_least(x, y) if arithmetic in _LOOSE else None
        doubt = real_arrays.doubt(x, y) if arithmetic is real_arrays and possible is not sure else ""
        return Truth(arithmetic, sure, possible, soft, doubt)

    return compare


class Array:
    """An array of numbers of one instance; immutable.

    Supports ``+ - * / **`` (whole exponents), ``@``, comparisons (which give a ``Truth``), indexing and slicing.
    """

    __slots__ = ("arithmetic", "payload")

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
    def alone(self) -> Any:
        """The payload of one instance without the batch axis, for code that looks at values; ``Branched`` for a batch."""
        if self.batch != 1:
            raise Branched(f"this looks at the values of one instance, not of a batch of {self.batch}")
        return self.payload[..., 0]

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

    def __bool__(self) -> bool:
        raise TypeError("an array has no truth value; compare it with something")

    def __iter__(self) -> Iterator[Array]:
        return (self[k] for k in range(len(self)))

    def __getitem__(self, index: Any) -> Array:
        parts = index if isinstance(index, tuple) else (index,)
        taken, tail = 0, (Ellipsis, slice(None))
        for part in parts:
            if part is Ellipsis:
                tail = (slice(None),)
            elif isinstance(part, Array | Truth):
                raise TypeError("an index must not depend on the instance; use where() or at_least()")
            elif part is not None:
                taken += part.ndim if isinstance(part, np.ndarray) and part.dtype == bool else 1
        if taken > self.ndim:
            raise IndexError(f"{taken} indices for an array of shape {self.shape}")
        return self.restructured(lambda x: _taken(x, (*parts, *tail)))

    def _pair(self, other: Any) -> tuple[ModuleType, Any]:
        if type(other) is not Array:
            return self.arithmetic, (self.payload, payload_of(other, self.arithmetic))
        if other.arithmetic is self.arithmetic:
            return self.arithmetic, (self.payload, other.payload)
        return together(self, other)

    __add__ = __radd__ = _operator("add")
    __mul__ = __rmul__ = _operator("multiply")
    __sub__, __rsub__ = _operator("subtract"), _operator("subtract", swap=True)
    __truediv__, __rtruediv__ = _operator("divide"), _operator("divide", swap=True)
    __ge__, __le__ = _comparison("at_least"), _comparison("at_least", swap=True)
    __gt__, __lt__ = _comparison("above"), _comparison("above", swap=True)

    def __neg__(self) -> Array:
        return Array(self.arithmetic, self.arithmetic.negative(self.payload))

    def __abs__(self) -> Array:
        return Array(self.arithmetic, self.arithmetic.absolute(self.payload))

    def __pow__(self, exponent: int) -> Array:
        if isinstance(exponent, Array):
            raise TypeError(NO_EXPONENT)
        try:
            whole = operator.index(exponent)
        except TypeError:
            raise TypeError(f"the exponent {exponent!r} is not a whole number; use exp, log or sqrt") from None
        return Array(self.arithmetic, self.arithmetic.power(self.payload, whole))

    def __rpow__(self, base: Any) -> Array:
        raise TypeError(NO_EXPONENT)

    def __matmul__(self, other: Any) -> Array:
        from theory_lab.numbers.functions import dot

        return dot(self, other)

    def __eq__(self, other: Any) -> Truth:  # type: ignore[override]
        return (self >= other) & (self <= other)

    def __ne__(self, other: Any) -> Truth:  # type: ignore[override]
        return ~(self == other)

    __hash__ = None  # type: ignore[assignment]

    def __index__(self) -> int:
        raise TypeError(NO_INT)

    def __float__(self) -> float:
        raise TypeError(NO_FLOAT)

    def __format__(self, spec: str) -> str:
        if spec:
            raise TypeError(no_format(spec))
        return repr(self)

    def __array_function__(self, function: Any, types: Any, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        return numpy_function(function, args)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        return numpy_ufunc(self, ufunc, method, inputs, options)

    def __repr__(self) -> str:
        return f"Array({self.arithmetic.NAME}, shape={self.shape}, {self.payload!r})"


def _taken(x: Any, index: tuple[Any, ...]) -> Any:
    if float64.is_jax(x):
        np.broadcast_to(np.False_, x.shape)[index]  # raises IndexError where JAX would take the last entry
    return x[index]


def together(*values: Any, among: ModuleType = real_arrays) -> tuple[ModuleType, list[Any]]:
    """Arrays and exact constants in their common arithmetic (also common with ``among``): its module and their payloads."""
    given = {value.arithmetic for value in values if type(value) is Array}
    found = given | {among}
    if len(found) > 1:
        if strict.get() and real_arrays in given and given & _LOOSE:  # not ``among``: a library may compute in floats alone
            raise TypeError("floats meet exact numbers; a verdict needs exact ones, such as Fraction(1, 10)")
        found.discard(real_arrays)
    if len(found) > 1 and found != _LOOSE:
        names = " and ".join(sorted(arithmetic.NAME for arithmetic in found))
        raise TypeError(f"{names} numbers do not mix in one formula")
    arithmetic = logfloat if len(found) > 1 else found.pop()
    return arithmetic, [_within(value, arithmetic) for value in values]


def _within(value: Any, arithmetic: ModuleType) -> Any:
    if type(value) is not Array:
        return payload_of(value, arithmetic)
    if value.arithmetic is real_arrays and arithmetic is not real_arrays:
        return translated(value.payload, arithmetic)
    return value.payload
