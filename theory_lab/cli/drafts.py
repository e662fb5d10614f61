"""The command that starts a claim: new.

Main definitions: ``new``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def new(
    name: Annotated[str, typer.Argument(metavar="PAPER.CONCLUSION", help="For example my_paper.tv_le_kl.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder of papers.")] = Path("proofs_check"),
) -> None:
    """Write a claim file that already passes."""
    from theory_lab.report.drafts import DraftError, draft

    try:
        path = draft(name, out)
    except DraftError as error:
        raise typer.BadParameter(f"{error}.") from error
    typer.echo(f"wrote {path}\ncheck it with: theory-lab check {path}")
