"""Guards, thresholds and error bounds of the arithmetics: what keeps an end, a form or a comparison from being wrong."""

from __future__ import annotations

import itertools
import math
import random
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from flint import arb, fmpq
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.drawn import fractions
from theory_lab import numbers as xp
from theory_lab.numbers.arithmetics import exact, interval, rounding
from theory_lab.numbers.arithmetics.interval import Interval
from theory_lab.numbers.arithmetics.truths import Truth
from theory_lab.numbers.reals import forms
from theory_lab.numbers.reals.elementary import exp_of, hull, log_of, sqrt_of
from theory_lab.numbers.reals.errors import Undecided
from theory_lab.numbers.reals.real import Real, lift

INF = math.inf
LARGEST = math.nextafter(INF, 0)


def ends(result: Interval) -> list[tuple[float, float]]:
    return list(zip(result.lo.tolist(), result.hi.tolist(), strict=True))


def point(values: list[float]) -> Interval:
    return interval.point(np.array(values))


def above(hi: float, value: Fraction) -> bool:
    return hi == INF or Fraction(hi) >= value


def below(lo: float, value: Fraction) -> bool:
    return lo == -INF or Fraction(lo) <= value


# Rounding near underflow and overflow: errors that floats cannot hold

NEAR_ONE = [1 + k * 2.0**-52 for k in (1, 2, 3, 5, 2**26 - 1, 2**26 + 1, 2**51 - 1)]
EXPONENTS = [0, 1, 460, 479, 480, 481, 484, 490, 500, 505, 510, 511, 512, 520, 530, 537]


@pytest.mark.parametrize("exponent", EXPONENTS)
def test_products_whose_error_underflows_or_overflows_are_enclosed(exponent: int) -> None:
    pairs = list(itertools.product(NEAR_ONE, repeat=2))
    for sign, scale in itertools.product((1, -1), (2.0**-exponent, 2.0 ** min(exponent, 511))):
        x, y = [sign * a * scale for a, _ in pairs], [b * scale for _, b in pairs]
        for a, b, (lo, hi) in zip(x, y, ends(interval.multiply(point(x), point(y))), strict=True):
            assert below(lo, Fraction(a) * Fraction(b)) and above(hi, Fraction(a) * Fraction(b)), (a, b)
        for a, b, (lo, hi) in zip(x, y, ends(interval.divide(interval.multiply(point(x), point(y)), point(y))), strict=True):
            assert below(lo, Fraction(a)) and above(hi, Fraction(a)), (a, b)


@pytest.mark.parametrize("exponent", [*EXPONENTS, 900, 958, 959, 960, 961, 970, 980, 1000, 1010, 1021])
def test_quotients_and_roots_of_small_and_large_numbers_are_enclosed(exponent: int) -> None:
    for scale in (2.0**-exponent, 2.0 ** min(exponent, 1021)):
        x = [a * scale for a in NEAR_ONE]
        for a, (lo, hi) in zip(x, ends(interval.sqrt(point(x))), strict=True):
            assert Fraction(lo) ** 2 <= Fraction(a) <= Fraction(hi) ** 2
        for b in NEAR_ONE:
            for a, (lo, hi) in zip(x, ends(interval.divide(point(x), point([b]))), strict=True):
                assert below(lo, Fraction(a) / Fraction(b)) and above(hi, Fraction(a) / Fraction(b))
            for a, (lo, hi) in zip(x, ends(interval.divide(point([b]), point(x))), strict=True):
                assert below(lo, Fraction(b) / Fraction(a)) and above(hi, Fraction(b) / Fraction(a))


def test_subnormal_numbers_are_enclosed() -> None:
    tiny = [k * 2.0**-1074 for k in (1, 2, 3, 7, 2**20 + 1, 2**52 - 1)]
    for a, b in itertools.product(tiny, [0.5, 1 / 3, 1.5, 3.0, 1e10]):
        for result, value in [
            (interval.multiply(point([a]), point([b])), Fraction(a) * Fraction(b)),
            (interval.divide(point([a]), point([b])), Fraction(a) / Fraction(b)),
            (interval.multiply(point([-a]), point([b])), -Fraction(a) * Fraction(b)),
            (interval.divide(point([-a]), point([b])), -Fraction(a) / Fraction(b)),
        ]:
            ((lo, hi),) = ends(result)
            assert below(lo, value) and above(hi, value)
        ((lo, hi),) = ends(interval.sqrt(point([a])))
        assert Fraction(lo) ** 2 <= Fraction(a) <= Fraction(hi) ** 2


def test_overflow_leaves_the_largest_float_as_the_inner_end() -> None:
    for x, y in [(LARGEST, 2.0), (LARGEST, 1 + 2.0**-52), (2.0**1000, 2.0**24), (1e200, 1e200)]:
        assert ends(interval.multiply(point([x]), point([y]))) == [(LARGEST, INF)]
        assert ends(interval.multiply(point([-x]), point([y]))) == [(-INF, -LARGEST)]
    assert ends(interval.add(point([LARGEST]), point([2.0**970]))) == [(LARGEST, INF)]
    assert ends(interval.divide(point([LARGEST]), point([0.5]))) == [(LARGEST, INF)]
    assert ends(interval.exp(point([709.79]))) == [(LARGEST, INF)]


@pytest.mark.parametrize("x", [1e-300, 1e-20, 0.3, 1 - 2.0**-53, 1 + 2.0**-52, 2.0, 1e300, 2.0**-1074])
def test_logarithms_and_exponentials_are_enclosed_everywhere(x: float) -> None:
    for result, truth in [
        (interval.log(point([x])), arb(x).log()),
        (interval.exp(point([-x])), arb(-x).exp()),
        *([(interval.exp(point([x])), arb(x).exp())] if x < 709 else []),
    ]:
        ((lo, hi),) = ends(result)
        assert arb(lo) <= truth <= arb(hi) and lo < hi


def test_exponentials_below_the_least_float_are_positive_numbers() -> None:
    for x in (-745.0, -745.2, -746.0, -800.0, -1e308):
        ((lo, hi),) = ends(interval.exp(point([x])))
        assert lo == 0 and 0 < hi <= 3 * 2.0**-1074


def test_ends_move_at_the_exact_halves() -> None:
    """Sums that lie half way between two floats round to even; the ends must tell on which side the sum lies."""
    for k in (1, 3):
        x, tick = 1.0 + k * 2.0**-52, 2.0**-53
        for y, low, high in ((tick, x, x + 2 * tick), (-tick, x - 2 * tick, x), (tick * (1 + 2.0**-52), x, x + 2 * tick)):
            assert ends(interval.add(point([x]), point([y]))) == [(low, high)]


# Choices and comparisons that are open


@pytest.mark.parametrize(
    ("x", "y"), [((1, 7), (2, 5)), ((2, 5), (1, 7)), ((-3, 4), (-1, 2)), ((0, 9), (5, 5)), ((5, 5), (0, 9)), ((0, INF), (1, 2))]
)
def test_an_open_choice_encloses_both(x: tuple[float, float], y: tuple[float, float]) -> None:
    a, b = (Interval(np.array([float(v[0])]), np.array([float(v[1])])) for v in (x, y))
    sure, possible = np.array([False]), np.array([True])
    assert ends(interval.select(sure, possible, a, b)) == [(min(x[0], y[0]), max(x[1], y[1]))]


STATES = {"false": (False, False), "open": (False, True), "true": (True, True)}


@pytest.mark.parametrize(("first", "second"), list(itertools.product(STATES, repeat=2)))
def test_connectives_of_open_and_decided_comparisons(first: str, second: str) -> None:
    """Kleene's logic, whether or not a comparison holds its decided answer twice as one array."""

    def truths(state: str) -> list[Truth]:
        sure, possible = (np.array([part]) for part in STATES[state])
        shared = [] if state == "open" else [Truth(interval, sure, sure)]
        return [Truth(interval, sure, possible), *shared]

    order = ["false", "open", "true"]
    a, b = order.index(first), order.index(second)
    alike = 1 if 1 in (a, b) else 2 if a == b else 0
    for x, y in itertools.product(truths(first), truths(second)):
        told = (
            (x & y, min(a, b)),
            (x | y, max(a, b)),
            (~x, 2 - a),
            (~(x & y), 2 - min(a, b)),
            (x == y, alike),
            (x != y, 2 - alike),
        )
        for found, expected in told:
            assert (bool(found.sure[0]), bool(found.possible[0])) == STATES[order[expected]]
            if expected == 1:
                with pytest.raises(Undecided):
                    bool(found)
            else:
                assert bool(found) == (expected == 2)


def test_all_and_any_of_open_comparisons() -> None:
    sure, possible = np.array([[True], [False]]), np.array([[True], [True]])
    some = Truth(interval, sure, possible)
    assert (xp.all(some).sure[0], xp.all(some).possible[0], xp.any(some).sure[0]) == (False, True, True)
    none = Truth(interval, sure & False, possible & np.array([[False], [True]]))
    assert (xp.any(none).sure[0], xp.any(none).possible[0], xp.all(none).possible[0]) == (False, True, False)


def test_a_comparison_with_the_whole_line_is_never_sure() -> None:
    whole, finite = Interval(np.array([-INF]), np.array([INF])), point([3.0])
    for x, y in ((whole, finite), (finite, whole), (whole, point([-INF])), (point([INF]), whole), (whole, whole)):
        for compare in (interval.at_least, interval.above):
            sure, possible = compare(x, y)
            assert not sure[0] and possible[0]


def test_an_open_maximum_of_exact_numbers_encloses_both() -> None:
    """Two numbers that 64 bits do not tell apart, with no form to decide."""
    x = Real(None, arb(1).union(arb(3)))
    y = Real(None, arb(2).union(arb(5)))
    with xp.precision(64, False):
        larger, smaller = (f(np.array([x]), np.array([y]))[0] for f in (exact.maximum, exact.minimum))
    assert [float(v) for v in (larger.ball.lower(), larger.ball.upper())] == pytest.approx([2, 5])
    assert [float(v) for v in (smaller.ball.lower(), smaller.ball.upper())] == pytest.approx([1, 3])
    for chosen in (hull(False, True, x, y), hull(False, True, y, x)):
        assert chosen.ball.lower() <= 1 and chosen.ball.upper() >= 5
    mixed = abs(Real(None, arb(-1).union(arb(3))))
    assert mixed.ball.lower() <= 0 and mixed.ball.upper() >= 3


def test_an_open_choice_between_a_number_and_infinity_is_open() -> None:
    for x, y in ((lift(1), lift(INF)), (lift(INF), lift(1)), (lift(-INF), lift(INF))):
        with pytest.raises(Undecided, match="infinity"):
            hull(False, True, x, y)


# Forms: whatever is computed, the form and the ball are of one number


@st.composite
def numbers(draw: st.DrawFn, depth: int = 3) -> Real:
    """Logarithms, exponentials and roots inside each other, over small rationals."""
    if depth == 0:
        return lift(draw(fractions(-4, 4, 6)))
    x = draw(numbers(depth - 1))
    kind = draw(st.sampled_from(["log", "exp", "sqrt", "+", "*", "/", "part of"]))
    try:
        if kind in "+*/":
            y = draw(numbers(depth - 1))
            return x + y if kind == "+" else x * y if kind == "*" else x / y
        if kind == "part of":
            return exp_of(lift(draw(fractions(-2, 2, 6))) * log_of(abs(x)))
        return log_of(abs(x)) if kind == "log" else exp_of(x) if kind == "exp" else sqrt_of(abs(x))
    except (ArithmeticError, Undecided):
        return x


@given(numbers())
def test_the_form_and_the_ball_are_of_one_number(x: Real) -> None:
    assume(not x.infinite)
    form = x.known_form()
    if form is not None:
        assert x.ball.overlaps(forms.enclosure(form))


def test_a_power_is_a_form_for_fractions_of_logarithms_only() -> None:
    for c in (
        Fraction(1, 3),
        Fraction(2, 3),
        Fraction(1, 4),
        Fraction(-1, 3),
        Fraction(5, 6),
        Fraction(-7, 60),
        Fraction(9, 2521),
    ):
        root = exp_of(lift(c) * log_of(lift(2)))
        assert (root.form is None) == (c.denominator > forms.MOST_INDEX) and not root.is_exact
        assert root.ball.overlaps((arb(c.numerator) / c.denominator * arb(2).log()).exp())
        assert root.form is None or (root == lift(2) ** c and log_of(root) == lift(c) * log_of(lift(2)))
    assert exp_of(lift(Fraction(3, 2)) * log_of(lift(2))) == 2 * sqrt_of(lift(2))
    assert exp_of(lift(-3) * log_of(lift(2))).fraction == Fraction(1, 8)
    assert exp_of(lift(2) * log_of(lift(2)) + lift(1)) == 4 * exp_of(lift(1))
    assert exp_of(log_of(lift(2)) * log_of(lift(3))).form is None
    assert exp_of(sqrt_of(lift(2)) * log_of(lift(3))).form is None
    assert exp_of(sqrt_of(lift(2))).form is None
    for over in (log_of(lift(3)), 1 + sqrt_of(lift(2)), 1 + exp_of(lift(1))):
        part = exp_of(log_of(lift(2)) / over)
        assert part.form is None and not part.is_exact
    for factor in (exp_of(lift(1)), exp_of(lift(Fraction(1, 2))), sqrt_of(lift(2))):
        power = exp_of(factor * log_of(lift(2)))
        assert power.form is None and not power.is_exact and power.ball.overlaps((factor.ball * arb(2).log()).exp())


def test_a_root_has_a_form_up_to_so_many_bits_of_what_stands_under_it() -> None:
    most = forms.MOST_ROOT_BITS
    for index, bits in ((3, most // 2), (5, most // 4), (11, most // 10)):
        assert forms.radical(fmpq(1, 2 ** (bits - 1)), index) is not None
        assert forms.radical(fmpq(1, 2**bits), index) is None
    assert forms.radical(fmpq(2 ** (most - 1)), 3) is not None and forms.radical(fmpq(2**most), 3) is None


# Powers and solutions


def test_powers_too_long_to_write_are_refused() -> None:
    with pytest.raises(OverflowError, match="compare logarithms"):
        lift(3) ** (1 << 31)
    assert lift(1) ** (1 << 40) == 1 and lift(-1) ** ((1 << 40) + 1) == -1 and lift(0) ** (1 << 40) == 0


@given(st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), min_size=3, max_size=3), st.integers(1, 5))
def test_enclosed_systems_enclose_the_solution(rows: list[list[int]], n: int) -> None:
    """A matrix with an irrational entry: its solution is enclosed, or the system may be singular."""
    root = xp.sqrt(xp.exact(n))
    matrix = xp.exact(rows) * root
    right = xp.exact([1, 2, n]) * root
    try:
        solution = xp.solve(matrix, right)
    except (Undecided, ZeroDivisionError):
        return
    for residual in (matrix @ solution - right).numbers():
        assert residual.infinite == 0 and residual.ball.contains(0)


def test_sums_of_long_rows_are_enclosed_whatever_their_length() -> None:
    draws = random.Random(5)
    for count in (1, 2, 3, 5, 8, 17, 100, 257):
        values = [draws.choice([1, -1]) * draws.random() * 2.0 ** draws.randint(-60, 60) for _ in range(count)]
        x = interval.point(np.array(values)[:, None])
        total = sum(map(Fraction, values))
        last = interval.restructure(lambda v: v[-1], interval.cumsum(x, 0))
        alone = interval.restructure(lambda v: v[0], interval.segment_sum(x, np.zeros(count, int), 1))
        for result in (interval.sum(x, 0), last, alone):
            ((lo, hi),) = ends(result)
            assert Fraction(lo) <= total <= Fraction(hi)
            assert hi - lo <= 2.0**-40 * max(abs(v) for v in values) * count
        running = interval.cumsum(x, 0)
        for k in range(count):
            assert Fraction(running.lo[k, 0]) <= sum(map(Fraction, values[: k + 1])) <= Fraction(running.hi[k, 0])


def test_blocks_cover_the_whole_array() -> None:
    rng = np.random.default_rng(0)
    for shape in ((rounding.BLOCK * 2 + 1,), (3, rounding.BLOCK + 7), (rounding.BLOCK + 7, 3), (1, rounding.BLOCK * 2 + 1)):
        x, y = rng.random(shape), rng.random(shape)
        lo, hi = rounding.outward(rounding.total, (x, y), (x, y))
        assert (lo <= x + y).all() and (x + y <= hi).all() and (hi - lo <= 2.0**-51).all()


def test_whole_numbers_that_are_not_floats_are_enclosed() -> None:
    for value in (2**53 + 1, 2**100 + 1, -(2**53) - 1, Fraction(1, 3), Fraction(2**2000, 3), Fraction(-1, 2**2000), 10**400):
        made: Any = interval.constant(value)
        ((lo, hi),) = ends(made)
        assert lo < hi and below(lo, Fraction(value)) and above(hi, Fraction(value))
        assert hi == math.nextafter(lo, INF)
