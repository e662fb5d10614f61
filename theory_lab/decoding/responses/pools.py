"""Output laws of sampling algorithms with many responses and many draws, in floats.

The exact laws of the neighbouring modules go through all count vectors of a sample, which ends at a handful of
responses. Here the same laws are found for thousands of responses by sorting, convolution and one integral; they
are the engine of ``candidates``, which checks its arguments.

Main definitions
----------------
``best_of_n``             by one sort
``top_k``                 by one sort and two binomial tails for each class of ties
``soft_best_of_n``        by one integral
``best_of_majority``      by convolution of Poissonised counts
``normalising_constant``  of the chi-square regularised policy, by one sort
``rejection_laws``        the output of pessimistic rejection sampling, for many constants
``constant_law``          the law of the estimated normalising constant, by convolution
``estimated_pessimism``   the average of the two

Conventions
-----------
``base`` and ``reward`` are NumPy arrays (n,), not checked. Errors of rounding are not counted.

References
----------
A. Huang et al., arXiv:2503.21878.

Tags
----
Best-of-N, pessimism, convolution, Poissonisation
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "best_of_majority",
    "best_of_n",
    "constant_law",
    "estimated_pessimism",
    "normalising_constant",
    "rejection_laws",
    "soft_best_of_n",
    "top_k",
]

Vector = NDArray[np.float64]
NEGLIGIBLE = 1e-13  # chance of what is left out at either end, above the rounding of the sums and below ten digits shown
UNLIKELY = 1e-25  # of a count: all that are left out together stay below NEGLIGIBLE


def best_of_n(base: Vector, reward: Vector, draws: float) -> Vector:
    """The law of a largest-reward draw, ties uniform; ``draws >= 1`` real."""
    order = np.argsort(reward)
    ranked, classes = base.take(order), _classes(reward.take(order))
    ties = np.bincount(classes, ranked)
    at_most = np.minimum(np.cumsum(ties), 1)
    above = np.append(np.cumsum(ties[:0:-1])[::-1], 0.0)
    for masses in (ties, at_most):
        np.maximum(masses, 5e-324, out=masses)  # a class of mass 0 keeps the law 0 without a case of its own
    # Near 1 from the other side: the power multiplies the error of a sum near 1 by the number of draws.
    powers = np.where(above < 0.5, np.log1p(-np.minimum(above, 0.5)), np.log(at_most))
    powers *= draws
    np.exp(powers, out=powers)
    np.copyto(at_most, 1 - above, where=above < 0.5)
    # (F^N - G^N)/(F - G) = -F^N expm1(N log1p(-q/F))/q with q = F - G, in place: a million responses are a matter of memory
    density = np.minimum(ties / at_most, 1)
    np.negative(density, out=density)
    with np.errstate(divide="ignore"):
        np.log1p(density, out=density)
    density *= draws
    np.expm1(density, out=density)
    density *= powers
    density /= np.negative(ties, out=ties)
    ranked *= density.take(classes)
    law = np.empty_like(base)
    law[order] = ranked
    return law


def top_k(base: Vector, reward: Vector, draws: int, k: int) -> Vector:
    """The law of a uniform choice among the ``k`` draws of largest reward, ties in random order.

    ``E min(Bin(N, s), k) = N s P(Bin(N-1, s) < k-1) + k P(Bin(N, s) >= k)`` at the mass ``s`` above and with each class.
    """
    from scipy.special import bdtr, bdtrc

    order = np.argsort(-reward)
    ranked, classes = base.take(order), _classes(reward.take(order))
    ties = np.bincount(classes, ranked)
    upper = np.minimum(np.cumsum(ties), 1)
    few = bdtr(k - 2, draws - 1, upper) if k > 1 else np.zeros(len(upper))
    many = bdtrc(k - 1, draws, upper)
    kept = np.where(upper >= 1, k, draws * upper * few + k * many) / k
    met = ties > 0
    density = np.where(met, np.diff(kept, prepend=0) / np.where(met, ties, 1), 0)
    law = np.empty_like(base)
    law[order] = ranked * density.take(classes)
    return law


def soft_best_of_n(base: Vector, exponents: Vector, draws: int) -> Vector:
    """The law of one draw chosen with probability proportional to ``exp(exponents)``, exponents at most 0.

    ``p(y) int N w_y e^(-t w_y) phi(t)^(N-1) dt`` with the Laplace transform ``phi`` of the weights. In ``x = log t`` the
    integrand is analytic in a strip of half-width ``pi/2``, so that the trapezoidal rule of step 1/5 is exact to rounding.
    """
    nodes = np.arange(np.log(1e-18 / draws), np.log(45) - exponents.min(), 0.2)
    # Beyond 1e300 the integrand is 0, and it must not become infinity times 0.
    scaled = np.exp(np.minimum(exponents + nodes[:, None], 690))
    decays = np.exp(-scaled)
    # Near 1 from the other side: the power multiplies the error of a sum near 1 by the number of draws.
    missing = -np.expm1(-scaled) @ base
    logs = np.where(missing < 0.5, np.log1p(-np.minimum(missing, 0.5)), np.log(np.maximum(decays @ base, 5e-324)))
    return base * (0.2 * draws * np.exp((draws - 1) * logs) @ (scaled * decays))


def best_of_majority(base: Vector, reward: Vector, draws: int, votes: int) -> Vector:
    """The best response with at least ``votes`` of the draws, the earliest among equals; a random draw where there is none.

    With a Poisson number of draws the counts are independent, and a product of truncated generating functions is the
    law of the draws that went to responses without enough votes; conditioning on the number of draws gives the law.
    """
    order = np.lexsort((np.arange(len(base)), -reward))
    means = draws * base[order]
    counts = _poisson(means, draws)
    # Rare responses have few likely counts: the others are left out, which is what makes many responses cheap.
    ends = draws + 1 - (counts[:, ::-1] > UNLIKELY).argmax(axis=1)
    few = [row[: min(end, votes)] for row, end in zip(counts, ends, strict=True)]
    total = _poisson(np.array([float(draws)]), draws)[0, draws]
    worse = _poisson(np.append(np.cumsum(means[::-1])[::-1][1:], 0.0), draws)
    before, prefixes = np.eye(1, draws + 1)[0], []
    law = np.zeros(len(base))
    for rank, place in enumerate(order):
        prefixes.append(before)
        many = counts[rank, votes : ends[rank]]
        if len(many):
            won = np.convolve(before, many)[: draws + 1 - votes]
            law[place] = won @ worse[rank, draws - votes :: -1] / total
        before = np.convolve(before, few[rank])[: draws + 1]
    after = np.eye(1, draws + 1)[0]
    for rank in range(len(order) - 1, -1, -1):
        own = np.convolve(after, few[rank] * np.arange(len(few[rank])))[: draws + 1]
        law[order[rank]] += prefixes[rank] @ own[::-1] / (total * draws)
        after = np.convolve(after, few[rank])[: draws + 1]
    return law


def normalising_constant(base: Vector, reward: Vector, strength: float) -> float:
    """The ``lambda`` with ``E max(reward - lambda, 0) = strength``."""
    order = np.argsort(-reward)
    masses, gains = np.cumsum(base[order]), np.cumsum((base * reward)[order])
    met = masses > 0
    return float(((gains[met] - strength) / masses[met]).max())


def rejection_laws(base: Vector, reward: Vector, constants: Vector, draws: int, bound: float) -> NDArray[np.float64]:
    """Draws accepted with probability ``max(r - lambda, 0)/(bound - lambda)``, else one more draw; (m, n) for m constants."""
    reached = constants >= bound
    excess = np.where(reached[:, None], reward >= bound, np.maximum(reward - constants[:, None], 0))
    attempts, missed = _attempts(base, excess, np.where(reached, 1, bound - constants), draws)
    return base * (excess * attempts[:, None] + missed[:, None])


def constant_law(base: Vector, reward: Vector, strength: float, draws: int, bound: float, cells: int) -> tuple[Vector, Vector]:
    """The law of the normalising constant of ``draws`` draws: centres of cells and their probabilities.

    ``lambda <= l`` iff the sum of ``max(r - l, 0)`` over the draws is at most ``draws * strength``. The mass of a reward
    is split between the two nearest of ``cells + 1`` places, which keeps the mean of ``max(r - l, 0)`` at every place
    ``l``. It moves ``lambda`` by at most a step, so that the exact constant lies within 3/2 steps of the centre of its
    cell.
    """
    if strength > bound:  # beyond the bound the constant is the mean reward minus the strength
        centres, probabilities = constant_law(base, reward, bound, draws, bound, cells)
        return centres - (strength - bound), probabilities
    step = bound / cells
    places = np.minimum((reward / step).astype(int), cells - 1)
    upper = reward / step - places
    masses: Any = np.bincount(places, base * (1 - upper), cells + 1) + 0.0
    masses += np.bincount(places + 1, base * upper, cells + 1)
    limit = int(np.floor(draws * strength / step * (1 + 1e-12)))
    lowest = -int(np.ceil(strength / step)) - 1
    likely = int(np.clip(np.rint(normalising_constant(base, reward, strength) / step), lowest, cells))
    below = {lowest: 0.0, cells: 1.0}
    for level in range(likely, cells):
        below[level] = _sum_at_most(masses, level, draws, limit)
        if below[level] > 1 - NEGLIGIBLE:
            break
    for level in range(likely - 1, lowest, -1):
        below[level] = _sum_at_most(masses, level, draws, limit)
        if below[level] < NEGLIGIBLE:
            break
    levels = np.array(sorted(below))
    probabilities = np.diff([below[level] for level in levels], prepend=0.0)
    kept = probabilities > 0
    return (levels[kept] - 0.5) * step, probabilities[kept] / probabilities[kept].sum()


def estimated_pessimism(
    base: Vector, reward: Vector, strength: float, draws: int, bound: float, cells: int
) -> tuple[Vector, float]:
    """The output law of two-pool pessimism, and a bound on its error in total variation."""
    centres, probabilities = constant_law(base, reward, strength, draws, bound, cells)
    reach = 3 * bound / (2 * cells)
    low = np.maximum(reward - centres[:, None] - reach, 0)
    high = np.maximum(reward - centres[:, None] + reach, 0)
    few, rarely = _attempts(base, high, bound - centres + reach, draws)
    many, often = _attempts(base, low, np.maximum(bound - centres - reach, NEGLIGIBLE), draws)
    widths = high * many[:, None] + often[:, None] - low * few[:, None] - rarely[:, None]
    law = probabilities @ rejection_laws(base, reward, np.minimum(centres, bound - NEGLIGIBLE), draws, bound)
    return law, min(float(probabilities @ np.minimum(widths @ base, 1)), 1.0)


def _attempts(base: Vector, excess: NDArray[np.float64], level: Vector, draws: int) -> tuple[Vector, Vector]:
    """The expected number of attempts over ``level``, and the probability that none succeeds."""
    accepted = np.minimum(excess @ base / level, 1)
    with np.errstate(divide="ignore"):
        missed = np.exp(draws * np.log1p(-accepted))
    met = accepted > 0
    attempts = np.where(met, (1 - missed) / np.where(met, accepted, 1), draws)
    return attempts / level, missed


def _sum_at_most(masses: Vector, level: int, draws: int, limit: int) -> float:
    """``P(sum of max(X - level, 0) over the draws <= limit)`` for whole ``X`` with these masses.

    A power of the generating function on a circle of radius below 1: wrapped terms weigh at most 1e-12, and rounding
    is amplified at most a thousandfold.
    """
    from scipy.fft import next_fast_len

    places = np.arange(len(masses))
    law = np.bincount(np.maximum(places - level, 0), weights=masses)[: limit + 1]
    # At a length with a large prime factor the transform takes up to fifteen times as long.
    size: Any = next_fast_len(4 * (limit + 1), real=True)
    radius = 1e-12 ** (1 / size)
    weights = radius ** np.arange(limit + 1)
    powers = np.fft.irfft(np.fft.rfft(law * weights[: len(law)], size) ** draws, size)[: limit + 1]
    return float(np.clip((powers / weights).sum(), 0, 1))


def _classes(rewards: Vector) -> NDArray[np.int64]:
    """The class of equal entries that each entry of a sorted array belongs to: 0, 1, ..."""
    return np.cumsum(np.concatenate([[False], rewards[1:] != rewards[:-1]]))


def _poisson(means: Vector, draws: int) -> NDArray[np.float64]:
    """Poisson probabilities of 0 .. draws, one row for each mean."""
    counts = np.arange(draws + 1)
    logs = np.concatenate([[0.0], np.cumsum(np.log(counts[1:]))])
    with np.errstate(divide="ignore"):
        exponents = np.where(counts > 0, counts * np.log(np.where(means > 0, means, 1))[:, None], 0)
    return np.where((means[:, None] > 0) | (counts == 0), np.exp(exponents - means[:, None] - logs), 0)
