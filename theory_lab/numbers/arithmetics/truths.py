"""Comparisons of arrays.

A ``Truth`` says of every entry whether a relation surely holds and whether it possibly holds: the two differ where enclosures
overlap.  Like arrays it hides the batch axis.

Main definitions: ``Truth``, ``alone``.

Conventions: ``&``, ``|``, ``~``, ``==`` and ``!=`` also take static booleans and boolean arrays; the last two say whether both
are true or both false, of every entry, and not whether they are one object.  ``bool`` is for a single decided answer, of
one instance or of a batch that agrees (``parting``); a formula that must read the same for many instances uses ``where``,
``all``, ``any`` and ``indicator``.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from theory_lab.numbers.arithmetics import pytrees
from theory_lab.numbers.arithmetics.arithmetic import Arithmetic
from theory_lab.numbers.ground.refusals import numpy_function, numpy_ufunc
from theory_lab.numbers.reals.errors import Branched, Undecided, parting
from theory_lab.numbers.reals.precisions import strict


class Truth:
    """Comparisons of one instance: where surely true and where possibly true (batch axis hidden).

    A decided comparison holds one and the same array twice.  ``soft`` is a differentiable stand-in for the indicator, None
    outside ``smooth``; ``doubt`` says why an exact comparison is open.
    """

    __slots__ = ("arithmetic", "doubt", "possible", "soft", "sure")

    def __init__(self, arithmetic: Arithmetic, sure: Any, possible: Any, soft: Any = None, doubt: str = "") -> None:
        self.arithmetic, self.sure, self.possible, self.soft, self.doubt = arithmetic, sure, possible, soft, doubt

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of one instance."""
        return self.sure.shape[:-1]

    @property
    def is_decided(self) -> bool:
        """True when both arrays are one."""
        return self.possible is self.sure

    @property
    def is_rounded(self) -> bool:
        """True where floats or their logarithms were compared, which never decide."""
        return self.arithmetic.IS_ROUNDED

    def __and__(self, other: Any) -> Truth:
        other = other if isinstance(other, Truth) else static_truth(other, self)
        sure, soft = self.sure & other.sure, None
        possible = sure if self.is_decided and other.is_decided else self.possible & other.possible
        if self.soft is not None and other.soft is not None:
            soft = self.soft * other.soft
        return Truth(self.arithmetic, sure, possible, soft, self.doubt or other.doubt)

    def __or__(self, other: Any) -> Truth:
        other = other if isinstance(other, Truth) else static_truth(other, self)
        return ~(~self & ~other)

    __rand__, __ror__ = __and__, __or__

    def __eq__(self, other: Any) -> Truth:  # type: ignore[override]
        other = other if isinstance(other, Truth) else static_truth(other, self)
        return (self & other) | ~(self | other)

    def __ne__(self, other: Any) -> Truth:  # type: ignore[override]
        return ~(self == other)

    __hash__ = None  # type: ignore[assignment]

    def __invert__(self) -> Truth:
        sure = ~self.possible
        possible = sure if self.is_decided else ~self.sure
        return Truth(self.arithmetic, sure, possible, None if self.soft is None else 1 - self.soft, self.doubt)

    def __bool__(self) -> bool:
        if math.prod(self.shape) != 1:
            raise ValueError(f"a comparison of shape {self.shape} has no single answer; use all() or any()")
        if self.sure.size != 1:
            return self._answer_of_all()
        answer = bool(self.sure.all())
        if not self.is_decided and answer != bool(self.possible.all()):
            raise Undecided(self.doubt or "a comparison of overlapping enclosures is open")
        return answer

    def _answer_of_all(self) -> bool:
        """The answer that all instances of a batch give, for whoever parts them where they give several."""
        if not parting.get():
            raise Branched(f"a comparison has {self.sure.size} answers, one for each instance of a batch")
        yes, no = self.sure.reshape(-1), ~self.possible.reshape(-1)
        if not (yes.all() or no.all()):
            raise Branched(
                f"a comparison holds at {int(yes.sum())} of {len(yes)} instances, and not at {int(no.sum())}", (yes, no)
            )
        return bool(yes.all())

    def __array_function__(self, function: Any, types: Any, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        return numpy_function(function, args)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        return numpy_ufunc(self, ufunc, method, inputs, options)

    def __repr__(self) -> str:
        alone(self.sure if self.is_decided else None)
        return f"Truth(sure={self.sure!r}, possible={self.possible!r})"


def _split(truth: Truth) -> tuple[Any, Any]:
    """What JAX carries of a comparison: one array where it is decided, for these are one and the same."""
    parts = (truth.sure, truth.soft) if truth.is_decided else (truth.sure, truth.soft, truth.possible)
    return parts, (truth.arithmetic, truth.doubt)


def _joined(static: Any, parts: Any) -> Truth:
    (arithmetic, doubt), (sure, soft, *possible) = static, parts
    return Truth(arithmetic, sure, possible[0] if possible else sure, soft, doubt)


pytrees.register(Truth, _split, _joined)


def alone(stored: Any, told: str = "") -> str:
    """What is told of numbers as they are stored, their text or kind: of one instance where a verdict is decided.

    Raises ``Branched`` for those of a batch or of a box, which code that asks for these would take for others.
    """
    if strict.get() and not (isinstance(stored, np.ndarray) and stored.shape[-1:] in ((), (1,))):
        raise Branched("the text and the kind of numbers are those of one instance; this asks for those of several")
    return told


def static_truth(value: Any, like: Truth) -> Truth:
    """A boolean or boolean array as a ``Truth``; raises ``TypeError`` for anything else."""
    mask = np.asarray(value)[..., None]
    if mask.dtype != bool:
        raise TypeError(f"{value!r} is neither a comparison nor a boolean")
    return Truth(like.arithmetic, mask, mask, None if like.soft is None else mask.astype(float))
