"""Laws of many draws against sums over all samples, one by one."""

import math
from collections import defaultdict
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from tests.oracles import decoding as oracle
from theory_lab.decoding.responses import pools

NEAR = 1e-12


def samples(base, draws):
    """Counts of all samples with their probabilities."""
    for counts in product(range(draws + 1), repeat=len(base)):
        if sum(counts) == draws:
            ways = math.factorial(draws) // math.prod(map(math.factorial, counts))
            yield counts, ways * math.prod(mass**k for mass, k in zip(base, counts, strict=True))


def split(base, reward, step, cells):
    """Each mass shared by the two places of the grid next to its reward, the nearer one getting more."""
    masses = [Fraction(0)] * (cells + 1)
    for mass, value in zip(base, reward, strict=True):
        place = min(math.floor(value / step), cells - 1)
        masses[place + 1] += mass * (value / step - place)
        masses[place] += mass * (1 - (value / step - place))
    return masses


def law_of_constants(base, reward, strength, draws, bound, cells):
    """By all samples from the grid: the constant lies in the cell whose right end is the next place."""
    step = Fraction(bound) / cells
    kinds = [(k * step, mass) for k, mass in enumerate(split(base, reward, step, cells)) if mass]
    places, masses = [place for place, _ in kinds], [mass for _, mass in kinds]
    found = defaultdict(Fraction)
    for counts, chance in samples(masses, draws):
        constant = oracle.normalising_constant([Fraction(k, draws) for k in counts], places, strength)
        found[(math.ceil(constant / step) - Fraction(1, 2)) * step] += chance
    return dict(found)


GRID = [Fraction(1, 2), Fraction(1, 4), Fraction(1, 8), Fraction(1, 8)], [Fraction(k, 4) for k in (0, 2, 5, 8)]
BETWEEN = [Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)], [Fraction(k, 20) for k in (2, 13, 37)]
CASES = [
    (*GRID, Fraction(1, 10), 4, 2, 8),
    (*GRID, Fraction(1, 10), 1, 2, 8),
    (*GRID, Fraction(3, 5), 5, 2, 8),
    (*GRID, Fraction(3), 3, 2, 8),
    (*BETWEEN, Fraction(1, 7), 3, 2, 8),
    (*BETWEEN, Fraction(1, 3), 2, 3, 5),
]


@pytest.mark.parametrize(("base", "reward", "strength", "draws", "bound", "cells"), CASES)
def test_the_law_of_the_constant_is_that_of_all_samples(base, reward, strength, draws, bound, cells):
    wanted = law_of_constants(base, reward, strength, draws, bound, cells)
    arrays = (np.array(part, dtype=float) for part in (base, reward))
    centres, chances = pools.constant_law(*arrays, float(strength), draws, float(bound), cells)
    found = dict(zip((round(x, 9) for x in centres.tolist()), chances.tolist(), strict=True))
    assert abs(sum(found.values()) - 1) < NEAR
    for place in found.keys() | {round(float(place), 9) for place in wanted}:
        mass = sum(float(m) for centre, m in wanted.items() if round(float(centre), 9) == place)
        assert abs(found.get(place, 0.0) - mass) < 1e-8


@pytest.mark.parametrize(("base", "reward", "strength", "draws", "bound", "cells"), CASES)
def test_outputs_and_their_error_are_means_over_the_constant(base, reward, strength, draws, bound, cells):
    """The constant is known up to 3/2 cells: what an output can change by is a difference of two bounds, entry by entry."""
    masses, rewards = [float(p) for p in base], [float(r) for r in reward]
    reach, law, error = 1.5 * bound / cells, [0.0] * len(masses), 0.0
    arrays = np.array(masses), np.array(rewards)
    centres, chances = pools.constant_law(*arrays, float(strength), draws, float(bound), cells)
    for centre, chance in zip(centres.tolist(), chances.tolist(), strict=True):
        level = max(bound - centre, 1e-13)
        outputs = rejected(masses, [max(r - min(centre, bound - 1e-13), 0.0) for r in rewards], level, draws)
        law = [old + chance * new for old, new in zip(law, outputs, strict=True)]
        high, low = ([max(r - centre + sign * reach, 0.0) for r in rewards] for sign in (1, -1))
        few, rarely = attempts(masses, high, level + reach, draws)
        many, often = attempts(masses, low, max(bound - centre - reach, 1e-13), draws)
        widths = [h * many + often - x * few - rarely for h, x in zip(high, low, strict=True)]
        error += chance * min(sum(mass * width for mass, width in zip(masses, widths, strict=True)), 1.0)
    found = pools.estimated_pessimism(*arrays, float(strength), draws, float(bound), cells)
    assert found[0].tolist() == pytest.approx(law, abs=1e-9) and found[1] == pytest.approx(min(error, 1.0), abs=1e-9)


def attempts(masses, excess, level, draws):
    """The mean number of draws over the level, and the chance that none of them is accepted."""
    accepted = min(sum(mass * e for mass, e in zip(masses, excess, strict=True)) / level, 1.0)
    return sum((1 - accepted) ** k for k in range(draws)) / level, (1 - accepted) ** draws


def rejected(masses, excess, level, draws):
    """The first accepted of some draws, or one more."""
    number, missed = attempts(masses, excess, level, draws)
    return [mass * (e * number + missed) for mass, e in zip(masses, excess, strict=True)]


def test_rejection_at_many_constants_is_rejection_at_each():
    base, reward = np.array([0.4, 0.35, 0.25]), np.array([0.0, 0.75, 1.5])
    constants = [-2.0, 0.0, 0.5, 1.0, 1.5, 1.75]
    found = pools.rejection_laws(base, reward, np.array(constants), 3, 1.5)
    for row, constant in zip(found.tolist(), constants, strict=True):
        if constant < 1.5:
            wanted = rejected(base.tolist(), [max(r - constant, 0.0) for r in reward], 1.5 - constant, 3)
        else:  # only the reward that reaches the bound is accepted
            wanted = rejected(base.tolist(), [0.0, 0.0, 1.0], 1.0, 3)
        assert row == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize("draws", [1, 5, 12])
def test_majorities_are_sums_over_all_samples(draws):
    """The best response with enough votes, the first among equals; else each in proportion to its votes."""
    base, reward = [0.5, 0.3, 0.2 - 1e-9, 1e-9], [0.5, 1.0, 1.0, 2.0]
    every = list(samples(base, draws))
    for votes in range(1, draws + 1):
        wanted = np.zeros(4)
        for counts, chance in every:
            frequent = [y for y in range(4) if counts[y] >= votes]
            if frequent:
                wanted[max(frequent, key=lambda y: (reward[y], -y))] += chance
            else:
                wanted += chance * np.array(counts) / draws
        found = pools.best_of_majority(np.array(base), np.array(reward), draws, votes)
        assert np.abs(found - wanted).max() < NEAR


@pytest.mark.parametrize(("draws", "k"), [(1, 1), (9, 2), (200, 5), (200, 200)])
def test_places_among_the_best_are_means_of_binomial_numbers(draws, k):
    base, reward = [Fraction(p, 20) for p in (1, 8, 3, 6, 2)], [3.0, 1.0, 2.0, 0.0, 2.0]

    def filled(mass):
        """The mean number of the ``k`` places that draws of a set of this mass take."""
        chances = [math.comb(draws, j) * mass**j * (1 - mass) ** (draws - j) for j in range(draws + 1)]
        return sum(min(j, k) * chance for j, chance in enumerate(chances))

    found = pools.top_k(np.array(base, dtype=float), np.array(reward), draws, k)
    for y, mass in enumerate(base):
        above = sum(p for p, r in zip(base, reward, strict=True) if r > reward[y])
        tied = sum(p for p, r in zip(base, reward, strict=True) if r == reward[y])
        told = float(mass * (filled(above + tied) - filled(above)) / tied / k)
        assert found[y] == pytest.approx(told, rel=1e-9, abs=1e-14)


def test_constants_by_one_sort_are_maxima_over_all_sets():
    rng = np.random.default_rng(0)
    for _ in range(40):
        n = int(rng.integers(1, 6))
        raw = rng.integers(0, 4, n) + (rng.permutation(n) == 0)
        base, reward = [Fraction(int(x), int(raw.sum())) for x in raw], [Fraction(int(x), 4) for x in rng.integers(0, 5, n)]
        strength = Fraction(int(rng.integers(1, 9)), 8)
        found = pools.normalising_constant(np.array(base, dtype=float), np.array(reward, dtype=float), float(strength))
        assert found == pytest.approx(float(oracle.normalising_constant(base, reward, strength)), rel=1e-12, abs=1e-12)


def test_poisson_probabilities_and_classes_by_hand():
    found = pools._poisson(np.array([0.0, 0.5, 7.0]), 6)
    for row, mean in zip(found.tolist(), (0.0, 0.5, 7.0), strict=True):
        assert row == pytest.approx([math.exp(-mean) * mean**k / math.factorial(k) for k in range(7)], rel=1e-13, abs=0)
    assert pools._classes(np.array([1.0, 1.0, 2.0, 5.0, 5.0])).tolist() == [0, 0, 1, 2, 2]


@pytest.mark.parametrize("draws", [1, 2, 7])
def test_weights_that_are_nothing_beside_others_lose_every_draw(draws):
    """``exp(-1500)`` is no float: such a response is drawn where nothing else is; and equal weights change nothing."""
    base = np.array([0.3, 0.45, 0.25])
    cold = pools.soft_best_of_n(base, np.array([0.0, 0.0, -1500.0]), draws)
    left = 0.25**draws
    assert cold == pytest.approx([(1 - left) * 0.4, (1 - left) * 0.6, left], abs=1e-11)
    assert pools.soft_best_of_n(base, np.zeros(3), draws) == pytest.approx(base, abs=1e-12)


@pytest.mark.parametrize("draws", [1, 2, 3.5, 1000])
def test_best_of_draws_is_a_difference_of_powers(draws):
    base, reward = [0.1, 0.25, 0.0, 0.35, 0.3], [2.0, 1.0, 3.0, 0.0, 1.0]
    found = pools.best_of_n(np.array(base), np.array(reward), draws)
    for y, mass in enumerate(base):
        below = sum(p for p, r in zip(base, reward, strict=True) if r < reward[y])
        tied = sum(p for p, r in zip(base, reward, strict=True) if r == reward[y])
        wanted = mass * ((below + tied) ** draws - below**draws) / tied if mass else 0.0
        assert found[y] == pytest.approx(wanted, rel=1e-11, abs=0)
