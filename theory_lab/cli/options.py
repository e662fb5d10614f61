"""The arguments and options that the commands share, each refused in one sentence.

Main definitions
----------------
``Targets``, ``Target``   which claims
``Depth``, ``Seed``, ``Seconds``, ``Workers``, ``Searchers``, ``Scheduler``   how far, and by what
``Timeout``, ``Patience``, ``Memory``   when a claim is stopped
``Json``, ``Latex``   what is written
``whole``, ``positive``, ``writable``, ``limits``   how a number, a path and two limits are read
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from theory_lab.files import unwritable

if TYPE_CHECKING:
    from theory_lab.isolation.pool import Limits

DEPTHS = ("quick", "normal", "deep")  # those of ``claims.checks.stages`` but ``certify``, which takes long to import


def _depth(name: str) -> str:
    if name not in DEPTHS:
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(DEPTHS)}.")
    return name


def whole(least: int) -> Callable[[str], int]:
    """What reads a whole number of at least so much, or refuses the text with ``typer.BadParameter``."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise typer.BadParameter(f"{text!r} is not a whole number.") from None
        if number < least:
            raise typer.BadParameter(f"{number} is below {least}.")
        return number

    return read


def positive(unit: str) -> Callable[[str], float]:
    """What reads a finite positive number of a unit, or refuses the text with ``typer.BadParameter``."""

    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            raise typer.BadParameter(f"{text!r} is not a number of {unit}.") from None
        if number == float("inf"):
            raise typer.BadParameter(f"{text} is not a finite number of {unit}.")
        if not number > 0:
            raise typer.BadParameter(f"{text} is not a positive number of {unit}.")
        return number

    return read


def limits(seconds: float | None, gibibytes: float | None) -> Limits:
    """The limits of one claim: seconds, and memory in bytes; None for none."""
    from theory_lab.isolation.pool import Limits

    return Limits(seconds, None if gibibytes is None else int(gibibytes * 2**30))


def _target(name: str) -> str:
    if not name:
        raise typer.BadParameter("a target is a claim id, a paper or a path; this one is empty.")
    return name


def _targets(names: list[str] | None) -> list[str] | None:
    return [_target(name) for name in names or ()] or None


def _json(path: Path | None) -> Path | None:
    if path == Path("-"):
        raise typer.BadParameter("'-' is not a file; standard output is for the text.")
    return path and writable(path)


def writable(path: Path) -> Path:
    """The path, where a file may be written to it; else ``typer.BadParameter`` says why it may not."""
    if problem := unwritable(path):
        raise typer.BadParameter(f"{problem}.")
    return path


TARGETS_HELP = (
    "A claim id or the end of one, a paper, or a path to a .py file or folder; by default the claims here, else the shipped ones."
)
Targets = Annotated[
    list[str] | None,
    typer.Argument(metavar="TARGET...", callback=_targets, help=TARGETS_HELP, show_default=False),
]
Target = Annotated[str, typer.Argument(metavar="TARGET", callback=_target, help="A claim id or a path to a .py file.")]
Depth = Annotated[str, typer.Option(metavar="|".join(DEPTHS), callback=_depth, help="How thoroughly to search.")]
Seed = Annotated[int, typer.Option(metavar="K", parser=whole(0), help="The random seed.")]
Json = Annotated[
    Path | None,
    typer.Option("--json", metavar="FILE", callback=_json, help="Also write the results as JSON.", show_default=False),
]
_SHARING = "The number of processes."
Workers = Annotated[
    int | None,
    typer.Option(metavar="N", parser=whole(1), help=_SHARING, show_default="one per processor, if there is enough to do"),
]
# Of searches for proofs, one at a time unless more are asked for.
Searchers = Annotated[int, typer.Option("--workers", metavar="N", parser=whole(1), help=_SHARING)]
Scheduler = Annotated[str, typer.Option(metavar="ADDRESS", help="A Dask scheduler to run the checks on.", show_default=False)]
_STOPPING = "Stop a claim that takes longer, with an error."
Timeout = Annotated[float | None, typer.Option(metavar="S", parser=positive("seconds"), help=_STOPPING, show_default=False)]
# Of checks, which stop each of several claims at depth ``quick``.
Patience = Annotated[
    float | None,
    typer.Option("--timeout", metavar="S", parser=positive("seconds"), help=_STOPPING, show_default="60 for several at quick"),
]
Memory = Annotated[
    float | None,
    typer.Option(
        metavar="GIB",
        parser=positive("gibibytes"),
        help="Stop a claim that takes more memory, with an error.",
        show_default=False,
    ),
]
Seconds = Annotated[float, typer.Option(metavar="S", parser=positive("seconds"), help="How long to search.")]
Latex = Annotated[bool, typer.Option("--latex", help="Print only the refuted claims, as LaTeX.")]
