"""Boundary projection: instances at which two numbers that the claim compares are exactly equal.

Ties have no slope, and random instances miss them.  From a base the comparisons are watched along a few lines; each is solved for
the step that makes it an equality, alone and in pairs, and what comes out is decided.

Main definitions: ``ties``.

Conventions: where equations are among the hypotheses the lines stay on them (``equations``), and the steps along them go to
the ends too, for there is no other search on them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.search.built.bases import bases
from theory_lab.claims.search.built.coordinates import Coordinates, Point, moved
from theory_lab.claims.search.built.equations import Equations
from theory_lab.claims.search.built.handful import Handful
from theory_lab.claims.search.built.lines import roots
from theory_lab.claims.search.built.watched import watched
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.findings import Findings

Line = Mapping[int, Any]
# Lines watched from a base at most, each at two more instances: a dozen reach every atom of two laws on three outcomes.
_LINES = 12
# Instances decided from a base at most: each comparison along two or three lines, and pairs of them.
_SINGLE, _PAIRS = 30, 12
# Bases asked for, at what a base costs at least: the 42 instances above, and a few that are watched.
_COST = 50

# So many times as many where equations are among the hypotheses: no other stage decides anything there.
_MORE = 5


def ties(claim: Claim, size: Any, *, points: int, seed: int, near: Raw | None = None) -> Findings:
    """Decide about so many instances on ties; those that meet equations among the hypotheses are ``seen``."""
    handful, rng = Handful(claim, size, ranked=bool(claim.given)), np.random.default_rng([seed, 8])
    if not handful.space.arrays:
        return handful.findings()
    on = Equations(handful, rng)
    points *= _MORE if on.names else 1
    starts = on.starts(points) if on.names else ([] if near is None else [near]) + bases(claim, size, rng, 1 + points // _COST)
    for raw in starts:
        if handful.spent >= points or handful.done:
            break
        _projected(handful, on, raw, rng, points)
    if on.names:
        on.climb(points)
        return replace(handful.findings(), seen=len(handful.met))
    return handful.findings()


def _projected(handful: Handful, on: Equations, raw: Raw, rng: np.random.Generator, points: int) -> None:
    """Make the comparisons at one instance equalities."""
    coordinates, static = on.coordinates, handful.space.static_part(raw)
    point = coordinates.point(raw)
    lines = [line for line in on.lines(point, static) if _length(coordinates, point, line)]
    lines = [lines[k] for k in rng.permutation(len(lines))[: min(_LINES, points // 6)]]
    steps = [_length(coordinates, point, line) / 4 for line in lines]
    steps = [Fraction(int(h) or 1) if _is_whole(coordinates, line) else h for line, h in zip(lines, steps, strict=True)]
    seen = [coordinates.raw(moved(point, line, k * h), static) for line, h in zip(lines, steps, strict=True) for k in (1, 2)]
    kept = [k for k in range(len(lines)) if seen[2 * k] is not None and seen[2 * k + 1] is not None]
    if not kept:
        return
    instances = [raw, *(instance for k in kept for instance in (seen[2 * k], seen[2 * k + 1]) if instance is not None)]
    rows = [row for row in watched(handful, instances).others if row[0]]
    lines, steps = [lines[k] for k in kept], [steps[k] for k in kept]
    single = list(_single(coordinates, point, rows, lines, steps, rng))
    handful.decide((coordinates.raw(p, static) for p in single), min(_SINGLE, points // 2))
    if handful.spent < points and not handful.done:
        handful.decide((coordinates.raw(p, static) for p in _pairs(point, rows, lines, steps, rng)), _PAIRS)


def _length(coordinates: Coordinates, point: Point, line: Line) -> Fraction:
    """The longer way along a line, with its sign."""
    back, forth = coordinates.span(point, line)
    return forth if forth >= -back else back


def _is_whole(coordinates: Coordinates, line: Line) -> bool:
    return any(k in line for k, _, _, whole in coordinates.numbers if whole)


def _single(
    coordinates: Coordinates, point: Point, rows: list[Any], lines: list[Line], steps: list[Fraction], rng: np.random.Generator
) -> Iterator[Point]:
    """One comparison met along one line: of every comparison the nearest place first, then the next ones."""
    spans = [coordinates.span(point, line) for line in lines]
    whole = [_is_whole(coordinates, line) for line in lines]
    found: list[list[tuple[Fraction, Line, Fraction]]] = []
    for row in rows:
        places = []
        for k, (line, h, (back, forth)) in enumerate(zip(lines, steps, spans, strict=True)):
            for t in roots((row[0], row[1 + 2 * k], row[2 + 2 * k]), h):
                near = (Fraction(math.floor(t)), Fraction(math.ceil(t))) if whole[k] else (t,)
                places += [(abs(s) / (forth - back), line, s) for s in near if back <= s <= forth and s]
        found.append(sorted(places, key=lambda each: each[0]))
    order = rng.permutation(len(found))
    for place in range(max(map(len, found), default=0)):
        for k in order:
            if place < len(found[k]):
                yield moved(point, *found[k][place][1:])


def _pairs(point: Point, rows: list[Any], lines: list[Line], steps: list[Fraction], rng: np.random.Generator) -> Iterator[Point]:
    """Two comparisons met at once, by steps along two lines."""
    if len(rows) < 2 or len(lines) < 2:
        return
    slopes: dict[int, list[Fraction]] = {}
    for _ in range(4 * _PAIRS):  # some have no solution, or one outside
        chosen = rng.choice(len(rows), 2, replace=False).tolist()
        order = rng.permutation(len(lines)).tolist()
        for k in chosen:
            if k not in slopes:
                slopes[k] = [(y - rows[k][0]) / h for y, h in zip(rows[k][1::2], steps, strict=True)]
        (first, second), (missing, other) = (slopes[k] for k in chosen), (rows[k][0] for k in chosen)
        # the first two lines in this order along which both can be met, by the rule of Cramer
        a = next((k for k in order if first[k] or second[k]), None)
        b = None if a is None else next((k for k in order if first[a] * second[k] != first[k] * second[a]), None)
        if a is not None and b is not None:
            whole = first[b] * second[a] - first[a] * second[b]
            target = moved(point, lines[a], (missing * second[b] - other * first[b]) / whole)
            yield moved(target, lines[b], (first[a] * other - second[a] * missing) / whole)
