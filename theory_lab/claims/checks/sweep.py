"""Many claims, in one process or several, with the same results.

A claim's functions cannot travel to another process: there its file is loaded again, once, and its certificate comes along.

Main definitions: ``sweep``, ``spread``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from theory_lab.claims.checks.check import check
from theory_lab.claims.loading import load
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Corrupt, Filed

Notify = Callable[[Record], None]


def sweep(
    found: Sequence[Filed], *, depth: str = "quick", seed: int = 0, workers: int = 1, scheduler: str | None = None,
    on_record: Notify = lambda record: None,
) -> list[Record]:  # fmt: skip
    """Check many claims; ``scheduler`` is the address of a Dask scheduler.  The result is in the order of ``found``.

    Every finished record is handed to ``on_record`` at once, so that an interrupted sweep keeps what it found.
    """
    if scheduler is None and workers == 1:
        results = (check(one.claim, one.name, one.certificate, depth=depth, seed=seed) for one in found)
    else:
        jobs = [(one.name, one.path, one.certificate, depth, seed) for one in found]
        results = spread(_loaded_and_checked, jobs, workers, scheduler)
    records: dict[str, Record] = {}
    for record in results:
        records[record.id] = record
        on_record(record)
    return [records[one.name] for one in found]


def spread(
    work: Callable[..., Record], jobs: Sequence[tuple[Any, ...]], workers: int, scheduler: str | None = None
) -> Iterator[Record]:
    """Records of jobs that other processes do, as they are finished."""
    import joblib

    calls = [joblib.delayed(work)(*job) for job in jobs]
    if scheduler is None:
        records: Any = joblib.Parallel(n_jobs=workers, return_as="generator_unordered")(calls)
        yield from records
        return
    from distributed import Client

    with Client(scheduler) as client, joblib.parallel_config(backend="dask", client=client):
        records = joblib.Parallel(return_as="generator_unordered")(calls)
        yield from records


def _loaded_and_checked(name: str, path: Path, certificate: Certificate | Corrupt | None, depth: str, seed: int) -> Record:
    return check(load(path), name, certificate, depth=depth, seed=seed)
