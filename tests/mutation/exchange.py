"""The functions that live in this process, exchanged for others of the same name and place.

Main definitions: ``changed_functions`` (of a mutant), ``noting`` (which say what they reach), ``living``, ``statement_lines``.

Conventions: a function is known by its code: two of one line may share a name.
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

Living = defaultdict[str, list[FunctionType]]
Codes = dict[FunctionType, CodeType]
# What a noting function calls, of no module: a name that no other code has.
NOTE = "__reached__"
Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def living() -> Living:
    """Every function that lives in this process, by its file."""
    found: Living = defaultdict(list)
    for one in [one for one in gc.get_objects() if type(one) is FunctionType]:
        found[one.__code__.co_filename].append(one)
    return found


def changed_functions(change: Mutant, known: Living) -> Codes:
    """The living functions that a change changes, with their new code; none where that is not the whole change."""
    path = str(LIBRARY / change.module)
    old, new = (_compiled(text, path) for text in ((LIBRARY / change.module).read_text(encoding="utf-8"), change.code))
    changed: dict[CodeType, CodeType] = {}
    if not _compare(old, new, changed):
        return {}
    pairs = {one: changed[one.__code__] for one in known[path] if one.__code__ in changed}
    alive = {one.__code__ for one in known[path]}
    # What a changed function made as the module was read, such as a decorated one, lives on with the old code.
    made = {inner for code in changed for inner in _inner(code)}
    fits = all(len(function.__code__.co_freevars) == len(code.co_freevars) for function, code in pairs.items())
    return pairs if fits and changed.keys() <= alive and made.isdisjoint(alive) else {}


def noting(module: str, known: Living) -> Codes:
    """The living functions of a module, with code that calls ``NOTE`` with it and the line as a statement begins."""
    path = LIBRARY / module
    source = path.read_text(encoding="utf-8")
    old, new = (_compiled(tree, str(path)) for tree in (source, _Noting(module).visit(ast.parse(source))))
    codes = dict(zip(_inner(old), _inner(new), strict=True))
    return {one: codes[one.__code__] for one in known[str(path)] if one.__code__ in codes}


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


def _inner(code: CodeType) -> Iterator[CodeType]:
    """The code of the functions (and classes) within other code, at any depth."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _inner(one)


def _compare(old: CodeType, new: CodeType, changed: dict[CodeType, CodeType]) -> bool:
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
        elif a != b and changed.setdefault(a, b) != b:
            return False
    return True
