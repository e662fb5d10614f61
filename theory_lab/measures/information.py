"""Entropy and information.

The uncertainty of a law, and what one variable says about another, as sums of nonnegative terms on arrays of probabilities.

Main definitions
----------------
``entropy``                  ``H(X) = sum p log(1/p)``
``cross_entropy``            ``sum p log(1/q)``, the mean log loss of forecasting by ``q``
``conditional_entropy``      ``H(X | Y)`` of a joint law
``mutual_information``       ``I(X; Y)`` of a joint law
``conditional_information``  ``I(X; Y | Z)`` of a joint law of three variables

Conventions
-----------
Nats.  A joint law has one axis for each variable, in the order X, Y, Z, and mass 1.  ``0 log 0 = 0``, and terms conditioned on
an event of probability 0 count as 0.

References
----------
T. Cover and J. Thomas, *Elements of Information Theory*, chapter 2.

Tags
----
Shannon entropy, log loss, channel, conditional mutual information
"""

from __future__ import annotations

from theory_lab import numbers as xp
from theory_lab.measures.masses import require_equal_masses
from theory_lab.numbers import Array
from theory_lab.sequences.shapes import Alike, Scalar

__all__ = ["conditional_entropy", "conditional_information", "cross_entropy", "entropy", "mutual_information"]


@xp.formula
def entropy(p: Alike) -> Scalar:
    """``sum p log(1/p)`` over all axes."""
    return -xp.sum(xp.xlogx(p))


@xp.formula
def cross_entropy(p: Alike, q: Alike) -> Scalar:
    """``sum p log(1/q)`` of two laws, over all axes; infinite unless ``q`` covers ``p``.

    Raises ``ValueError`` where ``p`` and ``q`` are exact and of different masses.
    """
    require_equal_masses(p, q, "cross_entropy")
    return entropy(p) + xp.sum(xp.kl_term(p, q))


@xp.formula
def conditional_entropy(joint: Array) -> Scalar:
    """``H(X | Y)`` of a joint law of shape (xs, ys)."""
    given = xp.broadcast_to(xp.sum(joint, axis=0), joint.shape)
    return -xp.sum(given * xp.xlogx(_quotient(joint, given)))


@xp.formula
def mutual_information(joint: Array) -> Scalar:
    """``I(X; Y)`` of a joint law of shape (xs, ys): the KL divergence from the product of its marginals.

    Raises ``ValueError`` where the joint law is exact and its mass is not 1.
    """
    product = xp.outer(xp.sum(joint, axis=1), xp.sum(joint, axis=0))
    require_equal_masses(joint, product, "mutual_information")
    return xp.sum(xp.kl_term(joint, product))


@xp.formula
def conditional_information(joint: Array) -> Scalar:
    """``I(X; Y | Z)`` of a joint law of shape (xs, ys, zs)."""
    first, second = xp.sum(joint, axis=1), xp.sum(joint, axis=0)
    given = xp.broadcast_to(xp.sum(second, axis=0), first.shape)
    return xp.sum(xp.kl_term(joint, _quotient(first, given)[:, None, :] * second[None, :, :]))


def _quotient(part: Array, whole: Array) -> Array:
    """``part / whole``, 0 where both are 0."""
    known = whole > 0
    return xp.where(known, part, 0) / xp.where(known, whole, 1)
