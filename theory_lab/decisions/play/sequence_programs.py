"""The linear program of the minimax regret.

A randomised learner is a point of a polytope: the weight that it gives to every (context, decision, count state).
The regret of each model is linear in it, so the least worst regret is one linear program.

Main definitions
----------------
``minimax_program``, ``Program``   the program as sparse triples, in floats or fractions
``folded``                         the same with what exchanging decisions identifies, or no model reaches, counted once
``symmetries``                     the permutations of the decisions that map the class to itself

Conventions
-----------
Variables are probabilities under the uniform mixture of the models, so that flows have coefficients at most 1; states
that no model reaches cost nothing. Some best learner of a symmetric class treats exchanged decisions alike, so its
weights are equal there.

References
----------
D. Koller, N. Megiddo, B. von Stengel, Fast algorithms for finding randomized strategies in game trees, 1994 (sequence form).

Tags
----
sequence form, linear programming, bandits
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np

from theory_lab.decisions.classes import ModelClass
from theory_lab.decisions.play.count_states import CountStates
from theory_lab.decisions.play.exact_regret import states_of

__all__ = ["Program", "folded", "minimax_program", "symmetries"]

Triple = tuple[np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Program:
    """``min t`` over ``regret z <= t``, ``flow z = (1, ..., 1, 0, ..., 0)``, ``z >= 0``, with a 1 for every context.

    Either matrix is a triple of rows, columns and entries, floats or fractions; ``flow`` has ``rows`` rows, both have
    ``variables`` columns.
    """

    regret: Triple
    flow: Triple
    variables: int
    rows: int


def minimax_program(models: ModelClass, horizon: int) -> Program:
    """The linear program over (context, decision, state) of all rounds, in this order; ``ValueError`` without a round."""
    if horizon < 1:
        raise ValueError(f"the program needs at least one round, not {horizon}")
    states = states_of(models.shape, horizon)
    contexts, decisions, outcomes = models.shape
    width, start, base = contexts * decisions, 0, 0
    costs = (models.contexts[:, None] * models.gaps).reshape(len(models), width, 1)
    flow: list[Triple] = []
    regret: list[Triple] = []
    before = np.zeros(0)
    for rounds in range(horizon):
        likely = models.likelihoods(states.counts(rounds).reshape(*models.shape, -1))
        mixed, size = likely.sum(axis=0) / len(models), states.size(rounds)
        if rounds:
            flow += _handed_on(states, before, mixed, (contexts, width, outcomes), base, start)
        columns = start + np.arange(width)[:, None] * size + np.arange(size)
        rows = base + np.repeat(np.arange(contexts), decisions)[:, None] * size + np.arange(size)
        flow.append((rows.ravel(), columns.ravel(), np.ones(columns.size, dtype=int)))
        values = (costs * _quotient(likely, mixed)[:, None]).reshape(len(models), -1)
        model, column = np.nonzero(values)
        regret.append((model, start + column, values[model, column]))
        start, base, before = start + width * size, base + contexts * size, mixed
    return Program(_joined(regret), _joined(flow), start, base)


def symmetries(models: ModelClass) -> list[tuple[int, ...]]:
    """All permutations of the decisions, the same in every context, that only rename the models; the identity first."""
    found = []
    rows = sorted(map(_key, models.laws))
    for order in permutations(range(models.shape[1])):
        if sorted(_key(laws[:, list(order)]) for laws in models.laws) == rows:
            found.append(order)
    return found


def _key(laws: np.ndarray) -> tuple[Any, ...]:
    return tuple(laws.ravel().tolist())


def folded(program: Program, models: ModelClass, horizon: int) -> Program:
    """The program with one variable for all (decision, state) pairs that symmetries exchange, and one regret for such models.

    Pairs of states that no model reaches are left out. The value is that of the given program.
    """
    group = symmetries(models)
    columns, rows = _orbits(models, horizon, group)
    laws = [_key(law) for law in models.laws]
    first = [min(laws.index(_key(law[:, list(order)])) for order in group) == k for k, law in enumerate(models.laws)]
    model, column, entry = program.regret
    kept = np.array(first)[model] & (columns[column] >= 0)
    regret = (np.cumsum(first)[model[kept]] - 1, columns[column[kept]], entry[kept])
    row, column, entry = program.flow
    kept = (rows[row] >= 0) & (columns[column] >= 0)
    flow = (rows[row[kept]], columns[column[kept]], entry[kept])
    return Program(regret, flow, int(columns.max()) + 1, int(rows.max()) + 1)


def _orbits(models: ModelClass, horizon: int, group: list[tuple[int, ...]]) -> tuple[np.ndarray, np.ndarray]:
    """New numbers of all variables and flows; -1 for unreached states, and for flows of all but the first state of an orbit."""
    states = states_of(models.shape, horizon)
    contexts, decisions, outcomes = models.shape
    columns, rows, width, count = [], [], 0, 0
    for rounds in range(horizon):
        counts = states.counts(rounds)
        size, alive = counts.shape[1], models.likelihoods(counts.reshape(*models.shape, -1)).any(axis=0)
        table = np.arange(contexts * decisions * size).reshape(contexts, decisions, size)
        least, first = table, np.arange(size)
        for order in group[1:]:
            moved = states.numbers(counts.reshape(contexts, decisions, outcomes, size)[:, list(order)].reshape(-1, size))
            image = np.empty_like(table)
            image[:] = table[:, np.argsort(order)][:, :, moved]
            least, first = np.minimum(least, image), np.minimum(first, moved)
        own = (first == np.arange(size)) & alive
        used = np.unique(least[:, :, alive])
        columns.append(np.where(alive, width + np.searchsorted(used, least), -1).ravel())
        rows.append(np.tile(np.where(own, count + np.cumsum(own) - 1, -1), (contexts, 1)))
        rows[-1][:, own] += (np.arange(contexts) * own.sum())[:, None]
        width, count = width + len(used), count + contexts * int(own.sum())
    return np.concatenate(columns), np.concatenate([row.ravel() for row in rows])


def _handed_on(states: CountStates, before: Any, mixed: Any, sizes: tuple[int, int, int], base: int, start: int) -> list[Triple]:
    """Flow from the decisions of one round, at columns before ``start``, into the states of the next, at rows from ``base``."""
    contexts, width, outcomes = sizes
    size, parts = before.size, []
    for cell, child in enumerate(states.child):
        target = child[:size]
        columns = start + (cell // outcomes - width) * size + np.arange(size)
        share = -_quotient(mixed[target], before)
        parts += [(base + context * mixed.size + target, columns, share) for context in range(contexts)]
    return parts


def _quotient(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """``part / whole``, and 0 where the whole is 0."""
    return part / np.where(whole > 0, whole, 1) * (whole > 0)


def _joined(triples: list[Triple]) -> Triple:
    rows, columns, entries = zip(*triples, strict=True)
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(entries)
