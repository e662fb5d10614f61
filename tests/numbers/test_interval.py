"""Intervals contain the truth, stay exact where floats are, and say when they do not know."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles import balls
from theory_lab.numbers.arithmetics import interval, rounding
from theory_lab.numbers.arithmetics.interval import Interval
from theory_lab.numbers.reals.errors import Undecided

INF = math.inf
LARGEST = math.nextafter(INF, 0)
UNARY = ("log", "sqrt", "exp")
BINARY = ("add", "subtract", "multiply", "divide", "maximum", "minimum")
finite = st.floats(allow_nan=False, allow_infinity=False)
moderate = st.floats(-(2.0**500), 2.0**500)
whole = st.integers(-1000, 1000)
laws = settings(deadline=None, max_examples=200)


def one(lo: float, hi: float | None = None) -> Interval:
    """An interval of one instance."""
    end = np.array([float(lo)])
    return Interval(end, end if hi is None else np.array([float(hi)]))


def column(values: Any) -> Interval:
    """Exact floats along the first axis, one instance."""
    return interval.point(np.array([float(v) for v in values])[:, None])


def pair(x: Interval) -> tuple[float, float]:
    """The ends of a single number."""
    (lo,), (hi,) = x.lo, x.hi
    return float(lo), float(hi)


# Agreement with Arb on random expressions


def random_expression(rng: np.random.Generator, depth: int, leaves: itertools.count[int]) -> balls.Expression:
    """An expression of at most the given depth; logs and roots are of absolute values."""
    if depth == 0 or rng.random() < 0.15:
        return ("leaf", next(leaves))
    name = str(rng.choice([*UNARY, *BINARY, *BINARY, "sum"]))
    count = 1 if name in UNARY else 3 if name == "sum" else 2
    operands = [random_expression(rng, depth - 1, leaves) for _ in range(count)]
    return (name, *([("absolute", operands[0])] if name in ("log", "sqrt") else operands))


def random_leaves(rng: np.random.Generator, count: int, size: int) -> np.ndarray:
    """Numbers of many magnitudes, shape (count, size)."""
    shape = (count, size)
    signs = rng.choice([-1.0, 1.0, 1.0], shape)
    kinds = [
        np.zeros(shape),
        np.ones(shape),
        rng.integers(1, 100, shape).astype(float),
        rng.random(shape),
        1 + rng.integers(-4, 5, shape) * 2.0**-52,
        rng.random(shape) * 2.0 ** rng.integers(-40, 40, shape),
        rng.random(shape) * 2.0 ** rng.integers(-1022, -900, shape),
        rng.random(shape) * 2.0 ** rng.integers(900, 1024, shape),
        rng.integers(1, 1000, shape) * 2.0**-1074,
    ]
    weights = np.array([1, 1, 3, 4, 1, 4, 1, 1, 1]) / 17
    return signs * np.choose(rng.choice(len(kinds), shape, p=weights), kinds)


def enclosure(expression: balls.Expression, leaves: Interval) -> Interval:
    """The value of an expression in intervals."""
    name, *operands = expression
    if name == "leaf":
        return interval.restructure(lambda v: v[operands[0]], leaves)
    values = [enclosure(operand, leaves) for operand in operands]
    if name == "sum":
        values = [interval.restructure(lambda *v: np.stack(v), *values)]
        return interval.sum(values[0], 0)
    return getattr(interval, name)(*values)


def test_agreement_with_arb_on_random_expressions() -> None:
    """Of 100,000 values none lies outside; those on which Arb cannot tell are few."""
    rng = np.random.default_rng(20)
    defined = unclear = 0
    for _ in range(500):
        count = itertools.count()
        expression = random_expression(rng, 5, count)
        leaves = random_leaves(rng, next(count), 200)
        result = enclosure(expression, interval.point(leaves))
        assert not np.isnan(result.lo).any() and not np.isnan(result.hi).any()
        assert (result.lo <= result.hi).all()
        for values, lo, hi in zip(leaves.T.tolist(), result.lo.tolist(), result.hi.tolist(), strict=True):
            truth = balls.ball(expression, values)
            if not (arb(lo) <= truth <= arb(hi)) and not truth.is_nan():
                truth = balls.ball(expression, values, 5000)
            assert not (truth < arb(lo) or truth > arb(hi)), (expression, values, lo, hi, truth)
            defined += not truth.is_nan()
            unclear += not truth.is_nan() and not (arb(lo) <= truth <= arb(hi))
    assert defined > 70_000
    assert unclear < 200


# Laws: the basic operations are the tightest possible


@laws
@given(st.one_of(finite, moderate), st.one_of(finite, moderate))
def test_basic_operations_are_tightest(x: float, y: float) -> None:
    p, q = Fraction(x), Fraction(y)
    cases = {"add": p + q, "subtract": p - q, "multiply": p * q}
    if y:
        cases["divide"] = p / q
    for name, value in cases.items():
        result = pair(getattr(interval, name)(one(x), one(y)))
        lo, hi = balls.ends(value)
        assert result[0] <= lo <= hi <= result[1]
        assert result[0] >= 0 or value < 0
        assert result[1] <= 0 or value > 0
        sizes = [abs(value), *([abs(p), abs(q)] if name in ("multiply", "divide") else [])]
        if value == 0 or all(2.0**-960 < size < 2.0**960 for size in sizes if size):
            assert result == (lo, hi)


@laws
@given(st.floats(0, LARGEST))
def test_sqrt_is_tightest(x: float) -> None:
    lo, hi = pair(interval.sqrt(one(x)))
    assert Fraction(lo) ** 2 <= Fraction(x) <= Fraction(hi) ** 2
    assert hi <= math.nextafter(math.nextafter(lo, INF), INF)
    if 2.0**-960 < x < 2.0**960:
        assert hi == (lo if Fraction(lo) ** 2 == Fraction(x) else math.nextafter(lo, INF))


@laws
@given(whole, whole.filter(bool), st.integers(0, 5))
def test_whole_numbers_stay_exact(m: int, n: int, k: int) -> None:
    for result, value in [
        (interval.multiply(one(m), one(n)), m * n),
        (interval.divide(one(m * n), one(n)), m),
        (interval.power(one(m), k), m**k),
        (interval.sqrt(one(m * m)), abs(m)),
        (interval.sum(column([m, n, 0, k, -n, m, 1, 1, 1, n]), 0), 2 * m + n + k + 3),
        (interval.prod(column([m, n, k]), 0), m * n * k),
        (interval.divide(one(m), one(1024)), m / 1024),
    ]:
        assert pair(result) == (value, value)


@laws
@given(st.floats(-(2.0**1000), 2.0**1000))
def test_zeros_and_ones_stay_exact(x: float) -> None:
    for result, value in [
        (interval.multiply(one(x), one(0)), 0),
        (interval.multiply(one(1), one(x)), x),
        (interval.multiply(one(x), one(-1)), -x),
        (interval.divide(one(x), one(1)), x),
        (interval.add(one(x), one(0)), x),
        (interval.subtract(one(x), one(x)), 0),
        (interval.sum(column([0] * 9 + [x] + [0] * 7), 0), x),
        (interval.sum(column([0] * 20), 0), 0),
    ]:
        assert pair(result) == (value, value)
    if x:
        assert pair(interval.divide(one(x), one(x))) == (1, 1)
        assert pair(interval.divide(one(0), one(x))) == (0, 0)
    assert pair(interval.log(one(1))) == (0, 0)
    assert pair(interval.exp(one(0))) == (1, 1)


@laws
@given(st.floats(0, LARGEST))
def test_log_and_exp_contain_and_are_narrow(x: float) -> None:
    cases = [("exp", x), ("exp", -x), *([("log", x)] if x else [])]
    for name, argument in cases:
        truth = balls.ball((name, ("leaf", 0)), [argument])
        lo, hi = pair(getattr(interval, name)(one(argument)))
        assert truth.is_nan() or arb(lo) <= truth <= arb(hi)
        assert name == "log" or lo >= 0
        assert hi == INF or hi - lo <= 10 * max(math.ulp(lo), math.ulp(hi))


@st.composite
def nested(draw: st.DrawFn) -> tuple[tuple[float, float], tuple[float, float]]:
    """An interval inside another one."""
    a, b, c, d = sorted(draw(st.lists(st.one_of(finite, whole.map(float)), min_size=4, max_size=4)))
    return (b, c), (a, d)


@laws
@given(nested(), nested(), st.integers(-3, 4))
def test_smaller_intervals_give_smaller_intervals(x: Any, y: Any, n: int) -> None:
    functions = [(lambda a, _: interval.power(a, n)), (lambda a, _: interval.absolute(a))]
    functions += [getattr(interval, name) for name in BINARY]
    if x[0][1] >= 0:
        functions.append(lambda a, _: interval.sqrt(a))
    for f in functions:
        (lo, hi), (outer_lo, outer_hi) = (pair(f(one(*a), one(*b))) for a, b in zip(x, y, strict=True))
        assert (outer_lo <= lo <= hi <= outer_hi) or (lo, hi) == (-INF, INF)


@laws
@given(nested(), nested(), st.integers(0, 5))
def test_operations_contain_the_values_at_inner_points(x: Any, y: Any, n: int) -> None:
    (inner, outer), (others, other) = x, y
    a, b = one(*outer), one(*other)
    for u, v in itertools.product(map(Fraction, inner), map(Fraction, others)):
        cases = [
            (interval.add(a, b), u + v),
            (interval.subtract(a, b), u - v),
            (interval.multiply(a, b), u * v),
            (interval.power(a, n), u**n),
            (interval.absolute(a), abs(u)),
        ]
        cases += [(interval.divide(a, b), u / v)] if v else []
        cases += [(interval.power(a, -n), u**-n)] if u else []
        for result, value in cases:
            (lo, hi), (below, above) = pair(result), balls.ends(value)
            assert lo <= below and above <= hi


@pytest.mark.parametrize(
    ("x", "n", "ends"),
    [
        ((-2, 3), 2, (0, 9)),
        ((-3, 2), 4, (0, 81)),
        ((-2, 3), 3, (-8, 27)),
        ((-3, -2), 2, (4, 9)),
        ((-3, -2), 3, (-27, -8)),
        ((2, 4), -1, (0.25, 0.5)),
        ((-2, 2), -2, (0.25, INF)),
        ((-2, 2), -1, (-INF, INF)),
        ((-4, -2), -3, (-0.125, -0.015625)),
        ((-5, 5), 0, (1, 1)),
        ((0, 0), 0, (1, 1)),
        ((0, 2), 300, (0, 2.0**300)),
        ((-INF, 2), 3, (-INF, 8)),
    ],
)
def test_whole_powers(x: tuple[float, float], n: int, ends: tuple[float, float]) -> None:
    assert pair(interval.power(one(*x), n)) == ends


# Infinities and forms without a value

WHOLE = (-INF, INF)


@pytest.mark.parametrize(
    ("name", "operands", "ends"),
    [
        ("multiply", [(0, 0), (INF, INF)], WHOLE),
        ("multiply", [(0, 1), (1, INF)], WHOLE),
        ("multiply", [(-1, 0), (-INF, -2)], WHOLE),
        ("multiply", [(-1, 1), (2, INF)], WHOLE),
        ("multiply", [(2, 3), (INF, INF)], (INF, INF)),
        ("multiply", [(-3, -2), (5, INF)], (-INF, -10)),
        ("multiply", [(2, 3), WHOLE], WHOLE),
        ("multiply", [(0, 0), WHOLE], WHOLE),
        ("multiply", [(1e200, 1e200), (1e200, 1e200)], (LARGEST, INF)),
        ("multiply", [(-1e200, -1e200), (1e200, 1e200)], (-INF, -LARGEST)),
        ("multiply", [(5e-324, 5e-324), (0.5, 0.5)], (0, 5e-324)),
        ("multiply", [(-5e-324, -5e-324), (0.5, 0.5)], (-5e-324, 0)),
        ("add", [(INF, INF), (-INF, -INF)], WHOLE),
        ("add", [(INF, INF), (-INF, 3)], WHOLE),
        ("add", [(INF, INF), (1, 2)], (INF, INF)),
        ("add", [(LARGEST, LARGEST), (LARGEST, LARGEST)], (LARGEST, INF)),
        ("subtract", [(5, INF), (INF, INF)], WHOLE),
        ("subtract", [(5, 6), (INF, INF)], (-INF, -INF)),
        ("divide", [(1, 1), (0, 0)], WHOLE),
        ("divide", [(0, 0), (0, 0)], WHOLE),
        ("divide", [(1, 2), (0, 4)], (0.25, INF)),
        ("divide", [(0, 2), (0, 4)], (0, INF)),
        ("divide", [(-2, -1), (0, 4)], (-INF, -0.25)),
        ("divide", [(-2, 0), (0, 4)], (-INF, 0)),
        ("divide", [(-2, -1), (-1, 4)], WHOLE),
        ("divide", [(-1, 2), (0, 4)], WHOLE),
        ("divide", [(1, 2), (-1, 4)], WHOLE),
        ("divide", [(1, 2), (-4, -2)], (-1, -0.25)),
        ("divide", [(-1, 2), (-4, -2)], (-1, 0.5)),
        ("divide", [(1, 1), (INF, INF)], (0, 0)),
        ("divide", [(1, 1), (2, INF)], (0, 0.5)),
        ("divide", [(1, INF), (2, INF)], WHOLE),
        ("divide", [(INF, INF), (2, 4)], (INF, INF)),
        ("divide", [(1e300, 1e300), (1e-300, 1e-300)], (LARGEST, INF)),
        ("log", [(0, 0)], (-INF, -INF)),
        ("log", [(0, 1)], (-INF, 0)),
        ("log", [(-3, 1)], (-INF, 0)),
        ("log", [(-3, -1)], WHOLE),
        ("log", [(1, INF)], (0, INF)),
        ("log", [(INF, INF)], (INF, INF)),
        ("sqrt", [(-4, 9)], (0, 3)),
        ("sqrt", [(-4, -1)], WHOLE),
        ("sqrt", [(4, INF)], (2, INF)),
        ("sqrt", [(INF, INF)], (INF, INF)),
        ("exp", [(-INF, 0)], (0, 1)),
        ("exp", [(INF, INF)], (INF, INF)),
        ("exp", [(-INF, -INF)], (0, 0)),
        ("exp", [(1000, 1000)], (LARGEST, INF)),
        ("exp", [(-1000, -1000)], (0, 1e-323)),
        ("absolute", [(-3, 2)], (0, 3)),
        ("absolute", [(-3, -2)], (2, 3)),
        ("maximum", [(-1, 2), (0, INF)], (0, INF)),
        ("minimum", [(-1, 2), (0, INF)], (-1, 2)),
        ("negative", [(-1, INF)], (-INF, 1)),
    ],
)
def test_conventions_at_zero_and_infinity(name: str, operands: list[Any], ends: tuple[float, float]) -> None:
    points = [one(*x) if x[0] != x[1] else one(x[0]) for x in operands]
    with np.errstate(all="raise"):
        assert pair(getattr(interval, name)(*points)) == ends
        if name in ("add", "multiply"):
            assert pair(getattr(interval, name)(*points[::-1])) == ends


def test_products_of_all_kinds_side_by_side_are_those_of_each_alone() -> None:
    """Zeros, ones, infinities and what underflows or overflows, among ordinary numbers and in shapes that are repeated."""
    kinds = np.array([0.0, -0.0, 1.0, -1.0, 0.1, 3e-200, -7e-170, 5e-324, 2.0**-1022, 1e300, -LARGEST, INF, -INF, 1 / 3])
    for x, y in ((kinds[:, None], kinds[None, :]), (kinds, kinds[::-1]), (np.zeros((1, 3)), kinds[:, None])):
        lo, hi = rounding.outward(rounding.product, (x, y), (x, y))
        wide = [np.broadcast_to(part, lo.shape) for part in (x, y)]
        for place in np.ndindex(lo.shape):
            a, b = (part[place].reshape(1) for part in wide)
            alone = rounding.outward(rounding.product, (a, b), (a, b))
            assert (lo[place], hi[place]) == (alone[0][0], alone[1][0])
            if math.isfinite(a[0]) and math.isfinite(b[0]):
                truth = Fraction(a[0]) * Fraction(b[0])
                ends = [end if math.isinf(end) else Fraction(end) for end in (float(lo[place]), float(hi[place]))]
                assert ends[0] <= truth <= ends[1] and (
                    a[0] not in ((0,) if abs(b[0]) == LARGEST else (0, 1, -1)) or ends[0] == truth == ends[1]
                )


def test_large_arrays_agree_with_small_ones() -> None:
    """Blocks and whole-array shortcuts change nothing."""
    rng = np.random.default_rng(3)
    x, y = (rng.choice([0.0, 1.0, -2.5, INF, 1e-300, 0.1], (7, 5000)) * rng.random((7, 1)) for _ in range(2))
    x[np.isnan(x)] = y[np.isnan(y)] = 3
    a, b = Interval(np.minimum(x, y), np.maximum(x, y)), interval.point(np.abs(y[::-1, :1]))
    for name in ("add", "subtract", "multiply", "divide"):
        for left, right in ((a, b), (b, a), (a, a)):
            many = getattr(interval, name)(left, right)
            for k in range(0, 5000, 617):
                single = getattr(interval, name)(*(_instance(v, k) for v in (left, right)))
                np.testing.assert_array_equal(many.lo[:, k], single.lo[:, 0])
                np.testing.assert_array_equal(many.hi[:, k], single.hi[:, 0])


def _instance(x: Interval, k: int) -> Interval:
    return interval.restructure(lambda v: v[:, k % v.shape[1], None], x)


# Comparisons and choices


@pytest.mark.parametrize(
    ("x", "y", "at_least", "above"),
    [
        ((2, 3), (1, 2), (True, True), (False, True)),
        ((2, 3), (0, 1), (True, True), (True, True)),
        ((1, 2), (2, 3), (False, True), (False, False)),
        ((1, 1), (1, 1), (True, True), (False, False)),
        ((1, 2), (3, 4), (False, False), (False, False)),
        ((INF, INF), (INF, INF), (True, True), (False, False)),
        ((INF, INF), (5, INF), (True, True), (False, True)),
        ((INF, INF), WHOLE, (False, True), (False, True)),
        (WHOLE, (-INF, -INF), (False, True), (False, True)),
        (WHOLE, (INF, INF), (False, True), (False, True)),
    ],
)
def test_comparisons(x: Any, y: Any, at_least: tuple[bool, bool], above: tuple[bool, bool]) -> None:
    a, b = one(*x), one(*y)
    assert tuple(bool(t[0]) for t in interval.at_least(a, b)) == at_least
    assert tuple(bool(t[0]) for t in interval.above(a, b)) == above


def test_select_is_the_hull_and_the_indicator_is_0_to_1_where_undecided() -> None:
    sure, possible = np.array([True, False, False]), np.array([True, False, True])
    x, y = Interval(np.array([1.0, 1.0, 1.0]), np.array([2.0, 2.0, 2.0])), one(5)
    chosen, marked = interval.select(sure, possible, x, y), interval.indicator(sure, possible)
    assert (chosen.lo.tolist(), chosen.hi.tolist()) == ([1, 5, 1], [2, 5, 5])
    assert (marked.lo.tolist(), marked.hi.tolist()) == ([1, 0, 0], [1, 0, 1])


# Reductions


@laws
@given(st.lists(st.one_of(finite, whole.map(float)), min_size=1, max_size=20), st.integers(1, 4))
def test_sums_contain_the_sum(values: list[float], n: int) -> None:
    exact = [Fraction(v) for v in values]
    ids = np.arange(len(values)) * 7 % n
    running, grouped = interval.cumsum(column(values), 0), interval.segment_sum(column(values), ids, n)
    groups = [[v for v, i in zip(exact, ids, strict=True) if i == k] for k in range(n)]
    expected = [
        (interval.sum(column(values), 0), exact),
        *((Interval(running.lo[k], running.hi[k]), exact[: k + 1]) for k in range(len(values))),
        *((Interval(grouped.lo[k], grouped.hi[k]), groups[k]) for k in range(n)),
    ]
    for result, terms in expected:
        lo, hi = pair(result)
        below, above = balls.ends(sum(terms, start=Fraction(0)))
        assert lo <= below and above <= hi
        assert lo >= 0 or min(values) < 0


def test_reductions_along_axes() -> None:
    values = np.random.default_rng(5).integers(-9, 10, (3, 4, 5, 6)).astype(float)
    x = interval.point(values)
    for axis in range(3):
        for name in ("sum", "prod", "max", "min", "cumsum"):
            result = getattr(interval, name)(x, axis)
            np.testing.assert_array_equal(result.lo, getattr(np, name)(values, axis=axis))
            np.testing.assert_array_equal(result.hi, result.lo)
    ids = np.array([4, 0, 4])
    np.testing.assert_array_equal(interval.segment_sum(x, ids, 5).hi[4], values[0] + values[2])
    np.testing.assert_array_equal(interval.segment_sum(x, ids, 5).lo[1], 0 * values[0])


def test_reductions_of_nothing() -> None:
    nothing = interval.point(np.empty((0, 2, 3)))
    assert interval.sum(nothing, 0).lo.tolist() == [[0] * 3] * 2
    assert interval.prod(nothing, 0).hi.tolist() == [[1] * 3] * 2
    assert interval.segment_sum(nothing, np.array([]), 1).lo.tolist() == [[[0] * 3] * 2]
    with pytest.raises(ValueError, match="zero-size"):
        interval.max(nothing, 0)


def test_sums_of_infinities() -> None:
    assert pair(interval.sum(column([1, INF, 2]), 0)) == (INF, INF)
    assert pair(interval.sum(column([1, INF, -INF]), 0)) == WHOLE


def test_long_sums_are_narrow() -> None:
    values = np.random.default_rng(6).random(10_000)
    lo, hi = pair(interval.sum(column(values), 0))
    assert lo <= math.fsum(values) <= hi
    assert hi - lo <= 32 * math.ulp(hi)


# Constructors


@laws
@given(st.integers(1 - 2**53, 2**53 - 1), st.integers(1 - 2**53, 2**53 - 1).filter(bool))
def test_rationals_are_tightest(numerator: int, denominator: int) -> None:
    value = Fraction(numerator, denominator)
    assert pair(interval.rational(np.array([numerator]), np.array([denominator]))) == balls.ends(value)
    assert pair(interval.constant(value)) == balls.ends(value)


@laws
@given(st.fractions(), st.integers(-1200, 1200))
def test_constants_are_tightest(fraction: Fraction, exponent: int) -> None:
    value = fraction * Fraction(2) ** exponent
    assert pair(interval.constant(value)) == balls.ends(value)


def test_lifted_keeps_shapes_and_exact_numbers_share_their_array() -> None:
    exact = interval.lifted(np.arange(6).reshape(2, 3))
    assert interval.shape(exact) == (2, 3) and exact.is_point
    assert not interval.lifted([1, Fraction(1, 3)]).is_point
    assert interval.shape(interval.lifted(Fraction(1, 3))) == ()
    assert pair(interval.constant(INF)) == (INF, INF)
    assert interval.rational(np.array([[1, 2], [3, 4]]), np.array([[4, 8]])).is_point


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: interval.constant(0.1), TypeError, r"0\.1 is not exact"),
        (lambda: interval.constant(math.nan), TypeError, "nan is not exact"),
        (lambda: interval.point(np.array([math.nan])), ValueError, "nan is not a number"),
        (lambda: interval.point(np.array([1])), TypeError, "int64 is not an array of floats"),
        (lambda: interval.rational(np.array([2**53]), np.array([1])), ValueError, "9007199254740992 is too"),
        (lambda: interval.rational(np.array([-(2**63)]), np.array([1])), ValueError, "-9223372036854775808"),
        (lambda: interval.rational(np.array([1]), np.array([0])), ValueError, "a denominator is 0"),
        (lambda: interval.rational(np.array([1.0]), np.array([1])), TypeError, "float64 is not an array"),
        (lambda: interval.solve(one(1), one(1)), Undecided, "a linear system"),
    ],
)
def test_errors(make: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


# The test at start-up


@pytest.mark.parametrize(
    ("function", "spoiled", "message"),
    [
        ("log", lambda f, x: f(x) * (1 + 2e-15), r"NumPy's log at .* is off"),
        ("exp", lambda f, x: np.where(x < -708.5, 0, f(x)), r"NumPy's exp at -7.* is off"),
    ],
)
def test_self_test_names_what_is_off(monkeypatch: pytest.MonkeyPatch, function: str, spoiled: Any, message: str) -> None:
    genuine = getattr(np, function)
    rounding.self_test.cache_clear()
    monkeypatch.setattr(np, function, lambda x: spoiled(genuine, x))
    with pytest.raises(RuntimeError, match=message):
        interval.constant(1)
    monkeypatch.undo()
    interval.self_test()


@pytest.mark.parametrize("obeyed", [True, False])
@pytest.mark.parametrize(("name", "said"), [("total", "addition"), ("product", "multiplication"), ("root", "sqrt")])
def test_self_test_names_an_operation_that_is_off(monkeypatch: pytest.MonkeyPatch, name: str, said: str, obeyed: bool) -> None:
    """By the processor's modes and by error terms."""
    genuine = rounding._ends
    rounding.self_test.cache_clear()
    monkeypatch.setattr(rounding, "_is_obeyed", lambda: obeyed)

    def spoiled(operation: Any, directions: Any, inputs: Any) -> Any:
        ends = genuine(operation, directions, inputs)
        return tuple(np.nextafter(end, np.inf) for end in ends) if operation is getattr(rounding, name) else ends

    monkeypatch.setattr(rounding, "_ends", spoiled)
    with pytest.raises(RuntimeError, match=rf"NumPy's {said} at .* is off"):
        interval.constant(1)
    monkeypatch.undo()
    interval.self_test()
