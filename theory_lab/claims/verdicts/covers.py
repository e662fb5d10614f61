"""Covers: a claim decided for all real parameters, box by box.

The parameters of a space are cut into boxes until interval arithmetic settles each of them.  What is settled is settled for
every real number in the box, not for rational instances of small weight alone: both sides have a value there, or a hypothesis is
missed.  Where the sides touch, no box is ever settled by enclosures alone; there three further rules help.

*Slopes* (``covering.rules``) show that the sides hold on a box, or that they do if they do on one of its faces: a box of one
dimension less, which is cut on as any other.  What is settled on a face is that the sides hold, never that a hypothesis is
missed: that speaks about the face alone.

*Points.*  A box that is one instance is decided by the judge.

*Identities* (``covering.identities``) come first: where the sides are rational functions of the parameters, case by case of what
they compare, an equation is decided as one of polynomials, and an inequality by the signs of irreducible factors.

The inside of each probability vector and its faces are covered one by one (``covering.charts``).  Near an instance of equality
inside, and where a side may have no value, boxes stay open; there the share of the parameters that is left says how much.

Main definitions: ``cover``, ``Cover``.

Conventions: the share is by volume of the parameters, of simplices what lies in them, and counts every combination of static
fields alike, as open where it was not looked at; faces have no volume.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.bulk import EITHER, OPEN, settled
from theory_lab.claims.verdicts.covering.charts import Chart, charts
from theory_lab.claims.verdicts.covering.identities.boxes import is_shown
from theory_lab.claims.verdicts.covering.identities.ends import Purse
from theory_lab.claims.verdicts.covering.rules import Seen, seen
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.numbers.arithmetics.doubts import watching
from theory_lab.numbers.reals.precisions import deciding
from theory_lab.own_code.kept import changed, state

# Boxes looked at per size and chart: complete covers among the shipped certificates took 1 to some 10,000.
BOXES = 20_000
# Work for identities per size: some five to ten seconds.
WORK = 300_000
# Boxes evaluated at once: enough that NumPy's loops pay, few enough that the widest of the rest come first again soon.
CHUNK = 2048
# Boxes narrower than this part of the whole range are not cut: interval ends are rounded at 2**-52, and nothing is gained.
NARROW = 2.0**-40
# More combinations of static fields would leave each less than 1/64 of the budget, some 300 boxes; where there is nothing else,
# each is a box.
STATICS = 64
# Slopes in more parameters than that take longer than they help: no claim with as many is near a cover.
FEW = 8
# After so many boxes of which slopes settle none they are not asked again: twice as many as there are until all may fall.
IDLE = 1024
# Where this part of the budget leaves more than that part of the volume open, the rest of the budget is not spent: open volume
# falls steadily where a claim has slack, and near an instance of equality no box is ever settled.
FAIR, HOPELESS = 0.2, 0.8


@dataclass(frozen=True)
class Cover:
    """At one size: how many boxes were looked at, how many are left open, and their share of the parameters."""

    size: Any
    boxes: int
    open: int
    left: float

    @property
    def complete(self) -> bool:
        """Whether no box is left open; decided by their number, as volumes may be too small for floats."""
        return self.open == 0

    def __str__(self) -> str:
        boxes = "one box" if self.boxes == 1 else f"{self.boxes:,} boxes"
        if self.complete:
            return f"all real parameters, in {boxes}"
        return f"all real parameters but {100 * self.left:.2g} % of their volume, in {boxes}"


def cover(claim: Claim, size: Any, budget: int = BOXES) -> Cover | None:
    """Boxes until none is open or ``budget`` of them were looked at; None where intervals cannot evaluate what identities leave.

    Nor where the claim's code may catch what it raises on a box, is not plain, or changes what it keeps, as it may go another way
    later.

    Static fields one combination after the other; those after one that is left open are not looked at, and count as open.
    """
    space = claim.space_at(size)
    ranges = [field.values() for field in space.static_fields.values()]
    if claim.catching or claim.unplain or math.prod(map(len, ranges)) > (STATICS if space.arrays else budget):
        return None
    parts = charts(space)
    try:
        _ = parts[0].axes
    except TypeError:  # a field whose parameters boxes do not know
        return None
    statics = [dict(zip(space.static_fields, raws, strict=True)) for raws in product(*ranges)]
    boxes, left_open, share, kept = 0, 0, 0.0, state(*claim.code)
    purse = Purse(WORK * budget // BOXES)
    for static in statics:
        if left_open:
            left_open, share = left_open + 1, share + 1
            continue
        found = _covered(claim, size, parts, static, budget // len(statics), purse)
        if found is None:
            return None
        boxes, left_open, share = boxes + found.boxes, found.open, share + found.left
    now = state(*claim.code)  # with what was put into caches since, which one box more may change
    _covered(claim, size, parts, statics[-1], 1, Purse(0))
    is_changed = changed(kept, now) or changed(now, state(*claim.code))
    return None if is_changed else Cover(size, boxes, left_open, share / len(statics))


def _covered(claim: Claim, size: Any, parts: list[Chart], static: Mapping[str, int], budget: int, purse: Purse) -> Cover | None:
    """The charts one by one, the inside first, whose share is told; those after one that is left open count as a box each."""
    boxes, left_open, share = 0, 0, 0.0
    for chart in parts:
        if left_open:
            left_open += 1
            continue
        found = _Boxes(claim, size, chart, static).cut(budget, purse)
        if found is None:
            return None
        boxes, left_open, share = boxes + found.boxes, found.open, found.left if chart is parts[0] else 0.0
    return Cover(size, boxes, left_open, share)


@dataclass
class _Open:
    """Boxes to look at: their ends, the part of the volume that each stands for, and whether it is a face that was fallen to."""

    low: np.ndarray
    high: np.ndarray
    share: np.ndarray
    face: np.ndarray

    def taken(self, which: np.ndarray) -> _Open:
        return _Open(self.low[:, which], self.high[:, which], self.share[which], self.face[which])

    def __add__(self, other: _Open) -> _Open:
        low, high = (np.concatenate(pair, axis=1) for pair in ((self.low, other.low), (self.high, other.high)))
        share, face = (np.concatenate(pair) for pair in ((self.share, other.share), (self.face, other.face)))
        return _Open(low, high, share, face)

    def __len__(self) -> int:
        return self.low.shape[1]


class _Boxes:
    """The boxes of one chart at one combination of static fields."""

    def __init__(self, claim: Claim, size: Any, chart: Chart, static: Mapping[str, int]) -> None:
        self.claim, self.size, self.chart, self.static = claim, size, chart, static
        self.has_slopes, self.idle = chart.is_known and 0 < len(chart.axes.low) <= FEW, 0

    def cut(self, budget: int, purse: Purse) -> Cover | None:
        """One box where identities decide; else the largest first, each cut in two or fallen to a face if it stays open."""
        if self.chart.is_known and is_shown(self.claim, self.chart, self.static, purse):
            return Cover(self.size, 1, 0, 0.0)
        axes = self.chart.axes
        waiting = _Open(axes.low[:, None], axes.high[:, None], np.ones(1), np.zeros(1, dtype=bool))
        seen, stuck, stuck_share = 0, 0, 0.0
        while len(waiting) and seen < budget and not (seen > FAIR * budget and waiting.share.sum() > HOPELESS):
            order = np.argsort(-waiting.share, kind="stable")
            now, waiting = waiting.taken(order[:CHUNK]), waiting.taken(order[CHUNK:])
            seen += len(now)
            try:
                now = now.taken(np.flatnonzero(~self._settled(now)))
            except Exception:  # it branches or compares; such a claim is decided at instances only
                return None
            fallen, now = self._fallen(now)
            divisible = axes.widths(now.low, now.high).max(axis=0, initial=0.0) > NARROW
            stuck, stuck_share = stuck + int((~divisible).sum()), stuck_share + float(now.share[~divisible].sum())
            waiting = waiting + fallen + self._halves(now.taken(np.flatnonzero(divisible)))
        return Cover(self.size, seen, stuck + len(waiting), stuck_share + float(waiting.share.sum()))

    def _halves(self, boxes: _Open) -> _Open:
        low, high = self.chart.axes.halves(boxes.low, boxes.high)
        face = np.concatenate([boxes.face] * 2)
        share = np.where(face, np.concatenate([boxes.share / 2] * 2), self.chart.share(low, high))
        return _Open(low, high, share, face)

    def _settled(self, boxes: _Open) -> np.ndarray:
        """Which boxes are settled by enclosures, or hold no instance, or are a single instance that the judge settles."""
        count = len(boxes)
        if count == 1 and len(boxes.low):  # twice: code that looks at the ends of a single number must not take a box for one
            boxes = boxes.taken(np.zeros(2, dtype=int))
        with deciding(), watching(len(boxes)) as unmade:
            instance, none = self.chart.enclosed(boxes.low, boxes.high, self.static)
        found = settled(self.claim, instance, len(boxes), unmade)
        done = none | np.where(boxes.face, (found == Outcome.HOLDS) | (found == EITHER), found != OPEN)
        points = (boxes.low == boxes.high).all(axis=0) & self.chart.is_known
        for k in np.flatnonzero(~done & points):
            outcome = judge(self.claim, self.chart.raw(boxes.low[:, k], self.static), self.size).outcome
            done[k] = outcome == Outcome.HOLDS or (outcome == Outcome.VACUOUS and not boxes.face[k])
        return done[:count]

    def _fallen(self, boxes: _Open) -> tuple[_Open, _Open]:
        """The faces to which open boxes fall, and the boxes that neither fall nor hold by the rules."""
        low, high, rest = boxes.low.copy(), boxes.high.copy(), np.ones(len(boxes), dtype=bool)
        holds = np.zeros(len(boxes), dtype=bool)
        for inside in self.chart.readings:
            found = self._seen(boxes, inside)
            if found is None:
                continue
            holds |= found.holds
            for axis in range(len(low)):
                down = rest & found.to_low[axis]
                high[axis, down] = low[axis, down]
                up = rest & ~down & found.to_high[axis]
                low[axis, up] = high[axis, up]
                rest &= ~(down | up)
        helped = bool((holds | ~rest).any())
        self.idle = 0 if helped else self.idle + len(boxes)
        self.has_slopes &= self.idle < IDLE
        fallen = np.flatnonzero(~rest & ~holds)
        faces = _Open(low[:, fallen], high[:, fallen], boxes.share[fallen], np.ones(len(fallen), dtype=bool))
        return faces, boxes.taken(np.flatnonzero(rest & ~holds))

    def _seen(self, boxes: _Open, inside: bool) -> Seen | None:
        """What the rules say; None of no boxes, and where the claim takes a function that slopes do not have."""
        if not len(boxes) or not self.has_slopes:
            return None
        try:
            return seen(self.claim, self.chart, boxes.low, boxes.high, self.static, inside)
        except Exception:
            self.has_slopes = False
            return None
