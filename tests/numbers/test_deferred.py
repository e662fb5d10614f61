"""Forms by need: none is made where balls decide, and one that is made later is what it would have been at once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from flint import arb

from tests import fuzzing
from tests.oracles import verdicts as oracle
from theory_lab import numbers as xp
from theory_lab.decoding.responses.pool_rules import soft_best_of_n
from theory_lab.numbers import precision
from theory_lab.numbers.reals import deferred, forms
from theory_lab.numbers.reals.elementary import exp_of, log_of, sqrt_of
from theory_lab.numbers.reals.real import ZERO, Real, lift

TWO = sqrt_of(lift(2))


@pytest.fixture
def products(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often sums of a form were multiplied."""
    made: Counter[str] = Counter()
    plain = forms._times

    def counted(left: forms.Sum, right: forms.Sum) -> forms.Sum | None:
        made["products"] += 1
        return plain(left, right)

    monkeypatch.setattr(forms, "_times", counted)
    return made


def test_a_law_with_irrational_weights_makes_its_forms_when_they_are_asked_for(products: Counter[str]) -> None:
    base, weight = xp.exact([Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]), xp.exp(xp.exact([Fraction(1, 3), 1, 0]))
    law = soft_best_of_n(base, weight, 8)
    assert bool(xp.all((law > Fraction(1, 10)) & (law < Fraction(1, 2)))) and 0.47 < float(xp.value(law[1])) < 0.5
    before = products["products"]
    assert not any(number.is_exact for number in law.numbers().ravel())
    assert products["products"] > 10 * before, "of each number the formula asks of one part whether it is rational"


def texts(expression: oracle.Program, comparison: oracle.Program, raw: dict[str, Any]) -> list[str]:
    """What a program is and whether a comparison holds, or what is raised."""
    found = []
    instance = fuzzing.SPACE.exact(raw)
    for step in (
        lambda: str(number := xp.value(fuzzing.formula(expression, instance))) + f" {number.is_exact} {number.known_form()}",
        lambda: str(xp.value(fuzzing.formula(expression, instance)).sign()),
        lambda: str(bool(fuzzing.formula(comparison, instance))),
    ):
        try:
            found.append(step())
        except (ArithmeticError, ValueError, xp.Undecided) as error:
            found.append(f"{type(error).__name__} {error}")
    return found


def test_forms_made_later_are_those_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    draw, rational = random.Random(8), 0
    for _ in range(150):
        program, comparison = oracle.program(draw, 4), oracle.comparison(draw, 2)
        raw = oracle.instance(draw) | {"n": 1}
        with precision(draw.choice([64, 256])):
            later = texts(program, comparison, raw)
            with monkeypatch.context() as patch:
                patch.setattr(deferred, "MOST_STEPS", 0)
                assert texts(program, comparison, raw) == later, program
        rational += " True " in later[0]
    assert 20 < rational < 140


@pytest.mark.parametrize(
    ("make", "value"),
    [
        (lambda: TWO * TWO, 2),
        (lambda: -(TWO * TWO), -2),
        (lambda: (TWO * 3 - TWO * 3) * log_of(1 + TWO), 0),
        (lambda: (TWO - TWO) / log_of(1 + TWO), 0),
        (lambda: sqrt_of(lift(4)) ** 5, 32),
        (lambda: (TWO * TWO) ** Fraction(1, 2) / TWO, 1),
        (lambda: exp_of(TWO * TWO - 2), 1),
        (lambda: log_of(TWO * TWO / 2), 0),
        (lambda: exp_of(log_of(TWO * TWO)), 2),
    ],
)
def test_a_pending_number_turns_out_rational(make: Callable[[], Real], value: int) -> None:
    for ask in (
        lambda x: x.q == value,
        lambda x: x == value,
        lambda x: x.fraction == value,
        lambda x: x.bounds() == (value,) * 2,
    ):
        assert ask(make())
    assert str(make()) == str(value) and make().is_number(value) and not make().is_number(value + 1)


def test_a_difference_is_one_step_and_has_the_form_of_the_sum_with_minus_the_other() -> None:
    a, b = (log_of(lift(n)) * TWO for n in (6, 3))
    for left, right in ((a, b), (a, ZERO + 1), (lift(3), b), (a, a)):
        less = left - right
        assert less.pending is not None and less.pending[2] == 1 + max(
            0 if n.pending is None else n.pending[2] for n in (left, right)
        )
        assert less.known_form() == (left + -right).known_form() and less.ball.overlaps((left + -right).ball)
    assert a - b == log_of(lift(2)) * TWO and a - a == 0 and (b - a) - b == -a
    deep = sqrt_of(TWO + 1)
    assert (deep - 1) * (deep + 1) == TWO and deep - deep == 0


def test_a_loop_keeps_a_thousand_of_its_numbers() -> None:
    total, longest = lift(0), 0
    for k in range(3 * deferred.MOST_STEPS):
        total = total + TWO * k
        longest = max(longest, 0 if total.pending is None else total.pending[2])
    assert 10 < longest <= deferred.MOST_STEPS
    assert total == TWO * (3 * deferred.MOST_STEPS * (3 * deferred.MOST_STEPS - 1) // 2)


def test_what_is_made_of_a_number_without_a_form_keeps_nothing() -> None:
    bare = Real(None, arb(1) / 3)
    for number in (bare + TWO, TWO * bare, bare / TWO, bare - bare, sqrt_of(bare), bare**3, log_of(bare), (1 + TWO) ** 2 * bare):
        assert number.pending is None and number.form is None
    for zero in ((TWO - TWO) * bare, (TWO - TWO) / bare):
        assert zero.pending is not None and zero.q == 0


def test_a_form_is_the_same_whatever_is_in_force_when_it_is_made() -> None:
    x = (1 + TWO) ** 3 - 5 * TWO
    with precision(64, False):
        assert x.q == 7 and (-TWO).known_form() == forms.negative(forms.square_root(forms.fmpq(2)))


def test_minus_a_pending_nested_root_keeps_its_expression() -> None:
    x = sqrt_of(1 + TWO)
    assert -x + x == 0 and -sqrt_of(1 + TWO) < 0


def test_digits_are_right_where_parts_turn_out_rational() -> None:
    tiny = Fraction(1, 10**30)
    assert str((TWO * TWO - 2) + sqrt_of(lift(3)) * tiny).endswith(" = 1.7320508076e-30")
    million = exp_of(log_of(lift(10**12)) * 2)
    assert str(exp_of(million)) == str(exp_of(lift(10**24)))


def test_powers_too_long_to_write_have_a_ball_and_no_form() -> None:
    huge = sqrt_of(lift(4)) ** (1 << 40)
    assert huge.q is None and huge.form is None and huge > 10**1000
    with precision(256):
        assert ((TWO + 1) ** 3).ball.overlaps((7 + 5 * TWO).ball) and (TWO + 1) ** 3 == 7 + 5 * TWO


@pytest.mark.parametrize(
    "exponent", [Fraction(-1, 10**12), Fraction(-1, 10**30), Fraction(1, 10**12), Fraction(-(10**12) - 1, 10**12)]
)
def test_a_power_with_a_long_denominator_has_no_form(exponent: Fraction) -> None:
    """The root of ``2**(10**12 - 1)`` is never written out: FLINT would end the process."""
    with precision(256):
        power = exp_of(log_of(lift(2)) * exponent)
    assert power.form is None and (power < 1) == (exponent < 0)
    assert exp_of(log_of(lift(2)) * Fraction(-1, 7)) == exp_of(log_of(lift(64)) / 7) / 2


def test_a_form_that_takes_too_long_is_given_up_and_its_ball_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    multiplied, plain = 0, forms._times

    def counted(left: forms.Sum, right: forms.Sum) -> forms.Sum | None:
        nonlocal multiplied
        multiplied += len(left) * len(right)
        return plain(left, right)

    def quotients() -> Real:
        return sum((1 / (exp_of(lift(1)) * k + exp_of(lift(2)) + k * k) for k in range(1, 160)), lift(0))

    monkeypatch.setattr(forms, "_times", counted)
    total = quotients()
    assert total.form is None and total.pending is None and Fraction(1, 4) < total < 1
    within, multiplied = multiplied, 0
    monkeypatch.setattr(deferred, "MOST_WORK", 10**12)
    assert quotients().form is not None and multiplied > 4 * within


def test_a_sum_of_thousands_of_logarithms_keeps_its_form() -> None:
    logs = [log_of(lift(k)) for k in range(2, 2000)]
    assert sum(logs, lift(0)) == sum(reversed(logs), lift(0))


def test_a_divisor_whose_sign_shows_that_it_is_rational_divides_as_one() -> None:
    """A ball of 64 bits around ``2**200`` less ``2**200`` contains 0; the form says ``2**-200``."""
    tiny = exp_of(log_of(lift(2**200 + Fraction(1, 2**200)))) - 2**200
    assert tiny.pending is not None
    assert (lift(3) / tiny).fraction == 3 * 2**200


def some_number(rng: random.Random, made: list[Real]) -> Real:
    """One more number made of earlier ones."""
    a, b = rng.choice(made), rng.choice(made)
    match rng.randrange(6):
        case 0 | 1:
            return a + b
        case 2:
            return a - b
        case 3:
            return lift(Fraction(rng.randint(-4, 4), rng.randint(1, 4))) * a
        case 4:
            return a / lift(rng.choice([-3, 2]))
    return a * b


@pytest.mark.parametrize("seed", range(60))
def test_a_sum_put_together_at_once_is_the_one_made_step_by_step(seed: int) -> None:
    """The same program twice: each number settled as soon as it is there, and the last one alone."""

    def last(at_once: bool) -> Real:
        rng = random.Random(seed)
        made = [log_of(lift(2)), log_of(lift(Fraction(3, 4))), TWO, exp_of(log_of(lift(2)) * lift(3)), lift(Fraction(2, 3))]
        for _ in range(12):
            made.append(some_number(rng, made))
            if not at_once:
                assert made[-1].pending is None or made[-1].known_form() is not None
        return made[-1]

    one, other = last(at_once=True), last(at_once=False)
    assert one.known_form() == other.known_form() and one.q == other.q and (one - other).sign() == 0


def test_a_sum_of_itself_again_and_again_is_no_long_sum() -> None:
    """Sixty doublings are sixty sums, and would be 2**60 summands."""
    number = log_of(lift(3))
    for _ in range(60):
        number = number + number
    assert number == lift(2**60) * log_of(lift(3))


def test_a_sum_with_a_part_that_has_no_form_has_none_and_with_a_nested_root_an_expression() -> None:
    nested_root = sqrt_of(lift(1) + TWO)
    assert (log_of(lift(2)) + nested_root - log_of(lift(3))).form is None
    assert (nested_root + TWO - nested_root - TWO).sign() == 0


def test_logarithms_of_a_rational_share_no_ball_that_is_made_narrower() -> None:
    """Each is a number of its own, and at the precision in force."""
    one, other = log_of(lift(Fraction(7, 5))), log_of(lift(Fraction(7, 5)))
    assert one is not other and one.form == other.form
    with precision(256):
        assert log_of(lift(Fraction(7, 5))).ball.rad() < one.ball.rad()
    with precision(64, track_forms=False):
        assert log_of(lift(Fraction(7, 5))).form is None
    assert log_of(lift(Fraction(2**60 + 1, 2**60))).ball.rel_accuracy_bits() > 40
