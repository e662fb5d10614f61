"""Constants of an inequality, by linear programs.

For a target and a few terms, all valid combinations on a sample are a polyhedron, whose vertices are the inequalities that no
other ones imply. Vertices with simple constants are candidates.

Main definitions
----------------
``Rows``      a target and its terms at the instances, each instance on its own scale
``vertices``  combinations that are valid on the sample and tight, by one linear program for each of several instances
``simplest``  simple fractions near such a combination that are still valid
``is_facet``  whether a combination is tight at as many independent instances as it has terms

Conventions: floats, as in every search; what comes out is only a candidate.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from theory_lab.conjectures.dual_simplex import least
from theory_lab.conjectures.terms import Column

Matrix = np.ndarray
# On the scale of an instance's largest term: what is this near to equality counts as tight, since limits are not reached ...
TIGHT = 1e-3
# ... and what violates by no more is rounding.
ROUNDING = 1e-9
# Constants beyond it come from a sample that does not bound them.
_LARGEST = 60.0
# How far a constant is moved to a simple one: further than a sample is from a limit.
_MOVED = 0.04
# Denominators of simple constants, and how large their numerators are.
_DENOMINATORS, _NUMERATOR = (1, 2, 3, 4, 6, 8), 16
# Simple fractions tried for one constant, and instances as objectives of linear programs, of two sorts each.
_NEAR, OBJECTIVES = 3, 3
# Singular values, relative to the largest one, that count as another direction.
_DIRECTION = 3e-3
SIMPLE = sorted({Fraction(a, b) for b in _DENOMINATORS for a in range(1, _NUMERATOR + 1)})


@dataclass(frozen=True)
class Rows:
    """``columns @ constants >= target`` at every instance for an upper bound, ``<=`` for a lower one; rows scaled to 1."""

    target: Column
    columns: Matrix
    upper: bool
    scale: Column

    @classmethod
    def of(cls, target: Column, columns: Sequence[Column], upper: bool) -> Rows | None:
        """The rows where all have finite values; None where there are too few of them to say anything."""
        table = np.array([target, *columns])
        table = table[:, np.isfinite(table).all(axis=0)]
        scale = abs(table).max(axis=0)
        table, scale = table[:, scale > 0] / scale[scale > 0], scale[scale > 0]
        if table.shape[1] < 10 * len(table):
            return None
        return cls(table[0], table[1:].T, upper, scale)

    def slack(self, constants: Column) -> Column:
        """How far each instance is from equality; negative where it is violated."""
        slack = self.columns @ constants - self.target
        return slack if self.upper else -slack

    def is_valid(self, constants: Column) -> bool:
        """Whether no instance violates."""
        return bool((self.slack(constants) >= -ROUNDING).all())


def vertices(rows: Rows, rng: np.random.Generator) -> list[Column]:
    """Tight valid combinations, each once: for the mean of all instances, for limits where that one is tight, for some others."""
    if rows.columns.shape[1] == 1:
        return _single(rows)
    first = _program(rows, rows.columns.mean(axis=0))
    if first is None:
        return []
    tight = np.flatnonzero(rows.slack(first) <= TIGHT)
    limits = tight[np.argsort(rows.scale[tight], kind="stable")]  # where everything vanishes: limits first
    chosen = np.concatenate([limits[:OBJECTIVES], rng.choice(len(rows.target), OBJECTIVES)])
    found: list[Column] = []
    for constants in (first, *(_program(rows, objective) for objective in rows.columns[chosen])):
        if constants is None:
            continue
        inside = (abs(constants) < 0.99 * _LARGEST).all()
        if inside and not any(np.allclose(constants, other, rtol=1e-6) for other in found):
            found.append(constants)
    return found


def _program(rows: Rows, objective: Column) -> Column | None:
    """The valid combination that is least at an objective for an upper bound, largest for a lower one."""
    sign = 1.0 if rows.upper else -1.0
    return least(sign * objective, sign * rows.columns, sign * rows.target, _LARGEST, ROUNDING)


def _single(rows: Rows) -> list[Column]:
    """The least constant of an upper bound, the largest of a lower one."""
    column = rows.columns[:, 0]
    positive, negative = column > 0, column < 0
    with np.errstate(all="ignore"):
        ratios = rows.target / column
    if not rows.upper:
        low, high = ratios[negative].max(initial=-np.inf), ratios[positive].min(initial=np.inf)
        best = high
    else:
        low, high = ratios[positive].max(initial=-np.inf), ratios[negative].min(initial=np.inf)
        best = low
    if low > high or not 0 < abs(best) < _LARGEST:
        return []
    return [np.array([best])]


def simplest(rows: Rows, constants: Column) -> Iterator[tuple[Fraction, ...]]:
    """Simple fractions near a combination, valid and tight on the sample, the nearest ones first."""
    near = [_near(value) for value in constants.tolist()]
    for combination in itertools.product(*near):
        exact = np.array([float(value) for value in combination])
        if all(combination) and rows.is_valid(exact) and is_facet(rows, exact):
            yield combination


def _near(value: float) -> list[Fraction]:
    if abs(value) < _MOVED / 4:
        return [Fraction(0)]
    close = [one for one in SIMPLE if abs(float(one) - abs(value)) <= _MOVED * abs(value)]
    ranked = sorted(close, key=lambda one: (one.denominator * one.numerator, abs(float(one) - abs(value))))
    return [one if value > 0 else -one for one in ranked[:_NEAR]]


def is_facet(rows: Rows, constants: Column) -> bool:
    """Whether as many independent instances are tight as there are terms."""
    tight = rows.slack(constants) <= TIGHT
    table = np.column_stack([rows.columns[tight], rows.target[tight]])
    if len(table) < len(constants):
        return False
    sizes = np.linalg.svd(table, compute_uv=False)
    return len(sizes) >= len(constants) and bool(sizes[len(constants) - 1] > _DIRECTION * sizes[0])
