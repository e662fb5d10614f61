"""Widths, optimism, potentials: exact values and known ones."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import fractions
from theory_lab import numbers as xp
from theory_lab.decisions.dimensions import designs
from theory_lab.decisions.play import confidence, learners
from theory_lab.sequences.laws import law_of


@settings(max_examples=30)
@given(fractions(0, 1, 5), st.integers(1, 6), fractions(Fraction(1, 8), 1, 8))
def test_deviation_probability_is_that_of_a_program(mean, horizon, square):
    def program(draw):
        ones, left = 0, False
        for n in range(1, horizon + 1):
            ones += draw([1 - mean, mean])
            left = left or (Fraction(ones, n) - mean) ** 2 * n > square
        return left

    value = confidence.deviation_probability(xp.exact(mean), horizon, square)
    assert xp.value(value).fraction == law_of(program).get(True, 0)


@pytest.mark.parametrize(
    ("horizon", "width", "known"),
    [(20, learners.book_width, "0.0e+00"), (20, learners.short_width, "7.9e-04"), (100, learners.short_width, "6.6e-04")],
)
def test_failures_of_two_arms_reference_values(horizon, width, known):
    square = width(horizon, 2, Fraction(1, 10))
    first, second = (
        xp.value(confidence.deviation_probability(xp.exact(Fraction(k, 5)), horizon, square)).fraction for k in (3, 2)
    )
    assert f"{float(first + second - first * second):.1e}" == known


def test_book_width_at_a_hundred_rounds():
    square = learners.book_width(100, 2, Fraction(1, 10))
    first, second = (xp.value(confidence.deviation_probability(xp.exact(Fraction(k, 5)), 100, square)).fraction for k in (3, 2))
    assert f"{float(first + second - first * second):.1e}" == "5.9e-26"


def test_optimism_fails_on_the_misleading_class():
    table = confidence.misleading_class(12, Fraction(1, 10))
    assert confidence.optimistic_regret(table, 0, range(12), 0) == Fraction(54, 5)
    assert confidence.optimistic_regret(table, 1, [0], 0) == 0


def test_confidence_set_keeps_what_fits():
    table = confidence.misleading_class(2, Fraction(1, 10))
    assert confidence.confidence_set(table, [(0, 1, Fraction(0))], 0).tolist() == [0, 2]
    assert confidence.confidence_set(table, [(0, 1, Fraction(0))], 1).tolist() == [0, 1, 2]
    assert confidence.confidence_set(table, [], 0).tolist() == [0, 1, 2]


def test_determinants_grow_by_the_potential():
    actions = [[Fraction(1, 2), Fraction(1, 3)], [0, 1], [Fraction(3, 5), Fraction(4, 5)]]
    _, growth, _ = designs.potential(xp.exact(actions), Fraction(1, 2))
    a, b, d = (sum(Fraction(x[i]) * x[j] for x in actions) for i, j in ((0, 0), (0, 1), (1, 1)))
    half = Fraction(1, 2)
    assert xp.value(growth).fraction == ((a + half) * (d + half) - b * b) / half**2


def adaptive(ridge):
    """The first action, then the one whose ridge estimate is larger."""

    def rule(played, signs):
        sums = [sum(s for k, s in zip(played, signs, strict=True) if k == j) for j in (0, 1)]
        estimates = [Fraction(s) / (ridge + played.count(j)) for j, s in enumerate(sums)]
        return 0 if not played or estimates[0] >= estimates[1] else 1

    return rule


@pytest.mark.parametrize(
    ("horizon", "ridge", "known"), [(6, Fraction(1), "0.6976"), (10, Fraction(1), "0.6291"), (10, Fraction(1, 10), "0.1623")]
)
def test_self_normalised_mean_reference_values(horizon, ridge, known):
    value = designs.self_normalised_mean(xp.exact([[1, 0], [0, 1]]), adaptive(ridge), horizon, ridge)
    assert f"{float(xp.value(value)):.4f}" == known and bool(value <= 1)


def test_orthogonal_actions_factor():
    """With each action once, the mean is that of independent coordinates."""
    value = designs.self_normalised_mean(xp.exact([[1, 0], [0, 1]]), lambda played, signs: len(played), 2, 1)
    one = designs.self_normalised_mean(xp.exact([[1]]), lambda played, signs: 0, 1, 1)
    assert bool(value == one * one)


def test_a_potential_by_hand():
    """Ridge 1, actions (3, 0), (0, 1/2), (1, 0): lengths 9, 1/4 and 1/10 in the designs before, of which 9 counts as 1."""
    total, growth, inverse = designs.potential(xp.exact([[3, 0], [0, "1/2"], [1, 0]]), 1)
    assert xp.value(total).fraction == 1 + Fraction(1, 4) + Fraction(1, 10)
    assert xp.value(growth).fraction == 10 * Fraction(5, 4) * Fraction(11, 10)
    assert inverse.fractions().tolist() == [[Fraction(1, 11), 0], [0, Fraction(4, 5)]]
