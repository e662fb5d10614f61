"""Arrays that formulas see: one instance, whatever computes underneath.

``Array`` pairs a payload with its arithmetic (``exact``, ``interval``, ``float64``, ``logfloat``).  Every payload has one
trailing batch axis, of length 1 or of the number of instances, which is hidden from shape, indexing,
broadcasting and reductions: a formula reads the same for one instance, for 100,000, and under a JAX tracer.

Conventions: exact constants mix in exactly in every arithmetic (``constants``), and so do exact arrays; a Python float raises
``TypeError``.  Floats and logs of floats mix; other arithmetics do not.  ``jit``, ``vmap``, ``grad`` and ``scan`` of JAX take and
give Arrays of floats and logs: they carry the payload, hidden axis included.  So ``vmap`` maps over visible axes, counted from
the front (``in_axes=0`` is the first one), and never over the batch.

Main definitions: ``Array``, ``together``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.numbers.arithmetics import comparisons, exact, float64, interval, logfloat, pytrees
from theory_lab.numbers.arithmetics.arithmetic import Arithmetic
from theory_lab.numbers.arithmetics.constants import payload_of, translated
from theory_lab.numbers.arithmetics.truths import Truth, alone
from theory_lab.numbers.ground import refusals
from theory_lab.numbers.ground.shown import shown
from theory_lab.numbers.reals.errors import Branched
from theory_lab.numbers.reals.precisions import strict
from theory_lab.numbers.words import words


class Array:
    """An array of numbers of one instance; immutable.

    Supports ``+ - * / **`` (by whole numbers and fractions), ``@``, comparisons (which give a ``Truth``), indexing and slicing.
    """

    __slots__ = ("arithmetic", "payload")

    def __init__(self, arithmetic: Arithmetic, payload: Any) -> None:
        self.arithmetic, self.payload = arithmetic, payload

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(refusals.no_attribute(name))

    @property
    def kind(self) -> str:
        """What people call these numbers: exact, interval, float or log; of one instance where a verdict is decided."""
        return alone(self.payload, self.arithmetic.NAME)

    @property
    def is_exact(self) -> bool:
        """True for numbers of exact arithmetic, also in words."""
        return self.arithmetic is exact or self.arithmetic is words

    @property
    def is_interval(self) -> bool:
        """True for intervals."""
        return self.arithmetic is interval

    @property
    def is_float(self) -> bool:
        """True for plain floats."""
        return self.arithmetic is float64

    @property
    def is_rounded(self) -> bool:
        """True for floats and their logarithms, which never decide."""
        return self.arithmetic.IS_ROUNDED

    @property
    def is_jax(self) -> bool:
        """True where JAX computes."""
        return float64.is_jax(logfloat.stored(self.payload))

    def numbers(self, *, batched: bool = False) -> Any:
        """The plain numbers of one instance, floats or ``Real``; of all instances, last axis the batch, with ``batched``.

        Raises ``TypeError`` for intervals, which have ``bounds``, and ``Branched`` for a batch.
        """
        numbers = self.arithmetic.numbers(self.payload)
        return numbers if batched else numbers[self._alone]

    def bounds(self, *, batched: bool = False) -> tuple[Any, Any]:
        """Lower and upper ends as arrays of floats, like ``numbers``; certain ones for exact numbers and intervals."""
        lo, hi = self.arithmetic.bounds(self.payload)
        return (lo, hi) if batched else (lo[self._alone], hi[self._alone])

    def fractions(self) -> np.ndarray:
        """The numbers of one instance as an object array of fractions; ``TypeError`` where one is not known to be rational."""
        if not self.is_exact:
            raise TypeError(f"{self.arithmetic.NAME} numbers are no fractions; compute in exact ones")
        return np.asarray(np.frompyfunc(lambda entry: entry.fraction, 1, 1)(self.numbers()), dtype=object)

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
    def number_of_instances(self) -> int:
        """Number of instances (1 when it does not depend on the instance)."""
        shape = self.arithmetic.shape(self.payload)
        if not shape:
            raise ValueError("this array has lost its batch axis; map over a visible axis, counted from the front")
        return shape[-1]

    @property
    def _alone(self) -> tuple[Any, ...]:
        """Where the numbers of one instance are stored; ``Branched`` for a batch."""
        if self.number_of_instances != 1:
            raise Branched(f"this looks at the values of one instance, not of a batch of {self.number_of_instances}")
        return (..., 0)

    @property
    def T(self) -> Array:
        """The axes in reverse order."""
        return self.restructured(lambda x: x.transpose(*reversed(range(x.ndim - 1)), x.ndim - 1))

    def restructured(self, f: Callable[[Any], Any]) -> Array:
        """Apply a structural function to the stored arrays, batch axis included."""
        return Array(self.arithmetic, self.arithmetic.restructure(f, self.payload))

    def reshape(self, *shape: Any) -> Array:
        """The same entries in another shape, told as numbers or as one tuple."""
        shape = tuple(shape[0]) if len(shape) == 1 and isinstance(shape[0], tuple | list) else shape
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
            elif isinstance(part, Array | Truth | bool | np.bool_):
                raise TypeError(refusals.no_index(part))
            elif part is not None:
                taken += part.ndim if isinstance(part, np.ndarray) and part.dtype == bool else 1
        if taken > self.ndim:
            raise IndexError(f"{taken} indices for an array of shape {self.shape}")
        return self.restructured(lambda x: float64.taken(x, (*parts, *tail)))

    def _pair(self, other: Any) -> tuple[Arithmetic, Any]:
        if type(other) is not Array:
            return self.arithmetic, (self.payload, payload_of(other, self.arithmetic))
        if other.arithmetic is self.arithmetic:
            return self.arithmetic, (self.payload, other.payload)
        return together(self, other)

    def __add__(self, other: Any) -> Array:
        arithmetic, (x, y) = self._pair(other)
        return Array(arithmetic, arithmetic.add(x, y))

    def __mul__(self, other: Any) -> Array:
        arithmetic, (x, y) = self._pair(other)
        return Array(arithmetic, arithmetic.multiply(x, y))

    __radd__, __rmul__ = __add__, __mul__

    def __sub__(self, other: Any) -> Array:
        arithmetic, (x, y) = self._pair(other)
        return Array(arithmetic, arithmetic.subtract(x, y))

    def __rsub__(self, other: Any) -> Array:
        arithmetic, (x, y) = self._pair(other)
        return Array(arithmetic, arithmetic.subtract(y, x))

    def __truediv__(self, other: Any) -> Array:
        arithmetic, (x, y) = self._pair(other)
        return Array(arithmetic, arithmetic.divide(x, y))

    def __rtruediv__(self, other: Any) -> Array:
        arithmetic, (x, y) = self._pair(other)
        return Array(arithmetic, arithmetic.divide(y, x))

    def __ge__(self, other: Any) -> Truth:
        arithmetic, (x, y) = self._pair(other)
        return _compared(arithmetic, arithmetic.at_least(x, y), x, y)

    def __le__(self, other: Any) -> Truth:
        arithmetic, (x, y) = self._pair(other)
        return _compared(arithmetic, arithmetic.at_least(y, x), y, x)

    def __gt__(self, other: Any) -> Truth:
        arithmetic, (x, y) = self._pair(other)
        return _compared(arithmetic, arithmetic.above(x, y), x, y)

    def __lt__(self, other: Any) -> Truth:
        arithmetic, (x, y) = self._pair(other)
        return _compared(arithmetic, arithmetic.above(y, x), y, x)

    def __neg__(self) -> Array:
        return Array(self.arithmetic, self.arithmetic.negative(self.payload))

    def __abs__(self) -> Array:
        return Array(self.arithmetic, self.arithmetic.absolute(self.payload))

    def __pow__(self, exponent: int | Fraction) -> Array:
        if isinstance(exponent, Array):
            raise TypeError(refusals.NO_EXPONENT)
        return Array(self.arithmetic, self.arithmetic.power(self.payload, refusals.exponent_of(exponent)))

    def __rpow__(self, base: Any) -> Array:
        raise TypeError(refusals.NO_EXPONENT)

    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = refusals.no_whole_part

    def __matmul__(self, other: Any) -> Array:
        arithmetic, (x, y) = self._pair(other)
        rows, columns = (arithmetic.shape(payload)[:-1] for payload in (x, y))
        if len(rows) not in (1, 2) or len(columns) not in (1, 2) or rows[-1] != columns[0]:
            raise ValueError(f"arrays of shapes {rows} and {columns} have no inner product; xp.sum(x * y, axis=1) adds by rows")
        return Array(arithmetic, arithmetic.dot(x, y))

    def __eq__(self, other: Any) -> Truth:  # type: ignore[override]
        arithmetic, (x, y) = self._pair(other)
        if arithmetic is not exact:
            return (self >= other) & (self <= other)
        comparisons.note(y, x)  # whoever looks for ties is told of both
        return _compared(arithmetic, exact.equal(x, y), x, y)

    def __ne__(self, other: Any) -> Truth:  # type: ignore[override]
        return ~(self == other)

    __hash__ = None  # type: ignore[assignment]

    def __index__(self) -> int:
        raise TypeError(refusals.NO_INT)

    def __float__(self) -> float:
        raise TypeError(refusals.NO_FLOAT)

    def __format__(self, spec: str) -> str:
        if spec:
            raise TypeError(refusals.no_format(spec))
        return repr(self)

    def __array_function__(self, function: Any, types: Any, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        return refusals.numpy_function(function, args)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        return refusals.numpy_ufunc(self, ufunc, method, inputs, options)

    def __repr__(self) -> str:
        return f"Array({self.kind}, shape={self.shape}, {shown(self.payload)})"


pytrees.register(Array, lambda array: ((array.payload,), array.arithmetic), lambda arithmetic, parts: Array(arithmetic, *parts))


def _compared(arithmetic: Arithmetic, truths: tuple[Any, Any], x: Any, y: Any) -> Truth:
    comparisons.note(x, y)
    doubt = "" if truths[0] is truths[1] else arithmetic.doubt(x, y)
    return Truth(arithmetic, *truths, arithmetic.soft_at_least(x, y), doubt)


def together(*values: Any, among: Arithmetic = exact) -> tuple[Arithmetic, list[Any]]:
    """Arrays and exact constants in their common arithmetic (also common with ``among``): it and their payloads."""
    given = {value.arithmetic for value in values if type(value) is Array}
    found = given | {among}
    if len(found) > 1:  # not where ``among`` is exact: a library may compute in floats alone
        if exact in given and any(arithmetic.IS_ROUNDED for arithmetic in given) and strict.get():
            raise TypeError("floats meet exact numbers; a verdict needs exact ones, such as Fraction(1, 10)")
        found.discard(exact)
    if len(found) > 1 and not all(arithmetic.IS_ROUNDED for arithmetic in found):
        names = " and ".join(sorted(one.NAME for one in found))  # what words refuse is heard of, also where code catches it
        raise (Branched if words in found else TypeError)(f"{names} numbers do not mix in one formula")
    arithmetic = logfloat if len(found) > 1 else found.pop()
    return arithmetic, [_within(value, arithmetic) for value in values]


def _within(value: Any, arithmetic: Arithmetic) -> Any:
    if type(value) is not Array:
        return payload_of(value, arithmetic)
    return translated(value.payload, arithmetic) if value.arithmetic is exact else value.payload
