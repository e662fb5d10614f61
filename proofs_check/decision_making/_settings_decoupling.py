"""Decoupling at the mean in proofs by hand: which facts and squares show it, in the case of each set of optimal arms.

Main definitions: `Decoupling`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

from theory_lab.proofs.kernel.sums import Fact
from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, compare, either, equal, use

Tree = dict[str, Any]


class Decoupling:
    """The lemmas about each arm, and about each pair of arms.

    Of each arm ``a`` there are the chance ``L_a`` to be optimal, its mean, and the mean deviation ``X_a`` where it is optimal;
    then come the spreads ``V_a``. With ``W_a = L_a V_a`` the facts are ``(1 - L_a) W_b + (1 - L_b) W_a >= 2 X_a X_b`` for each
    pair, ``(1 - L_a) W_a >= X_a^2`` for each arm, ``W_a >= 0``, ``L_a >= 0`` and that the chances sum to 1.
    """

    def __init__(self, s: Sketch) -> None:
        self.arms = range(len(s.pattern.tables))
        chances, means, gains = ([f"S{3 * a + k}" for a in self.arms] for k in range(3))
        spreads = [f"S{3 * len(self.arms) + a}" for a in self.arms]
        self.chances, self.gains, self.parts = chances, gains, [f"{chances[a]}*{spreads[a]}" for a in self.arms]
        own, some, most, parts = list[Fact](), list[Fact](), list[Fact](), list[Fact]()
        for chance, mean, gain, spread in zip(chances, means, gains, spreads, strict=True):
            around = {chance: f"1 - 2*{chance}", "prior": f"{chance}**2"}
            own.append(s.square(around, {spread: 1}, {gain: 1, mean: f"-{chance}", "prior": f"{chance}*{mean}"}))
            some.append(s.linear({chance: 1}))
            most.append(s.linear({chance: -1, "prior": 1}))
            parts.append(s.follows(f"{chance}*{spread}", by(some[-1], s.linear({spread: 1}))))
        every = s.linear({**dict.fromkeys(chances, 1), "prior": -1})
        self.pairs = list(combinations(self.arms, 2))
        pairs = [self._pair(s, a, b, (own[a], own[b], most[a], most[b], parts[a], parts[b])) for a, b in self.pairs]
        self.facts = [*pairs, *own, *parts, *some, every]

    def _left(self, a: int, b: int) -> str:
        return f"(1 - {self.chances[a]})*{self.parts[b]}"

    def _pair(self, s: Sketch, a: int, b: int, known: Sequence[Fact]) -> Fact:
        """What holds of a pair, by squares: of the left side, that is a square and multiples of what holds of each arm."""
        rest = [f"1 - {self.chances[k]}" for k in (a, b)]
        factor = f"4*{self._left(b, b)}", use((5, f"4*({rest[1]})"), then=ZERO)
        squares = use(
            (0, *factor), (1, f"4*{self.gains[a]}**2"), (f"{self._left(a, b)} - {self._left(b, a)}", 1), then=ZERO
        )  # fmt: skip
        sides = f"{self._left(a, b)} + {self._left(b, a)}", f"2*{self.gains[a]}*{self.gains[b]}"
        proof = cell(compare(*sides, positive=use((5, rest[0]), (4, rest[1]), then=ZERO), then=squares))
        return s.follows(f"{sides[0]} - {sides[1]}", by(*known, then=proof))

    def cases(self, end: Callable[[list[int]], Tree], arm: int = 0, optimal: Sequence[int] = ()) -> Tree:
        """The cases of each arm, optimal for some model or for none; at the ends the list of the optimal ones is told."""
        if arm == len(self.arms):
            return end([*optimal])
        chance = len(self.pairs) + 2 * len(self.arms) + arm
        never = equal(self.chances[arm], 0, (chance, len(self.facts) + arm), self.cases(end, arm + 1, optimal))
        return either(self.cases(end, arm + 1, (*optimal, arm)), never)

    def spread(self, optimal: Sequence[int]) -> str:
        """The sum of the ``W_a``."""
        return " + ".join(self.parts[a] for a in optimal) or "0"

    def terms(self, optimal: Sequence[int], times: str = "1") -> list[Sequence[Any]]:
        """The facts, with factors, of which ``A - 1`` times the spread less the square of the sum of the ``X_a`` consists."""
        count, arms = len(self.pairs), len(self.arms)
        both = [(k, times) for k, (a, b) in enumerate(self.pairs) if a in optimal and b in optimal]
        one = [(count + a, times) for a in optimal]
        rest = [(count + arms + a, f"{arms - len(optimal)}*{times}") for a in optimal] if len(optimal) < arms else []
        nonnegative = use(*((count + arms + a, times) for a in optimal), then=ZERO)
        sure = [(count + 3 * arms, f"({self.spread(optimal)})*{times}", nonnegative)] if optimal else []
        return [*both, *one, *rest, *sure]
