"""Sampling algorithms as pseudocode for ``law_of``, and worst cases over all events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations

from theory_lab.sequences.programs import Draw, law_of

Law = Sequence[Fraction]


def outcome_law(program: Callable[..., int], n: int, *args: object) -> list[Fraction]:
    """The output law of a program with outcomes ``0 .. n-1`` as a list."""
    law = law_of(program, *args)
    return [law.get(y, Fraction(0)) for y in range(n)]


def events(n: int) -> list[tuple[int, ...]]:
    """All subsets of ``n`` outcomes, the empty one first."""
    return [event for size in range(n + 1) for event in combinations(range(n), size)]


def best_of_n(draw: Draw, base: Law, reward: Sequence[object], draws: int) -> int:
    """Ties are broken uniformly among the tied draws."""
    sample = [draw(base) for _ in range(draws)]
    best = max(reward[y] for y in sample)
    tied = [y for y in sample if reward[y] == best]
    return tied[draw([1] * len(tied))]


def best_of_n_ordered(draw: Draw, base: Law, reward: Sequence[object], draws: int) -> int:
    """Ties are broken in favour of the smallest outcome."""
    sample = [draw(base) for _ in range(draws)]
    return max(sample, key=lambda y: (reward[y], -y))


def top_k(draw: Draw, base: Law, reward: Sequence[object], draws: int, k: int) -> int:
    """A uniform choice among the ``k`` best draws, ties in random order."""
    sample, kept = [draw(base) for _ in range(draws)], []
    for _ in range(min(k, draws)):
        best = max(reward[y] for y in sample)
        tied = [i for i, y in enumerate(sample) if reward[y] == best]
        kept.append(sample.pop(tied[draw([1] * len(tied))]))
    return kept[draw([1] * len(kept))]


def best_of_majority(draw: Draw, base: Law, reward: Sequence[Fraction], draws: int, votes: int) -> int:
    """The best outcome with enough votes, the smallest among equals; a random draw where there is none."""
    sample = [draw(base) for _ in range(draws)]
    frequent = [y for y in sample if sample.count(y) >= votes]
    return max(frequent, key=lambda y: (reward[y], -y)) if frequent else sample[draw([1] * draws)]


def soft_best_of_n(draw: Draw, base: Law, weight: Law, draws: int) -> int:
    """A draw chosen with probability proportional to its weight."""
    sample = [draw(base) for _ in range(draws)]
    total = sum(weight[y] for y in sample)
    return sample[draw([weight[y] / total for y in sample])]


def rejection(draw: Draw, base: Law, weight: Law, level: Fraction, draws: int, fallback: Law) -> int:
    """Accept a draw with probability ``min(weight / level, 1)``, at most ``draws`` times."""
    for _ in range(draws):
        y = draw(base)
        accepted = min(weight[y] / level, Fraction(1))
        if draw([accepted, 1 - accepted]) == 0:
            return y
    return draw(fallback)


def pilot_rejection(draw: Draw, base: Law, weight: Law, factor: Fraction, draws: int) -> int:
    """The level is ``factor`` times the mean weight of a pilot sample."""
    total = sum(weight[draw(base)] for _ in range(draws))
    return rejection(draw, base, weight, factor * total / draws, draws, base) if total else draw(base)


def normalising_constant(masses: Law, reward: Law, strength: Fraction) -> Fraction:
    """``max over events A of (E[reward 1_A] - strength) / mass(A)``."""
    ratios = []
    for event in events(len(masses)):
        mass = sum(masses[y] for y in event)
        if mass:
            ratios.append((sum(masses[y] * reward[y] for y in event) - strength) / mass)
    return max(ratios)


def pessimism(draw: Draw, base: Law, reward: Law, strength: Fraction, draws: int, bound: Fraction) -> int:
    """Estimate the constant from one pool, then reject from another."""
    pool = [draw(base) for _ in range(draws)]
    shares = [Fraction(pool.count(y), draws) for y in range(len(base))]
    constant = normalising_constant(shares, reward, strength)
    weight = [max(r - constant, Fraction(0)) / strength for r in reward]
    return rejection(draw, base, weight, (bound - constant) / strength, draws, base)


def single_pool_pessimism(draw: Draw, base: Law, reward: Law, strength: Fraction, draws: int, bound: Fraction) -> int:
    """Estimate the constant from a pool, then look for an accepted draw in the same pool in random order."""
    pool = [draw(base) for _ in range(draws)]
    shares = [Fraction(pool.count(y), draws) for y in range(len(base))]
    constant, waiting = normalising_constant(shares, reward, strength), list(pool)
    while waiting:
        y = waiting.pop(draw([Fraction(1, len(waiting))] * len(waiting)))
        accepted = max(reward[y] - constant, Fraction(0)) / (bound - constant)
        if draw([accepted, 1 - accepted]) == 0:
            return y
    return pool[draw([Fraction(1, draws)] * draws)]


def worst_regret(target: Law, base: Law, draws: int) -> Fraction:
    """``max over events A of target(A) - 1 + (1 - base(A))^draws``."""
    return max(
        sum((target[y] for y in event), Fraction(0)) - 1 + (1 - sum(base[y] for y in event)) ** draws
        for event in events(len(target))
    )
