"""The command ``theory-lab``.

Commands over claim files: list, show, plot, check, attack, certify, recheck, prove, report, site, appendix, new, conjecture, mcp.
Exit code 0 when every claim behaved as it says, 1 when some did not, 2 when the request or a file cannot be loaded (one line,
nothing runs) or a file cannot be written, 130 after Ctrl-C and 143 after SIGTERM, with what was found written.
Each module here holds the commands of one purpose.

Main definitions: `app`, `main`.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from theory_lab import __version__
from theory_lab.cli import appendices, assistants, conjectures, drafts, evidence, pages, proofs, showing
from theory_lab.isolation.stops import heeding
from theory_lab.isolation.threads import single_threaded

# Objects made before garbage is looked for, in place of 700, as in the processes of a pool: claims that are loaded stay, and a
# tenth of the time of loading them all went into looking through them.
_GARBAGE = 20_000


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"theory-lab {__version__}")
        raise typer.Exit


app = typer.Typer(
    name="theory-lab",
    rich_markup_mode=None,
    add_completion=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def _whole(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Check lemmas on small instances, in exact arithmetic."""


app.command("list")(evidence.list_)
app.command()(showing.show)
app.command()(showing.plot)
_COMMANDS = (
    *(evidence.check, evidence.attack, evidence.certify, evidence.recheck, proofs.prove),
    *(pages.report, pages.site, appendices.appendix, drafts.new, conjectures.conjecture, assistants.mcp),
)
for _command in _COMMANDS:
    app.command()(_command)


def _completed(message: str, error: typer.TyperException) -> str:
    """A message with what is right, where it names only what is missing."""
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    if message == "Missing command.":
        return f"name a command: {', '.join(commands)}; theory-lab --help says what each does."
    option = getattr(error, "option_name", None)
    if option and message.endswith("requires an argument."):
        values = {part.metavar for command in commands.values() for part in command.params if option in part.opts}
        return f"{option} needs a value: {' or '.join(f'{option} {value}' for value in sorted(filter(None, values)))}."
    return message


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code; ``arguments`` default to those of the process."""
    if arguments is None:  # the process is for this command alone
        gc.set_threshold(_GARBAGE)
        os.environ.update(single_threaded(os.environ))
    with heeding() as stops:
        try:
            with stops:
                code = app(list(arguments) if arguments is not None else None, prog_name="theory-lab", standalone_mode=False)
        except typer.TyperException as error:
            message = _completed(error.format_message().removeprefix("Invalid value: "), error)
            if message:
                typer.echo(f"theory-lab: {message}", err=True)
            code = error.exit_code
        except (typer.Abort, KeyboardInterrupt):
            code = 130
    sys.exit(stops.code or code or 0)
