"""The command for assistants: mcp.

Main definitions: ``mcp``.
"""

from __future__ import annotations

from typing import Annotated

import typer

from theory_lab.cli.options import Memory, limits, positive

# Seconds of one call: an assistant waits a minute or two and no longer.
PATIENCE = 120.0


def mcp(
    timeout: Annotated[
        float, typer.Option(metavar="S", parser=positive("seconds"), help="Stop a call that takes longer, with an error.")
    ] = PATIENCE,
    memory: Memory = None,
) -> None:
    """Serve tools to an assistant, over standard input and output."""
    try:
        from theory_lab.assistants.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != "mcp":
            raise
        raise typer.BadParameter("mcp needs the Python SDK: install theory_lab with its extra mcp.") from error
    bounds = limits(timeout, memory)
    serve(timeout, bounds.memory)
