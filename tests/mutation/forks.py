"""Work in a process of its own, with limits: what a change breaks ends there.

Main definitions: ``forked``, ``started``, ``Ended``, ``limit_test``.

Conventions: seconds are those of the processor, so that a machine that others use too does not decide.
"""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

# A process that waits for something takes no time of the processor.  Nothing is known of it after so many seconds of the clock
# for each second of its limit.
SHARED = 60
# Bytes: a change that fills the memory ends by itself.
MEMORY = 12 * 2**30


class Ended(Enum):
    """How a process ended that gave no answer."""

    DIED = "died, or took too long"
    WAITED = "took no time of the processor"


def forked(work: Callable[[], Any], limit: float) -> Any:
    """What a fork of this process answers, or how it ended; it has ``limit`` seconds of the processor."""

    def answer(sending: int) -> None:
        told: Any = Ended.DIED
        with contextlib.suppress(BaseException):
            told = work()
        limit_test(0)
        with os.fdopen(sending, "wb") as pipe:
            pickle.dump(told, pipe)

    return _child(answer, limit)


def started(command: Sequence[str], shared: int, limit: float) -> Any:
    """The same of a program, which may use a file of this process and is told, after its name, where to write and which file."""

    def replace(sending: int) -> None:
        for number in (sending, shared):
            os.set_inheritable(number, True)
        os.execv(sys.executable, [sys.executable, "-m", command[0], str(sending), str(shared), *command[1:]])

    return _child(replace, limit)


def _child(work: Callable[[int], None], limit: float) -> Any:
    receiving, sending = os.pipe()
    if not (child := os.fork()):
        os.close(receiving)
        os.setsid()
        _limit_process(limit)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        with contextlib.suppress(BaseException):
            work(sending)
        os._exit(0)
    os.close(sending)
    late: list[int] = []

    def end(*_: object) -> None:
        late.append(child)
        os.killpg(child, signal.SIGKILL)

    signal.signal(signal.SIGALRM, end)
    signal.alarm(SHARED * math.ceil(limit))
    with os.fdopen(receiving, "rb") as pipe:
        told = pipe.read()
    signal.alarm(0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return pickle.loads(told) if told else Ended.WAITED if late else Ended.DIED


def _limit_process(seconds: float) -> None:
    """End this process when it takes more seconds of the processor, or more memory."""
    most = math.ceil(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def limit_test(seconds: float) -> None:
    """End this process when it takes more seconds of the processor from now on; 0 takes the limit back."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
