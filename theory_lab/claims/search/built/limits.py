"""Limits in whole numbers of any size.

The batch search ends at denominators of 2**48.  From an instance that comes close, an atom vanishes, a law approaches another, a
number approaches an end or another number; the moves along which the sides come closer are followed by powers of two, exactly.

Main definitions: ``limits``.

Conventions: a move takes a point and a number of halvings; what it leaves unchanged, or leads out of the space, is not tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


def limits(claim: Claim, size: Any, *, points: int, seed: int, near: Raw | None = None) -> Findings:
    """Follow limits from an instance that comes close, then from random ones, deciding about so many instances exactly."""
    handful, rng = Handful(claim, size, ranked=True), np.random.default_rng([seed, 6])
    coordinates = Coordinates(handful.space)
    starts = ([] if near is None else [near]) + bases(claim, size, rng, 1 + points // (2 * _TRIED))
    for raw in starts:
        if handful.spent >= points or handful.done:
            break
        _followed(handful, coordinates, raw, rng, points)
    return handful.findings()


def _followed(handful: Handful, coordinates: Coordinates, raw: Raw, rng: np.random.Generator, points: int) -> None:
    """From one instance: a step of every move, then far along the best of them, alone and in pairs."""
    point, static = coordinates.point(raw), handful.space.static_part(raw)
    moves = list(_moves(coordinates, point))
    moves = [moves[k] for k in rng.permutation(len(moves))[: min(_TRIED, points // 3)]]

    def at(moved: Point) -> Raw | None:
        return coordinates.raw(moved, static)

    tried = {repr(made): move for move in moves if (made := at(move(point, TREND))) is not None}
    seen = handful.decide([raw, *(at(move(point, TREND)) for move in moves)])
    begun = next((each.closeness for each in seen if each.raw == raw), np.nan)
    rising = sorted((s for s in seen if s.met and repr(s.raw) in tried and not s.closeness < begun), key=_order, reverse=True)
    followed = [tried[repr(each.raw)] for each in rising[: max(2, min(_MOST, points // (2 * len(FAR))))]]
    handful.decide(at(move(point, k)) for move in followed for k in FAR)
    pairs = [(a, b) for a in followed[:2] for b in followed[:3] if a is not b]
    if handful.spent < points and not handful.done:
        handful.decide(at(b(a(point, k), times * k)) for a, b in pairs[:2] for times in (1, 2) for k in FAR[1::2])


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
