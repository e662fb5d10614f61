"""The stages in the life of a claim.

small (all small ones, exactly), ends (of every field), screen (random instances in floats), alone (small numbers, exactly, where
a claim has no batches), property (drawn by Hypothesis, exactly), ties (where two numbers that the claim compares are equal),
attack (integer search, then gradients), limits (beyond 64 bits), faces (where hypotheses that are inequalities are equalities).
``run`` passes a claim through them at one depth and keeps what each saw.

Main definitions: ``Depth``, ``DEPTHS``, ``AGAIN``, ``REPEATED``, ``hunt``, ``run``, ``in_limits``.

Conventions: budgets count instances and evaluations; ``small`` goes by total weight and stops after the weight 12 is complete or
``floor`` instances met the hypotheses, whichever comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from theory_lab.claims.checks.repeats.instances import SELDOM, decided_again
from theory_lab.claims.checks.repeats.verified import Verified
from theory_lab.claims.claim import Claim
from theory_lab.claims.search.attack import WIDE, attack, screen
from theory_lab.claims.search.built.ends import ends
from theory_lab.claims.search.built.faces import faces
from theory_lab.claims.search.built.limits import limits
from theory_lab.claims.search.built.ties import ties
from theory_lab.claims.search.drawn import alone, decided, draws
from theory_lab.claims.search.jury import is_tight
from theory_lab.claims.search.shrink import both_ends, known_ends
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.bulk import decide, steady
from theory_lab.claims.verdicts.covers import BOXES
from theory_lab.claims.verdicts.exhaustive import ALL, FLOOR, PATIENCE, Reach, cases, ends_first, is_small
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Depth:
    """How much of each stage.

    Instances screened, small ones decided, drawn by Hypothesis, evaluated; gradient starts; boxes; instances built; whether
    what a certificate holds is sought anew: a smaller and a worse failure, where a chain loses; how wide the rounds of the attack
    are; instances drawn from small numbers where a claim has no batches.
    """

    screen: int
    floor: int
    property: int
    attack: int
    gradients: int
    boxes: int = 0
    built: int = 0
    renew: bool = True
    wide: int = 1
    alone: int = 0


# ``quick`` is for every change of a claim, a second or so; ``normal`` adds the stages that need JAX and Hypothesis; ``deep`` and
# ``certify`` go as far as the level ``exact on small`` asks (10,000 small instances) and try to cover.
DEPTHS = {
    "quick": Depth(2_000, 300, 0, 30_000, 0, 0, 120, alone=600),
    "normal": Depth(10_000, 3_000, 200, 100_000, 16, 0, 3_000, wide=WIDE),
    "deep": Depth(10_000, 10_000, 1_000, 1_000_000, 24, BOXES, 10_000, wide=WIDE),
    "certify": Depth(10_000, 10_000, 300, 100_000, 16, BOXES, 3_000, wide=WIDE),
}
# Where this very code has verified a certificate, what it searched need not be searched again: a tenth of ``quick`` is left,
# enough to meet at once what a certificate written by hand could hide.  The search begins with 512 random instances, so that
# nothing is screened besides but where hypotheses can be missed: then random instances say whether the claim is vacuous.  With
# the seed of the certificate these are the instances that it met, and no more is sought.
AGAIN = replace(DEPTHS["quick"], screen=400, attack=3_000, built=0, renew=False, alone=0)
REPEATED = replace(AGAIN, attack=500)
SEED = 0  # of what is certified
# Nothing fails at a size that a cover settles.  After the stages that refute most of what is false at once it is asked for, and
# then only the instance that comes closest is sought, as long as ``quick`` does; what is built on ties and faces tells of none.
_AFTER_CHEAP = "property"
_CLOSEST = DEPTHS["quick"].attack
_UNSOUGHT = {"property": 0, "limits": 0}
_MET = {"ties": 0, "faces": 0}  # nor these, where the hypotheses were met: they may be the only way to instances that meet them
# The parts of the instances built: at ends a tenth, as they are few; on ties half, as there are many; the rest in limits.
_AT_ENDS, _ON_TIES, _IN_LIMITS = Fraction(1, 10), Fraction(1, 2), Fraction(2, 5)
# Instances built where hypotheses are equalities, at least: half a second of exact batches, and from one to the limit of three
# ratios at once it takes 1,100 to 1,600.
_ON_FACES = 1_500
# Instances built at one size at least: fewer meet neither ties nor limits, so that a short check builds at few sizes.
_WORTH = 120
# Solutions of the equations among the hypotheses from which on it says nothing that no random instance meets them.
_SOLVED = 20
# A part in which fewer than one in ten meet the hypotheses says as little as a check that calls this vacuous.
_RARE = 10
# Small instances decided at once: half a batch of ``decide``, so that not many are decided beyond the floor.
_PENDING = 2048


def run(
    claim: Claim,
    depth: Depth,
    *,
    seed: int = 0,
    progress: Progress | None = None,
    hints: tuple[Verdict, ...] = (),
    verified: Verified | None = None,
    covered: Callable[[Any], bool] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Findings:
    """All stages at all sizes; where a failure is certain, then also a smaller and a worse one; confirmed by fresh calls.

    Of sizes and small instances that this code has ``verified`` a random part is decided again, in place of as many as the depth
    asks; at sizes that are ``covered`` no failure is sought.  Hints of a depth that does not ``renew`` them, where each fails
    again, are the smaller and the worse one already.
    """
    say = progress or (lambda text: None)
    found = hunt(claim, depth, seed=seed, progress=say, hints=hints, verified=verified, covered=covered, stop=stop)
    known = _places(hints)
    if found.failures:
        say("shrink")
        settled = not depth.renew and _places(found.failures) == known
        found = known_ends(claim, found) if settled else both_ends(claim, found, most=depth.attack, seed=seed, stop=stop)
    if depth.renew:
        return steady(claim, found)
    # Of hints the stored sides say what a fresh call would.
    fresh = tuple(v for v in found.failures if _places([v])[0] not in known)
    closest = None if found.closest is None or _places([found.closest])[0] in known else found.closest
    looked = replace(found, failures=fresh, closest=closest)
    confirmed = steady(claim, looked)
    return found if confirmed is looked else confirmed


def _places(verdicts: Sequence[Verdict]) -> list[tuple[str, Raw]]:
    return [(repr(verdict.size), verdict.raw) for verdict in verdicts]


def hunt(
    claim: Claim,
    depth: Depth,
    *,
    seed: int = 0,
    progress: Progress = lambda text: None,
    hints: tuple[Verdict, ...] = (),
    verified: Verified | None = None,
    covered: Callable[[Any], bool] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Findings:
    """All stages, size by size, up to the first certain failure; ``hints`` are judged before."""
    found = _judged([judge(claim, verdict.raw, verdict.size) for verdict in hints])
    sizes = (claim.sizes if verified is None else verified.drawn(claim, seed)) or (None,)
    few, built = _built(sizes, depth)
    middle = (len(sizes) - few + 1) // 2
    tied, limited = sizes[middle : middle + few], sizes[:few]
    sought = depth  # at the size in question
    steps: dict[str, Callable[[Any, Findings], Findings]] = {
        "small": lambda size, before: _small(claim, size, depth, verified, seed),
        "ends": lambda size, before: ends(claim, size, points=int(_AT_ENDS * built), seed=seed),
        "screen": lambda size, before: _screen(claim, size, depth, seed),
        "alone": lambda size, before: alone(claim, size, depth.alone // len(sizes), seed),
        "property": lambda size, before: decided(claim, size, draws(claim, size, depth.property, seed)),
        "ties": lambda size, before: ties(claim, size, points=int(_ON_TIES * built), seed=seed, near=_near(before, size)),
        "attack": lambda size, before: _attack(claim, size, sought, seed, before, stop),
        "limits": lambda size, before: limits(claim, size, points=int(_IN_LIMITS * built), seed=seed, near=_near(before, size)),
        "faces": lambda size, before: faces(claim, size, points=max(_ON_FACES, built), seed=seed, near=_near(before, size)),
    }
    for size in sizes:
        sought = depth
        amounts = {
            "ends": built,
            "screen": depth.screen * (depth.renew or bool(claim.given)),
            "alone": depth.alone,
            "property": depth.property,
            "ties": built * (size in tied),
            "attack": depth.attack * (verified is None or not verified.settles(claim, size)),
            "limits": built * (size in limited),
            "faces": built * (size in limited and bool(claim.given)),
        }
        before, met = found, found.seen - found.missed
        for name, step in steps.items():
            if found.stopped or (stop is not None and stop()):
                return found
            if name == _AFTER_CHEAP and covered is not None and covered(size):
                sought = replace(depth, attack=min(depth.attack, _CLOSEST), gradients=0, wide=1)
                amounts |= _UNSOUGHT
                if found.seen - found.missed > met:
                    amounts |= _MET
                    amounts["attack"] *= not is_tight(claim, found.closest)  # nothing comes closer than equality
            if amounts.get(name, True):
                progress(name)
                further = _canonical(claim, step(size, found))
                found += further
                if name == "ties" and further.seen >= _SOLVED:
                    found = replace(found, seen=before.seen + further.seen, missed=before.missed)
        if found.seen - found.missed == met:
            found += Findings(unmet=(size,))
    return found


def _built(sizes: Sequence[Any], depth: Depth) -> tuple[int, int]:
    """At how many sizes instances are built, and how many at each."""
    few = max(1, min(len(sizes), depth.built // _WORTH))
    return few, depth.built // few


def in_limits(claim: Claim, depth: Depth) -> dict[Any, int]:
    """The sizes at which limits are followed at a depth, with how many instances."""
    sizes = claim.sizes or (None,)
    few, built = _built(sizes, depth)
    return dict.fromkeys(sizes[:few], int(_IN_LIMITS * built))


def _canonical(claim: Claim, found: Findings) -> Findings:
    """Ties in the one raw form that stands for all with the same values, so that each is counted once."""
    troubles = (replace(v, raw=claim.space_at(v.size).canonical(v.raw)) if v.is_tie else v for v in found.troubles)
    return replace(found, troubles=tuple(troubles)) if found.troubles else found


def _near(found: Findings, size: Any) -> Raw | None:
    """The closest instance so far, where it is of this size."""
    closest = found.closest
    return closest.raw if closest is not None and closest.size == size and closest.raw else None


def _judged(verdicts: list[Verdict]) -> Findings:
    """Verdicts sorted, those that are undecided counted."""
    found = Findings.of(verdicts)
    if not found.troubles:
        return found
    return replace(found, counts=Counter(undecided=sum(verdict.outcome == Outcome.UNDECIDED for verdict in found.troubles)))


def _small(claim: Claim, size: Any, depth: Depth, verified: Verified | None, seed: int) -> Findings:
    """Small instances: of those decided before a part, unless hardly one in it meets the hypotheses; else in their order."""
    part = None if verified is None else verified.reach_at(size)
    if part is not None:
        tally = decided_again(claim, part, seed, SELDOM)
        total, vacuous, undecided = sum(tally.counts.values()), tally.counts[Outcome.VACUOUS], tally.counts[Outcome.UNDECIDED]
        if _RARE * (total - vacuous) >= total > 0:
            return replace(tally, counts=Counter(small=total, vacuous=vacuous, undecided=undecided), seen=total, missed=vacuous)
    return _in_order(claim, size, depth)


def _in_order(claim: Claim, size: Any, depth: Depth) -> Findings:
    """Small instances by weight, until enough of them met the hypotheses."""
    found = Findings()
    space = claim.space_at(size)
    weight, count, nonvacuous, telling, complete = space.lightest - 1, 0, 0, 0, True
    pending: list[Raw] = []
    floor, first = max(ALL, depth.floor) if is_small(space) else depth.floor, depth.floor >= FLOOR and ends_first(space)

    def flush() -> None:
        nonlocal found, nonvacuous, telling
        tally = decide(claim, pending, size)
        pending.clear()
        nonvacuous += tally.counts[Outcome.HOLDS] + tally.counts[Outcome.FAILS]
        telling += tally.telling
        total, vacuous = sum(tally.counts.values()), tally.counts[Outcome.VACUOUS]
        counts = Counter(small=total, vacuous=vacuous, undecided=tally.counts[Outcome.UNDECIDED])
        found += replace(tally, counts=counts, seen=total, missed=vacuous)

    for weight, raw in cases(claim, size):
        count += 1
        pending.append(raw)
        if len(pending) >= min(floor, _PENDING):
            flush()
            enough = nonvacuous >= floor and not (first and weight == space.lightest)
            if found.stopped or enough or count >= PATIENCE * floor:
                complete = False
                break
    if pending:
        flush()
    whole = weight if complete else weight - 1 if weight > space.lightest else 0
    return found + Findings(reach=(Reach(size, whole, count, nonvacuous, complete, telling),))


def _screen(claim: Claim, size: Any, depth: Depth, seed: int) -> Findings:
    found = screen(claim, size, points=depth.screen, seed=seed)
    return replace(found, seen=found.evaluations, missed=found.vacuous)


def _attack(
    claim: Claim, size: Any, depth: Depth, seed: int, before: Findings, stop: Callable[[], bool] | None = None
) -> Findings:
    found = attack(claim, size, budget=depth.attack // max(1, len(claim.sizes)), seed=seed, stop=stop, wide=depth.wide)
    together = before + found
    largest = not claim.sizes or size == claim.sizes[-1]
    # Around instances that meet an equation its gap is 0, nothing to climb; one that misses it would have been refuted already.
    flat = claim.relation == "==" and together.closest is not None
    if depth.gradients and largest and not found.failures and not flat:
        from theory_lab.claims.search.gradients import climbed

        found += climbed(claim, size, starts=depth.gradients, seed=seed, near=_near(together, size))
    return found
