"""Parts that proofs of one file have in common, written once.

Proofs for forty values of a static field are alike but for a few numbers.  In a file ``{"see": 3}`` stands for the fourth of the
``shared`` parts, which may speak of earlier ones; whoever reads the file sees whole proofs.

Main definitions: ``packed``, ``unpacked``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SEE, SHARED = "see", "shared"
PARTS = ("all_sizes", "sizes", "horizons")
LEAST = 60  # characters of a part that is worth a line of its own: to point at it takes a dozen
MOST = 1 << 24  # parts and letters of all proofs of a file: what says twice what says twice something would never end


@dataclass(frozen=True, slots=True)
class _Part:
    """A part by its number, which is no number of a proof."""

    number: int


def packed(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content with ``shared`` parts, where there are any."""
    numbers: dict[Any, _Part] = {}  # of what is made of the same parts
    parts: list[tuple[Any, list[Any]]] = []  # its names, if it is a dict, and what is in it
    lengths, uses = list[int](), list[int]()

    def named(one: Any) -> Any:
        """A part by its number; what is no list or dict by itself."""
        if not isinstance(one, list | dict):
            return one
        names, inner = (tuple(one), list(one.values())) if isinstance(one, dict) else (None, one)
        inner = list(map(named, inner))
        key = names, tuple((type(item), item) for item in inner)
        if key not in numbers:
            numbers[key] = _Part(len(parts))
            parts.append((names, inner))
            known = [lengths[item.number] if isinstance(item, _Part) else len(str(item)) for item in inner]
            lengths.append(sum(known) + len("".join(names or ())))
            uses.append(0)
            for item in inner:
                if isinstance(item, _Part):
                    uses[item.number] += 1
        return numbers[key]

    tops = {name: named(content[name]) for name in PARTS if name in content}
    places: dict[int, int] = {}
    for number, (count, length) in enumerate(zip(uses, lengths, strict=True)):
        if count > 1 and length >= LEAST:
            places[number] = len(places)

    def written(item: Any, top: bool = False) -> Any:
        if not isinstance(item, _Part):
            return item
        if item.number in places and not top:
            return {SEE: places[item.number]}
        names, inner = parts[item.number]
        values = list(map(written, inner))
        return values if names is None else dict(zip(names, values, strict=True))

    told = {**content, **{name: written(part, top=True) for name, part in tops.items()}}
    return {**told, SHARED: [written(_Part(number), top=True) for number in places]} if places else told


def unpacked(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content with whole proofs; raises ``ValueError`` where something points at no part before it."""
    shared: list[tuple[Any, int]] = []

    def whole(one: Any) -> tuple[Any, int]:
        """A part with the number of its parts and letters."""
        if not isinstance(one, list | dict):
            return one, len(str(one)) + 1
        if isinstance(one, dict) and SEE in one:
            place = one[SEE]
            if len(one) > 1 or type(place) is not int or not 0 <= place < len(shared):
                raise ValueError(f"{one} points at none of the {len(shared)} shared parts before it")
            return shared[place]
        items = [whole(part) for part in (one.values() if isinstance(one, dict) else one)]
        count = 1 + sum(size for _, size in items)
        if count > MOST:
            raise ValueError(f"its proofs have more than {MOST:,} parts and letters")
        values = [value for value, _ in items]
        return (dict(zip(one, values, strict=True)) if isinstance(one, dict) else values), count

    if SHARED not in content:
        return dict(content)
    if not isinstance(content[SHARED], list):
        raise ValueError(f"its entry {SHARED!r} must be a list")
    for part in content[SHARED]:
        shared.append(whole(part))
    return {name: whole(part)[0] if name in PARTS else part for name, part in content.items() if name != SHARED}
