"""From instances to their neighbours.

A move is one change that a theorist would try: mass moved, a tie made, two laws made equal, a number pushed to its end,
static fields exchanged, or the difference of two other instances added.

Main definitions: ``mutated``.

Conventions: "planted" numbers in comments are evaluations of the attack in 96 quick hunts (the false claims of ``tests/power``
but Shapiro's, seeds 0, 1, 2): 393,000 as things are, none missed.  Each setting was run once; small differences say nothing.

References: R. Storn and K. Price, "Differential evolution", J. Global Optimization 11 (1997), for ``_drift``.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from theory_lab.claims.search.entry_moves import equate, on_denominator, redraw, rescale, step
from theory_lab.claims.search.group_moves import (
    coarsen,
    copy,
    empty,
    joint_transfer,
    level,
    refine,
    refined,
    shrink,
    spread,
    tie,
    transfer,
)
from theory_lab.claims.search.population import Layout, Matrix, Population, pick, settled

Move = Callable[[Layout, Matrix, Matrix, np.random.Generator], None]
_FINE = 1 << 24  # denominators after a drift; planted: 390,000 with 2**16, 421,000 and one miss with 2**32
_TWICE = 0.5  # of the children are moved twice, for what is two moves away; planted: 398,000 with none, 391,000 with all
_AGAIN = 5  # kinds of second moves in a round, each a block of its own; planted: 409,000 and one miss with 1, 401,000 with 40
_STATICS = 3  # new static values in a round, each a batch of its own; planted: 398,000 with 1, 400,000 with 12


def mutated(parents: Population, rng: np.random.Generator, count: int) -> Population:
    """Children of random parents, better ones (first in the population) more often."""
    layout = parents.layout
    weights = _weights(layout)
    moves, deck = list(weights), np.repeat(np.arange(len(weights)), list(weights.values()))
    children = parents.matrix[:, (parents.count * rng.random(count) ** 2).astype(int)]
    again = deck[rng.integers(0, len(deck), _AGAIN)]
    second = np.where(rng.random(count) < _TWICE, again[rng.integers(0, _AGAIN, count)], -1)
    for chosen in (deck[rng.integers(0, len(deck), count)], second):
        for k in np.flatnonzero(np.bincount(chosen[chosen >= 0], minlength=1)):
            columns = np.flatnonzero(chosen == k)
            block = children[:, columns]
            moves[k](layout, block, parents.matrix, rng)
            children[:, columns] = block
    return Population(layout, children)


def _weights(layout: Layout) -> dict[Move, int]:
    """The moves that make sense on a layout, and how often each is made.

    Drift and steps, which find directions and sizes, are made most; planted: 434,000 and two misses with equal weights,
    413,000 and one miss without drift.
    """
    families = [family for family in layout.families if family.length > 1]
    weights: dict[Move, int] = {_drift: 4} if layout.varied else {}
    if families:
        weights |= {transfer: 2, joint_transfer: 1, shrink: 1, empty: 1, level: 1, refine: 1, coarsen: 1}
    if any(family.groups > 1 for family in families):
        weights |= {copy: 1, tie: 2}
    if any(len(set(family.fields)) < family.groups for family in families):
        weights |= {spread: 1}
    if len(layout.entries):
        weights |= {step: 3, equate: 1, redraw: 1}
    if len(layout.entries.dens):
        weights |= {rescale: 1}
    if layout.space.static_fields:
        weights |= {_switch: 2}
    return weights


def _switch(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """Static fields of other instances, or own ones with one changed; only a few, since each makes a batch of its own."""
    fields = list(layout.space.static_fields.values())
    few = _STATICS if layout.varied else block.shape[1]
    statics = block[layout.one + 1 :, rng.integers(0, block.shape[1], few)]
    others = pool[layout.one + 1 :, rng.integers(0, pool.shape[1], few)]
    for static, other in zip(statics.T, others.T, strict=True):
        k, kind = int(rng.integers(len(fields))), rng.integers(4)
        values = fields[k].values()
        if kind == 0:  # one in four from another instance, one in four at random, else one or two places away
            static[:] = other
        elif kind == 1:
            static[k] = values[rng.integers(len(values))]
        else:
            away = (-2, -1, 1, 2)[rng.integers(4)]
            static[k] = values[(values.index(int(static[k])) + away) % len(values)]
    block[layout.one + 1 :] = statics[:, rng.integers(0, few, block.shape[1])]


def _drift(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """A part of the difference of two other instances added, in all fields or in some (differential evolution)."""
    count = block.shape[1]
    ahead, behind = (pool[:, rng.integers(0, pool.shape[1], count)] for _ in range(2))
    # factors of differential evolution, from a half to one, blurred so that no lattice of differences forms
    factor = pick(rng, [0.5, 0.9, 1.0], count) * np.exp(0.3 * rng.normal(size=count))
    density = pick(rng, [0.2, 1.0], count)
    if layout.families:
        total = refined(layout, block, np.full(count, _FINE))
    for family in layout.families:
        here, there, back = (family.shares(m) for m in (block, ahead, behind))
        mask = rng.random((family.groups, 1, count)) < density
        shares = np.maximum(here + factor * mask * (there - back), 0)
        block[family.rows] = settled(family, shares / shares.sum(axis=1, keepdims=True), total)
    entries = layout.entries
    for row in np.unique(entries.den):
        members = np.flatnonzero(entries.den == row)
        here, there, back = (m[entries.num[members]] / m[row] for m in (block, ahead, behind))
        mask = rng.random((len(members), count)) < density
        finer = block[row] if row == layout.one else np.maximum(min(_FINE, entries.finest(row)) // block[row], 1) * block[row]
        on_denominator(layout, block, row, finer, members, here + factor * mask * (there - back))
