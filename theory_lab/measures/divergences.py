"""Divergences between laws.

Each divergence is one formula on arrays of probabilities of any shape, summed over all axes.  Pass a table of
conditional laws as a joint law (``laws.joint``): the divergence of two joint laws with the same prompt law is
the average divergence.

Main definitions
----------------
``total_variation``, ``hellinger2``, ``kl``, ``chi2``, ``renyi``
``hockey_stick``        ``sum (p - gamma q)_+``
``f_divergence``        ``sum q f(p/q)`` for any convex ``f``
``token_kl``            the KL divergence of the next letter after every prefix of a tree
``stopped_kl``          ``E_p min(level, sum_h KL of the h-th letter)``

Conventions
-----------
Nats.  ``0 log 0 = 0``; where ``q = 0 < p`` a term is infinite for ``kl`` and ``chi2``, and ``p`` times the
slope of ``f`` at infinity for ``f_divergence``.  ``hellinger2`` is ``sum (sqrt p - sqrt q)^2 / 2``, in [0,
1]; the literature on interactive decision making uses twice that.  ``kl`` is for ``p`` and ``q`` of equal mass.

References
----------
Y. Polyanskiy and Y. Wu, *Information Theory: From Coding to Learning*, chapter 7.

Tags
----
f-divergences, Hellinger distance, Renyi divergence, hockey-stick divergence
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from theory_lab import numbers as xp
from theory_lab.measures.masses import require_equal_masses
from theory_lab.numbers import Array
from theory_lab.numbers.whole.rationals import rational
from theory_lab.sequences import laws
from theory_lab.sequences.shapes import Alike, EdgeRows, Edges, NodeRows, Scalar
from theory_lab.sequences.trees import Tree

__all__ = [
    "chi2",
    "f_divergence",
    "hellinger2",
    "hockey_stick",
    "kl",
    "renyi",
    "stopped_kl",
    "token_kl",
    "total_variation",
]


@xp.formula
def total_variation(p: Alike, q: Alike) -> Scalar:
    """``sum |p - q| / 2``."""
    return xp.sum(abs(p - q)) / 2


@xp.formula
def hellinger2(p: Alike, q: Alike) -> Scalar:
    """The squared Hellinger distance ``sum (sqrt p - sqrt q)^2 / 2``, in [0, 1]."""
    return xp.sum((xp.sqrt(p) - xp.sqrt(q)) ** 2) / 2


@xp.formula
def kl(p: Alike, q: Alike) -> Scalar:
    """``sum p log(p/q)`` in nats, as a sum of nonnegative terms; infinite unless ``q`` covers ``p``.

    Raises ``ValueError`` where ``p`` and ``q`` are exact and of different masses, as parts of laws are.
    """
    require_equal_masses(p, q, "kl")
    return xp.sum(xp.kl_term(p, q))


@xp.formula
def chi2(p: Alike, q: Alike) -> Scalar:
    """``sum (p - q)^2 / q``; infinite unless ``q`` covers ``p``."""
    return xp.sum(xp.chi2_term(p, q))


@xp.formula
def renyi(p: Alike, q: Alike, order: int | Fraction) -> Scalar:
    """``log(sum p^order q^(1 - order)) / (order - 1)`` in nats for ``order > 0``; ``kl`` at order 1.

    Whole orders keep a rational inside the logarithm.  Raises ``ValueError`` for an order that is not
    positive and ``TypeError`` for a float.
    """
    order = rational(order, "the order of a Renyi divergence")
    if order <= 0:
        raise ValueError(f"the order of a Renyi divergence must be positive, got {order}")
    if order == 1:
        return kl(p, q)
    infinite = xp.INFINITY if order > 1 else 0
    return xp.log(f_divergence(p, q, lambda t: _power(t, order), infinite)) / (order - 1)


@xp.formula
def hockey_stick(p: Alike, q: Alike, gamma: Any) -> Scalar:
    """``sum (p - gamma q)_+``; ``total_variation`` at ``gamma = 1``."""
    return xp.sum(xp.maximum(p - gamma * q, 0))


@xp.formula
def f_divergence(p: Alike, q: Alike, f: Callable[[Array], Array], slope_at_infinity: Any) -> Scalar:
    """``sum q f(p/q)``, with ``p * slope_at_infinity`` where ``q = 0``.

    ``f`` acts elementwise and must be finite at 0; the slope is the limit of ``f(t) / t``, possibly infinite.
    """
    covered, missing = q > 0, p > 0
    inside = q * f(xp.where(covered, p, 1) / xp.where(covered, q, 1))
    outside = xp.where(missing, xp.where(missing, p, 1) * slope_at_infinity, 0)
    return xp.sum(xp.where(covered, inside, outside))


@xp.formula
def token_kl(tree: Tree, p: EdgeRows, q: EdgeRows) -> NodeRows:
    """``KL(p(.|z) || q(.|z))`` for every prefix ``z``, 0 at leaves; from (tree.size - 1,) to (tree.size,)."""
    return xp.segment_sum(xp.kl_term(p, q), tree.parent[1:], tree.size)


@xp.formula
def stopped_kl(tree: Tree, p: Edges, q: Edges, level: Any) -> Scalar:
    """``E_{y ~ p} min(level, sum_h KL(p(.|y_<h) || q(.|y_<h)))``; ``p``, ``q`` (tree.size - 1,).

    Equation (50) of arXiv:2510.15020 with ``level = log N``, in nats.
    """
    sums = laws.path_sums(tree, token_kl(tree, p, q)[tree.parent[1:]])[tree.leaves]
    return xp.dot(laws.leaf_law(tree, p), xp.minimum(sums, level))


def _power(t: Array, order: Fraction) -> Array:
    """``t ** order`` for ``t >= 0`` and ``order > 0``."""
    if order.denominator == 1:
        return t**order.numerator
    positive = t > 0
    return xp.where(positive, xp.exp(order * xp.log(xp.where(positive, t, 1))), 0)
