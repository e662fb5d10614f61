"""Events of thousands of samples: certain bounds from the count states that matter.

Samples of thousands of draws have too many counts to list, and nearly all of them in a window around the mean.  The window is
summed, the mass outside it is bounded, and whatever is not known - the mass outside, roundings, states at which the event is not
decided - is added to the upper bound and left out of the lower one.

Main definitions
----------------
``binomial_window``           the counts of one outcome that matter, with bounds of their masses
``count_window``, ``Window``  the same for any number of outcomes
``event_bounds``              lower and upper bound of the probability of an event of the counts

Conventions
-----------
Laws are exact. Masses are nonnegative floats that are products of at most as many factors as a window is long, each with four
roundings at most, relative to the likeliest count; bounds are widened by more than these and all sums can lose. Bounds of
probabilities are fractions, so that claims compare them exactly.

References
----------
W. Hoeffding, 1963 (why the window is short); N. Higham, *Accuracy and Stability of Numerical Algorithms*, chapter 3 (counting
roundings).

Tags
----
count states, tail truncation, enclosures
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory_lab.numbers.arithmetics.truths import Truth
from theory_lab.numbers.reals.errors import Branched
from theory_lab.numbers.whole.rationals import rational

__all__ = ["Window", "binomial_window", "count_window", "event_bounds"]

DROPPED = 1e-14  # relative to the likeliest count: the ends of a window, about eight standard deviations away
ROUNDINGS = 16  # per factor and per term of a sum: four of a factor, doubled twice for quotients of sums
UNIT = 2.0**-53  # half the distance of 1 from the next float: the relative error of one operation
MOST = 1 << 23  # states of a window
CHUNK = 1 << 16  # states at which an event is asked at once
Event = Callable[[NDArray[np.int64]], Any]


@dataclass(frozen=True, slots=True)
class Window:
    """Counts (m, k), bounds of their masses (m,), and the largest mass that can lie outside."""

    counts: NDArray[np.int64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    missing: float


def binomial_window(draws: int, chance: Fraction, dropped: float = DROPPED) -> tuple[int, np.ndarray, np.ndarray]:
    """The first count of the window, and bounds of the masses of it and the next ones under ``Bin(draws, chance)``.

    Raises ``ValueError`` for a negative number of draws and a chance outside [0, 1], and ``TypeError`` for a float.
    """
    chance = rational(chance, "the chance")
    if draws < 0 or not 0 <= chance <= 1:
        raise ValueError(f"a binomial law has at least 0 draws and a chance in [0, 1], not {draws} and {chance}")
    if chance in (0, 1):
        return (draws if chance else 0), np.ones(1), np.ones(1)
    odds = float(chance / (1 - chance))
    mode = min(int((draws + 1) * chance), draws)
    above, right = _side(lambda k: (draws - k) / (k + 1) * odds, mode, draws, 1, dropped)
    below, left = _side(lambda k: k / (draws - k + 1) / odds, mode, 0, -1, dropped)
    terms = np.concatenate([below[::-1], [1.0], above])
    error = ROUNDINGS * (len(terms) + 8) * UNIT
    total = float(terms.sum())
    return mode - len(below), terms / (total + right + left) * (1 - error), terms / total * (1 + error)


def _side(quotient: Callable[[Any], Any], mode: int, end: int, step: int, dropped: float) -> tuple[np.ndarray, float]:
    """Masses relative to the mode on one side of it, and a bound of those that are left out: quotients fall outwards."""
    length, parts, last = 64, np.zeros(0), 1.0
    while len(parts) < abs(end - mode) and last > dropped:
        reach = min(abs(end - mode), len(parts) + length)
        parts = np.cumprod(quotient(mode + step * np.arange(reach, dtype=float)))
        last, length = float(parts[-1]), 2 * length
    kept = int(np.searchsorted(-parts, -dropped, side="right"))
    kept = min(len(parts), kept + 1)
    if kept >= abs(end - mode):
        return parts[:kept], 0.0
    falling = float(quotient(float(mode + step * kept)))
    if falling >= 0.999:
        raise ValueError("the masses outside the window do not fall; take more draws or a chance further from 0 and 1")
    return parts[:kept], (float(parts[kept - 1]) if kept else 1.0) * falling / (1 - falling) * (1 + 1e-9)


def count_window(law: Sequence[Any], draws: int, dropped: float = DROPPED) -> Window:
    """The count vectors that matter for ``draws`` draws from an exact law (k,), outcome by outcome.

    Raises ``ValueError`` where the window is larger than ``MOST`` states and for a negative number of draws, and ``TypeError``
    for floats.
    """
    if draws < 0:
        raise ValueError(f"a sample has at least 0 draws, not {draws}")
    masses = [rational(mass, "a probability") for mass in law]
    if min(masses, default=-1) < 0 or sum(masses) != 1:
        raise ValueError(f"a law has nonnegative probabilities of total 1, not {[str(mass) for mass in masses]}")
    counts, lower, upper = np.zeros((1, 0), dtype=np.int64), np.ones(1), np.ones(1)
    left, rest = np.array([draws]), Fraction(1)
    for mass in masses[:-1]:
        share = mass / rest if rest else Fraction(0)
        windows = {number: binomial_window(number, share, dropped) for number in np.unique(left).tolist()}
        lengths = np.array([len(windows[number][1]) for number in left.tolist()])
        if lengths.sum() > MOST:
            raise ValueError(f"a window of {lengths.sum():,} states is larger than {MOST:,}; drop more or take fewer outcomes")
        added = np.concatenate([windows[n][0] + np.arange(len(windows[n][1])) for n in left.tolist()])
        counts = np.column_stack([np.repeat(counts, lengths, axis=0), added])
        lower = np.repeat(lower, lengths) * np.concatenate([windows[n][1] for n in left.tolist()])
        upper = np.repeat(upper, lengths) * np.concatenate([windows[n][2] for n in left.tolist()])
        left, rest = np.repeat(left, lengths) - added, rest - mass
    counts = np.column_stack([counts, left])
    error = ROUNDINGS * (len(masses) + 8) * UNIT
    lower, upper = lower * (1 - error), upper * (1 + error)
    return Window(counts, lower, upper, max(0.0, 1 - _total(lower, -1)))


def event_bounds(law: Sequence[Any], draws: int, event: Event, dropped: float = DROPPED) -> tuple[Fraction, Fraction]:
    """Bounds of the probability that ``draws`` draws from ``law`` (k,) have counts with a property.

    ``event`` takes counts (m, k) and gives booleans (m,) or a ``Truth`` of exact numbers or enclosures; where that is open the
    state counts for the upper bound alone. Raises ``TypeError`` for comparisons of floats.
    """
    window = count_window(law, draws, dropped)
    lower, upper = 0.0, window.missing
    for start in range(0, len(window.counts), CHUNK):
        part = slice(start, start + CHUNK)
        sure, possible = _decided(event(window.counts[part]), len(window.counts[part]))
        lower += _total(window.lower[part][sure], -1)
        upper += _total(window.upper[part][possible], 1)
    error = ROUNDINGS * (len(window.counts) // CHUNK + 8) * UNIT
    return Fraction(lower * (1 - error)), min(Fraction(1), Fraction(upper * (1 + error)))


def _total(terms: np.ndarray, side: int) -> float:
    """The sum of nonnegative terms, from below (-1) or above (1)."""
    return float(terms.sum()) * (1 + side * ROUNDINGS * (len(terms) + 8) * UNIT)


def _decided(found: Any, length: int) -> tuple[np.ndarray, np.ndarray]:
    if isinstance(found, Truth):
        if found.is_rounded:
            raise TypeError("floats do not decide an event; compare exact numbers or enclosures")
        if found.sure.shape[-1] != 1 or found.possible.shape[-1] != 1:
            raise Branched(f"an event is of one instance, not of a batch of {found.sure.shape[-1]}")
        sure, possible = (np.asarray(part)[..., 0] for part in (found.sure, found.possible))
    else:
        sure = possible = np.asarray(found)
        if sure.dtype != bool:
            raise TypeError(f"an event is a truth for each state, not {sure.dtype}")
    return np.broadcast_to(sure, (length,)), np.broadcast_to(possible, (length,))
