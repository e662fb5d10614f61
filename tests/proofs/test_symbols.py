"""Arrays of terms against arrays of exact numbers: the same functions, at random numbers."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.numbers import Array
from theory_lab.proofs import symbols
from theory_lab.proofs.kernel import values
from theory_lab.proofs.statements import statements
from theory_lab.proofs.terms import negation

FUNCTIONS: dict[str, tuple[Callable[..., Array], tuple[int, ...]]] = {
    "running sums of rows": (lambda x: xp.cumsum(x, axis=1), (2, 3)),
    "running sums of columns": (lambda x: xp.cumsum(x, axis=0), (2, 3)),
    "running sums of what has three axes": (lambda x: xp.cumsum(x, axis=1), (2, 3, 2)),
    "sums of segments": (lambda x: xp.segment_sum(x, np.array([1, 0, 1]), 3), (3, 2)),
    "an equation": (lambda x: xp.solve(x, x[0]), (1, 1)),
    "two equations": (lambda x: xp.solve(x, x[0]), (2, 2)),
    "three equations, for two right sides": (lambda x: xp.solve(x[:, :3], x[:, 3:]), (3, 5)),
    "products of matrices": (lambda x: x @ x.T, (2, 3)),
    "the largest of columns": (lambda x: xp.max(x, axis=0), (3, 2)),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_of_symbols_are_those_of_numbers(name: str) -> None:
    function, shape = FUNCTIONS[name]
    draw = random.Random(name)
    raw = [Fraction(draw.randint(-20, 20), draw.randint(1, 9)) for _ in range(int(np.prod(shape)))]
    names = [f"x_{k}" for k in range(len(raw))]
    told = function(Array(symbols, symbols.symbols(names, shape)))
    known = function(xp.exact(np.array(raw, dtype=object).reshape(shape)))
    assert told.shape == known.shape
    at = dict(zip(names, raw, strict=True))
    for index in np.ndindex(*known.shape):
        found = values.value(told[index].payload.item(), at)
        assert bool(known[index] == Fraction(int(found.p), int(found.q)))


def test_each_way_through_a_formula_is_read_with_what_it_is_taken_by() -> None:
    def left(i: object) -> object:
        if i.x >= 1:  # type: ignore[attr-defined]
            return 2 if i.y >= 1 else 3  # type: ignore[attr-defined]
        return 5

    space = Space(x=Ratio(0, 2), y=Ratio(0, 2))
    found = statements(Claim(statement="x", source=Source("x", "x"), space=space, lhs=left, rhs=lambda i: i.x + 5))
    ways = {one.sides[0].args[0]: one.hypotheses for one in found}
    assert len(found) == 3 and {2, 3, 5} == ways.keys()
    (x, y), (same, below), (elsewhere,) = ways[2], ways[3], ways[5]
    assert same is x and below is negation(y) and elsewhere is negation(x)
