"""Moves of rational numbers: whole numbers, ratios and the entries of tables.

Every move changes a block of columns in place, each column in its own way, and stays within the bounds of the fields.

Main definitions: ``step``, ``equate``, ``redraw``, ``rescale``, ``on_denominator``.
"""

from __future__ import annotations

import numpy as np

from theory_lab.claims.search.population import Layout, Matrix, pick
from theory_lab.claims.spaces.whole import FAR


def _nearest(values: Matrix) -> Matrix:
    """The nearest whole numbers, within 64 bits."""
    return np.clip(np.rint(values), -FAR, FAR).astype(np.int64)


def step(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """One entry: a unit, a part of its range, half, double, or an end."""
    entries, shape = layout.entries, block.shape[1]
    entry, columns = rng.integers(0, len(entries), shape), np.arange(shape)
    low, high = entries.ends(entry, block[entries.den[entry], columns])
    value = block[entries.num[entry], columns]
    # steps of all sizes from half the range to a millionth of it
    part = np.subtract(high, low, dtype=float) * rng.normal(size=shape) * np.exp2(-rng.uniform(1, 20, shape))
    options = [value + 1, value - 1, value + _nearest(part), value * 2, value >> 1, low, high]
    block[entries.num[entry], columns] = np.clip(np.choose(rng.integers(0, len(options), shape), options), low, high)


def equate(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """One entry becomes another, or misses it by a unit."""
    entries, columns = layout.entries, np.arange(block.shape[1])
    entry, other = rng.integers(0, len(entries), (2, len(columns)))
    den, over = block[entries.den[entry], columns], block[entries.den[other], columns]
    numerator = block[entries.num[other], columns]
    value = np.where(over == den, numerator, _nearest(numerator / over * den))
    value += pick(rng, [-1, 0, 0, 0, 1], len(columns))  # mostly equal: bounds are attained at ties, and just beside strict ones
    block[entries.num[entry], columns] = np.clip(value, *entries.ends(entry, den))


def redraw(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """A fresh draw of one field of numbers."""
    layout.redraw(layout.entries.fields[rng.integers(len(layout.entries.fields))], block, rng)


def rescale(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """A finer denominator of numbers and one unit, or a small one."""
    entries, count = layout.entries, block.shape[1]
    row = entries.dens[rng.integers(len(entries.dens))]
    old, members = block[row], np.flatnonzero(entries.den == row)
    # twice as fine, or 16 times to get on; the small ones are those that a person would try, up to 60 with its 12 divisors
    finer = np.minimum(old << pick(rng, [1, 1, 4], count), entries.finest(row))
    finer = np.maximum(finer // old, 1) * old
    new = np.where(rng.random(count) < 0.5, finer, np.minimum(old, rng.integers(1, 61, count)))
    on_denominator(layout, block, row, new, members, block[entries.num[members]] / old)
    entry = members[rng.integers(0, len(members), count)]
    value = block[entries.num[entry], np.arange(count)] + pick(rng, [-1, 0, 1], count)
    block[entries.num[entry], np.arange(count)] = np.clip(value, *entries.ends(entry, block[row]))


def on_denominator(layout: Layout, block: Matrix, row: int, new: Matrix, members: Matrix, values: Matrix) -> None:
    """Entries near given values on a new denominator, where there are numbers within their bounds."""
    low, high = layout.entries.ends(members[:, None], new)
    valid = (low <= high).all(axis=0)
    rows = layout.entries.num[members]
    block[rows] = np.where(valid, np.clip(_nearest(values * new), low, high), block[rows])
    block[row] = np.where(valid, new, block[row])
