"""The least time from which a walk is good for ever: against exact laws at every time, and what is refused."""

from fractions import Fraction

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.chains import enclosed, walks
from theory_lab.decoding.walks.settling import STRIDE, approach, coverage_lasts, sampling_lasts
from theory_lab.measures.divergences import total_variation
from theory_lab.numbers import Undecided
from theory_lab.sequences.trees import Tree

TREE = Tree.from_words([(0, 0), (1, 0)])
WEIGHTS = xp.exact(["2/3", "1/6", "1/3", "2/3"])
TARGET = xp.exact(["1/3", "2/3"])
LATEST = 60  # by then the exact distance is far below every level used here


def distances():
    for time in range(LATEST):
        leaves = walks.law_after(TREE, WEIGHTS, time)[TREE.leaves]
        total = xp.value(xp.sum(leaves)).fraction
        yield xp.value(total_variation(leaves / total, TARGET)).fraction if total else Fraction(1)


@pytest.mark.parametrize("level", [Fraction(1, 4), Fraction(1, 10), Fraction(1, 50)])
def test_the_least_time_is_that_of_the_exact_laws(level):
    late = [time for time, off in enumerate(distances()) if off > level]
    assert sampling_lasts(TREE, WEIGHTS, TARGET, level) == late[-1] + 1


def test_exact_values_need_no_more_than_a_word_takes():
    weights = xp.exact(["1/3", "2/3", "1/3", "2/3"])
    assert sampling_lasts(TREE, weights, TARGET, Fraction(1, 1000)) == TREE.depth


def test_coverage_is_that_of_the_exact_laws():
    level, share = Fraction(12), Fraction(1, 2)
    late = []
    for time in range(LATEST):
        masses = walks.law_after(TREE, WEIGHTS, time)[TREE.leaves].fractions()
        bad = sum(p for p, mass in zip(TARGET.fractions(), masses, strict=True) if p > level * mass)
        late += [time] if bad > share else []
    assert coverage_lasts(TREE, WEIGHTS, TARGET, level, share) == late[-1] + 1


def test_an_event_at_the_border_is_undecided():
    law = xp.value(walks.stationary(TREE, WEIGHTS)[TREE.leaves][0]).fraction
    with pytest.raises(Undecided):
        coverage_lasts(TREE, WEIGHTS, TARGET, Fraction(1, 3) / law, Fraction(1, 2))


def test_masses_are_settled_at_the_end():
    found = approach(TREE, WEIGHTS, Fraction(1, 100))
    assert abs(found.masses[-1] / found.limit - 1).max() < 0.01
    exact = walks.law_after(TREE, WEIGHTS, 9)[TREE.leaves].fractions()
    assert all(abs(seen - mass) <= found.error * mass for seen, mass in zip(found.masses[9].tolist(), exact, strict=True))


def test_a_walk_that_settles_too_late_is_refused(monkeypatch):
    found = approach(TREE, WEIGHTS, Fraction(1, 100))
    last = len(found.masses) - 1
    monkeypatch.setattr(enclosed, "LONGEST", last)
    assert len(approach(TREE, WEIGHTS, Fraction(1, 100)).masses) == last + 1
    monkeypatch.setattr(enclosed, "LONGEST", last - 1)
    with pytest.raises(ValueError, match=f"not settled after {last - 1} steps"):
        approach(TREE, WEIGHTS, Fraction(1, 100))


def test_a_walk_is_settled_when_its_chi_square_says_so(monkeypatch):
    """The first look at which the root of the chi-square over the lightest word is at most half of the slack, by powers."""
    monkeypatch.setattr(enclosed, "LONGEST", 2000)
    matrix = np.array(walks.transition_matrix(TREE, WEIGHTS).fractions(), dtype=float)
    limit = np.array(walks.stationary(TREE, WEIGHTS).fractions(), dtype=float)
    for slack in (1e-3, 1e-6, 1e-9):
        looks = [
            time
            for time in range(0, 2001, STRIDE)
            if np.sqrt(limit @ (np.linalg.matrix_power(matrix, time)[0] / limit - 1) ** 2 / limit[TREE.leaves].min()) <= slack / 2
        ]
        assert len(approach(TREE, WEIGHTS, Fraction(slack)).masses) == looks[0] + 1
