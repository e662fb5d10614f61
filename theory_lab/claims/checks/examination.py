"""One claim, examined: stages, tightness, and what they add up to.

Main definitions: ``Examination``, ``examined``, ``why``.

Conventions: the outcome is the worst of all instances (``error``, ``fails``, ``undecided``, ``vacuous``, ``holds``), where one
that fails settles what is searched; a claim of which more than nine in ten instances miss a hypothesis is ``vacuous``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from theory_lab.claims.checks.equality.attained import confirm_tight, tightest_instances
from theory_lab.claims.checks.equality.saying import refute_sharper
from theory_lab.claims.checks.readings import shown
from theory_lab.claims.checks.repeats.sizes import stated
from theory_lab.claims.checks.repeats.verified import Verified
from theory_lab.claims.checks.stages import Depth, Progress, in_limits, run
from theory_lab.claims.checks.tightness import ROUNDS, BestConstant, against, bracketed, refute
from theory_lab.claims.checks.vacuity import rarest
from theory_lab.claims.claim import Claim
from theory_lab.claims.search.attack import attack
from theory_lab.claims.search.jury import is_tight
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.audit.demands import is_expected
from theory_lab.claims.verdicts.covers import Cover, cover
from theory_lab.claims.verdicts.exhaustive import Reach, strength
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.given_sizes import KINDS
from theory_lab.claims.verdicts.judge import LADDER, Verdict, judge
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.claims.verdicts.variants import at_constant, bracket, variant, without

SOME = 3  # ties that are named: enough to see what they have in common
WAYS_OUT = "write the sides in forms that show equality, or give the reason as ties="
# Evaluations spent on each sharpened form, each hypothesis left out, each constant tried: what ``quick`` spends on the claim
# itself, and less for a constant, as a dozen are tried.
BUDGETS = {"sharpened": 30_000, "necessary": 30_000, "unknown": 20_000}
RAISED = 6  # times that the bracket of a constant is sought anew above what the stages refuted

# A size that is left open by more than a tenth says that larger ones stay open too: of the shipped claims with a complete cover
# after an incomplete one none leaves more than a twentieth.  A cover of more than half is told.
TENTH, HALF = 1 / 10, 1 / 2


@dataclass(frozen=True)
class Examination:
    """What is known of a claim after a run; ``reach`` and ``certified`` are the certificate's where one stands behind it."""

    kind: str = "inequality"
    outcome: Outcome = Outcome.HOLDS
    findings: Findings = field(default_factory=Findings)
    best: BestConstant | None = None
    covers: tuple[Cover | None, ...] = ()
    reach: tuple[Reach, ...] = ()
    certified: Level | None = None
    weak: str = ""

    @property
    def strength(self) -> str | None:
        """How many of the small instances, or of the stated ones that were decided, are telling, as ``5310/10000``, or None."""
        if self.outcome != Outcome.HOLDS or self.kind not in ("inequality", "witness", "value"):
            return None
        if self.kind == "inequality":
            return strength(self.reach)
        return f"{self.findings.telling}/{self.findings.seen}" if self.findings.seen else None

    @property
    def evidence(self) -> Level:
        """The level that this run itself supports."""
        if self.outcome == Outcome.FAILS:
            return Level.SIMULATED if self.kind == "simulated" else Level.REFUTED
        if self.outcome == Outcome.TIES:
            return Level.SCREENED
        if self.outcome != Outcome.HOLDS:
            return Level.STATED
        if self.kind != "inequality":
            return Level.COMPUTED if self.kind in ("witness", "value") else Level(self.kind)
        small = self.findings.reach
        if not (small and all(part.supports(self.weak) for part in small)):
            return Level.SCREENED
        covered = self.covers and all(part is not None and part.complete for part in self.covers)
        return Level.COVERED if covered else Level.EXACT_ON_SMALL

    @property
    def instances(self) -> dict[str, Verdict]:
        """Those worth keeping: smallest and worst failure, the tightest, and those against the claim's variants."""
        return {**self.findings.notable(self.outcome), **self.findings.variants}


def examined(
    claim: Claim,
    depth: Depth,
    *,
    seed: int = 0,
    progress: Progress | None = None,
    known: Mapping[str, Verdict] | None = None,
    best: BestConstant | None = None,
    verified: Verified | None = None,
) -> Examination:
    """Pass a claim through all stages at one depth; ``known`` instances and the ``best`` constant of a certificate come first.

    Small instances and sizes that this code has ``verified`` are decided again in part.
    """
    known = known or {}
    covers: tuple[Cover | None, ...] = ()
    if claim.kind in KINDS:
        found = stated(claim, verified, seed)
        outcome, best = found.worst, None
    else:
        stages = partial(_of_instances, depth=depth, seed=seed, progress=progress, known=known, verified=verified)
        if claim.unknown:
            covering, found, best = _at_best(claim, depth, seed, progress, best, stages)
        else:
            covering, best = Covering(claim, depth.boxes, progress), None
            found = stages(claim, covering=covering)
        outcome = found.outcome
        if outcome == Outcome.HOLDS and depth.boxes:
            covers = covering.at_all_sizes()
    if outcome in (Outcome.HOLDS, Outcome.TIES) and claim.kind == "inequality":
        found += _tightness(claim, depth, seed, known, found.closest)
        if covers:
            found = replace(found, reach=tuple(_reached(found.reach, covers))) + Findings(details=tuple(_told(covers)))
    if claim.catching:
        may = f"{claim.catching}, may catch what is raised or ask how numbers are stored"
        found += Findings(details=(("alone", f"one instance at a time, no covers: {may}"),))
    if outcome == Outcome.TIES and claim.ties:
        found += Findings(details=(("ties", f"{_tied(claim, found)}; {claim.ties}"),))
    if not is_expected(claim, outcome):
        unexpected = f"expected {claim.expect}, found {outcome}{why(claim, outcome, found)}"
        found = replace(found, problems=(unexpected, *found.problems))
    return Examination(claim.kind, outcome, found, best, covers, found.reach, weak=claim.weak)


def why(claim: Claim, outcome: Outcome, found: Findings) -> str:
    """What there is to say about an outcome that is neither ``holds`` nor ``fails``, after a colon or `` at ``; else ''."""
    if outcome == Outcome.VACUOUS:
        return f": {rarest(claim, found.unmet[0] if found.unmet else claim.small_size)}"
    if outcome == Outcome.TIES:
        return f": {_tied(claim, found)}; {WAYS_OUT}"
    trouble = next((verdict for verdict in found.troubles if verdict.outcome == outcome), None)
    if trouble is None:
        return ""
    return f": {trouble.reason}; at {shown(claim, trouble)}" if trouble.reason else f" at {shown(claim, trouble)}"


def _tied(claim: Claim, found: Findings) -> str:
    """How many ties are open, and where the first ones are."""
    places = list(dict.fromkeys(shown(claim, verdict) for verdict in found.ties))
    more = f" and {len(places) - SOME} more" if len(places) > SOME else ""
    number = f"{len(places)} tie{'' if len(places) == 1 else 's'}"
    return f"{number} open at {LADDER[-1][0]} bits: at {'; at '.join(places[:SOME])}{more}"


def _of_instances(
    claim: Claim,
    depth: Depth,
    seed: int,
    progress: Progress | None,
    known: Mapping[str, Verdict],
    verified: Verified | None,
    covering: Covering,
) -> Findings:
    """The stages, and for a chain where a constant is lost or which step fails."""
    hints = tuple(known[name] for name in ("smallest", "worst", "tightest") if name in known)
    covered = covering.is_complete if depth.boxes and claim.expect == Outcome.HOLDS else None
    found = run(claim, depth, seed=seed, progress=progress, hints=hints, verified=verified, covered=covered)
    if claim.chain and found.closest is not None and depth.renew:
        found += _slack(claim, found.closest, depth, seed)
    if claim.chain and found.failures:
        steps = enumerate(found.failures[0].steps, 1)
        found += Findings(details=tuple((f"step {k}, smallest instance", _step(claim, step)) for k, step in steps))
    return found


def _at_best(
    claim: Claim, depth: Depth, seed: int, progress: Progress | None, best: BestConstant | None, stages: Callable[..., Findings]
) -> tuple[Covering, Findings, BestConstant]:
    """The stages at the constant that survives bisection; where they refute it the bracket is sought again above it.

    At last its end is tried: smaller constants refute no claim.  A certificate's constant that is refuted contradicts it.
    """
    budget, left, last = min(BUDGETS["unknown"], depth.attack), -1 if best is not None else RAISED, bracket(claim)[1]
    told, best = bracketed(claim, best, budget=budget, seed=seed)
    while True:
        covering = Covering(plain := at_constant(claim, best.survives), depth.boxes, progress)
        found = stages(plain, covering=covering)
        if not found.failures or best.refuted > best.survives or best.survives == last or claim.expect != Outcome.HOLDS:
            return covering, told + found, best
        if left < 0:
            text = f"refuted at {float(best.survives):.6g}, which survived when it was certified"
            return covering, replace(told, details=((f"constant {claim.unknown}", text),)) + found, best
        above = (best.survives, found.failures[-1])
        told, best = bracketed(claim, None, budget=budget, seed=seed, above=above, rounds=ROUNDS if left else 0)
        left -= 1


def _step(claim: Claim, step: tuple[str, str, Outcome]) -> str:
    left, right, outcome = step
    return f"{left} {claim.relation} {right}: {outcome}"


def _slack(claim: Claim, closest: Verdict, depth: Depth, seed: int) -> Findings:
    """Attack each step of a chain by itself, and the whole from end to end: where is a constant lost?"""
    budget = depth.attack // (2 * len(claim.chain))
    sought = partial(attack, size=closest.size, budget=budget, seed=seed, starts=(closest.raw,), wide=depth.wide)
    whole = variant(claim, chain=(claim.chain[0], claim.chain[-1]))
    nearest = closest if is_tight(claim, closest) else sought(whole).closest  # nothing comes closer than equality
    slack = Findings(closest=nearest, details=(("steps", f"at {shown(claim, closest)}"),))
    for k, step in enumerate(closest.steps):
        alone = sought(variant(claim, chain=claim.chain[k : k + 2]))
        failures = tuple(judge(claim, verdict.raw, verdict.size) for verdict in alone.failures)
        own = alone.closest
        tightest = "" if own is None or own.ratio is None else f"; by itself as tight as {own.ratio:.6g}"
        slack += Findings(failures=failures, details=((f"step {k + 1}", f"{_step(claim, step)}{tightest}"),))
    return slack


class Covering:
    """How much of the real parameters is settled at each size; sizes after one that is left open by a tenth are not tried."""

    def __init__(self, claim: Claim, boxes: int, progress: Progress | None = None) -> None:
        self.claim, self.boxes, self.say = claim, boxes, progress or str
        self.sizes = claim.sizes or (None,)
        self._found: list[Cover | None] = []

    def at(self, size: Any) -> Cover | None:
        """The cover of a size; None where there is none, and where it was not tried."""
        place = self.sizes.index(size)
        while len(self._found) <= place:
            hopeless = any(before is None or before.left > TENTH for before in self._found)
            if not hopeless:
                self.say("cover")
            self._found.append(None if hopeless else cover(self.claim, self.sizes[len(self._found)], self.boxes))
        return self._found[place]

    def is_complete(self, size: Any) -> bool:
        """Whether all real parameters of a size are settled."""
        found = self.at(size)
        return found is not None and found.complete

    def at_all_sizes(self) -> tuple[Cover | None, ...]:
        """The covers of all sizes, in their order."""
        return tuple(map(self.at, self.sizes))


def _reached(reach: Iterable[Reach], covers: Iterable[Cover | None]) -> Iterator[Reach]:
    """The reach, with the sizes at which a cover is complete marked."""
    complete = {repr(part.size) for part in covers if part is not None and part.complete}
    yield from (replace(part, covered=repr(part.size) in complete or None) for part in reach)


def _told(covers: tuple[Cover | None, ...]) -> Iterator[tuple[str, str]]:
    """Covers of more than half, as rows to show."""
    for part in covers:
        if part is not None and part.left < HALF:
            yield "cover" if part.size is None else f"cover, size {part.size}", str(part)


def _tightness(claim: Claim, depth: Depth, seed: int, known: Mapping[str, Verdict], closest: Verdict | None) -> Findings:
    """Equality where it is declared, and refutations of the sharpened form and of the claim without each necessary hypothesis."""
    sizes = tuple(reversed(claim.sizes)) or (None,)
    found = Findings()
    if claim.tight_at is not None:
        tight = confirm_tight(claim, claim.small_size)
        found += Findings(details=(("tight", tight.text),), problems=tuple(filter(None, [tight.problem])))
    if claim.sharpened is not None:
        starts = _starts(known.get("sharpened"), closest) + tightest_instances(claim)
        limited, budget = in_limits(claim, depth), _budget("sharpened", depth)
        verdict, unsaid = refute_sharper(claim, lambda one: refute(one, sizes, budget, seed, starts, limited))
        fate = _fate(verdict, "refuted", f"not refuted: {claim.loose or 'loose'}")
        told = Findings(problems=tuple(filter(None, [unsaid])), details=(("sharpened", fate),))
        found += against(claim, "sharpened", verdict, closest) + told
    for name in claim.necessary:
        starts = _starts(known.get(f"without {name}"), closest)
        verdict = refute(without(claim, name), sizes, _budget("necessary", depth), seed, starts, in_limits(claim, depth))
        refuting = against(claim, f"without {name}", verdict)
        if verdict is None:
            problem = f"the hypothesis {name!r} is declared necessary, but leaving it out was not refuted"
            refuting += Findings(problems=(problem,))
        found += refuting + Findings(details=((f"without {name!r}", _fate(verdict, "fails", "not refuted")),))
    return found


def _fate(verdict: Verdict | None, refuted: str, survives: str) -> str:
    """What became of a variant that has to be refuted; where its code raised nothing is known."""
    if verdict is None:
        return survives
    return "not decided: its code raised an error" if verdict.outcome == Outcome.ERROR else refuted


def _budget(name: str, depth: Depth) -> int:
    return max(BUDGETS[name], depth.attack // 2)


def _starts(*hints: Verdict | None) -> tuple[Raw, ...]:
    return tuple(verdict.raw for verdict in hints if verdict is not None and verdict.raw)
