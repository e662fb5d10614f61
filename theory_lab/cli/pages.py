"""The commands that write pages: report and site.

Main definitions: ``report``, ``site``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from theory_lab.cli.options import Depth, Memory, Seed, Targets, Timeout, Workers, limits, writable
from theory_lab.files import write_whole

if TYPE_CHECKING:
    from theory_lab.claims.record import Record
    from theory_lab.claims.verdicts.certificates import Filed
    from theory_lab.report.table import Display

SHORT = 40  # letters of a wrong value that are shown: enough to know it by
Known = Annotated[
    Path | None,
    typer.Option("--from", metavar="JSON", help="Results of check --json, shown as they are.", show_default=False),
]


def report(
    targets: Targets = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder for index.html.")] = Path("report"),
    known: Known = None,
    depth: Depth = "quick",
    seed: Seed = 0,
    workers: Workers = None,
    timeout: Timeout = None,
    memory: Memory = None,
) -> None:
    """Write a report on claims as one HTML page.

    Results from certificates and --from are shown as they are; other claims are checked.
    """
    from theory_lab import runs
    from theory_lab.claims.checks.certified import certified

    place = writable(out / "index.html")
    given = _records(known) if known else {}
    found = runs.load(targets, certified=True, seconds=timeout)
    if given and not any(one.name in given for one in found):
        ids = f"its first is of {next(iter(given))}, and theirs of {next(iter(found)).name}"
        raise typer.BadParameter(f"{known} holds no result of these claims: {ids}; ids are those below the target of check.")
    shown = [record for one in found if (record := given.get(one.name) or _proved(one, certified(one)))]
    names = {record.id for record in shown}
    due = found.where(lambda one: one.name not in names)
    checking = runs.sweeping(due, depth=depth, seed=seed, workers=workers, limits=limits(timeout, memory))

    def work(display: Display) -> object:
        for record in shown:
            display.add(record)
        return checking(display) if due else None

    def finish(records: Sequence[Record]) -> None:
        from theory_lab.site.one_page import page

        write_whole(place, page(found, records))
        typer.echo(f"wrote {place}")

    raise typer.Exit(runs.run(found, work, finish=runs.Finish(place, finish)))


def _proved(one: Filed, record: Record | None) -> Record | None:
    """The record with the proofs that are stored beside the claim."""
    from theory_lab.proofs.evidence.records import with_proofs

    return None if record is None else with_proofs(record, one)


def _records(path: Path) -> dict[str, Record]:
    """The records of a file by their ids."""
    from theory_lab.claims.record import Record

    try:
        content = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise typer.BadParameter(f"{path} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise typer.BadParameter(f"{path} is not JSON: {' '.join(str(error).split())}.") from None
    try:
        if not isinstance(content, list):
            raise ValueError(f"they are a list, and this is {_shortly(content)}")
        records = [Record.from_json(one) for one in content]
    except ValueError as error:
        raise typer.BadParameter(f"{path} holds no results of check --json: {error}.") from None
    return {record.id: record for record in records}


def _shortly(content: object) -> str:
    """A value of JSON, or how it begins."""
    text = json.dumps(content)
    return text if len(text) <= SHORT else f"{text[:SHORT]}..."


def site(
    targets: Targets = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder of the site.")] = Path("site"),
) -> None:
    """Write a site of claims, papers, guides and reference.

    Everything is read from claim files and certificates; nothing is checked.
    """
    from theory_lab import runs
    from theory_lab.claims import registry
    from theory_lab.claims.checks.certified import certified
    from theory_lab.report.papers import PaperError
    from theory_lab.requests import Found
    from theory_lab.site.build import build

    writable(out / "index.html")
    found = runs.load(targets, certified=True, spaces=False)
    records = [_proved(one, certified(one)) or runs.stated(Found([one]))[0] for one in found]
    root = registry.default_root().parent
    try:
        number = build(out, found, records, root if (root / "docs").is_dir() else None)
    except PaperError as error:
        raise typer.BadParameter(f"{error}.") from error
    typer.echo(f"wrote {number} pages to {out}")
