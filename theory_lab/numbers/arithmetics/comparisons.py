"""The comparisons that a formula makes, for whoever looks for ties.

A bound is often attained, and a wrong one often fails, where two numbers that a formula compares are equal: such a place has no
slope, and a search that does not know what is compared does not meet it.

Main definitions: ``recording``, ``note``, ``noting``.

Conventions: what is noted are stored arrays of one arithmetic, batch axis last, of shapes that broadcast; nothing depends on it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

_noted: ContextVar[list[tuple[Any, Any]] | None] = ContextVar("comparisons", default=None)


@contextlib.contextmanager
def recording() -> Iterator[list[tuple[Any, Any]]]:
    """A list that holds, after the block, both sides of every comparison and every maximum in it."""
    found: list[tuple[Any, Any]] = []
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


def noting() -> bool:
    """Whether somebody records."""
    return _noted.get() is not None


def note(x: Any, y: Any) -> None:
    """Tell whoever records that ``x`` was compared with ``y``."""
    found = _noted.get()
    if found is not None:
        found.append((x, y))
