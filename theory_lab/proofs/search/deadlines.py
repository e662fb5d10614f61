"""The end of the time for a search, be it inside a long product of polynomials.

Main definitions: ``OutOfTime``, ``limited``.

Conventions: time is of the processor, so that a busy machine loses no proofs.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from typing import Any

_TICK = 0.01  # seconds after which it is raised again where it was dropped


class OutOfTime(Exception):
    """The time for a proof is over."""


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise ``OutOfTime`` in what runs longer; in the main thread alone, for others get no signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    if seconds <= 0:
        raise OutOfTime
    waiting = True

    def over(number: int, frame: Any) -> None:
        nonlocal waiting
        if waiting:
            waiting = False
            raise OutOfTime

    def lost(what: sys.UnraisableHookArgs) -> None:
        """In a destructor or a callback from C Python drops what is raised: the next tick raises it again."""
        nonlocal waiting
        if isinstance(what.exc_value, OutOfTime):
            waiting = True
        else:
            unraisable(what)

    before, unraisable = signal.signal(signal.SIGPROF, over), sys.unraisablehook
    sys.unraisablehook = lost
    signal.setitimer(signal.ITIMER_PROF, seconds, _TICK)
    try:
        yield
    finally:
        waiting = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        sys.unraisablehook = unraisable
