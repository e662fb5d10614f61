"""The command on proofs: prove.

Main definitions: ``prove``.
"""

from __future__ import annotations

from typing import Annotated

import typer

from theory_lab.cli.options import Json, Searchers, Targets, positive, writable

# Not those of a clock: a search on a busy machine has as long as any other.
ProcessorSeconds = Annotated[
    float, typer.Option("--seconds", metavar="S", parser=positive("seconds"), help="Seconds of a processor for each claim.")
]


def prove(
    targets: Targets = None,
    seconds: ProcessorSeconds = 20.0,
    workers: Searchers = 1,
    json: Json = None,
    show: Annotated[bool, typer.Option("--show", help="Also print proofs for all sizes in words, and open goals whole.")] = False,
    latex: Annotated[bool, typer.Option("--latex", help="Print only the proofs for all sizes, as LaTeX.")] = False,
    sketch: Annotated[bool, typer.Option("--sketch", help="Write the first lines of a proof by hand; search for none.")] = False,
) -> None:
    """Search for proofs for all real parameters and all sizes.

    A proof that the kernel accepts is written beside its claim.  A sketch, where there is one, is tried first.
    """
    from theory_lab import runs
    from theory_lab.proofs import command
    from theory_lab.proofs.evidence.places import proofs_path, sketch_path

    if sketch and not targets:
        raise typer.BadParameter("--sketch writes a file: name its claim, as in theory-lab prove my_lemma.py --sketch.")
    found = runs.load(targets)
    items = [(one.name, one.path) for one in found]
    for _, path in items:
        writable(sketch_path(path) if sketch else proofs_path(path))
    code = (
        command.draft(items)
        if sketch
        else command.run(items, seconds, workers, json, "latex" if latex else "text" if show else "")
    )
    raise typer.Exit(code or found.code)
