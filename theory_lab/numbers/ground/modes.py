"""The processor's own directed rounding, in NumPy's elementwise operations on floats.

A processor rounds ``+ - * /`` and square roots down or up where it is told to (IEEE 754, section 4.3), also in vectors, and so do
NumPy's loops, which are made of these instructions. Who relies on it has to see first that it is so here.

Main definitions: ``known``, ``rounded``.

Conventions: to nearest is in force before and after every call, whatever is raised; other threads keep a mode of their own.
"""

from __future__ import annotations

import ctypes
import platform
from collections.abc import Callable, Sequence

import numpy as np

NEAREST = 0
# What the C library calls FE_DOWNWARD and FE_UPWARD: the bits of the processor's control word.
_DOWN_AND_UP = {
    "x86_64": (0x400, 0x800), "AMD64": (0x400, 0x800), "aarch64": (0x800000, 0x400000), "arm64": (0x800000, 0x400000),
}.get(platform.machine())  # fmt: skip


def _setter() -> Callable[[int], int] | None:
    """The C function that sets the mode; None where there is none in this process."""
    try:
        return ctypes.PyDLL(None).fesetround  # keeps the lock of the interpreter: no other code runs in between
    except (AttributeError, OSError, TypeError):
        return None


_set = _setter()


def known() -> bool:
    """Whether there are names for the modes of this processor, and a function that sets them."""
    return _DOWN_AND_UP is not None and _set is not None


def rounded(operation: np.ufunc, directions: Sequence[int], inputs: Sequence[np.ndarray]) -> list[np.ndarray]:
    """The operation rounded down (-1) or up (1), for each direction, nan where it has no value; raises ``RuntimeError`` where the
    mode cannot be set.
    """
    if _DOWN_AND_UP is None or _set is None:
        raise RuntimeError("the rounding modes of this processor are not known")
    results = []
    try:
        for direction in directions:
            if _set(_DOWN_AND_UP[direction > 0]):
                raise RuntimeError("the processor refuses a rounding mode")
            results.append(operation(*inputs))
    finally:
        _set(NEAREST)
    return results
