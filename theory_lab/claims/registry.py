"""Claim files: where they are and how they are loaded.

The folder is the registry: a file that defines ``CLAIM`` is a claim, and its place below ``proofs_check``
is its name.

Main definitions
----------------
``find``       claim ids, papers and paths -> the files they stand for
``load``       a file -> its claim
``LoadError``  what cannot be found or loaded, in one sentence
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from types import ModuleType

from theory_lab.claims.claim import Claim, Source, digest
from theory_lab.claims.loading import importing, own_modules

FOLDER = "proofs_check"
_CLAIM = re.compile(r"^CLAIM\b[^=\n]*=", re.MULTILINE)


class LoadError(Exception):
    """A claim cannot be found or loaded; the message is one sentence."""


def default_root() -> Path:
    """The folder ``proofs_check`` beside the package, or else in the working directory."""
    beside = Path(__file__).resolve().parents[2] / FOLDER
    return beside if beside.is_dir() else Path.cwd() / FOLDER


def find(targets: Sequence[str | Path] = (), root: Path | None = None) -> list[tuple[str, Path]]:
    """The claims that targets stand for, as pairs of id and path, each file once, in the order asked for.

    A target is a claim id (``paper.conclusion``), the beginning of one up to a dot (``paper``,
    ``paper.refuted``), or a path to a file or folder anywhere; no target means everything below ``root``.
    Raises `LoadError` for an unknown one.
    """
    root = (default_root() if root is None else root).resolve()
    if not targets and not root.is_dir():
        raise LoadError(f"there is no folder {root}; name a claim file or a folder of claims")
    own = {_name(path, root, root): path for path in _files(root)}
    found: dict[Path, str] = {}
    for pairs in [_resolved(target, root, own) for target in targets] if targets else [own.items()]:
        for name, path in pairs:
            if path not in found:
                found[path] = _distinct(name, path, set(found.values()))
    return [(name, path) for path, name in found.items()]


def _distinct(name: str, path: Path, taken: set[str]) -> str:
    """The name, with folders in front of it where another file has it already."""
    for folder in path.parents[name.count(".") :]:
        if name not in taken:
            break
        name = f"{folder.name}.{name}"
    return name


def _resolved(target: str | Path, root: Path, own: dict[str, Path]) -> list[tuple[str, Path]]:
    text = str(target)
    looks_like_path = isinstance(target, Path) or "/" in text or "\\" in text or text.endswith(".py")
    named = [(name, path) for name, path in own.items() if f"{name}.".startswith(f"{text}.")]
    if named and not looks_like_path:
        return named
    path = Path(text).expanduser()
    if path.exists():
        return _at(path.resolve(), root)
    if looks_like_path:
        raise LoadError(f"the path {text} does not exist")
    papers = {name.rsplit(".", 1)[0] for name in own}
    close = difflib.get_close_matches(text, [*own, *sorted(papers)], n=3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(close)}" if close else ""
    raise LoadError(f"there is no claim, paper or path {text!r}{hint}")


def _at(path: Path, root: Path) -> list[tuple[str, Path]]:
    if path.is_dir():
        files = [file for file in _files(path) if file.is_relative_to(root) or defines_claim(file)]
        if not files:
            raise LoadError(f"no file in {path} defines CLAIM")
        return [(_name(file, root, path), file) for file in files]
    if path.suffix != ".py":
        raise LoadError(f"{path} is not a Python file")
    return [(_name(path, root, path.parent), path)]


def _files(folder: Path) -> Iterator[Path]:
    """Python files below a folder; what opens with ``_`` or ``.`` is skipped."""
    for path in sorted(folder.rglob("*.py")):
        if not any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts):
            yield path


def _name(path: Path, root: Path, start: Path) -> str:
    """The dotted place of a file below ``root``, or else below ``start``."""
    place = path.relative_to(root if path.is_relative_to(root) else start)
    return ".".join(place.with_suffix("").parts)


def defines_claim(path: Path) -> bool:
    """Whether a Python file assigns ``CLAIM`` at its top level (or seems to, where it cannot be parsed)."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if not _CLAIM.search(text):
        return False
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return True
    targets = [node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)] for node in body]
    return any(isinstance(t, ast.Name) and t.id == "CLAIM" for found in targets for t in found)


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
    claim = replace(claim, path=path, digest=digest(tree, helpers))  # of what was run, whatever the files become meanwhile
    for size in (claim.sizes or (None,)) if spaces and claim.space is not None else ():
        _check_space(claim, size, path)
    return claim


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


def _executed(tree: ast.Module, path: Path) -> tuple[dict[str, object], list[bytes]]:
    """The names that a file defines, and the sources of the modules of people's own that it imports.

    It runs as a module of its own.  The source is compiled here and not by the import system, whose cache mistakes two quick
    edits for one.
    """
    module = ModuleType(f"theory_lab_claim_{hashlib.sha256(str(path).encode()).hexdigest()[:16]}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module  # dataclasses and pickles of the file look it up
    try:
        with importing(path, FOLDER):
            exec(compile(tree, str(path), "exec", dont_inherit=True), vars(module))
            sources = [Path(str(helper.__file__)).read_bytes() for helper in own_modules(tree)]
    except SyntaxError as error:
        raise LoadError(f"{error.filename or path}, line {error.lineno or 1}: {error.msg}") from None
    except (Exception, SystemExit) as error:
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
