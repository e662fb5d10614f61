"""Code of people's own: the modules that a claim's file imports and that may change with it.

What is installed, and this library, change by versions.

Main definitions
----------------
``importing``        a claim's folder on the import path, for a while
``own_modules``      the modules that code imports, from neither an installed package nor this library
``is_written_here``  whether code stands in neither
``of_the_library``   what code imports of this library
"""

from __future__ import annotations

import ast
import functools
import importlib
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

FOLDER = "proofs_check"  # where claims stand, in a repository and in an installed wheel
_INSTALLED = tuple({Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "platstdlib", "purelib", "platlib")})
_LIBRARY = Path(__file__).resolve().parents[1]


@contextmanager
def importing(path: Path, root: str) -> Iterator[None]:
    """A claim's folder on the import path meanwhile, and first on it what holds the folder named ``root`` in which it lies.

    So a file finds its neighbours by their names and the settings of its own paper as ``root.paper._settings``, from wherever it
    is run.  What it imports from there is forgotten afterwards, as files in other folders may mean other modules by the same
    names.
    """
    below = next((folder for folder in path.parents if folder.name == root), path.parent)
    first = [str(below.parent)] if below.name == root else []
    last = [str(path.parent)] if str(path.parent) not in sys.path else []
    sys.path[:] = [*first, *sys.path, *last]
    before = set(sys.modules)
    importlib.invalidate_caches()
    try:
        yield
    finally:
        for folder in (*first, *last):
            sys.path.remove(folder)
        _forget({name: sys.modules[name] for name in sys.modules.keys() - before if _stands_in(sys.modules[name], below)})


def _stands_in(module: ModuleType, folder: Path) -> bool:
    """Whether a module of people's own, or a package without a file, is in a folder."""
    place = getattr(module, "__file__", None)
    files = [*getattr(module, "__path__", ())] if place is None else [place] if is_own(module) else []
    return bool(files) and all(Path(str(file)).is_relative_to(folder) for file in files)


def _forget(modules: Mapping[str, ModuleType]) -> None:
    """Take modules out of what is imported, and off packages that stay: ``from package import module`` would find them again.

    Code that has imported ``package.module`` goes on with a package that has the module.
    """
    for name in modules:
        del sys.modules[name]
    for name, module in modules.items():
        package, _, last = name.rpartition(".")
        if package in sys.modules and vars(sys.modules[package]).get(last) is module:
            delattr(sys.modules[package], last)


def own_modules(tree: ast.Module) -> list[ModuleType]:
    """The modules that code imports, directly or by way of others, from neither an installed package nor this library."""
    found: dict[str, ModuleType] = {}
    waiting = [tuple(_imported(tree))]
    while waiting:
        for name in waiting.pop():
            module = sys.modules.get(name)
            if module is None or name in found or not is_own(module):
                continue
            found[name] = module
            waiting.append(_imported_by(Path(str(module.__file__)).read_bytes()))
    return [found[name] for name in sorted(found)]


def is_own(module: ModuleType) -> bool:
    """Whether a module is a Python file of people's own."""
    file = Path(getattr(module, "__file__", None) or "")
    return file.suffix == ".py" and is_written_here(file)


def is_written_here(file: str | Path) -> bool:
    """Whether code stands neither in an installed package nor in this library, or beside the claims of an installed wheel."""
    place = Path(file).resolve()
    installed = any(place.is_relative_to(folder) for folder in (*_INSTALLED, _LIBRARY))
    return not installed or FOLDER in place.parts


@functools.cache  # hundreds of claims import the same settings of their paper
def _imported_by(source: bytes) -> tuple[str, ...]:
    return tuple(_imported(ast.parse(source)))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def of_the_library(tree: ast.Module, helpers: Sequence[bytes] = ()) -> tuple[str, ...]:
    """The dotted names of this library that code and the sources of its helpers import, sorted.

    A name may be a module's or stand in one.
    """
    return tuple(sorted(_of_the_library(tree).union(*map(_of_the_library_by, helpers))))


@functools.cache
def _of_the_library_by(source: bytes) -> frozenset[str]:
    return _of_the_library(ast.parse(source))


def _of_the_library(tree: ast.Module) -> frozenset[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(name for name in found if name.split(".")[0] == "theory_lab")
