"""The commands that write pages: report and site.

Main definitions: ``report``, ``site``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from theory_lab.cli.options import Depth, Memory, Seed, Targets, Timeout, limits, writable
from theory_lab.files import write_whole

if TYPE_CHECKING:
    from theory_lab.claims.record import Record


def report(
    targets: Targets = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder for index.html.")] = Path("report"),
    depth: Depth = "quick",
    seed: Seed = 0,
    timeout: Timeout = None,
    memory: Memory = None,
) -> None:
    """Check claims and write an HTML page."""
    from theory_lab import runs

    place = writable(out / "index.html")
    found = runs.load(targets, certified=True)

    def finish(records: Sequence[Record]) -> None:
        from theory_lab.report.html import page

        write_whole(place, page(found, records))
        typer.echo(f"wrote {place}")

    work = runs.sweeping(found, depth=depth, seed=seed, limits=limits(timeout, memory))
    raise typer.Exit(runs.run(found, work, finish=runs.Finish(place, finish)))


def site(
    targets: Targets = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder of the site.")] = Path("site"),
) -> None:
    """Write a site of claims, papers, guides and reference.

    Everything is read off claim files and certificates; nothing is checked.
    """
    from theory_lab import runs
    from theory_lab.claims import registry
    from theory_lab.claims.checks.certified import certified
    from theory_lab.report.papers import PaperError
    from theory_lab.site.build import build

    writable(out / "index.html")
    found = runs.load(targets, certified=True, spaces=False)
    records = [certified(one) or stated for one, stated in zip(found, runs.stated(found), strict=True)]
    root = registry.default_root().parent
    try:
        number = build(out, found, records, root if (root / "docs").is_dir() else None)
    except PaperError as error:
        raise typer.BadParameter(f"{error}.") from error
    typer.echo(f"wrote {number} pages to {out}")
