"""The server, spoken to by the protocol's own client over standard input and output."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import StdioServerParameters
from mcp.client import Client
from mcp.client.stdio import stdio_client

from theory_lab.assistants.answers import Refused, Request, answer
from theory_lab.assistants.strengths import STRENGTHS, judged
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.isolation.pool import Limits
from theory_lab.proofs.theorems import Theorem

ROOT = Path(__file__).parents[2]
Ask = Callable[..., Awaitable[Any]]


def conversation(talk: Callable[[Client], Awaitable[None]], *options: str) -> None:
    """A conversation with a server in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = StdioServerParameters(command=sys.executable, args=["-m", "theory_lab", "mcp", *options], env=environment)

    async def run() -> None:
        async with Client(stdio_client(server)) as client:
            await talk(client)

    anyio.run(run)


def lemmas() -> tuple[str, str]:
    """The false lemma of the README, and its repair, as whole files."""
    blocks = re.findall(r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    false, repair = blocks[:2]
    return false, false[: false.index("CLAIM = ")] + repair


def test_an_assistant_checks_repairs_and_proves_a_lemma(tmp_path: Path) -> None:
    false, repaired = lemmas()
    path = tmp_path / "my_lemma.py"

    async def talk(client: Client) -> None:
        async def ask(tool: str, **arguments: Any) -> dict[str, Any]:
            result = await client.call_tool(tool, arguments)
            assert not result.is_error, result.content
            assert result.structured_content is not None
            return result.structured_content

        tools = {tool.name for tool in (await client.list_tools()).tools}
        assert tools == {"check", "attack", "prove", "outline", "show", "library"}

        shelf = await ask("library", topic="coverage profile")
        assert "CLAIM = Claim(" in shelf["template"]
        assert any(one["module"] == "theory_lab.measures.profiles" for one in shelf["modules"])

        path.write_text(false, encoding="utf-8")
        found = await ask("check", target=str(path))
        assert found["verdict"] == "refuted" and found["level"] == Level.REFUTED and found["proved"] is False
        assert found["counterexample"]["values"]["p"] == ["1/2", "1/2"]
        assert found["counterexample"]["left"] == "1/2"
        assert (await ask("attack", target=str(path), seconds=5))["verdict"] == "refuted"
        assert (await ask("prove", target=str(path), seconds=3))["proved"] is False

        path.write_text(repaired, encoding="utf-8")
        found = await ask("check", target=str(path))
        assert found["verdict"] == "no counterexample found" and found["proved"] is False
        assert found["level"] == Level.SCREENED and "no proof" in found["strength"] and "weight" in found["reach"]
        assert "holds" not in found["verdict"] and found["details"]["sharpened"] == "refuted"

        found = await ask("prove", target=str(path), seconds=20)
        assert found["proved"] is True and found["level"] == Level.PROVED and found["reach"] == "all sizes"
        assert found["proof"]

        shown = await ask("show", target=str(path))
        assert shown["code"]["lhs"] == "lambda i: coverage(i.p, i.q, i.level)"
        assert shown["proved"] is False and shown["certificate"] == "none: run check"

        by_text = await ask("check", code=false)
        assert by_text["verdict"] == "refuted"

    conversation(talk)


# One that works without an end is in ``tests/test_waiting.py``.
HANGS = "import time\nfrom theory_lab.claims import Claim\ntime.sleep(1000)\n"
ENDS = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n"
PRINTS = "print('not JSON')\nimport sys\nsys.stdout.flush()\nraise ValueError('no claim today')\n"


def test_what_a_claim_file_does_stays_in_its_process() -> None:
    async def talk(client: Client) -> None:
        for code, said in ((HANGS, "longer than 15 s"), (ENDS, "signal SIGKILL"), (PRINTS, "no claim today")):
            result = await client.call_tool("check", {"code": code})
            assert result.is_error
            assert said in str(result.content[0]), result.content
        result = await client.call_tool("check", {"target": "no_such.claim"})
        assert result.is_error and "there is no claim" in str(result.content[0])
        result = await client.call_tool("library", {})
        assert not result.is_error

    conversation(talk, "--timeout", "15")


def test_one_of_target_and_code() -> None:
    for request in (Request("check"), Request("check", "a", "b")):
        with pytest.raises(Refused, match="either target"):
            answer(request, Limits(5.0))


STRONG = "divergences.total_variation_le_bretagnolle_huber"
WHOLE = (ROOT / "proofs_check/divergences/_sketches/total_variation_le_bretagnolle_huber.py").read_text(encoding="utf-8")


def proved_by(sketch: str) -> dict[str, Any]:
    return answer(Request("prove", STRONG, options={"seconds": 20.0, "sketch": sketch}), Limits(60.0))


def test_an_assistant_outlines_a_proof_and_the_kernel_reads_it() -> None:
    outlined = answer(Request("outline", STRONG), Limits(60.0))
    assert "S0 is the sum over outcomes of abs(p - q)." in outlined["sketch"]
    assert any(one.startswith("square(u: ") for one in outlined["lemmas_and_steps"])
    assert any(one.startswith("compare(x: ") for one in outlined["moves"]) and not any(one[0] == "_" for one in outlined["moves"])
    assert "step 1 is left open" in proved_by(outlined["sketch"])["open"]
    found = proved_by(WHOLE)
    assert found["proved"] is True and found["reach"] == "all sizes" and "open" not in found and "Cauchy" in str(found["proof"])
    found = proved_by(WHOLE.replace('x={"S0": 1}', 'x={"S0": 2}'))
    assert found["proved"] is False and "lemma 1 (square)" in found["open"]
    assert "cannot be run" in proved_by("def sketch(s):\n  s.step(")["open"]


def test_a_proof_along_a_later_entry_of_the_sizes_is_outlined_too() -> None:
    name = "decision_making.leverage_ge_dimension"
    text = (ROOT / "proofs_check/decision_making/_sketches/leverage_ge_dimension.py").read_text(encoding="utf-8")
    assert "in the first of 3 cases" in answer(Request("outline", name), Limits(60.0))["sketch"]
    found = answer(Request("prove", name, options={"seconds": 40.0, "sketch": text}), Limits(90.0))
    assert found["proved"] is True and "open" not in found


def test_what_is_no_pattern_has_no_outline() -> None:
    told = answer(Request("outline", "decision_making.optimism_failure_le.values"), Limits(60.0))
    assert told.keys() == {"open"} and told["open"].startswith("a sketch is for all sizes, but the claim has none")


def test_one_of_several_claims_of_a_file_is_shown() -> None:
    shown = [
        answer(Request("show", f"decision_making.optimism_failure_le.{part}"), Limits(60.0)) for part in ("values", "estimate")
    ]
    assert [one["code"]["space"].partition("(")[2].partition("(")[0] for one in shown] == ["Count", "Choice"]


@pytest.mark.parametrize("level", list(Level))
def test_no_level_but_proofs_and_refutations_sounds_like_a_proof(level: Level) -> None:
    record = Record("a", "b", "c", "derived", "holds", Outcome.HOLDS, level)
    found = judged(record)
    assert found["proved"] is False
    assert set(found) == {"verdict", "proved", "level", "reach", "strength"} and all(map(bool, map(str, found.values())))
    if level not in (Level.PROVED, Level.REFUTED):
        assert "no proof" in STRENGTHS[level] and "holds" not in found["verdict"]


def test_a_theorem_says_for_which_sizes() -> None:
    record = Record("a", "b", "c", "derived", "holds", Outcome.HOLDS, Level.SCREENED)
    assert judged(record, Theorem(True, ()))["reach"] == "all sizes"
    some = judged(record, Theorem(False, (2, 3)))
    assert some["reach"] == "sizes 2, 3" and "these sizes only" in some["strength"]
    assert judged(record, Theorem(False, ()))["proved"] is False
