"""Many claims, in this process, in others or on a cluster, with the same results.

A claim's functions cannot travel to another process: there its file is loaded again, once, and its certificate comes along.  A
claim that hangs, takes too much memory or kills its process ends as ``error``; the others do not notice.

Main definitions: ``sweep``, ``records``, ``lost``.

Conventions: one claim without a time limit is checked in this process, several in others, also when it is one at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from theory_lab.claims.checks.check import check
from theory_lab.claims.checks.examination import Examination
from theory_lab.claims.checks.recording import recorded
from theory_lab.claims.checks.stages import Progress
from theory_lab.claims.loading import load
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Corrupt, Filed
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.isolation.containment import Lost, contained
from theory_lab.isolation.pool import Limits, spread

Notify = Callable[[Record], None]


def quiet(text: str) -> None:
    """Progress that nobody is told of."""


def sweep(
    found: Sequence[Filed],
    *,
    depth: str = "quick",
    seed: int = 0,
    workers: int = 1,
    scheduler: str | None = None,
    limits: Limits | None = None,
    on_record: Notify = lambda record: None,
    progress: Progress = quiet,
) -> list[Record]:
    """Check many claims; ``scheduler`` is the address of a Dask scheduler.  The result is in the order of ``found``.

    Every finished record is handed to ``on_record`` at once, so that an interrupted sweep keeps what it found; ``progress`` is
    told what is being checked.
    """

    def here(one: Filed) -> Record:
        def told(stage: str) -> None:
            progress(f"{one.name} {stage}")

        return check(one.claim, one.name, one.certificate, depth=depth, seed=seed, progress=told)

    order = sorted(found, key=_is_quick) if workers > 1 or scheduler else found
    jobs = [(one.name, one.path, one.certificate, depth, seed) for one in order]
    done: dict[str, Record] = {}
    for record in records(order, here, _loaded_and_checked, jobs, workers, scheduler, limits or Limits(), progress):
        done[record.id] = record
        on_record(record)
    return [done[one.name] for one in found]


def _is_quick(one: Filed) -> bool:
    """Whether a claim is likely to be done in a moment; the others begin, so that none is left alone at the end.

    Tables of numbers, simulations and unknown constants took 0.7 s at the mean of the shipped claims, and the rest 0.25 s.
    """
    return one.claim.kind == "inequality" and not one.claim.unknown


def records(
    found: Sequence[Filed],
    here: Callable[[Filed], Record],
    there: Callable[..., Record],
    jobs: Sequence[tuple[Any, ...]],
    workers: int,
    scheduler: str | None,
    limits: Limits,
    progress: Progress,
) -> Iterator[Record]:
    """The records of claims as they are finished: ``here`` makes one in this process, ``there`` one of a job in another."""
    if len(found) == 1 and workers == 1 and scheduler is None and limits.seconds is None:
        progress(found[0].name)
        yield _record(found[0], contained(lambda: here(found[0])))
        return

    def told(running: Mapping[int, str]) -> None:
        progress(", ".join(f"{found[place].name} {now}".strip() for place, now in running.items()))

    if scheduler is None:
        results = spread(there, jobs, workers, limits, told)
    else:
        from theory_lab.isolation.cluster import spread_on

        results = spread_on(scheduler, there, jobs, limits, told)
    for place, result in results:
        yield _record(found[place], result)


def _record(one: Filed, result: Record | Lost) -> Record:
    return lost(one, result) if isinstance(result, Lost) else result


def lost(one: Filed, what: Lost) -> Record:
    """The record of a claim of which nothing was found."""
    problem = f"expected {one.claim.expect}, found {Outcome.ERROR}: {one.name}: {what.reason}"
    examination = Examination(one.claim.kind, Outcome.ERROR, Findings(problems=(problem,)))
    return recorded(one.claim, one.name, examination, what.seconds)


def _loaded_and_checked(
    name: str, path: Path, certificate: Certificate | Corrupt | None, depth: str, seed: int, progress: Progress
) -> Record:
    return check(load(path, spaces=False), name, certificate, depth=depth, seed=seed, progress=progress)
