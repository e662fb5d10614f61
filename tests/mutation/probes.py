"""Which changes a test reaches: the functions that live in this process note each one where they come to its statement.

To watch all lines of these modules takes as long again as the tests.

Main definitions: ``probe``.

Conventions: a change outside functions is reached by whatever runs a function of its module.
"""

from __future__ import annotations

import ast
import builtins
import gc
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType

# What functions call, which no module defines.
_NOTE = "__reached__"
_NOTED: set[int] = set()
# A change by its place in a list, and the line that it changes.
Marks = Sequence[tuple[int, int]]


def probe(path: Path, marks: Marks) -> set[int]:
    """A set to which living functions of a module add the changes that they reach; the same for all modules of a process."""
    setattr(builtins, _NOTE, _NOTED.add)
    new = compile(probed(path.read_text(encoding="utf-8"), marks), str(path), "exec", dont_inherit=True)
    codes = list(_codes(new))
    several = Counter(map(key_of, codes))
    by_key = {key: code for code in codes if several[key := key_of(code)] == 1}  # not so two lambdas in a line
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == str(path) and key_of(one.__code__) in by_key:
            one.__code__ = by_key[key_of(one.__code__)]
    return _NOTED


def key_of(code: CodeType) -> tuple[str, int]:
    """What tells the functions of a module apart."""
    return code.co_qualname, code.co_firstlineno


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def probed(code: str, marks: Marks) -> ast.Module:
    """A module that notes each change before the statement that it changes, or where any of its functions begins."""
    tree = ast.parse(code)
    before: defaultdict[ast.AST, list[int]] = defaultdict(list)
    for place, line in marks:
        statement = statement_at(tree, line)
        functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
        for node in [statement] if statement is not None else [node.body[0] for node in functions]:
            before[node].append(place)
        # A lambda may be called by another test than the one that made it.
        for node in ast.walk(statement or tree):
            if isinstance(node, ast.Lambda):
                node.body = ast.BoolOp(ast.Or(), [_call(place), node.body])
    for node in list(ast.walk(tree)):
        for name in ("body", "orelse", "finalbody"):
            part = getattr(node, name, None)
            if isinstance(part, list):
                setattr(node, name, [each for one in part for each in (*map(_noting, before.get(one, ())), one)])
    return ast.fix_missing_locations(tree)


def _noting(place: int) -> ast.stmt:
    return ast.Expr(_call(place))


def _call(place: int) -> ast.expr:
    return ast.Call(ast.Name(_NOTE, ast.Load()), [ast.Constant(place)], [])


def statement_at(tree: ast.AST, line: int) -> ast.stmt | None:
    """The innermost statement at a line; None outside functions."""
    found: ast.stmt | None = None
    within = False
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            found = node if found is None or node.lineno >= found.lineno else found
            head = getattr(node, "body", [node])[0].lineno
            within |= isinstance(node, ast.FunctionDef) and line >= head
    return found if within else None
