"""Normal forms decide ties: identities are found, near-ties are not declared equal, and mpmath agrees at 200 digits."""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
import pytest
from flint import fmpq
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.oracles import expressions
from theory_lab.numbers import Undecided, precision
from theory_lab.numbers.reals import forms
from theory_lab.numbers.reals import text as descriptions
from theory_lab.numbers.reals.coprimes import coprime_base, exponents
from theory_lab.numbers.reals.elementary import exp_of, log_of, sqrt_of
from theory_lab.numbers.reals.forms import Form
from theory_lab.numbers.reals.real import Real, lift

positive = fractions(Fraction(1, 60), 60, 60)
rational = fractions(-4, 4, 12)


def log(value: int | Fraction) -> Real:
    return log_of(lift(value))


def sqrt(value: int | Fraction) -> Real:
    return sqrt_of(lift(value))


def exp(value: int | Fraction) -> Real:
    return exp_of(lift(value))


@given(st.lists(st.tuples(rational, positive), max_size=6), st.lists(positive, min_size=1, max_size=6))
def test_logarithms_over_any_factors_are_the_same_sum(terms: list[tuple[Fraction, Fraction]], factors: list[Fraction]) -> None:
    product = lift(1)
    for factor in factors:
        product *= lift(factor)
    split = sum((lift(c) * (log(x) + log_of(product)) for c, x in terms), lift(0))
    joined = sum((lift(c) * log_of(lift(x) * product) for c, x in terms), lift(0))
    assert split == joined


@given(positive, positive, rational)
def test_roots_multiply(x: Fraction, y: Fraction, c: Fraction) -> None:
    assert sqrt(x) * sqrt(y) * lift(c) == sqrt(x * y) * lift(c)
    assert (sqrt(x) * sqrt(x)).fraction == x
    assert sqrt(x * y * y) / sqrt(x) == lift(y)


@given(positive, st.lists(st.tuples(rational, fractions(Fraction(1, 9), 9, 9)), max_size=5))
def test_roots_of_square_multiples_add(x: Fraction, terms: list[tuple[Fraction, Fraction]]) -> None:
    total = sum((lift(c) * sqrt(x * k * k) for c, k in terms), lift(0))
    assert total == lift(sum((c * k for c, k in terms), Fraction(0))) * sqrt(x)
    assert total + sqrt(x + 1) > total


@given(st.lists(st.tuples(rational, rational), min_size=2, max_size=4))
def test_only_proportional_sums_have_a_rational_quotient(pairs: list[tuple[Fraction, Fraction]]) -> None:
    logs = [log(p) for p in (2, 3, 5, 7)]
    left, right = (sum((lift(c) * x for c, x in zip(column, logs, strict=False)), lift(0)) for column in zip(*pairs, strict=True))
    assume(right != 0)
    quotient = left / right
    proportional = all(a * d == b * c for a, b in pairs for c, d in pairs)
    assert quotient.is_exact == proportional
    assert quotient * right == left


@given(rational, rational, positive)
def test_exponentials_multiply_and_undo_logarithms(x: Fraction, y: Fraction, m: Fraction) -> None:
    assert exp(x) * exp(y) == exp(x + y)
    assert exp(x) / exp(y) == exp(x - y)
    assert sqrt_of(exp(x)) * sqrt_of(exp(x)) == exp(x)
    assert log_of(exp(x) * sqrt(m)) == lift(x) + log(m) / lift(2)


@pytest.mark.parametrize("k", range(-6, 7))
def test_powers_of_two_come_back_rational(k: int) -> None:
    assert exp_of(lift(k) * log(2)).fraction == Fraction(2) ** k


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (lambda: log(8) / log(2), lambda: lift(3)),
        (lambda: sqrt(8) / sqrt(2), lambda: lift(2)),
        (lambda: exp(2) / exp(1), lambda: exp(1)),
        (lambda: log(12) / log(2), lambda: lift(2) + log(3) / log(2)),
        (lambda: (log(6) - lift(1)) / (log(36) - lift(2)), lambda: lift(Fraction(1, 2))),
        (lambda: log(2) * log(3), lambda: log(3) * log(2)),
        (lambda: log(4) * log(9), lambda: log(2) * log(3) * lift(4)),
        (lambda: (log(2) + log(3)) ** 2, lambda: log(2) ** 2 + 2 * log(2) * log(3) + log(3) ** 2),
        (lambda: (1 + sqrt(2)) * (1 - sqrt(2)), lambda: lift(-1)),
        (lambda: 1 / (1 + sqrt(2)), lambda: sqrt(2) - 1),
        (lambda: sqrt(2) * log(8) / 3, lambda: sqrt(2) * log(2)),
        (lambda: exp(1) / (exp(1) + exp(2)) + exp(2) / (exp(1) + exp(2)), lambda: lift(1)),
        (lambda: exp_of(log(3) / 2), lambda: sqrt(3)),
        (lambda: log_of(sqrt(2) * exp(3)), lambda: 3 + log(2) / 2),
        (lambda: log_of(sqrt(2) + sqrt(8)), lambda: log(3) + log(2) / 2),
    ],
)
def test_identities_are_decided(left, right) -> None:
    assert left() == right()


@pytest.mark.parametrize("digits", [5, 30, 100])
@pytest.mark.parametrize("value", [log(2) + log(3), sqrt(2) + sqrt(3), exp(1) - exp(Fraction(1, 2)), log(3) / log(2)])
def test_near_ties_are_told_apart(value: Real, digits: int) -> None:
    tiny = Fraction(1, 10**digits)
    shifted = value * lift(1 + tiny)
    assert value != shifted
    assert value < shifted if value > 0 else value > shifted
    with pytest.raises(Undecided), precision(64, track_forms=False):
        bool(Real(None, value.ball) == Real(None, (value * lift(1 + Fraction(1, 10**30))).ball))


def test_logarithms_of_close_whole_numbers_are_told_apart() -> None:
    base = 10**60
    assert log(base) < log(base + 1)
    assert 2 * log(base) > log(base**2 - 1)


def test_a_tie_without_a_form_is_open() -> None:
    nested = log_of(log(3)) + log_of(log(5))
    with pytest.raises(Undecided, match="no normal form"):
        bool(nested == log_of(log(5)) + log_of(log(3)))


def test_a_difference_beyond_all_precision_is_open_not_equal() -> None:
    base = 10**400
    with pytest.raises(Undecided, match="a form of 3 terms is 0 is open at 1024 bits"):
        bool(log(base + 1) - log(base) == lift(Fraction(1, base)))


@given(expressions.expressions)
def test_forms_agree_with_mpmath(expression: object) -> None:
    with mpmath.workdps(expressions.DIGITS):
        try:
            value = expressions.exact(expression)
        except ZeroDivisionError:
            assume(False)
        truth = expressions.decimal(expression)
        tiny = mpmath.mpf(10) ** -(expressions.DIGITS // 2)
        try:
            sign = value.sign()
        except Undecided:
            assert value.known_form() is None
            assert abs(truth) < 1
        else:
            assert sign == (0 if abs(truth) < tiny else mpmath.sign(truth))
        low, high = (mpmath.mpf(end.numerator) / end.denominator for end in value.bounds())
        slack = tiny * (1 + abs(truth))
        assert low - slack <= truth <= high + slack
        form = value.known_form()
        if form is not None:
            with precision(expressions.PRECISION):
                assert abs(mpmath.mpf(str(forms.enclosure(form).mid().str(150, radius=False))) - truth) < slack


@given(st.lists(st.integers(1, 10**6), max_size=8))
def test_a_coprime_base_gives_all_numbers(numbers: list[int]) -> None:
    base = coprime_base(numbers)
    for number in numbers:
        product = 1
        for element, exponent in exponents(number, base):
            product *= element**exponent
        assert product == number
    assert all(mpmath.libmp.gcd(a, b) == 1 for i, a in enumerate(base) for b in base[:i])


def test_a_form_with_too_many_terms_is_given_up() -> None:
    primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31]
    wide = Form({((1, 1), (0, 1), (p,)): fmpq(1) for p in primes})
    power: Form | None = wide
    for _ in range(5):
        power = None if power is None else forms.multiply(power, wide)
    assert power is None


def test_powers_beyond_all_reason_have_no_form() -> None:
    assert exp_of(lift(10**5) * log(10**50)).form is None
    assert exp_of(lift(50) * log(10**50)).fraction == 10**2500


def test_whole_numbers_of_many_digits_are_written_and_judged() -> None:
    """Python refuses to print whole numbers of more than 4,300 digits."""
    power = Fraction(2, 3) ** 10_000
    assert log(power) <= 10_000 * log(Fraction(2, 3))
    for value in (log(power), 1 / log(power), sqrt(power + 1), exp(power), log(power) * power):
        assert value.form is not None
        assert len(descriptions.text(value.form)) > 4300 and descriptions.short_text(value.form) == ""
        assert "log" not in str(value) and "+/-" in str(value)
    assert len(str(lift(power))) > 7000


def test_a_tie_of_long_whole_numbers_is_open_and_shown_by_its_size() -> None:
    base = 10**5000
    gap = log(base + 1) - log(base) - Fraction(1, base)
    with pytest.raises(Undecided, match="whether a form of 3 terms is 0 is open at 1024 bits"):
        gap.sign()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (log(2) / 2, "1/2*log(2)"),
        (sqrt(3) - 1, "-1 + sqrt(3)"),
        (exp(Fraction(1, 2)) * 3, "3*exp(1/2)"),
        (log(3) / log(2), "log(3)/log(2)"),
        (1 / (log(3) + 1), "1/(1 + log(3))"),
        (log(2) * log(3) - sqrt(2) * exp(1), "-sqrt(2)*exp(1) + log(2)*log(3)"),
    ],
)
def test_text(value: Real, text: str) -> None:
    assert value.form is not None
    assert descriptions.text(value.form) == descriptions.short_text(value.form) == text


# Each form by its parts, and where a form ends


def terms_of(count: int) -> forms.Form:
    """A sum of so many roots that have nothing to do with each other."""
    return forms.Form({((2 * k + 3, 2), (0, 1), ()): fmpq(1) for k in range(count)})


TWO, ROOT, EXP, LOG = (
    f(fmpq(x)) for f, x in ((forms.rational, 2), (forms.square_root, 2), (forms.exponential, 3), (forms.logarithm, 2))
)
OVER = forms.Form(TWO.top, forms.add(ROOT, LOG).top)


def test_what_a_form_shows() -> None:
    both = forms.add(TWO, ROOT)
    assert [forms.as_rational(f) for f in (TWO, forms.rational(fmpq(0)), ROOT, both, OVER)] == [2, 0, None, None, None]
    single = [forms.single_term(f) for f in (TWO, ROOT, EXP, LOG, both, OVER)]
    assert single == [((1, 1), 0, 2), ((2, 2), 0, 1), ((1, 1), 3, 1), None, None, None]
    eight = forms.add(forms.square_root(fmpq(8)), ROOT)
    assert forms.single_term(eight) == ((2, 2), 0, 3) and forms.single_term(forms.rational(fmpq(0))) is None
    assert forms.square_root(fmpq(4, 9)) == forms.rational(fmpq(2, 3))
    assert forms.square_root(fmpq(1, 2)).top == {((2, 2), (0, 1), ()): fmpq(1, 2)}
    assert forms.logarithm(fmpq(2, 3)).top == {((1, 1), (0, 1), (2,)): fmpq(1), ((1, 1), (0, 1), (3,)): fmpq(-1)}
    assert forms.logarithm(fmpq(1)).top == {} == forms.rational(fmpq(0)).top and forms.exponential(fmpq(0)).top == forms.UNIT
    assert [forms.growth(f) for f in (forms.rational(fmpq(1)), forms.rational(fmpq(3)), forms.square_root(fmpq(5)), TWO)] == [
        0,
        1,
        2,
        1,
    ]
    assert [forms.is_zero(f) for f in (TWO, forms.rational(fmpq(0)), forms.add(TWO, forms.negative(TWO)), OVER)] == [0, 1, 1, 0]


def test_forms_are_enclosed() -> None:
    for form, value in (
        (TWO, 2), (ROOT, 2**0.5), (EXP, math.exp(3)), (LOG, math.log(2)), (OVER, 2 / (2**0.5 + math.log(2))),
        (forms.multiply(forms.add(ROOT, LOG), EXP), (2**0.5 + math.log(2)) * math.exp(3)),
        (forms.divide(LOG, ROOT), math.log(2) / 2**0.5), (forms.add(OVER, ROOT), 2 / (2**0.5 + math.log(2)) + 2**0.5),
        (forms.multiply(LOG, LOG), math.log(2) ** 2), (forms.negative(OVER), -2 / (2**0.5 + math.log(2))),
    ):  # fmt: skip
        assert abs(float(forms.enclosure(form).mid()) - value) < 1e-14 * max(1, abs(value))
    near = forms.add(forms.exponential(fmpq(1, 10**30)), forms.rational(-fmpq(10**30 + 1, 10**30)))
    assert forms.separated(near) > 0  # 5e-61, which 64 bits do not see and 256 do
    deep = forms.add(forms.exponential(fmpq(1, 10**600)), forms.rational(-fmpq(10**600 + 1, 10**600)))
    assert forms.separated(deep) is None


def test_where_a_form_ends() -> None:
    logs = [forms.logarithm(fmpq(n)) for n in (2, 3, 5, 7, 11, 13, 17)]
    product = logs[0]
    for other in logs[1:6]:
        product = forms.multiply(product, other)
    assert product is not None and forms.multiply(product, logs[6]) is None
    assert forms.multiply(terms_of(32), terms_of(32)) is not None and forms.multiply(terms_of(33), terms_of(32)) is None
    assert forms.multiply(terms_of(5000), ROOT) is None and forms.multiply(terms_of(3), TWO) is not None
    assert forms.add(terms_of(4096), forms.rational(fmpq(0))) is not None
    assert forms.add(terms_of(4096), ROOT) is None
    thrice = forms.add(forms.add(terms_of(4096), terms_of(4096)), terms_of(4096))
    for left, right in ((terms_of(4096), forms.rational(fmpq(3))), (forms.rational(fmpq(3)), terms_of(4096))):
        assert forms.multiply(left, right) == thrice  # a rational factor is no product of terms
    assert (forms.MOST_TERMS, forms.MOST_PRODUCTS, forms.MOST_LOGS, forms.FINER) == (4096, 1024, 6, (4, 16))


def test_a_power_of_a_whole_number_has_a_form_up_to_20_000_bits() -> None:
    half = log_of(lift(2)) / 2
    assert exp_of(half * 10_000).form is None and exp_of(half * 10_000).is_exact
    assert exp_of(half * 9_999).form is not None and exp_of(half * 10_001).form is None and not exp_of(half * 10_001).is_exact
    assert exp_of(log_of(lift(2)) / 3) == lift(2).root(3) and exp_of(sqrt_of(lift(2))).form is None
    assert sqrt_of(lift(3) * exp_of(lift(2))) == sqrt_of(lift(3)) * exp_of(lift(1))
    assert sqrt_of(sqrt_of(lift(2))).form == Form({((2, 4), (0, 1), ()): fmpq(1)})


PRIME = 2**2203 - 1  # of Mersenne: no root of it is whole, and it has no factor that could be taken out


@pytest.mark.parametrize(("k", "j"), [(3, 8), (8, 3), (3, 4), (9, 2), (5, 7), (2, 3), (3, 3)])
def test_a_product_of_roots_has_a_form_as_long_as_its_number_is_short(k: int, j: int) -> None:
    """``n**(1/k) m**(1/j)`` is one root of a number whose bits are those of a power of ``n`` and of a power of ``m``."""
    index = math.lcm(k, j)
    for n, m in ((PRIME, 101), (101, PRIME), (PRIME, PRIME), (PRIME, 2**127 - 1)):
        left, right = forms.radical(fmpq(n), k), forms.radical(fmpq(m), j)
        assert left is not None and right is not None
        bits = Fraction(index, k) * n.bit_length() + Fraction(index, j) * m.bit_length()
        found = forms.multiply(left, right)
        assert (found is None) == (bits > 20_000)
        if found is not None:
            ((((number, power), _, _), c),) = found.top.items()
            assert number * int(c) ** power == n ** (power // k) * m ** (power // j)


@pytest.mark.parametrize("n", [2, PRIME, (2**9689 - 1) * (2**11213 - 1)], ids=["2", "2,203 bits", "20,902 bits"])
def test_one_over_a_root_has_a_form_as_long_as_its_number_is_short(n: int) -> None:
    """``n**(-1/k)`` is the root of ``n**(k - 1)`` over ``n``; of square roots nothing grows."""
    found = {k: forms.divide(forms.rational(fmpq(1)), root) for k in range(2, 14) if (root := forms.radical(fmpq(n), k))}
    assert found.keys() == set(range(2, 14) if n.bit_length() <= 20_000 else [2])
    for k, form in found.items():
        assert (form is None) == (n.bit_length() * (k - 2) > 20_000)
        if form is not None:
            (((number, power), _, _), c) = form.top.popitem()
            assert form == forms.Form({}) and power == k and number * c**k * n == 1


def test_a_sum_of_three_terms_with_numbers_of_four_digits_is_short_enough_to_be_written() -> None:
    number = sum((lift(k) * log_of(lift(m)) for k, m in ((1003, 1013), (1007, 1019))), lift(1001) * log_of(lift(1009)))
    assert str(number) == "1001*log(1009) + 1003*log(1013) + 1007*log(1019) = 20840.128327"
