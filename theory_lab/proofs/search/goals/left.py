"""A goal that was left open, for the person who continues.

Main definitions: ``Goal`` (a function on a cell that was to be nonnegative), ``left_open`` (one told, with where it is tightest).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, Side
from theory_lab.proofs.kernel.polynomials import Quotient, generator
from theory_lab.proofs.search.goals.formulas import in_names, names, readable
from theory_lab.proofs.search.goals.instances import Instances
from theory_lab.proofs.search.goals.legends import legend
from theory_lab.proofs.search.places.points import Points
from theory_lab.proofs.separate import Pattern

GOAL = "open: "  # before a goal
FALSE = "false as it stands"  # of one that some point refutes
LONG = 300  # characters of a formula that a person still reads
ROUNDING = 1e-9  # of the sum of all terms' sizes, and of 1: what floats show below zero by more is below zero
TRIES = 4000  # random points among which the tightest is told
MOST_FACTS = 2  # that are told, of those that give no end of a range
FEW = 20  # points that are enough to tell where a goal is tightest


@dataclass(frozen=True)
class Goal:
    """``e >= 0`` on a cell, or ``e > 0`` where it is ``strict``, where ``facts`` are nonnegative; of a pattern, or of a size."""

    e: Quotient
    field: Field
    strict: bool = False
    facts: tuple[Quotient, ...] = ()
    pattern: Pattern | None = None

    @property
    def length(self) -> int:
        """How many terms the formula has."""
        return len(self.e.n) + len(self.e.d)

    @functools.cached_property
    def instances(self) -> Instances | None:
        """The points of the cell that instances of the pattern give, if there are enough."""
        found = None if self.pattern is None else Instances(self.field, self.pattern)
        if found is None or not all(map(found.knows, (self.e, *self.field.ends(), *self.facts))):
            return None
        return found if found.within(self.facts).count >= FEW else None

    @functools.cached_property
    def points(self) -> Points:
        """Points at which the goal is looked at: those of instances, else random ones, where the facts hold if any has such."""
        if self.instances is not None:
            return self.instances
        given = Points(self.field, TRIES, seed=1).kept(self.facts) if self.facts else None
        return given if given is not None and given.count >= FEW else Points(self.field, TRIES, seed=1)

    @functools.cached_property
    def margins(self) -> tuple[np.ndarray, np.ndarray]:
        """The values at the points, and what they are of the sizes of all terms; infinite where rounding says nothing."""
        with np.errstate(all="ignore"):
            (n, wide), (d, _) = self.points.sums(self.e.n), self.points.sums(self.e.d)
            value, noise = n / d, ROUNDING * wide / np.abs(d)
            # Near a zero of the denominator rounding is larger than what the function is elsewhere, and says nothing.
            clear = np.isfinite(value) & (noise <= _usual(value))
            if self.instances is not None:  # where sums are off by rounding already
                value = np.where(np.abs(value) <= ROUNDING * (1 + wide / np.abs(d)), 0.0, value)
                return value, np.where(clear, value / (1 + wide / np.abs(d)), np.inf)
            return value, np.where(clear, np.sign(d) * n / wide, np.inf)

    @property
    def is_soon_refuted(self) -> bool:
        """Whether it is below 0 at one of a few points at which the facts hold."""
        points = Points(self.field).kept(self.facts)
        return -1 in points.signs(self.e)

    @property
    def is_false(self) -> bool:
        """Whether it is below 0 at some point."""
        return bool(np.any(self.margins[1] < -ROUNDING))

    def __str__(self) -> str:
        text, zero = readable(self.e, self.field), "> 0" if self.strict else ">= 0"
        whole = f"{text} {zero}" if len(text) <= LONG else f"a formula of {self.length} terms, {text[:60]} ..., {zero}"
        field, known = self.field, names(self.field)
        sides = [side for side in field.cell if field.depends(self.e, field.index(side.name))]
        ranges = ", ".join(_range(side, known) for side in sides if not _is_free(side))
        given = self._given()
        facts = " and ".join(f"{in_names(fact, known)} >= 0" for fact in given)
        told = f"{GOAL}{whole}{f' for {ranges}' if ranges else ''}{f', given {facts}' if facts else ''}{self._tightest()}"
        spoken = set().union(field.used(self.e), *map(field.used, given))
        own = [side.name for side in field.cell if field.index(side.name) in spoken]
        return told + (legend(self.pattern, own) if self.pattern is not None else "")

    def _given(self) -> list[Quotient]:
        """Facts about what the goal is about, but for those that are ends of ranges: first those about nothing else."""
        own, ends = (
            self.field.used(self.e),
            [Quotient(generator(self.field.index(side.name))) - end for side, end in _ends(self.field)],
        )
        facts = [fact for fact in self.facts if self.field.used(fact) & own and not any(_alike(fact, end) for end in ends)]
        facts.sort(key=lambda fact: len(self.field.used(fact) - own))
        short = {text: fact for fact in facts if len(text := readable(fact, self.field)) <= LONG // 3}
        return [*short.values()][:MOST_FACTS]

    def _tightest(self) -> str:
        field, (value, relative) = self.field, self.margins
        best = int(np.lexsort((value, relative))[0])  # of a product of variables alone every point is as near to zero as another
        if not np.isfinite(relative[best]):
            return ""
        seen = "tightest seen"
        if self.is_false:
            best = int(np.argmin(np.where(relative < -ROUNDING, value, np.inf)))
            seen = FALSE if self.instances is not None else f"{FALSE}, unless a fact excludes the point"
        own = {side.name: i for side in field.cell if field.depends(self.e, i := field.index(side.name))}
        told = ", ".join(f"{name} = {self.points.values[i][best]:.4g}" for name, i in own.items())
        if not told or not poly.degrees(self.e.n):
            return ""
        where = self.instances.told(best) if self.instances is not None else ""
        return f"; {seen}: {value[best]:.3g} at {told}{where}"


def left_open(e: Quotient, field: Field, strict: bool = False) -> str:
    """The goal ``e >= 0`` on a cell, or ``e > 0`` where it is ``strict``, and where it is tightest."""
    return str(Goal(e, field, strict))


def _ends(field: Field) -> Iterator[tuple[Side, Quotient]]:
    return ((side, end) for side in field.cell for end in (side.low, side.high) if end is not None)


def _alike(fact: Quotient, end: Quotient) -> bool:
    """Whether a fact is a multiple of the distance from an end by a number or by what is an end's denominator."""
    return bool(end.n) and ((ratio := Quotient(fact.n) / Quotient(end.n)).is_constant or ratio.n == 0)


def _is_free(side: Side) -> bool:
    return side.low is None and side.high is None


def _range(side: Side, known: list[str]) -> str:
    low = "" if side.low is None else f"{in_names(side.low, known)} {'<=' if side.low_closed else '<'} "
    high = "" if side.high is None else f" {'<=' if side.high_closed else '<'} {in_names(side.high, known)}"
    return f"{low}{side.name}{high}"


def _usual(values: np.ndarray) -> float:
    """The median of what is finite, without signs."""
    finite = np.abs(values[np.isfinite(values)])
    return float(np.median(finite)) if finite.size else 0.0
