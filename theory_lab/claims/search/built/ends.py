"""The ends of every field, judged before anything is drawn.

A whole number at its true ends, numbers and tables at their bounds, laws at the corners and at the middle of their simplex, the
least and the greatest value of static fields; alone and together.

Main definitions: ``ends``.

Conventions: of all combinations so many are taken: those in which all fields are at ends of one kind, then random ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.search.built.coordinates import Coordinates
from theory_lab.claims.search.built.handful import Handful
from theory_lab.claims.spaces.space import Raw, Space
from theory_lab.claims.verdicts.findings import Findings

# A positive vector near a corner: this part of it lies elsewhere, as little as a person would write down.
_LITTLE = Fraction(1, 10**6)
# Random combinations looked at for each one wanted: some repeat, some are no instances.
_PATIENCE = 4


def ends(claim: Claim, size: Any, *, points: int, seed: int) -> Findings:
    """Decide so many combinations of ends exactly."""
    handful = Handful(claim, size)
    rng = np.random.default_rng([seed, 5])
    handful.decide(islice(_combinations(handful.space, rng), _PATIENCE * points), points)
    return handful.findings()


def _combinations(space: Space, rng: np.random.Generator) -> Iterator[Raw | None]:
    """Instances at ends, those of one kind first."""
    coordinates = Coordinates(space)
    options = [_of_group(len(places), positive) for places, positive in coordinates.groups]
    options += [_of_number(lo, hi, whole) for _, lo, hi, whole in coordinates.numbers]
    statics = [list(dict.fromkeys((field.values()[0], field.values()[-1]))) for field in space.static_fields.values()]
    starts = [places.start for places, _ in coordinates.groups] + [k for k, *_ in coordinates.numbers]
    tables = _tables(coordinates)

    def made(chosen: list[int], static: list[int]) -> Raw | None:
        point = [Fraction(0)] * coordinates.width
        for start, values, k in zip(starts, options, chosen, strict=True):
            value = values[k % len(values)]
            point[start : start + len(value)] = value
        return coordinates.raw(point, dict(zip(space.static_fields, static, strict=True)))

    kinds = max(map(len, options), default=1)
    for k in range(kinds):
        for place in range(2 if space.static_fields else 1):
            yield made([k] * len(options), [values[(k + place) % len(values)] for values in statics])
    while True:
        drawn = rng.integers(0, 2 if rng.random() < 0.5 else kinds, len(options)).tolist()
        if rng.random() < 0.5:  # tables at one end as a whole: a sum is largest there
            drawn = [drawn[tables[k]] for k in range(len(drawn))]
        yield made(drawn, [values[int(rng.integers(len(values)))] for values in statics])


def _tables(coordinates: Coordinates) -> list[int]:
    """For each group and number the first one of its field."""
    starts = [places.start for places, _ in coordinates.groups] + [k for k, *_ in coordinates.numbers]
    homes = [next(home.start for home in coordinates.places.values() if start in home) for start in starts]
    return [homes.index(home) for home in homes]


def _of_group(n: int, positive: bool) -> list[list[Fraction]]:
    """The first and the last corner, the middle, the middle of the first edge, the other corners."""
    corners = [0, n - 1, *range(1, n - 1)]
    vectors = [[Fraction(k == corner) for k in range(n)] for corner in corners]
    vectors[2:2] = [[Fraction(1, n)] * n, [Fraction(k in (0, n - 1), min(n, 2)) for k in range(n)]]
    if not positive:
        return vectors
    return [[(1 - _LITTLE) * x + _LITTLE / n for x in vector] for vector in vectors]


def _of_number(lo: Fraction, hi: Fraction, whole: bool) -> list[list[Fraction]]:
    """Both ends, the number nearest to zero, and for whole numbers those next to the ends."""
    values = [lo, hi, min(max(Fraction(0), lo), hi)]
    if whole:
        values += [min(lo + 1, hi), max(hi - 1, lo)]
    return [[value] for value in dict.fromkeys(values)]
