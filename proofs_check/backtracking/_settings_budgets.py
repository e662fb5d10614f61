"""Walks that need long: how many steps suffice, on words of two kinds.

A tree of two paths is the least one on which a walk has something to learn: how much mass is on either side. With scores
that are off by a factor of the level on each path, other trees with these factors have the same masses, so that length is
no obstacle.

Main definitions: `legs`, `two_legs`, `legs_time`, `theorem_time`, `noisy_time`; `rated_words`, `coverage_steps`,
`densities`, `event_mass`, `bottleneck_time`.

Conventions: ``pi_ref = pi*`` gives the first path the mass ``share`` and ``tau = 1``; ``kappa`` and all factors are
fractions. Times are least times in the sense of `settling`: from then on the condition holds for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from math import ceil

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Space
from theory_lab.counting.estimators import law_by_squaring
from theory_lab.decoding.walks.settling import coverage_lasts, sampling_lasts
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

DELTA = Fraction(1, 100)
# The worst values come first: a search tries the first ones first.
KAPPAS = (Fraction(5, 4), Fraction(11, 10), Fraction(3, 2), Fraction(2), Fraction(3), Fraction(4))
SHARES = (Fraction(1, 2), Fraction(2, 3), Fraction(1, 3), Fraction(1, 5), Fraction(4, 5))
LOW_PARTS = (Fraction(1, 2), Fraction(1, 4), Fraction(3, 4), Fraction(0))


def two_legs(share: Fraction, first: Sequence[Fraction], second: Sequence[Fraction]) -> tuple[Tree, Array, Array]:
    """The tree of two paths, the weights of its edges by the factors ``Vhat/V*`` of their levels, and the target."""
    depth = len(first)
    tree = Tree.from_words([(0,) * depth, (1,) + (0,) * (depth - 1)])
    weights = [
        mass * factor for pair in zip(first, second, strict=True) for mass, factor in zip((share, 1 - share), pair, strict=True)
    ]
    return tree, xp.exact(weights), xp.exact([share, 1 - share])


def legs() -> Space:
    """Words of two kinds: ``kappa``, the mass of the first kind, the part of the levels of the second that is underrated."""
    return Space(kappa=Choice(*KAPPAS), share=Choice(*SHARES), low=Choice(*LOW_PARTS))


@cache
def legs_time(depth: int, kappa: Fraction, share: Fraction, low: int, delta: Fraction = DELTA) -> int:
    """From when on the distance given a leaf stays within ``2/3 delta``.

    Inner scores are ``kappa V*`` but for the first ``low`` levels of the second path, where they are ``V*/kappa``; words have
    their exact score.
    """
    high = [kappa] * (depth - 1) + [Fraction(1)]
    mixed = [1 / kappa if h < min(low, depth - 1) else factor for h, factor in enumerate(high)]
    return sampling_lasts(*two_legs(share, high, mixed), Fraction(2, 3) * delta)


def theorem_time(depth: int, kappa: Fraction, delta: Fraction = DELTA) -> int:
    """Theorem 4.1, explicit: ``T = 4 kappa^2 H^2 ceil(log2(4 kappa H/delta))``."""
    return ceil(4 * kappa**2 * depth**2 * doublings(4 * kappa * depth / delta))


def doublings(x: Fraction) -> int:
    """``ceil(log2 x)`` of a number above 1."""
    return (ceil(x) - 1).bit_length()


@cache
def noisy_time(noise: int, kappa: Fraction, depth: int = 3, delta: Fraction = DELTA) -> int:
    """The same on uniform binary words of length ``depth``: bit ``v`` of ``noise`` says whether prefix ``v`` is overrated."""
    tree = Tree.complete(2, depth)
    inner = [kappa if noise >> v & 1 else 1 / kappa for v in range(tree.levels[-1].start - 1)]
    steps = xp.exact([Fraction(1, 2)] * (tree.size - 1))
    words = len(tree.leaves)
    weights = walks.edge_weights(tree, steps, xp.exact([*inner, *[Fraction(1)] * words]))
    return sampling_lasts(tree, weights, xp.exact([Fraction(1, words)] * words), Fraction(2, 3) * delta)


def rated_words(depth: int, kappa: Fraction, share: Fraction) -> tuple[Tree, Array, Array, Fraction]:
    """Tree, weights, target, ``L``: inner scores ``kappa V*``, words of mass ``share`` underrated by ``L``, the others overrated.

    ``L`` is such that ``E[V*/Vhat] = kappa`` at the words, the most that Assumption 4.2 allows; the mean of ``Vhat/V*`` is below
    ``kappa`` there.
    """
    underrated = 1 / kappa + (kappa - 1 / kappa) / share
    tree = Tree.from_words([(0,) * depth, (0,) * (depth - 1) + (1,)])
    weights = [kappa] * (depth - 1) + [share / underrated, (1 - share) * kappa]
    return tree, xp.exact(weights), xp.exact([share, 1 - share]), underrated


def coverage_steps(depth: int, kappa: Fraction, delta: Fraction) -> int:
    """Theorem 4.2, explicit: ``4H + 64 kappa^2 H^3/delta^2``."""
    return ceil(4 * depth + 64 * kappa**2 * depth**3 / delta**2)


@cache
def densities(depth: int, kappa: Fraction, share: Fraction, delta: Fraction) -> Array:
    """``pi*/P(X_T = .)`` of the underrated words and of the others at the time of Theorem 4.2, enclosed."""
    tree, weights, target, _ = rated_words(depth, kappa, share)
    law = law_by_squaring(tree, xp.intervals(weights), coverage_steps(depth, kappa, delta))
    return target / law[tree.leaves]


def event_mass(depth: int, kappa: Fraction, share: Fraction, delta: Fraction, level: Fraction) -> Fraction:
    """The mass of the words whose density exceeds ``level``; raises ``Undecided`` where the enclosure does not tell."""
    found = densities(depth, kappa, share, delta)
    return sum((mass for mass, density in zip((share, 1 - share), found, strict=True) if bool(density > level)), Fraction(0))


@cache
def bottleneck_time(depth: int, kappa: Fraction, share: Fraction, delta: Fraction, factor: Fraction) -> int:
    """From when on the event of density above ``factor H kappa^2/delta`` has mass at most ``delta``.

    Words of mass ``share`` have prefixes underrated by ``kappa/share`` in the first half, and overrated by it in the second half;
    the other words have exact scores.
    """
    wrong = kappa / share
    first = [1 / wrong] * (depth // 2) + [wrong] * (depth - depth // 2 - 1) + [Fraction(1)]
    tree, weights, target = two_legs(share, first, [Fraction(1)] * depth)
    return coverage_lasts(tree, weights, target, factor * depth * kappa**2 / delta, delta)
