"""What a field of an instance is: the protocol that every kind of field meets.

A field says which whole numbers (its *raw form*) stand for its values, and turns columns of them into
numerators and denominators.  Everything else in the library asks a field through this protocol, so that a new
kind of field is one class that meets it, and nothing is registered.

Main definitions
----------------
``Field``         what ``Simplex``, ``Steps``, ``Kernel``, ``Whole``, ``Ratio`` and ``Table`` offer
``StaticField``   what ``Count`` and ``Choice`` offer, whose values are the same in a whole batch
``Group``, ``Entry``, ``Range``  what the search may change in a raw form, and the parameters that boxes cut
``exact``, ``exacts``, ``floats``, ``intervals``, ``fractions``  values of a field in the three arithmetics

Conventions
-----------
A raw form is an int for a ``scalar`` field and for a static one, else a list of ints, one for each row.  Many
raw forms may stand for one value; the canonical one has the least numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple, Protocol

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import exact as real_arrays
from theory_lab.numbers.arithmetics import interval
from theory_lab.numbers.arithmetics.interval import Interval
from theory_lab.numbers.words import words as word_arrays

WholeDraw = Callable[[int, int], int]
SUMMED = 2**62  # sums of rows fit int64 below it, with a factor of two to spare for a check in floats


class Group(NamedTuple):
    """Rows of a raw form that are the weights of one probability vector, each at least 1 if ``positive``."""

    rows: slice
    positive: bool = False


class Entry(NamedTuple):
    """A number in ``[lo, hi]`` in a raw form: the row of its numerator, and of its denominator unless it is whole."""

    row: int
    over: int | None
    lo: int | Fraction
    hi: int | Fraction


class Range(NamedTuple):
    """The ends of a real parameter, or of a whole one."""

    low: float
    high: float
    whole: bool = False


class _Raws(Protocol):
    """Raw forms: which there are, and which are simpler than others."""

    @property
    def lightest(self) -> int:
        """The least weight of a raw form."""
        ...

    @property
    def heaviest(self) -> float:
        """The greatest weight, ``inf`` when there is none."""
        ...

    def validate(self, raw: object) -> None:
        """Raise ``ValueError`` naming the value unless ``raw`` is a raw form."""
        ...

    def canonical(self, raw: Any) -> Any:
        """The one raw form that stands for all with the same value."""
        ...

    def weight(self, raw: Any) -> int:
        """How complicated the value is: a whole number that its canonical raw form determines."""
        ...

    def small(self, weight: int) -> Iterator[Any]:
        """All canonical raw forms of exactly this weight, each once."""
        ...

    def simpler(self, raw: Any) -> Iterator[Any]:
        """Canonical raw forms of smaller weight to try in its place, the boldest first."""
        ...

    def drawn(self, whole: WholeDraw) -> Any:
        """A raw form made of draws ``whole(lo, hi)``; small draws, the first ones above all, make it simple."""
        ...


class StaticField(_Raws, Protocol):
    """A field whose value is a Python object, the same for all instances of a batch."""

    static: ClassVar[bool]

    def values(self) -> range:
        """All raw forms."""
        ...

    def value(self, raw: int) -> Any:
        """The object that a raw form stands for."""
        ...

    def random(self, rng: np.random.Generator) -> int:
        """A random raw form."""
        ...


class Field(_Raws, Protocol):
    """A field whose value is an array of rational numbers."""

    static: ClassVar[bool]
    scalar: ClassVar[bool]  # the raw form is one int, not a list

    @property
    def width(self) -> int:
        """The number of rows: of ints in a raw form."""
        ...

    def parts(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Numerators and denominators of the values of raw columns (width, B); the batch axis is last.

        Exact for columns of Python ints, and for int64 columns whose sizes sum to less than ``SUMMED``: sums of rows
        are, products are not.
        """
        ...

    # The search

    @property
    def groups(self) -> Sequence[Group]:
        """The rows that are probability vectors; multiples of their weights stand for the same value."""
        ...

    @property
    def entries(self) -> Sequence[Entry]:
        """The numbers in the other rows; all values within their bounds are allowed."""
        ...

    def random(self, rng: np.random.Generator, size: int) -> np.ndarray:
        """Random raw forms as the columns of an int64 array (width, size): a mixture of shapes."""
        ...

    # Real parameters, for gradients and for rounding

    @property
    def relaxed_width(self) -> int:
        """The number of real parameters of ``relax``."""
        ...

    def relax(self, u: Any) -> Array:
        """The value at any real parameters, a JAX array of shape (relaxed_width,)."""
        ...

    def unrelax(self, raw: Any) -> np.ndarray:
        """Real parameters at which ``relax`` gives the value of ``raw``."""
        ...

    def snap(self, x: Any, denominator: int) -> Any:
        """The raw form on this denominator nearest to a float value; ``ValueError`` if it is not finite."""
        ...

    # Boxes

    def ranges(self) -> Sequence[Range]:
        """The parameters that determine the value, with their ends; ``TypeError`` where boxes are not known."""
        ...

    def enclosed(self, box: Interval) -> tuple[Interval, np.ndarray]:
        """Enclosures of the values at parameters (ranges, B) in boxes, and which boxes hold no value, (B,)."""
        ...


def _column(field: Field, raw: Any) -> np.ndarray:
    return np.array([raw] if field.scalar else raw, dtype=object)[:, None]


def fractions(field: Field, raw: Any) -> np.ndarray:
    """The value of a raw form as an object array of fractions."""
    return np.asarray(np.frompyfunc(Fraction, 2, 1)(*field.parts(_column(field, raw))))[..., 0]


def exact(field: Field, raw: Any) -> Array:
    """The value of a raw form in exact arithmetic."""
    return exacts(field, _column(field, raw))


def exacts(field: Field, columns: np.ndarray) -> Array:
    """The values of raw columns, int64 of shape (width, B), as a batch in exact arithmetic."""
    return Array(real_arrays, real_arrays.rational(*field.parts(columns.astype(object))))


def floats(field: Field, columns: np.ndarray) -> Array:
    """The values of raw columns, int64 of shape (width, B), as a float batch; each is correctly rounded."""
    numerators, denominators = field.parts(columns)
    return xp.floats(numerators / denominators, batched=True)


def intervals(field: Field, columns: np.ndarray) -> Array:
    """The values of raw columns, int64 of shape (width, B), as a batch of enclosures."""
    return Array(interval, interval.rational(*field.parts(columns)))


def words(field: Field, columns: np.ndarray) -> Array:
    """The values of raw columns, int64 of shape (width, B), as a batch of quotients of words."""
    return Array(word_arrays, word_arrays.rational(*field.parts(columns)))
