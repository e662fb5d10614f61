"""Hypothesis strategies for tests of one's own.

They draw exact Arrays (rationals) that shrink towards simple whole weights; nothing is filtered away.

>>> from hypothesis import given
>>> from theory_lab.claims import strategies
>>> @given(p=strategies.probability_vectors(3), q=strategies.probability_vectors(3, positive=True))
... def test_my_inequality(p, q): ...

Main definitions: ``probability_vectors``, ``kernels``, ``models``, ``whole_numbers``, ``ratios``,
``tables``, ``instances``; ``values`` (of any kind of field), ``drawn`` and ``raws`` (raw forms of a
field, of the instances of a space).

Conventions: this is the one module of ``spaces`` that knows Hypothesis, and it imports it when a strategy is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from theory_lab.claims.spaces import fields
from theory_lab.claims.spaces.fields import Field, StaticField
from theory_lab.claims.spaces.kernel import Kernel
from theory_lab.claims.spaces.simplex import Simplex
from theory_lab.claims.spaces.space import Instance, Raw, Space
from theory_lab.claims.spaces.steps import Steps
from theory_lab.claims.spaces.table import Ratio, Table
from theory_lab.claims.spaces.whole import Whole
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy


def drawn(field: Field | StaticField) -> SearchStrategy[Any]:
    """Raw forms of a field; they shrink as its whole numbers do."""
    from hypothesis import strategies as st

    @st.composite
    def raw(draw: DrawFn) -> Any:
        return field.drawn(lambda lo, hi: draw(st.integers(lo, hi)))

    return raw()


def raws(space: Space) -> SearchStrategy[Raw]:
    """Raw forms of the instances of a space."""
    from hypothesis import strategies as st

    return st.tuples(*map(drawn, space.fields.values())).map(lambda raws: dict(zip(space.fields, raws, strict=True)))


def values(field: Field) -> SearchStrategy[Array]:
    """Values of any kind of field."""
    return drawn(field).map(lambda raw: fields.exact(field, raw))


def probability_vectors(n: int, positive: bool = False) -> SearchStrategy[Array]:
    """Probability vectors of shape (n,)."""
    return values(Simplex(n, positive))


def kernels(n: int, m: int, positive: bool = False) -> SearchStrategy[Array]:
    """Stochastic matrices of shape (n, m): each row is a probability vector."""
    return values(Kernel(n, m, positive))


def models(tree: Tree, positive: bool = False) -> SearchStrategy[Array]:
    """Models on a tree, of shape (tree.size - 1,): the probability of each node given its parent."""
    return values(Steps(tree, positive))


def whole_numbers(lo: int, hi: int) -> SearchStrategy[Array]:
    """Whole numbers from ``lo`` to ``hi``, of shape ()."""
    return values(Whole(lo, hi))


def ratios(lo: int | Fraction, hi: int | Fraction) -> SearchStrategy[Array]:
    """Rationals from ``lo`` to ``hi``, such as thresholds and temperatures, of shape ()."""
    return values(Ratio(lo, hi))


def tables(shape: int | Sequence[int], lo: int | Fraction, hi: int | Fraction) -> SearchStrategy[Array]:
    """Arrays of rationals from ``lo`` to ``hi``, such as rewards."""
    return values(Table(shape, lo, hi))


def instances(space: Space) -> SearchStrategy[Instance]:
    """Instances of a space."""
    return raws(space).map(space.exact)
