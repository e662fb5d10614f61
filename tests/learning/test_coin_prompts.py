"""The count dynamic program against the enumeration of all samples."""

import itertools
from fractions import Fraction

import pytest

from tests.measures.pairs import number
from theory_lab import numbers as xp
from theory_lab.learning import coin_prompts
from theory_lab.numbers import Undecided

HALF, THIRD = xp.exact(Fraction(1, 2)), xp.exact(Fraction(1, 3))


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


def test_no_difference_is_a_reach_of_0():
    """Two tosses on two prompts: 1/4 that both are on one prompt with different sides."""
    assert coin_prompts.imbalance_law(2, 2, 2, 0).tolist() == [[1], [0], [0.25]]


def test_laws_of_no_prompts_are_refused():
    for law in (coin_prompts.imbalance_counts, lambda *sizes: coin_prompts.imbalance_law(*sizes, 2)):
        for prompts, tosses in ((0, 2), (2, -1)):
            with pytest.raises(ValueError, match=f"a prompt and at least 0 tosses, not {prompts} and {tosses}"):
                law(prompts, tosses)

    for most, reach in ((-1, None), (2, -1)):
        with pytest.raises(ValueError, match=f"a reach of 0, not {most} and {reach}"):
            coin_prompts.imbalance_law(2, 2, most, reach)


@pytest.mark.parametrize(("level", "rare", "bend"), [(0, HALF, HALF), (2, 2, HALF), (2, HALF, 0), (2, HALF, 1), (2, HALF, -HALF)])
def test_rivals_that_are_none_are_refused(level, rare, bend):
    with pytest.raises(ValueError, match=rf"a bend in \(0, 1\), not {level}, "):
        coin_prompts.departure_chance(2, 3, level, xp.exact(rare), xp.exact(bend))


def test_too_many_operations_are_refused():
    with pytest.raises(ValueError, match="round too often"):
        coin_prompts.imbalance_law(10**4, 500, 100)


def test_rounding_stays_below_the_widening_up_to_the_limit():
    """Of one prompt: 2896^2 + 4 * 448 = 2^23 roundings of 2^-53 are allowed, and four more are not."""
    assert len(coin_prompts.imbalance_law(1, 448, 2896)) == 449
    with pytest.raises(ValueError, match="round too often"):
        coin_prompts.imbalance_law(1, 449, 2896)


def test_the_usual_reach_leaves_little_out():
    """The sum of 16 differences of 53 tosses each has mean 93 and deviation 17: 179 is 5 deviations above."""
    law = coin_prompts.imbalance_law(16, 841, 130)
    assert law.shape == (842, 180)
    assert 1 - 1e-5 < law[841].sum() < 1


@pytest.mark.parametrize(
    ("prompts", "most", "reach", "low", "truth", "high"),
    [(1, 0, None, 1, 5, 7), (1, 1, None, 5, 5, 7), (1, 2, None, 5, 5, 5), (1, 2, 1, 4, 5, 5), (2, 1, None, 5.25, 5.5, 7.75)],
)
def test_what_is_left_out_counts_into_the_upper_end(prompts, most, reach, low, truth, high):
    """In eighths. Two samples, at level 1 the rare prompt costs nothing.

    With one prompt a rival is likelier after two tosses to the same side, 1/4 * 1/2, and after one toss, 1/2; after two visits
    nothing is strictly likelier. Left out are the visits beyond ``most``, and, at a reach of 1, two tosses to the same side.
    With two prompts two tosses on different ones do, too, and left out are both tosses on the second one, 1/16 in all.
    """
    lower, upper = coin_prompts.departure_chance(prompts, 2, 1, HALF, THIRD, most, reach)
    room = Fraction(coin_prompts.WIDENING) / 4  # ends are wider than the sums that they are of may have lost
    assert low / 8 - 2.0**-26 < number(lower) <= Fraction(low) / 8 - room / 2
    assert Fraction(high) / 8 + room / 2 <= number(upper) < high / 8 + 2.0**-26
    assert number(lower) < Fraction(truth) / 8 < number(upper)


def test_a_tie_is_not_decided():
    """A visit at level 2 and two tosses to the side with ``sqrt(2)/2``: 1/2 * 1/2, and 1/4 under the data law."""
    with pytest.raises(Undecided, match="at a tie between the data law and a rival"):
        coin_prompts.departure_chance(1, 3, 2, HALF, xp.sqrt(xp.exact(2)) - 1, 3)
