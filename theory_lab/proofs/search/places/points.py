"""Random points in floats: what is true there is worth a proof, and they say where a goal is tightest.

Main definitions: ``Points`` (columns of points of a cell, and values of functions at them), ``in_floats``; ``values`` of terms,
``sampled`` (random points of a state), ``refuted``.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterable, Mapping
from copy import copy

import numpy as np
from flint import fmpq

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, argument_of
from theory_lab.proofs.kernel.polynomials import Poly, Quotient
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.terms import INF, Term

FEW, MANY = 20, 12_000  # points that facts leave, below which more are drawn, as many of them as take milliseconds
MOST = 64  # cells whose points are kept
SLACK = 1e-9  # relative to the size of the summands: rounding alone does not refute


def in_floats(c: fmpq) -> float:
    """The nearest float, or an infinity."""
    try:
        return int(c.p) / int(c.q)
    except OverflowError:
        return math.inf if c > 0 else -math.inf


class Points:
    """``count`` random points of the cell of a field: in the middle, and near the ends of the ranges."""

    def __init__(self, field: Field, count: int = 48, seed: int = 0, places: Iterable[np.ndarray] | None = None) -> None:
        """With ``places`` they lie there in the ranges of the variables, as fractions of these."""
        self.field, self.count, self.values = field, count, {}
        key = id(field.cell), id(field.generators), count, seed
        if key in _KNOWN and places is None:
            self.values = _KNOWN[key].values
            return
        for side, u in zip(field.cell, fractions(len(field.cell), count, seed) if places is None else places, strict=True):
            low = np.zeros(count) if side.low is None else self.of(side.low)
            if side.low is None and side.high is not None:
                value = self.of(side.high) - u / (1.000001 - u)
            elif side.low is None:
                value = (u - 0.5) / (0.25 - (u - 0.5) ** 2 + 1e-6)
            elif side.high is None:
                value = low + u / (1.000001 - u)
            else:  # where the ends are exchanged there is no point of the cell, and no value
                high = self.of(side.high)
                value = np.where(low <= high + SLACK * np.abs(high), low + (high - low) * u, np.nan)
            self.values[field.index(side.name)] = value
        if places is not None:
            return
        if len(_KNOWN) >= MOST:
            del _KNOWN[next(iter(_KNOWN))]
        _KNOWN[key] = copy(self)  # with its field, whose place in memory no other one gets then

    def _generator(self, i: int) -> np.ndarray:
        if i not in self.values:
            one = self.field.generators[i]
            function = {"log": np.log, "exp": np.exp, "sqrt": np.sqrt, "root": np.sqrt}[one.kind]
            with np.errstate(all="ignore"):
                self.values[i] = function(self.of(argument_of(one)))
        return self.values[i]

    def kept(self, facts: Iterable[Quotient]) -> Points:
        """The points at which functions are nonnegative, with all generators evaluated."""
        good = np.all([np.ones(self.count, dtype=bool), *(self.of(fact) >= 0 for fact in facts)], axis=0)
        for i in range(len(self.field.generators)):
            if i not in self.values and self.field.generators[i].kind != "var":
                self._generator(i)
        self.values = {i: column[good] for i, column in self.values.items()}
        self.count = int(good.sum())
        return self

    def of(self, e: Quotient | Poly) -> np.ndarray:
        """The values of a function."""
        with np.errstate(all="ignore"):
            if isinstance(e, Quotient):
                return self.of(e.n) / self.of(e.d)
            return self.sums(e)[0]

    def sums(self, p: Poly) -> tuple[np.ndarray, np.ndarray]:
        size = self.count
        total, scale = np.zeros(size), np.zeros(size)
        for m, c in p.terms():
            powers = (self._generator(g) ** k for g, k in poly.powers(m).items())
            term = functools.reduce(np.multiply, powers, np.full(size, in_floats(c)))
            total, scale = total + term, scale + np.abs(term)
        return total, scale

    def margins(self, e: Quotient) -> np.ndarray:
        """The values of a function relative to the size of its summands, between -1 and 1."""
        with np.errstate(all="ignore"):
            value, wide = self.sums(e.n)
            return np.sign(self.of(e.d)) * value / wide

    def signs(self, e: Quotient | Poly) -> set[int]:
        """The signs that a function surely has at some point."""
        with np.errstate(all="ignore"):
            if isinstance(e, Quotient):
                (n, wide), (d, _) = self.sums(e.n), self.sums(e.d)
                value, slack = n / d, SLACK * np.abs(wide / d)
            else:
                value, wide = self.sums(e)
                slack = SLACK * wide
            return {int(s) for s in np.sign(value[np.isfinite(value) & (np.abs(value) > slack)])}


# Of the cells asked about last: a search asks for the signs of many functions on one and the same cell.
_KNOWN: dict[tuple[int, int, int, int], Points] = {}


@functools.lru_cache(maxsize=128)
def fractions(sides: int, count: int, seed: int) -> list[np.ndarray]:
    """Where in the ranges of the variables of a cell its points lie: numbers between 0 and 1."""
    rng, found = np.random.default_rng(seed), []
    for _ in range(sides):
        u = rng.random(count)
        near = np.exp(-12 * rng.random(count))
        found.append(np.where(rng.random(count) < 0.6, 0.02 + 0.96 * u, np.where(rng.random(count) < 0.5, near, 1 - near)))
    return found


Columns = Mapping[str, np.ndarray]


def values(term: Term, at: Columns, memo: dict[Term, np.ndarray] | None = None) -> np.ndarray:
    """The values of a term, or of a condition."""
    memo = {} if memo is None else memo
    if term not in memo:
        with np.errstate(all="ignore"):
            memo[term] = _value(term, [values(part, at, memo) for part in term.parts], at)
    return memo[term]


def _value(term: Term, parts: list[np.ndarray], at: Columns) -> np.ndarray:
    match term.op:
        case "const":
            return np.array(float(term.args[0]))
        case "var":
            return at[term.args[0]]
        case "inf" | "-inf":
            return np.array(np.inf if term.op == "inf" else -np.inf)
        case "undefined":
            return np.array(np.nan)
        case "true" | "false":
            return np.array(term.op == "true")
        case "sum" | "add":
            return sum(parts[1:], parts[0])
        case "pow":
            return parts[0] ** term.args[1]
        case "neg":
            return -parts[0]
        case "ite":
            return np.where(*parts)
    functions = {
        "sub": np.subtract, "mul": np.multiply, "div": np.divide, "max": np.maximum, "min": np.minimum, "abs": np.abs,
        "ge": np.greater_equal, "gt": np.greater, "and": np.logical_and, "not": np.logical_not,
        "log": np.log, "exp": np.exp, "sqrt": np.sqrt,
    }  # fmt: skip
    return functions[term.op](*parts)


def sampled(state: State, count: int = 600, seed: int = 0) -> dict[str, np.ndarray]:
    """Random points of a state that satisfy its facts, with ends of ranges and zeros among them."""
    rng = np.random.default_rng(seed)
    at: dict[str, np.ndarray] = {}
    for name, (low, high) in state.ranges.items():
        u = rng.random(count)
        u = np.where(rng.random(count) < 0.2, np.round(u), np.where(rng.random(count) < 0.3, np.exp(-9 * u), u))
        if low is None:
            at[name] = np.tan(3.1 * (u - 0.5))
        else:
            at[name] = float(low) + (u / (1.000001 - u) if high is None else (float(high) - float(low)) * u)
        if name in state.positive:
            at[name] = np.maximum(at[name], 1e-9)
    for law in state.laws:
        weights = rng.dirichlet(np.ones(len(law)), count) * (rng.random((count, len(law))) < 0.85)
        weights += 1e-9 * np.array([name in state.positive for name in law]) + (weights.sum(axis=1, keepdims=True) == 0)
        at |= dict(zip(law, (weights / weights.sum(axis=1, keepdims=True)).T, strict=True))
    equal, good = _onto_equations(state, at), np.ones(count, dtype=bool)
    memo: dict[Term, np.ndarray] = {}
    for j, (fact, strict) in enumerate(state.facts):
        value = values(fact, at, memo)
        good &= np.broadcast_to(value > 0 if strict else value >= (-SLACK if j in equal else 0), (count,))
    for name in equal.values():
        low, high = state.ranges[name]
        good &= (at[name] >= (-np.inf if low is None else float(low))) & (at[name] <= (np.inf if high is None else float(high)))
    for term in state.finite:
        good &= np.broadcast_to(np.isfinite(values(term, at, memo)), (count,))
    return {name: column[good] for name, column in at.items()}


def _onto_equations(state: State, at: dict[str, np.ndarray]) -> dict[int, str]:
    """Move the points onto what opposite facts say to be 0, as that a law sums to 1, each by a variable in which it is linear.

    The facts that hold with equality then, and by which variable.
    """
    weak = [j for j, (_, strict) in enumerate(state.facts) if not strict]
    found: dict[int, str] = {}
    for j, k in itertools.combinations(weak, 2):
        f, g = state.facts[j][0], state.facts[k][0]
        with np.errstate(all="ignore"):
            opposite = f.names == g.names and np.all(np.abs(values(f, at) + values(g, at)) < SLACK)
        if not opposite:
            continue
        for name in sorted(f.names & state.ranges.keys() - set(found.values())):
            first, second, third = (values(f, {**at, name: np.full(len(at[name]), float(x))}) for x in range(3))
            slope = second - first
            if np.all(slope != 0) and np.all(np.abs(third - second - slope) < SLACK * np.abs(slope)):
                at[name] = -first / slope
                found |= {j: name, k: name}
                break
    return found


def beyond(state: State) -> bool:
    """Whether the left side is infinity, and the right one is finite at some random point of the state."""
    return state.sides[0] is INF and bool(at := sampled(state)) and bool(np.any(np.isfinite(values(state.sides[1], at))))


def refuted(state: State, slack: float = 1e-9) -> bool:
    """Whether some random point of a state clearly contradicts it, by more than what large terms that cancel leave."""
    at = sampled(state)
    if at and len(next(iter(at.values()))) < FEW:
        at = sampled(state, MANY)
    if not at or not len(next(iter(at.values()))):
        return False
    memo: dict[Term, np.ndarray] = {}
    left, right = (values(side, at, memo) for side in state.sides)
    with np.errstate(all="ignore"):
        gap, sizes = np.atleast_1d(right - left), sum(_size(side, at, memo, {}) for side in state.sides)
        return bool(np.any(gap < -slack * (1 + sizes)))


def _size(term: Term, at: Columns, memo: dict[Term, np.ndarray], sizes: dict[Term, np.ndarray]) -> np.ndarray:
    """The sum of the sizes of all that a term adds up."""
    if term not in sizes:
        value, parts = values(term, at, memo), [_size(part, at, memo, sizes) for part in _added(term)]
        match term.op:
            case "add" | "sub" | "sum" | "neg":
                sizes[term] = sum(parts, np.array(0.0))
            case "mul":
                sizes[term] = parts[0] * parts[1]
            case "div":
                sizes[term] = parts[0] / np.abs(values(term.args[1], at, memo))
            case "ite":
                sizes[term] = np.where(values(term.args[0], at, memo), *parts)
            case "max":
                sizes[term] = np.maximum(*parts)
            case _:
                sizes[term] = np.abs(value)
    return sizes[term]


def _added(term: Term) -> tuple[Term, ...]:
    """The parts of a term whose sizes are its own."""
    match term.op:
        case "add" | "sub" | "sum" | "neg" | "mul" | "max":
            return term.parts
        case "div":
            return term.args[:1]
        case "ite":
            return term.args[1:]
    return ()
