"""What ``list`` said of the shipped claims, kept as long as nothing that it was read off has changed.

To list a claim its file is run, which takes seconds for hundreds.  A record depends on the files below the folder of claims, on
this library and on Python alone, so that it can be kept beside a stamp of these.

Main definitions: ``remembered``, ``remember``.

Conventions: one file in the user's folder for caches; what cannot be read there, or has another stamp, is not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from theory_lab.claims import registry
from theory_lab.claims.record import Record
from theory_lab.files import write_whole
from theory_lab.requests import Found, places_at, targets_here

_LIBRARY = Path(__file__).resolve().parent
_READ = (".py", ".json")  # claims with their neighbours, certificates and proofs


def remembered(targets: Sequence[str]) -> list[Record] | None:
    """The records of claims that were listed before, in the order of the targets; None unless all are known."""
    try:
        places = places_at(list(targets) or targets_here())
    except registry.LoadError:  # whoever loads them says why
        return None
    if not all(_is_shipped(place) for _, place in places):
        return None
    known = _known()
    with contextlib.suppress(KeyError, TypeError, ValueError):
        return [Record.from_json(known[_key(name, place)]) for name, place in places]
    return None


def remember(found: Found, records: Sequence[Record]) -> None:
    """Keep the records of shipped claims; nothing happens where no file can be written."""
    fresh = {
        _key(one.name, one.path): record.to_json() for one, record in zip(found, records, strict=True) if _is_shipped(one.path)
    }
    if fresh:
        with contextlib.suppress(OSError):
            write_whole(_file(), json.dumps({"stamp": _stamp(), "records": _known() | fresh}, allow_nan=False))


def _key(name: str, place: Path) -> str:
    return f"{name} {place}"


def _is_shipped(place: Path) -> bool:
    return place.resolve().is_relative_to(registry.default_root().resolve())


def _file() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "theory_lab" / "listings.json"


def _known() -> dict[str, object]:
    """The records kept under the stamp of now."""
    with contextlib.suppress(OSError, ValueError, RuntimeError):  # RuntimeError: a user without a home
        content = json.loads(_file().read_text("utf-8"))
        if isinstance(content, dict) and content.get("stamp") == _stamp() and isinstance(content.get("records"), dict):
            return content["records"]
    return {}


def _stamp() -> str:
    """A hash of the names, sizes and times of all files that a record is read off, and of the version of Python."""
    lines = [sys.version, *sorted(_stated(registry.default_root().resolve())), *sorted(_stated(_LIBRARY))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _stated(folder: Path) -> Iterator[str]:
    for above, _, names in os.walk(folder):
        for name in names:
            if name.endswith(_READ):
                place = os.path.join(above, name)
                state = os.stat(place)
                yield f"{place} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"
