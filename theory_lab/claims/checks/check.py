"""Checking claims: what continuous integration runs.

``check`` re-decides what the certificate holds and a random part of its first ``NEAR`` small instances at each
size, and searches afresh.
``attack`` is one long search.  ``sweep`` runs many claims, in one process or many, with the same results.

Main definitions: ``check``, ``attack``, ``Interrupted``, ``sweep``.

Conventions: the evidence shown is the certificate's; a claim without a valid one reaches at most ``screened``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from theory_lab.claims import registry
from theory_lab.claims.checks.examination import Examination, examined
from theory_lab.claims.checks.recording import recorded
from theory_lab.claims.checks.stages import DEPTHS, Depth, Progress, run
from theory_lab.claims.checks.tightness import BestConstant, closed_form
from theory_lab.claims.claim import Claim
from theory_lab.claims.record import Record
from theory_lab.claims.variants import at_constant
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.certificates import (
    CertificateError,
    certificate_path,
    is_stale,
    known_verdicts,
    reached,
    read,
    validate,
)
from theory_lab.claims.verdicts.exhaustive import cases, reach_text
from theory_lab.claims.verdicts.judge import Verdict
from theory_lab.claims.verdicts.recheck import levels
from theory_lab.claims.verdicts.restated import disagreement, named

__all__ = ["CertificateError", "Interrupted", "attack", "check", "sweep"]
SAMPLE, NEAR = 200, 2_000
_FIRST_BUDGET = 50_000


class Interrupted(KeyboardInterrupt):
    """A search that was stopped, with the ``record`` of the rounds that were done."""

    def __init__(self, record: Record) -> None:
        super().__init__("stopped")
        self.record = record


def check(claim: Claim, identifier: str, *, depth: str = "quick", seed: int = 0, progress: Progress | None = None) -> Record:
    """Check one claim at ``quick``, ``normal`` or ``deep``; raises ``CertificateError`` when its certificate is corrupt."""
    started = time.perf_counter()
    content = _certificate(claim)
    stale = content is not None and is_stale(content, claim)
    known = {} if content is None or stale else known_verdicts(content)
    best = None if content is None or stale or not claim.unknown else _known_constant(content, known)
    examination = examined(claim, DEPTHS[depth], seed=seed, progress=progress, known=known, best=best)
    examination.reach = reach_text(examination.stages.reach)
    if stale:
        examination.problems.append("the certificate is stale: the claim changed; run theory-lab certify")
    elif content is not None:
        _against_certificate(claim, content, seed, examination)
    examination.seconds = time.perf_counter() - started
    return recorded(claim, identifier, examination)


def _known_constant(content: dict[str, Any], known: dict[str, Verdict]) -> BestConstant:
    low, high = (Fraction(content["constants"][name]) for name in ("refuted", "survives"))
    return BestConstant(low, known.get("smaller constant"), high, closed_form(low, high))


def _certificate(claim: Claim) -> dict[str, Any] | None:
    if claim.path is None:
        return None
    path = certificate_path(claim.path)
    if not path.exists():
        return None
    content = read(path)
    validate(path, content, claim)
    return content


def _against_certificate(claim: Claim, content: dict[str, Any], seed: int, examination: Examination) -> None:
    """Take over the certificate's evidence if its outcome stands and its instances and a random part of its small cases agree."""
    examination.problems += [f"certificate: {problem}" for problem in content["problems"]]
    if content["outcome"] != examination.outcome:
        examination.problems.append(f"the certificate says {content['outcome']}, this run says {examination.outcome}")
        return
    if content["evidence"] not in (possible := levels(claim, content)):
        own = f"{content['evidence']!r}, which is no level of this claim ({', '.join(possible)})"
        examination.problems.append(f"the certificate says {own}; run theory-lab certify")
        return
    for name, verdict in known_verdicts(content).items():
        if differs := disagreement(named(claim, name, content), name, verdict):
            examination.problems.append(f"the certificate does not agree: {differs}")
    if examination.best is not None:
        claim = at_constant(claim, examination.best.survives)
    rng = np.random.default_rng([seed, 3])
    reach = reached(content)
    for part in reach if examination.outcome == "holds" else ():
        near = min(part.cases, NEAR)
        chosen = set(rng.choice(near, min(SAMPLE, near), replace=False).tolist())
        last = max(chosen, default=-1)
        listed = (raw for k, (_, raw) in zip(range(last + 1), cases(claim, part.size), strict=False) if k in chosen)
        tally = decide(claim, listed, part.size)
        examination.stages.counts["small"] += sum(tally.counts.values())
        examination.stages.failures += tally.failures
        examination.stages.troubles += tally.troubles
        for verdict in (*tally.failures, *tally.troubles):
            examination.problems.append(f"a small case of the certificate has outcome {verdict.outcome}: {verdict.raw}")
    if reach and examination.outcome == "holds" and examination.stages.outcome != "holds":
        examination.outcome = examination.stages.outcome
        return
    examination.certified = content["evidence"]
    examination.reach = reach_text(reach)
    for name, count in content["counts"].items():
        examination.stages.counts[name] = max(examination.stages.counts[name], int(count))


def attack(claim: Claim, identifier: str, *, seconds: float = 60.0, seed: int = 0, progress: Progress | None = None) -> Record:
    """Search one claim for a counterexample until time is up or one is certain; Ctrl-C raises ``Interrupted``."""
    started = time.perf_counter()
    examination = Examination(kind=claim.kind)

    def record() -> Record:
        stages = examination.stages
        looked = sum(stages.counts[name] for name in ("screened", "small", "attacked"))
        met = looked > stages.counts["vacuous"]  # a search may have to look long for what meets a rare hypothesis
        examination.outcome = "holds" if stages.outcome == "vacuous" and met else stages.outcome
        if examination.outcome != claim.expect:
            examination.problems.append(f"expected {claim.expect}, found {examination.outcome}")
        examination.seconds = time.perf_counter() - started
        return recorded(claim, identifier, examination)

    if claim.kind != "inequality" or claim.unknown:
        return check(claim, identifier, depth="deep", seed=seed, progress=progress)
    budget, rounds = _FIRST_BUDGET, 0

    def late() -> bool:
        return time.perf_counter() - started > seconds

    try:
        while True:
            depth = Depth(0, 1, 0, budget, 8 if rounds else 0)
            stages = run(claim, depth, seed=seed + rounds, progress=progress, stop=late)
            _merge(examination, stages)
            if stages.failures or stages.troubles or late():
                return record()
            budget, rounds = budget * 2, rounds + 1
    except KeyboardInterrupt:
        if not rounds:
            raise
        raise Interrupted(record()) from None


def _merge(examination: Examination, stages: Any) -> None:
    stages.counts.update(examination.stages.counts)
    stages.note(examination.stages.closest)
    examination.stages = stages


def _checked(identifier: str, path: str, depth: str, seed: int) -> Record:
    """Work for another process: names and numbers in, a record out."""
    return check(registry.load(Path(path)), identifier, depth=depth, seed=seed)


def sweep(
    items: Sequence[tuple[str, Path]],
    *,
    depth: str = "quick",
    seed: int = 0,
    workers: int = 1,
    scheduler: str | None = None,
    on_record: Callable[[Record], None] | None = None,
) -> list[Record]:
    """Check many claims; ``scheduler`` is the address of a Dask scheduler.  The result is in the order of ``items``.

    Every finished record is handed to ``on_record`` at once, so that an interrupted sweep keeps what it found.
    """
    notify = on_record or (lambda record: None)
    records: dict[str, Record] = {}

    def keep(record: Record) -> None:
        records[record.id] = record
        notify(record)

    if scheduler is None and workers == 1:
        for identifier, path in items:
            keep(_checked(identifier, str(path), depth, seed))
    else:
        _in_parallel(items, depth, seed, workers, scheduler, keep)
    return [records[identifier] for identifier, _ in items]


def _in_parallel(
    items: Sequence[tuple[str, Path]], depth: str, seed: int, workers: int, scheduler: str | None,
    keep: Callable[[Record], None],
) -> None:  # fmt: skip
    import joblib

    jobs = [joblib.delayed(_checked)(identifier, str(path), depth, seed) for identifier, path in items]
    if scheduler is None:
        records: Any = joblib.Parallel(n_jobs=workers, return_as="generator_unordered")(jobs)
        for record in records:
            keep(record)
        return
    from distributed import Client

    with Client(scheduler) as client, joblib.parallel_config(backend="dask", client=client):
        records = joblib.Parallel(return_as="generator_unordered")(jobs)
        for record in records:
            keep(record)
