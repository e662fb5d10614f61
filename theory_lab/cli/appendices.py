"""The command that writes an appendix: appendix.

Main definitions: ``appendix``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from theory_lab.cli.options import Depth, Memory, Seed, Targets, Timeout, Workers, limits, writable

if TYPE_CHECKING:
    from theory_lab.claims.record import Record


def appendix(
    targets: Targets = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder for the LaTeX.")] = Path("appendix"),
    depth: Depth = "quick",
    seed: Seed = 0,
    workers: Workers = None,
    timeout: Timeout = None,
    memory: Memory = None,
) -> None:
    """Write an appendix "numerical verification" in LaTeX.

    Results are read from valid certificates; other claims are checked.
    """
    from theory_lab import runs
    from theory_lab.appendix.document import APPENDIX, STANDALONE, write
    from theory_lab.appendix.entries import entry, entry_of

    writable(out / APPENDIX)
    writable(out / STANDALONE)
    found = runs.load(targets, certified=True, spaces=False, seconds=timeout)
    entries = {one.name: read for one in found if (read := entry(one)) is not None}
    due = found.where(lambda one: one.name not in entries)
    missing = {one.name: one for one in due}

    def finish(records: Sequence[Record]) -> None:
        checked = {record.id: entry_of(missing[record.id], record) for record in records}
        both = [(entries | checked).get(one.name) for one in found]
        typer.echo(f"wrote {write(out, [one for one in both if one is not None])}")

    if not due:
        finish(())
        raise typer.Exit(found.code)
    work = runs.sweeping(due, depth=depth, seed=seed, workers=workers, limits=limits(timeout, memory))
    raise typer.Exit(runs.run(due, work, finish=runs.Finish(out / APPENDIX, finish)))
