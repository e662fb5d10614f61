"""Sketches beside the claims that they are for.

Main definitions: ``sketched``, ``proofs_by``, ``written``, ``statics_of``; ``names_in`` and ``explained`` for others.

Conventions: ``<paper>/_sketches/<conclusion>.py`` defines ``sketch(s)``, which is called with a ``Sketch`` for each pattern;
for every horizon see ``inductions``.
Folders with a ``_`` in front hold no claims.
"""

from __future__ import annotations

import contextlib
import itertools
import runpy
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.isolation.state import restored
from theory_lab.own_code.explained import explain
from theory_lab.proofs.evidence.places import sketch_path
from theory_lab.proofs.search.deadlines import OutOfTime, limited
from theory_lab.proofs.separate import Pattern
from theory_lab.proofs.sketches.filling import Filling, Unfinished
from theory_lab.proofs.sketches.moves import Tree
from theory_lab.proofs.sketches.sketch import Sketch

SKETCHED = "its sketch"  # with which the sentence about one that leaves something open begins


def sketched(claim: Claim, found: Sequence[Pattern], seconds: float) -> tuple[list[Tree] | None, str]:
    """Proofs of patterns by the sketch beside a claim, or None and what it leaves open ('' where there is none)."""
    if claim.path is None or not (path := sketch_path(claim.path)).exists():
        return None, ""
    try:
        with limited(seconds):
            if "induction" in (names := names_in(path)) and "sketch" not in names:
                return None, ""
            return proofs_by(_sketch_in(path, names), found, statics_of(claim, len(found)), seconds), ""
    except Unfinished as left:
        return None, f"{SKETCHED}: {left}"
    except (OutOfTime, RecursionError):
        return None, f"{SKETCHED}: out of time"


def proofs_by(
    sketch: Callable[[Sketch], object], found: Sequence[Pattern], statics: Sequence[Mapping[str, Any]], seconds: float
) -> list[Tree]:
    """The proofs of patterns by a sketch; raises ``Unfinished`` at the first that it leaves open."""
    told, until = [], time.process_time() + seconds
    for number, (pattern, values) in enumerate(zip(found, statics, strict=True)):
        one = Sketch(pattern, number, values, Filling(until - time.process_time()))
        try:
            with explained():
                sketch(one)
            told.append(one.proof())
        except Unfinished as left:
            case = ", ".join(f"{name} = {value}" for name, value in values.items())
            raise Unfinished(f"{left}{f' (case {number}: {case})' if case else ''}") from None
    return told


def written(path: Path) -> Callable[[Sketch], object]:
    """The function that a file defines."""
    return _sketch_in(path, names_in(path))


def _sketch_in(path: Path, names: Mapping[str, Any]) -> Callable[[Sketch], object]:
    if not callable(sketch := names.get("sketch")):
        raise Unfinished(f"{path.name} defines no function sketch(s)")
    return sketch


def names_in(path: Path) -> dict[str, Any]:
    """What the code of a file defines; raises ``Unfinished`` where it cannot be run."""
    with explained(f"{path.name} cannot be run: "):
        return runpy.run_path(str(path))


@contextlib.contextmanager
def explained(what: str = "") -> Iterator[None]:
    """Errors of a person's code as one sentence, and what it left changed in the process put back."""
    try:
        with restored():
            yield
    except (Unfinished, OutOfTime):
        raise
    except SystemExit as error:
        raise Unfinished(f"{what}SystemExit: {error}") from None
    except Exception as error:
        raise Unfinished(f"{what}{explain(error)}") from None


def statics_of(claim: Claim, count: int) -> list[dict[str, Any]]:
    """The values of static fields that each pattern is for; empty where there is no such order."""
    for size in claim.sizes:
        fields = claim.space_at(size).static_fields
        values = [[field.value(raw) for raw in field.values()] for field in fields.values()]
        told = [dict(zip(fields, one, strict=True)) for one in itertools.product(*values)]
        if len(told) == count:
            return told
    return [{}] * count
