"""Instances as people read them: fields as exact numbers, and what is derived from them.

Main definitions: ``values``, ``text``, ``shown``.
"""

from __future__ import annotations

import contextlib
import math
from fractions import Fraction
from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.space import Space
from theory_lab.claims.verdicts.judge import Verdict

# Derived arrays up to this many entries are shown: a line of the report holds about a dozen fractions.
FEW = 12
_RADIUS = " +/- "


def values(claim: Claim, verdict: Verdict | None) -> dict[str, Any]:
    """The fields of an instance as exact numbers, for people, and the derived ones that are numbers or short arrays."""
    if verdict is None or not verdict.raw:
        return {}
    space = claim.space_at(verdict.size)
    try:
        instance = Space(derived=None, **space.fields).sized(space.size).exact(verdict.raw)
    except ValueError:  # not an instance, as the verdict says
        return {}
    shown = {name: _written(getattr(instance, name)) for name in space.fields}
    with contextlib.suppress(Exception):  # what is derived may raise, as the verdict says
        further = {name: value for name, value in vars(space.exact(verdict.raw)).items() if name not in {*shown, "size"}}
        shown |= {name: _written(value) for name, value in further.items() if _is_short(value)}
    return shown


def _is_short(value: Any) -> bool:
    if isinstance(value, xp.Array):
        return math.prod(value.shape) <= FEW
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def _written(value: Any) -> Any:
    if isinstance(value, xp.Array):
        return [_written(part) for part in value] if value.shape else str(xp.value(value))
    return str(value)


def text(value: Any) -> str:
    """A value, or a nested list of them in round brackets."""
    return f"({', '.join(map(text, value))})" if isinstance(value, list) else str(value)


def are_apart(left: str, right: str) -> bool:
    """Whether two sides differ as they are written; numbers that are no decimals with a radius are exact."""
    if not any(_RADIUS in side for side in (left, right)):
        return True
    try:
        (one, error), (other, further) = map(_enclosure, (left, right))
    except (ValueError, ZeroDivisionError):
        return True
    return abs(one - other) > error + further


def _enclosure(side: str) -> tuple[Fraction, Fraction]:
    """The middle and the radius of a number as it is written."""
    middle, _, radius = side.rpartition(" = ")[2].partition(_RADIUS)
    return Fraction(middle), Fraction(radius or 0)


def shown(claim: Claim, verdict: Verdict) -> str:
    """An instance on one line: its size and its fields, or what stands in their place where that is no instance."""
    parts = [] if verdict.size is None else [f"size {verdict.size}"]
    fields = values(claim, verdict)
    if fields:
        parts += [f"{name} = {text(value)}" for name, value in fields.items()]
    elif verdict.raw:
        parts.append(str(verdict.raw))
    return ", ".join(parts) or "no instance"
