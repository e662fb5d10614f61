"""From a counterexample to one that a person can check by hand.

Two instances are shown for a false claim: the *smallest* one, for understanding, and the *worst* one, so that a gross
failure never looks like an off-by-one.

Main definitions: ``both_ends``, ``known_ends``; ``small`` (from several starts), ``smallest`` (from one), ``least`` (nothing is
lighter).

Conventions: floats say which candidates are worth judging; every step down is an exact failure.  Among instances of
similar weight those on round denominators are preferred.  An instance is called *smallest* only where all lighter ones of
its size were decided.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.search.attack import attack
from theory_lab.claims.search.jury import CLOSE, rank
from theory_lab.claims.search.moves import mutated
from theory_lab.claims.search.population import Layout
from theory_lab.claims.search.scores import scores
from theory_lab.claims.spaces.fields import fractions
from theory_lab.claims.spaces.space import Raw, Space
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.exhaustive import cases
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome

Measure = Callable[[Space, Raw], int]
Candidates = Callable[[Space, Raw], Iterator[Raw]]
# Candidates scored at once: a failure is usually among the first, and what comes after it is thrown away.
_CHUNK = 64
# Mutants a brood, as in a round of the search, and broods a pass: after four the lighter ones have mostly been met.
_BROOD, _BROODS = 256, 4
# What a candidate costs where a claim has no batches: less than it takes, so that its counterexamples shrink too.
_SINGLE = 10
# Denominators of at most three digits, tried from the smallest on: fractions that a person adds by hand.
_COARSE = range(1, 101)
# Denominators with one significant digit, by which fractions end after a few decimals or are simple multiples of such.
_ROUND = tuple(d * 10**k for k in range(1, 8) for d in (1, 2, 3, 4, 5, 6, 8))
# A round denominator may be this much finer than the one it replaces: 7/13 becomes 27/50 and not 539/1000.
_FINER = 4
# Small cases looked at, and candidates of the descent: about a quarter of a quick search, which found the failure.
_LOOKED_AT = 8_000
# Lighter instances that are all decided, to call a failure the smallest: a second at 0.2 ms a verdict.
EXHAUSTED = 4_000
# Evaluations at least in which a worse failure is sought: 35 rounds of the search, with two fresh starts or so.
_WORST = 10_000
# Counts of what was evaluated, stage by stage.
SPENT = ("small", "screened", "property", "attacked")
SMALLEST = "smallest"  # the detail that says how it is known


def both_ends(claim: Claim, found: Findings, *, most: int, seed: int, stop: Callable[[], bool] | None = None) -> Findings:
    """The smallest failing instance first, the worst last: sought about as long again as it took to find one."""
    light, told = least(claim, small(claim, found.failures))
    worst = max([light, *found.failures], key=rank)
    budget = min(most, max(_WORST, sum(found.counts[stage] for stage in SPENT)))
    further = attack(claim, worst.size, budget=budget, seed=seed + 7, keep_going=True, starts=(worst.raw,), stop=stop)
    worst = max([worst, *further.failures], key=rank)
    return replace(found, failures=(light, worst), details=((SMALLEST, told),) if told else ())


def known_ends(claim: Claim, found: Findings) -> Findings:
    """The same of failures that are known as the smallest and the worst: only that nothing lighter fails is decided again."""
    light, told = least(claim, found.failures[0])
    return replace(found, failures=(light, found.failures[-1]), details=((SMALLEST, told),) if told else ())


def small(claim: Claim, failures: Sequence[Verdict]) -> Verdict:
    """The lightest failure that descents from several failures end at: from the lightest, the worst, and one between."""
    ordered = sorted(failures, key=lambda verdict: claim.space_at(verdict.size).weight(verdict.raw))
    starts = {repr(ordered[k].raw): ordered[k] for k in (0, len(ordered) - 1, len(ordered) // 2)}
    ends = [smallest(claim, start) for start in starts.values()]
    return min(ends, key=lambda verdict: claim.space_at(verdict.size).weight(verdict.raw))


def least(claim: Claim, failure: Verdict) -> tuple[Verdict, str]:
    """A failure of which no lighter one of its size exists, and how that is known; the same failure and '' where it is not.

    All lighter instances are decided rigorously, as long as they are no more than ``EXHAUSTED``.
    """
    space, where = claim.space_at(failure.size), "" if failure.size is None else f" of size {failure.size}"
    while (weight := space.weight(failure.raw)) - space.lightest <= EXHAUSTED:
        lighter = (raw for lower in range(space.lightest, weight) for raw in space.small(lower))
        raws = list(islice(lighter, EXHAUSTED + 1))
        if len(raws) > EXHAUSTED:
            break
        found = decide(claim, raws, failure.size, keep=len(raws) + 1)
        if found.troubles:
            break
        if not found.failures:
            return failure, _none_lighter(len(raws), where)
        failure = min(found.failures, key=lambda verdict: space.weight(verdict.raw))
    return failure, ""


def _none_lighter(count: int, where: str) -> str:
    if count < 2:
        return f"the only lighter instance{where} does not fail" if count else f"none{where} is lighter"
    return f"none of the {count:,} lighter instances{where} fails"


def smallest(claim: Claim, failure: Verdict, budget: int = _LOOKED_AT) -> Verdict:
    """The lightest failing instance, if it is among the first small cases; else the end of a descent.

    Looks at no more than ``budget`` small cases, and about as many candidates of the descent; a claim without batches
    pays ``_SINGLE`` for each.
    """
    budget //= 1 if _batched(claim, failure) else _SINGLE
    below = islice(_below(claim, failure), budget)
    while chunk := list(islice(below, _CHUNK)):
        found = _first(claim, failure.size, chunk)
        if found is not None:
            return found
    for candidates in (_lighter, _mutants, _lighter):
        failure, budget = _descended(claim, failure, candidates, Space.weight, budget)
    return _descended(claim, failure, _rounder, _digits, budget)[0]


def _batched(claim: Claim, failure: Verdict) -> bool:
    """Whether many instances can be evaluated at once."""
    space = claim.space_at(failure.size)
    try:
        scores(claim, space.floats(space.batch([failure.raw] * 2)), 2)
    except Exception:  # it branches, or the numbers are too large
        return False
    return bool(space.arrays)


def _descended(claim: Claim, best: Verdict, candidates: Candidates, measure: Measure, budget: int) -> tuple[Verdict, int]:
    """Follow candidates down, applying the changes that they make to the best instance so far; also what is left."""
    space, moved = claim.space_at(best.size), True
    while moved and budget > 0:
        base, moved = best.raw, False
        stream = candidates(space, base)
        while budget > 0 and (chunk := list(islice(stream, _CHUNK))):
            budget -= len(chunk)
            fresh = _less(space, measure, best.raw, [_changed(best.raw, base, raw) for raw in chunk])
            found = _first(claim, best.size, fresh)
            best, moved = found or best, moved or found is not None
    return best, budget


def _less(space: Space, measure: Measure, best: Raw, raws: list[Raw]) -> list[Raw]:
    """Those of smaller measure in canonical form, the least first."""
    bar, measured = measure(space, best), []
    for raw in raws:
        with contextlib.suppress(ValueError, ZeroDivisionError):  # no instance; the judge would not accept it
            canonical = space.canonical(raw)
            measured.append((measure(space, canonical), canonical))
    return [raw for value, raw in sorted(measured, key=lambda pair: pair[0]) if value < bar]


def _changed(best: Raw, base: Raw, raw: Raw) -> Raw:
    """The best instance with what differs between ``base`` and ``raw`` changed."""
    if best is base:
        return raw
    return {name: _merged(best[name], base[name], raw[name]) for name in raw}


def _merged(best: Any, base: Any, raw: Any) -> Any:
    if not isinstance(raw, list):
        return best if raw == base else raw
    return [old if new == then else new for old, then, new in zip(best, base, raw, strict=True)]


def _below(claim: Claim, failure: Verdict) -> Iterator[Raw]:
    """All instances lighter than a failure, lightest first."""
    weight = claim.space_at(failure.size).weight(failure.raw)
    for lighter, raw in cases(claim, failure.size):
        if lighter >= weight:
            return
        yield raw


def _first(claim: Claim, size: Any, raws: list[Raw]) -> Verdict | None:
    """The first that fails; what clearly holds in floats is not judged."""
    bar = CLOSE if claim.relation == "==" else 1 - CLOSE
    suspects = (raw for raw, score in zip(raws, _scores(claim, claim.space_at(size), raws), strict=True) if score > bar)
    verdicts = (judge(claim, raw, size) for raw in suspects)
    return next((verdict for verdict in verdicts if verdict.outcome == Outcome.FAILS), None)


def _scores(claim: Claim, space: Space, raws: list[Raw]) -> np.ndarray:
    """Float scores; infinite where the claim branches or its numbers are too large, so that these are judged."""
    values, statics = np.full(len(raws), np.inf), [space.static_of(raw) for raw in raws]
    for static in dict.fromkeys(statics):
        members = [k for k, other in enumerate(statics) if other == static]
        with contextlib.suppress(Exception):
            values[members] = scores(claim, space.floats(space.batch([raws[k] for k in members])), len(members))
    return values


def _lighter(space: Space, raw: Raw) -> Iterator[Raw]:
    """Lighter instances: all fields on one small denominator, all scaled down alike, then one field simpler."""
    names = _lists(space, raw)
    for denominator in _COARSE:
        yield {**raw, **_on(space, raw, names, denominator)}
    for part in (2, 4, 8, 16):
        yield {**raw, **{name: [w - w // part for w in raw[name]] for name in names}}
    yield from space.simpler(raw)


def _mutants(space: Space, raw: Raw) -> Iterator[Raw]:
    """Where the moves of the search lead to."""
    parent, rng = Layout(space).population([raw]), np.random.default_rng(space.weight(raw))
    for _ in range(_BROODS if parent.count and space.arrays else 0):
        children = mutated(parent, rng, _BROOD)
        yield from (children.raw(k) for k in range(_BROOD))


def _rounder(space: Space, raw: Raw) -> Iterator[Raw]:
    """All fields on a round denominator, or one, at most about four times as fine."""
    names = _lists(space, raw)
    for chosen in (names, *([name] for name in names)) if names else ():
        finest = _FINER * max(sum(raw[name]) for name in chosen)
        for denominator in (d for d in _ROUND if d <= finest):
            yield {**raw, **_on(space, raw, chosen, denominator)}


def _digits(space: Space, raw: Raw) -> int:
    """How many significant digits it takes to write an instance as fractions."""
    return sum(len(str(n).rstrip("0")) for name in _lists(space, raw) for n in (*raw[name], sum(raw[name])))


def _lists(space: Space, raw: Raw) -> list[str]:
    """The fields of probabilities, ratios and tables."""
    return [name for name in space.arrays if isinstance(raw[name], list)]


def _on(space: Space, raw: Raw, names: list[str], denominator: int) -> Raw:
    """Some fields at the nearest values on a denominator; nothing where there are none."""
    fields = space.arrays
    try:
        return {name: fields[name].snap(fractions(fields[name], raw[name]), denominator) for name in names}
    except ValueError:
        return {}
