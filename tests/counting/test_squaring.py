"""Powers of a walk by squaring: exact ones are the walk, enclosures contain it and stay narrow for a long time."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import nonnegative, skewed
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.counting import squaring
from theory_lab.counting.long_walks import law_in_balls
from theory_lab.counting.squaring import law_by_squaring
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import interval
from theory_lab.sequences.trees import Tree


def contains(enclosure, exact):
    return all(Fraction(a) <= v <= Fraction(b) for a, b, v in zip(*enclosure.bounds(), exact.fractions(), strict=True))


@given(st.one_of(nonnegative, skewed), st.integers(0, 12))
def test_laws_lie_inside(drawn, time):
    tree, weights = drawn
    exact = walks.law_after(tree, xp.exact(weights), time)
    assert bool(xp.all(law_by_squaring(tree, xp.exact(weights), time) == exact))
    found = law_by_squaring(tree, xp.intervals(weights), time)
    assert found.kind == "interval" and contains(found, exact)
    # What cannot be reached has the probability 0 exactly.
    assert all((b == 0) == (v == 0) for b, v in zip(found.bounds()[1], exact.fractions(), strict=True))


@pytest.mark.parametrize(("time", "width"), [(5, 1e-13), (1000, 1e-11), (10**6, 1e-7)])
def test_they_stay_as_narrow_as_the_roundings_allow(time, width):
    """The relative error doubles with the time: so many times ``n u``."""
    tree = Tree.dyck(4)
    weights = [Fraction(k % 7 + 1, 3) for k in range(tree.size - 1)]
    low, high = law_by_squaring(tree, xp.intervals(weights), time).bounds()
    assert (high - low).max() < width
    if time == 10**6:  # by then the walk has its stationary law
        limit = walks.stationary(tree, xp.exact(weights)).fractions()
        assert all(Fraction(a) <= v <= Fraction(b) for a, b, v in zip(low, high, limit, strict=True))


def test_wide_weights_give_laws_of_all_weights_between():
    tree = Tree.complete(2, 2)
    low, high = np.array([1.0, 2, 1, 1, 3, 1]), np.array([1.5, 2, 1, 2, 3, 1])
    found = law_by_squaring(tree, Array(interval, interval.Interval(low[:, None], high[:, None])), 9)
    for ends in (low, high, (low + high) / 2):
        assert contains(found, walks.law_after(tree, xp.exact([Fraction(x) for x in ends]), 9))


def test_many_instances_at_once_are_each_of_them():
    tree, rows = Tree.complete(2, 2), [[1, 2, 3, 4, 5, 6], [6, 1, 1, 0, 2, 2], [1, 0, 1, 1, 1, 1]]
    both = np.array(rows, dtype=float).T
    lower, upper = law_by_squaring(tree, Array(interval, interval.point(both)), 7).bounds(batched=True)
    for k, row in enumerate(rows):
        alone = law_by_squaring(tree, xp.intervals(row), 7).bounds()
        assert (lower[:, k] == alone[0]).all() and (upper[:, k] == alone[1]).all()


def test_products_of_a_row_leave_room_for_all_their_roundings():
    """Of 40 terms: at least twice 41 roundings on either side, whatever the shape of the left factor."""
    rng = np.random.default_rng(0)
    row, table = rng.dirichlet(np.ones(40), (1, 1)), rng.dirichlet(np.ones(40), (1, 40))
    found = squaring._Between(row, row) @ squaring._Between(table, table)
    for k in range(40):
        exact = sum(Fraction(a) * Fraction(b) for a, b in zip(row[0, 0].tolist(), table[0, :, k].tolist(), strict=True))
        room = exact * 41 * Fraction(2) ** -53
        assert Fraction(found.lower[0, 0, k]) < exact - room and exact + room < Fraction(found.upper[0, 0, k])


@pytest.mark.parametrize("law", [law_by_squaring, law_in_balls])
@pytest.mark.parametrize("numbers", [xp.exact, xp.intervals, xp.floats])
def test_a_negative_time_is_refused(law, numbers):
    tree = Tree.dyck(2)
    with pytest.raises(ValueError, match="at least 0 steps, not -3"):
        law(tree, numbers([Fraction(1)] * (tree.size - 1)), -3)
