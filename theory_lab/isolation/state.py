"""The state of a process that code changes by accident, put back.

Seeds, precision, folders, paths, warnings, handlers: whatever the code of one claim leaves otherwise than it found it would be
found by the next.  This is no sandbox: code that means to do harm can.

Main definitions: ``restored``; ``no_collection``, which lets what makes no cycles go on without looking for them.

Conventions: meanwhile what is printed goes to standard error, and ``os._exit`` raises ``SystemExit``.
"""

from __future__ import annotations

import builtins
import contextlib
import decimal
import gc
import os
import random
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any, NoReturn

Restore = Callable[[], object]
_LIBRARY = __name__.partition(".")[0]
_INSIDE, _BEHIND = f"{_LIBRARY}.", f"{_LIBRARY}/"  # names of its modules lie between: "/" comes after "."
_FLINT = ("prec", "cap", "pretty", "unicode", "threads")
_HANDLERS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGALRM", "SIGUSR1") if hasattr(signal, name)]

# For each block entered now, in threads of their own, whether cycles were looked for: what the first one found is taken last.
_blocks: list[bool] = []
_one_thread = threading.Lock()


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """Without Python's search for cycles, half of the time where a million numbers are made, and no cycle."""
    with _one_thread:
        _blocks.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _one_thread:
            if _blocks.pop() and not _blocks:
                gc.enable()


@contextlib.contextmanager
def restored() -> Iterator[None]:
    """The state of the process is afterwards what it is now."""
    with warnings.catch_warnings(), decimal.localcontext():
        restores = list(_restores())
        sys.stdout = sys.stderr
        os._exit = _exiting(os.getpid(), os._exit)
        try:
            yield
        finally:
            for restore in restores:
                restore()


def _restores() -> Iterator[Restore]:
    """What puts each part of the state back; modules first, as the others call their functions."""
    yield from _modules()
    yield from _streams()
    yield from _places()
    yield from _numbers()
    yield from _signals()
    yield partial(sys.setrecursionlimit, sys.getrecursionlimit())
    yield partial(sys.set_int_max_str_digits, sys.get_int_max_str_digits())
    yield gc.enable if gc.isenabled() else gc.disable


class _Imports:
    """Keeps the names that modules of this library have when they have been imported: what imports one may bind them anew."""

    def __init__(self) -> None:
        self.names: list[tuple[dict[str, Any], dict[str, Any]]] = []

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The module of the library that the import system finds, which tells all blocks entered now when it has run."""
        found = PathFinder.find_spec(name, path, target) if _INSIDE <= name < _BEHIND else None
        if found is not None and type(loader := found.loader) is SourceFileLoader:
            loader.exec_module = partial(_executed, loader)  # type: ignore[method-assign]
        return found


def _executed(loader: SourceFileLoader, module: ModuleType) -> None:
    del loader.exec_module  # that of its class is left
    loader.exec_module(module)
    bound = dict(vars(module))
    for block in [one for one in sys.meta_path if isinstance(one, _Imports)]:
        block.names.append((vars(module), bound))


def _modules() -> Iterator[Restore]:
    """Names that were bound to something else or removed; what was bound anew stays, and what was imported as it was then."""
    modules, loaded = sys.modules, dict(sys.modules)
    inside = [module for name, module in loaded.items() if isinstance(name, str) and _INSIDE <= name < _BEHIND]
    own = [module for module in (loaded.get(_LIBRARY), *inside) if isinstance(module, ModuleType)]
    kept = [*map(vars, (builtins, os, *own))]
    before, imports = [*map(dict, kept)], _Imports()
    sys.meta_path.insert(0, imports)

    def restore() -> None:
        with contextlib.suppress(ValueError):  # code may have taken it out
            sys.meta_path.remove(imports)
        sys.modules = modules
        # Without looking whether anything changed, as hardly ever anything did: looking takes three times as long.
        for names, bound in zip((*kept, modules), (*before, loaded), strict=True):
            names.update(bound)
        for names, bound in imports.names:
            names.update(bound)

    yield restore


def _streams() -> Iterator[Restore]:
    for name in ("stdin", "stdout", "stderr", "path"):
        yield partial(setattr, sys, name, getattr(sys, name))


def _places() -> Iterator[Restore]:
    """The import path, the environment, the working folder, the mode of new files."""
    yield partial(sys.path.__setitem__, slice(None), list(sys.path))

    def environment(before: dict[str, str]) -> None:
        if dict(os.environ) != before:
            os.environ.clear()
            os.environ.update(before)

    yield partial(environment, dict(os.environ))
    with contextlib.suppress(FileNotFoundError):  # a working folder that is gone cannot be gone back to
        yield partial(os.chdir, os.getcwd())
    mask = os.umask(0o22)
    os.umask(mask)
    yield partial(os.umask, mask)


def _numbers() -> Iterator[Restore]:
    """Generators of random numbers and precisions, of the packages that are loaded."""
    yield partial(random.setstate, random.getstate())
    if numpy := sys.modules.get("numpy"):
        yield partial(numpy.random.set_state, numpy.random.get_state(legacy=False))
        yield partial(numpy.seterr, **numpy.geterr())
        yield partial(numpy.set_printoptions, **numpy.get_printoptions())
    if flint := sys.modules.get("flint"):
        for name in _FLINT:
            yield partial(setattr, flint.ctx, name, getattr(flint.ctx, name))


def _signals() -> Iterator[Restore]:
    if threading.current_thread() is not threading.main_thread():
        return
    for number in _HANDLERS:
        if (handler := signal.getsignal(number)) is not None:
            yield partial(signal.signal, number, handler)
    if hasattr(signal, "setitimer") and not any(signal.getitimer(signal.ITIMER_REAL)):
        yield partial(signal.setitimer, signal.ITIMER_REAL, 0)


def _exiting(process: int, exit_at_once: Callable[[int], NoReturn]) -> Callable[[int], NoReturn]:
    """``os._exit`` for this process; a child that the code forked ends as it means to."""

    def refused(status: int) -> NoReturn:
        if os.getpid() != process:
            exit_at_once(status)
        raise SystemExit(f"os._exit({status})")

    return refused
