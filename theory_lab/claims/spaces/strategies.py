"""Hypothesis strategies for tests of one's own.

They draw exact Arrays (rationals) that shrink towards simple whole weights; nothing is filtered away.

>>> from hypothesis import given
>>> from theory_lab.claims import strategies
>>> @given(p=strategies.probability_vectors(3), q=strategies.probability_vectors(3, positive=True))
... def test_my_inequality(p, q): ...

Main definitions: ``probability_vectors``, ``kernels``, ``models``, ``whole_numbers``, ``ratios``,
``tables``, ``instances``.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from theory_lab import numbers as xp
from theory_lab.claims.spaces import fields
from theory_lab.claims.spaces.fields import Field, Ratio, Simplex, Steps, Table, Whole
from theory_lab.claims.spaces.space import Instance, Space
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


def _values(field: Field) -> SearchStrategy[Array]:
    return field.strategy().map(lambda raw: fields.exact(field, raw))


def probability_vectors(n: int, positive: bool = False) -> SearchStrategy[Array]:
    """Probability vectors of shape (n,)."""
    return _values(Simplex(n, positive))


def kernels(n: int, m: int, positive: bool = False) -> SearchStrategy[Array]:
    """Stochastic matrices of shape (n, m): each row is a probability vector."""
    from hypothesis import strategies as st

    rows = [probability_vectors(m, positive)] * n
    return st.tuples(*rows).map(xp.stack)


def models(tree: Tree, positive: bool = False) -> SearchStrategy[Array]:
    """Models on a tree, of shape (tree.size - 1,): the probability of each node given its parent."""
    return _values(Steps(tree, positive))


def whole_numbers(lo: int, hi: int) -> SearchStrategy[Array]:
    """Whole numbers from ``lo`` to ``hi``, of shape ()."""
    return _values(Whole(lo, hi))


def ratios(lo: int | Fraction, hi: int | Fraction) -> SearchStrategy[Array]:
    """Rationals from ``lo`` to ``hi``, such as thresholds and temperatures, of shape ()."""
    return _values(Ratio(lo, hi))


def tables(shape: int | Sequence[int], lo: int | Fraction, hi: int | Fraction) -> SearchStrategy[Array]:
    """Arrays of rationals from ``lo`` to ``hi``, such as rewards."""
    return _values(Table(shape, lo, hi))


def instances(space: Space) -> SearchStrategy[Instance]:
    """Instances of a space."""
    return space.strategy().map(space.exact)
