"""The kinds of fields that instances are made of.

A field says which lists of whole numbers (the *raw form*) stand for its values, and turns them into exact
rationals, floats or intervals. All the rest of a field (enumeration, random batches, shrinking, snapping)
is about raw forms.

Main definitions
----------------
``Field``        what ``Simplex``, ``Steps``, ``Whole``, ``Ratio`` and ``Table`` offer
``StaticField``  what ``Count`` and ``Choice`` offer, whose values are the same in a whole batch
``exact``, ``exacts``, ``floats``, ``intervals``  values of a field in the three arithmetics
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.spaces.simplex import Simplex
from theory_lab.claims.spaces.statics import Choice, Count
from theory_lab.claims.spaces.steps import Steps
from theory_lab.claims.spaces.table import Ratio, Table
from theory_lab.claims.spaces.whole import Whole
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import interval

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["Choice", "Count", "Field", "Ratio", "Simplex", "StaticField", "Steps", "Table", "Whole"]


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

    def strategy(self) -> SearchStrategy[Any]:
        """A Hypothesis strategy of raw forms that shrinks towards simple ones."""
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
        """The number of ints in a raw form."""
        ...

    @property
    def relaxed_width(self) -> int:
        """The number of real parameters of ``relax``."""
        ...

    def random(self, rng: np.random.Generator, size: int) -> np.ndarray:
        """Random raw forms as the columns of an int64 array (width, size): a mixture of shapes."""
        ...

    def parts(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Numerators and denominators of the values of raw columns (width, B); the batch axis is last."""
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


def _fractions(field: Field, columns: np.ndarray) -> np.ndarray:
    numerators, denominators = field.parts(columns.astype(object))
    return np.asarray(np.frompyfunc(Fraction, 2, 1)(numerators, denominators))


def fractions(field: Field, raw: Any) -> np.ndarray:
    """The value of a raw form as an object array of fractions."""
    return _fractions(field, np.array([raw] if field.scalar else raw, dtype=object)[:, None])[..., 0]


def exact(field: Field, raw: Any) -> Array:
    """The value of a raw form in exact arithmetic."""
    return xp.exact(fractions(field, raw))


def exacts(field: Field, columns: np.ndarray) -> Array:
    """The values of raw columns, int64 of shape (width, B), as a batch in exact arithmetic."""
    return xp.exact(_fractions(field, columns), batched=True)


def floats(field: Field, columns: np.ndarray) -> Array:
    """The values of raw columns, int64 of shape (width, B), as a float batch; each is correctly rounded."""
    numerators, denominators = field.parts(columns)
    return xp.floats(numerators / denominators, batched=True)


def intervals(field: Field, columns: np.ndarray) -> Array:
    """The values of raw columns, int64 of shape (width, B), as a batch of enclosures."""
    return Array(interval, interval.rational(*field.parts(columns)))
