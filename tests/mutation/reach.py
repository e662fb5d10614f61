"""Which lines of which modules a test reaches and how long it takes, learnt once and kept for as long as the code stays.

The functions of the modules are exchanged for ones that note each statement as it begins: what else runs pays nothing for it,
where a tool that traces slows all of it.

Main definitions: ``Reach``, ``Notes``, ``Kept``.
"""

from __future__ import annotations

import builtins
import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.mutation.exchange import NOTE, Codes
from tests.mutation.suites import LIBRARY, ROOT

# Of this folder, what learns.
LEARNING = {"exchange.py", "reach.py"}


@dataclass
class Reach:
    """Of a file of tests: seconds of each that passes, and for each module and line the tests that reach it."""

    seconds: dict[str, float] = field(default_factory=dict)
    lines: dict[str, dict[int, list[str]]] = field(default_factory=dict)


class Notes:
    """Has the living functions of modules note what is reached, once it has begun, in this process."""

    def __init__(self, codes: Mapping[str, Codes]) -> None:
        self.codes = codes
        self.seen: set[tuple[str, int]] = set()

    def begin(self) -> None:
        setattr(builtins, NOTE, self.seen.add)
        for codes in self.codes.values():
            for function, code in codes.items():
                function.__code__ = code

    def take(self) -> list[tuple[str, int]]:
        """Modules and lines reached since the last time."""
        found = sorted(self.seen)
        self.seen.clear()
        return found


class Kept:
    """What was learnt of each file of tests, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, file: str) -> Reach | None:
        """What is known of a file of tests, unless it or what it stands on has changed."""
        path = self._path(file)
        if not path.exists():
            return None
        stored = json.loads(path.read_text(encoding="utf-8"))
        lines = {name: {int(line): tests for line, tests in found.items()} for name, found in stored["lines"].items()}
        return Reach(stored["seconds"], lines) if stored["of"] == _digest(file) else None

    def put(self, file: str, reach: Reach) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        stored = {"of": _digest(file), "seconds": reach.seconds, "lines": reach.lines}
        self._path(file).write_text(json.dumps(stored), encoding="utf-8")

    def _path(self, file: str) -> Path:
        return self.folder / f"{file.removesuffix('.py').replace('/', '.')}.json"


def _digest(file: str) -> str:
    """Of the library, of what tests share, of one file of tests, and of Python."""
    return hashlib.sha256(f"{_shared()} {sys.version} {(ROOT / file).read_text(encoding='utf-8')}".encode()).hexdigest()


@cache
def _shared() -> str:
    tests = [path for path in (ROOT / "tests").rglob("*.py") if not path.name.startswith("test_")]
    found = hashlib.sha256()
    for path in sorted([*LIBRARY.rglob("*.py"), *tests]):
        if path.parent != Path(__file__).parent or path.name in LEARNING:
            found.update(f"{path.relative_to(ROOT)} {path.read_text(encoding='utf-8')}".encode())
    return found.hexdigest()
