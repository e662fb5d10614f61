"""The stages in the life of a claim.

screen (random instances in floats), small (all small ones, exactly), property (Hypothesis, exactly), attack (integer search, then
gradients).  ``run`` passes a claim through them at one depth and keeps what each saw.

Main definitions: ``Depth``, ``DEPTHS``, ``Stages``, ``hunt``, ``run``.

Conventions: budgets count instances and evaluations; ``small`` goes by total weight and stops after the weight 12 is complete or
``floor`` instances met the hypotheses, whichever comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.search.attack import attack, screen
from theory_lab.claims.search.jury import rank
from theory_lab.claims.search.shrink import smallest
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.covers import BOXES
from theory_lab.claims.verdicts.exhaustive import Reach, cases
from theory_lab.claims.verdicts.judge import Verdict, judge

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Depth:
    """How much of each stage: instances screened, small ones decided, drawn by Hypothesis, evaluated; gradient starts; boxes."""

    screen: int
    floor: int
    property: int
    attack: int
    gradients: int
    boxes: int = 0


DEPTHS = {
    "quick": Depth(2_000, 300, 0, 30_000, 0),
    "normal": Depth(10_000, 3_000, 200, 100_000, 16),
    "deep": Depth(10_000, 10_000, 1_000, 1_000_000, 24, BOXES),
    "certify": Depth(10_000, 10_000, 300, 200_000, 16, BOXES),
}
_AFTER_GRADIENTS = 4_000
VACUOUS = 0.9


@dataclass
class Stages:
    """What the stages saw so far; ``unmet`` lists the sizes at which nothing seen met the hypotheses."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[Verdict] = field(default_factory=list)
    troubles: list[Verdict] = field(default_factory=list)
    closest: Verdict | None = None
    reach: list[Reach] = field(default_factory=list)
    seen: int = 0
    missed: int = 0
    unmet: list[Any] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """The worst of what was seen; ``vacuous`` where one in ten at most met the hypotheses, or none at some size."""
        if self.failures:
            return "fails"
        if kinds := {verdict.outcome for verdict in self.troubles}:
            return "error" if "error" in kinds else "undecided"
        return "vacuous" if self.unmet or self.missed > VACUOUS * self.seen else "holds"

    def drawn(self, count: int, vacuous: int, stage: str) -> None:
        """Count instances that were drawn or listed without regard to the hypotheses."""
        self.counts.update({stage: count, "vacuous": vacuous})
        self.seen, self.missed = self.seen + count, self.missed + vacuous

    def note(self, verdict: Verdict | None) -> None:
        """Keep an exact verdict that holds if it is the closest."""
        better = verdict is not None and verdict.ratio is not None
        if better and (self.closest is None or (self.closest.ratio or 0) < verdict.ratio):  # type: ignore[union-attr, operator]
            self.closest = verdict


def run(
    claim: Claim, depth: Depth, *, seed: int = 0, progress: Progress | None = None, hints: tuple[Verdict, ...] = (),
    stop: Callable[[], bool] | None = None,
) -> Stages:  # fmt: skip
    """All stages at all sizes; where a failure is certain, then also a smaller and a worse one."""
    say = progress or (lambda text: None)
    stages = hunt(claim, depth, seed=seed, progress=say, hints=hints, stop=stop)
    if stages.failures:
        say("shrink")
        _both_ends(claim, depth, seed, stages)
    return stages


def hunt(
    claim: Claim, depth: Depth, *, seed: int = 0, progress: Progress = lambda text: None, hints: tuple[Verdict, ...] = (),
    stop: Callable[[], bool] | None = None,
) -> Stages:  # fmt: skip
    """All stages, size by size, up to the first certain failure; ``hints`` are judged before."""
    stages = Stages()
    _sort(stages, [judge(claim, verdict.raw, verdict.size) for verdict in hints])
    steps: dict[str, Callable[[Any], None]] = {
        "small": lambda size: _small(claim, size, depth, stages),
        "screen": lambda size: _screen(claim, size, depth, seed, stages),
        "property": lambda size: _property(claim, size, depth, seed, stages),
        "attack": lambda size: _attack(claim, size, depth, seed, stages, stop),
    }
    for size in claim.sizes or (None,):
        before = stages.seen - stages.missed
        for name, step in steps.items():
            if stages.failures or stages.troubles:
                return stages
            if name != "property" or depth.property:
                progress(name)
                step(size)
        if stages.seen - stages.missed == before:
            stages.unmet.append(size)
    return stages


def _sort(stages: Stages, verdicts: list[Verdict]) -> None:
    for verdict in verdicts:
        if verdict.outcome == "fails":
            stages.failures.append(verdict)
        elif verdict.outcome in ("error", "undecided"):
            stages.troubles.append(verdict)
            stages.counts["undecided"] += verdict.outcome == "undecided"
        elif verdict.outcome == "holds":
            stages.note(verdict)


def _small(claim: Claim, size: Any, depth: Depth, stages: Stages) -> None:
    space = claim.space_at(size)
    weight, count, nonvacuous, complete = space.lightest - 1, 0, 0, True
    pending: list[Raw] = []

    def flush() -> bool:
        nonlocal nonvacuous
        tally = decide(claim, pending, size)
        pending.clear()
        nonvacuous += tally.counts["holds"] + tally.counts["fails"]
        stages.drawn(sum(tally.counts.values()), tally.counts["vacuous"], "small")
        stages.counts["undecided"] += tally.counts["undecided"] - sum(v.outcome == "undecided" for v in tally.troubles)
        _sort(stages, [*tally.failures, *tally.troubles])
        return bool(tally.failures or tally.troubles)

    for weight, raw in cases(claim, size):  # noqa: B007
        count += 1
        pending.append(raw)
        if len(pending) >= min(depth.floor, 2048) and (flush() or nonvacuous >= depth.floor or count >= 20 * depth.floor):
            complete = False
            break
    if pending:
        flush()
    whole = weight if complete else weight - 1
    stages.reach.append(Reach(size, whole, count, nonvacuous, complete))


def _screen(claim: Claim, size: Any, depth: Depth, seed: int, stages: Stages) -> None:
    found = screen(claim, size, points=depth.screen, seed=seed)
    stages.drawn(found.evaluations, found.vacuous, "screened")
    _sort(stages, [*found.failures, *found.troubles])
    stages.note(found.closest)


def _property(claim: Claim, size: Any, depth: Depth, seed: int, stages: Stages) -> None:
    """Hypothesis draws whole-number instances; each is decided exactly."""
    import hypothesis
    from hypothesis import HealthCheck, Phase

    from theory_lab.claims.spaces.strategies import raws

    bad: list[Verdict] = []
    checks: Any = HealthCheck

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=depth.property, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(checks), verbosity=hypothesis.Verbosity.quiet,
    )  # fmt: skip
    @hypothesis.given(raws(claim.space_at(size)))
    def every(raw: Raw) -> None:
        if bad:
            return
        verdict = judge(claim, raw, size)
        stages.counts["vacuous" if verdict.outcome == "vacuous" else "property"] += 1
        if verdict.outcome in ("fails", "error", "undecided"):
            bad.append(verdict)
        else:
            stages.note(verdict)

    every()
    _sort(stages, bad)


def _attack(claim: Claim, size: Any, depth: Depth, seed: int, stages: Stages, stop: Callable[[], bool] | None = None) -> None:
    found = attack(claim, size, budget=depth.attack // max(1, len(claim.sizes)), seed=seed, stop=stop)
    stages.counts.update(attacked=found.evaluations, vacuous=found.vacuous)
    _sort(stages, [*found.failures, *found.troubles])
    stages.note(found.closest)
    largest = not claim.sizes or size == claim.sizes[-1]
    if depth.gradients and largest and not found.failures:
        _climb(claim, size, depth, seed, stages)


def _climb(claim: Claim, size: Any, depth: Depth, seed: int, stages: Stages) -> None:
    """Gradients at the static fields of the closest instance, then the integer search from where they lead."""
    from theory_lab.claims.search.gradients import climb

    space, known = claim.space_at(size), stages.closest
    near = (known.raw,) if known is not None and known.size == size and known.raw else ()
    static = space.static_part(near[0]) if near else space.statics(np.random.default_rng(seed), 1)[0]
    raws = climb(claim, size, static, starts=depth.gradients, seed=seed, hints=near)
    if raws:
        found = attack(claim, size, budget=_AFTER_GRADIENTS, seed=seed + 1, starts=tuple(raws))
        stages.counts.update(attacked=found.evaluations, vacuous=found.vacuous)
        _sort(stages, [*found.failures, *found.troubles])
        stages.note(found.closest)


def _both_ends(claim: Claim, depth: Depth, seed: int, stages: Stages) -> None:
    """The smallest failing instance first, the worst last."""
    first = min(stages.failures, key=lambda v: claim.space_at(v.size).weight(v.raw))
    light = smallest(claim, first)
    worst = max([light, *stages.failures], key=rank)
    found = attack(claim, worst.size, budget=depth.attack, seed=seed + 7, keep_going=True, starts=(worst.raw,))
    worst = max([worst, *found.failures], key=rank)
    stages.failures = [light, worst]
