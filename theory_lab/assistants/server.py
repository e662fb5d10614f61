"""The server ``theory-lab mcp``: tools over standard input and output, by the Model Context Protocol.

Nothing listens on a network. Each call runs in a process of its own with a limit of time.

Main definitions: ``served``, which makes the server; ``serve``, which runs it.
"""

from __future__ import annotations

from typing import Any, Literal

import anyio
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from theory_lab.assistants.answers import GRACE, Refused, Request, answer
from theory_lab.assistants.shelves import shelves
from theory_lab.isolation.pool import Limits

INSTRUCTIONS = """\
theory_lab checks lemmas on small instances in exact arithmetic. A claim is a Python file with one CLAIM; give a claim's id or
path as `target`, or the text of a claim file as `code`. `library` tells what formulas can be made of, and shows a claim file.
Read `strength` before you say anything about a result: "no counterexample found" is evidence and not a proof, and only an answer
with "proved": true is proved, for what `reach` says. "refuted" is certain."""


def served(timeout: float, memory: int | None = None) -> MCPServer:
    """A server whose calls are ended after ``timeout`` seconds, or beyond ``memory`` bytes."""
    server = MCPServer("theory_lab", instructions=INSTRUCTIONS)

    async def answered(tool: str, target: str, code: str, **options: Any) -> dict[str, Any]:
        request = Request(tool, target, code, options)
        try:
            return await anyio.to_thread.run_sync(answer, request, Limits(timeout, memory))
        except Refused as reason:
            raise ToolError(str(reason)) from None

    def within(seconds: float) -> float:
        """What a search may take of the time of a call."""
        return min(seconds, max(1.0, timeout - GRACE))

    @server.tool()
    async def check(
        target: str = "", code: str = "", depth: Literal["quick", "normal", "deep"] = "quick", seed: int = 0
    ) -> dict[str, Any]:
        """Check a claim: random instances, small ones, a search for the worst; each verdict exact. A proof only if it says so."""
        return await answered("check", target, code, depth=depth, seed=seed)

    @server.tool()
    async def attack(target: str = "", code: str = "", seconds: float = 30.0, seed: int = 0) -> dict[str, Any]:
        """Search for a counterexample for some seconds. Finding none is not a proof."""
        return await answered("attack", target, code, seconds=within(seconds), seed=seed)

    @server.tool()
    async def prove(target: str = "", code: str = "", seconds: float = 20.0, sketch: str = "") -> dict[str, Any]:
        """Look for a proof that a kernel accepts, for all sizes or at each. No proof found does not mean false.

        Where none is found you may outline one: with the text of a `sketch` (see `outline`) the search fills what that leaves
        out, and `open` says at which lemma or step it stops, with the goal.
        """
        return await answered("prove", target, code, seconds=within(seconds), sketch=sketch)

    @server.tool()
    async def outline(target: str = "", code: str = "") -> dict[str, Any]:
        """The first lines of a sketch of a proof for all sizes, what its names stand for, and the available lemmas and moves."""
        return await answered("outline", target, code)

    @server.tool()
    async def show(target: str = "", code: str = "") -> dict[str, Any]:
        """The statement, the sides as code, and the evidence on file; nothing is checked, but stored proofs are verified."""
        return await answered("show", target, code)

    @server.tool()
    async def library(topic: str = "") -> dict[str, Any]:
        """What claims are made of: kinds of fields, functions, a template; modules and shipped claims about a topic."""
        return await anyio.to_thread.run_sync(shelves, topic)

    return server


def serve(timeout: float, memory: int | None = None) -> None:
    """Serve one conversation over standard input and output."""
    served(timeout, memory).run("stdio")
