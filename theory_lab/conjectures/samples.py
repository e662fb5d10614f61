"""Instances and the exact values of all quantities there.

Light instances in their order, random ones of every denominator, ones with rare outcomes, ones with laws close to each other, and
those to which attacks led; the values are computed exactly and rounded once, so that what nearly cancels is right too.

Main definitions: ``Sample``.

Conventions: a quantity that has no value at an instance is ``nan`` there.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.registry import LoadError
from theory_lab.claims.search.population import Layout
from theory_lab.claims.spaces.instance import called
from theory_lab.claims.spaces.simplex import Simplex
from theory_lab.claims.spaces.space import Raw, Space
from theory_lab.conjectures.conjecture import Conjecture
from theory_lab.conjectures.terms import Column
from theory_lab.numbers import Array, Undecided
from theory_lab.numbers.reals.precisions import guessing
from theory_lab.own_code.explained import explain

# At each size: so many that a facet in four terms is met from all sides, few enough that their exact values take seconds.
LIGHT, RANDOM, RARE, NEAR = 150, 300, 350, 150
# Weights of rare outcomes go to one of these in each law, against a thousand or a million for all together: ratios of laws are
# small whole numbers often, and the rare outcomes as good as absent at one scale and not at the other.
_RARE, _COMMON = (1, 2, 5, 20), (10**3, 10**6)
# Weights of close laws differ by at most 2 where they are a small whole number times one of these.
_SHIFT, _SCALES = 2, (5, 30, 1000)
# Combinations of static fields among the random ones, as in a search.
_STATICS = 32
# Bits of the exact values: differences of nearly equal numbers keep 16 digits down to 1e-60.
_BITS = 256
Place = tuple[Any, Raw]  # a size and an instance


class Sample:
    """Instances of a conjecture's space, and the values of its quantities in floats."""

    def __init__(self, conjecture: Conjecture, seed: int) -> None:
        self.conjecture = conjecture
        self.places: list[Place] = []
        self._seen: set[str] = set()
        self._rows: list[list[float]] = []
        for size in conjecture.sizes or (None,):
            self.add((size, raw) for raw in _first(conjecture, size, seed))

    def add(self, places: Iterable[Place]) -> int:
        """Add instances that are new, and return how many there were."""
        before = len(self.places)
        for size, raw in places:
            space = space_at(self.conjecture, size)
            raw = space.canonical(raw)
            key = json.dumps([repr(size), raw])
            if key not in self._seen:
                self._seen.add(key)
                self.places.append((size, raw))
                named = self.conjecture.quantities.items()
                self._rows.append([_value(name, quantity, space.exact(raw)) for name, quantity in named])
        return len(self.places) - before

    @property
    def values(self) -> dict[str, Column]:
        """The values of every quantity, by name."""
        return dict(zip(self.conjecture.quantities, np.array(self._rows, dtype=float).T, strict=True))


def space_at(conjecture: Conjecture, size: Any) -> Space:
    """The space of one size, whose instances carry it; raises `LoadError` where the conjecture's function gives none."""
    try:
        space = called(conjecture.space, size) if callable(conjecture.space) else conjecture.space
    except Exception as error:
        raise LoadError(f"the space at size {size!r}: {explain(error)}") from error
    if not isinstance(space, Space):
        raise LoadError(f"the space at size {size!r} must be a Space, not {space!r}")
    return space.sized(size)


def _first(conjecture: Conjecture, size: Any, seed: int) -> Iterator[Raw]:
    space = space_at(conjecture, size)
    weights = itertools.count(space.lightest) if space.heaviest == np.inf else range(space.lightest, int(space.heaviest) + 1)
    yield from itertools.islice((raw for weight in weights for raw in space.small(weight)), LIGHT)
    population = Layout(space).random(np.random.default_rng([seed, 5]), RANDOM, _STATICS)
    raws = [population.raw(k) for k in range(population.count)]
    yield from raws
    rng = np.random.default_rng([seed, 7])
    laws = {name: field for name, field in space.arrays.items() if isinstance(field, Simplex)}
    for k in range(RARE):
        yield {**raws[k % len(raws)], **_rare(laws, rng)}
    for k in range(NEAR):
        yield {**raws[k % len(raws)], **_close(laws, rng)}


def _rare(laws: Mapping[str, Simplex], rng: np.random.Generator) -> Raw:
    """Laws in which all outcomes but one, the same in each, are rare."""
    common, weight = rng.integers(max((law.n for law in laws.values()), default=1)), rng.choice(_COMMON)
    found: Raw = {}
    for name, law in laws.items():
        weights = rng.integers(1 if law.positive else rng.integers(2), rng.choice(_RARE) + 1, law.n)
        weights[common % law.n] = 0
        weights[common % law.n] = weight - weights.sum()  # on one denominator, where ratios of laws are those of weights
        found[name] = weights.tolist()
    return found


def _close(laws: Mapping[str, Simplex], rng: np.random.Generator) -> Raw:
    """Laws that nearly coincide."""
    base = rng.integers(1, max(_RARE) + 1, max((law.n for law in laws.values()), default=1)) * rng.choice(_SCALES)
    return {name: (base[: law.n] + rng.integers(-_SHIFT, _SHIFT + 1, law.n)).tolist() for name, law in laws.items()}


def _value(name: str, quantity: Any, instance: Any) -> float:
    """The value of a quantity, nan where it has none; raises `LoadError` for what is no number."""
    try:
        with xp.precision(_BITS, False), guessing():
            found = called(quantity, instance)
            return float(xp.value(found) if isinstance(found, Array) else found)
    except (ArithmeticError, ValueError, Undecided):  # it has no value here, or none that is certain
        return float("nan")
    except Exception as error:
        raise LoadError(f"the quantity {name!r} has no value that is a number: {explain(error)}") from error
