"""The command that looks for inequalities: conjecture.

Main definitions: ``conjecture``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from theory_lab.cli.options import Depth, Json, Searchers, Seconds, Seed, writable


def conjecture(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that defines CONJECTURE.")],
    seed: Seed = 0,
    depth: Depth = "quick",
    seconds: Seconds = 20.0,
    workers: Searchers = 1,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write the inequalities found as claim files.", show_default=False),
    ] = None,
    json: Json = None,
) -> None:
    """Search for inequalities between quantities, check them and try to prove them.

    Those printed hold wherever they were tried, are tight, and are not implied by simpler ones.
    """
    from theory_lab.claims.registry import LoadError
    from theory_lab.conjectures.command import run

    if out is not None:
        writable(out / "claim.py")
    try:
        raise typer.Exit(run(file, seed=seed, depth=depth, seconds=seconds, workers=workers, out=out, json=json))
    except LoadError as error:
        raise typer.BadParameter(f"{error}.") from error
