"""Code of people's own that may catch what formulas raise.

A comparison that an enclosure leaves open, and a quotient that has no value at one instance of many, raise; the code that decides
goes another way then.  Code that catches them goes on with something else, which is no answer for the other instances.  So
handlers are found before, in the text of a claim's file and of the modules that it imports, wherever they stand in a function.

Main definitions: ``catches``, ``function_catches``.

Conventions: what is installed, and this library, is not looked at.  Nothing is imported: modules are looked for as an import of
the claim's file would.  Of code without a file, as in a notebook, functions are looked at as they are compiled, and those that
they name.
"""

from __future__ import annotations

import ast
import dis
import functools
import importlib.util
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

from theory_lab.own_code.modules import FOLDER, is_written_here

# Managers of a with block that catch, by the names under which they are imported.
_MANAGERS = {"suppress", "ExitStack", "raises", "excepts", "__exit__"}
_CACHED = type(functools.cache(len))
_BEGIN, _WITH = dis.opmap["PUSH_EXC_INFO"], dis.opmap["WITH_EXCEPT_START"]  # how a handler begins, and that of a with block


def catches(path: Path) -> str:
    """Where the code of a file, or of people's own modules that it imports, may catch, as ``file, line``, or ''."""
    roots = [*(folder.parent for folder in path.parents if folder.name == FOLDER), *map(Path, sys.path), path.parent]
    waiting, seen = [(path, "")], set[Path]()
    while waiting:
        file, package = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        try:
            line, names = _read(file.read_bytes(), package)
        except (OSError, SyntaxError, ValueError, ImportError):  # it may never be imported, and says nothing of what it catches
            return f"{file.name}, which cannot be read"
        if line:
            return f"{file.name}, line {line}"
        waiting += [found for name in names for found in _places(name, roots)]
    return ""


@functools.cache  # hundreds of claims import the same settings of their paper
def _read(source: bytes, package: str) -> tuple[int, tuple[str, ...]]:
    """The first line with a handler, 0 where there is none, and the names of what is imported, modules or not."""
    tree = ast.parse(source)
    return next(_handlers(tree, inside=False), 0), tuple(_imported(tree, package))


def _handlers(node: ast.AST, inside: bool) -> Iterator[int]:
    """The lines of handlers in functions and classes, and of managers that catch, wherever they are named."""
    for part in ast.iter_child_nodes(node):
        match part:
            case ast.Try() | ast.TryStar() if inside:
                yield part.lineno
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name) | ast.FunctionDef(name=name):
                if name in _MANAGERS:
                    yield part.lineno
        yield from _handlers(part, inside or isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef))


def _imported(tree: ast.Module, package: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            dots = "." * node.level
            if not dots or package:
                name = importlib.util.resolve_name(f"{dots}{node.module or ''}", package) if dots else str(node.module)
                yield from (name, *(f"{name}.{alias.name}" for alias in node.names))


def _places(name: str, roots: list[Path]) -> Iterator[tuple[Path, str]]:
    """The files that run where a module is imported, if they are of people's own, with the packages in which they stand."""
    parts = name.split(".")
    root = next((one for one in roots if (one / parts[0]).is_dir() or (one / f"{parts[0]}.py").is_file()), None)
    if root is None or not is_written_here(root / parts[0]):
        return
    for k in range(1, len(parts) + 1):
        above, place = ".".join(parts[: k - 1]), root.joinpath(*parts[:k])
        if (place / "__init__.py").is_file():
            yield place / "__init__.py", ".".join(parts[:k])
        elif (file := place.with_name(f"{place.name}.py")).is_file():
            yield file, above


def function_catches(*functions: object) -> str:
    """The same of functions without a file, and of the functions and classes that they name, as ``file, function``."""
    seen, waiting = set[int](), list(functions)
    while waiting:
        one = waiting.pop()
        one = one.__wrapped__ if isinstance(one, _CACHED) else one
        if id(one) in seen or not isinstance(one, FunctionType | type):
            continue
        seen.add(id(one))
        waiting += list(vars(one).values())  # methods; and what a decorator wraps
        if isinstance(one, FunctionType):
            waiting += list(inspect.getclosurevars(one).nonlocals.values())
            if is_written_here(one.__code__.co_filename) and not _is_ours(one):
                for code in _inside(one.__code__):
                    if _handles(code):
                        return f"{Path(code.co_filename).name}, {code.co_name}"
                    waiting += [one.__globals__.get(name) for name in code.co_names]
    return ""


def _is_ours(function: FunctionType) -> bool:
    """Whether a function is one of this library, perhaps wrapped by others, as tests wrap it to see its shapes."""
    return str(function.__module__).partition(".")[0] == __name__.partition(".")[0]


def _inside(code: CodeType) -> Iterator[CodeType]:
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _inside(part)


@functools.cache
def _handles(code: CodeType) -> bool:
    """Whether a function has handlers of its own; those of with blocks are their managers'."""
    steps = code.co_code[::2]
    begins = [k for k, step in enumerate(steps) if step == _BEGIN]
    return any(steps[k + 1] != _WITH for k in begins) or not _MANAGERS.isdisjoint((code.co_name, *code.co_names))
