"""The sides of a claim as they are written: the Python of its functions.

Main definitions: ``code_of``, ``sides``.

Conventions: a function is found in its file by the lines and columns of its compiled code, so that of several lambdas in one line
the right one is shown.
"""

from __future__ import annotations

import ast
import linecache
import textwrap
from collections.abc import Callable
from typing import Any

from theory_lab.claims.claim import Claim


def sides(claim: Claim) -> dict[str, str]:
    """What is compared, by the name of the argument: both sides, the steps of a chain, or what takes their place."""
    named: dict[str, Any] = {"lhs": claim.lhs, "rhs": claim.rhs}
    named |= {f"step {k}": side for k, side in enumerate(claim.chain)}
    named |= {name: getattr(claim, name) for name in ("value", "witness", "trend", "simulate")}
    named |= {f"given {name!r}": predicate for name, predicate in claim.given.items()}
    written = {name: code_of(function) for name, function in named.items() if function is not None}
    return {name: code for name, code in written.items() if code}


def code_of(function: Callable[..., Any]) -> str:
    """The text of a function: what a lambda returns, or the whole definition; '' where there is no text."""
    code = getattr(function, "__code__", None)
    lines = linecache.getlines(code.co_filename) if code else []
    try:
        tree = ast.parse("".join(lines))
    except SyntaxError:
        return ""
    spans = [(a, b, c, d) for a, b, c, d in (code.co_positions() if code else ()) if a and b and d] if lines else []
    spans = [(a, b, c, d) for a, b, c, d in spans if (a, c) != (b, d)]
    around = [node for node in ast.walk(tree) if isinstance(node, ast.Lambda | ast.FunctionDef) and _holds(node, spans)]
    if not spans or not around:
        return ""
    node = max(around, key=lambda node: (node.lineno, node.col_offset))
    text = ast.get_source_segment("".join(lines), node.body if isinstance(node, ast.Lambda) else node) or ""
    return textwrap.dedent(" " * (0 if isinstance(node, ast.Lambda) else node.col_offset) + text)


def _holds(node: ast.Lambda | ast.FunctionDef, spans: list[Any]) -> bool:
    first, last = (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)
    return all(first <= (a, c or 0) and (b, d) <= last for a, b, c, d in spans)
