"""The command on proofs: prove.

Main definitions: ``prove``.
"""

from __future__ import annotations

from typing import Annotated

import typer

from theory_lab.cli.options import Json, Searchers, Seconds, Targets


def prove(
    targets: Targets = None,
    seconds: Seconds = 20.0,
    workers: Searchers = 1,
    json: Json = None,
    show: Annotated[bool, typer.Option("--show", help="Print proofs for all sizes in words.")] = False,
    latex: Annotated[bool, typer.Option("--latex", help="Print proofs for all sizes as LaTeX, and nothing else.")] = False,
    sketch: Annotated[
        bool, typer.Option("--sketch", help="Write a sketch of a proof to complete by hand, and do not search.")
    ] = False,
) -> None:
    """Search for proofs: for all real parameters, and for all sizes.

    A proof is written beside its claim once the kernel has accepted it.  If there is a sketch of it, that is tried first.
    """
    from theory_lab import runs
    from theory_lab.proofs import command

    if sketch and not targets:
        raise typer.BadParameter("--sketch writes a file: name its claim, as in theory-lab prove my_lemma.py --sketch.")
    found = runs.load(targets)
    items = [(one.name, one.path) for one in found]
    code = (
        command.draft(items)
        if sketch
        else command.run(items, seconds, workers, json, "latex" if latex else "text" if show else "")
    )
    raise typer.Exit(code or (1 if found.refused else 0))
