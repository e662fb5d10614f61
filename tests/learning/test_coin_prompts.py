"""The count dynamic program against the enumeration of all samples."""

import itertools
from fractions import Fraction

import pytest

from tests.measures.pairs import number
from theory_lab import numbers as xp
from theory_lab.learning import coin_prompts


def imbalances(prompts, tosses):
    """The law of the sum of ``|heads - tails|`` over all samples of prompt and side."""
    law = {}
    outcomes = list(itertools.product(range(prompts), (1, -1)))
    for sample in itertools.product(outcomes, repeat=tosses):
        total = sum(abs(sum(side for prompt, side in sample if prompt == i)) for i in range(prompts))
        law[total] = law.get(total, 0) + Fraction(1, len(outcomes) ** tosses)
    return law


@pytest.mark.parametrize(("prompts", "tosses"), [(1, 5), (2, 4), (3, 3), (2, 5)])
def test_imbalance_law(prompts, tosses):
    table = coin_prompts.imbalance_law(prompts, tosses, tosses)
    for m in range(tosses + 1):
        for s, mass in imbalances(prompts, m).items():
            assert abs(table[m, s] - float(mass)) < 1e-14
        assert abs(table[m].sum() - 1) < 1e-14


@pytest.mark.parametrize(("prompts", "tosses"), [(1, 5), (2, 4), (3, 3), (2, 5), (5, 3)])
def test_imbalance_counts(prompts, tosses):
    table = coin_prompts.imbalance_counts(prompts, tosses)
    for m in range(tosses + 1):
        found = {s: Fraction(ways, (2 * prompts) ** m) for s, ways in enumerate(table[m]) if ways}
        assert found == imbalances(prompts, m)


def test_a_larger_reach_leaves_less_out():
    near, far = (coin_prompts.imbalance_law(3, 60, 60, reach) for reach in (20, 60))
    assert near[60].sum() < 0.98 < 1 - 1e-14 < far[60].sum() < 1 + 1e-14
    assert abs(near[60] - far[60, :21]).max() < 1e-15


def test_rows_that_are_wanted_alone_are_those_of_all():
    """Two prompts of three have some 400 of 600 tosses: fewer than 290 lead to no wanted row but once in 10^15."""
    every, late = (coin_prompts.imbalance_law(3, 600, 300, 120, least) for least in (0, 590))
    assert abs(late[590:] - every[590:]).max() < 1e-14
    assert late[590:].sum(axis=1).min() > 0.99 > late[500].sum()


def test_departure_chance_encloses_the_enumeration():
    """Two prompts, four samples: the likelihoods of all four rivals against the data law's on every sample."""
    prompts, samples, level, rare, bend = 2, 4, 3, Fraction(1, 9), Fraction(1, 3)
    atoms = [(None, 1, rare)] + [(i, side, (1 - rare) / (2 * prompts)) for i in range(prompts) for side in (1, -1)]
    total = Fraction(0)
    for sample in itertools.product(atoms, repeat=samples):
        truth = Fraction(1, 2) ** sum(prompt is not None for prompt, _, _ in sample)
        rivals = []
        for signs in itertools.product((1, -1), repeat=prompts):
            value = Fraction(1)
            for prompt, side, _ in sample:
                value *= Fraction(1, level) if prompt is None else (1 + bend * side * signs[prompt]) / 2
            rivals.append(value)
        mass = Fraction(1)
        for _, _, part in sample:
            mass *= part
        total += mass * (max(rivals) > truth)
    lower, upper = coin_prompts.departure_chance(prompts, samples, level, xp.exact(rare), xp.exact(bend), samples)
    assert number(lower) <= total <= number(upper)
    assert number(upper) - number(lower) < Fraction(1, 10**7)


def test_too_many_operations_are_refused():
    with pytest.raises(ValueError, match="round too often"):
        coin_prompts.imbalance_law(10**4, 500, 100)
