"""Hypotheses that are equations, solved by construction.

No random instance meets an equation.  From a random one the equations are solved by a step along a few directions, exactly where
they are linear along them; from a solution, lines lead on that keep them.

Main definitions: ``promise``, ``Solutions`` (of equations that someone gives), ``Equations`` (of those of a claim).

Conventions: an instance that meets all hypotheses is kept as a solution; the closest are gone on from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.claims.search.built.bases import bases
from theory_lab.claims.search.built.coordinates import Coordinates, Direction, Point, moved
from theory_lab.claims.search.built.handful import Handful, Seen
from theory_lab.claims.search.built.lines import reduced
from theory_lab.claims.search.built.watched import Row, equations, watched
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.variants import variant

Line = Mapping[int, Any]
# Directions that a step may use: more than there are equations, few enough that slopes along all are cheap.
_DIRECTIONS = 24
# Orders in which directions are preferred, from one base: a step that leaves the space is as likely as not.
_ORDERS = 12
# The part of a step along a direction over which slopes are taken; any will do where an equation is linear along it.
_PART = Fraction(1, 4)
# Lines followed from a solution, and how far along them, to the end of the space, halfway and nearby: 36 instances at most, about
# as many as ``ties`` decides from a base.
_LINES, _STEPS = 6, (Fraction(1), Fraction(1, 2), Fraction(1, 8))
# The closest solutions gone on from in a round, several, as the closest one may be a dead end; and the part of the evaluations
# that is kept for going on, a half, as solutions are worth little without it.
_KEPT, _CLIMBED = 3, 2


def promise(seen: Seen) -> float:
    """How promising it is to go on from an instance: by how close it comes, where sides that are equal say least.

    They are where both vanish, most often, and there the sides do not come apart.
    """
    return -np.inf if np.isnan(seen.closeness) or not seen.closeness else seen.closeness


class Solutions:
    """Instances that solve equations, and the way from one to the next."""

    def __init__(self, handful: Handful, rng: np.random.Generator) -> None:
        self.handful, self.rng = handful, rng
        self.coordinates = Coordinates(handful.space)
        self.directions: list[Direction] = self.coordinates.directions()
        self.solutions: list[Seen] = []

    def rows(self, raws: list[Raw]) -> Sequence[Row]:
        """What is missing of each equation at these instances."""
        return watched(self.handful, raws, sides=False).equations

    def solve(self, raw: Raw) -> None:
        """Keep the solutions that steps from an instance lead to."""
        self._keep(self._solved(raw))

    def _keep(self, raws: list[Raw]) -> None:
        self.solutions += [seen for seen in self.handful.decide(raws) if seen.met]

    def _solved(self, raw: Raw) -> list[Raw]:
        """Solutions from one instance: as many as there are orders of the directions that lead to one."""
        point, static = self.coordinates.point(raw), self.handful.space.static_part(raw)
        directions, matrix = self._slopes(point, static)
        found = []
        for k in range(_ORDERS if matrix else 0):
            rows, pivots = reduced(matrix, self._order(directions, k % 2 == 0))
            target = point
            for row, pivot in zip(rows, pivots, strict=False):
                target = moved(target, directions[pivot], row[-1])
            found.append(self.coordinates.raw(target, static))
        return [raw for raw in found if raw is not None]

    def _order(self, directions: list[Direction], together: bool) -> list[int]:
        """A random order; ``together`` begins with those of one field, along which products of fields are linear."""
        order = self.rng.permutation(len(directions)).tolist()
        homes = list(self.coordinates.places.values())
        if together and homes:
            home = homes[self.rng.integers(len(homes))]
            order.sort(key=lambda k: min(directions[k]) not in home)
        return order

    def _slopes(
        self, point: Point, static: Mapping[str, int], of: Callable[[list[Raw]], Sequence[Row]] | None = None
    ) -> tuple[list[Direction], list[list[Fraction]]]:
        """Directions from a point, and the slopes of the equations along them with what is missing as the last column."""
        chosen = [self.directions[k] for k in self.rng.permutation(len(self.directions))[:_DIRECTIONS]]
        directions, steps, raws = list[Direction](), list[Fraction](), list[Raw]()
        for direction in chosen:
            back, forth = self.coordinates.span(point, direction)
            step = (forth if forth >= -back else back) * _PART
            raw = self.coordinates.raw(moved(point, direction, step), static) if step else None
            if raw is not None:
                directions, steps, raws = [*directions, direction], [*steps, step], [*raws, raw]
        here = self.coordinates.raw(point, static)
        if here is None or not raws:
            return [], []
        rows = (of or self.rows)([here, *raws])
        return directions, [[*((y - row[0]) / h for y, h in zip(row[1:], steps, strict=True)), -row[0]] for row in rows]

    def _free(self, point: Point, static: Mapping[str, int]) -> tuple[list[Line], list[Direction]]:
        """Lines along which the equations stay solved, to first order, and the directions that make up for the others."""
        directions, matrix = self._slopes(point, static)
        rows, pivots = reduced(matrix, self._order(directions, True)) if matrix else ([], [])
        found: list[Line] = []
        for free in (k for k in range(len(directions)) if k not in pivots):
            line: dict[int, Any] = dict(directions[free])
            for row, pivot in zip(rows, pivots, strict=False):
                for place, slope in directions[pivot].items():
                    line[place] = line.get(place, 0) - row[free] * slope
            found.append({place: slope for place, slope in line.items() if slope})
        return [line for line in found if line], [directions[pivot] for pivot in pivots]

    def climb(self, points: int) -> None:
        """Go on from the closest solutions, along lines that keep the equations, to their ends and part of the way."""
        handful = self.handful
        while self.solutions and handful.spent < points and not handful.done:
            self.solutions.sort(key=promise, reverse=True)
            known, spent = len(self.solutions), handful.spent
            near = [*self.solutions[:_KEPT], self.solutions[self.rng.integers(known)]]
            for seen in near:
                self._keep(self._along(seen.raw))
            if handful.spent == spent:
                return

    def _along(self, raw: Raw) -> list[Raw]:
        point, static = self.coordinates.point(raw), self.handful.space.static_part(raw)
        lines, pivots = self._free(point, static)
        found = []
        for k in self.rng.permutation(len(lines))[:_LINES]:
            back, forth = self.coordinates.span(point, lines[k])
            found += [moved(point, lines[k], part * end) for end in (back, forth) if end for part in _STEPS]
        return self._corrected(found, static, pivots)

    def _corrected(self, points: list[Point], static: Mapping[str, int], pivots: list[Direction]) -> list[Raw]:
        """Instances near these points that solve the equations: one more step, exact where they are linear along the pivots."""
        raws, kept, steps = list[Raw](), list[Point](), list[list[Fraction]]()
        for point in points:
            spans = [max(self.coordinates.span(point, pivot), key=abs) * _PART for pivot in pivots]
            made = [self.coordinates.raw(moved(point, pivot, h), static) for pivot, h in zip(pivots, spans, strict=True) if h]
            group = [raw for raw in (self.coordinates.raw(point, static), *made) if raw is not None]
            if len(group) == 1 + len(pivots):
                raws, kept, steps = [*raws, *group], [*kept, point], [*steps, spans]
        rows = self.rows(raws) if raws else ()
        return [raw for k, point in enumerate(kept) if (raw := self._solution(rows, k, point, static, pivots, steps[k]))]

    def _solution(
        self, rows: Sequence[Row], k: int, point: Point, static: Mapping[str, int], pivots: list[Direction], steps: list[Fraction]
    ) -> Raw | None:
        """The solution by a step from the point whose rows are the group ``k``."""
        width = 1 + len(pivots)
        groups = [row[k * width : (k + 1) * width] for row in rows]
        matrix = [[*((y - group[0]) / h for y, h in zip(group[1:], steps, strict=True)), -group[0]] for group in groups]
        if any(group[0] for group in groups):
            solved, found = reduced(matrix, range(len(pivots)))
            for row, pivot in zip(solved, found, strict=False):
                point = moved(point, pivots[pivot], row[-1])
        return self.coordinates.raw(point, static)


class Equations(Solutions):
    """The equations among the hypotheses of a claim, and instances that solve them."""

    def __init__(self, handful: Handful, rng: np.random.Generator) -> None:
        super().__init__(handful, rng)
        first = bases(handful.claim, handful.size, rng, 2) if handful.claim.given else []
        self.names = equations(handful, first[:1]) if first else ()

    def starts(self, points: int) -> list[Raw]:
        """Instances that solve the equations, from random ones that meet the other hypotheses."""
        claim = self.handful.claim
        freed = variant(claim, given={name: held for name, held in claim.given.items() if name not in self.names})
        for raw in bases(freed, self.handful.size, self.rng, 2 + points // 20):
            if self.handful.spent >= points // _CLIMBED or self.handful.done:
                break
            self.solve(raw)
        return [seen.raw for seen in self.solutions]

    def lines(self, point: Point, static: Mapping[str, int]) -> list[Line]:
        """Lines along which the equations stay solved, to first order; all directions where there are none."""
        return self._free(point, static)[0] if self.names else list(self.directions)
