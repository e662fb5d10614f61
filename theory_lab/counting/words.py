"""Lattice words: Dyck and Motzkin paths.

Main definitions
----------------
``dyck``      balanced bracket words; the count of a state is a ballot number
``avoiding``  words without a letter; every verifier by level has the exact law
``two_types`` balanced words of two kinds of brackets under a generator that errs now and then
``motzkin``   paths of up, down and level steps that stay at height 0 or more and end there

Conventions
-----------
Letter 0 goes up, 1 down, 2 stays level; the reference law is uniform. The upper bound forgets that the path must stay
nonnegative; by the ballot theorem it is at most ``((n + k)/2 + 1) / (k + 1)`` times the count from height ``k`` with
``n`` letters to go.

Tags
----
ballot numbers, Catalan numbers, Motzkin numbers
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import comb

from theory_lab.counting.problems import Move, Problem
from theory_lab.numbers.whole.rationals import rational

__all__ = ["avoiding", "ballot", "dyck", "motzkin", "two_types"]


def dyck(semilength: int) -> Problem:
    """The balanced words of ``2 * semilength`` brackets; a state is (letters to go, height)."""
    if semilength < 1:
        raise ValueError(f"the semilength is at least 1, got {semilength}")

    def completions(state: tuple[int, int]) -> Fraction:
        return Fraction(ballot(*state), 2 ** state[0])

    def bounds(state: tuple[int, int]) -> tuple[Fraction, Fraction]:
        upper = Fraction(comb(state[0], (state[0] - state[1]) // 2), 2 ** state[0])
        return upper * _ballot_share(*state), upper

    return Problem(
        f"Dyck words of length {2 * semilength}",
        2 * semilength,
        (2 * semilength, 0),
        lambda state: _moves(state, 2),
        bounds,
        completions,
    )


def avoiding(length: int, letters: int, failure: Fraction) -> Problem:
    """The words over letters ``0 .. letters - 1``, equally likely, when each position fails with probability ``failure``.

    With ``letters = 2`` and ``failure = 1/3`` the words of a uniform law on three letters that avoid the third. A
    state is the number of letters to go; the bounds are exact.
    """
    failure = rational(failure, "the probability of failure")
    if length < 1 or letters < 1 or not 0 <= failure < 1:
        raise ValueError(f"words need length, letters >= 1 and 0 <= failure < 1, got {length}, {letters} and {failure}")
    share = (1 - failure) / letters

    def moves(left: int) -> list[Move]:
        return [Move(letter, share, Fraction(1), left - 1) for letter in range(letters)] if left else []

    def bounds(left: int) -> tuple[Fraction, Fraction]:
        return (1 - failure) ** left, (1 - failure) ** left

    name = f"words of length {length} over {letters} letters"
    return Problem(name, length, length, moves, bounds, lambda left: bounds(left)[0])


def motzkin(length: int) -> Problem:
    """The Motzkin paths of a length; a state is (letters to go, height)."""
    if length < 1:
        raise ValueError(f"the length is at least 1, got {length}")

    @cache
    def bounds(state: tuple[int, int]) -> tuple[Fraction, Fraction]:
        n, k = state
        level = range((n - k) % 2, n - k + 1, 2)
        upper = Fraction(sum(comb(n, j) * comb(n - j, (n - j - k) // 2) for j in level), 3**n)
        return upper * _ballot_share(n - (n - k) % 2, k), upper

    def completions(state: tuple[int, int]) -> Fraction:
        n, k = state
        return Fraction(sum(comb(n, j) * ballot(n - j, k) for j in range((n - k) % 2, n - k + 1, 2)), 3**n)

    return Problem(f"Motzkin paths of length {length}", length, (length, 0), lambda state: _moves(state, 3), bounds, completions)


def two_types(length: int, slip: Fraction = Fraction(1, 10), first: Fraction = Fraction(1, 5)) -> Problem:
    """Balanced words of two kinds of brackets (after arXiv:2502.12123); a state is (letters to go, open brackets).

    The generator opens at height 0, closes when it must, else either with probability 1/2, and opens kind 0 with
    probability ``first``; with probability ``slip`` a letter is uniform over all four. Letters 0 and 1 open, 2 and 3
    close. The bounds are exact, since the probability to finish depends on the height alone.
    """
    slip, first = rational(slip, "the probability of a slip"), rational(first, "the probability of kind 0")
    if length < 2 or length % 2 or not 0 <= slip < 1 or not 0 < first < 1:
        raise ValueError(f"words need an even length >= 2, 0 <= slip < 1 and 0 < first < 1, got {length}, {slip} and {first}")

    def chances(left: int, height: int) -> tuple[Fraction, Fraction, Fraction]:
        close = Fraction(0) if height == 0 else Fraction(1) if left == height else Fraction(1, 2)
        kinds = (first * (1 - close), (1 - first) * (1 - close), close)
        return tuple((1 - slip) * chance + slip / 4 for chance in kinds)  # type: ignore[return-value]

    @cache
    def finished(left: int, height: int) -> Fraction:
        if height > left:
            return Fraction(0)
        zero, one, close = chances(left, height)
        down = close * finished(left - 1, height - 1) if height else Fraction(0)
        return (zero + one) * finished(left - 1, height + 1) + down if left else Fraction(1)

    def moves(state: tuple[int, tuple[int, ...]]) -> list[Move]:
        left, opened = state
        if not left:
            return []
        *opens, close = chances(left, len(opened))
        kinds = (0, 1) if len(opened) + 1 < left else ()
        following = [Move(kind, opens[kind], Fraction(1), (left - 1, (*opened, kind))) for kind in kinds]
        return [*following, *([Move(2 + opened[-1], close, Fraction(1), (left - 1, opened[:-1]))] if opened else [])]

    def count(state: tuple[int, tuple[int, ...]]) -> Fraction:
        return finished(state[0], len(state[1]))

    return Problem(
        f"two-type Dyck words of length {length}", length, (length, ()), moves, lambda state: (count(state), count(state)), count
    )


def ballot(n: int, height: int) -> int:
    """The number of nonnegative paths of ``n`` steps up or down from ``height`` to 0."""
    if not 0 <= height <= n or (n - height) % 2:
        return 0
    down = (n + height) // 2
    return comb(n, down) * (height + 1) // (down + 1)


def _ballot_share(n: int, height: int) -> Fraction:
    """The share of the paths from ``height`` to 0 that stay nonnegative."""
    return Fraction(height + 1, (n + height) // 2 + 1)


def _moves(state: tuple[int, int], letters: int) -> list[Move]:
    n, height = state
    ends = [(0, height + 1), (1, height - 1), (2, height)][:letters] if n else []
    return [Move(a, Fraction(1, letters), Fraction(1), (n - 1, k)) for a, k in ends if 0 <= k < n]
