"""Where exact arithmetic finds no value, an enclosure has a doubt; where it finds one, a point has none."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.numbers.arithmetics import doubts, interval
from theory_lab.numbers.arithmetics.interval import Interval

INF = math.inf
VALUES = (-INF, -2, -1, 0, Fraction(1, 3), 1, 2, INF)
ENDS = (-INF, -3.0, -2.0, -1.0, 0.0, 0.25, 0.5, 1.0, 2.0, 3.0, INF)
UNARY: dict[str, Callable[[Any], Any]] = {
    "log": xp.log,
    "sqrt": xp.sqrt,
    "exp": xp.exp,
    "absolute": xp.absolute,
    "xlogx": xp.xlogx,
    "negative": lambda x: -x,
    "square": lambda x: x**2,
    "cube": lambda x: x**3,
    "inverse": lambda x: x**-1,
    "inverse cube": lambda x: x**-3,
    "one": lambda x: x**0,
    "log of a bounded number": lambda x: xp.log(xp.minimum(x, 1)),
}
BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda x, y: x + y,
    "subtract": lambda x, y: x - y,
    "multiply": lambda x, y: x * y,
    "divide": lambda x, y: x / y,
    "maximum": xp.maximum,
    "minimum": xp.minimum,
    "kl_term": xp.kl_term,
    "chi2_term": xp.chi2_term,
    "sum": lambda x, y: xp.sum(xp.stack([x, y])),
    "prod": lambda x, y: xp.prod(xp.stack([x, y])),
    "cumsum": lambda x, y: xp.cumsum(xp.stack([x, y])),
    "largest": lambda x, y: xp.max(xp.stack([x, y])),
    "segments": lambda x, y: xp.segment_sum(xp.stack([x, y]), np.array([0, 0]), 1),
    "dot": lambda x, y: xp.dot(xp.stack([x, 1]), xp.stack([y, 1])),
    "choice": lambda x, y: xp.where(x >= y, x, y) - x,
    "bounded": lambda x, y: xp.exp(xp.log(xp.absolute(x)) - xp.log(xp.absolute(y))),
}
FUNCTIONS = {**UNARY, **BINARY}


def has_value(f: Callable[..., Any], *values: Any) -> bool:
    """Whether exact arithmetic finds a value."""
    try:
        f(*(xp.exact(0) + value for value in values))
    except ArithmeticError:
        return False
    return True


def doubted(f: Callable[..., Any], boxes: list[tuple[Any, ...]]) -> list[bool]:
    """At which of these boxes, each a pair of ends for every argument, an enclosure has a doubt."""
    columns = [[np.array([float(box[k][side]) for box in boxes]) for side in (0, 1)] for k in range(len(boxes[0]))]
    with doubts.watching(len(boxes)) as found:
        f(*(xp.Array(interval, Interval(lo, hi)) for lo, hi in columns))
    return found.tolist()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_point_is_doubted_if_and_only_if_it_has_no_value(name: str) -> None:
    f = FUNCTIONS[name]
    points = list(itertools.product([v for v in VALUES if not isinstance(v, Fraction)], repeat=1 if name in UNARY else 2))
    found = doubted(f, [tuple((v, v) for v in point) for point in points])
    allowed = {"kl_term", "chi2_term"}  # of negative and infinite numbers, where no claim has business
    for point, doubt in zip(points, found, strict=True):
        assert doubt == (not has_value(f, *point)) or (name in allowed and doubt), (name, point)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_box_around_a_point_without_a_value_is_doubted(name: str) -> None:
    f = FUNCTIONS[name]
    boxes = [(a, b) for a, b in itertools.combinations_with_replacement(ENDS, 2) if a < b or math.isfinite(a)]
    for point in itertools.product(VALUES, repeat=1 if name in UNARY else 2):
        if not has_value(f, *point):
            around = list(itertools.product(*([box for box in boxes if box[0] <= v <= box[1]] for v in point)))
            missed = [box for box, doubt in zip(around, doubted(f, around), strict=True) if not doubt]
            assert not missed, (name, point, missed[:3])


@pytest.mark.parametrize("f", [xp.kl_term, xp.chi2_term])
def test_terms_that_are_total_by_construction_have_no_doubt_on_bounded_boxes(f: Callable[..., Any]) -> None:
    assert doubted(f, [((0, 1), (0, 1)), ((0, 0), (0, 2)), ((0, 3), (0, 0)), ((1, 2), (-1, 1))]) == [False] * 4
    assert doubted(f, [((0, INF), (0, INF))]) == [True]
    assert doubted(lambda x: f(x, Fraction(1, 2)) + f(Fraction(1, 2), x) + f(1, x), [((0, 1),)]) == [False]


def test_x_log_x_has_a_value_at_0_and_none_below() -> None:
    assert doubted(xp.xlogx, [((0, 2),), ((0, INF),), ((-1, 1),)]) == [False, False, True]


def test_doubts_of_the_block_only_are_those_of_its_mask() -> None:
    with doubts.watching(3) as found:
        doubts.note(np.array([[True, False, False], [False, False, False]]))
        with doubts.only(np.array([False, True, False])):
            doubts.note(np.array([True, True, True]))
        assert not found.any()
    assert found.tolist() == [True, True, False]
    doubts.note(np.array([True]))


def test_a_doubt_that_is_the_same_for_all_instances_is_one_of_each() -> None:
    with doubts.watching(3) as found:
        doubts.note(np.array([True]))
    assert found.all()
