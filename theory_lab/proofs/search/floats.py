"""Terms in floats, at many points at once: for the search, and to say where a goal is tightest.

Main definitions: ``values``, ``sampled`` (random points of a state).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.terms import Term

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
    memo: dict[Term, np.ndarray] = {}
    good = np.ones(count, dtype=bool)
    for fact, strict in state.facts:
        value = values(fact, at, memo)
        good &= np.broadcast_to(value > 0 if strict else value >= 0, (count,))
    for term in state.finite:
        good &= np.broadcast_to(np.isfinite(values(term, at, memo)), (count,))
    return {name: column[good] for name, column in at.items()}


def refuted(state: State, slack: float = 1e-9) -> bool:
    """Whether some random point of a state clearly contradicts it."""
    at = sampled(state)
    if not at or not len(next(iter(at.values()))):
        return False
    memo: dict[Term, np.ndarray] = {}
    left, right = (values(side, at, memo) for side in state.sides)
    with np.errstate(all="ignore"):
        gap = np.atleast_1d(right - left)
        return bool(np.any(gap < -slack * (1 + np.abs(left) + np.abs(right))))
