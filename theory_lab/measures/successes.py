"""How many of several independent events happen.

The law of the number of heads among independent coins, equal or not, and its tails, as in votes, errors on a sample and
concentration inequalities.

Main definitions
----------------
``binomial_law``    the law of the number of heads among ``n`` coins of equal probability
``binomial_laws``   the same for every number of coins up to ``n``
``number_law``      the same for coins of different probabilities (Poisson's binomial law)
``tail``            ``P[X >= threshold]`` of such a law, for any number as threshold

Conventions
-----------
A law on 0, ..., n is an array of shape (n + 1,).  Formulas add products of ``chance`` and ``1 - chance`` only:
nothing cancels.

Tags
----
binomial distribution, Poisson binomial distribution, majority vote
"""

from __future__ import annotations

from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.sequences.shapes import Scalar

__all__ = ["binomial_law", "binomial_laws", "number_law", "tail"]


@xp.formula
def binomial_law(chance: Scalar, n: int) -> Array:
    """``P[X = k]`` for ``k = 0, ..., n``, where ``X`` counts the heads among ``n`` coins."""
    return _choices(n) * xp.powers(chance, n) * xp.powers(1 - chance, n)[::-1]


def binomial_laws(chance: Array, n: int) -> list[Array]:
    """``binomial_law`` for 0, ..., ``n`` coins, whose powers are computed once."""
    heads, tails = xp.powers(chance, n), xp.powers(1 - chance, n)
    return [_choices(k) * heads[: k + 1] * tails[: k + 1][::-1] for k in range(n + 1)]


def _choices(n: int) -> np.ndarray:
    return np.array([xp.binomial(n, k) for k in range(n + 1)], dtype=object)


@xp.formula
def number_law(chances: Array) -> Array:
    """``P[X = k]`` for ``k = 0, ..., n``, where ``X`` counts the heads among coins with these chances, shape (n,)."""
    law = xp.ones((1,), chances)
    nothing = xp.zeros((1,), chances)
    for chance in chances:
        law = xp.concatenate([law * (1 - chance), nothing]) + xp.concatenate([nothing, law * chance])
    return law


@xp.formula
def tail(law: Array, threshold: Any) -> Scalar:
    """``P[X >= threshold]`` for a law on 0, ..., n; the threshold may be any number."""
    return xp.sum(xp.stack([mass * xp.at_least(k, threshold) for k, mass in enumerate(law)]))
