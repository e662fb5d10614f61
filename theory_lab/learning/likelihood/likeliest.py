"""The worst value among the likeliest models of a finite class, for every count vector, in floats.

Log-likelihoods are linear in the counts. Where all counts but the last two are fixed, a model ahead of the others stays ahead
until another's line meets its own. So a row of count vectors is crossed in leaps, each from one evaluation of all models to the
next at which another one may be the likeliest. A few evaluations settle a row, instead of one for each of its count vectors.

Main definitions
----------------
``worst_of_likeliest``   the largest value among the likeliest models, or those at least as likely as one of them

Conventions
-----------
Models are laws (c, k), values have shape (c,). The result has one entry for each count vector in the order of
``numbers.whole.types.count_vectors(draws, k)``. Log-likelihoods within ``2**-48`` of each other, relative to their size
where that exceeds 1, count as equal; where no model gives a sample any mass, all are the likeliest.

References
----------
M. de Berg et al., *Computational Geometry*, chapter 8 (upper envelopes of lines).

Tags
----
maximum likelihood, method of types, upper envelope
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from theory_lab.numbers.arithmetics import float64
from theory_lab.numbers.whole.types import count_vectors, number_of_types

__all__ = ["worst_of_likeliest"]

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
_CHUNK = 1 << 12  # count vectors whose likelihoods stay in the cache
_ROWS = 1 << 10  # rows crossed together, for the same reason
_IMPOSSIBLE = -1e300  # the log-likelihood of one impossible outcome, finite so that no count of it makes it 0 or nan
_SHORT = 1 - 2.0**-40  # leaps end before a meeting that roundings may have moved


def worst_of_likeliest(models: Floats, values: Floats, draws: int, reference: int | None = None) -> Floats:
    """The largest of ``values`` among the likeliest models, or those at least as likely as the reference."""
    order = np.argsort(-values, kind="stable")
    logs = np.log(np.where(models > 0, models, 1.0))
    logs = np.where(models > 0, logs, _IMPOSSIBLE)[order]
    outcomes = models.shape[1]
    if reference is None and outcomes > 1 and number_of_types(draws, outcomes) > _CHUNK:
        return _by_leaps(logs, values[order], draws)
    return _one_by_one(logs, values[order], draws, None if reference is None else int(np.flatnonzero(order == reference)[0]))


def _one_by_one(logs: Floats, values: Floats, draws: int, reference: int | None) -> Floats:
    """The same at each count vector by itself, for values that do not increase."""
    counts = count_vectors(draws, logs.shape[1])
    worst = np.empty(len(counts))
    for start in range(0, len(counts), _CHUNK):
        likelihoods = counts[start : start + _CHUNK].astype(float) @ logs.T
        needed = likelihoods.max(axis=1) if reference is None else likelihoods[:, reference]
        worst[start : start + _CHUNK] = values[(likelihoods >= _least(needed)[:, None]).argmax(axis=1)]
    return worst


def _by_leaps(logs: Floats, values: Floats, draws: int) -> Floats:
    """The same for the likeliest models of at least two outcomes, row by row: the last two counts alone differ in a row."""
    rows = count_vectors(draws, logs.shape[1] - 1)  # their last entries are left for the last two counts
    begins = np.cumsum(rows[:, -1] + 1) - (rows[:, -1] + 1)
    largest = np.abs(logs, where=logs > _IMPOSSIBLE, out=np.zeros_like(logs)).max()
    # what counts as equal at any count vector, and a rounding for each term of the likelihoods at both ends of a leap
    margin = (2 + logs.shape[1]) * float64.TIE * max(1.0, draws * largest)
    starts, chosen = [], []
    for k in range(0, len(rows), _ROWS):
        places, choice = _leaps(logs, rows[k : k + _ROWS], begins[k : k + _ROWS], margin)
        order = np.argsort(places, kind="stable")
        starts.append(places[order])
        chosen.append(choice[order])
    start = np.concatenate([*starts, [number_of_types(draws, logs.shape[1])]])
    return np.repeat(values[np.concatenate(chosen)], start[1:] - start[:-1])


def _leaps(logs: Floats, rows: Whole, begins: Whole, margin: float) -> tuple[Whole, Whole]:
    """Where runs of one choice start in the table, in any order, and the place of that choice among the models."""
    fixed = np.zeros((len(rows), len(logs)))
    for k in range(rows.shape[1] - 1):  # no BLAS, whose threads wait for each other on a busy machine
        fixed += rows[:, k, None] * logs[:, k]
    gains, left, place = logs[:, -2] - logs[:, -1], rows[:, -1].astype(float), np.zeros(len(rows))
    starts, chosen = [], []
    while len(left):
        likelihoods = place[:, None] * logs[:, -2]
        likelihoods += (left - place)[:, None] * logs[:, -1]
        likelihoods += fixed
        leader = likelihoods.argmax(axis=1)
        needed = likelihoods[np.arange(len(left)), leader]
        starts.append(begins + place.astype(np.int64))
        chosen.append((likelihoods >= _least(needed)[:, None]).argmax(axis=1))
        hopeless = needed <= _IMPOSSIBLE / 2  # until some model makes the sample possible
        needed, gain = np.where(hopeless, _IMPOSSIBLE / 2, needed), np.where(hopeless, 0.0, gains[leader])
        behind, closing = needed[:, None] - likelihoods, gains - gain[:, None]
        alike = (closing == 0) & (behind <= float64.TIE / 4)  # the leader, and what stays with it
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # 0/0 stays at the margin, which binds nobody
            room = (behind - margin) / np.maximum(closing, 0)
            possible = (needed - _IMPOSSIBLE / 2) / np.maximum(-gain, 0)
        room[alike] = np.inf
        leap = np.clip(np.fmin(np.fmin.reduce(room, axis=1), possible), 0, left)
        place += np.floor(leap * _SHORT) + 1
        on = place <= left
        begins, left, place, fixed = begins[on], left[on], place[on], fixed[on]
    return np.concatenate(starts), np.concatenate(chosen)


def _least(needed: Floats) -> Floats:
    """What a log-likelihood has to reach to count as equal; any will do where the sample is impossible."""
    return np.where(needed <= _IMPOSSIBLE / 2, -np.inf, needed - float64.TIE * np.maximum(np.abs(needed), 1.0))
