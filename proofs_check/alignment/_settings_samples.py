"""Inference-time pessimism with thousands of draws, on instances where its bound says something.

A good response whose proxy is too low and a rare hack with the highest proxy; or two responses of one proxy and two true
rewards, and a hack.

Main definitions: `hacked`, `tied`; `tuned`, `skyline`, `sampled_regret`, `sampled_bound`, `best_of_n_regret`.

Conventions: an instance is a base law, a proxy and true rewards, all fractions at most 1; the comparator is the response of
largest true reward. The tuned strength is ``eps/sqrt(C - 1)``, rounded down to ten digits.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import isqrt
from typing import NamedTuple

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.decoding.responses.long_pools import sampled_value
from theory_lab.numbers import Array
from theory_lab.numbers.reals.ends import ball_between

DIGITS = 10**10


class Responses(NamedTuple):
    """A base law, a proxy and true rewards of a few responses, the most frequent one last."""

    base: tuple[Fraction, ...]
    proxy: tuple[Fraction, ...]
    truth: tuple[Fraction, ...]

    @property
    def squared_error(self) -> Fraction:
        """``eps^2 = E_p (proxy - truth)^2``."""
        return sum((p * (a - b) ** 2 for p, a, b in zip(*self, strict=True)), Fraction(0))

    @property
    def excess(self) -> Fraction:
        """``C - 1`` of the best response."""
        return 1 / self.base[int(np.argmax(self.truth))] - 1  # type: ignore[call-overload]


def hacked(good: Fraction, hack: Fraction, shortfall: Fraction) -> Responses:
    """A hack of mass ``hack``, a good response, and the rest: proxies ``1, 1 - shortfall, 0``, true rewards 0, 1, 0."""
    none, one = Fraction(0), Fraction(1)
    return Responses((hack, good, 1 - good - hack), (one, 1 - shortfall, none), (none, one, none))


def tied(hack: Fraction, gain: Fraction, spread: Fraction) -> Responses:
    """Two responses of proxy 1/2 and true rewards ``1/2 +- spread``, and a hack of proxy ``1/2 + gain`` that is worth nothing."""
    half, rest = Fraction(1, 2), (1 - hack) / 2
    return Responses((hack, rest, rest), (half + gain, half, half), (Fraction(0), half - spread, half + spread))


def tuned(made: Responses) -> Fraction:
    """``eps/sqrt(C - 1)``, rounded down."""
    return Fraction(isqrt(int(made.squared_error / made.excess * DIGITS**2)), DIGITS)


def skyline(made: Responses) -> Array:
    """``eps sqrt(C - 1)``."""
    return xp.sqrt(xp.exact(made.squared_error * made.excess))


@cache
def sampled_regret(made: Responses, factor: Fraction, draws: int) -> Array:
    """The regret of two-pool pessimism at ``factor`` times the tuned strength: a ball."""
    value = sampled_value(*made, factor * tuned(made), draws)
    return max(made.truth) - xp.exact(xp.Real(None, ball_between(*xp.value(value))))


def sampled_bound(made: Responses, factor: Fraction, draws: int) -> Array:
    """``b (C - 1) + eps^2/b + 3 exp(-0.153 N b/(1 + b))``."""
    strength = factor * tuned(made)
    missed = xp.exp(xp.exact(-Fraction(153, 1000) * draws * strength / (1 + strength)))
    return strength * made.excess + made.squared_error / strength + 3 * missed


def best_of_n_regret(made: Responses, draws: int) -> Array:
    """The regret of Best-of-N, exact."""
    return max(made.truth) - xp.dot(
        best_of_n(xp.exact(list(made.base)), xp.exact(list(made.proxy)), draws), xp.exact(list(made.truth))
    )
