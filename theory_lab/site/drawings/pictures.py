"""A picture for the page of a claim: both sides along one parameter, through an instance of its certificate.

Main definitions
----------------
``Picture``  a drawing, what varies, and what was cut off
``picture``  the drawing of a record, or None where there is nothing to see

Conventions: floats at a few dozen places, which are drawn and decide nothing.  Colours are classes of the style sheet.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from theory_lab.claims.claim import Claim
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import at_constant
from theory_lab.report.shown.slices import Slice, at_once

STEPS = 48  # places along the line: smooth enough at the width of a page
WIDTH, HEIGHT = 480, 170  # of the drawing, without its labels
FEWEST = 4  # places with values that make a line
HIGHEST = 4  # a side may rise to this multiple of the other one's largest value before it is cut off
TWICE = 2  # a side that goes no higher than so many times what is shown is shown whole
COARSEST, FINEST = 3, 6  # digits at an axis; sides that differ in later ones differ by what floats round, or by nothing to see
MOST_DOTS = 24  # as many places are shown one by one


@dataclass(frozen=True)
class Picture:
    """``through`` says which instance it is; ``cut`` which side leaves the picture, or nothing."""

    svg: Markup
    field: str
    through: str
    cut: str


def picture(claim: Claim, record: Record) -> Picture | None:
    """Both sides through the smallest counterexample or the tightest instance; None where there is nothing to draw."""
    refuted = record.outcome == Outcome.FAILS
    at, size = record.witness, record.witness_size
    if record.worst_witness and not (refuted and at):
        at, size = record.worst_witness, record.worst_size
    if not at or claim.kind != "inequality" or (claim.relation == "==" and not refuted):
        return None  # an equation that holds is one line twice
    try:
        claim = at_constant(claim, Fraction(record.constant["survives"])) if record.constant else claim
        found = at_once(claim, record.id, at if size is None else {**at, "size": size}, STEPS)
    except Exception:  # the claim's own code, at instances that nobody asked it about: then there is no picture
        return None
    if len(found.curves) != len(("left", "right")):
        return None
    return _drawn(found, "counterexample" if refuted else "tightest instance")


def _drawn(found: Slice, through: str) -> Picture | None:
    (_, left), (_, right) = found.curves
    finite = [v for side in (left, right) for v in side if math.isfinite(v)]
    both = sum(math.isfinite(a) and math.isfinite(b) for a, b in zip(left, right, strict=True))
    if both < FEWEST or (max(left) == min(left) and max(right) == min(right)):
        return None
    low, high, cut = min(finite), max(finite), ""
    for name, side, other in (("right", right, left), ("left", left, right)):
        most = max((v for v in other if math.isfinite(v)), default=0.0)
        if most > 0 and max(v if math.isfinite(v) else high for v in side) > HIGHEST * most:
            values = sorted(v for v in side if math.isfinite(v))
            high = max(HIGHEST * most, values[len(values) // 2])  # half of the side that is cut off is seen
            high = values[-1] if values[-1] <= TWICE * high else high
            cut = name if max(v if math.isfinite(v) else math.inf for v in side) > high else ""
    low = 0.0 if 0 < low < high / 2 else low
    if _plain(high, FINEST) == _plain(low, FINEST):
        return None
    first, last = found.places[0], found.places[-1]

    def across(place: float) -> float:
        return WIDTH * (place - first) / (last - first)

    def up(value: float) -> float:
        return HEIGHT - HEIGHT * (value - low) / (high - low)

    lines = Markup("").join(
        _line([(across(p), up(v)) if low <= v <= high else None for p, v in zip(found.places, side, strict=True)], name)
        for name, side in (("right", right), ("left", left))
    )
    return Picture(_framed(lines, found.field, (first, last), (low, high)), found.field, through, cut)


def _line(points: Sequence[tuple[float, float] | None], name: str) -> Markup:
    """A line with gaps where there is no value in the picture, and dots where there are few places."""
    path, pen = "", "M"
    for point in points:
        if point is None:
            pen = "M"
            continue
        path, pen = f"{path}{pen}{point[0]:.0f} {point[1]:.1f}", "L"
    dots = [point for point in points if point] if len(points) <= MOST_DOTS else []
    circles = Markup("").join(Markup('<circle cx="{:.0f}" cy="{:.1f}" r="2.5"/>').format(*point) for point in dots)
    return Markup('<g class="{}"><path d="{}"/>{}</g>').format(name, path, circles)


def _framed(lines: Markup, field: str, places: tuple[float, float], values: tuple[float, float]) -> Markup:
    """The lines between two axes with their ends."""
    (first, last), (low, high) = places, values
    digits = COARSEST if _plain(low) != _plain(high) else FINEST
    return Markup(
        '<svg viewBox="-62 -12 {wide} {tall}" role="img" aria-label="Left and right side along {field}">'
        '<path class="axes" d="M0 0V{height}H{width}"/>{lines}'
        '<text x="-6" y="4" class="end">{high}</text><text x="-6" y="{height}" class="end">{low}</text>'
        '<text x="0" y="{below}">{first}</text><text x="{middle}" y="{below}" class="mid">{field}</text>'
        '<text x="{width}" y="{below}" class="end">{last}</text></svg>'
    ).format(
        wide=WIDTH + 72, tall=HEIGHT + 34, width=WIDTH, height=HEIGHT, below=HEIGHT + 17, middle=WIDTH // 2, lines=lines,
        field=field, high=_plain(high, digits), low=_plain(low, digits), first=_plain(first), last=_plain(last),
    )  # fmt: skip


def _plain(number: float, digits: int = COARSEST) -> str:
    return f"{number:.{digits}g}"
