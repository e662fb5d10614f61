"""The command ``theory-lab``.

Eight commands over claim files: list, check, attack, certify, recheck, prove, report, new. Exit code 0 when every
claim behaved as it says, 1 when some did not, 2 when the request or a file cannot be loaded (one line,
nothing runs) or a file cannot be written, 130 after Ctrl-C and 143 after SIGTERM, with what was found written.
Heavy modules are imported by the command that needs them.

Main definitions: `app`, `main`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from theory_lab.files import unwritable, write_json, write_whole
from theory_lab.isolation.stops import heeding

if TYPE_CHECKING:
    from theory_lab.claims.record import Record
    from theory_lab.isolation.pool import Limits

DEPTHS = ("quick", "normal", "deep")

app = typer.Typer(
    name="theory-lab",
    help="Check lemmas on small instances, in exact arithmetic.",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _depth(name: str) -> str:
    if name not in DEPTHS:
        raise typer.BadParameter(f"{name!r} is not one of quick, normal, deep.")
    return name


def _whole(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise typer.BadParameter(f"{text!r} is not a whole number.") from None
        if number < least:
            raise typer.BadParameter(f"{number} is below {least}.")
        return number

    return read


def _positive(unit: str) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            raise typer.BadParameter(f"{text!r} is not a number of {unit}.") from None
        if not 0 < number < float("inf"):
            raise typer.BadParameter(f"{text} is not a positive number of {unit}.")
        return number

    return read


def _limits(seconds: float | None, gibibytes: float | None) -> Limits:
    from theory_lab.isolation.pool import Limits

    return Limits(seconds, None if gibibytes is None else int(gibibytes * 2**30))


def _target(name: str) -> str:
    if not name:
        raise typer.BadParameter("a target is a claim id, a paper or a path, and this one is empty.")
    return name


def _targets(names: list[str] | None) -> list[str] | None:
    return [_target(name) for name in names or ()] or None


def _json(path: Path | None) -> Path | None:
    if path == Path("-"):
        raise typer.BadParameter("'-' is no file; standard output carries the lines for people.")
    return path and _writable(path)


def _writable(path: Path) -> Path:
    if problem := unwritable(path):
        raise typer.BadParameter(f"{problem}.")
    return path


TARGETS_HELP = "A claim id, a paper, or a path to a .py file or folder; all shipped claims when left out."
Targets = Annotated[
    list[str] | None,
    typer.Argument(metavar="TARGET...", callback=_targets, help=TARGETS_HELP, show_default=False),
]
Target = Annotated[str, typer.Argument(metavar="TARGET", callback=_target, help="A claim id or a path to a .py file.")]
Depth = Annotated[str, typer.Option(metavar="quick|normal|deep", callback=_depth, help="How far to search.")]
Seed = Annotated[int, typer.Option(metavar="K", parser=_whole(0), help="The seed of the searches.")]
Json = Annotated[
    Path | None,
    typer.Option("--json", metavar="FILE", callback=_json, help="Write the records as JSON.", show_default=False),
]
Workers = Annotated[int, typer.Option(metavar="N", parser=_whole(1), help="How many processes share the work.")]
Scheduler = Annotated[str, typer.Option(metavar="ADDRESS", help="A Dask scheduler that shares the work.", show_default=False)]
Timeout = Annotated[
    float | None,
    typer.Option(
        metavar="S", parser=_positive("seconds"), help="End a claim that takes longer; it is an error.", show_default=False
    ),
]
Memory = Annotated[
    float | None,
    typer.Option(
        metavar="GIB",
        parser=_positive("gibibytes"),
        help="End a claim that takes more memory; it is an error.",
        show_default=False,
    ),
]
Seconds = Annotated[float, typer.Option(metavar="S", parser=_positive("seconds"), help="How long to search.")]
Latex = Annotated[bool, typer.Option("--latex", help="Print refuted claims as LaTeX, and nothing else.")]


@app.command("list")
def list_(targets: Targets = None, json: Json = None) -> None:
    """Show the claims; nothing is checked."""
    from theory_lab import runs
    from theory_lab.report.table import listing

    records = runs.stated(runs.load(targets, certified=True, spaces=False))
    if json:
        write_json(json, [record.to_json() | {"outcome": None} for record in records])
    console = runs.console()
    console.print(listing(records, console), soft_wrap=not console.is_terminal)


@app.command()
def check(
    targets: Targets = None,
    depth: Depth = "quick",
    seed: Seed = 0,
    json: Json = None,
    workers: Workers = 1,
    scheduler: Scheduler = "",
    latex: Latex = False,
    timeout: Timeout = None,
    memory: Memory = None,
) -> None:
    """Check claims and decide them exactly.

    Random instances, all small ones, a search for the worst; every verdict in exact arithmetic.
    """
    from theory_lab import runs

    if scheduler and workers > 1:
        raise typer.BadParameter("--workers and --scheduler exclude each other.")
    if scheduler:
        runs.reach(scheduler)
    found = runs.load(targets, certified=True)
    work = runs.sweeping(
        found, depth=depth, seed=seed, workers=workers, scheduler=scheduler or None, limits=_limits(timeout, memory)
    )
    raise typer.Exit(runs.run(found, work, json=json, latex=latex, full=len(found) == 1))


@app.command()
def attack(target: Target, seconds: Seconds = 60.0, seed: Seed = 0, json: Json = None, latex: Latex = False) -> None:
    """Search one claim for a counterexample."""
    from theory_lab import runs

    found = runs.load([target], certified=True)
    if len(found) != 1:
        raise typer.BadParameter(f"attack takes one claim, and {target!r} names {len(found)}.")
    (one,) = found
    raise typer.Exit(runs.run(found, runs.attacking(one, seconds=seconds, seed=seed), json=json, latex=latex, full=True))


@app.command()
def certify(
    targets: Targets = None,
    workers: Workers = 1,
    again: Annotated[bool, typer.Option("--again", help="Also where the certificate is current.")] = False,
    timeout: Timeout = None,
    memory: Memory = None,
) -> None:
    """Write certificates, without a time limit unless one is given; current ones are skipped."""
    from theory_lab import runs
    from theory_lab.claims.verdicts.certificates import certificate_path

    found = runs.load(targets)
    for one in found:
        _writable(certificate_path(one.path))
    raise typer.Exit(runs.certify(found, workers, again, _limits(timeout, memory)))


@app.command()
def recheck(
    targets: Targets = None,
    workers: Workers = 1,
    most: Annotated[
        int | None, typer.Option(metavar="N", parser=_whole(1), help="Decide at most N small instances a size again.")
    ] = None,
    timeout: Timeout = None,
    memory: Memory = None,
) -> None:
    """Verify certificates from zero."""
    from theory_lab import runs

    raise typer.Exit(runs.recheck(runs.load(targets, certified=True), workers, most, _limits(timeout, memory)))


@app.command()
def prove(
    targets: Targets = None,
    seconds: Seconds = 20.0,
    workers: Workers = 1,
    json: Json = None,
    show: Annotated[bool, typer.Option("--show", help="Tell proofs for all sizes in words.")] = False,
    latex: Annotated[bool, typer.Option("--latex", help="Print proofs for all sizes as LaTeX, and nothing else.")] = False,
) -> None:
    """Look for proofs: for all real parameters, and for all sizes.

    A proof is written beside its claim once the kernel has accepted it.
    """
    from theory_lab import runs
    from theory_lab.proofs import command

    items = [(one.name, one.path) for one in runs.load(targets, spaces=False)]
    raise typer.Exit(command.run(items, seconds, workers, json, "latex" if latex else "text" if show else ""))


@app.command()
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

    place = _writable(out / "index.html")
    found = runs.load(targets, certified=True)

    def finish(records: Sequence[Record]) -> None:
        from theory_lab.report.html import page

        write_whole(place, page(found, records))
        typer.echo(f"wrote {place}")

    work = runs.sweeping(found, depth=depth, seed=seed, limits=_limits(timeout, memory))
    raise typer.Exit(runs.run(found, work, finish=runs.Finish(place, finish)))


@app.command()
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


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code; ``arguments`` default to those of the process."""
    with heeding() as stops:
        try:
            with stops:
                code = app(list(arguments) if arguments is not None else None, prog_name="theory-lab", standalone_mode=False)
        except typer.TyperException as error:
            message = error.format_message().removeprefix("Invalid value: ")
            if message:
                typer.echo(f"theory-lab: {message}", err=True)
            code = error.exit_code
        except (typer.Abort, KeyboardInterrupt):
            code = 130
    sys.exit(stops.code or code or 0)
