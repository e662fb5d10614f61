"""What each paper is read for: its headline statements and the names of its sources, from a data file beside its claims.

Main definitions: ``Headline``, ``headlines``, ``titles``.

Conventions: the file is ``headlines.toml`` in the folder of the paper; a paper without one has no headlines.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "headlines.toml"


@dataclass(frozen=True)
class Headline:
    """A statement for which a paper is read: what is checked of it, by which claims, and which of them seeks its constant."""

    theorem: str
    checked: str
    claims: tuple[str, ...]
    constant: str = ""
    printed: str = ""


def headlines(folder: Path) -> tuple[Headline, ...]:
    """The headlines of a paper's folder, in its order; ``ValueError`` where one names the constant of no claim of its own."""
    found = tuple(Headline(**{**entry, "claims": tuple(entry["claims"])}) for entry in _content(folder).get("headline", ()))
    for one in found:
        if one.constant and one.constant not in one.claims:
            raise ValueError(f"{folder / FILE}: {one.constant} is not among the claims of {one.theorem!r}")
    return found


def titles(folder: Path) -> dict[str, str]:
    """Reference -> the name by which people know the source."""
    return dict(_content(folder).get("papers", {}))


def folders(root: Path) -> Iterator[Path]:
    """The folders of papers that have headlines, by name."""
    yield from sorted(path.parent for path in root.glob(f"*/{FILE}"))


def _content(folder: Path) -> dict[str, Any]:
    path = folder / FILE
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
