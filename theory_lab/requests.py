"""What was asked for: targets and the claims that they stand for.

A file that is asked for by name has to load.  In a folder of drafts the broken ones are left out, and said.

Main definitions: ``Found``, ``requested``, ``places_of``, ``places_at``, ``folders_of``,
``targets_here``, ``folder_here``.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from theory_lab.claims import loading, registry
from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts import certificates
from theory_lab.claims.verdicts.certificates import Filed
from theory_lab.isolation.alarms import within

SETTINGS = ("theory_lab.toml", "pyproject.toml")
_NOWHERE = Path(os.devnull)  # a root with no claims below it


class Found(list[Filed]):
    """The claims of a run, and a sentence on each draft that is left out."""

    refused: tuple[str, ...] = ()
    broken: bool = False  # whether one of several claims of a file that was named is left out

    @property
    def code(self) -> int:
        """The exit code for what is left out: 2 for claims that were asked for, 1 for drafts, 0 where nothing is."""
        return 2 if self.broken else 1 if self.refused else 0

    def where(self, condition: Callable[[Filed], object]) -> Found:
        """Those that meet a condition, with the same drafts left out."""
        found = Found(filter(condition, self))
        found.refused, found.broken = self.refused, self.broken
        return found


def requested(
    targets: Sequence[str],
    *,
    certified: bool = False,
    spaces: bool = True,
    heard: Callable[[Filed], object] = bool,
    seconds: float | None = None,
) -> Found:
    """The claims of targets, without any those of this folder; raises `LoadError` at the first that has to load.

    With ``certified`` also their certificates come along, or why they cannot be read; without ``spaces`` no instance is looked
    for.  ``heard`` is told each claim as soon as it is loaded.  A file whose code runs for more ``seconds`` does not load.
    """
    targets = list(targets) or targets_here()
    places = places_of(targets)
    named = {registry.split(Path(target).expanduser())[0].resolve() for target in targets}
    found, first = Found(), None
    for (name, path), claim in zip(places, _loaded([path for _, path in places], spaces, seconds), strict=True):
        if not isinstance(claim, registry.LoadError):
            found.append(Filed(name, path, claim, certificates.found(claim) if certified else None))
            heard(found[-1])
            continue
        file, key = registry.split(path)
        if name in targets or (file in named and not key) or any(str(target).endswith(f"::{key}") for target in targets if key):
            raise claim
        found.broken |= file in named  # its neighbours go on
        first = first or claim
        if str(claim) not in found.refused:  # a file with several claims does not load once for each of them
            found.refused = (*found.refused, str(claim))
    if first and not found:
        raise first
    return found


def _loaded(places: list[Path], spaces: bool, seconds: float | None) -> Iterator[Claim | registry.LoadError]:
    """The claims of places, or why there is none, each within the time."""
    claims = loading.load_all(places, spaces=spaces)
    for done, place in enumerate(places, 1):
        try:
            with within(seconds):
                claim = next(claims)
        except TimeoutError as error:  # between two runs of code, where nobody made a sentence of it
            claim, claims = registry.LoadError(f"{place}: {error}"), loading.load_all(places[done:], spaces=spaces)
        yield claim


def places_of(targets: Sequence[str | Path]) -> list[tuple[str, Path]]:
    """The claims of targets, as pairs of id and place; a target may also be an id that a command without targets tells here.

    The end of one id alone will do.  Raises `LoadError` for what is none of these.
    """
    try:
        return places_at(targets)
    except registry.Unreadable:
        raise
    except registry.LoadError:
        if not all(_is_id(target) for target in targets):
            raise
        here = places_at(targets_here())
        found: dict[Path, str] = {}
        for target in targets:
            own = _beginning(str(target), here) or _ending(str(target), here)
            own = own or _beginning(str(target), _below(target)) or _ending(str(target), places_at([]))
            if not own and (close := difflib.get_close_matches(str(target), dict(here), n=3)):
                raise registry.LoadError(
                    f"there is no claim, paper or path {str(target)!r}; did you mean {' or '.join(close)}?"
                ) from None
            for name, path in own or registry.find([target]):
                found.setdefault(path, name)
        return [(name, path) for path, name in found.items()]


def _beginning(target: str, places: list[tuple[str, Path]]) -> list[tuple[str, Path]]:
    """The claims whose ids are a target, or begin with it up to a dot."""
    return [(name, path) for name, path in places if f"{name}.".startswith(f"{target}.")]


def _below(target: str | Path) -> list[tuple[str, Path]]:
    """The claims of the folder in which a target begins, by the ids that they have where all of this folder is asked for."""
    first = str(target).partition(".")[0]
    try:
        return [(f"{first}.{name}", path) for name, path in places_at([Path(first)])] if Path(first).is_dir() else []
    except registry.LoadError:
        return []


def _ending(target: str, places: list[tuple[str, Path]]) -> list[tuple[str, Path]]:
    """The claims whose ids end in a target, or all of the file of this name; raises `LoadError` where several files have some."""
    ending = [(name, path) for name, path in places if name.endswith(f".{target}") or registry.split(path)[0].stem == target]
    if len({registry.split(path)[0] for _, path in ending}) > 1:
        raise registry.LoadError(f"several ids end in {target!r}; write {' or '.join(name for name, _ in ending[:3])}")
    return ending


def places_at(targets: Sequence[str | Path]) -> list[tuple[str, Path]]:
    """``registry.find``, which need not read the eight hundred shipped claims where paths elsewhere are asked for."""
    return registry.find(targets, _NOWHERE if targets and all(map(_is_elsewhere, targets)) else None)


def _is_elsewhere(target: str | Path) -> bool:
    """Whether a target is a path, of none of the folders with shipped claims in them."""
    if not (isinstance(target, Path) or "/" in target or target.endswith(".py")):
        return False
    place, root = registry.split(Path(target).expanduser())[0].resolve(), registry.default_root().resolve()
    return not (place.is_relative_to(root) or root.is_relative_to(place))


def _is_id(target: str | Path) -> bool:
    return isinstance(target, str) and all(part.isidentifier() for part in target.split("."))


def folders_of(targets: Sequence[str]) -> list[Path]:
    """The folders among targets, without any those that a command is about here, the shipped one if there are none."""
    targets = list(targets) or targets_here() or [str(registry.default_root())]
    return [place.resolve() for place in (Path(target).expanduser() for target in targets) if place.is_dir()]


def targets_here(folder: Path | None = None) -> list[str]:
    """What a command without targets is about: ``claims`` of the settings at or above the folder, else the folder itself.

    The settings are ``theory_lab.toml``, or the table ``tool.theory_lab`` of ``pyproject.toml``; where there are none and nothing
    in the folder is a claim, the shipped claims are meant, and the answer is empty.
    """
    folder = Path.cwd() if folder is None else folder
    if chosen := _settled(folder):
        return chosen
    try:
        places_at([folder])
    except registry.Unreadable as error:
        return [str(folder)] if error.beside else []
    except registry.LoadError:
        return []
    return [str(folder)]


def folder_here(folder: Path | None = None) -> Path | None:
    """Where a new claim goes: the first folder among ``claims`` of the settings, None where there are none.

    It is told from the working folder where it is below it.  Raises `LoadError` where the settings name files only.
    """
    folder = Path.cwd() if folder is None else folder
    chosen = _settled(folder)
    if not chosen:
        return None
    folders = [place for place in map(Path, chosen) if place.suffix != ".py" and not place.is_file()]
    if not folders:
        raise registry.LoadError(f"claims of the settings names no folder, only {chosen[0]}; say where with --out")
    return folders[0].relative_to(folder) if folders[0].is_relative_to(folder) else folders[0]


def _settled(folder: Path) -> list[str]:
    """The paths of the first settings at or above a folder that name any."""
    files = (place / name for place in (folder, *folder.parents) for name in SETTINGS)
    return next((chosen for file in files if (chosen := _chosen(file)) is not None), [])


def _chosen(file: Path) -> list[str] | None:
    """The paths that settings name, absolute; None where they name none."""
    if not file.is_file():
        return None
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise registry.LoadError(f"{file} cannot be read: {error}") from None
    if file.name == "pyproject.toml":
        settings = settings.get("tool", {}).get("theory_lab", {})
    if further := [name for name in settings if name != "claims"]:
        raise registry.LoadError(f"{file} names {further[0]!r}, which is no setting; there is one, claims, a list of paths")
    claims = settings.get("claims")
    if claims is None:
        return None
    if not (isinstance(claims, list) and claims and all(isinstance(claim, str) for claim in claims)):
        raise registry.LoadError(f"claims in {file} must be a list of paths, such as ['lemmas'], not {claims!r}")
    return [str(file.parent / claim) for claim in claims]
