"""Covers: a claim decided for all real parameters, box by box.

The parameters of a space are cut into boxes until interval arithmetic settles each of them.  What is settled is settled for
every real number in the box, not for rational instances of small weight alone: both sides have a value there, or a hypothesis is
missed.  Near an instance of equality, and where a side may have no value, no box is ever settled; there the share of the
parameters that is left says how much.

Main definitions: ``cover``, ``Cover``.

Conventions: the share is by volume of the parameters of ``boxes``, boxes without an instance left out, and counts every
combination of static fields alike.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.boxes import Axes, enclosed
from theory_lab.claims.verdicts.bulk import OPEN, settled

# Boxes looked at per size: the 23 complete covers among the shipped certificates took 1 to 4,805.
BOXES = 20_000
# Boxes evaluated at once: enough that NumPy's loops pay, few enough that the widest of the rest come first again soon.
CHUNK = 2048
# Boxes narrower than this part of the whole range are not cut: interval ends are rounded at 2**-52, and nothing is gained.
NARROW = 2.0**-40
# More combinations of static fields would leave each less than 1/64 of the budget, some 300 boxes.
STATICS = 64
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
        if self.complete:
            return f"all real parameters, in {self.boxes:,} boxes"
        return f"all real parameters but {100 * self.left:.2g} % of their volume, in {self.boxes:,} boxes"


def cover(claim: Claim, size: Any, budget: int = BOXES) -> Cover | None:
    """Boxes until none is open or ``budget`` of them were looked at; None where intervals cannot evaluate the claim."""
    space = claim.space_at(size)
    try:
        Axes.of(space)
    except TypeError:
        return None
    ranges = [field.values() for field in space.static_fields.values()]
    if math.prod(map(len, ranges)) > STATICS:
        return None
    statics = [dict(zip(space.static_fields, raws, strict=True)) for raws in product(*ranges)]
    covers = [_covered(claim, size, static, budget // len(statics)) for static in statics]
    known = [part for part in covers if part is not None]
    if len(known) < len(covers):
        return None
    boxes, left_open = sum(part.boxes for part in known), sum(part.open for part in known)
    return Cover(size, boxes, left_open, sum(part.left for part in known) / len(known))


def _covered(claim: Claim, size: Any, static: dict[str, int], budget: int) -> Cover | None:
    """The largest open boxes first, each cut in two when it stays open."""
    space = claim.space_at(size)
    axes = Axes.of(space)
    low, high = axes.low[:, None], axes.high[:, None]
    seen, empty, stuck, stuck_volume = 0, 0.0, 0, 0.0
    while low.shape[1] and seen < budget and not (seen > FAIR * budget and _volume(axes, low, high) > HOPELESS):
        order = np.argsort(-axes.shares(low, high).prod(axis=0), kind="stable")
        now, later = order[:CHUNK], order[CHUNK:]
        a, b = low[:, now], high[:, now]
        try:
            instance, none = enclosed(space, a, b, static)
            undecided = (settled(claim, instance, len(now)) == OPEN) & ~none
        except Exception:  # it branches or compares; such a claim is decided at instances only
            return None
        volumes = axes.shares(a, b).prod(axis=0)
        seen, empty = seen + len(now), empty + float(volumes[none].sum())
        divisible = axes.widths(a, b).max(axis=0, initial=0.0) > NARROW
        stuck += int((undecided & ~divisible).sum())
        stuck_volume += float(volumes[undecided & ~divisible].sum())
        a, b = axes.halves(a[:, undecided & divisible], b[:, undecided & divisible])
        low, high = np.concatenate([low[:, later], a], axis=1), np.concatenate([high[:, later], b], axis=1)
    left = stuck_volume + _volume(axes, low, high)
    return Cover(size, seen, stuck + low.shape[1], left / (1 - empty) if left else 0.0)


def _volume(axes: Axes, low: np.ndarray, high: np.ndarray) -> float:
    return float(axes.shares(low, high).prod(axis=0).sum())
