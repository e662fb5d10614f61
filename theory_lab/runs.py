"""One run of the command line: load everything, do the work, show and write what was found.

Loading comes first and is all or nothing; after that a run always ends with a summary and whole files, also
when it is interrupted.

Main definitions: `load`, `reach`, `stated`, `sweeping`, `attacking`, `run`, `Finish`, `certify`, `console`, `say`.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from rich.console import Console
from rich.text import Text

from theory_lab.claims import registry
from theory_lab.claims.record import Record, at_most, constant_of
from theory_lab.claims.verdicts import certificates
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.audit.demands import unsupported
from theory_lab.claims.verdicts.certificates import Corrupt, Filed, certificate_path
from theory_lab.claims.verdicts.exhaustive import covered_text, strength
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.files import remove_drafts, write_json
from theory_lab.isolation.cluster import SchedulerLost
from theory_lab.isolation.containment import Lost, contained
from theory_lab.isolation.pool import Limits, PoolError
from theory_lab.isolation.stops import heeding
from theory_lab.proofs.evidence.records import with_proofs
from theory_lab.proofs.evidence.strays import strays
from theory_lab.report.counterexamples import account
from theory_lab.report.table import Display, counted
from theory_lab.requests import Found, folders_of, requested

if TYPE_CHECKING:
    from theory_lab.claims.checks.sweep import Underway

Work = Callable[[Display], object]

UNWRITTEN = 2
NAMED = 20  # unfinished claims named at the end of a run, as many as are read


class Finish(NamedTuple):
    """A file written of all records at the end: where, and how."""

    place: Path
    write: Callable[[Sequence[Record]], object]


def console() -> Console:
    """Standard output, without colours of numbers and paths."""
    return Console(file=sys.stdout, highlight=False)


def load(
    targets: Sequence[str] | None,
    *,
    certified: bool = False,
    spaces: bool = True,
    heard: Callable[[Filed], object] = bool,
    seconds: float | None = None,
) -> Found:
    """All claims that the targets name; raises `typer.BadParameter` (exit code 2) at the first that has to load and does not.

    Drafts of a folder that are left out, see ``requested``, and files in it that belong to no claim are said on standard error.
    """
    try:
        with Console(file=sys.stderr).status("loading claims"):
            found = requested(targets or (), certified=certified, spaces=spaces, heard=heard, seconds=seconds)
    except registry.LoadError as error:
        raise typer.BadParameter(str(error)) from error
    for sentence in (*found.refused, *strays(folders_of(targets or ()), [one.path for one in found])):
        say(sentence)
    return found


def reach(scheduler: str) -> None:
    """Raise `typer.BadParameter` unless a Dask scheduler answers at this address."""
    from theory_lab.isolation.cluster import answers

    try:
        if not answers(scheduler):
            raise typer.BadParameter(f"no Dask scheduler answers at {scheduler!r}.")
    except ImportError as error:
        raise typer.BadParameter("--scheduler needs Dask: install theory_lab with its extra dask.") from error


def stated(found: Found) -> list[Record]:
    """A record for each claim, not checked; the evidence is that of its proofs and of its valid certificate, if any."""
    records = (
        Record(
            one.name,
            one.claim.statement,
            one.claim.source.reference,
            one.claim.source.status,
            one.claim.expect,
            outcome="",
            evidence=evidence,
            stored=stored,
            label=one.claim.source.label,
            falls=one.claim.falls,
            loose=one.claim.loose,
            weak=one.claim.weak,
            **_strength(one),
            covered=covered,
            constant=constant,
        )
        for one in found
        for (evidence, stored), (covered, constant) in [(_certified(one), _told(one))]
    )
    return [with_proofs(record, one) for record, one in zip(records, found, strict=True)]


def _certified(one: Filed) -> tuple[str, bool]:
    """The level of a claim's certificate, and whether this code has not rechecked it."""
    certificate = one.certificate
    if certificate is None:
        return Level.STATED, False
    if isinstance(certificate, Corrupt):
        return f"{Level.STATED} ({certificates.CORRUPT})", False
    if certificate.is_stale(one.claim):
        return f"{Level.STATED} (stale certificate)", False
    if any(unsupported(one.claim, certificate)):
        return f"{Level.STATED} ({certificates.CORRUPT})", False
    return certificate.evidence, not certificate.is_verified(one.claim)


def _told(one: Filed) -> tuple[str, dict[str, str]]:
    """The sizes that a claim's certificate covers, and the values of an unknown constant that it holds."""
    if not isinstance(certificate := one.certificate, Certificate):
        return "", {}
    return covered_text(certificate.reach), constant_of(one.claim, certificate.constants)


def _strength(one: Filed) -> dict[str, Any]:
    """The telling instances that a claim's certificate counts, and why they are an upper bound where they are one."""
    if not isinstance(certificate := one.certificate, Certificate) or certificate.is_stale(one.claim):
        return {}
    ratio = (tightest := certificate.instances.get("tightest")) and tightest.ratio
    return {"strength": strength(certificate.reach), "details": tuple(at_most(one.claim, certificate.outcome, ratio))}


def sweeping(
    found: Found,
    *,
    depth: str,
    seed: int,
    workers: int | None = 1,
    scheduler: str | None = None,
    limits: Limits | None = None,
    underway: Underway | None = None,
) -> Work:
    """The work of checking all of ``found``, or of waiting for what of it is ``underway``."""
    from theory_lab.claims.checks.sweep import sweep

    files = {one.name: one for one in found}

    def work(display: Display) -> object:
        return sweep(
            found,
            depth=depth,
            seed=seed,
            workers=workers,
            scheduler=scheduler,
            limits=limits,
            on_record=partial(_add, display, files),
            progress=display.now,
            underway=underway,
        )

    return work


def _add(display: Display, files: Mapping[str, Filed], record: Record) -> None:
    """Show a record with what is proved of its claim."""
    display.add(with_proofs(record, files[record.id]))


def attacking(one: Filed, *, seconds: float, seed: int) -> Work:
    """The work of attacking one claim; what was found is kept when it is stopped."""
    from theory_lab.claims.checks.check import Interrupted, attack
    from theory_lab.claims.checks.sweep import lost

    def work(display: Display) -> None:
        try:
            result = contained(
                lambda: attack(one.claim, one.name, one.certificate, seconds=seconds, seed=seed, progress=display.now)
            )
        except Interrupted as stop:
            display.add(with_proofs(stop.record, one))
            raise
        display.add(with_proofs(lost(one, result) if isinstance(result, Lost) else result, one))

    return work


def run(
    found: Found,
    work: Work,
    *,
    json: Path | None = None,
    latex: bool = False,
    full: bool = False,
    finish: Finish | None = None,
    began: float | None = None,
) -> int:
    """Do the work, which ``began`` now or then, show it, write ``json``, whatever ends it, and return the exit code.

    Counterexamples that contradict ``expect`` are shown in full; with ``full`` also the expected ones. With
    ``latex`` standard output is the LaTeX of the refuted claims and nothing else.
    """
    screen = Console(file=sys.stderr, highlight=False) if latex else console()
    display = Display(screen, [one.name for one in found], began)
    order = {one.name: place for place, one in enumerate(found)}
    records: list[Record] = []
    broken = ended = False
    with heeding() as stops:
        try:
            with display, stops:
                work(display)
        except KeyboardInterrupt:
            stops.number = stops.number or signal.SIGINT
        except SystemExit as end:
            ended = True
            if not isinstance(end.__context__, BrokenPipeError):  # nobody reads on, as in ``theory-lab check | head``
                say("the code of a claim ended the program (SystemExit)")
        except (PoolError, SchedulerLost) as error:
            ended = True
            say(str(error))
        finally:
            records += sorted(display.records, key=lambda record: order[record.id])
            if json:
                broken = not _written(json, lambda: write_json(json, [record.to_json() for record in records]))
        if len(records) < len(found):
            screen.print(Text(_unfinished(found, records)), soft_wrap=True)
        for record in records:
            if not record.ok or (full and record.outcome == Outcome.FAILS):
                screen.print(Text("\n" + account(record)), soft_wrap=not screen.is_terminal)
        if found.refused:
            screen.print(
                Text(f"left out: {counted(len(found.refused), 'draft')} that cannot be loaded (see above)"), soft_wrap=True
            )
        if latex:
            typer.echo("\n\n".join(record.latex() for record in records if record.outcome == Outcome.FAILS))
        if finish and records:
            broken |= not _written(finish.place, lambda: finish.write(records))
    if stops.code or broken:
        return stops.code or UNWRITTEN
    return found.code or (0 if all(record.ok for record in records) and not ended else 1)


def _unfinished(found: Found, records: Sequence[Record]) -> str:
    """Which claims a run that ended early did not come to an end with."""
    done = {record.id for record in records}
    names = [one.name for one in found if one.name not in done]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"not finished: {', '.join(names[:NAMED])}{more}"


def _written(path: Path, write: Callable[[], object]) -> bool:
    """Whether a file could be written; a full disk is no reason to lose what is shown."""
    try:
        write()
    except OSError as error:
        say(f"{path} could not be written: {error.strerror or error}")
        return False
    return True


def say(sentence: str) -> None:
    """A sentence on standard error."""
    typer.echo(f"theory-lab: {sentence}.", err=True)


def certify(found: Found, workers: int | None = 1, again: bool = False, limits: Limits | None = None) -> int:
    """Certify what has no current certificate (with ``again``, everything), say what was skipped, and return the exit code."""
    from theory_lab.claims.checks.certify import certify_all, is_current

    due = found.where(lambda one: again or not is_current(one.claim, certificate_path(one.path)))
    if skipped := len(found) - len(due):
        kept = f"{counted(skipped, 'certificate')} {'is current and was' if skipped == 1 else 'are current and were'} skipped"
        console().print(Text(f"{kept}; --again rewrites {'it' if skipped == 1 else 'them'}"), soft_wrap=True)
    if not due:
        return found.code
    for folder in {certificate_path(one.path).parent for one in due}:
        remove_drafts(folder)

    files = {one.name: one for one in due}

    def work(display: Display) -> object:
        return certify_all(due, workers=workers, limits=limits, on_record=partial(_add, display, files), progress=display.now)

    return run(due, work)
