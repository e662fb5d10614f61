"""Windows of count states against sums over all of them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.learning.likelihood import count_windows
from theory_lab.learning.likelihood.count_windows import binomial_window, count_window, event_bounds
from theory_lab.numbers.reals.errors import Branched
from theory_lab.numbers.whole.types import count_vectors, expect_over_types, type_numerators

THIRDS, RARE = (Fraction(1, 3), Fraction(2, 3)), (Fraction(1, 50), Fraction(1, 7), Fraction(293, 350))
LAWS = (THIRDS, RARE, (Fraction(0), Fraction(1, 2), Fraction(1, 2)))


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("draws", [1, 7, 40])
def test_every_mass_lies_between_its_bounds(law: tuple[Fraction, ...], draws: int) -> None:
    numerators, denominator = type_numerators(law, draws)
    exact = dict(zip(map(tuple, count_vectors(draws, len(law)).tolist()), numerators.tolist(), strict=True))
    window = count_window(law, draws)
    left = Fraction(1)
    for counts, low, high in zip(window.counts.tolist(), window.lower, window.upper, strict=True):
        mass = Fraction(exact[tuple(counts)], denominator)
        assert Fraction(float(low)) <= mass <= Fraction(float(high))
        assert not mass or float(high) <= float(low) * (1 + 1e-10)
        left -= mass
    assert left <= Fraction(window.missing) <= left + Fraction(1, 10**10)


@pytest.mark.parametrize("count", [1, 3, 7, 8, 200])
def test_a_sum_of_few_terms_lies_between_its_bounds(count: int) -> None:
    terms = np.array([1 / (k + 3) for k in range(count)])
    exact = sum(map(Fraction, terms.tolist()), Fraction(0))
    low, high = (Fraction(count_windows._total(terms, side)) for side in (-1, 1))
    assert low < exact < high < low * (1 + Fraction(1, 10**11))


@pytest.mark.parametrize("dropped", [1e-14, 1e-6, 1e-2])
def test_what_is_dropped_is_on_the_upper_side(dropped: float) -> None:
    law, draws = RARE, 60

    def event(counts: np.ndarray) -> np.ndarray:
        return 3 * counts[:, 0] >= counts[:, 1]

    truth = expect_over_types(law, draws, event(count_vectors(draws, 3)))
    low, high = event_bounds(law, draws, event, dropped)
    assert low <= truth <= high
    assert high - low <= 100 * Fraction(dropped) + Fraction(1, 10**9)
    assert (high - low > Fraction(1, 10**6)) == (dropped > 1e-4)


def test_a_tail_of_thousands_of_draws() -> None:
    """Exact for a binomial: the whole numbers have thousands of digits, and can be summed."""
    draws, chance = 3000, Fraction(1, 100)
    numerators, denominator = type_numerators((1 - chance, chance), draws)
    ones = count_vectors(draws, 2)[:, 1]
    truth = Fraction(int(numerators[ones <= 15].sum()), denominator)
    low, high = event_bounds((1 - chance, chance), draws, lambda counts: counts[:, 1] <= 15)
    assert low <= truth <= high <= low + Fraction(1, 10**10)
    assert low > 0


def test_states_that_are_not_decided_count_for_the_upper_bound_alone() -> None:
    half = (Fraction(1, 2), Fraction(1, 2))
    third = xp.intervals(Fraction(1, 3))

    def open_at_two(counts: np.ndarray) -> object:
        return counts[:, 0] * third * 3 >= 2  # 2/3 * 3 is 2 up to rounding

    low, high = event_bounds(half, 4, open_at_two)
    assert low < Fraction(5, 16) + Fraction(1, 10**9) and high > Fraction(11, 16)


def test_floats_do_not_decide() -> None:
    with pytest.raises(TypeError, match="do not decide"):
        event_bounds((Fraction(1, 2), Fraction(1, 2)), 4, lambda counts: counts[:, 0] * xp.floats(0.5) >= 1)
    with pytest.raises(TypeError, match="truth"):
        event_bounds((Fraction(1, 2), Fraction(1, 2)), 4, lambda counts: counts[:, 0])


def test_sure_outcomes_and_bad_laws() -> None:
    assert [len(part) for part in binomial_window(10, Fraction(0))[1:]] == [1, 1]
    assert binomial_window(10, Fraction(1))[0] == 10
    with pytest.raises(ValueError, match="total 1"):
        count_window((Fraction(1, 2), Fraction(1, 3)), 5)
    with pytest.raises(ValueError, match="total 1"):
        count_window((), 5)
    for draws, chance in ((-1, Fraction(1, 2)), (5, Fraction(2)), (5, Fraction(-1))):
        with pytest.raises(ValueError, match=rf"a chance in \[0, 1\], not {draws} and {chance}"):
            binomial_window(draws, chance)
    with pytest.raises(TypeError, match=r"Fraction\(1, 2\)"):
        binomial_window(5, 0.5)
    for law in ((Fraction(1),), (Fraction(1, 2), Fraction(1, 2))):
        with pytest.raises(ValueError, match="at least 0 draws, not -1"):
            count_window(law, -1)


@pytest.mark.parametrize("dropped", [1e-14, 1e-3, 0.05, 0.3, 1.0])
@pytest.mark.parametrize("chance", [Fraction(1, 4), Fraction(7, 10)])
def test_what_lies_outside_a_window_is_counted_on_both_sides(chance: Fraction, dropped: float) -> None:
    """However much is left out: masses of ``Bin(40, chance)``, and room for the roundings of 9 factors at least."""
    first, lower, upper = binomial_window(40, chance, dropped)
    room = 1 + Fraction(100 * count_windows.UNIT)
    for place, (low, high) in enumerate(zip(lower.tolist(), upper.tolist(), strict=True)):
        mass = xp.binomial(40, first + place) * chance ** (first + place) * (1 - chance) ** (40 - first - place)
        assert Fraction(low) * room <= mass and mass * room <= Fraction(high)
    if dropped == 1e-14:  # and no more room than 16 roundings for each term and for eight more, beside what is left out
        most = 1 + Fraction(17 * (len(lower) + 8) * count_windows.UNIT)
        heaviest = max(upper.tolist())
        place = upper.tolist().index(heaviest)
        mass = xp.binomial(40, first + place) * chance ** (first + place) * (1 - chance) ** (40 - first - place)
        assert Fraction(heaviest) < mass * most
    # Tails are taken for those of geometric laws: at the mode, with quotients 10/11 and 30/31, ten and thirty times as much.
    least = 1 / 41 * (1 - 2e-9) if dropped == 1 else 1 - dropped / 4 - 1e-12
    assert lower.sum() > least


def test_windows_that_do_not_fall_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fall"):
        binomial_window(10**8, Fraction(1, 2), 0.999)


def test_windows_of_too_many_states_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    states = len(count_window(THIRDS, 40).counts)
    monkeypatch.setattr(count_windows, "MOST", states)
    assert len(count_window(THIRDS, 40).counts) == states
    monkeypatch.setattr(count_windows, "MOST", states - 1)
    with pytest.raises(ValueError, match=f"a window of {states} states is larger than"):
        count_window(THIRDS, 40)


def test_states_are_asked_for_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(count_windows, "CHUNK", 7)
    asked: list[list[int]] = []

    def event(counts: np.ndarray) -> np.ndarray:
        asked.extend(counts.tolist())
        assert len(counts) <= 7
        return counts[:, 0] % 2 == 0

    low, high = event_bounds(RARE, 7, event)
    assert asked == count_window(RARE, 7).counts.tolist() and len(asked) > 7
    assert low <= expect_over_types(RARE, 7, count_vectors(7, 3)[:, 0] % 2 == 0) <= high <= low + Fraction(1, 10**10)


def test_an_event_of_many_instances_is_refused() -> None:
    halves = xp.exact([[1, 2]], batched=True)
    with pytest.raises(Branched, match="not of a batch of 2"):
        event_bounds((Fraction(1, 2), Fraction(1, 2)), 4, lambda counts: counts[:, 0] * halves[0] >= 2)


def test_sure_events_lose_no_more_than_the_roundings_that_are_allowed_for() -> None:
    """21 states of 20 coins: 16 roundings for each of 29 in the masses, of 10 in two outcomes, of 29 in the sum, of 8 in sums."""
    low, high = event_bounds((Fraction(1, 2), Fraction(1, 2)), 20, lambda counts: counts[:, 0] >= 0)
    unit = Fraction(count_windows.UNIT)
    assert 1 - 16 * (29 + 10 + 29 + 9) * unit < low < 1 - 16 * (29 + 10 + 29) * unit and high == 1
