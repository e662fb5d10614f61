"""The commands that show one claim: show and plot.

Main definitions: ``show``, ``plot``.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from theory_lab.cli.options import Target, writable
from theory_lab.files import write_whole

if TYPE_CHECKING:
    from theory_lab.claims.verdicts.certificates import Filed

At = Annotated[
    str | None,
    typer.Option(metavar="JSON", help="An instance in whole numbers or fractions, with its size if there are several."),
]
PICTURE = ".svg"


def _instance(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except ValueError as error:
        raise typer.BadParameter(f"--at must be JSON such as '{{\"p\": [1, 3]}}', but this is not: {error}.") from None
    if not isinstance(found, dict):
        raise typer.BadParameter(f"--at must be an object such as '{{\"p\": [1, 3]}}', not {text}.")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these pairs; JSON itself would keep the last of two values of one field."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise typer.BadParameter(f"--at names {name!r} twice.")
    return dict(pairs)


def _constant(text: str) -> Fraction:
    from theory_lab.numbers.whole.rationals import rational

    try:
        return rational(text, "the constant")
    except (ValueError, ZeroDivisionError):
        raise typer.BadParameter(f"{text!r} is not an exact number such as 13/32 or 0.406.") from None


def show(
    target: Target,
    at: At = None,
    constant: Annotated[
        Fraction | None,
        typer.Option(
            metavar="C",
            parser=_constant,
            help="With --at, the value of an unknown constant.",
            show_default="the one that survives by its certificate, else the upper end of its bracket",
        ),
    ] = None,
) -> None:
    """Show one claim: its code, its evidence, its instances with decimals.

    With --at, evaluate both sides, each step of a chain and the hypotheses at one instance.
    """
    instance = _instance(at)
    if constant is not None and instance is None:
        raise typer.BadParameter("--constant is the constant at an instance: name one with --at.")
    from theory_lab.report.shown import showing

    one = _one("show", target)
    try:
        if instance is None:
            typer.echo(showing.shown(one.claim, one.name, one.certificate))
        else:
            typer.echo(showing.at(one.claim, one.name, instance, constant, one.certificate))
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from error


def plot(
    target: Target,
    field: Annotated[
        str,
        typer.Option(metavar="FIELD", help="What varies.", show_default="the first number, else the first probability vector"),
    ] = "",
    at: At = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The picture, whose name ends with .svg.", show_default="the claim's id")
    ] = None,
) -> None:
    """Draw both sides of a claim along one field, as an SVG file.

    The other fields are those of --at, else of the tightest instance known.  Floats draw it, and decide nothing.
    """
    instance = _instance(at)
    if out is not None and out.suffix != PICTURE:
        raise typer.BadParameter(f"--out is a file whose name ends with {PICTURE}, not {str(out)!r}.")
    one = _one("plot", target)
    place = writable(out or Path(f"{one.name}{PICTURE}"))
    from theory_lab.report.shown.slices import drawn

    try:
        picture = drawn(one.claim, one.name, one.certificate, instance, field)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from error
    write_whole(place, picture.svg)
    typer.echo(f"wrote {place}: {', '.join(name for name, _ in picture.curves)} along {picture.field}")


def _one(command: str, target: str) -> Filed:
    """The claim that a target names; ``typer.BadParameter`` where it names several."""
    from theory_lab import runs

    found = runs.load([target], certified=True)
    if len(found) != 1:
        raise typer.BadParameter(f"{command} takes one claim, but {target!r} names {len(found)}, such as {found[0].path}.")
    return found[0]
