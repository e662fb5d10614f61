"""Claim files: where they are.

The folder is the registry: a file that defines ``CLAIM`` is a claim, and its place below ``proofs_check``
is its name.

Main definitions
----------------
``find``           claim ids, papers and paths -> the files they stand for
``defines_claim``  whether a file is one
``LoadError``      what cannot be found or loaded, in one sentence
"""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

FOLDER = "proofs_check"
SHIPPED = "theory_lab_claims"  # the folder of a wheel that holds ``FOLDER``; one of its own, as it stands on the import path
_CLAIM = re.compile(r"^CLAIM\b[^=\n]*=", re.MULTILINE)


class LoadError(Exception):
    """A claim cannot be found or loaded; the message is one sentence."""


def default_root() -> Path:
    """The folder ``proofs_check`` of the repository, or that of the installed wheel, or else that of the working directory."""
    beside = Path(__file__).resolve().parents[2]
    places = (beside / FOLDER, beside / SHIPPED / FOLDER)
    return next((place for place in places if place.is_dir()), Path.cwd() / FOLDER)


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
