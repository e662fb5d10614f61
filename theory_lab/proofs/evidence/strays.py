"""What lies in a folder of claims and belongs to none of them.

A file whose claim has a misspelt name is no claim, and nobody would ask for it; evidence whose claim is gone is never read again.

Main definitions: ``strays``.

Conventions: a folder of claims is one that has a claim file; files whose names begin with ``_`` or ``.`` are code that claims
share, and are passed over.  So are modules that a claim imports, directly or by way of others.
"""

from __future__ import annotations

import ast
import difflib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from theory_lab.claims.registry import NAMES, defines_claim, find, split
from theory_lab.claims.verdicts.certificates import certificate_path
from theory_lab.own_code.modules import imports_of
from theory_lab.proofs.evidence.places import proofs_path

MOST = 3  # files that one sentence names
EVIDENCE = ("certificates", "proofs")


def strays(folders: Sequence[Path], known: Sequence[Path]) -> Iterator[str]:
    """A sentence on files below folders that have no claim though others beside them do, and one on evidence without a claim.

    The places of claims that are ``known`` need not be looked for.
    """
    lost, behind = [], []
    loaded = {split(place)[0].resolve() for place in known}
    for folder in folders:
        files = set(_files(folder))
        others = {file for file in files if file.suffix == ".py" and file not in loaded and defines_claim(file)}
        claims = others | (files & loaded)
        homes = {file.parent for file in claims}
        alone = {file for file in files - claims if file.suffix == ".py" and file.parent in homes}
        lost += sorted(alone - _imported(claims, files) if alone else ())
        evidence = {file for file in files if file.suffix == ".json" and file.parent.name in EVIDENCE}
        if evidence:
            places = [*known, *(place for file in others for _, place in find([file], root=folder / os.devnull))]
            belongs = {path(place) for place in places for path in (certificate_path, proofs_path)}
            behind += sorted(file for file in evidence - belongs if _is_evidence(file))
    if lost:
        files = _named([f"{path}{_hint(path)}" for path in lost])
        yield f"no claim in {files}; begin the name of a file with _ if no claim is meant there"
    if behind:
        yield f"no claim behind {_named(list(map(str, behind)))}: it was renamed or removed, and what is stored counts nothing"


def _files(folder: Path) -> Iterator[Path]:
    """Files below a folder; what opens with ``_`` or ``.`` is passed over."""
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(("_", "."))]
        yield from (Path(place, name) for name in files if not name.startswith(("_", ".")))


def _imported(claims: set[Path], files: set[Path]) -> set[Path]:
    """The files among these that claims import from the folders that they are in, also by way of one another."""
    found, waiting = set[Path](), list(claims)
    while waiting:
        file = waiting.pop()
        names = imports_of(tree) if (tree := _parsed(file)) else ()
        below = {file.parent.joinpath(*name.split(".")).with_suffix(".py") for name in names}
        new = (below & files) - found
        found |= new
        waiting += new
    return found


def _parsed(file: Path) -> ast.Module | None:
    """What a file says, None where it cannot be read or is no Python."""
    try:
        return ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return None


def _named(texts: list[str]) -> str:
    more = f" and {len(texts) - MOST} more" if len(texts) > MOST else ""
    return f"{', '.join(texts[:MOST])}{more}"


def _hint(path: Path) -> str:
    """The name in a file that was meant to be that of a claim, if there is one."""
    body = tree.body if (tree := _parsed(path)) else []
    targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    targets += [node.target for node in body if isinstance(node, ast.AnnAssign)]
    for target in targets:
        if isinstance(target, ast.Name) and (close := difflib.get_close_matches(target.id.upper(), NAMES, n=1, cutoff=0.7)):
            return f" ({target.id}, did you mean {close[0]})"
    return ""


def _is_evidence(path: Path) -> bool:
    """Whether a file is a certificate or a file of proofs, by its entries."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and "claim" in content and ("fingerprint" in content or "digest" in content)
