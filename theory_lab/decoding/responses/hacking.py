"""Instances on which an imperfect reward model is exploited, and the worst reward models.

Each family is a base law, a true reward, a proxy and a comparator with exact parameters and known closed forms. For given
output laws the worst true reward at a given error has a closed form; for Best-of-N, whose law depends only on the
order of the proxy, the worst proxy is found over all orders by isotonic regression.

Main definitions
----------------
``Problem``                base law, true reward, proxy, comparator; error and coverage as methods
``hacked_good_response``   a good response whose proxy is too low, a rare hack whose proxy is the highest
``rare_hack``              an honest response and a hack of mass ``1/N`` (the reward hacking lower bound)
``rare_reward``            one rewarding response that few draws find (the compute lower bound)
``lower_bound_worlds``     worlds that no rule can tell apart (the minimax lower bound)
``kl_failure``             the instance on which KL regularisation misses the skyline
``proxy_of_error``         a random proxy at a given distance from the true reward
``worst_truth``            the worst true reward for a pair of laws
``worst_proxy``            the worst proxy for Best-of-N

Conventions
-----------
Parameters are whole numbers or ``Fraction``. ``Problem`` holds exact arrays (n,). Random and worst reward models are NumPy.

References
----------
A. Huang et al., arXiv:2503.21878; R. Barlow et al., *Statistical inference under order restrictions*, 1972 (isotonic regression).

Tags
----
reward hacking, over-optimisation, worst case, isotonic regression
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from theory_lab import numbers as xp
from theory_lab.measures.coefficients import l1_coverage
from theory_lab.numbers import Array
from theory_lab.numbers.whole.rationals import rational

__all__ = [
    "Problem",
    "hacked_good_response",
    "kl_failure",
    "lower_bound_worlds",
    "proxy_of_error",
    "rare_hack",
    "rare_reward",
    "worst_proxy",
    "worst_truth",
]

Vector = NDArray[np.float64]
ROUNDING = 1e-12  # of squares of errors, relative: sums of at most thousands of products, each rounded to one part in 10^16


class Problem(NamedTuple):
    """A base law, a true reward, a proxy and a comparator, each an exact array (n,)."""

    base: Array
    truth: Array
    proxy: Array
    target: Array

    def squared_error(self) -> Array:
        """``E_p (proxy - truth)^2``."""
        return xp.dot(self.base, (self.proxy - self.truth) ** 2)

    def coverage(self) -> Array:
        """``C`` of the comparator."""
        return l1_coverage(self.target, self.base)


def hacked_good_response(good: Fraction, hack: Fraction, shortfall: Fraction) -> Problem:
    """Base ``(1 - g - q, g, q)``, true rewards (0, 1, 0), proxy ``(0, 1 - h, 1)``, the comparator on the good response.

    ``eps^2 = g h^2 + q`` and ``C = 1/g``. For ``0 < h < 1`` Best-of-N has the regret ``1 - (1 - q)^N + (1 - q - g)^N``; it is
    smaller at ``h = 0``, where the good response ties with the hack, and larger at ``h = 1``, where it ties with the rest.
    """
    good, hack = rational(good, "the mass of the good response"), rational(hack, "the mass of the hack")
    shortfall = rational(shortfall, "the shortfall")
    if not (good > 0 and hack > 0 and good + hack < 1 and 0 <= shortfall <= 1):
        raise ValueError(f"masses are positive and leave a rest, the shortfall lies in [0, 1]; got {good}, {hack}, {shortfall}")
    return _problem([1 - good - hack, good, hack], [0, 1, 0], [0, 1 - shortfall, 1], [0, 1, 0])


def rare_hack(draws: int, loss: Fraction, advantage: Fraction) -> Problem:
    """Base ``(1 - 1/N, 1/N)``, proxy ``(1 - nu, 1)``, true rewards ``(1 - nu, 1 - nu - loss)``, comparator ``(1, 0)``.

    Best-of-N has the regret ``loss (1 - (1 - 1/N)^N)``.
    """
    loss, advantage = rational(loss, "the loss"), rational(advantage, "the advantage")
    if draws < 2:
        raise ValueError(f"the hack has mass 1/N with N at least 2, got {draws}")
    if not (advantage > 0 and loss >= 0 and loss + advantage <= 1):
        raise ValueError(f"need a positive advantage and a loss with a sum of at most 1, got {advantage} and {loss}")
    honest, rare = 1 - advantage, Fraction(1, draws)
    return _problem([1 - rare, rare], [honest, honest - loss], [honest, 1], [1, 0])


def rare_reward(coverage: Fraction, share: Fraction) -> Problem:
    """A response of reward 1 and base mass ``s^2/(C - 1)`` that the comparator gives ``s``; the proxy is perfect.

    The comparator has coverage at most ``C`` for ``C >= 2``, and any rule that returns one of N draws has regret at least
    ``s - N s^2/(C - 1)``.
    """
    coverage, share = rational(coverage, "the coverage"), rational(share, "the share")
    if not (coverage >= 2 and 0 < share <= 1):
        raise ValueError(f"the coverage is at least 2 and the share in (0, 1], got {coverage} and {share}")
    mass = share**2 / (coverage - 1)
    return _problem([mass, 1 - mass], [1, 0], [1, 0], [share, 1 - share])


def lower_bound_worlds(worlds: int, spread: Fraction, shift: Fraction) -> list[Problem]:
    """Worlds on uniform responses with the same constant proxy 1/2: world ``i`` rewards response ``i`` by ``shift`` more.

    Comparators have density ``1 + spread (n 1_i - 1)``. Then ``eps = shift/sqrt(n - 1)``,
    ``C = 1 + (n - 1) spread^2``, and every law has mean regret ``eps sqrt(C - 1) = shift spread`` over the worlds.
    """
    spread, shift = rational(spread, "the spread"), rational(shift, "the shift")
    if worlds < 2 or not 0 <= spread <= 1 or not 0 <= shift <= Fraction(1, 2):
        raise ValueError(f"need 2 worlds, a spread in [0, 1] and a shift in [0, 1/2], got {worlds}, {spread}, {shift}")
    half, rest = Fraction(1, 2), shift / (worlds - 1)
    problems = []
    for world in range(worlds):
        truth = [half + shift if y == world else half - rest for y in range(worlds)]
        target = [(1 + spread * ((worlds if y == world else 0) - 1)) / Fraction(worlds) for y in range(worlds)]
        problems.append(_problem([Fraction(1, worlds)] * worlds, truth, [half] * worlds, target))
    return problems


def kl_failure(hack: Fraction) -> Problem:
    """Base ``(9/10 - q, 1/10, q)``, true rewards (0, 1/2, 0), proxy ``(0, 1/2, 1)``, the comparator on the second response."""
    hack = rational(hack, "the mass of the hack")
    if not 0 < hack < Fraction(9, 10):
        raise ValueError(f"the mass of the hack lies between 0 and 9/10, got {hack}")
    half = Fraction(1, 2)
    return _problem([Fraction(9, 10) - hack, Fraction(1, 10), hack], [0, half, 0], [0, half, 1], [0, 1, 0])


def proxy_of_error(base: Vector, truth: Vector, error: float, rng: np.random.Generator, bound: float = 1.0) -> Vector:
    """A random proxy in ``[0, bound]`` with ``E_p (proxy - truth)^2 = error^2``; NumPy (n,).

    A Gaussian direction, clipped to the range and scaled. Raises ``ValueError`` when the range allows no such error, and for a
    truth outside it.
    """
    base, truth = _vectors(base=base, truth=truth)
    _require_rewards(truth, "truth", bound)
    direction = rng.standard_normal(len(base))
    largest = np.where(direction > 0, bound - truth, -truth)
    return _clipped(base, truth, direction, largest, error)


def worst_truth(base: Vector, proxy: Vector, target: Vector, law: Vector, error: float, bound: float = 1.0) -> Vector:
    """The true reward in ``[0, bound]`` at error at most ``error`` that makes ``E_target r - E_law r`` largest; NumPy (n,).

    ``clip(proxy + t (target - law)/base, 0, bound)`` with the ``t`` that spends the error. Unclipped, its regret is
    ``E_target proxy - E_law proxy + error ||(target - law)/base||``. When the range cannot hold the error, every entry at
    which the two laws differ is pushed to its end; so is one of base mass zero in any case, as it costs no error. Where the laws
    agree, the proxy stays. Raises ``ValueError`` for a proxy outside the range, and for an error that is negative or no number.
    """
    base, proxy, target, law = _vectors(base=base, proxy=proxy, target=target, law=law)
    _require_rewards(proxy, "proxy", bound)
    if not error >= 0:
        raise ValueError(f"the error of a truth is a number of at least 0, not {error}")
    difference, free = target - law, base == 0
    largest = np.where(difference > 0, bound - proxy, np.where(difference < 0, -proxy, 0))
    if base @ largest**2 <= error**2:
        return proxy + largest
    direction = np.divide(difference, base, out=np.zeros(len(base)), where=~free)
    return np.where(free, proxy + largest, _clipped(base, proxy, direction, largest, error))


class WorstProxy(NamedTuple):
    """The largest regret over proxies within an error, the order that causes it, lowest proxy first, and a proxy near it."""

    regret: float
    order: tuple[int, ...]
    proxy: Vector


def worst_proxy(base: Vector, truth: Vector, target: Vector, draws: int, error: float) -> WorstProxy:
    """The worst proxy for Best-of-N with ``E_p (proxy - truth)^2 <= error^2``, over all orders of at most 8 responses.

    Only the order of the proxy matters. The closest proxy with a given order is the isotonic regression of the
    true reward; its ties can be broken at no cost in the limit, so that strict orders suffice. Raises ``ValueError`` for more
    responses, a number of draws that is not whole from 1 on, and a base that is no law.
    """
    base, truth, target = _vectors(base=base, truth=truth, target=target)
    if len(base) > 8:
        raise ValueError(f"all orders of at most 8 responses are tried, got {len(base)}")
    if not 1 <= draws < np.inf or int(draws) != draws:
        raise ValueError(f"Best-of-N draws a whole number of times, at least once, got N = {draws}")
    _require_error(error)
    best = WorstProxy(-np.inf, (), truth)
    for order in permutations(range(len(base))):
        ranked = list(order)
        fitted = _isotonic(truth[ranked], base[ranked])
        if base[ranked] @ (fitted - truth[ranked]) ** 2 > error**2 * (1 + ROUNDING):
            continue
        powers = np.minimum(np.cumsum(base[ranked]), 1) ** draws
        value = np.diff(powers, prepend=0) @ truth[ranked]
        if target @ truth - value > best.regret:
            proxy = np.empty(len(base))
            proxy[ranked] = fitted
            best = WorstProxy(float(target @ truth - value), order, proxy)
    return best


def _problem(*parts: list[Any]) -> Problem:
    return Problem(*(xp.exact(part) for part in parts))


def _clipped(base: Vector, start: Vector, direction: Vector, largest: Vector, error: float) -> Vector:
    """``start`` plus ``t direction`` cut at ``largest``, with the ``t`` of the given error."""
    _require_error(error)
    if base @ largest**2 < error**2 * (1 - ROUNDING):
        raise ValueError(f"the range of rewards allows an error of {np.sqrt(base @ largest**2)} in this direction, not {error}")
    moving = direction != 0
    cuts = np.where(moving, largest / np.where(moving, direction, 1), np.inf)
    spent, free = 0.0, float(base @ direction**2)
    for place in np.argsort(cuts):
        if spent + free * cuts[place] ** 2 >= error**2 or not np.isfinite(cuts[place]):
            break
        spent += base[place] * largest[place] ** 2
        free -= base[place] * direction[place] ** 2
    time = np.sqrt(max(error**2 - spent, 0) / free) if free > 0 else np.inf
    free_run = moving & (cuts > time)  # the others end where they are cut, also at an infinite time
    return start + np.where(cuts <= time, largest, np.multiply(direction, time, out=np.zeros(len(base)), where=free_run))


def _vectors(**vectors: Any) -> tuple[Vector, ...]:
    """The base law and vectors beside it as floats; ``ValueError`` unless they are finite, of one length, and the first a law."""
    found = {name: np.asarray(vector, dtype=np.float64) for name, vector in vectors.items()}
    shapes = {vector.shape for vector in found.values()}
    if len(shapes) > 1 or found["base"].ndim != 1 or not found["base"].size:
        listed = ", ".join(f"{name} {vector.shape}" for name, vector in found.items())
        raise ValueError(f"one number for each response is needed, in vectors of one length, not the shapes {listed}")
    for name, vector in found.items():
        if not np.isfinite(vector).all():
            raise ValueError(f"the {name} has finite entries, got {vector[~np.isfinite(vector)][0]}")
    if found["base"].min() < 0 or abs(found["base"].sum() - 1) > 1e-6:
        raise ValueError(f"the base law has nonnegative probabilities of total 1, not {found['base'].tolist()}")
    return tuple(found.values())


def _require_rewards(rewards: Vector, name: str, bound: float) -> None:
    if not (rewards.min() >= 0 and rewards.max() <= bound < np.inf):
        raise ValueError(f"the {name} lies between 0 and a finite bound, got {rewards.min()} to {rewards.max()} for {bound}")


def _require_error(error: float) -> None:
    if not 0 <= error < np.inf:
        raise ValueError(f"the error of a proxy is a finite number of at least 0, not {error}")


def _isotonic(values: Vector, weights: Vector) -> Vector:
    """The nondecreasing sequence closest to ``values`` in weighted squares, by pooling adjacent violators."""
    blocks: list[list[float]] = []
    for value, weight in zip(values, weights, strict=True):
        blocks.append([value, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            mean, mass, count = blocks.pop()
            total = blocks[-1][1] + mass
            # Two blocks without weight may have any common value: that of one of them, so that no neighbour moves for it.
            pooled = (blocks[-1][0] * blocks[-1][1] + mean * mass) / total if total else mean
            blocks[-1] = [pooled, total, blocks[-1][2] + count]
    return np.repeat([block[0] for block in blocks], [int(block[2]) for block in blocks])
