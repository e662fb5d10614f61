"""Moves of probability mass.

Every move changes a block of columns in place, each column in its own way.  Bounds are attained at ties, at zeros, where
laws are equal or proportional, and in limits, so these must be one or two moves away.

Main definitions: ``transfer``, ``joint_transfer``, ``shrink``, ``empty``, ``level``, ``copy``, ``spread``, ``tie``,
``refine``, ``coarsen``.
"""

from __future__ import annotations

import numpy as np

from theory_lab.claims.search.population import LIMIT, Family, Layout, Matrix, pick, settled


def _family(layout: Layout, rng: np.random.Generator, groups: int = 1) -> Family:
    """A family of at least two atoms and so many groups."""
    families = [family for family in layout.families if family.length > 1 and family.groups >= groups]
    return families[rng.integers(len(families))]


def _two(rng: np.random.Generator, n: int, count: int) -> tuple[Matrix, Matrix]:
    """Two different numbers below ``n`` for every column."""
    first = rng.integers(0, n, count)
    return first, (first + rng.integers(1, n, count)) % n


def _transfer(block: Matrix, source: Matrix, target: Matrix, least: Matrix, amount: Matrix) -> None:
    """Move amounts between rows, all of shape (k, count), keeping at least ``least``."""
    columns = np.arange(block.shape[1])
    moved = np.clip(amount, 0, block[source, columns] - least)
    block[source, columns] -= moved
    block[target, columns] += moved


def _portion(rng: np.random.Generator, available: Matrix) -> Matrix:
    """One unit, a power-of-two part, or a random part of what is there."""
    shape = available.shape
    # a unit, a part from a half to a 2048th, or any part
    parts = [np.ones_like(available), np.maximum(available >> rng.integers(1, 12, shape), 1), available * rng.random(shape)]
    return np.choose(rng.integers(0, 3, shape), parts).astype(np.int64)


def transfer(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """Mass from one atom to another."""
    family, count = _family(layout, rng), block.shape[1]
    group = rng.integers(0, family.groups, count)
    a, b = _two(rng, family.length, count)
    source = family.rows[group, a]
    amount = _portion(rng, block[source, np.arange(count)])
    _transfer(block, source[None], family.rows[group, b][None], family.positive[group][None], amount[None])


def joint_transfer(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """The same mass between the same atoms of all groups of one length."""
    family, count = _family(layout, rng), block.shape[1]
    a, b = _two(rng, family.length, count)
    source = family.rows[:, a]
    amount = _portion(rng, block[source, np.arange(count)].min(axis=0))
    _transfer(block, source, family.rows[:, b], family.positive[:, None], amount)


def shrink(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """The same atom of all groups divided by one power of two: the road to vanishing probabilities with fixed ratios."""
    family, count = _family(layout, rng), block.shape[1]
    a, b = _two(rng, family.length, count)
    weights = block[family.rows[:, a], np.arange(count)]
    amount = weights - (weights >> rng.integers(1, 8, count))  # halved up to seven times: three moves lead to a millionth
    _transfer(block, family.rows[:, a], family.rows[:, b], family.positive[:, None], amount)


def empty(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """Some atoms, of one group or of all, give their mass to one other."""
    family, count = _family(layout, rng), block.shape[1]
    weights = block[family.rows]
    group = rng.integers(0, family.groups, count)
    giving = (rng.random(count) < 0.5) | (np.arange(family.groups)[:, None] == group)
    atoms = rng.random((family.length, count)) < pick(rng, [0.3, 1.0], count)  # some atoms, or all: a point mass
    moved = np.where(giving[:, None] & atoms, weights - family.least, 0)
    block[family.rows] = weights - moved + moved.sum(axis=1, keepdims=True) * _one_of(rng, family.length, count)


def _one_of(rng: np.random.Generator, n: int, count: int) -> Matrix:
    """One atom marked in every column, shape (n, count)."""
    return np.arange(n)[:, None] == rng.integers(0, n, count)


def level(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """Some atoms of a group share their mass equally; one of them takes what does not divide."""
    family, count = _family(layout, rng), block.shape[1]
    rows = family.rows[rng.integers(0, family.groups, count)].T, np.arange(count)
    rest = _one_of(rng, family.length, count)
    mask = rest | (rng.random(rest.shape) < 0.6)  # pairs, large sets and all atoms come up
    total, parts = (block[rows] * mask).sum(axis=0), mask.sum(axis=0)
    block[rows] = np.where(mask, total // parts, block[rows]) + total % parts * rest


def copy(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """One group becomes another of the same length, perhaps with its atoms in another order."""
    family, count = _family(layout, rng, groups=2), block.shape[1]
    group, other = rng.integers(0, family.groups, (2, count))
    # noise below 1 does not disturb the order of whole numbers: most copies keep it, the others are in random order
    kept = (rng.random(count) < 0.6) * np.arange(family.length)[:, None]
    order = np.argsort(rng.random((family.length, count)) + kept, axis=0)
    weights = block[family.rows[other, order], np.arange(count)]
    here = family.rows[group].T, np.arange(count)
    block[here] = np.where(weights.min(axis=0) >= family.positive[group], weights, block[here])


def spread(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """The next-letter laws after one prefix become those after all prefixes, or after some."""
    family, count = layout.families[rng.integers(len(layout.families))], block.shape[1]
    here, mask = rng.random(count), rng.random((family.groups, count)) < pick(rng, [0.5, 1.0], count)
    for name in dict.fromkeys(family.fields):
        groups = np.flatnonzero(np.array(family.fields) == name)
        rows = family.rows[groups]
        source = block[rows[(here * len(groups)).astype(int)].T, np.arange(count)]
        block[rows] = np.where(mask[: len(groups), None], source, block[rows])


def tie(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """Atoms of one group become exact multiples of the same atoms of another; one atom takes the rest."""
    family, count = _family(layout, rng, groups=2), block.shape[1]
    group, other = _two(rng, family.groups, count)
    columns = np.arange(count)
    here, there = family.rows[group].T, family.rows[other].T
    rest = _one_of(rng, family.length, count)
    # one tie among many atoms, most of them, or all but one: bounds are attained at each
    tied = ~rest & (rng.random(rest.shape) < pick(rng, [0.3, 0.7, 1.0], count))
    times, over = _levels(layout, block, rng, family.length)
    # fine enough for a tied atom of the other group to have four units, whatever its factor
    total = refined(layout, block, 4 * family.length * times.max(axis=0))
    source = block[there, columns]
    most = np.maximum(total // (times * family.length) * over, family.positive[other])
    spill = np.where(tied, np.maximum(source - most, 0), 0)
    source += spill.sum(axis=0) * rest - spill
    target = np.where(rest, 0, np.where(tied, source * times // over, block[here, columns]))
    target = np.where(~tied & (target.sum(axis=0) > total), 0, target)
    target += (total - target.sum(axis=0)) * rest
    valid = target.min(axis=0) >= family.positive[group]
    block[there, columns] = np.where(valid, source, block[there, columns])
    block[here, columns] = np.where(valid, target, block[here, columns])


def refined(layout: Layout, block: Matrix, wanted: Matrix) -> Matrix:
    """Bring the common denominator of all groups to at least ``wanted``, if that is not too fine; returns it."""
    total = block[layout.families[0].rows[0]].sum(axis=0)
    shift = np.ceil(np.log2(np.maximum(np.minimum(wanted, LIMIT) / total, 1))).astype(np.int64)
    for family in layout.families:
        block[family.rows] <<= shift
    return total << shift


def _levels(layout: Layout, block: Matrix, rng: np.random.Generator, length: int) -> tuple[Matrix, Matrix]:
    """Factors for ties, shape (length, count): whole fields, their products and halves, or small numbers."""
    shape = (length, block.shape[1])
    known = np.concatenate([block[layout.entries.num[layout.entries.wholes]], block[layout.one + 1 :]])
    times = rng.integers(1, 5, shape)  # where no field gives a factor: 1 to 4
    if len(known):
        # mostly thresholds themselves (M N for one in five: transitivity), as claims compare p with N q; the rest small numbers
        picks = known[rng.integers(0, len(known), (2, *shape)), np.arange(shape[1])]
        product = picks[0] * np.where(rng.random(shape) < 0.2, picks[1], 1)
        times = np.where(rng.random(shape) < 0.8, product, times)
    # 2**40 times 4 times the length of a group is within int64; halves for thresholds such as N / 2
    return np.clip(times, 1, 1 << 40), pick(rng, [1, 1, 1, 2], shape)


def refine(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """A finer denominator, and a few units moved."""
    total = block[layout.families[0].rows[0]].sum(axis=0)
    # twice as fine, or 16 times to get on; LIMIT / 2 leaves room for the rounding up to a power of two
    refined(layout, block, np.minimum(total << pick(rng, [1, 1, 4], block.shape[1]), LIMIT >> 1))
    family, count = _family(layout, rng), block.shape[1]
    group = rng.integers(0, family.groups, count)
    a, b = _two(rng, family.length, count)
    amount = rng.integers(1, 3, (1, count))
    _transfer(block, family.rows[group, a][None], family.rows[group, b][None], family.positive[group][None], amount)


def coarsen(layout: Layout, block: Matrix, pool: Matrix, rng: np.random.Generator) -> None:
    """Half the denominator, or a small one."""
    total = block[layout.families[0].rows[0]].sum(axis=0)
    # one half, or one that a person would try: up to 60 with its 12 divisors
    smaller = np.where(rng.random(block.shape[1]) < 0.5, total >> 1, rng.integers(1, 61, block.shape[1]))
    smaller = np.maximum(np.minimum(smaller, total), layout.widest)
    for family in layout.families:
        block[family.rows] = settled(family, family.shares(block), smaller)
