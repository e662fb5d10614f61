"""Instances drawn number by number, each decided exactly.

They are what random numbers hardly ever are: small weights, ends, repetitions.  What is drawn does not depend on what is decided,
so that all are drawn first and decided in batches; one by one only where one does not hold, up to that one.

Main definitions: ``draws``, ``decided``.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.search.jury import CLOSE
from theory_lab.claims.search.scores import scores
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import variant

# One number in 16 is an end of its range or next to one, one in eight a number drawn before.  With three hundred draws a size, as
# many of the planted false claims are refuted as with those of Hypothesis (18 of 79), which take fifty times as long.
_END, _AGAIN = 1 / 16, 1 / 8
# Draws for each instance asked for: some repeat, and a small space has no more.
_PATIENCE = 4


def draws(claim: Claim, size: Any, count: int, seed: int) -> list[Raw]:
    """At most ``count`` distinct raw instances, as drawn from a seed; fewer where there are no more."""
    fields, numbers = claim.space_at(size).fields, _Numbers(seed)
    found: dict[str, Raw] = {}
    for _ in range(_PATIENCE * count):
        if len(found) == count:
            break
        numbers.before.clear()
        raw = {name: field.drawn(numbers.whole) for name, field in fields.items()}
        found.setdefault(repr(raw), raw)
    return list(found.values())


class _Numbers:
    """Whole numbers of ranges, some at their ends, some drawn ``before``."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.before: list[int] = []

    def whole(self, lo: int, hi: int) -> int:
        """One number from ``lo`` to ``hi``."""
        kind = self.rng.random()
        if kind < _END:
            number = self.rng.choice((lo, hi, min(lo + 1, hi), max(hi - 1, lo)))
        else:
            known = [number for number in self.before if lo <= number <= hi] if kind < _END + _AGAIN else []
            number = self.rng.choice(known) if known else self.rng.randint(lo, hi)
        self.before.append(number)
        return number


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
