"""The end of the time for a search, be it inside a long product of polynomials.

Main definitions: ``OutOfTime``, ``limited``.

Conventions: time is of the processor, so that a busy machine loses no proofs.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from typing import Any


class OutOfTime(Exception):
    """The time for a proof is over."""


def _over(number: int, frame: Any) -> None:
    raise OutOfTime


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise ``OutOfTime`` in what runs longer; in the main thread alone, for others get no signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    if seconds <= 0:
        raise OutOfTime
    before = signal.signal(signal.SIGPROF, _over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
