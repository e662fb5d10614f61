"""The command that shows one claim: show.

Main definitions: ``show``.
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Annotated, Any

import typer

from theory_lab.cli.options import Target


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
    at: Annotated[
        str | None,
        typer.Option(metavar="JSON", help="An instance in whole numbers or fractions, with its size if there are several."),
    ] = None,
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
    from theory_lab import runs
    from theory_lab.report.shown import showing

    found = runs.load([target], certified=True)
    if len(found) != 1:
        raise typer.BadParameter(f"show takes one claim, but {target!r} names {len(found)}, such as {found[0].path}.")
    (one,) = found
    try:
        if instance is None:
            typer.echo(showing.shown(one.claim, one.name, one.certificate))
        else:
            typer.echo(showing.at(one.claim, one.name, instance, constant, one.certificate))
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from error
