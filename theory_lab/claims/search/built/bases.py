"""Random instances to build from: some that come close, and others that at least meet the hypotheses.

Main definitions: ``bases``.
"""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.search.moves import mutated
from theory_lab.claims.search.population import Layout, Matrix, Population
from theory_lab.claims.search.scores import scores
from theory_lab.claims.spaces.space import Raw

# Drawn to choose from: one hypothesis in a hundred is met by two or so, and floats score as many in a millisecond.
DRAWN = 256
# Choices of the static fields among them, each a batch of its own: 64 instances of each, enough to select the close ones.
_STATICS = 4
# Rounds of neighbours, where few instances meet the hypotheses: one in a thousand and its children's children are enough.
_ROUNDS = 4


def bases(claim: Claim, size: Any, rng: np.random.Generator, most: int) -> list[Raw]:
    """At most so many instances: half by their float scores, half at random among those that meet the hypotheses.

    Where few meet them, their neighbours are looked at.  Where none does, or the claim has no batches, any will do.
    """
    space = claim.space_at(size)
    if not space.arrays:
        return []
    population = Layout(space).random(rng, DRAWN, _STATICS)
    values = _scored(claim, population)
    for _ in range(_ROUNDS):
        met = np.flatnonzero(values > -np.inf)
        if len(met) >= most or not len(met):
            break
        known = population.take(met)
        children = mutated(known, rng, DRAWN)
        population, values = known.joined(children), np.concatenate([values[met], _scored(claim, children)])
    order = np.argsort(-values, kind="stable")
    met = order[values[order] > -np.inf]
    near, rest = met[: (most + 1) // 2], rng.permutation(met[(most + 1) // 2 :])
    chosen = [*near, *rest] if len(met) else rng.permutation(population.count).tolist()
    return [population.raw(int(k)) for k in chosen[:most]]


def _scored(claim: Claim, population: Population) -> Matrix:
    """Float scores, finite or -inf; 0 where there are no batches."""
    values = np.zeros(population.count)
    for columns, batch in population.parts():
        with contextlib.suppress(Exception):  # it branches: no scores
            values[columns] = scores(claim, population.layout.space.floats(batch), len(columns))
    return np.nan_to_num(values, nan=-np.inf, posinf=-np.inf)
