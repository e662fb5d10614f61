"""What it costs to hand a task to a process of this machine, or to a Dask cluster on it, with one, two and four workers.

Run it with ``python -m benchmarks.sweeps`` (extra ``dask``). The tasks do nothing, so that their time is that of the way there
and back; processes are started and warmed before. Processor times are those of all processes together, also where they wait;
a busy machine disturbs them least. It is no test, and nothing depends on its numbers.

Main definitions: ``overheads``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

TASKS, WARMING, ROUNDS = 400, 20, 5


def nothing(number: int, now: Callable[[str], object]) -> int:
    """The task."""
    return number


def overheads() -> None:
    """A row for each way and number of workers: milliseconds a task, the least of several rounds."""
    from distributed import LocalCluster

    from benchmarks.sweeps import nothing  # by its name in other processes, where this module is not __main__
    from theory_lab.isolation.cluster import spread_on
    from theory_lab.isolation.pool import Limits, Pool

    pools = {}
    for workers in (1, 2, 4):
        with Pool(nothing, workers, Limits()) as pool:
            pools[workers] = least(pool.results, workers)
            row("processes", workers, *pools[workers])
    for workers in (1, 2, 4):
        with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster:
            address = cluster.scheduler_address
            found = least(lambda jobs, at=address: spread_on(at, nothing, jobs, Limits()), workers)
            row("Dask", workers, *found, f"x{found[1] / pools[workers][1]:.1f} the processor time of processes")


def least(run: Callable[[list[tuple[int]]], Iterable[Any]], workers: int) -> tuple[float, float]:
    """The least wall-clock and processor milliseconds of a task, once all workers are warm."""
    assert len(list(run([(k,) for k in range(WARMING * workers)]))) == WARMING * workers
    rounds = []
    for _ in range(ROUNDS):
        start, spent = time.perf_counter(), processors()
        assert sorted(place for place, _ in run([(k,) for k in range(TASKS)])) == list(range(TASKS))
        rounds.append((time.perf_counter() - start, processors() - spent))
    return min(wall for wall, _ in rounds) / TASKS * 1e3, min(spent for _, spent in rounds) / TASKS * 1e3


def processors() -> float:
    """The processor seconds of this process and of all that it started and that still run."""
    import psutil

    own = psutil.Process()
    times = [process.cpu_times() for process in (own, *own.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def row(way: str, workers: int, wall: float, spent: float, remark: str = "") -> None:
    """One row of the table."""
    sys.stdout.write(f"{way:10} {workers} workers {wall:8.2f} ms a task {spent:8.2f} ms of processors  {remark}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    overheads()
