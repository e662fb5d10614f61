"""Functions of the entries of object arrays, called once for each combination of the same objects.

Small instances side by side are made of few numbers: of four thousand pairs of laws with denominators up to a dozen, the weights
take fifty values and their products a thousand.  Exact numbers with balls and forms cost microseconds each, and what two
entries share, their forms among it, is then made once.

Main definitions: ``once``, ``of_equal``; ``folded``, ``accumulated``, ``gather``.

Conventions: functions give equal results for the same objects, whenever they are called; the first raised is that of the first
combination in the order of the entries.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

FEW = 64  # entries: of fewer a look at what they share takes as long as it may save
MOST = 2**62  # combinations: a number for each fits into a word


def once(f: Callable[..., Any], *arrays: np.ndarray) -> np.ndarray:
    """An elementwise function that takes arrays and single entries alike, of object arrays that broadcast."""
    shape = np.broadcast_shapes(*(array.shape for array in arrays))
    count = math.prod(shape)
    if count < FEW:
        return np.asarray(f(*arrays))
    entries, numbers = [], np.zeros((), dtype=np.intp)  # the distinct ones of each array, and which combination is where
    for array in arrays:
        column = array.ravel().tolist()
        keys = [*map(id, column)]
        first = dict(zip(keys, column, strict=True))
        if 2 * len(first) > count:
            return np.asarray(f(*arrays))
        entries.append(np.fromiter(first.values(), dtype=object, count=len(first)))
        place = dict(zip(first, range(len(first)), strict=True))
        own = np.fromiter(map(place.__getitem__, keys), dtype=np.intp, count=len(keys))
        numbers = numbers * len(first) + own.reshape(array.shape)
    if math.prod(map(len, entries)) > MOST:
        return np.asarray(f(*arrays))
    combinations, begins, places = np.unique(numbers, return_index=True, return_inverse=True)
    if 2 * len(combinations) > count:
        return np.asarray(f(*arrays))
    order = np.argsort(begins)  # as they come in the entries
    found = np.unravel_index(combinations[order], [len(distinct) for distinct in entries])
    made = np.asarray(f(*(distinct[which] for distinct, which in zip(entries, found, strict=True))), dtype=object)
    return made[np.argsort(order)[places]].reshape(shape)


def of_equal(make: Callable[[Any], Any], value: Callable[[Any], Any], array: np.ndarray) -> np.ndarray:
    """An object made of each entry: one of the same ones and, where a sample has some of one ``value``, one of those."""
    entries = array.ravel().tolist()
    if len(entries) < FEW:
        return np.fromiter(map(make, entries), dtype=object, count=len(entries)).reshape(array.shape)
    keys = [*map(id, entries)]
    first = dict(zip(keys, entries, strict=True))
    sample = [*first.values()][:: -(-len(first) // FEW)]
    if 4 * len({*map(value, sample)}) > 3 * len(sample):
        made = {key: make(entry) for key, entry in first.items()}
    else:
        known: dict[Any, Any] = {}
        made = {key: known.setdefault(value(entry), make(entry)) for key, entry in first.items()}
    return np.fromiter(map(made.__getitem__, keys), dtype=object, count=len(entries)).reshape(array.shape)


def folded(f: Callable[..., Any], array: np.ndarray, axis: int) -> np.ndarray:
    """An axis that is not empty reduced from its first entry on."""
    return functools.reduce(functools.partial(once, f), _rows(array, axis))


def accumulated(f: Callable[..., Any], array: np.ndarray, axis: int) -> np.ndarray:
    """All reductions of the first entries of an axis."""
    return np.stack([*itertools.accumulate(_rows(array, axis), functools.partial(once, f))], axis=axis)


def gather(f: Callable[..., Any], totals: np.ndarray, places: np.ndarray, array: np.ndarray) -> None:
    """Rows of an array reduced into those of ``totals`` at these places, one after the other."""
    for place, row in zip(places, array, strict=True):
        totals[place] = once(f, totals[place], row)


def _rows(array: np.ndarray, axis: int) -> Iterator[np.ndarray]:
    return iter(np.moveaxis(array, axis, 0))
