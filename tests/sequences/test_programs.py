"""The law of a program against laws that are known."""

import math
import random
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import laws as oracle
from theory_lab import numbers as xp
from theory_lab.sequences.laws import law_of, law_of_chain

weights = st.lists(st.integers(0, 5), min_size=1, max_size=3).filter(any)


@given(weights, st.integers(0, 4))
def test_independent_draws(law, draws):
    def counts(draw):
        sample = [draw(law) for _ in range(draws)]
        return tuple(sample.count(outcome) for outcome in range(len(law)))

    assert law_of(counts) == oracle.sample_law(oracle.probability(law), draws, lambda c: c)


@given(st.lists(weights, min_size=1, max_size=4))
def test_a_program_whose_draws_depend_on_earlier_ones(tables):
    """Follow a table of laws, choosing the next table by the last letter; stop at letter 0."""

    def program(draw, longest):
        word = ()
        while len(word) < longest:
            letter = draw(tables[(word[-1] if word else 0) % len(tables)])
            word = (*word, letter)
            if letter == 0:
                break
        return word

    expected: dict = {}

    def extend(word, mass):
        if len(word) == 3 or (word and word[-1] == 0):
            expected[word] = mass
            return
        for letter, p in enumerate(oracle.probability(tables[(word[-1] if word else 0) % len(tables)])):
            if p:
                extend((*word, letter), mass * p)

    extend((), Fraction(1))
    assert law_of(program, 3) == expected


def test_a_program_without_draws_has_a_point_mass():
    assert law_of(lambda draw, x: x + 1, 4) == {5: 1}


def test_branches_of_probability_zero_are_not_run():
    def program(draw):
        if draw([1, 0]) == 1:
            raise AssertionError("this branch has probability 0")
        return "fine"

    assert law_of(program) == {"fine": 1}


@given(st.integers(0, 5), st.integers(1, 4), st.integers(1, 4))
def test_chain_is_the_program_of_its_loop(n, up, down):
    def step(draw, height):
        return height + (1, -1)[draw([up, down])]

    def loop(draw):
        height = draw([1, 1])
        for _ in range(n):
            height = step(draw, height)
        return height

    assert law_of_chain(lambda draw: draw([1, 1]), step, n) == law_of(loop)


def test_a_long_chain_costs_states_and_not_paths():
    law = law_of_chain(lambda draw: 0, lambda draw, k: k + draw([1, 1]), 200)
    assert law[100] == Fraction(comb(200, 100), 2**200)


def test_floats_give_a_law_of_floats():
    assert law_of(lambda draw: draw([0.25, 0.75])) == {0: 0.25, 1: 0.75}


def _endless(draw):
    while True:
        draw([1, 1])


@pytest.mark.parametrize(
    ("program", "error", "message"),
    [
        (lambda draw: [draw([1, 1])], TypeError, "no hash"),
        (lambda draw: draw([0, 0]), ValueError, "nonnegative and not all 0"),
        (lambda draw: draw([-1, 2]), ValueError, "nonnegative and not all 0"),
        (lambda draw: draw([]), ValueError, "nonnegative and not all 0"),
        (_endless, ValueError, "more than 10000 draws"),
        (lambda draw: draw([1] * random.randint(2, 1000)), ValueError, "differs between runs"),
        (lambda draw: random.random(), ValueError, r"differs between runs.* the same draws gave 0\.\d+ and then 0\.\d+"),
        (lambda draw: (draw([1, 2]), random.random()), ValueError, "differs between runs"),
    ],
)
def test_errors_are_clear(program, error, message):
    random.seed(0)
    with pytest.raises(error, match=message):
        law_of(program)


def test_a_chain_whose_step_has_other_randomness_is_refused():
    random.seed(0)
    with pytest.raises(ValueError, match="differs between runs"):
        law_of_chain(lambda draw: 0.0, lambda draw, x: x + random.random(), 2)


def test_an_output_that_is_no_number_does_not_differ_from_itself():
    (output,) = law_of(lambda draw: math.nan)
    assert math.isnan(output)


def test_weights_may_be_exact_arrays():
    law = law_of(lambda draw: draw(list(xp.exact(["1/4", "3/4"]))))
    assert [xp.value(mass).fraction for mass in law.values()] == [Fraction(1, 4), Fraction(3, 4)]
