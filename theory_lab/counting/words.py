"""Lattice words: Dyck and Motzkin paths.

Main definitions
----------------
``dyck``      balanced bracket words; the count of a state is a ballot number
``avoiding``  words without a letter; every verifier by level has the exact law
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

__all__ = ["avoiding", "ballot", "dyck", "motzkin"]


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
        f"Dyck words of length {2 * semilength}", 2 * semilength, (2 * semilength, 0), lambda state: _moves(state, 2),
        bounds, completions,
    )  # fmt: skip


def avoiding(length: int, letters: int, failure: Fraction) -> Problem:
    """The words over letters ``0 .. letters - 1``, equally likely, when each position fails with probability ``failure``.

    With ``letters = 2`` and ``failure = 1/3`` the words of a uniform law on three letters that avoid the third. A
    state is the number of letters to go; the bounds are exact.
    """
    if length < 1 or letters < 1 or not 0 <= failure < 1:
        raise ValueError(f"words need length, letters >= 1 and 0 <= failure < 1, got {length}, {letters} and {failure}")
    share = (1 - Fraction(failure)) / letters

    def moves(left: int) -> list[Move]:
        return [Move(letter, share, Fraction(1), left - 1) for letter in range(letters)] if left else []

    def bounds(left: int) -> tuple[Fraction, Fraction]:
        return (1 - Fraction(failure)) ** left, (1 - Fraction(failure)) ** left

    return Problem(f"words of length {length} over {letters} letters", length, length, moves, bounds, lambda left: bounds(left)[0])


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
