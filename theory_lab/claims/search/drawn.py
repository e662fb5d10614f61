"""Instances drawn by Hypothesis or from small numbers, each decided exactly.

It draws what random numbers hardly ever are: small weights, ends, repetitions.  A claim that is evaluated one instance at a
time gets few of the search, and where that is cheap instances of small numbers, half of them 1, make up for it.  What is drawn
does not depend on what is decided, so that all are drawn first and decided in batches; one by one only where one does not hold,
up to that one.

Main definitions: ``draws``, ``decided``; ``alone``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.search.jury import CLOSE
from theory_lab.claims.search.labour import MANY, is_light
from theory_lab.claims.search.scores import scores
from theory_lab.claims.spaces.fields import Field, StaticField
from theory_lab.claims.spaces.space import Raw, Space
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import variant

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

# Of the small numbers drawn: how many are 1, so that weights are equal, and how far the others are from the least.  Of 2,000
# such instances 18 refute that a beam of width 2 finds a likelier word than one of width 1; of random ones 1, of other parts
# (0.3 to 0.7) and distances (2 to 4) 6 to 19.
_ONES, _SMALL = 0.5, 3


def draws(claim: Claim, size: Any, count: int, seed: int) -> list[Raw]:
    """At most ``count`` raw instances, as Hypothesis draws them from a seed; fewer where there are no more."""
    import hypothesis
    from hypothesis import HealthCheck, Phase

    drawn: list[Raw] = []
    checks: Any = HealthCheck

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(checks),
        verbosity=hypothesis.Verbosity.quiet,
    )
    @hypothesis.given(_instances(claim.space_at(size)))
    def every(raw: Raw) -> None:
        drawn.append(raw)

    every()
    return drawn


def _instances(space: Space) -> SearchStrategy[Raw]:
    """What ``strategies.raws`` draws, with one strategy for all numbers of a range: looking for it takes as long as a number."""
    from hypothesis import strategies as st

    ranges: dict[tuple[int, int], SearchStrategy[int]] = {}

    def whole(draw: DrawFn, lo: int, hi: int) -> int:
        if (lo, hi) not in ranges:
            ranges[lo, hi] = st.integers(lo, hi)
        return draw(ranges[lo, hi])

    @st.composite
    def drawn(draw: DrawFn, field: Field | StaticField) -> Any:
        return field.drawn(partial(whole, draw))

    return st.tuples(*map(drawn, space.fields.values())).map(lambda raws: dict(zip(space.fields, raws, strict=True)))


def alone(claim: Claim, size: Any, count: int, seed: int) -> Findings:
    """What is found at so many instances of small numbers, if the claim has no batches and its verdicts are cheap."""
    space, rng = claim.space_at(size), np.random.default_rng([seed, 9])
    if not space.arrays or _has_batches(claim, space, rng):
        return Findings()

    def whole(lo: int, hi: int) -> int:
        return max(lo, min(1, hi)) if rng.random() < _ONES else int(rng.integers(lo, min(hi, lo + _SMALL), endpoint=True))

    raws = [{name: field.drawn(whole) for name, field in space.fields.items()} for _ in range(count)]
    return decided(claim, size, raws) if is_light(lambda: [judge(claim, raw, size) for raw in raws[:MANY]]) else Findings()


def _has_batches(claim: Claim, space: Space, rng: np.random.Generator) -> bool:
    try:
        scores(claim, space.floats(space.random(rng, MANY, space.statics(rng, 1)[0])), MANY)
    except Exception:  # it branches, or the judge will name what is wrong
        return False
    return True


def decided(claim: Claim, size: Any, raws: list[Raw]) -> Findings:
    """What is found at instances, in their order up to the first that stops a search, counted as ``property`` or ``vacuous``."""
    values = _ranked(claim, size, raws)
    tally = None if values is None else decide(claim, raws, size)
    if values is None or tally is None or tally.failures or tally.troubles:
        return _one_by_one(claim, size, raws)
    counts = Counter({"property": tally.counts[Outcome.HOLDS], "vacuous": tally.counts[Outcome.VACUOUS]})
    return Findings(+counts, closest=_closest(claim, size, raws, values))


def _one_by_one(claim: Claim, size: Any, raws: list[Raw]) -> Findings:
    found = Findings()
    for raw in raws:
        if found.stopped:
            break
        verdict = judge(claim, raw, size)
        counts = Counter({"vacuous" if verdict.outcome == Outcome.VACUOUS else "property": 1})
        counts["undecided"] += verdict.outcome == Outcome.UNDECIDED
        found += replace(Findings.of([verdict]), counts=+counts)
    return found


def _ranked(claim: Claim, size: Any, raws: list[Raw]) -> np.ndarray | None:
    """How close floats say that each comes, from end to end of a chain; None where they cannot say it in batches."""
    ends = variant(claim, chain=(claim.chain[0], claim.chain[-1])) if claim.chain else claim
    space, values = claim.space_at(size), np.zeros(len(raws))
    if not space.arrays:
        return None
    groups: dict[tuple[int, ...], list[int]] = {}
    for k, raw in enumerate(raws):
        groups.setdefault(space.static_of(raw), []).append(k)
    try:
        for members in groups.values():
            values[members] = scores(ends, space.floats(space.batch([raws[k] for k in members])), len(members))
    except Exception:  # it branches, or has numbers beyond floats
        return None
    return None if np.isposinf(values).any() else values


def _closest(claim: Claim, size: Any, raws: list[Raw], values: np.ndarray) -> Verdict | None:
    """The first of the largest ratio among instances none of which fails; of an equation the first that is ranked.

    Floats say which may be it, and these are judged: all that they cannot tell apart, up to a ratio of 1, as none is larger.
    """
    highest = values.max(initial=-np.inf)
    enough = 1.0 if claim.relation != "==" and highest > 0 else -np.inf
    bar = -np.inf if claim.relation == "==" or np.isneginf(highest) else highest - CLOSE * abs(highest)
    closest: Verdict | None = None
    for k in np.flatnonzero(values >= bar):
        verdict = judge(claim, raws[k], size)
        closest = (Findings(closest=closest) + Findings.of([verdict])).closest
        if closest is not None and closest.ratio is not None and closest.ratio >= enough:
            break
    return closest
