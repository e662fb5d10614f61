"""Exact arithmetic in machine words says what exact arithmetic says, or raises that another has to be taken."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from theory_lab import numbers as xp
from theory_lab.claims import Simplex, Space, Table
from theory_lab.numbers import Array, Branched
from theory_lab.numbers.reals.errors import hearing
from theory_lab.numbers.words import words

LARGE = 2**62
SPACE = Space(p=Simplex(3), t=Table((2, 3), -2, 2))
FORMULAS: dict[str, Callable[[Any], Array]] = {
    "sum": lambda i: xp.sum(i.p * i.t, 1),
    "columns": lambda i: xp.sum(i.t, 0) - i.p,
    "all": lambda i: xp.sum(i.t / (i.p + 1)),
    "product": lambda i: xp.prod(i.t - i.p, 0),
    "largest": lambda i: xp.max(i.t * i.p, 1) - xp.min(i.t, 1),
    "maximum": lambda i: xp.maximum(i.p, i.t[0]) * xp.minimum(i.p, i.t[1]),
    "quotient": lambda i: i.p / (i.t - 3),
    "power": lambda i: (i.p - i.t) ** 5 + i.p**0 + (i.t - 3) ** -2,
    "where": lambda i: xp.where(i.t[0] > i.p, i.p, 1),
    "indicator": lambda i: xp.at_least(i.t, i.p) + xp.indicator(i.t == 0),
    "running": lambda i: xp.cumsum(i.t * i.p, 1),
    "segments": lambda i: xp.segment_sum(i.p * i.t[0], np.array([1, 0, 1]), 3),
    "dot": lambda i: xp.dot(i.t, i.p) + xp.dot(i.t, i.t.T)[0],
    "rows": lambda i: xp.concatenate([i.p, i.t[1], xp.zeros((1,), i.p)])[::-1],
    "constants": lambda i: Fraction(1, 3) * i.p - 2 + np.arange(3) * xp.exact(["1/7", 2, 3]),
    "empty": lambda i: xp.sum(i.p[:0]) + i.t[0],
    "solution": lambda i: xp.solve(i.t[:, :2] + 5 * np.eye(2, dtype=int), i.p[1:]),
    "solutions": lambda i: xp.solve(i.t[:, 1:] + 5 * np.eye(2, dtype=int), xp.exact([[1, 2, 3], [2, 5, 8]])),
    "sign": lambda i: abs(-i.t) + xp.where(i.p > 0, i.t[0], xp.INFINITY) * xp.indicator(i.p < 0),
}


def fractions(x: Array) -> list[Fraction]:
    """All numbers of an array of words, the batch last."""
    top, bottom = (part.ravel().tolist() for part in np.broadcast_arrays(x.payload.top, x.payload.bottom))
    return [Fraction(a, b) for a, b in zip(top, bottom, strict=True)]


def of_words(*pairs: tuple[int, int]) -> Array:
    """A batch of quotients of one number each."""
    return Array(words, words.rational(*(np.array(part, dtype=np.int64) for part in zip(*pairs, strict=True))))


@pytest.mark.parametrize("name", list(FORMULAS))
@given(seed=st.integers(0, 2**32), scale=st.sampled_from([3, 40, 10**5]))
def test_formulas_have_the_values_of_exact_arithmetic(name: str, seed: int, scale: int) -> None:
    rng = np.random.default_rng(seed)
    weights = rng.integers(1, scale, (3, 5))
    below = rng.integers(1, scale, 5)
    batch = {"p": weights, "t": np.concatenate([below[None], rng.integers(-2 * below, 2 * below + 1, (6, 5))])}
    if name == "sign":
        batch["p"] = np.maximum(weights - 1, 1)
    expected = FORMULAS[name](SPACE.exacts(batch))
    try:
        found = FORMULAS[name](SPACE.words(batch))
    except Branched:
        assert scale > 3, "small numbers are words"
        return
    assert found.is_exact and found.kind == "fraction" and found.shape == expected.shape
    wanted = np.broadcast_to(expected.numbers(batched=True), found.payload.top.shape)
    assert fractions(found) == [one.fraction for one in wanted.ravel()]


@pytest.mark.parametrize("relation", [operator.ge, operator.gt, operator.le, operator.lt, operator.eq, operator.ne])
def test_comparisons_are_decided(relation: Callable[[Any, Any], Any]) -> None:
    values = [Fraction(a, b) for a in (-3, -1, 0, 1, 2) for b in (1, 2, 3)] + [xp.INFINITY, -xp.INFINITY]
    x, y = (Array(words, words.lifted([pair[k] for pair in [(a, b) for a in values for b in values]])) for k in (0, 1))
    truth = relation(x, y)
    assert truth.is_decided and truth.sure.tolist() == [relation(a, b) for a in values for b in values]


def test_infinities_of_exact_arithmetic_are_words() -> None:
    infinite = [value.payload.ravel()[0] for value in (xp.exact(xp.INFINITY), xp.exact(-xp.INFINITY))]
    found = words.lifted([*infinite, Fraction(2, 4)])
    assert (found.top.tolist(), found.bottom.tolist()) == ([1, -1, 1], [0, 0, 2])


def test_what_is_no_word_is_brought_to_lowest_terms_or_refused() -> None:
    long = of_words((LARGE, LARGE), (6 * 10**9, 10**9))
    assert fractions(long * long) == [1, 36] and fractions(long + long / 2) == [Fraction(3, 2), 9]
    assert (long > of_words((LARGE - 1, LARGE - 1), (6, 1))).sure.tolist() == [False, False]
    large = of_words((LARGE, 1), (1, 1))
    assert fractions(large + (large - 1)) == [2 * LARGE - 1, 1]
    for f in (lambda: large + large, lambda: large * 2, lambda: xp.sum(xp.stack([large, large])), lambda: large**2):
        with pytest.raises(Branched, match="no quotient of words"):
            f()
    for f in (lambda: large >= of_words((1, 3), (1, 3)), lambda: large * 2**63, lambda: large / of_words((1, 5), (1, 7))):
        with pytest.raises(Branched, match="no quotient of words"):
            f()


def test_the_ends_of_words() -> None:
    most = 2**63 - 1
    assert fractions(Array(words, words.lifted([most, -most]))) == [most, -most]
    for beyond in (2**63, -(2**63), Fraction(1, 2**63)):
        with pytest.raises(Branched, match="no quotient of words"):
            words.lifted([beyond])


def test_infinities_are_compared_and_chosen_only() -> None:
    x = of_words((1, 2), (0, 1))
    ends = xp.where(x > 0, x, xp.INFINITY)
    assert (ends > 5).sure.tolist() == [False, True] and (ends >= xp.INFINITY).sure.tolist() == [False, True]
    assert (-ends < -5).sure.tolist() == [False, True] and (-ends < ends).sure.all()
    for f in (lambda: ends + 1, lambda: ends * 0, lambda: 1 / ends, lambda: xp.sum(xp.stack([ends, ends]))):
        with pytest.raises(Branched, match="an infinity"):
            f()


@pytest.mark.parametrize(
    "f",
    [xp.log, xp.exp, xp.sqrt, lambda x: x ** Fraction(1, 2), lambda x: 1 / (x - x), lambda x: x * xp.log(xp.exact(2)),
     lambda x: x.numbers(), lambda x: x.bounds(), lambda x: x.fractions(),
     lambda x: xp.solve(xp.stack([xp.stack([x - x])]), xp.stack([x]))],
)  # fmt: skip
def test_all_else_is_left_to_another_arithmetic_also_where_code_catches(f: Callable[[Array], Any]) -> None:
    def catching() -> None:
        try:
            f(of_words((1, 2), (1, 3)))
        except Exception:
            return

    with pytest.raises(Branched):
        f(of_words((1, 2), (1, 3)))
    with pytest.raises(Branched, match="code caught this"), hearing():
        catching()


def test_words_go_into_no_other_arithmetic() -> None:
    x = of_words((1, 2), (1, 3))
    program = xp.stack([x]), xp.stack([xp.stack([x])]), xp.stack([x])
    other = lambda: x + xp.floats([1.0, 2.0]), lambda: x + xp.intervals(2), lambda: xp.lp_value(*program)
    for f in (lambda: xp.exact(x), lambda: xp.intervals(x), lambda: xp.floats(x, batched=True), *other):
        with pytest.raises(Branched, match=r"one by one|do not mix|in words"):
            f()
    with pytest.raises(Branched, match="open"):
        words.select(np.array([False]), np.array([True]), words.constant(1), words.constant(2))
