"""One claim, examined: stages, tightness, and what they add up to.

Main definitions: ``Examination``, ``examined``.

Conventions: the outcome is the worst of all instances (``error``, ``fails``, ``undecided``, ``vacuous``, ``holds``); a
claim of which more than nine in ten instances miss a hypothesis is ``vacuous``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from theory_lab.claims.checks.readings import text, values
from theory_lab.claims.checks.stages import Depth, Progress, Stages, run
from theory_lab.claims.checks.tightness import BestConstant, best_constant, confirm_tight, refute, tightest_instances
from theory_lab.claims.checks.vacuity import rarest
from theory_lab.claims.claim import Claim
from theory_lab.claims.search.attack import attack
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.variants import at_constant, sharpened, variant, without
from theory_lab.claims.verdicts.covers import Cover, cover
from theory_lab.claims.verdicts.given_sizes import KINDS
from theory_lab.claims.verdicts.judge import Verdict, judge

BUDGETS = {"sharpened": 30_000, "necessary": 30_000, "unknown": 20_000}


@dataclass
class Examination:
    """What is known of a claim after a run."""

    outcome: str = "holds"
    stages: Stages = field(default_factory=Stages)
    problems: list[str] = field(default_factory=list)
    details: list[tuple[str, str]] = field(default_factory=list)
    variants: dict[str, Verdict] = field(default_factory=dict)
    kind: str = "inequality"
    best: BestConstant | None = None
    covers: list[Cover | None] = field(default_factory=list)
    certified: str = ""
    reach: str = ""
    seconds: float = 0.0

    def evidence(self) -> str:
        """The level that this run itself supports."""
        if self.outcome == "fails":
            return "simulated" if self.kind == "simulated" else "refuted exactly"
        if self.outcome != "holds":
            return "stated"
        if self.kind != "inequality":
            return "computed" if self.kind in ("witness", "value") else self.kind
        small = self.stages.reach
        if not (small and all(r.suffices for r in small)):
            return "screened"
        covered = self.covers and all(part is not None and part.complete for part in self.covers)
        return "covered" if covered else "exact on small"

    def named(self) -> dict[str, Verdict]:
        """The instances worth keeping: smallest and worst failure, the tightest, and those against the claim's variants."""
        names: dict[str, Verdict] = {}
        if self.stages.failures:
            names["smallest"], names["worst"] = self.stages.failures[0], self.stages.failures[-1]
        elif self.stages.closest is not None:
            names["tightest"] = self.stages.closest
        return names | self.variants


def examined(
    claim: Claim, depth: Depth, *, seed: int = 0, progress: Progress | None = None, known: dict[str, Verdict] | None = None,
    best: BestConstant | None = None,
) -> Examination:  # fmt: skip
    """Pass a claim through all stages at one depth; ``known`` instances and the ``best`` constant of a certificate come first."""
    known = known or {}
    examination = Examination(kind=claim.kind, best=best)
    if claim.kind in KINDS:
        _of_kind(claim, examination)
    else:
        _of_instances(claim, depth, seed, progress, known, examination)
    if examination.outcome == "holds" and claim.kind == "inequality":
        _tightness(claim, depth, seed, known, examination)
        if depth.boxes:
            (progress or str)("cover")
            _covered(claim, depth, examination)
    if examination.outcome != claim.expect:
        examination.problems.insert(0, f"expected {claim.expect}, found {examination.outcome}{_why(claim, examination)}")
    return examination


def _why(claim: Claim, examination: Examination) -> str:
    """What there is to say about an outcome that is neither ``holds`` nor ``fails``."""
    if examination.outcome == "vacuous":
        unmet = examination.stages.unmet
        return f": {rarest(claim, unmet[0] if unmet else claim.small_size)}"
    found = [v for v in examination.stages.troubles if v.outcome == examination.outcome][:1]
    return "".join(f": {v.reason}; at {_shown(claim, v)}" if v.reason else f" at {_shown(claim, v)}" for v in found)


def _shown(claim: Claim, verdict: Verdict) -> str:
    size = [] if verdict.size is None else [f"size {verdict.size}"]
    fields = [f"{name} = {text(value)}" for name, value in values(claim, verdict).items()]
    return ", ".join([*size, *(fields or [str(verdict.raw)] * bool(verdict.raw))]) or "no instance"


def _step(claim: Claim, step: tuple[str, str, str]) -> str:
    left, right, outcome = step
    return f"{left} {claim.relation} {right}: {outcome}"


def _of_kind(claim: Claim, examination: Examination) -> None:
    result = KINDS[claim.kind](claim)
    examination.outcome = result.outcome
    examination.details += list(result.details)
    examination.stages.counts["small"] += len(result.verdicts)
    failures = [v for v in result.verdicts if v.outcome == "fails"]
    examination.stages.failures = failures[:1] + failures[-1:]
    examination.stages.troubles = [v for v in result.verdicts if v.outcome in ("error", "undecided")]
    holding = [v for v in result.verdicts if v.outcome == "holds" and v.ratio is not None]
    examination.stages.closest = max(holding, key=lambda v: v.ratio or 0, default=None)


def _of_instances(
    claim: Claim, depth: Depth, seed: int, progress: Progress | None, known: dict[str, Verdict], examination: Examination
) -> None:
    if claim.unknown:
        claim = at_constant(claim, _constant(claim, depth, seed, examination).survives)
    hints = tuple(known[name] for name in ("smallest", "worst", "tightest") if name in known)
    stages = examination.stages = run(claim, depth, seed=seed, progress=progress, hints=hints)
    examination.outcome = stages.outcome
    if claim.chain and stages.closest is not None:
        _slack(claim, stages.closest, depth, seed, examination)
    if claim.chain and stages.failures:
        steps = enumerate(stages.failures[0].steps, 1)
        examination.details += [(f"step {k}, smallest instance", _step(claim, step)) for k, step in steps]


def _constant(claim: Claim, depth: Depth, seed: int, examination: Examination) -> BestConstant:
    """The bracket of the unknown constant: the certificate's with its witness judged again, else found by bisection."""
    best = examination.best
    if best is None:
        best = best_constant(claim, claim.sizes or (None,), budget=min(BUDGETS["unknown"], depth.attack), seed=seed)
        examination.problems += filter(None, [best.problem])
    elif best.witness is None or judge(at_constant(claim, best.refuted), best.witness.raw, best.witness.size).outcome != "fails":
        examination.problems.append(f"the constant {best.refuted} is not refuted by the certificate's instance")
    examination.best = best
    examination.details.append((f"constant {claim.unknown}", str(best)))
    _noted(claim, examination, "smaller constant", best.witness)
    return best


def _slack(claim: Claim, closest: Verdict, depth: Depth, seed: int, examination: Examination) -> None:
    """Attack each step of a chain by itself, and the whole from end to end: where is a constant lost?"""
    stages, budget = examination.stages, depth.attack // (2 * len(claim.chain))
    whole = variant(claim, chain=(claim.chain[0], claim.chain[-1]))
    stages.note(attack(whole, closest.size, budget=budget, seed=seed, starts=(closest.raw,)).closest)
    for k, (left, right, outcome) in enumerate(closest.steps):
        step = variant(claim, chain=claim.chain[k : k + 2])
        found = attack(step, closest.size, budget=budget, seed=seed, starts=(closest.raw,))
        if found.failures:
            stages.failures += [judge(claim, verdict.raw, verdict.size) for verdict in found.failures]
            examination.outcome = "fails"
        own = found.closest
        tightest = "" if own is None or own.ratio is None else f"; by itself as tight as {own.ratio:.6g}"
        examination.details.append((f"step {k + 1}", f"{_step(claim, (left, right, outcome))}{tightest}"))


def _covered(claim: Claim, depth: Depth, examination: Examination) -> None:
    """How much of the real parameters is settled at each size; told where it is more than half."""
    if examination.best is not None:
        claim = at_constant(claim, examination.best.survives)
    examination.covers = [cover(claim, size, depth.boxes) for size in claim.sizes or (None,)]
    for part in examination.covers:
        if part is not None and part.left < 1 / 2:
            examination.details.append(("cover" if part.size is None else f"cover, size {part.size}", str(part)))


def _tightness(claim: Claim, depth: Depth, seed: int, known: dict[str, Verdict], examination: Examination) -> None:
    sizes = tuple(reversed(claim.sizes)) or (None,)
    if claim.tight_at is not None:
        tight = confirm_tight(claim, claim.small_size)
        examination.details.append(("tight", tight.text))
        if not tight.confirmed:
            examination.problems.append(f"tight_at is not confirmed: {tight.text}")
    if claim.sharpened is not None:
        starts = _starts(known, examination, "sharpened") + tightest_instances(claim)
        found = refute(sharpened(claim), sizes, _budget("sharpened", depth), seed, starts)
        refuted = _noted(claim, examination, "sharpened", found)
        if found is None and not claim.loose:
            examination.problems.append("loose: the sharpened form survives the search, and no reason is declared")
        examination.details.append(("sharpened", "refuted" if refuted else f"not refuted: {claim.loose or 'loose'}"))
    for name in claim.necessary:
        starts = _starts(known, examination, f"without {name}")
        found = refute(without(claim, name), sizes, _budget("necessary", depth), seed, starts)
        refuted = _noted(claim, examination, f"without {name}", found)
        examination.details.append((f"without {name!r}", "fails" if refuted else "not refuted"))
        if found is None:
            examination.problems.append(f"the hypothesis {name!r} is declared necessary, but leaving it out was not refuted")


def _budget(name: str, depth: Depth) -> int:
    return max(BUDGETS[name], depth.attack // 2)


def _starts(known: dict[str, Verdict], examination: Examination, name: str) -> tuple[Raw, ...]:
    hints = [known.get(name), examination.stages.closest]
    return tuple(v.raw for v in hints if v is not None and v.raw)


def _noted(claim: Claim, examination: Examination, name: str, verdict: Verdict | None) -> bool:
    """Whether a variant was refuted; its instance is kept, and what it raised is a problem."""
    if verdict is None:
        return False
    if verdict.outcome == "error":
        examination.problems.append(f"{name}: {verdict.reason}; at {_shown(claim, verdict)}")
        return False
    examination.variants[name] = verdict
    return True
