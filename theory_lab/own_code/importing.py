"""The modules of people's own that a claim imports, run as their files say when it is loaded, and forgotten afterwards.

Main definitions
----------------
``importing``      a claim's folder on the import path, for a while
``forget_edited``  modules that were edited since they were imported, taken out of what is imported
"""

from __future__ import annotations

import functools
import importlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from theory_lab.own_code.attributes import words_of_python
from theory_lab.own_code.modules import is_own, is_written_here

_UNSURE = 1.0  # seconds by which the clocks of a process and of its files may differ


@contextmanager
def importing(path: Path, root: str) -> Iterator[Callable[[], list[str]]]:
    """A claim's folder on the import path meanwhile, and first on it what holds the folder named ``root`` in which it lies.

    So a file finds its neighbours by their names and the settings of its own paper as ``root.paper._settings``, from wherever it
    is run, and although people's own modules elsewhere may have such a name.  What it imports from there is forgotten afterwards,
    as files in other folders may mean other modules by the same names.
    """
    below = next((folder for folder in path.parents if folder.name == root), path.parent)
    first = [str(below.parent)] if below.name == root else []
    last = [str(path.parent)] if str(path.parent) not in sys.path else []
    away, finder = _namesakes(path.parent), _Finder(path.parent)
    before = sys.modules.keys() - away.keys()
    try:
        sys.path[:] = [*first, *sys.path, *last]
        _first_of_its_kind(finder)
        _forget(away)
        importlib.invalidate_caches()
        yield lambda: _imported_in(below, before)
    finally:
        try:  # while the import path is the claim's: else folders without a file of their own would be looked for on another
            inside = {name: sys.modules[name] for name in _imported_in(below, before)}
        finally:
            _without(sys.meta_path, finder)
            for folder in (*first, *last):
                _without(sys.path, folder)
        _forget(inside)
        sys.modules.update(away)


def _imported_in(folder: Path, before: Set[str]) -> list[str]:
    """The names of what is imported from a folder since then."""
    return [name for name in sys.modules.keys() - before if _stands_in(sys.modules[name], folder)]


def _without(several: list[Any], one: object) -> None:
    """Take one out of several, if the code that ran has left it there."""
    with suppress(ValueError):
        several.remove(one)


def _first_of_its_kind(finder: _Finder) -> None:
    """Ask a finder before that of the import system, and before that of another claim, whose code loads this one."""
    places = [k for k, other in enumerate(sys.meta_path) if other is PathFinder or isinstance(other, _Finder)]
    sys.meta_path.insert(min(places, default=0), finder)


def _namesakes(folder: Path) -> dict[str, ModuleType]:
    """What is imported from elsewhere, of people's own, by the names of modules in a folder."""
    there = {name: sys.modules[name] for name in _imported_already(folder) if name != "__main__"}
    tops = [name for name, module in there.items() if is_own(module) and not _stands_in(module, folder)]
    return {name: module for name, module in sys.modules.copy().items() if name.partition(".")[0] in tops} if tops else {}


def _imported_already(folder: Path) -> Iterator[str]:
    """The names of modules and packages in a folder by which something is imported, from wherever."""
    with suppress(OSError):  # files may be read in a folder that may not be listed
        for name in os.listdir(folder):
            stem = name.removesuffix(".py")
            if stem in sys.modules and (stem != name or os.path.isfile(os.path.join(folder, name, "__init__.py"))):
                yield stem


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

    source: bytes | None = None  # what was run

    def get_code(self, fullname: str) -> CodeType:
        self.source = self.get_data(self.path)
        return _compiled(self.source, self.path)

    def exec_module(self, module: ModuleType) -> None:
        vars(module)["__builtins__"] = words_of_python()
        super().exec_module(module)


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


def forget_edited(sources: Mapping[str, tuple[Path, bytes]]) -> None:
    """Take all of these modules out of what is imported where one may have run something else than its file says now."""
    there = {name: module for name in sources if (module := sys.modules.get(name)) is not None}
    if any(_may_be_old(module, *sources[name]) for name, module in there.items()):
        _forget(there)


def _may_be_old(module: ModuleType, file: Path, source: bytes) -> bool:
    """Whether a module has run something else, or is another claim's, which put its folder on the import path.

    Of one that was not imported here nobody knows what it has run, if its file was written since this process began.
    """
    loader = getattr(getattr(module, "__spec__", None), "loader", None)
    if isinstance(loader, _Loader):
        on_path = any(file.is_relative_to(Path(folder).absolute()) for folder in sys.path)
        return loader.source != source or not on_path
    told = file.stat()
    return max(told.st_mtime, told.st_ctime) >= _BEGAN


def _began() -> float:
    """When this process began, by the clock of files; 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError, AttributeError):
        ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
        booted = time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)
        return booted + ticks / os.sysconf("SC_CLK_TCK") - _UNSURE
    return 0.0


_BEGAN = _began()
