"""The command that starts a claim, or a project of claims: new.

Main definitions: ``new``.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from theory_lab.own_code.modules import FOLDER


def new(
    name: Annotated[
        str, typer.Argument(metavar="PAPER.CONCLUSION", help="For example my_paper.tv_le_kl.", show_default=False)
    ] = "",
    paper: Annotated[
        str, typer.Option(metavar="NAME", help="Write a whole project for the claims of a paper.", show_default=False)
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="The folder of papers (default: claims of the settings, else proofs_check) or of projects (default: .).",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Start a claim file that already passes, or a project with continuous integration."""
    from theory_lab.claims.registry import LoadError
    from theory_lab.drafts.claims import DraftError, draft
    from theory_lab.drafts.projects import project
    from theory_lab.requests import folder_here

    if bool(name) == bool(paper):
        raise typer.BadParameter("new takes either PAPER.CONCLUSION, for one claim, or --paper NAME, for a project.")
    try:
        path = project(paper, out or Path()) if paper else draft(name, out or folder_here() or Path(FOLDER))
    except (DraftError, LoadError) as error:
        raise typer.BadParameter(f"{error}.") from error
    # the script takes python3, which need not be this one
    script = f"PYTHON={shlex.quote(sys.executable)} bash {shlex.quote(str(path / 'ci.sh'))}"
    then = f"run its checks with: {script}" if paper else f"check it with: theory-lab check {path}"
    typer.echo(f"wrote {path}\n{then}")
