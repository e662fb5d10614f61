"""Code of people's own: the modules that a claim's file imports and that may change with it.

What is installed, and this library, change by versions.

Main definitions
----------------
``own_sources``      what modules say that code imports, from neither an installed package nor this library
``places``           the files that run where a module is imported; ``finding`` for many
``imports_of``       the names of what code imports
``runs_code``        whether a module has more than a docstring
``is_written_here``  whether code stands in neither; ``is_own`` whether a module does, ``is_peoples`` a function or a class
``is_ours``          whether a module is one of this library, ``is_of_the_library`` a function, a class or an object with a name
``of_the_library``   what code imports of this library
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import os
import site
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

OURS = __name__.partition(".")[0]  # this library
FOLDER = "proofs_check"  # where claims stand, in a repository and in an installed wheel
Places = Callable[[str], Iterator[tuple[str, Path, str]]]  # the files that run where a name is imported: name, file, package
_FOLDERS = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
_INSTALLED = tuple({Path(one).resolve() for one in (*_FOLDERS, *site.getsitepackages(), site.getusersitepackages())})
_LIBRARY = Path(__file__).resolve().parents[1]


def own_sources(names: Iterable[str]) -> dict[str, tuple[Path, bytes]]:
    """The modules of these names, and what they import, directly or by way of others, that are of people's own.

    Their files and what these say, by names, sorted; also those that are imported later, in a function, and packages around them
    that run any code.  One that cannot be read, or is no Python, is none.
    """
    found: dict[str, tuple[Path, bytes]] = {}
    waiting, elsewhere = [names], finding(map(Path, sys.path))
    while waiting:
        for name in waiting.pop():
            for module, file, package in _places_now(name, elsewhere):
                if module in found:
                    continue
                with suppress(OSError, SyntaxError, ValueError, ImportError):
                    source = file.read_bytes()
                    if runs_code(source) or module == name:
                        found[module] = file, source
                        waiting.append(_imports_of(source, package))
    return {name: found[name] for name in sorted(found)}


def _places_now(name: str, elsewhere: Places) -> Iterator[tuple[str, Path, str]]:
    """``places`` by what is imported already, and for what is not by the import path."""
    parts = name.split(".") if name != "__main__" else []  # the script that runs is no module beside a claim
    for k in range(1, len(parts) + 1):
        module = sys.modules.get(whole := ".".join(parts[:k]))
        if module is None:
            yield from (place for place in elsewhere(name) if place[0].count(".") >= k - 1)
            return
        if is_own(module):
            yield whole, Path(str(module.__file__)), str(module.__package__ or "")
        elif getattr(module, "__file__", None):  # nothing of people's own stands in it
            return


def places(name: str, roots: Iterable[Path]) -> Iterator[tuple[str, Path, str]]:
    """The files that run where a module is imported, if they are of people's own: their modules, and the packages around.

    They are looked for in these folders, and where an import would find the first part of the name.  Nothing is imported.
    """
    return finding(roots)(name)


def finding(roots: Iterable[Path]) -> Places:
    """``places`` of many names in these folders, in each of which is looked once for what several names begin with."""
    roots = [*roots]

    @functools.cache
    def root_of(first: str) -> Path | None:
        root = _root_among(roots, first) or _root_of(first)
        return root if root is not None and is_written_here(root / first) else None

    @functools.cache
    def place_of(whole: str) -> tuple[str, Path, str] | None:
        if (root := root_of(whole.partition(".")[0])) is None:
            return None
        place = os.path.join(root, *whole.split("."))
        if os.path.isfile(file := os.path.join(place, "__init__.py")):
            return whole, Path(file), whole
        return (whole, Path(file), whole.rpartition(".")[0]) if os.path.isfile(file := f"{place}.py") else None

    def found(name: str) -> Iterator[tuple[str, Path, str]]:
        parts = name.split(".")
        yield from filter(None, (place_of(".".join(parts[:k])) for k in range(1, len(parts) + 1)))

    return found


def _root_among(roots: Iterable[Path], name: str) -> Path | None:
    """The first folder with a module or package; folders without a file of their own come last, as in an import."""
    bare = None
    for root in roots:
        place = os.path.join(root, name)
        if os.path.isfile(f"{place}.py"):
            return root
        if os.path.isdir(place):
            if os.path.isfile(os.path.join(place, "__init__.py")):
                return root
            bare = bare or root
    return bare


def _root_of(name: str) -> Path | None:
    """The folder of a module or package that is installed as a link to its sources, or that is imported."""
    try:
        found = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    if found is None:
        return None
    folders = [*(found.submodule_search_locations or ())]
    file = folders[0] if folders else found.origin if found.has_location else None
    return Path(file).parent if file else None


def is_own(module: ModuleType) -> bool:
    """Whether a module is a Python file of people's own."""
    file = str(getattr(module, "__file__", None) or "")
    return file.endswith(".py") and is_written_here(file)


def is_peoples(one: FunctionType | type) -> bool:
    """Whether a function or a class is of people's own.

    A function is where its file is, whatever it says: what wraps one of this library may take its name and its module.
    """
    if isinstance(one, FunctionType) and not one.__code__.co_filename.startswith("<"):
        return is_written_here(one.__code__.co_filename)
    if isinstance(one, FunctionType):  # typed in, or made by a decorator, which gives it the globals of what it decorates
        module = sys.modules.get(str(one.__globals__.get("__name__")))
        file = getattr(module, "__file__", None) if module is not sys.modules["__main__"] else None
        return is_written_here(file or one.__code__.co_filename)
    if one.__module__ == "__main__" or one.__module__ not in sys.modules:  # typed in, or of a file whose module was forgotten
        return True
    file = getattr(sys.modules[one.__module__], "__file__", None)
    return bool(file) and is_written_here(str(file)) and not is_ours(one.__module__)


def is_of_the_library(one: Any) -> bool:
    """Whether a function stands in a file of this library, or one of its modules has the object by the object's own name."""
    if isinstance(one, FunctionType) and Path(one.__code__.co_filename).is_relative_to(_LIBRARY):
        return not is_peoples(one)
    module, name = str(getattr(one, "__module__", "")), str(getattr(one, "__qualname__", ""))
    return is_ours(module) and vars(sys.modules.get(module, object)).get(name) is one


def is_ours(module: str | None) -> bool:
    """Whether a module is one of this library."""
    return str(module).partition(".")[0] == OURS


@functools.lru_cache(maxsize=4096)  # it follows links, and is asked of each function that code names
def is_written_here(file: str | Path) -> bool:
    """Whether code stands neither in an installed package nor in this library, or beside the claims of an installed wheel."""
    if str(file).startswith("<"):  # typed in, in whatever folder, or a part of Python
        return not str(file).startswith("<frozen ")
    place = Path(file).resolve()
    installed = any(place.is_relative_to(folder) for folder in (*_INSTALLED, _LIBRARY))
    return not installed or FOLDER in place.parts


@functools.cache  # hundreds of claims import the same settings of their paper
def _imports_of(source: bytes, package: str) -> tuple[str, ...]:
    return imports_of(_parsed(source), package)


@functools.cache
def runs_code(source: bytes) -> bool:
    """Whether there is more than a docstring in a source."""
    body = _parsed(source).body
    return any(not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)) for node in body)


@functools.lru_cache(maxsize=1)  # whether a module runs code and what it imports is asked one after the other
def _parsed(source: bytes) -> ast.Module:
    return ast.parse(source)


def nodes(tree: ast.AST) -> list[ast.AST]:
    """What ``ast.walk`` gives, in a third of the time, but for what says how a name is used."""
    found = [tree]
    for node in found:
        for value in vars(node).values():
            if isinstance(value, list):
                found += [part for part in value if isinstance(part, ast.AST)]
            elif isinstance(value, ast.AST) and not isinstance(value, ast.expr_context):
                found.append(value)
    return found


def imports_of(tree: ast.Module, package: str = "") -> tuple[str, ...]:
    """The names of what code in a package imports, modules or what may stand in them; raises ``ImportError`` beyond the top."""
    return imports_among(nodes(tree), package)


def imports_among(parts: Iterable[ast.AST], package: str = "") -> tuple[str, ...]:
    """The same of the ``nodes`` of code."""
    return tuple(_imported(parts, package))


def _imported(parts: Iterable[ast.AST], package: str) -> Iterator[str]:
    for node in parts:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            dots = "." * node.level
            if not dots or package:
                name = importlib.util.resolve_name(f"{dots}{node.module or ''}", package) if dots else str(node.module)
                yield from (name, *(f"{name}.{alias.name}" for alias in node.names))
        elif isinstance(node, ast.Call) and (name := _imported_by_call(node)) and (package or name[0] != "."):
            yield importlib.util.resolve_name(name, package)


def _imported_by_call(node: ast.Call) -> str:
    """What ``importlib.import_module("name")`` or ``__import__("name")`` imports, '' where no name is written out."""
    called = getattr(node.func, "attr", getattr(node.func, "id", ""))
    first = node.args[0] if node.args and called in ("import_module", "__import__") else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def of_the_library(parts: Iterable[ast.AST], helpers: Sequence[bytes] = ()) -> tuple[str, ...]:
    """The dotted names of this library that code, by its ``nodes``, and the sources of its helpers import, sorted.

    A name may be a module's or stand in one.
    """
    return tuple(sorted(_of_the_library(parts).union(*map(_of_the_library_by, helpers))))


@functools.cache
def _of_the_library_by(source: bytes) -> frozenset[str]:
    return _of_the_library(nodes(ast.parse(source)))


def _of_the_library(parts: Iterable[ast.AST]) -> frozenset[str]:
    found: set[str] = set()
    for node in parts:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(name for name in found if name.split(".")[0] == "theory_lab")
