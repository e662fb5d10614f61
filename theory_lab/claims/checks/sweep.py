"""Many claims, in this process, in others or on a cluster, with the same results.

A claim's functions cannot travel to another process: there its file is loaded again, once, and its certificate comes along.  A
claim that hangs, takes too much memory or kills its process ends as ``error``; the others do not notice.

Main definitions: ``sweep``, ``Underway``, ``records``, ``lost``.

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
from theory_lab.isolation.pool import Limits, Pool, PoolError, Told, shared, spread

Notify = Callable[[Record], None]


def quiet(text: str) -> None:
    """Progress that nobody is told of."""


def sweep(
    found: Sequence[Filed],
    *,
    depth: str = "quick",
    seed: int = 0,
    workers: int | None = 1,
    scheduler: str | None = None,
    limits: Limits | None = None,
    on_record: Notify = lambda record: None,
    progress: Progress = quiet,
    underway: Underway | None = None,
) -> list[Record]:
    """Check many claims; ``scheduler`` is the address of a Dask scheduler.  The result is in the order of ``found``.

    With ``underway`` the claims were given to processes as they were loaded, with their depth and seed.  Every finished record is
    handed to ``on_record`` at once, so that an interrupted sweep keeps what it found; ``progress`` is told what is being checked.
    """

    def here(one: Filed) -> Record:
        def told(stage: str) -> None:
            progress(f"{one.name} {stage}")

        return check(one.claim, one.name, one.certificate, depth=depth, seed=seed, progress=told)

    order = sorted(found, key=_is_quick) if shared(workers, len(found)) > 1 or scheduler else found
    jobs = [(one.name, one.path, one.certificate, depth, seed) for one in order]
    done: dict[str, Record] = {}
    if underway is not None and underway.has_begun:
        finished = _finished(found, underway.results, progress)
    else:
        finished = records(order, here, _loaded_and_checked, jobs, workers, scheduler, limits or Limits(), progress)
    for record in finished:
        done[record.id] = record
        on_record(record)
    return [done[one.name] for one in found]


class Underway:
    """Processes that check claims while further ones are loaded; leaving it ends them.

    They begin with the second claim: one alone needs no other process.
    """

    def __init__(self, depth: str, seed: int, workers: int | None, limits: Limits) -> None:
        self._depth, self._seed = depth, seed
        self._pool = Pool(_loaded_and_checked, workers, limits)
        self._early: list[tuple[int, Any]] = []
        self._known = 0
        self._broken: PoolError | None = None

    def __enter__(self) -> Underway:
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.__exit__(*error)

    @property
    def has_begun(self) -> bool:
        """Whether claims were given to processes."""
        return self._known > 1

    def add(self, one: Filed) -> None:
        """The next claim that was loaded."""
        job = (one.name, one.path, one.certificate, self._depth, self._seed)
        self._pool.add(self._known, job, first=not _is_quick(one))
        self._known += 1
        if self.has_begun and self._broken is None:
            try:
                self._early += self._pool.turn(patience=0)
            except PoolError as error:  # whoever waits for results is told
                self._broken = error

    def results(self, told: Told) -> Iterator[tuple[int, Any]]:
        """The places of claims, in the order in which they were added, and what came of them, as it comes."""
        yield from self._early
        if self._broken is not None:
            raise self._broken
        yield from self._pool.results(told=told)


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
    workers: int | None,
    scheduler: str | None,
    limits: Limits,
    progress: Progress,
) -> Iterator[Record]:
    """The records of claims as they are finished: ``here`` makes one in this process, ``there`` one of a job in another."""
    if len(found) == 1 and shared(workers, 1) == 1 and scheduler is None and limits.seconds is None:
        progress(found[0].name)
        yield _record(found[0], contained(lambda: here(found[0])))
        return

    def spreading(told: Told) -> Iterator[tuple[int, Any]]:
        if scheduler is None:
            return spread(there, jobs, workers, limits, told)
        from theory_lab.isolation.cluster import spread_on

        return spread_on(scheduler, there, jobs, limits, told)

    yield from _finished(found, spreading, progress)


def _finished(
    found: Sequence[Filed], results: Callable[[Told], Iterator[tuple[int, Any]]], progress: Progress
) -> Iterator[Record]:
    """The records of results by their places in ``found``; ``progress`` is told what runs."""

    def told(running: Mapping[int, str]) -> None:
        progress(", ".join(f"{found[place].name} {now}".strip() for place, now in running.items()))

    for place, result in results(told):
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
