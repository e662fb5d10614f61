"""The goals that a search leaves open, of which the one is told that is nearest to a proof.

Nearest is one at an outcome that no point refutes: with it a lemma is proved.  Then what is left of the sides as functions of
sums, and after these what some point refutes, and what a function lacks on the way.  What was asked beside the way, as that a
divisor is positive, comes last; what belongs to a step that has a proof is forgotten.

Main definitions: ``Goals``, ``nearest`` (one of several texts).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import NamedTuple

from theory_lab.proofs.search.goals.left import FALSE, GOAL, Goal

KEPT = 8  # goals of each kind that are kept: the first that is not false is told
AT_OUTCOME, OF_SUMS = 0, 1  # kinds of goals


class _Offer(NamedTuple):
    """A goal with what it is ordered by: the least comes first."""

    beside: bool
    refuted: bool
    kind: int
    length: int
    number: int
    step: int
    goal: Goal


class Goals:
    """Goals that were left open, and why functions had no value."""

    def __init__(self) -> None:
        self.step = self._reached = self._beside = self._number = 0
        self._offers: list[_Offer] = []
        self._lacking: list[tuple[bool, int, str]] = []  # whether it was beside the way, the step, and a reason

    def clear(self) -> None:
        """Forget all, for another statement."""
        self.step = self._reached = 0
        self._offers, self._lacking = [], []

    def closed(self, step: int) -> None:
        """A step has a proof: what was left open of it, or is left open by another way, is no goal."""
        self._reached = max(self._reached, step + 1)
        self._offers = [one for one in self._offers if one.step >= self._reached]
        self._lacking = [one for one in self._lacking if one[1] >= self._reached]

    def restarted(self) -> None:
        """There is a new lemma: what sums lacked before, or left, is looked at again."""
        self._offers = [one for one in self._offers if one.kind == AT_OUTCOME]
        self._lacking = []

    @contextlib.contextmanager
    def beside(self) -> Iterator[None]:
        """What is asked here helps, and is not the way itself."""
        self._beside += 1
        try:
            yield
        finally:
            self._beside -= 1

    def offer(self, goal: Goal, kind: int = AT_OUTCOME) -> None:
        """A goal that the search has left open."""
        same = [one for one in self._offers if one.kind == kind and one.goal.e == goal.e]
        if self.step < self._reached or any(len(one.goal.facts) >= len(goal.facts) for one in same):
            return
        self._offers = [one for one in self._offers if one not in same]
        self._number += 1
        refuted = kind == AT_OUTCOME and goal.is_soon_refuted
        new = _Offer(self._beside > 0, refuted, kind, goal.length, self._number, self.step, goal)
        alike = sorted((one for one in self._offers if one[:3] == new[:3]), key=_order)
        self._offers = [*(one for one in self._offers if one[:3] != new[:3]), *sorted([*alike, new], key=_order)[:KEPT]]

    def lack(self, why: str) -> None:
        """Why a function had no value on a cell."""
        told = (self._beside > 0, self.step, why)
        if why and self.step >= self._reached and told not in self._lacking:
            self._lacking.append(told)

    def __str__(self) -> str:
        told = [(one.beside, one.goal) for one in sorted(self._offers, key=_order)]
        main, others = ([goal for beside, goal in told if beside is which] for which in (False, True))
        if main:
            return str(next((goal for goal in main if not goal.is_false), main[0]))
        lacking = sorted(self._lacking, key=lambda one: one[0])
        return lacking[0][2] if lacking else str(others[0]) if others else ""


def _order(offer: _Offer) -> tuple[bool, bool, int, int, int]:
    return offer[:5]


def nearest(*reasons: str) -> str:
    """Of reasons, the first of those that tell most: a goal that no point refutes, then any goal, then any other one."""
    return min(reasons, key=lambda one: (not one, GOAL not in one, FALSE in one), default="")
