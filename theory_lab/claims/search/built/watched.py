"""What a claim compares, at a few instances: the numbers that vanish on its ties.

Main definitions: ``Compared``, ``watched``, ``equations``, ``hypotheses``.

Conventions: a row is the difference of both sides of one comparison, a rational number at every instance; comparisons of other
numbers, and those that do not change, are left out, as are those that say the same as another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.search.built.handful import ALONE, Handful
from theory_lab.claims.spaces.instance import Instance, called
from theory_lab.claims.spaces.space import Raw
from theory_lab.numbers.arithmetics import comparisons, exact

Row = tuple[Fraction, ...]
Place = tuple[str, int]
# Rows kept of one function: more than the pairs of a dozen numbers, and what is beyond them is alike.
_ROWS = 96


@dataclass(frozen=True)
class Compared:
    """Rows of the equations among the hypotheses, whose sides must be equal, and of all other comparisons."""

    equations: tuple[Row, ...]
    others: tuple[Row, ...]


def watched(handful: Handful, raws: list[Raw], *, sides: bool = True) -> Compared:
    """What the hypotheses, and both sides unless told otherwise, compare at instances with the same static fields."""
    claim, equations, others = handful.claim, dict[Row, None](), dict[Row, None]()
    watch = _Watch(handful, raws)
    for predicate in claim.given.values():
        equal, further = _split(watch.rows(predicate))
        equations |= dict.fromkeys(equal)
        others |= dict.fromkeys(further)
    for side in (claim.chain or (claim.lhs, claim.rhs)) if sides else ():
        others |= dict.fromkeys(map(_positive, watch.rows(side)))
    handful.spent += len(raws)
    known = {_positive(row) for row in equations}
    return Compared(tuple(equations), tuple(row for row in others if row not in known and len(set(row)) > 1))


def equations(handful: Handful, raws: list[Raw]) -> tuple[str, ...]:
    """The names of the hypotheses that contain an equation."""
    handful.spent += len(raws)
    watch = _Watch(handful, raws)
    return tuple(name for name, predicate in handful.claim.given.items() if _split(watch.rows(predicate))[0])


def hypotheses(handful: Handful, raws: list[Raw]) -> dict[Place, Row]:
    """The rows of the hypotheses alone, each by the name of its hypothesis and its place among what that compares."""
    handful.spent += len(raws)
    watch = _Watch(handful, raws)
    found = {name: watch.rows(predicate) for name, predicate in handful.claim.given.items()}
    return {(name, k): row for name, rows in found.items() for k, row in enumerate(rows)}


class _Watch:
    """What functions of a claim compare at instances that are made once: what is derived may take longer than all else."""

    def __init__(self, handful: Handful, raws: list[Raw]) -> None:
        self.handful, self.raws = handful, raws
        self.instance: Instance | None = None
        self.made, self.first = self._recorded(self._make)

    def _make(self) -> None:
        self.instance = self.handful.instance(self.raws)

    @cached_property
    def alone(self) -> list[_Watch]:
        """One of each instance."""
        return [_Watch(self.handful, [raw]) for raw in self.raws]

    def rows(self, function: Callable[[Any], Any]) -> list[Row]:
        """Rows in the order of the comparisons; one instance after the other where the claim branches on them."""
        found, whole = self._of(function)
        if whole or len(self.raws) == 1:
            return found
        self.handful.spent += (ALONE - 1) * len(self.raws)
        alone = [each._of(function)[0] for each in self.alone]
        if len({len(rows) for rows in alone}) > 1:
            return found
        return [tuple(part[0] for part in parts) for parts in zip(*alone, strict=True)]

    def _of(self, function: Callable[[Any], Any]) -> tuple[list[Row], bool]:
        """The rows of making the instances and of a function, and whether it came to its end."""
        if not self.made:
            return self.first, False
        whole, further = self._recorded(lambda: called(function, self.instance))
        return (self.first + further)[:_ROWS], whole

    def _recorded(self, work: Callable[[], object]) -> tuple[bool, list[Row]]:
        """Whether work came to its end, and the rows."""
        whole = True
        with xp.precision(64, False), comparisons.recording() as found:
            try:
                work()
            except Exception:  # it branches: what it compared before is known
                whole = False
        rows: list[Row] = []
        for x, y in found:
            if len(rows) < _ROWS:
                rows += _differences(x, y, len(self.raws))
        return whole, rows[:_ROWS]


def _differences(x: Any, y: Any, count: int) -> list[Row]:
    """The entries of ``x - y`` that are rational at every instance."""
    try:
        gaps = exact.subtract(x, y)
        gaps = np.broadcast_to(gaps, (*gaps.shape[:-1], count)).reshape(-1, count)
        return [tuple(gap.fraction for gap in row) for row in exact.numbers(gaps[:_ROWS]) if all(gap.is_exact for gap in row)]
    except Exception:  # infinities have no difference
        return []


def _split(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Equations, which are compared both ways, and the rest."""
    signs: dict[Row, set[bool]] = {}
    for row in rows:
        signs.setdefault(_positive(row), set()).add(row == _positive(row))
    changing = {row: found for row, found in signs.items() if any(row)}
    equal = [row for row, found in changing.items() if len(found) == 2]
    return equal, [row for row in changing if len(changing[row]) == 1]


def _positive(row: Row) -> Row:
    """The row or its negative, whose first number that is not 0 is positive."""
    first = next((x for x in row if x), Fraction(1))
    return row if first > 0 else tuple(-x for x in row)
