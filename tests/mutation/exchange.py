"""The functions that live in this process, exchanged for others of the same name and place.

Main definitions: ``changed_functions`` (of a mutant), ``noting`` (which say what they reach), ``living``, ``statement_lines``.

Conventions: a function is known by its qualified name and its first line, as its code object has them.
"""

from __future__ import annotations

import ast
import gc
import warnings
from collections import defaultdict
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

from tests.mutation.changes import Mutant
from tests.mutation.suites import LIBRARY

Key = tuple[str, int]
Living = defaultdict[str, list[FunctionType]]
Codes = dict[FunctionType, CodeType]
# What a noting function calls, of no module: a name that no other code has.
NOTE = "__reached__"
Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def living() -> Living:
    """Every function that lives in this process, by its file."""
    found: Living = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType):
            found[one.__code__.co_filename].append(one)
    return found


def changed_functions(change: Mutant, known: Living) -> Codes:
    """The living functions that a change changes, with their new code; none where that is not the whole change."""
    path = str(LIBRARY / change.module)
    old, new = (_compiled(text, path) for text in ((LIBRARY / change.module).read_text(encoding="utf-8"), change.code))
    changed: dict[Key, CodeType] = {}
    if not _compare(old, new, changed):
        return {}
    keys = {one: _key(one.__code__) for one in known[path]}
    pairs = {one: changed[key] for one, key in keys.items() if key in changed}
    # What a changed function made as the module was read, such as a decorated one, lives on with the old code.
    made = {key for code in changed.values() for key in map(_key, _inner(code))}
    fits = all(len(function.__code__.co_freevars) == len(code.co_freevars) for function, code in pairs.items())
    return pairs if fits and changed.keys() <= set(keys.values()) and made.isdisjoint(keys.values()) else {}


def noting(module: str, known: Living) -> Codes:
    """The living functions of a module, with code that calls ``NOTE`` with it and the line as a statement begins."""
    path = LIBRARY / module
    tree = _Noting(module).visit(ast.parse(path.read_text(encoding="utf-8")))
    codes = {_key(code): code for code in _inner(_compiled(tree, str(path)))}
    return {one: code for one in known[str(path)] if (code := codes.get(_key(one.__code__)))}


class _Noting(ast.NodeTransformer):
    """Calls of ``NOTE`` before the statements of functions, in whatever stands within them."""

    def __init__(self, module: str) -> None:
        self.module, self.depth = module, 0

    def generic_visit(self, node: ast.AST) -> ast.AST:
        function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        self.depth += function
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody") if self.depth else ():
            if isinstance(block := getattr(node, name, None), list):
                # A docstring stays where Python looks for it.
                kept = int(name == "body" and isinstance(node, Documented) and ast.get_docstring(node, clean=False) is not None)
                setattr(node, name, block[:kept] + [part for one in block[kept:] for part in (self._note(one), one)])
        self.depth -= function
        return node

    def _note(self, statement: ast.stmt) -> ast.stmt:
        call = ast.parse(f"{NOTE}(({self.module!r}, {statement.lineno}))").body[0]
        for node in ast.walk(call):
            ast.copy_location(node, statement)
        return call


def statement_lines(tree: ast.AST, line: int) -> range | None:
    """The lines of the innermost statement at a line; of one with a body, its head alone.  None outside functions."""
    found: ast.stmt | None = None
    within = False
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            found = node if found is None or node.lineno >= found.lineno else found
            head = getattr(node, "body", [node])[0].lineno
            within |= isinstance(node, ast.FunctionDef) and line >= head
    if found is None or not within:
        return None
    body = getattr(found, "body", None)
    last = (found.end_lineno or found.lineno) if not isinstance(body, list) else body[0].lineno - 1
    return range(found.lineno, max(last, line) + 1)


def _compiled(source: Any, path: str) -> CodeType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # such as of ``is`` with a literal
        return compile(source, path, "exec", dont_inherit=True)


def _key(code: CodeType) -> Key:
    return code.co_qualname, code.co_firstlineno


def _inner(code: CodeType) -> Iterator[CodeType]:
    """The code of the functions (and classes) within other code, at any depth."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _inner(one)


def _compare(old: CodeType, new: CodeType, changed: dict[Key, CodeType]) -> bool:
    """Whether two modules (or classes) differ in functions alone, which are collected."""
    if (old.co_code, old.co_names, len(old.co_consts)) != (new.co_code, new.co_names, len(new.co_consts)):
        return False
    for a, b in zip(old.co_consts, new.co_consts, strict=True):
        if not isinstance(a, CodeType) or not isinstance(b, CodeType):
            if not (isinstance(a, CodeType) or isinstance(b, CodeType)) and repr(a) != repr(b):
                return False
        elif not a.co_flags & 2:  # the body of a class: no function
            if not _compare(a, b, changed):
                return False
        elif a != b:
            changed[_key(a)] = b
    return True
