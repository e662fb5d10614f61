"""How many bits balls carry, and where floats are refused.

Main definitions: ``precision``, ``deciding`` and ``guessing``, context managers; ``track``, which says whether normal forms are
kept, and ``strict``, which says whether a verdict is being decided and floats are refused.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

from flint import ctx

track: ContextVar[bool] = ContextVar("track", default=True)
strict: ContextVar[bool] = ContextVar("strict", default=False)
ctx.prec = 64  # bits: one limb, some more than a double; judges take more where a comparison stays open


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


@contextlib.contextmanager
def deciding() -> Iterator[None]:
    """Within the block floats do not mix with exact numbers: a verdict must not depend on rounding."""
    token = strict.set(True)
    try:
        yield
    finally:
        strict.reset(token)


@contextlib.contextmanager
def guessing() -> Iterator[None]:
    """Within the block exact numbers may become floats while a verdict is decided.

    For what is proved or enclosed afterwards, whatever the floats were, and for what only ranks: the block says so by its name.
    """
    token = strict.set(False)
    try:
        yield
    finally:
        strict.reset(token)
