"""Processes with limits, each doing one piece of work at a time.

Work that takes too long or too much memory, or that kills its process, is lost alone: its process is replaced and the rest goes
on. Libraries of process pools end the run, or leave the other work of the process in doubt, where one process dies.

Main definitions: ``spread``, ``Limits``, ``Pool``, ``in_order``; ``shared``, by how many processes.

Conventions: a process that dies after it did other work may die of that, so the work is then done once more, in a fresh process.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from theory_lab.isolation.containment import Lost
from theory_lab.isolation.threads import single_threaded

Told = Callable[[Mapping[int, str]], object]  # the places of the jobs that are being done, and what each says it is at
# Where nobody says how many processes share the work: one for each processor and for each four pieces, as one takes a second to
# begin, the time of four quick checks; and eight at most, which take some 4 GiB.
_EACH, _MOST = 4, 8
_LOOK = 0.1  # seconds between two looks at time and memory
_SHARE = 0.9  # of the memory of the machine, for all processes together; the rest is for the run itself and the system
_START = (
    "import sys; sys.path[:] = eval(sys.argv[1]); from theory_lab.isolation.worker import serve; serve(*map(int, sys.argv[2:]))"
)


def shared(workers: int | None, jobs: int | None = None) -> int:
    """How many processes share so many pieces of work, or work of which nobody knows how much it is: those asked for, if any."""
    if workers is not None:
        return workers
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(_MOST, processors, processors if jobs is None else -(-jobs // _EACH)))


class PoolError(Exception):
    """No process can be started; the message is one sentence."""


@dataclass(frozen=True)
class Limits:
    """Seconds for each piece of work, and bytes for each process; without a number of bytes, its share of the machine."""

    seconds: float | None = None
    memory: int | None = None


def spread(
    work: Callable[..., Any],
    jobs: Sequence[tuple[Any, ...]],
    workers: int | None = 1,
    limits: Limits | None = None,
    told: Told = len,
) -> Iterator[tuple[int, Any]]:
    """The place of each job and its result, or ``Lost``, as they are finished; ``work`` also gets a function to say ``now``."""
    with Pool(work, min(shared(workers, len(jobs)), len(jobs)), limits or Limits()) as pool:
        yield from pool.results(jobs, told)


def in_order(results: Iterable[tuple[int, Any]]) -> Iterator[Any]:
    """Results by their places, each as soon as all before it are there."""
    early: dict[int, Any] = {}
    following = 0
    for place, result in results:
        early[place] = result
        while following in early:
            yield early.pop(following)
            following += 1


class Pool:
    """Processes that wait for jobs of one function; leaving it ends them.

    Jobs are either all there (``results``), or they are added while others are done, and ``turn`` has to be called now and then.
    Where nobody says how many processes there are, further ones begin as jobs come.
    """

    def __init__(self, work: Callable[..., Any], workers: int | None, limits: Limits) -> None:
        self._work = work
        share = int(_SHARE * _machine_memory() / max(1, shared(workers)))
        self._limits = limits if limits.memory else Limits(limits.seconds, share)
        self._workers: list[_Worker] = []
        self._count = workers
        self._jobs: dict[int, tuple[Any, ...]] = {}
        self._first, self._waiting, self._again = deque[int](), deque[int](), deque[int]()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *error: object) -> None:
        while self._workers:
            self._workers[-1].end()
            self._workers.pop()

    def add(self, place: int, job: tuple[Any, ...], first: bool = False) -> None:
        """A job to be done, before those that are not ``first``."""
        self._jobs[place] = job
        (self._first if first else self._waiting).append(place)

    def results(self, jobs: Sequence[tuple[Any, ...]] = (), told: Told = len) -> Iterator[tuple[int, Any]]:
        """The place of each job, these and those that were added, and its result, or ``Lost``, as they are finished."""
        for place, job in enumerate(jobs):
            self.add(place, job)
        while self._jobs:
            yield from self.turn(told)

    def turn(self, told: Told = len, patience: float = _LOOK) -> Iterator[tuple[int, Any]]:
        """Hand out jobs, wait for so many seconds until one is done, and give the places and results of those that are."""
        self._fill()
        for worker in self._workers:
            following = self._next(worker) if worker.idle else None
            if following:
                place = following.popleft()
                worker.give(place, self._jobs[place])
        told({worker.place: worker.now for worker in self._workers if worker.place is not None})
        wait([worker.pipe for worker in self._workers], patience)
        for worker in list(self._workers):
            place, fresh = worker.place, worker.done == 0
            result = self._heard(worker)
            if place is None or result is None:
                continue
            if isinstance(result, Lost) and worker.ended and not fresh and not worker.late:
                self._again.append(place)
            else:
                del self._jobs[place]
                yield place, result

    def _next(self, worker: _Worker) -> deque[int] | None:
        """From where an idle worker takes its next job, if there is one."""
        fitting = (self._first, self._waiting) if worker.done else (self._again, self._first, self._waiting)
        return next(filter(None, fitting), None)

    def _fill(self) -> None:
        while len(self._workers) < shared(self._count, len(self._jobs)):
            self._workers.append(_Worker(self._work))

    def _heard(self, worker: _Worker) -> Any:
        """The result of a worker's job, if it has come; a worker that broke a limit or died is ended."""
        result = worker.hear()
        if result is None and not worker.ended:
            result = worker.beyond(self._limits)
        if worker.ended:
            self._workers.remove(worker)
        return result


class _Worker:
    """A process, its pipe, and the job that it is at."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self.pipe, theirs = Pipe()
        arguments = [repr(sys.path), str(theirs.fileno()), str(os.getpid())]
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-c", _START, *arguments],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=2,
                env=single_threaded(os.environ),
                process_group=0,  # so that it ends with all that it starts, and Ctrl-C goes to the run alone
            )
        with suppress(OSError):  # that it ended at once is seen when it is heard
            self.pipe.send(work)
        self.place: int | None = None
        self.now = ""
        self.done = 0
        self.ended = self.late = self._ready = False
        self._since = 0.0

    @property
    def idle(self) -> bool:
        return self._ready and self.place is None

    def give(self, place: int, job: tuple[Any, ...]) -> None:
        """Begin a job."""
        self.place, self.now, self._since = place, "", time.monotonic()
        with suppress(OSError):
            self.pipe.send(job)

    def hear(self) -> Any:
        """The result of the job, if it has come; ``Lost`` if the process died at it."""
        try:
            while self.pipe.poll():
                word, content = self.pipe.recv()
                if word == "done":
                    self.place, self.done = None, self.done + 1
                    return content
                self._ready, self.now = True, content or ""
        except Exception:  # the end of the pipe, or half a message before it
            return self._lost(None)
        return None

    def beyond(self, limits: Limits) -> Lost | None:
        """``Lost`` if the job broke a limit."""
        if self.place is None:
            return None
        if limits.seconds is not None and time.monotonic() - self._since > limits.seconds:
            self.late = True
            return self._lost(f"it ran longer than {limits.seconds:g} s and was ended")
        if limits.memory is not None and _memory(self.process.pid) > limits.memory:
            return self._lost(f"it took more than {limits.memory / 2**30:.3g} GiB of memory and was ended")
        return None

    def _lost(self, reason: str | None) -> Lost:
        code = None
        if reason is None:
            with suppress(subprocess.TimeoutExpired):
                code = self.process.wait(1)  # it closed the pipe, and is about to be gone
        self.end()
        if not self._ready:
            raise PoolError(f"a process to work in cannot be started: it ended with {_ending(code)}")
        return Lost(reason or f"its process ended with {_ending(code)}", time.monotonic() - self._since)

    def end(self) -> None:
        """End the process and all that it started."""
        self.ended = True
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.pipe.close()


def _ending(code: int | None) -> str:
    if code is None:
        return "a broken pipe"
    return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"


def _memory(process: int) -> int:
    """The bytes of memory in use; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0


def _machine_memory() -> int:
    """The bytes of memory of the machine, or of the container."""
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        return min(whole, int(Path("/sys/fs/cgroup/memory.max").read_text()))
    except (OSError, ValueError):  # no container, or one without a limit
        return whole
