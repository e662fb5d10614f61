"""Work that processes of a pool are given in tests."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np

HOARD: list[np.ndarray] = []


def do(deed: str, number: int, progress) -> object:
    """The square of a number, after a deed."""
    progress(f"at {deed}")
    DEEDS[deed]()
    return number * number


def segfault() -> None:
    ctypes.string_at(0)


def hang_in_c() -> None:
    """Nothing in Python ends this, as the lock is held."""
    ctypes.PyDLL(None).sleep(1000)


def leave_a_bomb() -> None:
    """The process is killed a moment after this job is done."""
    threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()


def tell_threads() -> None:
    """What the process of the job says of its environment and of its collector of garbage."""
    sys.exit(f"{os.environ.get('OPENBLAS_NUM_THREADS')} {gc.get_threshold()[0] > 700} {gc.get_freeze_count() > 0}")


def start_another() -> None:
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)  # of a test of the pool"])
    time.sleep(1000)


DEEDS = {
    "nothing": lambda: None,
    "wait": lambda: time.sleep(0.6),
    "hang": lambda: time.sleep(1000),
    "hang in C": hang_in_c,
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "segfault": segfault,
    "exit": lambda: sys.exit(3),
    "exit at once": lambda: os.kill(os.getpid(), signal.SIGTERM),
    "hoard": lambda: HOARD.extend(np.ones(10**6) for _ in range(10**4)),
    "bomb": leave_a_bomb,
    "start another": start_another,
    "tell threads": tell_threads,
    "print": lambda: os.write(1, b"noise\n"),
    "read": lambda: sys.stdin.read(),
}
