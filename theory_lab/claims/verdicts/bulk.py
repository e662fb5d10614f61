"""Verdicts in bulk: many instances of a claim, decided as rigorously as one.

A filter: batches in machine words where these suffice, in rigorous intervals, in exact arithmetic for what is left open, and the
judge, one by one, for the rest.

Main definitions: ``decide``, ``settled``, ``weighed``; ``steady``, which lets fresh calls and a batch confirm what is reported.

Conventions: only ``holds`` and ``vacuous`` are ever concluded for a batch; every other outcome is the judge's.  Nothing is
concluded of an instance at which what was evaluated may have no value (``doubts``).  Whether an instance that holds is telling
is concluded from the same values, and from the next stage where these leave it open.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.space import Batch, Instance, Raw
from theory_lab.claims.verdicts.findings import MOST_TROUBLES, Findings
from theory_lab.claims.verdicts.judge import LADDER, Verdict, hypotheses, is_telling, judge, related, sides, telling
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.restated import agree
from theory_lab.isolation.state import no_collection
from theory_lab.numbers import Array, Branched
from theory_lab.numbers.arithmetics.doubts import watching
from theory_lab.numbers.reals.errors import parting
from theory_lab.numbers.reals.precisions import deciding
from theory_lab.own_code.explained import explain

# Instances evaluated at once: large arrays stay in the cache, and the overhead of NumPy is spread.
CHUNK = 4096
# Fewer instances than this are left to the judge: a batch by intervals, and twice exactly, costs as much as a few verdicts.
FEW = 8
# Of more than eight times as many instances as many are tried: intervals settle no equation, and exact numbers without forms,
# a quarter of the time of those with, settle almost nothing where logarithms cancel.
PROBE = 32
PAYS = Fraction(1, 4)
# Intervals take a third of the time of exact numbers, and as long where code branches: three in sixteen pay for them.
INTERVALS_PAY = Fraction(3, 16)
# Places of the sample: a prime, so that they are distinct, and no small period of an enumeration is theirs.
SCATTER = 2_654_435_761
# Of code that branches so many times as many instances are evaluated as there are: one alone costs as much as ten in a batch.
WAYS = 12
EITHER, OPEN = "either", "open"
# Whether an instance is telling, where a batch leaves that open.
UNTOLD = -1


def decide(claim: Claim, raws: Iterable[Raw], size: Any = None, keep: int = 1, chunk: int = CHUNK) -> Findings:
    """Decide many instances rigorously: in batches by words or intervals, then in batches exactly, the rest one by one.

    Counts are by outcome, and ``telling`` of those that hold.  Stops at ``keep`` failures or ``MOST_TROUBLES`` without a verdict.
    """
    counts = Counter(dict.fromkeys(Outcome, 0))
    judged: list[Verdict] = []
    failures = troubles = strong = 0
    filtered = _Filter(claim, size)
    for group in _chunks(raws, chunk, claim.space_at(size).static_of):
        outcomes, tells = filtered(group)
        end = len(group)
        for place in np.flatnonzero(tells == UNTOLD):
            verdict = _alone(claim, group[place], size, outcomes[place])
            counts[verdict.outcome] += 1
            strong += bool(verdict.tells)
            if verdict.outcome not in (Outcome.HOLDS, Outcome.VACUOUS):
                judged.append(verdict)
                failures += verdict.outcome == Outcome.FAILS
                troubles += verdict.outcome != Outcome.FAILS
            if failures >= keep or troubles >= MOST_TROUBLES:
                end = place
                break
        told = tells[:end] != UNTOLD
        strong += int(tells[:end][told].sum())
        counts.update({one: int(np.count_nonzero(outcomes[:end][told] == one)) for one in (Outcome.HOLDS, Outcome.VACUOUS)})
        if end < len(group):
            break
    return replace(Findings.of(judged), counts=counts, telling=strong)


def _alone(claim: Claim, raw: Raw, size: Any, outcome: Any) -> Verdict:
    """The verdict of an instance that a batch left open, or of which it left open whether it is telling."""
    if outcome == Outcome.HOLDS:
        verdict = weighed(claim, Verdict(Outcome.HOLDS, raw, size))
        if verdict.outcome == Outcome.HOLDS:
            return verdict
    return weighed(claim, judge(claim, raw, size))


def weighed(claim: Claim, verdict: Verdict) -> Verdict:
    """The verdict with whether an instance that holds is telling; an error where what is known of its sides has no value."""
    if verdict.outcome != Outcome.HOLDS or verdict.tells is not None:
        return verdict
    try:
        return replace(verdict, tells=is_telling(claim, verdict))
    except Exception as error:
        return Verdict(Outcome.ERROR, verdict.raw, verdict.size, reason=explain(error))


def _chunks(raws: Iterable[Raw], size: int, key: Callable[[Raw], Any]) -> Iterable[list[Raw]]:
    """Lists of at most ``size`` instances that agree in their static fields."""
    groups: dict[Any, list[Raw]] = {}
    for raw in raws:
        group = groups.setdefault(key(raw), [])
        group.append(raw)
        if len(group) == size:
            yield groups.pop(key(raw))
    yield from groups.values()


# What makes instances of a batch, the precision, which is a step of the judge's ladder, and the part of a sample it must settle.
_Way = tuple[Callable[[Batch], Instance], tuple[int, bool], Fraction]


class _Filter:
    """Outcomes of whole batches, by words, intervals and then exact arithmetic; an arithmetic that cannot is not tried again.

    Nor is one tried on all where it leaves most of a sample to the next: which of them settles an instance changes no outcome.
    """

    def __init__(self, claim: Claim, size: Any) -> None:
        self.claim, self.space = claim, claim.space_at(size)
        exacts, whatever, (first, second, _) = self.space.exacts, Fraction(0), LADDER
        self.arithmetics: list[_Way] = [
            (self.space.words, first, PAYS), (self.space.intervals, first, INTERVALS_PAY),
            (exacts, first, PAYS), (exacts, second, whatever),
        ]  # fmt: skip
        self.paid: set[_Way] = set()
        if claim.catching:  # what a batch raises must come here
            self.arithmetics.clear()

    def __call__(self, group: list[Raw]) -> tuple[np.ndarray, np.ndarray]:
        """``holds`` or ``vacuous`` and whether it is telling (1, 0), for each; ``UNTOLD`` leaves it to the judge."""
        outcomes, tells = np.full(len(group), OPEN, dtype=object), np.full(len(group), UNTOLD)
        whole: Batch | None = None
        for arithmetic in tuple(self.arithmetics):
            left = np.flatnonzero((tells == UNTOLD) & (outcomes != Outcome.VACUOUS))
            if len(left) < FEW:
                break
            try:
                whole = whole or self.space.batch(group)
                batch = whole if len(left) == len(group) else self.space.taken(whole, left)
                if not self._pays(arithmetic, batch, len(left)):
                    continue
                found, told = self._tried(arithmetic, batch, len(left))
            except Exception:  # another may do, or the judge will name what is wrong, at an instance
                self.arithmetics.remove(arithmetic)
                continue
            outcomes[left] = np.where(outcomes[left] == Outcome.HOLDS, outcomes[left], found)
            tells[left] = told
            (self.paid.add if _settles(arithmetic, found) else self.paid.discard)(arithmetic)
        tells[outcomes == Outcome.VACUOUS] = 0
        return outcomes, tells

    def _pays(self, arithmetic: _Way, batch: Batch, count: int) -> bool:
        """Whether it settled enough of the last instances, or does of some of these, or another need not be better."""
        if count <= 8 * PROBE or arithmetic in self.paid:
            return True
        sample = self.space.taken(batch, np.arange(PROBE) * SCATTER % count)
        return _settles(arithmetic, self._tried(arithmetic, sample, PROBE, few=2)[0])

    def _tried(self, arithmetic: _Way, batch: Batch, count: int, few: int = FEW) -> tuple[np.ndarray, np.ndarray]:
        """What is certain of each instance; code that branches is run for each way that ``few`` of them go (two or more: code
        may look at the ends of one number).  Where code raises, instances that surely miss a hypothesis are taken out.
        """
        outcomes, tells = np.full(count, OPEN, dtype=object), np.full(count, UNTOLD)
        waiting, left = [np.arange(count)], WAYS * count
        while waiting and left > 0:
            part = waiting.pop()
            left -= len(part)
            some = self.space.taken(batch, part)
            try:
                outcomes[part], tells[part] = self._at_once(arithmetic, some, len(part), _told)
            except Branched as branch:
                if not branch.ways:
                    raise
                waiting += [part[way] for way in branch.ways if np.count_nonzero(way) >= few]
            except Exception:
                missed = self._at_once(arithmetic, some, len(part), _missed)
                if not missed.any():
                    raise
                outcomes[part[missed]] = Outcome.VACUOUS
                waiting += [part[~missed]] if np.count_nonzero(~missed) >= few else []
        return outcomes, tells

    def _at_once(self, arithmetic: _Way, batch: Batch, count: int, told: Callable[..., Any]) -> Any:
        make, step, _ = arithmetic
        with xp.precision(*step), no_collection(), _parting(), deciding():
            with watching(count) as unmade:
                instance = make(batch)
            return told(self.claim, instance, count, unmade)


def _settles(arithmetic: _Way, found: np.ndarray) -> bool:
    """Whether these are as many as it must settle."""
    return bool(np.count_nonzero((found == Outcome.HOLDS) | (found == Outcome.VACUOUS)) >= arithmetic[-1] * len(found))


@contextlib.contextmanager
def _parting() -> Iterator[None]:
    token = parting.set(True)
    try:
        yield
    finally:
        parting.reset(token)


def settled(claim: Claim, instance: Instance, count: int, unmade: np.ndarray | bool = False) -> np.ndarray:
    """What is certain of each instance (or box of instances), shape (count,): ``holds``, ``vacuous``, ``either`` or ``open``.

    One that misses a hypothesis is vacuous, also where sides have no value; what is ``unmade``, derived without a value, is open.
    """
    return _settled(claim, instance, count, unmade)[0]


def _missed(claim: Claim, instance: Instance, count: int, unmade: np.ndarray) -> np.ndarray:
    """Which instances surely miss a hypothesis."""
    with deciding(), watching(count) as hazy:
        met, given = hypotheses(claim, instance)
    possible = np.zeros(count, dtype=bool) if not met else np.ones(count, dtype=bool) if given is None else given.possible
    return ~np.broadcast_to(possible | hazy | unmade, (count,))


def _told(claim: Claim, instance: Instance, count: int, unmade: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``settled``, and of those that hold whether they are telling: 1, 0 or ``UNTOLD``."""
    outcomes, values, doubtful = _settled(claim, instance, count, unmade)
    tells = np.full(count, UNTOLD)
    if values:
        with deciding(), watching(count) as hazy:
            truth = telling(claim, values, instance)
        tells = np.where(truth.sure, 1, np.where(truth.possible, UNTOLD, 0))
        tells = np.where((outcomes == Outcome.HOLDS) & ~(doubtful | hazy), tells, UNTOLD)
    return outcomes, tells


def _settled(
    claim: Claim, instance: Instance, count: int, unmade: np.ndarray | bool
) -> tuple[np.ndarray, tuple[Array, ...], np.ndarray]:
    """What is certain, the sides, and where these are doubtful; no sides where a hypothesis cannot be met."""
    with deciding(), watching(count) as hazy:
        met, given = hypotheses(claim, instance)
    hazy = hazy | unmade
    if not met:
        return np.where(hazy, OPEN, Outcome.VACUOUS).astype(object), (), hazy
    with deciding(), watching(count) as doubtful:
        values = sides(claim, instance)
        sure = np.ones(count, dtype=bool)
        for left, right in zip(values, values[1:], strict=False):
            sure &= related(claim.relation, left, right).sure
    doubtful = hazy | doubtful
    sure &= ~doubtful
    if given is None:
        return np.where(sure, Outcome.HOLDS, OPEN).astype(object), values, doubtful
    outcomes = np.where(sure, np.where(given.sure, Outcome.HOLDS, EITHER), OPEN)
    return np.where(given.possible | hazy, outcomes, Outcome.VACUOUS).astype(object), values, doubtful


def steady(claim: Claim, found: Findings) -> Findings:
    """What was found, if its failures, its first trouble and its closest instance are decided alike in fresh calls.

    Else its only finding is that error: a formula that keeps state or draws random numbers says nothing.
    """
    reported = (*found.failures, *found.troubles[:1], *filter(None, [found.closest]))
    unsteady = tuple(filter(None, (_unsteady(claim, verdict) for verdict in reported)))
    return replace(found, failures=(), troubles=unsteady, closest=None) if unsteady else found


def _unsteady(claim: Claim, verdict: Verdict) -> Verdict | None:
    """An error, with what the instance gave first and then; None where a fresh call and batches agree."""
    again = judge(claim, verdict.raw, verdict.size)
    error = replace(again, outcome=Outcome.ERROR)
    if not (again.outcome == verdict.outcome and agree(again.lhs, verdict.lhs) and agree(again.rhs, verdict.rhs)):
        return replace(error, reason=f"gave {_said(verdict)}, then {_said(again)} at the same instance")
    for outcome in _in_batches(claim, verdict.raw, verdict.size):
        raises = outcome == Outcome.VACUOUS and again.outcome == Outcome.ERROR  # what is derived, before any hypothesis
        if outcome in (Outcome.HOLDS, Outcome.VACUOUS) and not raises and again.outcome not in (outcome, Outcome.UNDECIDED):
            return replace(error, reason=f"gave {_said(verdict)} alone, and {outcome} in a batch of the same instance")
    return None


def _said(verdict: Verdict) -> str:
    reason = f" ({verdict.reason})" if verdict.reason else ""
    return f"{verdict.outcome}: {verdict.lhs} against {verdict.rhs}" if verdict.lhs else f"{verdict.outcome}{reason}"


def _in_batches(claim: Claim, raw: Raw, size: Any) -> Iterator[Any]:
    """What is certain of an instance in a batch of its copies, in each arithmetic that evaluates it."""
    space = claim.space_at(size)
    for make in () if claim.catching else (space.words, space.intervals, space.exacts):
        with contextlib.suppress(Exception), xp.precision(*LADDER[0]), deciding():  # it branches, or there is no such instance
            with watching(2) as unmade:
                instance = make(space.batch([raw] * 2))
            yield from settled(claim, instance, 2, unmade)
