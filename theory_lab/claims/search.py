"""The attack: a batched search over whole-number instances for the worst one.

A population of instances is scored in floats, mutated by the moves of ``moves`` and selected; whatever reaches the
bound is decided by the exact judge.  A reported failure is never a float's opinion.

Main definitions: ``Found``, ``attack``, ``screen``.

Conventions: budgets count evaluations of the claim at one instance, never seconds, so that a run is reproducible from its seed.  A
claim that cannot be evaluated in batches (it branches on values) spends ``SINGLE`` units an instance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.judge import Verdict, judge, scores
from theory_lab.claims.moves import Layout, Population
from theory_lab.claims.space import Raw
from theory_lab.numbers import Branched, Undecided

SINGLE = 40
CLOSE = 1e-9
_PER_ROUND, _KEPT, _TIES = 768, 192, 160
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Found:
    """What a search saw: exact failures (worst last), the closest instance that holds, and how much was spent."""

    failures: tuple[Verdict, ...]
    closest: Verdict | None
    evaluations: int
    vacuous: int
    troubles: tuple[Verdict, ...] = ()


class _Scorer:
    """Float scores of a population, one batch at a time, or one instance at a time where the claim branches."""

    def __init__(self, claim: Claim, size: Any) -> None:
        self.claim, self.space, self.size = claim, claim.space_at(size), size
        self.batched = True
        self.spent = self.vacuous = 0

    def __call__(self, population: Population) -> np.ndarray:
        count = population.count
        if self.batched:
            try:
                values = scores(self.claim, self.space.floats(population.batch()), count)
                return self._counted(values, 1)
            except (Branched, Undecided):
                self.batched = False
            except Exception:  # the exact judge will name what is wrong, at an instance
                self.batched = False
        count = max(1, count // SINGLE)
        values = np.array([self._single(population.take(k)) for k in range(count)])
        return self._counted(np.concatenate([values, np.full(population.count - count, -np.inf)]), SINGLE, count)

    def _single(self, population: Population) -> float:
        try:
            return float(scores(self.claim, self.space.floats(population.batch()), 1)[0])
        except Exception:  # as above
            return np.inf

    def _counted(self, values: np.ndarray, price: int, count: int | None = None) -> np.ndarray:
        count = len(values) if count is None else count
        self.spent += price * count
        self.vacuous += int(np.isneginf(values[:count]).sum())
        return values


def attack(
    claim: Claim,
    size: Any = None,
    *,
    budget: int,
    seed: int = 0,
    keep_going: bool = False,
    starts: tuple[Raw, ...] = (),
    stop: Callable[[], bool] | None = None,
) -> Found:
    """Hunt for an instance that fails, spending ``budget`` evaluations.

    Stops at the first exact failure unless ``keep_going``, which spends the whole budget on a worse one.
    """
    rng = np.random.default_rng([seed, _stable(size)])
    found: list[Verdict] = []
    closest: Verdict | None = None
    spent = vacuous = 0
    troubles: list[Verdict] = []
    statics = list(_statics(claim, size, rng, starts))
    for static, hints in statics:
        part = _evolve(claim, size, static, hints, rng, budget // len(statics), keep_going, stop)
        spent, vacuous = spent + part.evaluations, vacuous + part.vacuous
        found += part.failures
        troubles += part.troubles
        closest = _closer(closest, part.closest)
        if found and not keep_going:
            break
    return Found(tuple(sorted(found, key=_severity)), closest, spent, vacuous, tuple(troubles))


def _stable(size: Any) -> int:
    return int.from_bytes(repr(size).encode()[:6], "little")


def _severity(verdict: Verdict) -> float:
    return np.inf if verdict.ratio is None else verdict.ratio


def _closer(first: Verdict | None, second: Verdict | None) -> Verdict | None:
    if first is None or second is None:
        return first or second
    return second if (second.ratio or 0) > (first.ratio or 0) else first


def _statics(claim: Claim, size: Any, rng: np.random.Generator, starts: tuple[Raw, ...]) -> Iterator[tuple[dict, list[Raw]]]:
    """A few choices of the static fields, always the first and the last of each, with the hints that share them."""
    space = claim.space_at(size)
    choices = space.statics(rng, 8)
    for raw in starts:
        static = space.static_part(raw)
        if static not in choices:
            choices.append(static)
    for static in choices:
        yield static, [raw for raw in starts if space.static_part(raw) == static]


def _evolve(
    claim: Claim, size: Any, static: dict, hints: list[Raw], rng: np.random.Generator, budget: int,
    keep_going: bool, stop: Callable[[], bool] | None,
) -> Found:  # fmt: skip
    layout = Layout(claim.space_at(size), static)
    score = _Scorer(claim, size)
    jury = _Jury(claim, size)
    parents = layout.random(rng, 2 * _PER_ROUND if layout.rows else 1)
    if hints:
        parents = parents.joined(layout.population(hints))
    values = score(parents)
    while True:
        jury.hear(parents, values)
        if jury.failures and not keep_going or score.spent >= budget or not layout.rows or (stop is not None and stop()):
            break
        parents, values = _select(parents, values, rng)
        children = layout.mutate(parents, rng, _PER_ROUND).joined(layout.random(rng, _PER_ROUND // 12))
        parents, values = parents.joined(children), np.concatenate([values, score(children)])
    jury.close(parents, values)
    return Found(tuple(jury.failures), jury.closest, score.spent, score.vacuous, tuple(jury.troubles))


def _select(population: Population, values: np.ndarray, rng: np.random.Generator) -> tuple[Population, np.ndarray]:
    """The best distinct instances, and a few random ones so that the search does not stay where it is."""
    order = np.argsort(-values, kind="stable")
    _, first = np.unique(population.keys()[order], return_index=True)
    order = order[np.sort(first)]
    best, rest = order[:_KEPT], order[_KEPT:]
    chosen = np.concatenate([best, rng.permutation(rest)[: _KEPT // 4]])
    return population.take(chosen), values[chosen]


class _Jury:
    """Sends the few instances that matter to the exact judge, each at most once."""

    def __init__(self, claim: Claim, size: Any) -> None:
        self.claim, self.size = claim, size
        self.failures: list[Verdict] = []
        self.troubles: list[Verdict] = []
        self.closest: Verdict | None = None
        self._heard: set[int] = set()
        self._ties = 0
        self._worst = -np.inf

    def hear(self, population: Population, values: np.ndarray) -> None:
        """Judge the best instances of this round: clear violations first, a bounded number of ties."""
        equation = self.claim.relation == "=="
        bar = CLOSE if equation else 1 + CLOSE
        keys = population.keys()
        for k in np.argsort(-values, kind="stable")[:6]:
            clear = values[k] > bar
            tie = values[k] >= (0 if equation else 1 - CLOSE)
            if not (clear or tie and self._ties < _TIES) or int(keys[k]) in self._heard:
                continue
            if self.failures and values[k] <= self._worst:
                continue
            self._ties += not clear
            self._judge(population, int(k), int(keys[k]))

    def close(self, population: Population, values: np.ndarray) -> None:
        """Judge the best instance of all, so that the tightest ratio shown is exact."""
        best = int(np.argmax(values))
        if not self.failures and np.isfinite(values[best]):
            self._judge(population, best, int(population.keys()[best]))

    def _judge(self, population: Population, index: int, key: int) -> None:
        self._heard.add(key)
        verdict = judge(self.claim, population.raw(index), self.size)
        if verdict.outcome == "fails":
            self.failures.append(verdict)
            self._worst = max(self._worst, _severity(verdict))
        elif verdict.outcome == "holds":
            self.closest = _closer(self.closest, verdict)
        elif verdict.outcome in ("error", "undecided"):
            self.troubles.append(verdict)


def screen(claim: Claim, size: Any, *, points: int, seed: int) -> Found:
    """Random instances only: float scores, the outstanding ones judged."""
    rng = np.random.default_rng([seed, _stable(size), 1])
    spent = vacuous = 0
    jury = _Jury(claim, size)
    choices = claim.space_at(size).statics(rng, 8)
    for static in choices:
        layout, score = Layout(claim.space_at(size), static), _Scorer(claim, size)
        population = layout.random(rng, max(1, points // len(choices)) if layout.rows else 1)
        values = score(population)
        jury.hear(population, values)
        jury.close(population, values)
        spent, vacuous = spent + (len(values) if score.batched else score.spent // SINGLE), vacuous + score.vacuous
    return Found(tuple(jury.failures), jury.closest, spent, vacuous, tuple(jury.troubles))
