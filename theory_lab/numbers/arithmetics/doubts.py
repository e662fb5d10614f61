"""Instances at which an enclosure may be of a form without a value.

Interval arithmetic encloses the values that exist: a quotient by ``[0, h]``, a root of ``[-h, h]``.  Whoever decides by
enclosures must know at which instances a form may have no value, for exact arithmetic will say so.

Main definitions: ``watching``, ``note``, ``only``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

import numpy as np

_noted: ContextVar[list[np.ndarray] | None] = ContextVar("noted", default=None)


@contextlib.contextmanager
def watching(count: int) -> Iterator[np.ndarray]:
    """A mask of shape (count,), which tells after the block at which instances of a batch there was a doubt."""
    doubtful = np.zeros(count, dtype=bool)
    token = _noted.set(found := [])
    try:
        yield doubtful
    finally:
        _noted.reset(token)
        for mask in found:
            doubtful |= mask.any(axis=tuple(range(mask.ndim - 1)))


def note(mask: np.ndarray) -> None:
    """Tell whoever watches where, batch axis last, a form may have no value."""
    found = _noted.get()
    if found is not None and mask.any():
        found.append(mask)


@contextlib.contextmanager
def only(mask: np.ndarray) -> Iterator[None]:
    """Within the block the doubts are those of the mask: what enclosures on the way doubt is known to have a value."""
    note(mask)
    token = _noted.set(None)
    try:
        yield
    finally:
        _noted.reset(token)
