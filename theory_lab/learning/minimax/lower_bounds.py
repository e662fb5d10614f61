"""The lower bounds of the literature on the risk of every learner, as formulas.

Each reduces estimation to a test: between two models, between one and a mixture, among many, or for every coordinate of a
cube. They are compared with the exact minimax risk, which shows what the reduction loses.

Main definitions
----------------
``two_points``   Le Cam's bound from two models
``one_to_many``  from one model and a mixture of others
``fano``         from the mutual information of the sample and a uniform model
``assouad``      from the neighbours on a cube
``information``  that mutual information, in nats

Conventions
-----------
``rows`` are the laws (c, m) of what the learner sees, such as ``states.likelihoods``. A separation is a number ``d`` with
``loss(model, answer) + loss(other, answer) >= d`` for every answer and the pairs that the bound compares; bounds are on the
largest of the models' risks.

References
----------
B. Yu, *Assouad, Fano, and Le Cam*, 1997; A. Tsybakov, *Introduction to Nonparametric Estimation*, 2009, chapter 2.

Tags
----
two-point method, Fano's inequality, Assouad's lemma
"""

from __future__ import annotations

from typing import Any

from theory_lab import numbers as xp
from theory_lab.measures.divergences import total_variation
from theory_lab.numbers import Array

__all__ = ["assouad", "fano", "information", "one_to_many", "two_points"]


@xp.formula
def two_points(rows: Array, separation: Any) -> Array:
    """``(d/2) (1 - TV)`` for two models; ``rows`` is (2, m), result ().  Raises ``ValueError`` for another number of them."""
    if len(rows) != 2:
        raise ValueError(f"this bound is about 2 models, not {len(rows)}")
    return separation * (1 - total_variation(rows[0], rows[1])) / 2


@xp.formula
def one_to_many(rows: Array, separation: Any) -> Array:
    """``(d/2) (1 - TV(first, mean of the others))``; ().  Raises ``ValueError`` where there are no others."""
    if len(rows) < 2:
        raise ValueError(f"one model is told from others, so that 2 or more are needed, not {len(rows)}")
    return separation * (1 - total_variation(rows[0], xp.sum(rows[1:], axis=0) / (len(rows) - 1))) / 2


@xp.formula
def information(rows: Array) -> Array:
    """``(1/c) sum_j KL(row_j || mean row)`` in nats; ()."""
    mean = xp.sum(rows, axis=0) / len(rows)
    return xp.sum(xp.kl_term(rows, mean[None])) / len(rows)


@xp.formula
def fano(rows: Array, separation: Any) -> Array:
    """``(d/2) (1 - (I + log 2)/log c)`` for ``c >= 3`` models that are pairwise separated; ().

    Raises ``ValueError`` for fewer, of which it says nothing.
    """
    if len(rows) < 3:
        raise ValueError(f"Fano's inequality is about 3 models or more, not {len(rows)}")
    return separation * (1 - (information(rows) + xp.log(2)) / xp.log(len(rows))) / 2


@xp.formula
def assouad(rows: Array, separation: Any) -> Array:
    """``(D/2) d (1 - max TV of neighbours)`` for losses that are sums over the ``D`` coordinates of a cube; ().

    ``rows`` is (2^D, m), the model of the corner ``v`` at the number whose bits are ``v``; the shares of one coordinate in the
    losses of a corner and of its neighbour there are ``d`` together, or more.
    """
    corners, dimension = len(rows), (len(rows) - 1).bit_length()
    if corners != 2**dimension or not dimension:
        raise ValueError(f"a cube has 2, 4, 8, ... corners, not {corners}")
    pairs = [(v, v ^ 1 << j) for v in range(corners) for j in range(dimension) if not v >> j & 1]
    farthest = xp.max(xp.stack([total_variation(rows[v], rows[w]) for v, w in pairs]))
    return dimension * separation * (1 - farthest) / 2
