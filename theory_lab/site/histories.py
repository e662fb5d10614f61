"""Which levels a claim had, as the history of its repository has them.

Main definitions
----------------
``Moment``     a commit with its day, and the level from then on
``histories``  the moments of each claim file; none where there is no whole history to read

Conventions: a level is that of the certificate with what its file of proofs says, on the main line of the history, and a day is
that of the commit. What went by another name or stood in another folder begins anew. Nothing is fetched: a clone without its
whole history tells nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from theory_lab.claims.verdicts.certificates import certificate_path
from theory_lab.proofs.evidence.files import proofs_path

ABSENT = "0" * 40  # what Git writes for a file that was not there
FOLDERS = ("*/certificates/*.json", "*/proofs/*.json")
PROVES = {"all_sizes": "a proof for all sizes", "horizons": "a proof for all horizons", "sizes": "proofs at single sizes"}
EMPTY = (b"null", b"[]", b"{}")
SHORT = 8  # letters of the name of a commit
Change = tuple[str, str, dict[str, str]]


class Moment(NamedTuple):
    """A day as ``2026-11-28``, the beginning of a commit's name, and the level of a claim from then on."""

    day: str
    commit: str
    level: str


def histories(claims: Iterable[Path]) -> dict[Path, tuple[Moment, ...]]:
    """The moments of each claim file that is in a repository with its whole history, from the first on."""
    files = tuple(claims)
    roots: dict[Path, list[Path]] = {}
    tops = {folder: _top(folder) for folder in {path.parent for path in files}}
    for path in files:
        if (top := tops[path.parent]) is not None:
            roots.setdefault(top, []).append(path)
    return {path: moments for top, paths in roots.items() for path, moments in _in(top, paths).items() if moments}


def _in(top: Path, claims: Sequence[Path]) -> dict[Path, tuple[Moment, ...]]:
    changes = _changes(top)
    places = {path: [_within(top, place) for place in (certificate_path(path), proofs_path(path))] for path in claims}
    asked = {place for both in places.values() for place in both}
    blobs = {blob for *_, changed in changes for place, blob in changed.items() if place in asked}
    said = _contents(top, sorted(blobs - {ABSENT}))
    return {path: _moments(changes, said, *place) for path, place in places.items()}


def _within(top: Path, path: Path) -> str:
    path = path.resolve()
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else ""


def _moments(changes: Sequence[Change], said: dict[str, str], certificate: str, proofs: str) -> tuple[Moment, ...]:
    level, proved = "", ""
    moments: list[Moment] = []
    for day, commit, changed in changes:
        level = said.get(changed[certificate], "") if certificate in changed else level
        proved = said.get(changed[proofs], "") if proofs in changed else proved
        words = ", ".join(filter(None, (level, proved))) if level else ""
        if not words:
            moments.clear()
        elif not moments or moments[-1].level != words:
            moments.append(Moment(day, commit, words))
    return tuple(moments)


def _changes(top: Path) -> list[Change]:
    """The commits that changed certificates or proofs, oldest first: day, name, and the new content of each file."""
    line = ("--reverse", "--first-parent", "--diff-merges=first-parent", "--no-renames", "--raw", "--no-abbrev", "-z")
    told = _git(top, "log", *line, "--format=%x01%cs %H", "--", *FOLDERS).decode("utf-8", "replace")
    changes: list[Change] = []
    for commit in told.split("\x01")[1:]:
        head, *rest = [part.strip() for part in commit.split("\0")]
        changed = {path: change.split()[3] for change, path in zip(rest[::2], rest[1::2], strict=False)}
        changes.append((head[:10], head[11 : 11 + SHORT], changed))
    return changes


def _contents(top: Path, blobs: Sequence[str]) -> dict[str, str]:
    """What each version of a file says of the level."""
    answer, place, said = _git(top, "cat-file", "--batch", asked="".join(f"{blob}\n" for blob in blobs)), 0, {}
    while place < len(answer):
        blob, kind, *size = answer[place : (end := answer.index(b"\n", place))].decode().split()
        length = int(size[0]) if kind == "blob" else -1  # a missing one has no content, and no line after it
        if length >= 0:
            said[blob] = _level(answer[end + 1 : end + 1 + length])
        place = end + 2 + length
    return said


def _level(content: bytes) -> str:
    """The level of a certificate, or what a file of proofs proves.

    Proofs are long, and their entries stand on lines of their own: the line of an entry that says enough is looked up.
    """
    for name, words in PROVES.items():
        _, line, value = content.partition(b'\n"%s": ' % name.encode())
        if line and not value.startswith(EMPTY):
            return words
    try:
        found: Any = json.loads(content)
    except ValueError:
        return ""
    if not isinstance(found, dict):
        return ""
    if "evidence" in found:
        return str(found["evidence"])
    return next((words for name, words in PROVES.items() if found.get(name)), "")


def _top(folder: Path) -> Path | None:
    """The root of the repository in which a folder is; None outside, and where only a part of its history is there."""
    told = _git(folder, "rev-parse", "--show-toplevel", "--is-shallow-repository").decode().splitlines()
    return Path(told[0]).resolve() if len(told) == 2 and told[1] == "false" else None


def _git(folder: Path, *arguments: str, asked: str = "") -> bytes:
    """What git answers; nothing where there is no git, or where it refuses."""
    quiet = os.environ | {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        run = subprocess.run(["git", "-C", folder, *arguments], input=asked.encode(), capture_output=True, env=quiet)
    except OSError:
        return b""
    return run.stdout if run.returncode == 0 else b""
