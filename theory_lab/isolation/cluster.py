"""The same on a Dask cluster: each thread of a Dask worker does its jobs in a process of its own.

So the limits hold there too, and a job that kills its process costs the cluster nothing.

Main definitions: ``spread_on``, ``SchedulerLost``, ``answers``.

Conventions: what travels is pickled: the function by its name, the jobs, the results; a file has to lie at the same path there.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import Any

from theory_lab.isolation.containment import Lost
from theory_lab.isolation.pool import Limits, Pool, Told

_PATIENCE = 10.0  # seconds that a scheduler may not answer, as while its network is busy, before it is called lost
_ANSWER = 5.0  # seconds that a scheduler has to answer at first
_KEPT = threading.local()


class SchedulerLost(Exception):
    """The scheduler is gone; the message is one sentence."""


def answers(address: str) -> bool:
    """Whether a scheduler answers at this address; raises ``ImportError`` without Dask."""
    from distributed import Security, rpc

    async def ask() -> None:
        async with rpc(address, timeout=_ANSWER, connection_args=Security().get_connection_args("client")) as scheduler:
            await asyncio.wait_for(scheduler.identity(), _ANSWER)

    try:  # no Client, which prints a traceback when it is dropped half made
        asyncio.run(ask())
    except (OSError, ValueError):
        return False
    return True


def spread_on(
    address: str, work: Callable[..., Any], jobs: Sequence[tuple[Any, ...]], limits: Limits, told: Told = len
) -> Iterator[tuple[int, Any]]:
    """The place of each job and its result, or ``Lost``, as they are finished."""
    from distributed import Client, wait

    lost = SchedulerLost(f"the Dask scheduler at {address} no longer answers")
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except OSError:
        raise lost from None
    try:
        _silence()
        waiting = {client.submit(alone, work, job, limits, pure=False): place for place, job in enumerate(jobs)}
        heard = time.monotonic()
        while waiting:
            told(dict.fromkeys(waiting.values(), ""))
            with suppress(TimeoutError, CancelledError), client.as_current():
                wait(list(waiting), timeout=1, return_when="FIRST_COMPLETED")
            if client.status == "running":
                heard = time.monotonic()
            if time.monotonic() - heard > _PATIENCE or any(future.cancelled() for future in waiting):
                raise lost
            for future in [future for future in waiting if future.done()]:
                yield waiting.pop(future), _result(future)
    finally:
        client.close(timeout=1)


def _silence() -> None:
    """What Dask says of a lost connection in tracebacks is said in one sentence here."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _result(future: Any) -> Any:
    """What a finished job returned; ``Lost`` where the cluster could not do it."""
    error = future.exception()
    return future.result() if error is None else Lost(f"its check ended in {type(error).__name__}: {error}", 0.0)


def alone(work: Callable[..., Any], job: tuple[Any, ...], limits: Limits) -> Any:
    """The result of one job, done in this thread's process, which is kept for further jobs."""
    key = (work, limits)
    if getattr(_KEPT, "key", None) != key:
        if hasattr(_KEPT, "pool"):
            _KEPT.pool.__exit__()
        _KEPT.key, _KEPT.pool = key, Pool(work, 1, limits)
    ((_, result),) = _KEPT.pool.results([job])
    return result
