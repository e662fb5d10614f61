"""What can come out, and how far a verdict reaches.

The words of every verdict, record and certificate.

Main definitions: ``Outcome`` (of an instance or a claim), ``Level`` (of the evidence).

Conventions: both are strings, so that they print and travel through JSON as words; they are ordered as they are listed and not by
the alphabet.
"""

from __future__ import annotations

from enum import StrEnum


class _Ordered(StrEnum):
    """Words from the least to the greatest."""

    def __lt__(self, other: str) -> bool:
        return self._place(self) < self._place(other)

    def __le__(self, other: str) -> bool:
        return self._place(self) <= self._place(other)

    def __gt__(self, other: str) -> bool:
        return self._place(self) > self._place(other)

    def __ge__(self, other: str) -> bool:
        return self._place(self) >= self._place(other)

    def _place(self, word: str) -> int:
        return list(type(self)).index(type(self)(word))


class Outcome(_Ordered):
    """What is found of an instance, or of a claim by its worst instance; each is worse than those before it.

    A claim ``holds but for ties`` where all instances hold but a few at which no precision tells the sides apart.
    """

    HOLDS = "holds"
    TIES = "holds but for ties"
    VACUOUS = "vacuous"
    UNDECIDED = "undecided"
    FAILS = "fails"
    ERROR = "error"


# The outcome of a claim that holds where it could not have failed: no verdict on an instance, so not one of ``Outcome``.
UNSPOKEN = "vacuous in strength"


class Level(_Ordered):
    """How far the evidence for a claim reaches, each further than those before it; a refutation reaches all the way."""

    STATED = "stated"
    SIMULATED = "simulated"
    TREND = "trend"
    COMPUTED = "computed"
    SCREENED = "screened"
    EXACT_ON_SMALL = "exact on small"
    COVERED = "covered"
    PROVED = "proved"
    REFUTED = "refuted exactly"
