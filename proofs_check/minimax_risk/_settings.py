"""Learners as fields: tests, estimators and decisions on count states, and their risks.

Main definitions: `testing`, `estimating`, `deciding` (spaces); `errors`, `mean_error`, `risks`; `variation_term`,
`hellinger_term`, `distance`, `coverage_loss`; `CLASSES`, `class_of`, `fractions_of`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Instance, Kernel, Simplex, Space, Table
from theory_lab.learning.minimax.bayes import risks_of
from theory_lab.learning.minimax.states import likelihoods
from theory_lab.numbers import Array
from theory_lab.numbers.whole.types import number_of_types

CLASSES = {  # models by their weights
    "cyclic": ((5, 2, 1), (1, 5, 2), (2, 1, 5)),
    "nested": ((4, 0, 0), (2, 2, 0), (1, 1, 2)),
    "disjoint": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "coins": ((3, 1), (1, 1), (1, 3)),
}


def fractions_of(name: str) -> list[list[Fraction]]:
    """The models of a class."""
    return [[Fraction(weight, sum(row)) for weight in row] for row in CLASSES[name]]


def class_of(name: str) -> Array:
    """The same as an exact array."""
    return xp.exact(fractions_of(name))


def testing(samples: int) -> Space:
    """Two coins, and any randomised test on the counts of so many tosses."""
    return Space(p=Simplex(2), q=Simplex(2), test=Table(samples + 1, 0, 1), derived=with_samples(samples))


def estimating(samples: int) -> Space:
    """Two coins, and any estimator that answers with a coin for each count."""
    answers = Kernel(samples + 1, 2, positive=True)
    return Space(p=Simplex(2), q=Simplex(2), answers=answers, derived=with_samples(samples))


def with_samples(samples: int) -> Callable[[Instance], dict[str, Array]]:
    """The models and their laws of the state after so many samples."""

    def derived(i: Instance) -> dict[str, Array]:
        models = xp.stack([i.p, i.q])
        return {"models": models, "rows": likelihoods(models, samples)}

    return derived


def deciding(samples: int) -> Space:
    """Three laws on three outcomes, and any randomised decision between them."""

    def derived(i: Instance) -> dict[str, Array]:
        models = xp.stack([i.first, i.second, i.third])
        return {"models": models, "rows": likelihoods(models, samples)}

    laws = {name: Simplex(3) for name in ("first", "second", "third")}
    return Space(**laws, decision=Kernel(number_of_types(samples, 3), 3), derived=derived)


def errors(i: Instance) -> tuple[Array, Array]:
    """The two error chances of a test."""
    return xp.dot(i.rows[0], i.test), xp.dot(i.rows[1], 1 - i.test)


def mean_error(i: Instance) -> Array:
    """The mean error chance of a decision between three models."""
    return 1 - xp.sum(i.rows.T * i.decision) / 3


def risks(i: Instance, term: Callable[[Array, Array], Array]) -> Array:
    """The expected losses of the estimator under both models; (2,)."""
    return risks_of(i.rows, i.answers, i.models, term)


def variation_term(p: Array, q: Array) -> Array:
    """``|p - q|/2``."""
    return xp.absolute(p - q) / 2


def hellinger_term(p: Array, q: Array) -> Array:
    """``(sqrt p - sqrt q)^2/2``."""
    return (xp.sqrt(p) - xp.sqrt(q)) ** 2 / 2


def distance(p: Any, q: Any) -> Fraction:
    """Total variation of laws as lists of fractions."""
    return sum((abs(a - b) for a, b in zip(p, q, strict=True)), Fraction(0)) / 2


def coverage_loss(level: Fraction) -> Callable[[Any, Any], Fraction]:
    """``Cov_N`` of an answer, for laws as lists of fractions."""

    def loss(model: Any, answer: Any) -> Fraction:
        return sum((a for a, b in zip(model, answer, strict=True) if a and a >= level * b), Fraction(0))

    return loss
