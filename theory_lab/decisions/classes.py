"""Finite classes of bandit models.

A model gives a law on finitely many outcomes to every decision in every context. Classes whose probabilities are
fractions are computed with exactly, classes of floats fast.

Main definitions
----------------
``ModelClass``    laws, rewards and the law of contexts; means, gaps, best decisions
``bernoulli``     the class of Bernoulli models with given means
``two_points``, ``grid``, ``linear``, ``cheating_code``   classes that the literature argues with

Conventions
-----------
Arrays are (models, contexts, decisions) with outcomes last; a bandit without contexts has one. Ties between best decisions go to
the first. Exact classes hold fractions in object arrays.

References
----------
D. Foster and A. Rakhlin, Foundations of Reinforcement Learning and Interactive Decision Making, arXiv:2312.16730.

Tags
----
bandits, contextual bandits, model classes
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from itertools import product
from typing import Any

import numpy as np

from theory_lab.numbers.whole.rationals import rational, rationals

__all__ = ["ModelClass", "bernoulli", "cheating_code", "grid", "linear", "two_points"]

SLACK = 1e-9  # float laws may sum to 1 up to this


@dataclass(frozen=True, eq=False)
class ModelClass:
    """Models as outcome laws (N, X, A, O), with ``rewards`` (O,) and the law of ``contexts`` (X,).

    Raises ``ValueError`` for an empty class and for a row that is no law, naming it and its sum.
    """

    laws: np.ndarray
    rewards: np.ndarray
    contexts: np.ndarray

    def __post_init__(self) -> None:
        if self.laws.ndim != 4 or not self.laws.size:
            raise ValueError(f"a class needs laws (models, contexts, decisions, outcomes), got shape {self.laws.shape}")
        if self.rewards.shape != self.laws.shape[3:] or self.contexts.shape != self.laws.shape[1:2]:
            raise ValueError(f"rewards {self.rewards.shape} and contexts {self.contexts.shape} do not fit laws {self.laws.shape}")
        sums = self.laws.sum(axis=3)
        negative = np.asarray((self.laws < 0).any(axis=3))
        wrong = negative | ((sums != 1) if self.is_exact else ~(abs(sums - 1) <= SLACK))
        for place in map(tuple, np.argwhere(wrong)):
            model, context, decision = place
            reason = "has a negative entry" if negative[place] else f"sums to {sums[place]}"
            raise ValueError(f"row {decision} of model {model} in context {context} is no law: it {reason}")
        if (self.contexts < 0).any() or not abs(self.contexts.sum() - 1) <= (0 if self.is_exact else SLACK):
            raise ValueError(f"the contexts have no law: it sums to {self.contexts.sum()}")

    @property
    def is_exact(self) -> bool:
        """Whether the probabilities are fractions."""
        return self.laws.dtype == object

    @property
    def shape(self) -> tuple[int, int, int]:
        """Numbers of contexts, decisions and outcomes."""
        return self.laws.shape[1:]

    def __len__(self) -> int:
        return len(self.laws)

    @cached_property
    def means(self) -> np.ndarray:
        """Mean rewards, shape (N, X, A)."""
        return (self.laws * self.rewards).sum(axis=3)

    @cached_property
    def gaps(self) -> np.ndarray:
        """``max over decisions of the mean - mean``, shape (N, X, A)."""
        return self.means.max(axis=2, keepdims=True) - self.means

    @cached_property
    def best(self) -> np.ndarray:
        """The first best decision of every model in every context, shape (N, X)."""
        return self.means.argmax(axis=2)

    def floats(self) -> ModelClass:
        """The same class in floats."""
        return ModelClass(*(part.astype(float) for part in (self.laws, self.rewards, self.contexts)))

    def likelihoods(self, counts: np.ndarray) -> np.ndarray:
        """The probability of one history with these counts under each model; (X, A, O, S) to (N, S).

        The probabilities of the contexts are factors of it, those of the learner's choices are not.
        """
        cells = (self.laws * self.contexts[:, None, None]).reshape(len(self), -1)
        counts = counts.reshape(cells.shape[1], -1)
        powers = np.empty((*cells.shape, counts.max(initial=0) + 1), dtype=cells.dtype)
        powers[:, :, 0] = cells * 0 + 1
        for exponent in range(1, powers.shape[2]):
            powers[:, :, exponent] = powers[:, :, exponent - 1] * cells
        result = powers[:, 0, counts[0]]
        for cell in range(1, len(counts)):
            result = result * powers[:, cell, counts[cell]]
        return result


def bernoulli(means: Any, contexts: Any = None) -> ModelClass:
    """Bernoulli models with means (N, A), or (N, X, A) with a law of ``contexts`` (uniform by default).

    Fractions and whole numbers make an exact class, floats a float one. Raises ``ValueError`` for an empty or ragged table.
    """
    rows = list(means)
    if not rows or len({np.shape(row) for row in rows}) > 1 or not 1 <= np.ndim(rows[0]) <= 2:
        raise ValueError(f"a class needs means (models, decisions), one row for each of at least one model, not {means}")
    table = np.asarray(rows)
    if table.dtype.kind == "f":
        kind = np.asarray
    else:
        kind = partial(rationals, name="the entry of an exact class")
    table = np.asarray(kind(table if table.ndim == 3 else table[:, None, :]))
    size = table.shape[1]
    law = kind(np.asarray(contexts)) if contexts is not None else np.full(size, kind(1) / size)
    return ModelClass(np.stack([1 - table, table], axis=3), np.asarray(kind(np.array([0, 1]))), np.asarray(law))


def two_points(gap: Fraction) -> ModelClass:
    """Two arms with means ``1/2 + gap/2`` and ``1/2 - gap/2``, in either order."""
    gap = rational(gap, "the gap")
    high, low = (1 + gap) / 2, (1 - gap) / 2
    return bernoulli([[high, low], [low, high]])


def grid(levels: Sequence[Fraction], arms: int = 2) -> ModelClass:
    """Every assignment of the levels to the arms as means."""
    return bernoulli(list(product(levels, repeat=arms)))


def linear(features: Any, parameters: Any) -> ModelClass:
    """Means ``<theta, phi(a)>`` for every parameter (N, d) and feature (A, d)."""
    if not (len(features) and len(parameters)):
        raise ValueError(f"a linear class needs features and parameters, got {len(features)} and {len(parameters)}")
    return bernoulli(rationals(parameters, "the parameter") @ rationals(features, "the feature").T)


def cheating_code(bits: int, gap: Fraction = Fraction(1, 10), height: Fraction = Fraction(1, 4)) -> ModelClass:
    """``2^bits`` models on as many arms, one of them better by ``gap``, and ``bits`` poor arms that spell its number.

    Arms have mean 1/2, model ``i`` has 1/2 + gap at arm ``i``; code arm ``j`` has mean ``height * bit_j(i)``.
    """
    if bits < 0:
        raise ValueError(f"a code has at least 0 bits, not {bits}")
    gap, height, models = rational(gap, "the gap"), rational(height, "the height"), range(1 << bits)
    return bernoulli(
        [[Fraction(1, 2) + gap * (arm == i) for arm in models] + [height * (i >> j & 1) for j in range(bits)] for i in models]
    )
