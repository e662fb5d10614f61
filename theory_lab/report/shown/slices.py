"""A picture of the two sides along one parameter.

Through an instance of a claim one field is varied and the others are kept; floats are enough for a picture, and decide nothing.

Main definitions: ``Slice``, ``drawn``, ``through``, ``at_once``.

Conventions: a number runs over its range; of a probability vector the first weight runs from 0 to 1 and the others share the
rest as they did.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from theory_lab.claims.checks.telling.worked import SIZE, fitting_size
from theory_lab.claims.claim import WITHOUT_SPACE, Claim
from theory_lab.claims.spaces.fields import Field, fractions
from theory_lab.claims.spaces.space import Raw, Space
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Corrupt
from theory_lab.claims.verdicts.judge import sides
from theory_lab.claims.verdicts.variants import at_constant, bracket
from theory_lab.report.plots import curves
from theory_lab.report.shown import showing
from theory_lab.report.shown.entered import entered

STEPS = 120  # a smooth curve at the width of a page, and divisible by 2, 3, 4, 5, 6, 8, 10


@dataclass(frozen=True)
class Slice:
    """The sides at instances in which one field varies."""

    name: str
    field: str
    places: tuple[float, ...]
    curves: tuple[tuple[str, tuple[float, ...]], ...]

    @property
    def svg(self) -> str:
        """The picture as one ``<svg>`` element."""
        return curves(self.places, dict(self.curves), self.field)

    def _repr_html_(self) -> str:
        return self.svg

    def __str__(self) -> str:
        return f"{self.name}: {', '.join(name for name, _ in self.curves)} along {self.field}, {len(self.places)} instances"


def drawn(
    claim: Claim, name: str, certificate: Certificate | Corrupt | None, at: Mapping[str, Any] | None = None, field: str = ""
) -> Slice:
    """``through`` an instance, or the first one that is shown of the claim; an open constant is the certificate's.

    Raises ``ValueError`` where no field can be varied, or no instance is known.
    """
    if claim.kind in WITHOUT_SPACE:
        raise ValueError(f"a claim of kind {claim.kind!r} has no fields, so that nothing can be varied")
    if at is None:
        at = _somewhere(claim, name, certificate)
    if claim.unknown and isinstance(certificate, Certificate) and not certificate.is_stale(claim):
        claim = at_constant(claim, certificate.constants["survives"])
    return through(claim, name, at, field)


def _somewhere(claim: Claim, name: str, certificate: Certificate | Corrupt | None) -> dict[str, Any]:
    """The first instance that is shown of a claim."""
    found = showing.shown(claim, name, certificate).instances
    if not found:
        raise ValueError("no instance is known through which to draw; give one as at")
    verdict = found[0][1].verdict
    return verdict.raw if verdict.size is None else {**verdict.raw, SIZE: verdict.size}


def through(claim: Claim, name: str, at: Mapping[str, Any], field: str = "") -> Slice:
    """Both sides, or all of a chain, along one field through an instance; ``ValueError`` where no field can be varied."""
    plain, space, (label, line) = _prepared(claim, at, field, STEPS)
    found: list[tuple[float, list[float]]] = []
    for place, instance in line:
        with contextlib.suppress(Exception):  # no value there: a gap in the picture
            values = sides(plain, space.floats(space.batch([instance])))
            found.append((place, [float(np.ravel(value.numbers())[0]) for value in values]))
    if not found:
        raise ValueError("the sides have no values along this line")
    places = tuple(place for place, _ in found)
    return Slice(name, label, places, tuple((one, tuple(v[k] for _, v in found)) for k, one in enumerate(_names(claim))))


def at_once(claim: Claim, name: str, at: Mapping[str, Any], steps: int) -> Slice:
    """The same at fewer places and in one evaluation, as pages of many claims need it; raises what the claim's code raises."""
    plain, space, (label, line) = _prepared(claim, at, "", steps)
    values = sides(plain, space.floats(space.batch([instance for _, instance in line])))
    found = [tuple(float(v) for v in np.broadcast_to(np.ravel(value.numbers(batched=True)), len(line))) for value in values]
    return Slice(name, label, tuple(place for place, _ in line), tuple(zip(_names(claim), found, strict=True)))


def _prepared(
    claim: Claim, at: Mapping[str, Any], field: str, steps: int
) -> tuple[Claim, Space, tuple[str, list[tuple[float, Raw]]]]:
    """The claim at a constant, its space, and the line through an instance."""
    at = entered(claim, at)
    raw = {key: value for key, value in at.items() if key != SIZE}
    size = fitting_size(claim, at, raw)
    plain = at_constant(claim, bracket(claim)[1]) if claim.unknown else claim
    space = plain.space_at(size)
    if field and field not in space.arrays:
        varied = ", ".join(space.arrays) or "none"
        if field in space.fields:
            raise ValueError(f"{field!r} is a plain Python object and cannot be varied; fields that can be: {varied}")
        raise ValueError(f"there is no field {field!r} to vary; there are {varied}")
    return plain, space, _line(space, raw, field, steps)


def _names(claim: Claim) -> list[str]:
    return [f"step {k}" for k in range(len(claim.chain))] or ["left", "right"]


def _line(space: Space, raw: Raw, field: str, steps: int) -> tuple[str, list[tuple[float, Raw]]]:
    """What varies, and the instances along it; the first number among the fields unless one is told, else the first vector."""
    names = [field] if field else sorted(space.arrays, key=lambda name: not _is_number(space.arrays[name]))
    for name in names:
        kind = space.arrays[name]
        if _is_number(kind):
            low, high = (float(end) for end in kind.ranges()[0][:2])
            values: list[Any] = [low + (high - low) * k / steps for k in range(steps + 1)]
            return name, _distinct(space, raw, name, kind, values, steps)
        if len(kind.groups) == 1 and not kind.entries:
            rest = np.array([float(v) for v in fractions(kind, raw[name])[1:]])
            rest = rest / rest.sum() if rest.sum() else np.full(len(rest), 1 / max(1, len(rest)))
            values = [[k / steps, *(rest * (1 - k / steps))] for k in range(steps + 1)]
            return f"{name}[0]", _distinct(space, raw, name, kind, values, steps)
    raise ValueError(f"{', '.join(names) or 'no field'}: only a number or a probability vector can be varied")


def _is_number(kind: Field) -> bool:
    return kind.scalar or (len(kind.entries) == 1 and not kind.groups)


def _distinct(space: Space, raw: Raw, name: str, kind: Field, values: list[Any], steps: int) -> list[tuple[float, Raw]]:
    """The instances next to values of a field, each once."""
    found: dict[str, tuple[float, Raw]] = {}
    for value in values:
        with contextlib.suppress(ValueError):  # none there, as at the ends of what has to be positive
            snapped = kind.snap(value if kind.scalar else np.atleast_1d(value), steps)
            place = float(np.ravel([float(v) for v in np.ravel(fractions(kind, snapped))])[0])
            found.setdefault(repr(snapped), (place, space.canonical({**raw, name: snapped})))
    return sorted(found.values(), key=lambda pair: pair[0])
