"""A paper of which claims are kept: its title and authors, and which of its statements use which.

The folder of a paper may hold a file ``paper.toml``.  What stands there is shown and never decides anything, so that it is no
part of a claim's fingerprint.

Main definitions
----------------
``Paper``       title, authors, link, what it is about, ``uses`` and ``repairs``
``papers``      the papers of claims, by the ids of these
``plain``       a paper without such a file; ``own_references``, what papers cite as themselves
``PaperError``  a file that cannot be read, in one sentence

Conventions: claims in ``uses`` and ``repairs`` are named without the paper, ``coverage_trans`` or ``refuted.adam_updates_le``.
The folder of a paper is that in which the ids of its claims begin, if the file is there, and else the one that they begin with.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter
from itertools import count
from pathlib import Path
from typing import Any

from theory_lab.claims.registry import find, split

FILE = "paper.toml"
REFUTED = "refuted"  # the folder of what is false, which is no paper
WORDS = ("title", "link", "about")


class PaperError(ValueError):
    """The file of a paper says what cannot be; the message is one sentence."""


@dataclass(frozen=True)
class Paper:
    """A paper; ``uses`` leads from a claim to those that its proof uses, ``repairs`` from a false one to those in its place.

    ``name`` is that of its page, and ``prefix`` what the ids of its claims have before their names.
    """

    name: str
    title: str
    authors: tuple[str, ...] = ()
    link: str = ""
    about: str = ""
    uses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    repairs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prefix: str = ""

    def named(self, identifier: str) -> str:
        """The name of a claim of this paper without the paper."""
        return identifier.removeprefix(self.prefix)

    def used_by(self, claim: str) -> tuple[str, ...]:
        """The claims whose proofs use this one."""
        return tuple(name for name, used in self.uses.items() if claim in used)


def own_references(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The source of a paper's page, by its name: the one that more than half of its claims cite, given as pairs of both.

    A page without such a one collects statements of many sources.
    """
    counts: dict[str, Counter[str]] = {}
    for name, reference in pairs:
        counts.setdefault(name, Counter())[reference] += 1
    return {name: one for name, cited in counts.items() for one, number in cited.items() if 2 * number > cited.total()}


def papers(places: Iterable[tuple[str, Path]], *, files: bool = True) -> dict[str, Paper]:
    """The paper of each claim, given as pairs of id and path: one object for all claims of a paper; without ``files`` all plain.

    Raises ``PaperError`` for a file that names a claim that there is not, or claims that use each other in a circle.
    """
    found: dict[tuple[Path, str], Paper] = {}
    taken: set[str] = set()
    known = {}
    for identifier, path in places:
        folder, prefix = _folder(identifier, path)
        if (folder, prefix) not in found:
            name = next(name for name in _numbered(prefix.removesuffix(".") or folder.name) if name not in taken)
            taken.add(name)
            found[folder, prefix] = replace(_read(name, folder) if files else plain(name), prefix=prefix)
        known[identifier] = found[folder, prefix]
    return known


def _numbered(name: str) -> Iterator[str]:
    yield name or "claims"
    yield from (f"{name}_{number}" for number in count(2))


def plain(name: str) -> Paper:
    """A paper of which nothing is known but its name."""
    return Paper(name, name.replace("_", " ").capitalize())


def _folder(identifier: str, path: Path) -> tuple[Path, str]:
    """The folder of a claim's paper, and what the claim's id has before its name there."""
    file, part = split(path)
    up = identifier.count(".") - bool(part)
    start = file.parents[up]
    first = file.parents[up - 1] if up else start
    if first == start or first.name == REFUTED or ((start / FILE).is_file() and not (first / FILE).is_file()):
        return start, ""
    return first, f"{identifier.partition('.')[0]}."


def _read(name: str, folder: Path) -> Paper:
    path = folder / FILE
    if not path.is_file():
        return plain(name)
    claims = {claim for claim, _ in find(root=folder)}
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise PaperError(f"{path} cannot be read: {' '.join(str(error).split())}") from None
    if unknown := sorted(content.keys() - {*WORDS, "authors", "uses", "repairs"}):
        raise PaperError(f"{path} has a key {unknown[0]!r}; the keys are title, authors, link, about, uses and repairs")
    for key in WORDS:
        if not isinstance(content.get(key, ""), str):
            raise PaperError(f"{path}: {key} must be a string, not {content[key]!r}")
    if (link := content.get("link", "")) and not link.startswith(("https://", "http://")):
        raise PaperError(f"{path}: link must be an address that begins with https:// or http://, not {link!r}")
    uses = _edges(content.get("uses", {}), f"{path}: uses", claims)
    repairs = _edges(content.get("repairs", {}), f"{path}: repairs", claims)
    if circle := _circle(uses, repairs):
        raise PaperError(f"{path}: these claims use or repair each other in a circle, each the next: {' -> '.join(circle)}")
    title, authors = content.get("title", plain(name).title), _names(content.get("authors", []), f"{path}: authors")
    return Paper(name, title, authors, link, content.get("about", ""), uses, repairs)


def _circle(uses: Mapping[str, Iterable[str]], repairs: Mapping[str, Iterable[str]]) -> list[str]:
    """Claims each of which uses, or repairs, the next, the first one again at the end; an empty list where there is no circle."""
    order: TopologicalSorter[str] = TopologicalSorter(uses)
    for false, instead in repairs.items():
        for true in instead:
            order.add(true, false)
    try:
        order.prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def _names(value: Any, what: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
        raise PaperError(f"{what} must be a list of names, not {value!r}")
    return tuple(value)


def _edges(value: Any, what: str, claims: set[str]) -> dict[str, tuple[str, ...]]:
    """Edges between claims that there are, none from a claim to itself and none twice."""
    if not isinstance(value, dict):
        raise PaperError(f"{what} must be a table, claim = [claims], not {value!r}")
    edges = {source: _names(used, f"{what} of {source}") for source, used in value.items()}
    for source, used in edges.items():
        if unknown := [name for name in (source, *used) if name not in claims]:
            raise PaperError(f"{what} of {source} names {unknown[0]!r}, but there is no such claim")
        if source in used:
            raise PaperError(f"{what}: {source} names itself")
        if len(set(used)) < len(used):
            raise PaperError(f"{what} of {source} names a claim twice")
    return edges
