"""Which code of this library stands behind a verdict, as two hashes.

Certificates remember the code that last verified them: what every verdict rests on, and the formulas (measures, chains and the
like) that the claim's own file imports, directly or by way of others.

Main definitions: ``trusted_code``, ``formulas_code``, ``code_of``.

Conventions: blind to comments, docstrings, blank lines and where lines are broken; a hash is taken once per process.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
PACKAGE = "theory_lab"
# What decides, and where claims are read and stored: the folders and files of the page on the trusted base.
TRUSTED = (
    "numbers", "claims/spaces", "claims/verdicts", "claims/claim.py", "claims/loading.py", "claims/registry.py",
    "claims/source.py", "files.py", "isolation/state.py", "isolation/stops.py", "own_code", "sequences/trees.py",
)  # fmt: skip
# No formula of a claim lies in there: they are trusted already, or they only propose and show.
APART = ("numbers", "claims", "report", "cli", "runs", "pytest_plugin")
# Comments and strings of well-formed Python; the rest is lines, brackets and blanks.  ``ast`` takes ten times as long.
_TEXTS = re.compile(
    r'''("""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')'''
    r"|#[^\n]*",
    re.DOTALL,
)
_BLANKS = re.compile(r"(?<=\W) +| +(?=\W)")
_IMPORTS = re.compile(rf"(?m)^\t*(?:from ({PACKAGE}[\w.]*) import ?(.*)|import ({PACKAGE}[\w., ]*))$")


@cache
def trusted_code() -> str:
    """A SHA-256 in hex of the code that every verdict rests on."""
    return code_of(TRUSTED)


@cache
def code_of(names: tuple[str, ...]) -> str:
    """A SHA-256 in hex of the code of folders and files of this package."""
    places = [ROOT / PACKAGE / name for name in names]
    return _hash(file for place in places for file in (sorted(place.rglob("*.py")) if place.is_dir() else [place]))


@cache
def formulas_code(imported: tuple[str, ...]) -> str:
    """A SHA-256 in hex of the modules of formulas behind these imports of a claim; '' where there are none."""
    found: set[Path] = set()
    waiting = [file for name in imported for file in _files(name)]
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += _behind(file)
    return _hash(sorted(found)) if found else ""


def _hash(files: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"\0{file.relative_to(ROOT).as_posix()}\0{_code(file)}".encode())
    return whole.hexdigest()


@cache
def _code(file: Path) -> str:
    """The code of a file: one logical line a line, without comments, docstrings, and blanks that mean nothing."""
    strings: list[str] = []

    def kept(found: re.Match[str]) -> str:
        if not found[1]:
            return ""
        strings.append(found[1])
        return "\0"

    text = _TEXTS.sub(kept, file.read_text(encoding="utf-8")).replace("\\\n", " ")
    lines: list[str] = []
    told: list[str] = []
    depth = place = 0
    for row in text.splitlines():
        code, within = row.strip(), depth
        following = place + code.count("\0")
        if code != "\0" or within:  # else a docstring
            depth += code.count("(") + code.count("[") + code.count("{") - code.count(")") - code.count("]") - code.count("}")
            told += strings[place:following]
            if within:
                lines[-1] += " " + code
            elif code:
                lines.append("\t" * (len(row) - len(row.lstrip())) + code)
        place = following
    return "\n".join([_BLANKS.sub("", "\n".join(lines)), *told])


@cache
def _behind(file: Path) -> tuple[Path, ...]:
    """The files of formulas that a file of this library imports."""
    return tuple(place for name in _names(_code(file)) for place in _files(name))


def _names(code: str) -> Iterator[str]:
    """The dotted names that a module imports from this library."""
    for module, names, modules in _IMPORTS.findall(code):
        yield from (f"{module}.{name.split()[0]}" for name in names.strip("()").split(",") if name.strip())
        yield from (name.split()[0] for name in modules.split(",") if name.strip())


@cache
def _files(name: str) -> tuple[Path, ...]:
    """The file of a dotted name, or of the module in which it stands, with those of the packages around it."""
    parts = name.split(".")
    if len(parts) < 2 or parts[1] in APART:
        return ()
    around = [Path(*parts[:k], "__init__.py") for k in range(2, len(parts) + 1)]
    own = [Path(*parts).with_suffix(".py"), Path(*parts[:-1]).with_suffix(".py")]
    return tuple(ROOT / place for place in (*around, *own) if (ROOT / place).is_file())
