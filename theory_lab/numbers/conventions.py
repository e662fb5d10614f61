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

from theory_lab.numbers.arithmetics import logfloat
from theory_lab.numbers.arithmetics.truths import Truth
from theory_lab.numbers.array import Array
from theory_lab.numbers.constructors import formula
from theory_lab.numbers.functions import exp, log, maximum, where

INFINITY = math.inf


@formula
def xlogx(x: Array) -> Array:
    """``x log x`` in nats; 0 at 0."""
    return x * log(where(abs(x) > 0, x, 1))


@formula
def kl_term(p: Array, q: Array) -> Array:
    """``q f(p/q)`` with ``f(t) = t log t - t + 1 >= 0``: terms of ``sum p log(p/q)`` between laws of equal mass.

    0 at ``p = q = 0``, ``q`` at ``p = 0``, infinity at ``q = 0 < p``.  In plain floats nan where ``p/q`` overflows.
    """
    supported = q > 0
    t = where(supported, p, 1) / where(supported, q, 1)
    if t.arithmetic is logfloat:
        body = _kl_term_of_logs(p, q, t)
    else:
        body = maximum(q * (xlogx(t) - (t - 1)), 0)
    return where(supported, body, where(p > 0, INFINITY, 0))


def _kl_term_of_logs(p: Array, q: Array, t: Array) -> Array:
    """``p (log t - 1 + 1/t)`` for ``t = p/q >= 1``, else ``q f(t)``, kept in log space."""
    rising = t >= 1
    u = where(rising, t, 1)
    factor = where(rising, log(u) - 1 + 1 / u, xlogx(t) - (t - 1))
    positive = factor > 0
    return where(positive, where(rising, p, q) * exp(log(where(positive, factor, 1))), 0)


@formula
def chi2_term(p: Array, q: Array) -> Array:
    """``(p - q)**2 / q``; 0 at ``p = q = 0``, infinity at ``q = 0 < p``."""
    supported = q > 0
    return where(supported, (p - q) ** 2 / where(supported, q, 1), where(p > 0, INFINITY, 0))


@formula
def ratio_at_least(p: Array, q: Array, level: Any) -> Truth:
    """Whether ``p/q >= level``, by cross-multiplication; ``0/0`` counts as 0 and ``p/0`` as infinity."""
    return (p >= q * level) & ((p > 0) | (p >= level))


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
