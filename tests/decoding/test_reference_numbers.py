"""Numbers stated for the instances, to the digits shown, where no claim asserts them."""

import math
from fractions import Fraction

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.counting.words import dyck
from theory_lab.decoding import instances, verifiers
from theory_lab.decoding.choice.rejection import pilot_rejection_law
from theory_lab.sequences import laws


@pytest.mark.parametrize(("eps", "shown"), [(1, "0.98560"), (0.5, "0.99494")])
def test_affinity_of_one_letter(eps, shown):
    assert f"{(math.sqrt(1 + eps) + 1) / math.sqrt(2 * (2 + eps)):.5f}" == shown


@pytest.mark.parametrize(("kappa", "shown"), [(1.5, "0.98058"), (2, "0.94868")])
def test_affinity_with_errors_of_both_signs(kappa, shown):
    assert f"{(kappa + 1) / math.sqrt(2 * (1 + kappa**2)):.5f}" == shown


def test_error_of_the_delayed_verifier():
    made = instances.delayed(4, xp.exp(xp.exact(1)))
    kappa = verifiers.uniform_error(made.tree, made.values, made.guide)
    assert f"{float(xp.value(kappa)):.4f}" == "1.8591"


@pytest.mark.parametrize(("c", "largest"), [(Fraction(1), 0.65), (Fraction(1, 10), 5.75)])
def test_mean_square_error_of_logarithms_on_the_needle(c, largest):
    made = instances.needle(8, c)
    reach = xp.floats(laws.reach(made.tree, made.steps)).numbers()
    values, guide = (xp.floats(x).numbers() for x in (made.values, made.guide))
    square = reach * np.log(np.concatenate([[float(c) / 2**8], guide]) / values) ** 2
    levels = [square[level].sum() for level in made.tree.levels[:-1]]
    assert largest - 0.01 < max(levels) <= largest + 0.005


@pytest.mark.parametrize(
    ("length", "nodes", "words", "total"),
    [(6, 22, 5, 0.078125), (8, 64, 14, 0.0546875), (10, 196, 42, 0.041015625), (12, 625, 132, 0.0322265625)],
)
def test_sizes_of_balanced_brackets(length, nodes, words, total):
    problem = dyck(length // 2)
    assert (problem.tree.size, problem.solutions, float(problem.total)) == (nodes, words, total)


def test_rejection_with_a_long_pilot_is_far_more_accurate_than_promised():
    """Base (.99, .01), weights (0, 1), ``M = 4 C_inf``, ``delta = 1/2``: the distance is about 9e-4 of ``delta``."""
    base, weight, factor = np.array([0.99, 0.01]), np.array([0.0, 1.0]), 400.0
    law = pilot_rejection_law(base, weight, factor, math.ceil(4 * factor * math.log(8)))
    assert 8e-4 < abs(law - np.array([0.0, 1.0])).sum() / 2 / 0.5 < 9.5e-4


def test_outcome_rejection_is_cheap_on_short_brackets():
    problem = dyck(4)
    assert round(float(problem.depth / problem.total)) == 146
