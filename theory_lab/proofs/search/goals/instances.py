"""Random instances of a pattern in floats: all that is known of its sums holds there.

A goal about sums as free variables is false at most points; what is told is where it is tightest at instances.

Main definitions: ``Instances``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

import numpy as np

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.polynomials import Quotient
from theory_lab.proofs.search.places.points import SLACK, Points, values
from theory_lab.proofs.separate import Pattern
from theory_lab.proofs.terms import Term

SIZES, COUNT = (2, 3), 600  # numbers of outcomes, and instances of each
ZERO = 0.15  # how often an entry of a law is 0
ENDS = 0.3  # how often a number is at an end of its range
Columns = Mapping[str, np.ndarray]
# Names that the search gives: quotients, square roots, and laws on two outcomes as one variable.
NAMED = re.compile(r"(?P<top>\w+)_by_(?P<bottom>\w+)|(?P<square>\w+)_root|(?P<law>\w+)_coin")


class Instances(Points):
    """Points of a cell that instances of a pattern give, each at one of its outcomes."""

    def __init__(self, field: Field, pattern: Pattern) -> None:
        columns, self.drawn = _drawn(pattern)
        found = {field.index(side.name): _column(side.name, columns) for side in field.cell}
        self.field, self.count = field, len(SIZES) * COUNT
        self.values = {i: column for i, column in found.items() if column is not None}
        self.rows = np.arange(self.count)

    def knows(self, e: Quotient) -> bool:
        """Whether a function is one of an instance and an outcome."""
        return all(self.field.generators[g].kind != "var" or g in self.values for g in self.field.used(e))

    def within(self, facts: Iterable[Quotient]) -> Instances:
        """Those in the cell at which facts hold."""
        good = np.all([np.ones(self.count, dtype=bool), *map(np.isfinite, self.values.values())], axis=0)
        sides = [(side, at) for side in self.field.cell if (at := self.values.get(self.field.index(side.name))) is not None]
        with np.errstate(all="ignore"):
            for side, at in sides:
                good &= _above(at, -np.inf if side.low is None else self.of(side.low), side.low_closed)
                good &= _above(np.inf if side.high is None else self.of(side.high), at, side.high_closed)
            for fact in facts:
                good &= self.of(fact) >= -SLACK
        self.values = {i: column[good] for i, column in self.values.items()}
        self.count, self.rows = int(good.sum()), self.rows[good]
        return self

    def told(self, best: int) -> str:
        """The laws and tables of an instance, for the reader."""
        rows = ((name, column[self.rows[best]]) for name, column in self.drawn.items())
        parts = [f"{name} = ({', '.join(f'{x:.3g}' for x in row[np.isfinite(row)])})" for name, row in rows]
        return f", where {', '.join(parts)}" if parts else ""


def _above(at: np.ndarray | float, end: np.ndarray | float, closed: bool) -> np.ndarray:
    return np.asarray(at >= end - SLACK * np.abs(np.nan_to_num(end))) if closed else np.asarray(at > end)


def _column(name: str, columns: Columns) -> np.ndarray | None:
    """A variable of the search as a function of an instance and an outcome."""
    if name in columns:
        return columns[name]
    if (match := NAMED.fullmatch(name)) is None:
        return None
    found = {key: _column(part, columns) for key, part in match.groupdict().items() if part is not None}
    own = {key: column for key, column in found.items() if column is not None}
    if len(own) < len(found):
        return None
    with np.errstate(all="ignore"):
        if "top" in own:
            return own["top"] / own["bottom"]
        return np.sqrt(own["square"]) if "square" in own else own["law"]


@functools.lru_cache(maxsize=4)
def _drawn(pattern: Pattern) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """All that an instance gives at one of its outcomes, as columns; and its laws and tables as rows, filled up with ``nan``."""
    rng, parts = np.random.default_rng(1), [_of_size(pattern, n, np.random.default_rng(n)) for n in SIZES]
    columns = {
        name: np.concatenate(
            [part[name][np.arange(COUNT), rng.integers(0, n, COUNT)] for n, part in zip(SIZES, parts, strict=True)]
        )
        for name in parts[0]
    }
    wide, own = max(SIZES), (*pattern.laws, *(name for name, _, _ in pattern.tables))
    rows = {
        name: np.concatenate(
            [np.pad(part[name], ((0, 0), (0, wide - n)), constant_values=np.nan) for n, part in zip(SIZES, parts, strict=True)]
        )
        for name in own
    }
    return columns, rows


def _of_size(pattern: Pattern, n: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Instances with ``n`` outcomes, a row for each: what is the same at all outcomes stands there ``n`` times."""
    at: dict[str, np.ndarray] = {}
    for law in pattern.laws:
        weights = rng.dirichlet(np.ones(n), COUNT)
        weights *= 1 if law in pattern.positive else rng.random((COUNT, n)) >= ZERO
        weights[weights.sum(axis=1) == 0] = 1
        at[law] = weights / weights.sum(axis=1, keepdims=True)
    for name, low, high in pattern.tables:
        at[name] = _between(low, high, rng, (COUNT, n))
    for name, low, high in pattern.parameters:
        at[name] = np.repeat(_between(low, high, rng, (COUNT, 1)), n, axis=1)
    memo: dict[Term, np.ndarray] = {}
    for i, (law, term) in enumerate(pattern.ranks):
        rank = np.broadcast_to(values(term, at), (COUNT, n))
        below, tied = rank[:, None, :] < rank[:, :, None], rank[:, None, :] == rank[:, :, None]
        at[f"B{i}"], at[f"T{i}"] = ((at[law][:, None, :] * one).sum(axis=2) for one in (below, tied))
    waiting = _gathered(pattern)
    while waiting:  # a sum may stand inside others
        name = next((one for one, (_, term) in waiting.items() if not terms.variables(term) & waiting.keys()), None)
        if name is None:
            break
        gathered, term = waiting.pop(name)
        with np.errstate(all="ignore"):
            column = gathered(np.broadcast_to(values(term, at, memo), (COUNT, n)), axis=1, keepdims=True)
        at[name] = np.repeat(column, n, axis=1)
    good = np.ones((COUNT, n), dtype=bool)
    for one in (*pattern.everywhere, *pattern.hypotheses):
        if terms.variables(one) <= at.keys():
            good &= np.broadcast_to(values(one, at, memo), (COUNT, n)).astype(bool)
    met = np.all(good, axis=1, keepdims=True)
    return {name: np.where(met, column, np.nan) for name, column in at.items()}


def _gathered(pattern: Pattern) -> dict[str, tuple[Callable[..., np.ndarray], Term]]:
    """Sums, bounds, and masses of sets, with what is gathered over outcomes and how."""
    found: dict[str, tuple[Callable[..., np.ndarray], Term]] = {name: (np.sum, term) for name, term in pattern.sums}
    found |= {name: (np.max if op == "max" else np.min, term) for name, op, term in pattern.bounds}
    for i, term in enumerate(pattern.sets):
        for law in pattern.laws:
            on, off = terms.variable(law), terms.ZERO
            for k, cases in enumerate(((on, off), (off, on))):
                found[f"A{2 * i + k}_{law}"] = np.sum, terms.choose(terms.at_least(term, terms.ZERO), *cases)
    return found


def _between(low: Fraction | None, high: Fraction | None, rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    u = rng.random(shape)
    u = np.where(rng.random(shape) < ENDS, np.round(u), u)
    if low is None:
        return np.tan(3 * (u - 0.5)) + (0 if high is None else float(high) - np.tan(1.5))
    return float(low) + (u / (1.01 - u) if high is None else (float(high) - float(low)) * u)
