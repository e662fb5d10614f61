"""What a file of proofs says, in words.

Main definitions
----------------
``told``, ``latex``   texts and environments, one for each proof for all sizes or for all horizons
``rest``              a sentence on those beyond the first few
``beginning``         a claim with the first values of its static fields alone

Conventions: what is proved at single sizes has many cases and is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice, product
from typing import Any

from theory_lab.claims import Choice, Count
from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.space import Space
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.separate import Pattern, is_on_trees, patterns
from theory_lab.proofs.telling import inductions, layout, reading
from theory_lab.proofs.theorems import Theorem
from theory_lab.proofs.trees.leaves import LEAF

# A claim with many values of its static fields has as many proofs, which differ in numbers alone; three show how they go.
SHOWN = 3
PLACES = {
    ".*_here": "at the node",
    ".*_above": "at its parent",
    ".*_path": "along the path from the root to the node",
    ".*_parent": "along the path to its parent",
    r"Y\d+": "what is below a child",
    r"Z\d+": "what is elsewhere, or of the whole tree",
}  # the names that ``trees.stars`` gives


def told(claim: Claim, content: Mapping[str, Any], most: int | None = None) -> list[str]:
    """The proofs as texts, the first ``most`` of them."""
    if most is not None and len(content["all_sizes"] or ()) > most:
        claim = beginning(claim, most)
    return ["\n".join(layout.plain(lines)) for lines in islice(_told(claim, content), most)]


def rest(content: Mapping[str, Any], most: int = SHOWN) -> str:
    """How many proofs there are beyond the first ``most``, as a sentence; '' if there are none."""
    count = len(content["all_sizes"] or ())
    return f"These are the first {most} of {count} proofs, one for each value of the static fields." if count > most else ""


def latex(claim: Claim, content: Mapping[str, Any]) -> list[str]:
    """The proofs as LaTeX environments, ready to paste."""
    return [layout.tex(lines) for lines in _told(claim, content)]


def beginning(claim: Claim, most: int) -> Claim:
    """The claim with the first values of its static fields alone: its first ``most`` patterns are those of the claim.

    To find the patterns of a claim of nine hundred choices takes half a minute.
    """
    return replace(claim, space=lambda size: _first_choices(claim.space_at(size), most)) if callable(claim.space) else claim


def _first_choices(space: Space, most: int) -> Space:
    """The space with so few values of its static fields that at least ``most`` choices are left, and these are the first."""
    fields, wanted = dict(space.fields), most
    for name, field in reversed(space.static_fields.items()):
        kept = min(len(field.values()), wanted)
        fields[name] = Count(field.lo, field.lo + kept - 1) if isinstance(field, Count) else Choice(*field.options[:kept])  # type: ignore[attr-defined]
        wanted = -(-wanted // kept)
    return Space(derived=space.derived, **fields)


def _told(claim: Claim, content: Mapping[str, Any]) -> Iterator[list[str]]:
    found = patterns(claim, content.get("entry")) if content["all_sizes"] else []
    choices = _choices(claim, len(found))
    for pattern, proof, choice in zip(found, content["all_sizes"] or (), choices, strict=True):
        at_node = content.get("entry") is None and is_on_trees(claim) and LEAF not in pattern.laws
        yield [*choice, *(_place(pattern) if at_node else ()), *reading.lines(pattern, proof)]
    for part in content.get("horizons", ()):
        size = tuple(part["size"]) if isinstance(part["size"], list) else part["size"]
        proof, place = part["proof"], part["place"]
        head = f"For {Theorem(False, (), ((size, place),)).reach}."
        yield [head, *layout.merged(layout.shortened(list(inductions.lines(recursion(claim, size, place), proof))))]


def _choices(claim: Claim, count: int) -> list[list[str]]:
    """A line on the values of the static fields for each of so many patterns; none where there is one, or not one a choice."""
    space = claim.space_at(claim.small_size)
    values = ([field.value(raw) for raw in field.values()] for field in space.static_fields.values())
    found = list(product(*values)) if count > 1 else []
    if len(found) != count:
        return [[]] * count
    named = (zip(space.static_fields, chosen, strict=True) for chosen in found)
    return [[f"For {', '.join(f'{layout.OPEN}{name} = {value}{layout.CLOSE}' for name, value in one)}."] for one in named]


def _place(pattern: Pattern) -> Iterator[str]:
    """What names mean where an outcome is a child of a node of a tree."""
    yield "At a node of the tree: an outcome is one of its children." if pattern.laws else "At a leaf of the tree."
    for mark, meaning in PLACES.items():
        names = [name for name, *_ in (*pattern.parameters, *pattern.tables) if re.fullmatch(mark, name)]
        if names:
            told = ", ".join(f"{layout.OPEN}{name}{layout.CLOSE}" for name in names)
            yield f"{layout.INDENT}{told}: {meaning}."
