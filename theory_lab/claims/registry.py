"""Claim files: where they are.

The folder is the registry: a file that defines ``CLAIM`` is a claim, and its place below ``proofs_check``
is its name.  A file that defines ``CLAIMS``, a dict from names to claims, is several.

Main definitions
----------------
``find``           claim ids, papers and paths -> the places they stand for
``defines_claim``  whether a file is one
``bindings``       the names that a file gives its claims, with their lines
``split``          a place -> its file, and the name in it
``is_absent``      whether there is surely nothing at a path
``LoadError``      what cannot be found or loaded, in one sentence
``Unreadable``     a folder that hides what is in it

Conventions: a place is the path of a file; that of one of several claims has its name behind, ``lemmas.py::first``.
"""

from __future__ import annotations

import ast
import difflib
import errno
import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from theory_lab.own_code.modules import FOLDER

NAMES = ("CLAIM", "CLAIMS")
SHIPPED = "theory_lab_claims"  # the folder of a wheel that holds ``FOLDER``; one of its own, as it stands on the import path
_CLAIM = re.compile(r"^CLAIMS?\b[^=\n]*=", re.MULTILINE)
_CLAIMS = re.compile(r"^CLAIMS\b[^=\n]*=", re.MULTILINE)
_BEHIND = "::"


class LoadError(Exception):
    """A claim cannot be found or loaded; the message is one sentence."""


class Unreadable(LoadError):
    """A folder cannot be read, so that nobody can say which claims are in it; ``beside`` says whether others were found."""

    def __init__(self, folder: Path, why: str, beside: bool) -> None:
        advice = "give permission to list and enter it, or name claims elsewhere"
        super().__init__(f"the folder {folder} cannot be read: {why}; {advice}")
        self.beside = beside


def is_absent(path: Path) -> bool:
    """Whether there is nothing at a path; what a folder without permission hides may be there, and reading it says why not."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return True
    except OSError as error:
        return error.errno == errno.ELOOP  # links that lead to one another
    return False


def default_root() -> Path:
    """The folder ``proofs_check`` of the repository, or that of the installed wheel, or else that of the working directory."""
    beside = Path(__file__).resolve().parents[2]
    places = (beside / FOLDER, beside / SHIPPED / FOLDER)
    return next((place for place in places if place.is_dir()), Path.cwd() / FOLDER)


def find(targets: Sequence[str | Path] = (), root: Path | None = None) -> list[tuple[str, Path]]:
    """The claims that targets stand for, as pairs of id and place, each once, in the order asked for.

    A target is a claim id (``paper.conclusion``, or ``paper.file.name`` of several in a file), the beginning of one up to a dot
    (``paper``, ``paper.refuted``), or a path to a file or folder anywhere, which may end in ``::name``; no target means
    everything below ``root``.  Raises `LoadError` for an unknown one.
    """
    root = (default_root() if root is None else root).resolve()
    if not targets and not root.is_dir():
        raise LoadError(f"there is no folder {root}; name a claim file or a folder of claims")
    own = {name: place for path in _files(root) for name, place in _claims(_name(path, root, root), path)}
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
    path, key = split(Path(text).expanduser())
    if not is_absent(path):
        try:
            return _at(path.resolve(), root) if not key else _one_of(path.resolve(), key, root)
        except OSError as error:
            raise LoadError(f"the path {text} cannot be read: {error.strerror}") from None
    if path.is_symlink():
        raise LoadError(f"the path {text} is a link to {path.readlink()}, which does not exist")
    file, _, key = text.rpartition(":")
    if key and file.endswith(".py") and not is_absent(Path(file).expanduser()):
        raise LoadError(f"the path {text} does not exist; one claim of several is named by two colons, as in {file}::{key}")
    if looks_like_path:
        raise LoadError(f"the path {text} does not exist")
    papers = {name.rsplit(".", 1)[0] for name in own}
    close = difflib.get_close_matches(text, [*own, *sorted(papers)], n=3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(close)}?" if close else ""
    raise LoadError(f"there is no claim, paper or path {text!r}{hint}")


def _at(path: Path, root: Path) -> list[tuple[str, Path]]:
    if path.is_dir():
        files = [file for file in _files(path) if file.is_relative_to(root) or defines_claim(file)]
        if not files:
            raise LoadError(f"no file in {path} defines CLAIM")
        return [pair for file in files for pair in _claims(_name(file, root, path), file)]
    if path.suffix != ".py":
        raise LoadError(f"{path} is not a Python file")
    return list(_claims(_name(path, root, path.parent), path))


def _one_of(path: Path, key: str, root: Path) -> list[tuple[str, Path]]:
    """The claim of a name in a file."""
    found = [(name, place) for name, place in _at(path, root) if split(place)[1] == key]
    if not found:
        names = ", ".join(binding for binding, _ in bindings(_text(path)) if binding not in NAMES)
        raise LoadError(f"{path} defines no claim {key!r}; it defines {names or 'a single one'}")
    return found


def _files(folder: Path) -> Iterator[Path]:
    """Python files below a folder, and what else has such a name but is no folder; what opens with ``_`` or ``.`` is skipped.

    Raises `Unreadable` for a folder that hides what is in it, as there may be claims.
    """
    found: list[Path] = []
    closed: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(("_", "."))]
        found += [Path(place, name) for name in files if name.endswith(".py") and not name.startswith(("_", "."))]
        if not os.access(place, os.X_OK):  # names can be listed, and nothing behind them read
            closed.append(PermissionError(errno.EACCES, os.strerror(errno.EACCES), place))
    for error in closed:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):  # no folder, or none any more
            beside = any(map(defines_claim, found))
            raise Unreadable(Path(error.filename), str(error.strerror), beside)
    yield from sorted(found)


def _claims(name: str, path: Path) -> Iterator[tuple[str, Path]]:
    """The claims of a file, one or several; what cannot be read counts as one, and loading it says why."""
    text = _text(path)
    names = [binding for binding, _ in bindings(text) if binding not in NAMES] if _CLAIMS.search(text) else []
    if not names:
        yield name, path
    for key in dict.fromkeys(names):
        yield f"{name}.{key}", path.with_name(f"{path.name}{_BEHIND}{key}")


def split(place: Path) -> tuple[Path, str]:
    """The file of a place and the name of the claim in it, '' where it is the only one."""
    name, _, key = place.name.partition(_BEHIND)
    return (place.with_name(name), key) if key else (place, "")


def bindings(text: str) -> list[tuple[str, int]]:
    """What a file calls its claims, with lines: CLAIM and CLAIMS where they are assigned at top level, and the names in CLAIMS.

    The names are read off ``CLAIMS = {"name": ...}``, ``CLAIMS = dict(name=...)`` and ``CLAIMS["name"] = ...``; any other thing
    called CLAIMS means something else.
    """
    try:
        return bindings_of(ast.parse(text))
    except (SyntaxError, ValueError):
        return []


def bindings_of(tree: ast.Module) -> list[tuple[str, int]]:
    """The same of a file that was parsed."""
    found: list[tuple[str, int]] = []
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            if isinstance(target, ast.Name) and target.id == "CLAIM":
                found.append(("CLAIM", node.lineno))
            elif isinstance(target, ast.Name) and target.id == "CLAIMS" and (names := _keys(node.value)):
                found += [("CLAIMS", node.lineno), *names]
            elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name) and target.value.id == "CLAIMS":
                found += _constant(target.slice)
    return found


def _keys(value: ast.expr | None) -> list[tuple[str, int]]:
    if isinstance(value, ast.Dict):
        return [found for key in value.keys for found in _constant(key)]
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "dict":
        return [(keyword.arg, keyword.value.lineno) for keyword in value.keywords if keyword.arg]
    return []


def _constant(key: ast.expr | None) -> list[tuple[str, int]]:
    return [(key.value, key.lineno)] if isinstance(key, ast.Constant) and isinstance(key.value, str) else []


def _text(path: Path) -> str:
    """The text of a file; '' where there is none to read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace") if stat.S_ISREG(path.stat().st_mode) else ""
    except OSError:
        return ""


def _name(path: Path, root: Path, start: Path) -> str:
    """The dotted place of a file below ``root``, or else below ``start``."""
    place = path.relative_to(root if path.is_relative_to(root) else start)
    return ".".join(place.with_suffix("").parts)


def defines_claim(path: Path) -> bool:
    """Whether a file assigns ``CLAIM`` or ``CLAIMS`` at its top level (or seems to, where it cannot be read or parsed)."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None
    except OSError:
        text = None
    if text is None:
        return True
    if not _CLAIM.search(text):
        return False
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return True
    return any(name in NAMES for name, _ in bindings(text))
