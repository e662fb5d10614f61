"""One run of the command line: load everything, do the work, show and write what was found.

Loading comes first and is all or nothing; after that a run always ends with a summary and whole files, also
when it is interrupted.

Main definitions: `load`, `reach`, `stated`, `sweeping`, `run`, `certify`, `recheck`, `console`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from theory_lab.claims import loading, registry
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts import certificates
from theory_lab.claims.verdicts.audit.demands import unsupported
from theory_lab.claims.verdicts.certificates import Corrupt, Filed, certificate_path
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.files import write_json
from theory_lab.report.counterexamples import account
from theory_lab.report.table import Display, counted

Found = list[Filed]
Work = Callable[[Display], object]

CONFIRMED = {"confirmed", "in part"}
INTERRUPTED = 130


def console() -> Console:
    """Standard output, without colours of numbers and paths."""
    return Console(highlight=False)


def load(targets: Sequence[str] | None, *, certified: bool = False, spaces: bool = True) -> Found:
    """All claims that the targets name; raises `typer.BadParameter` (exit code 2) at the first that fails.

    With ``certified`` also the certificates come along, where there are any, or why they cannot be read; without ``spaces`` no
    instance is looked for.
    """
    try:
        places = registry.find(list(targets or ()))
        found = [Filed(name, path, loading.load(path, spaces=spaces)) for name, path in places]
        return [replace(one, certificate=certificates.found(one.claim)) for one in found] if certified else found
    except registry.LoadError as error:
        raise typer.BadParameter(str(error)) from error


def reach(scheduler: str) -> None:
    """Raise `typer.BadParameter` unless a Dask scheduler answers at this address."""
    try:
        from distributed import Client

        Client(scheduler, timeout=5).close()
    except ImportError as error:
        raise typer.BadParameter("--scheduler needs Dask: install theory_lab with its extra dask.") from error
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"no Dask scheduler answers at {scheduler!r}.") from error


def stated(found: Found) -> list[Record]:
    """A record for each claim, not checked; the evidence is that of its valid certificate, if any."""
    return [
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
        )
        for one in found
        for evidence, stored in [_certified(one)]
    ]


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


def sweeping(found: Found, *, depth: str, seed: int, workers: int = 1, scheduler: str | None = None) -> Work:
    """The work of checking all of ``found``."""
    from theory_lab.claims.checks.sweep import sweep

    def work(display: Display) -> object:
        return sweep(found, depth=depth, seed=seed, workers=workers, scheduler=scheduler, on_record=display.add)

    return work


def run(
    found: Found,
    work: Work,
    *,
    json: Path | None = None,
    latex: bool = False,
    full: bool = False,
    finish: Callable[[Sequence[Record]], None] | None = None,
) -> int:
    """Do the work, show it, write ``json``, whatever ends it, and return the exit code.

    Counterexamples that contradict ``expect`` are shown in full; with ``full`` also the expected ones. With
    ``latex`` standard output is the LaTeX of the refuted claims and nothing else.
    """
    screen = Console(stderr=True, highlight=False) if latex else console()
    display = Display(screen, [one.name for one in found])
    order = {one.name: place for place, one in enumerate(found)}
    records: list[Record] = []
    interrupted = ended = False
    try:
        with display:
            work(display)
    except KeyboardInterrupt:
        interrupted = True
    except SystemExit:
        ended = True
        typer.echo("theory-lab: the code of a claim ended the program (SystemExit).", err=True)
    finally:
        records += sorted(display.records, key=lambda record: order[record.id])
        if json:
            write_json(json, [record.to_json() for record in records])
    for record in records:
        if not record.ok or (full and record.outcome == Outcome.FAILS):
            screen.print(Text("\n" + account(record)), soft_wrap=not screen.is_terminal)
    if latex:
        typer.echo("\n\n".join(record.latex() for record in records if record.outcome == Outcome.FAILS))
    if finish and records:
        finish(records)
    if interrupted:
        return INTERRUPTED
    return 0 if all(record.ok for record in records) and not ended else 1


def certify(found: Found, workers: int = 1, again: bool = False) -> int:
    """Certify what has no current certificate (with ``again``, everything), say what was skipped, and return the exit code."""
    from theory_lab.claims.checks.certify import certify_all, is_current

    due = [one for one in found if again or not is_current(one.claim, certificate_path(one.path))]
    if skipped := len(found) - len(due):
        kept = f"{counted(skipped, 'certificate')} {'is' if skipped == 1 else 'are'} current and skipped"
        console().print(Text(f"{kept}; --again writes {'it' if skipped == 1 else 'them'} anew"), soft_wrap=True)
    if not due:
        return 0

    def work(display: Display) -> object:
        return certify_all(due, workers=workers, on_record=display.add, progress=display.now)

    return run(due, work)


def recheck(found: Found, workers: int = 1, most: int | None = None) -> int:
    """Verify every certificate of ``found`` from zero, show the outcomes, and return the exit code."""
    from theory_lab.claims.verdicts.recheck import recheck_all

    screen = console()
    certified = [one for one in found if one.certificate is not None]
    if not certified:
        raise typer.BadParameter("there is no certificate for any of these claims; certify writes them.")
    outcomes: list[str] = []
    try:
        for result in recheck_all(certified, workers, most):
            outcomes.append(result.outcome)
            screen.print(Text(f"{result.outcome:9} {result.id}  {result.seconds:.1f} s"), soft_wrap=True)
            for problem in (*result.problems, *filter(None, [result.note])):
                screen.print(Text(f"{'':9} {problem}"), soft_wrap=True)
    except KeyboardInterrupt:
        screen.print(Text(f"stopped: {len(outcomes)} of {len(certified)} certificates"), soft_wrap=True)
        return INTERRUPTED
    counts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(Counter(outcomes).items()))
    without = len(found) - len(certified)
    tail = f" | {counted(without, 'claim')} without a certificate" if without else ""
    screen.print(Text(f"{counted(len(certified), 'certificate')}: {counts}{tail}"), soft_wrap=True)
    return 0 if set(outcomes) <= CONFIRMED else 1
