"""Hypotheses that are inequalities, met with equality.

Many a bound is sharp only where its hypotheses are: ``p <= t q`` and ``q <= t p`` at all outcomes, as ``t`` falls to 1.  Random
steps leave the hypotheses on one side and stay away from them on the other.  Here those that are nearly equalities at an instance
are taken as equations and solved, and the search goes on along lines that keep them.

Main definitions: ``faces``.

Conventions: only comparisons of rational numbers are taken; whether a hypothesis is met decides the claim itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.search.built.bases import bases
from theory_lab.claims.search.built.equations import Solutions, promise
from theory_lab.claims.search.built.handful import Handful
from theory_lab.claims.search.built.lines import without
from theory_lab.claims.search.built.watched import Place, Row, hypotheses
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.findings import Findings

# How far away an equality is, for the longest step; the comparison; its slopes, and what is missing.
Away = tuple[Fraction, Place, list[Fraction]]
# Choices of hypotheses tried from one instance: the nearest alone, the nearest two, and so on, which are few where numbers are.
_CHOICES = 6
# Faces gone on from, the closest ones, and the part of the evaluations that is spent before, a half as for equations.
_KEPT, _CLIMBED = 2, 2


class Face(Solutions):
    """Instances at which the chosen comparisons among the hypotheses are equalities."""

    def __init__(self, handful: Handful, rng: np.random.Generator, chosen: Sequence[Place] = ()) -> None:
        super().__init__(handful, rng)
        self.chosen = chosen

    def rows(self, raws: list[Raw]) -> Sequence[Row]:
        """What is missing of each equality."""
        found = hypotheses(self.handful, raws)
        return [found[place] for place in self.chosen if place in found]

    def widen(self) -> None:
        """Choose all that are equalities at the closest instance, some of which may have come by themselves."""
        places, met = self.nearest(max(self.solutions, key=promise).raw)
        self.chosen = places[:met] or self.chosen

    def nearest(self, raw: Raw) -> tuple[list[Place], int]:
        """Comparisons that steps can make equalities, the nearest first, none that others imply; and how many are so already."""
        found: Mapping[Place, Row] = {}

        def all_rows(raws: list[Raw]) -> Sequence[Row]:
            nonlocal found
            found = hypotheses(self.handful, raws)
            return list(found.values())

        point = self.coordinates.point(raw)
        directions, matrix = self._slopes(point, self.handful.space.static_part(raw), all_rows)
        lengths = [max(map(abs, self.coordinates.span(point, direction))) for direction in directions]
        away: list[Away] = []
        for place, (*slopes, gap) in zip(found, matrix, strict=False):
            reach = max((abs(slope) * length for slope, length in zip(slopes, lengths, strict=True)), default=Fraction(0))
            if reach:
                away.append((abs(gap) / reach, place, [*slopes, gap]))
        away = _independent(sorted(away, key=lambda each: each[0]), len(directions))
        return [place for _, place, _ in away], sum(gap == 0 for gap, _, _ in away)


def _independent(away: list[Away], width: int) -> list[Away]:
    """Those whose slopes are independent of the slopes before."""
    kept: list[Away] = []
    known: list[tuple[int, list[Fraction]]] = []  # rows with 1 at their pivots, each without those before
    for each in away:
        row = each[-1][:width]
        for pivot, other in known:
            row = without(row, other, row[pivot])
        pivot = next((k for k, x in enumerate(row) if x), None)
        if pivot is not None:
            known.append((pivot, [x / row[pivot] for x in row]))
            kept.append(each)
    return kept


def faces(claim: Claim, size: Any, *, points: int, seed: int, near: Raw | None = None) -> Findings:
    """Decide about so many instances at which hypotheses are equalities, from one that comes close and from random ones."""
    handful, rng = Handful(claim, size, ranked=True), np.random.default_rng([seed, 9])
    if not handful.space.arrays or not claim.given:
        return handful.findings()
    found: list[Face] = []
    for raw in ([] if near is None else [near]) + bases(claim, size, rng, 2 + points // 100):
        nearest, met = Face(handful, rng).nearest(raw)
        for count in range(max(1, met), 1 + min(met + _CHOICES, len(nearest))):
            if handful.spent < points // _CLIMBED and not handful.done:
                face = Face(handful, rng, nearest[:count])
                face.solve(raw)
                found += [face] if face.solutions else []
    found.sort(key=lambda face: max(map(promise, face.solutions)), reverse=True)
    for k, face in enumerate(found[:_KEPT]):
        face.widen()
        left = points - handful.spent
        face.climb(handful.spent + left // (min(_KEPT, len(found)) - k))
    return handful.findings()
