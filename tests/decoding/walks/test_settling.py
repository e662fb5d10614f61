"""The least time from which a walk is good for ever: against exact laws at every time, and what is refused."""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.chains import enclosed, walks
from theory_lab.decoding.walks import settling
from theory_lab.decoding.walks.settling import STRIDE, _least, approach, coverage_lasts, sampling_lasts
from theory_lab.numbers import Undecided
from theory_lab.sequences.trees import Tree

TREE = Tree.from_words([(0, 0), (1, 0)])
WEIGHTS = xp.exact(["2/3", "1/6", "1/3", "2/3"])
TARGET = xp.exact(["1/3", "2/3"])
LATEST = 60  # by then the exact distance is far below every level used here


@cache
def exact_masses():
    """The masses of the words at each time."""
    found, law = [], xp.exact([int(v == 0) for v in range(TREE.size)])
    for _ in range(LATEST):
        found.append(law[TREE.leaves].fractions().tolist())
        law = walks.step(TREE, WEIGHTS, law)
    return found


@cache
def distances():
    found = []
    for masses in exact_masses():
        law = [mass / sum(masses) for mass in masses] if any(masses) else []
        found.append(sum(abs(a - b) for a, b in zip(law, TARGET.fractions(), strict=True)) / 2 if law else Fraction(1))
    return found


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
    for time, masses in enumerate(exact_masses()):
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


def test_masses_go_on_from_one_look_to_the_next():
    """Each step once, also where a look at the distance lies between two of them."""
    found = approach(TREE, WEIGHTS, Fraction(1, 10**9)).masses
    assert len(found) > 2 * STRIDE
    step, law = enclosed.stepping(TREE, enclosed.scaled(WEIGHTS)), (np.arange(TREE.size) == 0).astype(float)
    for masses in found:
        assert masses.tolist() == law[TREE.leaves].tolist()
        law = step(law)


def test_a_walk_that_settles_too_late_is_refused(monkeypatch):
    found = approach(TREE, WEIGHTS, Fraction(1, 100))
    last = len(found.masses) - 1
    for longest in (last, last + 1):
        monkeypatch.setattr(enclosed, "LONGEST", longest)
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


def missed_until(level, share):
    """One more than the last time at which the exact law misses more than the share, and whether it does at the end."""
    late = []
    for time, masses in enumerate(exact_masses()):
        bad = sum((p for p, mass in zip(TARGET.fractions(), masses, strict=True) if p > level * mass), Fraction(0))
        late += [time] if bad > share else []
    return late[-1] + 1 if late else 0


@pytest.mark.parametrize("level", [Fraction(49, 10), Fraction(21, 5), Fraction(12), Fraction(100)])
@pytest.mark.parametrize("share", [Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1)])
def test_coverage_lasts_at_every_share(level, share):
    """Shares that are those of a word are not exceeded by it; words of less than a level are none of the event."""
    assert coverage_lasts(TREE, WEIGHTS, TARGET, level, share) == missed_until(level, share)


@pytest.mark.parametrize(("ratio", "close"), [(0.93, True), (1.07, True), (1.14, False)])
def test_a_tenth_around_the_border_is_left_out(ratio, close):
    """The stationary masses are 3/11 of the target, whatever the word."""
    level = Fraction(ratio) * Fraction(11, 3)
    if close:
        with pytest.raises(Undecided, match="too close to the border"):
            coverage_lasts(TREE, WEIGHTS, TARGET, level, Fraction(1, 2))
    else:
        assert coverage_lasts(TREE, WEIGHTS, TARGET, level, Fraction(1, 2)) == missed_until(level, Fraction(1, 2))


@pytest.mark.parametrize(("parts", "decided"), [(-1.4, True), (-0.7, False), (0.0, False), (0.7, False), (1.4, True)])
def test_masses_and_distances_are_told_from_a_border_up_to_their_errors(parts, decided):
    """The level moves so many errors away from the exact mass, or distance, at a time: within one of it nothing is decided."""
    mass = exact_masses()[4][1]
    border = TARGET.fractions()[1] / mass
    error = approach(TREE, WEIGHTS, Fraction(1, 16)).error
    level = border * (1 + Fraction(2 * error * parts))
    outcome = lasts(lambda: coverage_lasts(TREE, WEIGHTS, TARGET, level, Fraction(1, 10)))
    assert outcome == (missed_until(level, Fraction(1, 10)) if decided else None)
    exact = distances()
    error = approach(TREE, WEIGHTS, exact[6] / 2).error
    level = exact[6] + Fraction(2 * error * parts)
    outcome = lasts(lambda: sampling_lasts(TREE, WEIGHTS, TARGET, level))
    assert outcome == (max(time for time, off in enumerate(exact) if off > level) + 1 if decided else None)


def lasts(call):
    try:
        return call()
    except Undecided:
        return None


def test_errors_of_masses_count_the_steps_and_the_sums():
    found = approach(TREE, WEIGHTS, Fraction(1, 100))
    steps = len(found.masses) - 1
    assert steps % STRIDE == 0 and found.slack == 0.01
    assert found.error == 2 * enclosed.error_after(TREE, steps) + 4 * TREE.size * 2.0**-53


def test_the_last_time_above_a_level_by_hand():
    off = np.array([1.0, 0.2, 0.5, 0.25, 0.1])
    assert [_least(off, level, 0.0) for level in (2.0, 0.9, 0.3, 0.15)] == [0, 1, 3, 4]
    assert _least(off, 0.3, 0.04) == 3
    with pytest.raises(Undecided, match="between 3 and 4"):
        _least(off, 0.3, 0.05)
    with pytest.raises(Undecided, match="between 1 and 3"):
        _least(off, 0.5, 0.0)


def test_what_is_left_after_a_walk_is_settled_changes_no_answer(monkeypatch):
    """Half of a level for distances, since a law given a leaf is off by twice what its masses are; a sixteenth for masses."""
    asked = []

    def noted(tree, weights, slack):
        asked.append(slack)
        return approach(tree, weights, slack)

    monkeypatch.setattr(settling, "approach", noted)
    sampling_lasts(TREE, WEIGHTS, TARGET, Fraction(1, 10))
    coverage_lasts(TREE, WEIGHTS, TARGET, Fraction(12), Fraction(1, 2))
    assert asked == [Fraction(1, 20), Fraction(1, 16)]
