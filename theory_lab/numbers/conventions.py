"""Conventions at zero and infinity, decided once.

The terms of divergences and ratios at ``0/0``, ``a/0`` and ``0 log 0``, in forms that are nonnegative by construction and
safe under gradients.

Main definitions: ``xlogx``, ``kl_term``, ``chi2_term``, ``ratio_at_least``, ``binomial``, ``multinomial``.

Conventions: ``0 log 0 = 0``; ``kl_term(0, q) = q``; ``kl_term(p, 0) = inf`` for ``p > 0``; a ratio ``0/0`` counts as 0 and
``a/0`` as infinity.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from theory_lab.numbers import logfloat
from theory_lab.numbers.batches import Array, Truth
from theory_lab.numbers.constructors import formula
from theory_lab.numbers.functions import log, maximum, where

INFINITY = math.inf


@formula
def xlogx(x: Array) -> Array:
    """``x log x`` in nats; 0 at 0."""
    positive = x > 0
    return where(positive, x * log(where(positive, x, 1)), 0)


@formula
def kl_term(p: Array, q: Array) -> Array:
    """``q f(p/q)`` with ``f(t) = t log t - t + 1 >= 0``: terms of ``sum p log(p/q)`` between laws of equal mass.

    0 at ``p = q = 0``, ``q`` at ``p = 0``, infinity at ``q = 0 < p``.
    """
    supported = q > 0
    t = where(supported, p, 1) / where(supported, q, 1)
    if q.arithmetic is logfloat:
        body = p * log(where(p > 0, t, 1)) - p + q
    else:
        body = q * (xlogx(t) - t + 1)
    return where(supported, maximum(body, 0), where(p > 0, INFINITY, 0))


@formula
def chi2_term(p: Array, q: Array) -> Array:
    """``(p - q)**2 / q``; 0 at ``p = q = 0``, infinity at ``q = 0 < p``."""
    supported = q > 0
    return where(supported, (p - q) ** 2 / where(supported, q, 1), where(p > 0, INFINITY, 0))


@formula
def ratio_at_least(p: Array, q: Array, level: Any) -> Truth:
    """Whether ``p/q >= level``, by cross-multiplication; ``0/0`` counts as 0 and ``p/0`` as infinity."""
    return (p > 0) & (p >= q * level)


def binomial(n: int, k: int) -> int:
    """The number of ``k``-subsets of ``n`` things; 0 outside ``0 <= k <= n``."""
    return math.comb(n, k) if 0 <= k <= n else 0


def multinomial(counts: Sequence[int]) -> int:
    """The number of sequences with the given counts."""
    total, product = 0, 1
    for count in counts:
        total += count
        product *= math.comb(total, count)
    return product
