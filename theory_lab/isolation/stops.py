"""Being asked to stop: Ctrl-C and SIGTERM.

A signal raises ``Stopped`` where work is being done, and is only noted while what was found is shown and written.  So a run that
is stopped ends like any other, with whole files and a summary.

Main definitions: ``Stopped``, ``Stops``, ``heeding``, ``is_raised_by_code``.

Conventions: exit codes are 128 and the number of the signal, as in a shell; a signal that is ignored when the run begins, as for
a job in the background, stays ignored.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
_MOMENT = 0.01  # seconds, in which Python leaves the place where it drops what is raised


class Stopped(KeyboardInterrupt):
    """Somebody asked the run to stop, by the signal ``number``."""

    def __init__(self, number: int = signal.SIGINT) -> None:
        super().__init__("stopped")
        self.number = number


class Stops:
    """The first signal that came; used as a context manager, any signal meanwhile, and one that came before, is raised."""

    def __init__(self) -> None:
        self.number = 0
        self._raising = False

    @property
    def code(self) -> int:
        """The exit code of a stopped run; 0 when nobody asked."""
        return 128 + self.number if self.number else 0

    def __enter__(self) -> Stops:
        self._raising = True
        if self.number:
            self._raising = False
            raise Stopped(self.number)
        return self

    def __exit__(self, *error: object) -> None:
        self._raising = False

    def heed(self, number: int, frame: FrameType | None) -> None:
        """What a signal does."""
        self.number = self.number or number
        if self._raising:
            raise Stopped(number)


@contextmanager
def heeding() -> Iterator[Stops]:
    """Signals come to the ``Stops`` that is given, meanwhile; outside the main thread, which alone gets signals, none do."""
    stops = Stops()
    if threading.current_thread() is not threading.main_thread():
        yield stops
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    unraisable = sys.unraisablehook

    def again(lost: sys.UnraisableHookArgs) -> None:
        """A signal that came inside a destructor or a callback from C, where Python drops what is raised, is sent again."""
        if isinstance(lost.exc_value, Stopped):
            later = threading.Timer(_MOMENT, os.kill, (os.getpid(), lost.exc_value.number))
            later.daemon = True
            later.start()
        else:
            unraisable(lost)

    sys.unraisablehook = again
    for number, handler in before.items():
        if handler not in (signal.SIG_IGN, None):
            signal.signal(number, stops.heed)
    try:
        yield stops
    finally:
        for number, handler in before.items():
            if handler is not None:
                signal.signal(number, handler)
        sys.unraisablehook = unraisable


def is_raised_by_code(error: KeyboardInterrupt) -> bool:
    """Whether code raised this itself: where Python's own handler of Ctrl-C is not in force, outside comes as ``Stopped``."""
    return not isinstance(error, Stopped) and signal.getsignal(signal.SIGINT) is not signal.default_int_handler
