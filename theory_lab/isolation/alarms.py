"""A limit on the time of work in this very process, by a signal.

Main definitions: ``within``.

Conventions: time is that of a clock; signals reach the main thread alone, so that elsewhere, and on systems without timers,
there is no limit.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 1.0  # seconds after which it is raised anew, where the work caught it


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """Raise ``TimeoutError`` in work that takes longer; without a limit for None."""
    if seconds is None or threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def over(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"it ran longer than {seconds:g} s and was ended")

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
