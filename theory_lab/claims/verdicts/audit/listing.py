"""What an enumeration lists, held against the second count.

As many instances of each weight as there are, each of them valid, canonical, of that weight and listed once: then none is left
out.  The enumeration itself need not be believed.

Main definitions: ``mislisted``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import getitem
from typing import Any

from theory_lab.claims.spaces.space import Raw, Space


def mislisted(space: Space, listed: Sequence[tuple[int, Raw]], counted: Sequence[int] | None, whole: int) -> Iterator[str]:
    """What is wrong with instances listed with their weights, all of those up to ``whole`` among them; at most one sentence each.

    ``counted`` are the numbers of instances by weight, None where nobody can count them.
    """
    names = list(space.fields)
    known: list[dict[Any, int]] = [{} for _ in names]
    seen: set[tuple[Any, ...]] = set()
    for weight, raw in listed:
        keys = tuple([tuple(piece) if isinstance(piece := raw[name], list) else piece for name in names])
        try:
            total = _total(known, keys)
            if total is None:
                for name, key, weights in zip(names, keys, known, strict=True):
                    weights[key] = _weighed(space, name, raw[name])
                total = _total(known, keys)
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


def _total(known: list[dict[Any, int]], keys: tuple[Any, ...]) -> int | None:
    """The weight of an instance by those of its values, None where one was not looked at before."""
    try:
        return sum(map(getitem, known, keys))
    except KeyError:
        return None


def _weighed(space: Space, name: str, piece: Any) -> int:
    """The weight of the value of a field, which has to be valid and canonical."""
    field = space.fields[name]
    field.validate(piece)
    if field.canonical(piece) != piece:
        raise ValueError(f"field {name}: it stands for {field.canonical(piece)}")
    return field.weight(piece)
