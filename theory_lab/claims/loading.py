"""Loading a claim: its file is run once, with the modules that it imports.

A verdict depends on the code of a claim's file and on the modules of people's own that it imports; what is installed, and
this library, change by versions.  The fingerprint of both is taken of what was run.

Main definitions
----------------
``load``         a place -> its claim
``anew``         a claim -> that of another run of its file
``load_all``     places -> their claims, each file run once
``names_of``     a file -> all names that it defines
``fingerprint``  a hash of the code of a claim's file and what it imports, by which certificates know that they are stale
"""

from __future__ import annotations

import ast
import difflib
import functools
import hashlib
import re
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import ModuleType

from theory_lab.claims.claim import Claim
from theory_lab.claims.registry import NAMES, LoadError, bindings_of, split
from theory_lab.claims.source import Source
from theory_lab.isolation.state import restored
from theory_lab.isolation.stops import is_raised_by_code
from theory_lab.own_code.apart import one_by_one, written_out
from theory_lab.own_code.attributes import words_of_python
from theory_lab.own_code.importing import forget_edited, importing
from theory_lab.own_code.modules import FOLDER, imports_among, nodes, of_the_library, own_sources, runs_code

_one_thread = threading.RLock()  # the import path, what is imported, and the state that is put back are of all threads


def load(place: str | Path, *, spaces: bool = True) -> Claim:
    """The claim of a place; raises `LoadError` when there is none, or, with ``spaces``, when it has no instance at some size."""
    place = _found(Path(place))
    with _one_thread:
        return _claim(place, _run(split(place)[0]), spaces)


def anew(claim: Claim) -> Claim:
    """The claim of another run of its file, which saw no instance; one without a file is taken as it is.

    Raises `LoadError` where the file gives no such claim any more.
    """
    has_file = claim.path is not None and split(claim.path)[0].is_file()
    return load(str(claim.path), spaces=False) if has_file else claim


def load_all(places: Iterable[Path], *, spaces: bool = True) -> Iterator[Claim | LoadError]:
    """The claims of places, or why there is none; neighbours in one file come of one run of it."""
    last, run = None, None
    for place in map(_found, places):
        try:
            with _one_thread:
                if run is None or last != split(place)[0]:
                    last, run = split(place)[0], None
                    run = _run(last)
                claim = _claim(place, run, spaces)
            yield claim
        except LoadError as error:
            yield error


def _found(place: Path) -> Path:
    """A place with its links followed; one that leads nowhere keeps its name."""
    file, _ = split(place)
    return (
        place.resolve() if not file.is_symlink() else file.resolve().with_name(place.name) if file.exists() else place.absolute()
    )


@dataclass(frozen=True)
class _Run:
    """What the run of a file gave: its names, those of its claims, its fingerprint, and what of this library it imports."""

    names: Mapping[str, object]
    bound: frozenset[str]
    digest: str
    imports: tuple[str, ...]


def _run(path: Path) -> _Run:
    """Run a file; raises `LoadError` with a sentence where that is not possible, or one name is bound twice."""
    if path.stem.startswith("refuted_"):
        raise LoadError(f"the name {path.name} begins like the certificates of the folder refuted/; choose another")
    tree = _parsed(_source(path), path)
    bound = _bound(tree, path)
    parts = nodes(tree)
    try:
        names, helpers = _executed(tree, imports_among(parts), path)
    except LoadError as error:
        if not (isinstance(error.__cause__, ValueError | TypeError) and len(bound) > 2 and (several := written_out(tree))):
            raise
        try:
            names, helpers = _executed(tree, imports_among(parts), path, several)
        except LoadError:
            raise error from error.__cause__
    return _Run(names, bound, digest(tree, helpers), of_the_library(parts, helpers))  # of what was run


def _source(path: Path) -> bytes:
    if path.is_dir():
        raise LoadError(f"{path} cannot be read: it is a folder")
    if path.exists() and not path.is_file():
        raise LoadError(f"{path} cannot be read: it is no regular file")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        linked = f"is a link to {path.readlink()}, which does not exist" if path.is_symlink() else "does not exist"
        raise LoadError(f"the path {path} {linked}") from None
    except OSError as error:
        raise LoadError(f"{path} cannot be read: {error.strerror}") from None


def _bound(tree: ast.Module, path: Path) -> frozenset[str]:
    """The names of claims; raises `LoadError` where a later claim would silently take the place of an earlier one."""
    lines: dict[str, int] = {}
    for name, line in bindings_of(tree):
        if name in lines:
            advice = (
                'several claims of a file go into CLAIMS = {"name": Claim(...), ...}' if name in NAMES else "choose another name"
            )
            what = name if name in NAMES else f"the claim {name!r}"
            raise LoadError(f"{path}: {what} is bound twice, in lines {lines[name]} and {line}; {advice}")
        lines[name] = line
    if all(name in lines for name in NAMES):
        both = sorted(lines[name] for name in NAMES)
        raise LoadError(f"{path}: a file defines CLAIM or CLAIMS, not both, as it does in lines {both[0]} and {both[1]}")
    return frozenset(lines)


def _claim(place: Path, run: _Run, spaces: bool) -> Claim:
    path, key = split(place)
    claim = _picked(run.names["CLAIMS"], key, run.bound, path) if "CLAIMS" in run.bound else run.names.get("CLAIM")
    where = f"CLAIMS[{key!r}]" if key else "CLAIM"
    if isinstance(claim, LoadError):  # its neighbours have run
        raise claim
    if claim is None:
        hint = '; several go into CLAIMS, written out as {"name": Claim(...), ...}' if "CLAIMS" in run.names else ""
        hint = "; CONJECTURE is for the command theory-lab conjecture" if "CONJECTURE" in run.names else hint
        raise LoadError(f"{path} defines no {where}{hint}")
    if not isinstance(claim, Claim):
        raise LoadError(f"{where} in {path} must be a Claim, not {type(claim).__name__}")
    digest = hashlib.sha256(f"{run.digest} {key}".encode()).hexdigest() if key else run.digest
    claim = replace(claim, path=place, digest=digest, imports=run.imports)
    if spaces and claim.space is not None:
        with restored():
            for size in claim.sizes or (None,):
                _check_space(claim, size, path)
    return claim


def names_of(path: Path) -> Mapping[str, object]:
    """The names that a file defines, which is run once; raises `LoadError`."""
    with _one_thread:
        return _run(path.resolve()).names


def _picked(several: object, key: str, bound: frozenset[str], path: Path) -> object:
    """One of several claims; all of their names stand in the file, and fit into ids and names of certificates."""
    if not isinstance(several, Mapping):
        raise LoadError(f"CLAIMS in {path} must be a dict from names to claims, not {type(several).__name__}")
    for name in several:
        if not (isinstance(name, str) and name.isidentifier()):
            raise LoadError(f"the names in CLAIMS in {path} must be words such as 'first', not {name!r}")
    if hidden := [name for name in several if name not in bound]:
        raise LoadError(f'CLAIMS in {path} must be written out, {{"name": Claim(...), ...}}; {hidden[0]!r} stands nowhere in it')
    if not key and len(several) > 1:
        raise LoadError(f"{path} defines several claims; name one, as in {path.name}::{next(iter(several))}")
    return several.get(key) if key else next(iter(several.values()))


def _check_space(claim: Claim, size: object, path: Path) -> None:
    """Raise `LoadError` unless the claim's function gives a space with an instance at this size."""
    where = "" if size is None else f" at size {size!r}"
    try:
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


def _executed(
    tree: ast.Module, imports: Sequence[str], path: Path, several: ast.Dict | None = None
) -> tuple[dict[str, object], list[bytes]]:
    """The names that a file defines, and the sources of the modules of people's own that it imports.

    The claims of ``several`` are made one by one, and a `LoadError` stands for each whose code raises.

    It runs as a module of its own.  The source is compiled here and not by the import system, whose cache mistakes two quick
    edits for one; so are those modules, which are imported anew where they were edited since.
    """
    module = ModuleType(f"theory_lab_claim_{hashlib.sha256(str(path).encode()).hexdigest()[:16]}")
    module.__file__ = str(path)
    vars(module)["__builtins__"] = words_of_python()
    sys.modules[module.__name__] = module  # dataclasses and pickles of the file look it up
    try:
        with importing(path, FOLDER) as imported:
            forget_edited(own_sources(imports))
            with restored():
                if several is None:
                    exec(compile(tree, str(path), "exec", dont_inherit=True), vars(module))
                else:
                    one_by_one(tree, several, str(path), vars(module), lambda error: LoadError(_raised(error, path)))
                told = own_sources(imports)
                more = own_sources(set(imported()) - told.keys()).items()  # by names that stand nowhere in the text
                told |= {name: one for name, one in more if runs_code(one[1])}
                sources = [source for _, (_, source) in sorted(told.items())]
    except SyntaxError as error:
        raise LoadError(f"{error.filename or path}, line {error.lineno or 1}: {error.msg}") from None
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and not is_raised_by_code(error):
            raise
        raise LoadError(_raised(error, path)) from error
    return vars(module), sources


def _raised(error: BaseException, path: Path) -> str:
    return f"{_place(error, path)}: {type(error).__name__}: {_said(error)}"


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
    return claim.digest or digest(ast.parse(split(claim.path)[0].read_bytes()))


def digest(tree: ast.Module, helpers: Sequence[bytes] = ()) -> str:
    """The fingerprint of the code of a claim's file, and of the sources of the modules that it imports, without docstrings."""
    parts = [_code(tree), *map(_code_of, helpers)]
    ends = [str([part.count("\n") for part in parts])] if helpers else []  # what stands in which module
    return hashlib.sha256("\n".join(["", *parts, *ends]).encode()).hexdigest()


@functools.cache  # hundreds of claims import the same settings of their paper
def _code_of(source: bytes) -> str:
    return _code(ast.parse(source))


def _code(tree: ast.Module) -> str:
    for node in nodes(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)
