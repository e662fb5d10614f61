"""A process that does one piece of work after another, and ends with the one that started it.

It is started by ``pool`` and talks to it over one pipe: first the function comes, then arguments, and each time a message goes
back.

Main definitions: ``serve``.

Conventions: messages are pairs of a word, ``ready``, ``now`` or ``done``, and what belongs to it; what is printed goes to
standard error, so that it mixes with no results.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import sys
import threading
import time
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from theory_lab.isolation.containment import contained

_PR_SET_PDEATHSIG = 1  # of <sys/prctl.h>
# Objects made before garbage is looked for, in place of 700: exact arithmetic makes few cycles, and a twentieth of its time went
# into looking.  What is there before the first job is never looked at.
_GARBAGE = 20_000
_PATIENCE = 1.0  # seconds between two looks at the parent, where the system does not tell of its end


def serve(handle: int, parent: int) -> None:
    """Work until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever wants this run to stop tells the parent, which ends this process
    _end_with(parent)
    with contextlib.suppress(OSError):  # when memory is short, a worker goes and not the run
        Path("/proc/self/oom_score_adj").write_text("1000")
    pipe = Connection(handle)
    try:
        work = pipe.recv()
        gc.freeze()
        gc.set_threshold(_GARBAGE)

        def tell(text: str) -> None:
            pipe.send(("now", text))

        pipe.send(("ready", None))
        while True:
            job = pipe.recv()
            pipe.send(("done", contained(partial(work, *job, tell))))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        os._exit(0)  # the parent is done, and threads that a claim started are not waited for


def _end_with(parent: int) -> None:
    """This process is killed when its parent ends, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before
        os._exit(1)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_PATIENCE)
    os._exit(1)
