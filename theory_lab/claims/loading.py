"""Loading a claim: its file is run once, with the modules that it imports.

A verdict depends on the code of a claim's file and on the modules of people's own that it imports; what is installed, and
this library, change by versions.  The fingerprint of both is taken of what was run.

Main definitions
----------------
``load``         a file -> its claim
``names_of``     a file -> all names that it defines
``fingerprint``  a hash of the code of a claim's file and what it imports, by which certificates know that they are stale
``own_modules``  the modules that code imports and that may change with it
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import importlib
import re
import sys
import sysconfig
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from types import ModuleType

from theory_lab.claims.claim import Claim
from theory_lab.claims.registry import FOLDER, LoadError
from theory_lab.claims.source import Source
from theory_lab.isolation.state import restored
from theory_lab.isolation.stops import is_raised_by_code

_INSTALLED = tuple({Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "platstdlib", "purelib", "platlib")})
_LIBRARY = Path(__file__).resolve().parents[1]


def load(path: str | Path, *, spaces: bool = True) -> Claim:
    """The claim of a file; raises `LoadError` when there is none, or, with ``spaces``, when it has no instance at some size."""
    path = Path(path).resolve()
    if path.stem.startswith("refuted_"):
        raise LoadError(f"the name {path.name} begins like the certificates of the folder refuted/; choose another")
    try:
        source = path.read_bytes()
    except FileNotFoundError:
        raise LoadError(f"the path {path} does not exist") from None
    except OSError as error:
        raise LoadError(f"{path} cannot be read: {error.strerror}") from None
    tree = _parsed(source, path)
    names, helpers = _executed(tree, path)
    claim = names.get("CLAIM")
    if claim is None:
        raise LoadError(f"{path} defines no CLAIM")
    if not isinstance(claim, Claim):
        raise LoadError(f"CLAIM in {path} must be a Claim, not {type(claim).__name__}")
    used = _imports([tree, *map(ast.parse, helpers)])
    claim = replace(claim, path=path, digest=digest(tree, helpers), imports=used)  # of what was run
    for size in (claim.sizes or (None,)) if spaces and claim.space is not None else ():
        _check_space(claim, size, path)
    return claim


def names_of(path: Path) -> dict[str, object]:
    """The names that a file defines, which is run once; raises `LoadError`."""
    path = path.resolve()
    try:
        return _executed(_parsed(path.read_bytes(), path), path)[0]
    except OSError as error:
        raise LoadError(f"{path} cannot be read: {error.strerror}") from None


def _check_space(claim: Claim, size: object, path: Path) -> None:
    """Raise `LoadError` unless the claim's function gives a space with an instance at this size."""
    where = "" if size is None else f" at size {size!r}"
    try:
        with restored():
            space = claim.space_at(size)
            empty = next(iter(space.small(space.lightest)), None) is None
    except Exception as error:
        said = " ".join(str(error).split())
        said = said if said.startswith("the space") else f"the space{where}: {said}"
        raise LoadError(f"{_place(error, path)}: {said}") from error
    if empty:
        raise LoadError(f"{path}: the space{where} has no instance")
    if size == claim.small_size and isinstance(claim.tight_at, dict):
        try:
            claim.space_at(size).validate(claim.tight_at)
        except ValueError as error:
            raise LoadError(f"{path}: tight_at{where}: {error}") from None


def _parsed(source: bytes, path: Path) -> ast.Module:
    try:
        return ast.parse(source, str(path))
    except SyntaxError as error:
        raise LoadError(f"{path}, line {error.lineno or 1}: {error.msg}") from None
    except ValueError as error:  # null bytes
        raise LoadError(f"{path}: {error}") from None


def _executed(tree: ast.Module, path: Path) -> tuple[dict[str, object], list[bytes]]:
    """The names that a file defines, and the sources of the modules of people's own that it imports.

    It runs as a module of its own.  The source is compiled here and not by the import system, whose cache mistakes two quick
    edits for one.
    """
    module = ModuleType(f"theory_lab_claim_{hashlib.sha256(str(path).encode()).hexdigest()[:16]}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module  # dataclasses and pickles of the file look it up
    try:
        with importing(path, FOLDER), restored():
            exec(compile(tree, str(path), "exec", dont_inherit=True), vars(module))
            sources = [Path(str(helper.__file__)).read_bytes() for helper in own_modules(tree)]
    except SyntaxError as error:
        raise LoadError(f"{error.filename or path}, line {error.lineno or 1}: {error.msg}") from None
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and not is_raised_by_code(error):
            raise
        raise LoadError(f"{_place(error, path)}: {type(error).__name__}: {_said(error)}") from error
    return vars(module), sources


def _said(error: BaseException) -> str:
    """The message on one line; for a misspelt argument of a claim with the one that may be meant."""
    text = " ".join(str(error).split())
    if found := re.fullmatch(r"(Claim|Source)\.__init__\(\) got an unexpected keyword argument '(\w+)'.*", text):
        arguments = [one.name for one in fields(Claim if found[1] == "Claim" else Source) if one.init]
        close = difflib.get_close_matches(found[2], arguments, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else f"; the arguments are {', '.join(arguments)}"
        return f"{found[1]} has no argument {found[2]!r}{hint}"
    return text


def _place(error: BaseException, path: Path) -> str:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return f"{path}, line {lines[-1]}" if lines else str(path)


def fingerprint(claim: Claim) -> str:
    """A SHA-256 in hex of the code of a claim's file, blind to comments, docstrings and layout.

    Raises ``ValueError`` for a claim that was not loaded from a file.
    """
    if claim.path is None:
        raise ValueError("a claim without a file has no fingerprint")
    return claim.digest or digest(ast.parse(claim.path.read_bytes()))


def digest(tree: ast.Module, helpers: Sequence[bytes] = ()) -> str:
    """The fingerprint of the code of a claim's file, and of the sources of the modules that it imports, without docstrings."""
    parts = [tree, *map(ast.parse, helpers)]
    return hashlib.sha256("\n".join(["", *map(_code, parts)]).encode()).hexdigest()


def _code(tree: ast.Module) -> str:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)


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
        for name in sys.modules.keys() - before:
            if is_own(sys.modules[name]) and Path(str(sys.modules[name].__file__)).is_relative_to(below):
                del sys.modules[name]


def own_modules(tree: ast.Module) -> list[ModuleType]:
    """The modules that code imports, directly or by way of others, from neither an installed package nor this library."""
    found: dict[str, ModuleType] = {}
    waiting = [tree]
    while waiting:
        for name in _imported(waiting.pop()):
            module = sys.modules.get(name)
            if module is None or name in found or not is_own(module):
                continue
            found[name] = module
            waiting.append(ast.parse(Path(str(module.__file__)).read_bytes()))
    return [found[name] for name in sorted(found)]


def is_own(module: ModuleType) -> bool:
    """Whether a module is a Python file of people's own."""
    file = Path(getattr(module, "__file__", None) or "")
    return file.suffix == ".py" and not any(file.resolve().is_relative_to(folder) for folder in (*_INSTALLED, _LIBRARY))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _imports(trees: Iterable[ast.Module]) -> tuple[str, ...]:
    """The dotted names of this library that code imports, sorted; a name may be a module's or stand in one."""
    found: set[str] = set()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return tuple(sorted(name for name in found if name.split(".")[0] == "theory_lab"))
