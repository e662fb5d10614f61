"""How many bits balls carry.

Main definitions: ``precision``, a context manager, and ``track``, which says whether normal forms are kept.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

from flint import ctx

track: ContextVar[bool] = ContextVar("track", default=True)
ctx.prec = 64


@contextlib.contextmanager
def precision(bits: int, track_forms: bool = True) -> Iterator[None]:
    """Within the block new balls carry ``bits`` bits; without forms it is faster and ties stay undecided."""
    before, token = ctx.prec, track.set(track_forms)
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before
        track.reset(token)
