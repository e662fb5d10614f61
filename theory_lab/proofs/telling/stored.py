"""What a file of proofs says, in words.

Main definitions
----------------
``told``, ``latex``   texts and environments, one for each proof for all sizes or for all horizons
``rest``              a sentence on those that are not told
``picked``            which of many proofs are told: one of each kind, the most instructive first
``at_choice``         a claim with one value of each static field

Conventions: what is proved at single sizes has many cases and is not told.  The proofs of a claim on trees are parts of one, and
all told.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from theory_lab.claims import Choice, Count
from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.space import Space
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.horizons.recursions import at_horizon
from theory_lab.proofs.separate import Pattern, is_on_trees, patterns
from theory_lab.proofs.telling import inductions, layout, reading
from theory_lab.proofs.telling.givens import side_shown
from theory_lab.proofs.telling.reading import Steps, steps_of
from theory_lab.proofs.theorems import Theorem
from theory_lab.proofs.trees.leaves import LEAF

# A claim with many values of its static fields has as many proofs, which differ in numbers alone; three show how they go.
SHOWN = 3
PLACES = {
    ".*_here": "the value at the node",
    ".*_above": "the value at its parent",
    ".*_path": "made of the values on the path from the root to the node",
    ".*_parent": "made of the values on the path from the root to its parent",
    r"Y\d+": "in place of what depends on the tree below a child",
    r"Z\d+": "in place of what depends on the rest of the tree",
}  # the names that ``trees.stars`` gives


def told(claim: Claim, content: Mapping[str, Any], most: int | None = None) -> list[str]:
    """The proofs as texts, ``most`` of them."""
    return ["\n".join(layout.plain(lines)) for lines in _told(claim, content, most)]


def rest(claim: Claim, content: Mapping[str, Any], most: int = SHOWN) -> str:
    """How many proofs there are beyond those that are told, as a sentence; '' if there are none."""
    proofs = _proofs(content)
    chosen = picked(proofs, _most(claim, proofs, most))
    if len(chosen) == len(proofs):
        return ""
    other = len(proofs) - sum(map(len, chosen))
    way = f"; {other} take other steps" if other else ""
    verb = "This is 1" if len(chosen) == 1 else f"These are {len(chosen)}"
    return f"{verb} of {len(proofs)} proofs, one for each value of the static fields{way}."


def latex(claim: Claim, content: Mapping[str, Any]) -> list[str]:
    """The proofs as LaTeX environments, ready to paste."""
    return [layout.tex(lines) for lines in _told(claim, content, None)]


def picked(proofs: Sequence[Any], most: int | None) -> list[list[int]]:
    """Which proofs are told: the numbers of each with those that go in the same steps, all alone if there are at most ``most``.

    First comes what has most kinds of steps, such as squares and tangents, of these what most others follow.  One kind less, or
    half as many others, say as much where the proof is shorter, as it is at small values of a field.
    """
    if most is None or len(proofs) <= most:
        return [[k] for k in range(len(proofs))]
    alike: dict[Steps, list[int]] = {}
    for k, proof in enumerate(proofs):
        alike.setdefault(steps_of(proof), []).append(k)
    kinds = {steps: len(_kinds(steps)) for steps in alike}
    rich = max(kinds.values()) - 1
    followed = max(len(alike[steps]) for steps in alike if kinds[steps] >= rich)

    def order(steps: Steps) -> tuple[int, bool, int]:
        return -min(kinds[steps], rich), 2 * len(alike[steps]) < followed, len(str(proofs[alike[steps][0]]))

    return [alike[steps] for steps in sorted(alike, key=order)[:most]]


def _kinds(steps: Steps) -> set[str]:
    return {steps} if isinstance(steps, str) else set[str]().union(*map(_kinds, steps))


def _proofs(content: Mapping[str, Any]) -> Sequence[Any]:
    return content["all_sizes"] or ()


def _most(claim: Claim, proofs: Sequence[Any], most: int | None) -> int | None:
    """How many proofs are told at most: one where each has many lemmas, and all where they are parts of one."""
    long = any(len(proof["lemmas"]) > reading.MANY for proof in proofs)
    return None if most is None or is_on_trees(claim) else 1 if long else most


def at_choice(claim: Claim, k: int) -> Claim:
    """The claim with the values of its static fields in the choice of this number alone, which has one pattern.

    To find the patterns of a claim of nine hundred choices takes half a minute.
    """
    return replace(claim, space=lambda size: _with_choice(claim.space_at(size), k)) if callable(claim.space) else claim


def _with_choice(space: Space, k: int) -> Space:
    fields = dict(space.fields)
    raws = list(itertools.product(*(field.values() for field in space.static_fields.values())))[k]
    for (name, field), raw in zip(space.static_fields.items(), raws, strict=True):
        fields[name] = Count(raw, raw) if isinstance(field, Count) else Choice(field.value(raw))
    return Space(derived=space.derived, **fields)


def _told(claim: Claim, content: Mapping[str, Any], most: int | None) -> Iterator[list[str]]:
    proofs = _proofs(content)
    chosen = picked(proofs, _most(claim, proofs, most))
    heads = _heads(claim, content)
    if len(chosen) < len(proofs) == len(_choices(claim)):
        found = {k: patterns(at_choice(claim, k), few=True)[0] for k, *_ in chosen}
    else:
        found = dict(enumerate(patterns(claim, content.get("entry"), few=True))) if proofs else {}
    for number, (k, *others) in enumerate(chosen, 1):
        pattern, proof = found[k], proofs[k]
        at_node = content.get("entry") is None and is_on_trees(claim) and LEAF not in pattern.laws
        place = list(_place(pattern, number, len(chosen))) if at_node else []
        if at_node and len({side_shown(pattern, side) for side in pattern.sides}) == 1:
            yield [*place, f"{layout.INDENT}Here all sides are the same."]
        else:
            yield [*_head(heads[k], len(others)), *place, *reading.lines(pattern, proof)]
    for part in content.get("horizons", ()):
        size = tuple(part["size"]) if isinstance(part["size"], list) else part["size"]
        proof, where = part["proof"], part["place"]
        head = f"For {Theorem(False, (), ((size, where),)).reach}."
        yield [head, *layout.merged(layout.shortened(list(inductions.lines(recursion(claim, size, where), proof))))]


def _choices(claim: Claim) -> list[tuple[Any, ...]]:
    """The values of the static fields together; one empty choice where there are none."""
    fields = claim.space_at(claim.small_size).static_fields.values()
    return list(itertools.product(*([field.value(raw) for raw in field.values()] for field in fields)))


def _heads(claim: Claim, content: Mapping[str, Any]) -> list[str]:
    """What each proof is for: the other entries of the size, and the values of the static fields; '' where that is not known."""
    entry, fields = content.get("entry"), claim.space_at(claim.small_size).static_fields
    sizes: list[list[str]] = [[]]
    if entry is not None:  # in the order of ``patterns``
        grown = dict.fromkeys(at_horizon(size, entry, "N") for size in claim.sizes)
        sizes = [[f"{layout.OPEN}n = {str(size).replace(repr('N'), 'N')}{layout.CLOSE}"] for size in grown]
    named = [
        [f"{layout.OPEN}{name} = {value}{layout.CLOSE}" for name, value in zip(fields, one, strict=True)]
        for one in _choices(claim)
    ]
    whole = [", ".join((*size, *one)) for size in sizes for one in named]
    return whole if len(whole) == len(_proofs(content)) else [""] * len(_proofs(content))


def _head(head: str, others: int) -> Iterator[str]:
    """The line before a proof."""
    alike = f"{others} other{'s take' if others > 1 else ' takes'} the same steps" if others else ""
    if head or alike:
        yield f"{'; '.join(filter(None, (f'For {head}' if head else '', alike)))}."


def _place(pattern: Pattern, number: int, of: int) -> Iterator[str]:
    """Which kind of node a proof is for, and what names mean where an outcome is a child of a node of a tree."""
    if number == 1:
        yield "The sides are sums over the nodes of the tree; what they have there, or gain with the children, is compared."
    where = "a node of the tree; its children are the outcomes." if pattern.laws else "a leaf of the tree."
    yield f"{f'Kind {number} of {of}: ' if of > 1 else 'At '}{where}"
    yield from _meanings(pattern)


def _meanings(pattern: Pattern) -> list[str]:
    """What the names of a node mean."""
    told: list[str] = []
    for mark, meaning in PLACES.items():
        names = [name for name, *_ in (*pattern.parameters, *pattern.tables) if re.fullmatch(mark, name)]
        if names:
            listed = ", ".join(f"{layout.OPEN}{name}{layout.CLOSE}" for name in names)
            told.append(f"{layout.INDENT}{listed}: {meaning}.")
    return told
