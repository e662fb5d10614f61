"""Spaces of instances.

A space is a list of named fields, and objects derived from them. An instance in *raw form* is a dict from
field names to whole numbers; a space lists raw forms, draws them, checks them, and makes exact, interval or
float instances of them. A batch holds int64 columns for the array fields and one raw value for each static
field.

Main definitions
----------------
``Space``  the fields of a claim
``Raw``    an instance as whole numbers, fit for JSON

Conventions
-----------
The weight of an instance is the sum over its fields. ``static`` arguments hold the raw values of the static
fields.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import FrozenInstanceError
from functools import cached_property
from itertools import product
from types import MappingProxyType
from typing import Any, cast

import numpy as np

from theory_lab.claims.spaces.compositions import splits
from theory_lab.claims.spaces.fields import SUMMED, Field, StaticField, exact, exacts, floats, intervals, words
from theory_lab.claims.spaces.instance import Instance, called

Raw = dict[str, Any]
Batch = dict[str, Any]
NO_STATICS: Mapping[str, int] = MappingProxyType({})
RESERVED = ("size", "derived")


class Space:
    """Named fields, and optionally a function ``derived`` from an instance to a dict of further attributes.

    ``Space(p=Simplex(3), level=Whole(2, 20), derived=lambda i: {"double": 2 * i.p})``. Derived objects may
    be arrays, exact constants or static Python objects; they are computed in the arithmetic of the
    instance. Raises ``ValueError`` for a space without fields, and ``TypeError`` for a field that is none
    of the kinds in ``fields``.
    """

    fields: Mapping[str, Field | StaticField]
    derived: Callable[[Instance], Mapping[str, Any]] | None
    size: Any

    def __init__(self, *, derived: Callable[[Instance], Mapping[str, Any]] | None = None, **fields: Any) -> None:
        if not fields:
            raise ValueError("a space needs at least one field, e.g. Space(p=Simplex(3))")
        for name, field in fields.items():
            if not hasattr(field, "static") or isinstance(field, type):
                raise TypeError(f"the field {name} must be a kind of field such as Simplex(3), not {field!r}")
            if name in RESERVED:
                raise ValueError(f"no field can be called {name!r}, which has a meaning of its own")
        if derived is not None and not callable(derived):
            raise TypeError(f"derived must be a function of an instance, not {derived!r}")
        vars(self).update(fields=MappingProxyType(fields), derived=derived, size=None)

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"a space is immutable; {name} cannot be set")

    def __repr__(self) -> str:
        return f"Space({', '.join(f'{name}={field!r}' for name, field in self.fields.items())})"

    def sized(self, size: Any) -> Space:
        """The same space, with ``size`` as an attribute of its instances."""
        space = Space(derived=self.derived, **self.fields)
        vars(space).update(size=size)
        return space

    @cached_property
    def arrays(self) -> dict[str, Field]:
        """The fields that differ within a batch."""
        return {name: cast(Field, field) for name, field in self.fields.items() if not field.static}

    @cached_property
    def static_fields(self) -> dict[str, StaticField]:
        """The fields that are the same for a whole batch."""
        return {name: cast(StaticField, field) for name, field in self.fields.items() if field.static}

    # Raw forms

    @property
    def lightest(self) -> int:
        """The least weight of an instance."""
        return sum(field.lightest for field in self.fields.values())

    @property
    def heaviest(self) -> float:
        """The greatest weight of an instance, ``inf`` when there is none."""
        return sum(field.heaviest for field in self.fields.values())

    def validate(self, raw: object) -> None:
        """Raise ``ValueError`` naming the field and the value unless ``raw`` is an instance."""
        if not isinstance(raw, Mapping):
            raise ValueError(f"an instance is a dict from field names to whole numbers, not {raw!r}")
        if raw.keys() != self.fields.keys():
            raise ValueError(f"an instance needs the fields {', '.join(self.fields)}, not {', '.join(map(str, raw))}")
        for name, field in self.fields.items():
            try:
                field.validate(raw[name])
            except ValueError as error:
                raise ValueError(f"field {name}: {error}") from None

    def canonical(self, raw: Raw) -> Raw:
        """The one raw form that stands for all with the same values."""
        return {name: field.canonical(raw[name]) for name, field in self.fields.items()}

    def weight(self, raw: Raw) -> int:
        """How complicated an instance is: the sum over its fields."""
        return sum(field.weight(raw[name]) for name, field in self.fields.items())

    def small(self, total: int) -> Iterator[Raw]:
        """All canonical instances of exactly this weight, each once."""
        names, fields = tuple(self.fields), list(self.fields.values())
        return (dict(zip(names, values, strict=True)) for values in splits(total, fields))

    def simpler(self, raw: Raw) -> Iterator[Raw]:
        """Canonical instances of smaller weight in which one field is simpler."""
        start = self.canonical(raw)
        for name, field in self.fields.items():
            for simple in field.simpler(start[name]):
                yield {**start, name: simple}

    # Static fields

    def static_part(self, raw: Raw) -> dict[str, int]:
        """The raw values of the static fields of an instance or of a batch."""
        return {name: raw[name] for name in self.static_fields}

    def static_of(self, raw: Raw) -> tuple[int, ...]:
        """The same as a hashable key."""
        return tuple([raw[name] for name in self.static_fields])  # a list is made in half of the time of a generator

    def statics(self, rng: np.random.Generator, count: int) -> list[dict[str, int]]:
        """All values of the static fields if at most ``count``; else the ends, and random ones between."""
        fields = self.static_fields
        ranges = [field.values() for field in fields.values()]
        if math.prod(map(len, ranges)) <= count:
            return [dict(zip(fields, raws, strict=True)) for raws in product(*ranges)]
        ends = list(product(*(sorted({values[0], values[-1]}) for values in ranges)))
        chosen = list(dict.fromkeys([ends[0], ends[-1], *ends]))[:count]
        while len(chosen) < count:
            raws = tuple(field.random(rng) for field in fields.values())
            chosen += [raws] if raws not in chosen else []
        return [dict(zip(fields, raws, strict=True)) for raws in chosen]

    # Batches

    def random(self, rng: np.random.Generator, size: int, static: Mapping[str, int] = NO_STATICS) -> Batch:
        """A batch of ``size`` random instances with the given raw values of the static fields."""
        return {**{name: field.random(rng, size) for name, field in self.arrays.items()}, **static}

    def batch(self, raws: Sequence[Raw]) -> Batch:
        """A batch of instances that agree in their static fields; ``OverflowError`` where sums of a field leave int64."""
        if len(statics := {*map(self.static_of, raws if self.static_fields else raws[:1])}) != 1:
            raise ValueError(f"a batch needs instances with the same static fields, not {sorted(statics)}")
        arrays = {name: _columns([raw[name] for raw in raws]) for name in self.arrays}
        for name, columns in arrays.items():
            if not self.arrays[name].scalar and np.abs(columns.astype(float)).sum(axis=0).max() >= SUMMED:
                raise OverflowError(f"the numbers of the field {name} are too large for a batch")
        return {**arrays, **self.static_part(raws[0])}

    def taken(self, batch: Batch, places: np.ndarray) -> Batch:
        """The instances of a batch at these places."""
        return {name: batch[name][:, places] if name in self.arrays else batch[name] for name in self.fields}

    def column(self, batch: Batch, index: int) -> Raw:
        """One instance of a batch."""
        columns = {name: batch[name][:, index].tolist() for name in self.arrays}
        raws = {name: columns[name][0] if field.scalar else columns[name] for name, field in self.arrays.items()}
        return {name: raws[name] if name in raws else batch[name] for name in self.fields}

    # Values

    def exact(self, raw: Raw) -> Instance:
        """An instance in exact arithmetic; ``ValueError`` when ``raw`` is not valid."""
        self.validate(raw)
        return self.instance({name: exact(field, raw[name]) for name, field in self.arrays.items()}, raw)

    def exacts(self, batch: Batch) -> Instance:
        """The instances of a batch in exact arithmetic."""
        return self.instance({name: exacts(f, batch[name]) for name, f in self.arrays.items()}, batch)

    def floats(self, batch: Batch) -> Instance:
        """The instances of a batch in float arithmetic."""
        return self.instance({name: floats(f, batch[name]) for name, f in self.arrays.items()}, batch)

    def intervals(self, batch: Batch) -> Instance:
        """The instances of a batch as enclosures."""
        return self.instance({name: intervals(f, batch[name]) for name, f in self.arrays.items()}, batch)

    def words(self, batch: Batch) -> Instance:
        """The instances of a batch as quotients of words."""
        return self.instance({name: words(f, batch[name]) for name, f in self.arrays.items()}, batch)

    def instance(self, arrays: Mapping[str, Any], static: Mapping[str, Any]) -> Instance:
        """The instance with these arrays and raw values of the static fields, and what is derived from them."""
        objects = {name: field.value(static[name]) for name, field in self.static_fields.items()}
        values = {name: arrays[name] if name in arrays else objects[name] for name in self.fields}
        instance = Instance(**values, size=self.size)
        if self.derived is None:
            return instance
        further = called(self.derived, instance)
        if not isinstance(further, Mapping):
            raise TypeError(f"derived must return a dict of attributes, not {further!r}")
        if clash := further.keys() & {*values, *RESERVED}:
            raise ValueError(f"derived must not replace the field {min(clash)}")
        return Instance(**values, **further, size=self.size)

    # Real parameters

    @property
    def relaxed_width(self) -> int:
        """The number of real parameters of an instance."""
        return sum(field.relaxed_width for field in self.arrays.values())

    def _pieces(self, u: Any) -> Iterator[tuple[str, Field, Any]]:
        start = 0
        for name, field in self.arrays.items():
            yield name, field, u[start : start + field.relaxed_width]
            start += field.relaxed_width

    def relax(self, u: Any, static: Mapping[str, int] = NO_STATICS) -> Instance:
        """The instance at any real parameters ``u``, a JAX array of shape (relaxed_width,)."""
        return self.instance({name: field.relax(piece) for name, field, piece in self._pieces(u)}, static)

    def unrelax(self, raw: Raw) -> np.ndarray:
        """Real parameters at which ``relax`` gives the instance ``raw``."""
        return np.concatenate([np.zeros(0), *(field.unrelax(raw[name]) for name, field in self.arrays.items())])

    def snap(self, u: Any, denominator: int, static: Mapping[str, int] = NO_STATICS) -> Raw:
        """The instance nearest to real parameters, with its probabilities and tables on this denominator."""
        values = {name: np.asarray(field.relax(piece).numbers()) for name, field, piece in self._pieces(u)}
        snapped = {name: field.snap(values[name], denominator) for name, field in self.arrays.items()}
        return {name: snapped.get(name, static.get(name)) for name in self.fields}


def _columns(raws: list[Any]) -> np.ndarray:
    """Raw forms as the columns of an int64 array (width, B); of those that are one object, as enumerations give, one is read."""
    own = {id(raw): raw for raw in raws}
    if 2 * len(own) > len(raws):
        return np.array(raws, np.int64).reshape(len(raws), -1).T
    places = {key: place for place, key in enumerate(own)}
    chosen = np.fromiter(map(places.__getitem__, map(id, raws)), np.intp, count=len(raws))
    return np.array([*own.values()], np.int64).reshape(len(own), -1).T[:, chosen]
