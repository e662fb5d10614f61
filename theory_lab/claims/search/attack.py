"""The attack: a batched search over whole-number instances for the worst one.

Populations of instances are scored in floats, changed by the moves of ``moves`` and selected; whatever reaches the
bound is decided by the exact judge.  A reported failure is never a float's opinion.

Main definitions: ``attack``, ``screen``.

Conventions: budgets count evaluations of the claim at one instance, never seconds, so that a run is reproducible from
its seed.  A claim that cannot be evaluated in batches (it branches on values, or works on each instance by itself) spends
``SINGLE`` units an instance, one of static fields alone ``ALONE``.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.search.jury import CLOSE, Jury
from theory_lab.claims.search.labour import MANY, is_together
from theory_lab.claims.search.moves import mutated
from theory_lab.claims.search.population import Layout, Matrix, Population
from theory_lab.claims.search.scores import scores
from theory_lab.claims.spaces.space import Batch, Raw, Space
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.variants import variant

# An instance by itself takes as long as some 200 in a batch of 256 (median of 32 shipped claims).  Charging 40 lets a claim that
# branches have a fortieth of the search in five times the time; one of static fields alone, always by itself, is charged 100.
SINGLE, ALONE = 40, 100
# Children a round: enough that NumPy's overhead is spread, few enough that selection acts a hundred times in a quick search.
_ROUND = 256
# A longer search has rounds and fresh starts twice as wide: an evaluation takes half the time, and selection acts more often than
# in a quick one.  With three seeds at the budget of ``certify`` it comes as close as in rounds of 256 (to 0.82, 0.79 and 0.76 of
# one bound against 0.75, 0.75 and 0.74, to 0.33 against 0.32 of another); three times as wide it does not (0.75, 0.67 and 0.54).
WIDE = 2
# Parents kept for the next round: a quarter, so that a lineage survives a few rounds without being the best.
_KEPT = 64
# Random instances that join each round of 256, a few, so that a better place elsewhere is noticed.
_FRESH = 20
# Combinations of static fields in a fresh population of 512: at least 16 instances each, or there is nothing to select among.
_STATICS = 32
# Rounds without progress before a fresh start: a seventh of a quick search, so that it has several starts.
_STALE = 16
# A round must close this part of what is left to the bound, or of the score itself, to count as progress: polishing is none.
_SLIGHT = 0.02
# How far at most a fresh start stays from places where the bound is attained: a quarter of the range, and at random less, as
# a violation may be next to an instance of equality or far from it.
_AWAY = 0.25


def attack(
    claim: Claim,
    size: Any = None,
    *,
    budget: int,
    seed: int = 0,
    keep_going: bool = False,
    starts: tuple[Raw, ...] = (),
    stop: Callable[[], bool] | None = None,
    wide: int = 1,
) -> Findings:
    """Hunt for an instance that fails, spending ``budget`` evaluations, in rounds that are so many times as ``wide``.

    Stops at the first exact failure unless ``keep_going``, which spends the whole budget on a worse one.
    """
    rng = np.random.default_rng([seed, _stable(size)])
    jury, space = Jury(claim, size), claim.space_at(size)
    steps = [variant(claim, chain=pair) for pair in pairwise(claim.chain)] if claim.chain else [claim]
    alone, every = max(1, budget // (4 * ALONE)), math.prod(len(field.values()) for field in space.static_fields.values())
    first = Layout(space).random(rng, *((2 * wide * _ROUND, _STATICS) if space.arrays else (alone, alone)))
    herds = [_Herd(step, space, first, starts, wide) for step in steps]
    for herd in herds:
        herd.heard_by(jury)
    more = bool(space.arrays) or every > alone
    while more and sum(herd.score.spent for herd in herds) < budget:
        if jury.broken or (jury.failures and not keep_going) or (stop is not None and stop()):
            break
        herd = min(herds, key=lambda herd: herd.score.spent)
        herd.advance(rng)
        herd.heard_by(jury)
    for herd in herds:
        jury.close(herd.population, herd.values)
    return jury.findings("attacked", sum(herd.score.seen for herd in herds), sum(herd.score.vacuous for herd in herds))


def screen(claim: Claim, size: Any = None, *, points: int, seed: int) -> Findings:
    """Random instances only: float scores, the outstanding ones judged."""
    rng = np.random.default_rng([seed, _stable(size), 1])
    space = claim.space_at(size)
    jury, score = Jury(claim, size), _Scorer(claim, space)
    population = Layout(space).random(rng, max(1, points if space.arrays else _STATICS), _STATICS)
    values = score(population)
    jury.hear(population, values)
    jury.close(population, values)
    return jury.findings("screened", score.seen, score.vacuous)


def _stable(size: Any) -> int:
    return int.from_bytes(repr(size).encode()[:6], "little")


class _Scorer:
    """Float scores of a population, one batch at a time, or one instance at a time where a batch gains nothing."""

    def __init__(self, claim: Claim, space: Space) -> None:
        self.claim, self.space = claim, space
        self.batched = True
        self.measured = False
        self.seen = self.spent = self.vacuous = 0

    def __call__(self, population: Population) -> Matrix:
        values, varied = np.full(population.count, -np.inf), population.layout.varied
        for columns, batch in population.parts():
            columns = columns if varied else columns[:1]
            if not self.measured and len(columns) >= MANY:
                self.batched, self.measured = self.batched and self._is_together(batch), True
            scored = self._batch(batch, len(columns)) if self.batched else None
            if scored is None:
                self.batched = False
                columns = columns[: max(1, len(columns) // SINGLE)]
                scored = np.array([self._single(self.space.column(batch, k)) for k in range(len(columns))])
            blind = np.isnan(scored)
            values[columns] = np.where(blind, np.inf, scored)
            self.seen += int((~blind).sum())
            self.spent += len(columns) * (ALONE if not varied else 1 if self.batched else SINGLE)
            self.vacuous += int(np.isneginf(scored).sum())
        return values

    def _batch(self, batch: Batch, count: int) -> Matrix | None:
        try:
            return scores(self.claim, self.space.floats(batch), count)
        except Exception:  # it branches, or the exact judge will name what is wrong, at an instance
            return None

    def _is_together(self, batch: Batch) -> bool:
        """Whether a batch takes less than its instances one by one."""
        raws = [self.space.column(batch, k) for k in range(MANY)]
        half, whole = self.space.batch(raws[: MANY // 2]), self.space.batch(raws)
        return is_together(lambda: self._batch(half, MANY // 2), lambda: self._batch(whole, MANY))

    def doubted(self, population: Population, values: Matrix, bar: float) -> Matrix:
        """Scores above the bar lowered to what intervals support."""
        values = values.copy()
        above = np.flatnonzero(values > bar + CLOSE)
        for columns, batch in population.take(above).parts() if len(above) else ():
            with contextlib.suppress(Exception):  # no intervals: the judge looks at each
                values[above[columns]] = scores(self.claim, self.space.intervals(batch), len(columns))
        return values

    def _single(self, raw: Raw) -> float:
        """The score of one instance; nan, for the judge to look at it, where floats cannot evaluate the claim."""
        found = self._batch(self.space.batch([raw]), 1)
        return np.nan if found is None else float(found[0])


class _Herd:
    """A population scored on the claim or on one step of its chain; it starts afresh when stuck."""

    def __init__(self, claim: Claim, space: Space, population: Population, starts: tuple[Raw, ...], wide: int) -> None:
        self.layout, self.score, self.wide = population.layout, _Scorer(claim, space), wide
        self.bar = 0.0 if claim.relation == "==" else 1.0
        self.wary, self.distance = False, 0.0
        self.attained: list[Matrix] = []
        self._begin(population.joined(self.layout.population(list(starts))) if starts else population)

    def _begin(self, population: Population) -> None:
        self.population, self.values, self.stale = population, self._scored(population), 0

    def _scored(self, population: Population) -> Matrix:
        values = self.score(population)
        return self.score.doubted(population, values, self.bar) if self.wary else values

    def heard_by(self, jury: Jury) -> None:
        """Let the jury judge; where rounding errors looked like violations, trust intervals from now on."""
        if jury.hear(self.population, self.values) and not self.wary:
            self.wary = True
            self.values = self.score.doubted(self.population, self.values, self.bar)

    @property
    def best(self) -> float:
        """The largest score."""
        return float(self.values.max())

    def advance(self, rng: np.random.Generator) -> None:
        """One round: select, mutate, score; or a fresh start after ``_STALE`` rounds without progress."""
        if self.stale >= _STALE:
            return self._begin_elsewhere(rng)
        before = self.best
        parents, values = self._selected(rng)
        count, fresh = (self.wide * _ROUND, self.wide * _FRESH) if self.layout.varied else (_FRESH, 1)
        children = mutated(parents, rng, count).joined(self.layout.random(rng, fresh, 4))
        self.population, self.values = parents.joined(children), np.concatenate([values, self._scored(children)])
        progress = self.best > before and not self.best - before < _SLIGHT * min(abs(self.bar - before), abs(before))
        self.stale = 0 if progress else self.stale + 1

    def _begin_elsewhere(self, rng: np.random.Generator) -> None:
        """Start afresh, and from now on stay away from where the bound is attained: there the search has been."""
        if abs(self.best - self.bar) <= CLOSE and self.layout.varied:
            self.attained.append(self.population.take([self.values.argmax()]).coordinates)
        self.distance = rng.uniform(0, _AWAY)
        self._begin(self.layout.random(rng, 2 * self.wide * _ROUND, _STATICS))

    def _selected(self, rng: np.random.Generator) -> tuple[Population, Matrix]:
        """The best distinct instances, and a few random ones so that the search does not stay where it is."""
        population, ranks = self.population, self.values.copy()
        for place in self.attained:
            near = abs(population.coordinates - place).max(axis=0) < self.distance
            ranks[near & (ranks <= self.bar + CLOSE)] = -np.inf
        order = np.lexsort((rng.random(len(ranks)), -ranks))
        _, first = np.unique(population.keys[order], return_index=True)
        order = order[np.sort(first)]
        chosen = np.concatenate([order[:_KEPT], rng.permutation(order[_KEPT:])[: _KEPT // 4]])
        return population.take(chosen), self.values[chosen]
