"""The linear program of the minimax regret.

A randomised learner is a point of a polytope: the weight that it gives to every (context, decision, count state).
The regret of each model is linear in it, so the least worst regret is one linear program.

Main definitions
----------------
``minimax_program``, ``Program``   the program as sparse triples, in floats or fractions

Conventions
-----------
Variables are probabilities under the uniform mixture of the models, so that flows have coefficients at most 1; states that no
model reaches cost nothing.

References
----------
D. Koller, N. Megiddo, B. von Stengel, Fast algorithms for finding randomized strategies in game trees, 1994 (sequence form).

Tags
----
sequence form, linear programming, bandits
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from theory_lab.decisions.classes import ModelClass
from theory_lab.decisions.count_states import CountStates
from theory_lab.decisions.play import states_of

__all__ = ["Program", "minimax_program"]

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
    """The linear program over (context, decision, state) of all rounds, in this order within a round."""
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
