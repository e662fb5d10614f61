"""What an enumeration lists, held against the second count.

As many instances of each weight as there are, each of them valid, canonical, of that weight and listed once: then none is left
out.  The enumeration itself need not be believed.

Main definitions: ``mislisted``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import add
from typing import Any

from theory_lab.claims.spaces.space import Raw, Space
from theory_lab.claims.spaces.steps import Simplices
from theory_lab.claims.spaces.whole import require_wholes


def mislisted(space: Space, listed: Sequence[tuple[int, Raw]], counted: Sequence[int] | None, whole: int) -> Iterator[str]:
    """What is wrong with instances listed with their weights, all of those up to ``whole`` among them; at most one sentence.

    ``counted`` are the numbers of instances by weight, None where nobody can count them.
    """
    weights = [weight for weight, _ in listed]
    columns, kinds, totals = [], [], [0] * len(listed)
    for name in space.fields:  # a field has few values, and each is looked at once
        column = [raw[name] for _, raw in listed]
        keys = [*map(id, column)]  # most instances hold the same objects: all are alive in what is listed
        places: dict[int, int] = {}
        known: dict[Any, int] = {}
        own: list[int] = []
        vectors: dict[Any, int] = {}
        for key, value in dict(zip(keys, column, strict=True)).items():
            kind = tuple(value) if isinstance(value, list) else value
            if kind not in known:
                try:
                    own.append(_weighed(space.fields[name], [*kind] if isinstance(kind, tuple) else kind, vectors))
                except ValueError as error:
                    yield f"the enumeration lists {listed[keys.index(key)][1]}: field {name}: {error}"
                    return
                known[kind] = len(known)
            places[key] = known[kind]
        columns.append([*map(places.__getitem__, keys)])
        kinds.append([*known])
        totals = list(map(add, totals, map(own.__getitem__, columns[-1])))
    if totals != weights:
        total, (weight, raw) = next(pair for pair in zip(totals, listed, strict=True) if pair[0] != pair[1][0])
        yield f"the enumeration lists {raw} with weight {weight}, and it has {total}"
    elif len({*zip(*columns, strict=True)}) < len(listed):
        ((numbers, _),) = Counter(zip(*columns, strict=True)).most_common(1)
        values = (kind[number] for kind, number in zip(kinds, numbers, strict=True))
        yield f"the enumeration lists {dict(zip(space.fields, values, strict=True))} twice"
    else:
        found = Counter(weights)
        for weight in range(min(whole + 1, len(counted or ()))):
            if counted and found[weight] != counted[weight]:
                yield f"the enumeration lists {found[weight]} instances of weight {weight}, and there are {counted[weight]}"
                return


def _weighed(field: Any, value: Any, vectors: dict[Any, int]) -> int:
    """The weight of a value of a field, which has to be valid and canonical.

    Of ``vectors`` that stand side by side the weights are kept: there are far fewer of them than rows of them.
    """
    if not isinstance(field, Simplices):
        field.validate(value)
        if field.canonical(value) != value:
            raise ValueError(f"it stands for {field.canonical(value)}")
        return field.weight(value)
    require_wholes(value, field.width, "weights")
    total = 0
    for simplex, piece in field.pieces(value):
        key = tuple(piece)
        if key not in vectors:
            vectors[key] = _weighed(simplex, piece, vectors)
        total += vectors[key]
    return total
