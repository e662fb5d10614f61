"""Code of people's own: the modules that a claim's file imports and that may change with it.

What is installed, and this library, change by versions.

Main definitions
----------------
``importing``        a claim's folder on the import path, for a while
``own_sources``      what the modules say that code imports, from neither an installed package nor this library
``forget_edited``    modules that were edited since they were imported, taken out of what is imported
``places``           the files that run where a module is imported
``imports_of``       the names of what code imports
``is_written_here``  whether code stands in neither
``of_the_library``   what code imports of this library
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

FOLDER = "proofs_check"  # where claims stand, in a repository and in an installed wheel
_INSTALLED = tuple({Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "platstdlib", "purelib", "platlib")})
_LIBRARY = Path(__file__).resolve().parents[1]
_said: dict[Path, bytes] = {}  # what files of people's own said when a claim that imports them was loaded last


@contextmanager
def importing(path: Path, root: str) -> Iterator[None]:
    """A claim's folder on the import path meanwhile, and first on it what holds the folder named ``root`` in which it lies.

    So a file finds its neighbours by their names and the settings of its own paper as ``root.paper._settings``, from wherever it
    is run, and although people's own modules elsewhere may have such a name.  What it imports from there is forgotten afterwards,
    as files in other folders may mean other modules by the same names.
    """
    below = next((folder for folder in path.parents if folder.name == root), path.parent)
    first = [str(below.parent)] if below.name == root else []
    last = [str(path.parent)] if str(path.parent) not in sys.path else []
    sys.path[:] = [*first, *sys.path, *last]
    sys.meta_path.insert(sys.meta_path.index(PathFinder) if PathFinder in sys.meta_path else 0, finder := _Finder(path.parent))
    away = _namesakes(path.parent, below)
    _forget(away)
    before = set(sys.modules)
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for folder in (*first, *last):
            sys.path.remove(folder)
        _forget({name: sys.modules[name] for name in sys.modules.keys() - before if _stands_in(sys.modules[name], below)})
        for name, module in away.items():
            sys.modules[name] = module


def _namesakes(folder: Path, below: Path) -> dict[str, ModuleType]:
    """What is imported from elsewhere, of people's own, by the names of modules in a folder."""
    names = {place.stem for place in folder.glob("*.py")} | {place.parent.name for place in folder.glob("*/__init__.py")}
    tops = [name for name in names & sys.modules.keys() if is_own(sys.modules[name]) and not _stands_in(sys.modules[name], below)]
    return {name: module for name, module in sys.modules.items() if name.partition(".")[0] in tops} if tops else {}


class _Finder:
    """Finds modules of people's own as the import system does, a claim's neighbours first; runs what their files say now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        found = PathFinder.find_spec(name, path, target)
        if not _is_of_own(found):
            return None
        beside = PathFinder.find_spec(name, [str(self.folder)], target) if path is None else None
        found = beside if _is_of_own(beside) else found
        assert found is not None
        found.loader = _Loader(name, str(found.origin))
        return found


def _is_of_own(found: ModuleSpec | None) -> bool:
    return found is not None and type(found.loader) is SourceFileLoader and is_written_here(str(found.origin))


class _Loader(SourceFileLoader):
    """Compiles each source itself: the cache of the import system takes two quick edits of one length for one."""

    def get_code(self, fullname: str) -> CodeType:
        return _compiled(self.get_data(self.path), self.path)


@functools.lru_cache(maxsize=256)  # hundreds of claims import the same settings of their paper
def _compiled(source: bytes, path: str) -> CodeType:
    return compile(source, path, "exec", dont_inherit=True)


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


def own_sources(tree: ast.Module) -> dict[str, tuple[Path, bytes]]:
    """The modules that code imports, directly or by way of others, from neither an installed package nor this library.

    Their files and what these say, by names, sorted; also those that are imported later, in a function, and packages around them
    that run any code.  One that cannot be read, or is no Python, is none.
    """
    found: dict[str, tuple[Path, bytes]] = {}
    waiting = [imports_of(tree)]
    while waiting:
        for name in waiting.pop():
            for module, file, package in _places_now(name):
                if module in found:
                    continue
                with suppress(OSError, SyntaxError, ValueError, ImportError):
                    source = file.read_bytes()
                    if _runs_code(source) or module == name:
                        found[module] = file, source
                        waiting.append(_imports_of(source, package))
    return {name: found[name] for name in sorted(found)}


def forget_edited(sources: Mapping[str, tuple[Path, bytes]]) -> None:
    """Take all of these modules out of what is imported where a file says something else than it did here the last time."""
    if any(_said.get(file, source) != source for file, source in sources.values()):
        _forget({name: module for name in sources if (module := sys.modules.get(name)) is not None})
    _said.update(sources.values())


def _places_now(name: str) -> Iterator[tuple[str, Path, str]]:
    """``places`` by what is imported already, and for what is not by the import path."""
    parts = name.split(".")
    for k in range(1, len(parts) + 1):
        module = sys.modules.get(whole := ".".join(parts[:k]))
        if module is None:
            yield from (place for place in places(name, map(Path, sys.path)) if place[0].count(".") >= k - 1)
            return
        if is_own(module):
            yield whole, Path(str(module.__file__)), str(module.__package__ or "")
        elif getattr(module, "__file__", None):  # nothing of people's own stands in it
            return


def places(name: str, roots: Iterable[Path]) -> Iterator[tuple[str, Path, str]]:
    """The files that run where a module is imported, if they are of people's own: their modules, and the packages around.

    They are looked for in these folders, and where an import would find the first part of the name.  Nothing is imported.
    """
    parts = name.split(".")
    root = next((one for one in roots if (one / parts[0]).is_dir() or (one / f"{parts[0]}.py").is_file()), None)
    root = _root_of(parts[0]) if root is None else root
    if root is None or not is_written_here(root / parts[0]):
        return
    for k in range(1, len(parts) + 1):
        whole, place = ".".join(parts[:k]), root.joinpath(*parts[:k])
        if (place / "__init__.py").is_file():
            yield whole, place / "__init__.py", whole
        elif (file := place.with_name(f"{place.name}.py")).is_file():
            yield whole, file, ".".join(parts[: k - 1])


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
    file = Path(getattr(module, "__file__", None) or "")
    return file.suffix == ".py" and is_written_here(file)


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
    return imports_of(ast.parse(source), package)


@functools.cache
def _runs_code(source: bytes) -> bool:
    """Whether there is more than a docstring."""
    body = ast.parse(source).body
    return any(not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)) for node in body)


def imports_of(tree: ast.Module, package: str = "") -> tuple[str, ...]:
    """The names of what code in a package imports, modules or what may stand in them; raises ``ImportError`` beyond the top."""
    return tuple(_imported(tree, package))


def _imported(tree: ast.Module, package: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            dots = "." * node.level
            if not dots or package:
                name = importlib.util.resolve_name(f"{dots}{node.module or ''}", package) if dots else str(node.module)
                yield from (name, *(f"{name}.{alias.name}" for alias in node.names))


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
