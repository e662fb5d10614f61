"""What an enumeration lists, held against the second count.

As many instances of each weight as there are, each of them valid, canonical, of that weight and listed once: then none is left
out.  The enumeration itself need not be believed.

Main definitions: ``mislisted``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from theory_lab.claims.spaces.space import Raw, Space


def mislisted(space: Space, listed: Sequence[tuple[int, Raw]], counted: Sequence[int] | None, whole: int) -> Iterator[str]:
    """What is wrong with instances listed with their weights, all of those up to ``whole`` among them; at most one sentence each.

    ``counted`` are the numbers of instances by weight, None where nobody can count them.
    """
    known: dict[str, dict[Any, int]] = {name: {} for name in space.fields}
    seen: set[tuple[Any, ...]] = set()
    for weight, raw in listed:
        try:
            keys = tuple(_key(raw[name]) for name in space.fields)
            total = sum(_weighed(space, name, raw[name], key, known[name]) for name, key in zip(known, keys, strict=True))
        except ValueError as error:
            yield f"the enumeration lists {raw}: {error}"
            return
        if total != weight or keys in seen:
            yield f"the enumeration lists {raw} {'twice' if keys in seen else f'with weight {weight}, and it has {total}'}"
            return
        seen.add(keys)
    found = Counter(weight for weight, _ in listed)
    for weight in range(min(whole + 1, len(counted or ()))):
        if counted and found[weight] != counted[weight]:
            yield f"the enumeration lists {found[weight]} instances of weight {weight}, and there are {counted[weight]}"
            return


def _key(piece: Any) -> Any:
    return tuple(piece) if isinstance(piece, list) else piece


def _weighed(space: Space, name: str, piece: Any, key: Any, known: dict[Any, int]) -> int:
    """The weight of the value of a field, looked at once."""
    if key not in known:
        field = space.fields[name]
        field.validate(piece)
        if field.canonical(piece) != piece:
            raise ValueError(f"field {name}: it stands for {field.canonical(piece)}")
        known[key] = field.weight(piece)
    return known[key]
