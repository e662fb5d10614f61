"""Limits in whole numbers of any size.

The batch search ends at denominators of 2**48.  From an instance that comes close, an atom vanishes, a law approaches another, a
number approaches an end or another number; the moves along which the sides come closer are followed by powers of two, exactly.

Main definitions: ``limits``.

Conventions: a move takes a point and a number of halvings; what it leaves unchanged, or leads out of the space, is not tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.search.built.bases import bases
from theory_lab.claims.search.built.coordinates import Coordinates, Point
from theory_lab.claims.search.built.handful import Handful, Seen
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.findings import Findings

Move = Callable[[Point, int], Point]
# Halvings that show where a move leads: a factor of a thousand.
TREND = 10
# Halvings along a move that leads closer: beyond 2**48 where the search ends, 10**24 (2**80), 10**38 and 10**60.
FAR = (32, 50, 64, 84, 128, 200)
# Moves tried from an instance at most: a dozen reach every atom of two laws on three outcomes.
_TRIED = 12
# Moves followed from an instance at most, at six instances each, and no more than half of the instances asked for: the trends,
# which are cheaper to see, say which.
_MOST = 4
# Instances gone on from at once, as batches of some dozen numbers take as long as of a hundred; and what one costs at most: its
# trends, four moves and two pairs.
_TOGETHER, _COST = 12, 1 + _TRIED + (_MOST + 2) * len(FAR)


def limits(claim: Claim, size: Any, *, points: int, seed: int, near: Raw | None = None) -> Findings:
    """Follow limits from an instance that comes close, then from random ones, deciding about so many instances exactly."""
    handful, rng = Handful(claim, size, ranked=True), np.random.default_rng([seed, 6])
    coordinates = Coordinates(handful.space)
    starts = ([] if near is None else [near]) + bases(claim, size, rng, 1 + points // (2 * _TRIED))
    while starts and handful.spent < points and not handful.done:
        together = max(1, min(_TOGETHER, (points - handful.spent) // _COST))
        _followed(handful, [_Walk(coordinates, raw, rng, min(_TRIED, points // 3)) for raw in starts[:together]], points)
        del starts[:together]
    return handful.findings()


class _Walk:
    """What leads away from one instance: moves in a random order, at most so many."""

    def __init__(self, coordinates: Coordinates, raw: Raw, rng: np.random.Generator, most: int) -> None:
        self.coordinates, self.raw, self.point = coordinates, raw, coordinates.point(raw)
        self.static = coordinates.space.static_part(raw)
        moves = list(_moves(coordinates, self.point))
        moves = [moves[k] for k in rng.permutation(len(moves))[:most]]
        made = [(self.at(move(self.point, TREND)), move) for move in moves]
        self.trends = [raw, *(there for there, _ in made)]
        self._tried = {repr(there): move for there, move in made if there is not None}

    def at(self, point: Point) -> Raw | None:
        """The instance at a point, with the static fields of the first."""
        return self.coordinates.raw(point, self.static)

    def rising(self, seen: Mapping[str, Seen], most: int) -> list[Move]:
        """The moves along which the sides come closer, the best first."""
        begun = seen[repr(self.raw)].closeness if repr(self.raw) in seen else np.nan
        trends = [(seen[there], move) for there, move in self._tried.items() if there in seen]
        rising = [(each, move) for each, move in trends if each.met and not each.closeness < begun]
        return [move for _, move in sorted(rising, key=lambda pair: _order(pair[0]), reverse=True)[:most]]


def _followed(handful: Handful, walks: list[_Walk], points: int) -> None:
    """From some instances at once: a step of every move, then far along the best of each, alone and in pairs."""
    seen = {repr(each.raw): each for each in handful.decide(raw for walk in walks for raw in walk.trends)}
    followed = [(walk, walk.rising(seen, max(2, min(_MOST, points // (2 * len(FAR)))))) for walk in walks]
    handful.decide(walk.at(move(walk.point, k)) for walk, moves in followed for move in moves for k in FAR)
    pairs = [(walk, a, b) for walk, moves in followed for a, b in _pairs(moves)]
    if handful.spent < points and not handful.done:
        handful.decide(walk.at(b(a(walk.point, k), times * k)) for walk, a, b in pairs for times in (1, 2) for k in FAR[1::2])


def _pairs(moves: list[Move]) -> list[tuple[Move, Move]]:
    return [(a, b) for a in moves[:2] for b in moves[:3] if a is not b][:2]


def _order(seen: Seen) -> float:
    return -np.inf if np.isnan(seen.closeness) else seen.closeness


def _moves(coordinates: Coordinates, point: Point) -> Iterator[Move]:
    """Everything that may vanish, meet or reach an end."""
    for places, _ in coordinates.groups:
        yield from (_vanishing((places,), k) for k in range(len(places)))
    for n in {len(places) for places, _ in coordinates.groups}:
        alike = tuple(places for places, _ in coordinates.groups if len(places) == n)
        if len(alike) > 1:
            yield from (_vanishing(alike, k) for k in range(n))
            yield from (_approaching(a, b) for a in alike for b in alike if a is not b)
    for k, lo, hi, whole in coordinates.numbers:
        if whole:
            yield _growing(k, lo, hi)
            continue
        ends = dict.fromkeys((lo, hi, min(max(Fraction(0), lo), hi)))
        yield from (_ending(k, end, hi if end == lo else lo) for end in ends)
        yield from (_meeting(k, other) for other, _, _, _ in coordinates.numbers if other != k)


def _vanishing(groups: tuple[range, ...], atom: int) -> Move:
    """The same atom of some vectors halved; one of probability zero opens instead."""

    def move(point: Point, halvings: int) -> Point:
        found, small = list(point), Fraction(1, 2**halvings)
        for places in groups:
            mass = point[places[atom]]
            target = small * (mass or 1)
            if mass < 1:
                rest = (1 - target) / (1 - mass)
                found[places.start : places.stop] = [point[k] * rest for k in places]
                found[places[atom]] = target
        return tuple(found)

    return move


def _approaching(places: range, others: range) -> Move:
    """One vector approaches another."""

    def move(point: Point, halvings: int) -> Point:
        found, small = list(point), Fraction(1, 2**halvings)
        for k, other in zip(places, others, strict=True):
            found[k] = point[other] + (point[k] - point[other]) * small
        return tuple(found)

    return move


def _ending(place: int, end: Fraction, other: Fraction) -> Move:
    """A number approaches an end, or comes away from it."""

    def move(point: Point, halvings: int) -> Point:
        far = point[place] if point[place] != end else other
        return (*point[:place], end + (far - end) / 2**halvings, *point[place + 1 :])

    return move


def _meeting(place: int, other: int) -> Move:
    """A number approaches another."""

    def move(point: Point, halvings: int) -> Point:
        return (*point[:place], point[other] + (point[place] - point[other]) / 2**halvings, *point[place + 1 :])

    return move


def _growing(place: int, lo: Fraction, hi: Fraction) -> Move:
    """A whole number doubled, up to its end."""

    def move(point: Point, halvings: int) -> Point:
        grown = min(max((point[place] or 1) * 2**halvings, lo), hi)
        return (*point[:place], grown, *point[place + 1 :])

    return move
