"""How tight a claim is.

A bound is worth as much as its sharpest instance: sharpened forms must be false, hypotheses must be needed, and a constant is
the best one.

Main definitions: ``refute``, ``against``, ``best_constant``, ``bracketed``, ``closed_form``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theory_lab.claims.checks.readings import shown
from theory_lab.claims.claim import Claim
from theory_lab.claims.search.attack import attack
from theory_lab.claims.search.built.limits import limits
from theory_lab.claims.search.built.ties import ties
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import at_constant, bracket, variant

# Numbers of which best constants are often multiples.
_CONSTANTS = {
    "sqrt(2)": math.sqrt(2), "sqrt(3)": math.sqrt(3), "log(2)": math.log(2), "exp(1)": math.e, "exp(-1)": 1 / math.e,
    "pi": math.pi,
}  # fmt: skip
# Bisections of the bracket of a constant: to 1/4096 of it, where three digits are certain and a guess says something.
ROUNDS = 12
# Instances decided on ties at a constant: those near one instance, and a few from another.
_TIED = 60
# Denominators tried in a guess: plain fractions up to twelfths, multiples of the numbers above up to quarters.
_BELOW, _PARTS = 12, 4
# A guess is offered where the interval is at most this part of the gaps between such numbers: one in ten would be chance.
_CHANCE = Fraction(1, 10)


def refute(
    claim: Claim,
    sizes: tuple[Any, ...],
    budget: int,
    seed: int,
    starts: tuple[Raw, ...] = (),
    limited: Mapping[Any, int] | None = None,
) -> Verdict | None:
    """An exact failure at some size, from given starts first, then by searching; None if the search is silent.

    From where it comes closest limits are followed last, at the sizes that are ``limited``, so many instances at each.  Where
    nothing fails and evaluating raises, the verdict with outcome ``error`` is returned.
    """
    trouble: Verdict | None = None
    closest: dict[Any, Raw] = {}
    for size in sizes:
        for raw in starts:
            verdict = _judged_if_valid(claim, raw, size)
            if verdict is not None and verdict.outcome == Outcome.FAILS:
                return verdict
    for size in sizes:
        found = attack(claim, size, budget=budget, seed=seed, starts=tuple(r for r in starts if _fits(claim, r, size)))
        if found.failures:
            return found.failures[-1]
        trouble = trouble or next((v for v in found.troubles if v.outcome == Outcome.ERROR), None)
        if found.closest is not None:
            closest[size] = found.closest.raw
    if trouble is None:
        for size, points in (limited or {}).items():
            found = limits(claim, size, points=points, seed=seed, near=closest.get(size))
            if found.failures:
                return found.failures[-1]
    return trouble


def against(claim: Claim, name: str, verdict: Verdict | None, closest: Verdict | None = None) -> Findings:
    """The instance that refutes a variant of the claim; what it raised is a problem.

    That there is none against the sharpened form is one too, unless a reason is declared.
    """
    if verdict is None:
        survives = "loose: the sharpened form survives the search, and no reason is declared"
        loose = name == "sharpened" and not claim.loose
        return Findings(problems=(_not_sharper(claim, closest) or survives,)) if loose else Findings()
    if verdict.outcome == Outcome.ERROR:
        return Findings(problems=(f"{name}: {verdict.reason}; at {shown(claim, verdict)}",))
    return Findings(variants={name: verdict})


def _not_sharper(claim: Claim, closest: Verdict | None) -> str:
    """That the sharpened side is weaker than the one that it should sharpen, at the closest instance; '' where it is not."""
    if closest is None or not closest.raw:
        return ""
    side = claim.chain[-1] if claim.chain else claim.rhs
    compared = judge(variant(claim, lhs=claim.sharpened, rhs=side, chain=()), closest.raw, closest.size)
    if compared.outcome != Outcome.FAILS:
        return ""
    told = f"{compared.lhs} where the right side is {compared.rhs}"
    return f"sharpened is weaker than the right side, which it should make sharper: {told}; at {shown(claim, closest)}"


def _fits(claim: Claim, raw: Raw, size: Any) -> bool:
    try:
        claim.space_at(size).validate(raw)
    except ValueError:
        return False
    return True


def _judged_if_valid(claim: Claim, raw: Raw, size: Any) -> Verdict | None:
    return judge(claim, raw, size) if _fits(claim, raw, size) else None


@dataclass(frozen=True)
class BestConstant:
    """The constant lies above ``refuted`` (with its witness) and no instance was found against ``survives``.

    Where they are equal they are an end of the bracket: the lower one, without a witness, if nothing was found against it; the
    upper one if it is refuted.  ``refuted`` is above ``survives`` where a larger constant makes the claim stronger.
    """

    refuted: Fraction
    witness: Verdict | None
    survives: Fraction
    guess: str

    @property
    def ends(self) -> dict[str, Fraction]:
        """Both constants, by name."""
        return {"refuted": self.refuted, "survives": self.survives}

    @property
    def problem(self) -> str:
        """What is wrong with the bracket, or ''."""
        if self.refuted < self.survives:
            return ""
        if self.refuted > self.survives:
            return f"{self.refuted} is refuted and {self.survives} is not; a larger constant must make the claim weaker"
        if self.witness is None:
            why = "begin it lower (a larger constant must make the claim weaker)"
            return f"nothing was found against {self.refuted}, where the bracket begins; {why}"
        return f"{self.refuted}, where the bracket ends, is refuted; end it higher, or no constant will do"

    def __str__(self) -> str:
        guess = f", perhaps {self.guess}" if self.guess else ""
        return self.problem or f"refuted at {float(self.refuted):.6g}, survives at {float(self.survives):.6g}{guess}"


def best_constant(
    claim: Claim,
    sizes: tuple[Any, ...],
    *,
    budget: int,
    seed: int,
    rounds: int = ROUNDS,
    progress: Callable[[int], None] | None = None,
    above: tuple[Fraction, Verdict] | None = None,
) -> BestConstant:
    """Bisect the bracket of an unknown constant, whose ends are tried too: a claim with a larger constant is weaker.

    Of a constant that survived until a longer search refuted it only what lies ``above`` is left, and its witness to start from.
    """
    low, high = ends = bracket(claim)
    witness: Verdict | None = None
    starts: tuple[Raw, ...] = ()
    if above is not None:
        low, witness = above
        starts = (witness.raw,)
    for step in range(rounds):
        middle = (low + high) / 2
        found = _refuted_at(claim, sizes, middle, budget, seed + step, starts)
        if found is None:
            high = middle
        else:
            low, witness = middle, found
            starts = (found.raw,)
        if progress is not None:
            progress(step)
    highest = _refuted_at(claim, sizes, ends[1], budget, seed + rounds, starts) if high == ends[1] else None
    lowest = witness
    if witness is None or highest is not None:
        low = ends[0]
        lowest = _refuted_at(claim, sizes, low, budget, seed + rounds, starts)
    if lowest is None or highest is not None:
        return BestConstant(low if highest is None else high, highest, low if lowest is None else high, "")
    return BestConstant(low, lowest, high, closed_form(low, high))


def bracketed(
    claim: Claim,
    best: BestConstant | None,
    *,
    budget: int,
    seed: int,
    above: tuple[Fraction, Verdict] | None = None,
    rounds: int = ROUNDS,
) -> tuple[Findings, BestConstant]:
    """The bracket of the unknown constant: the certificate's with its witness judged again, else found by bisection."""
    problem = ""
    if best is None:
        best = best_constant(claim, claim.sizes or (None,), budget=budget, seed=seed, rounds=rounds, above=above)
        problem = best.problem
    elif best.witness is None or not _fails(at_constant(claim, best.refuted), best.witness):
        problem = f"the constant {best.refuted} is not refuted by the certificate's instance"
    told = Findings(details=((f"constant {claim.unknown}", str(best)),), problems=(problem,) if problem else ())
    return told + against(claim, "smaller constant", best.witness), best


def _fails(claim: Claim, verdict: Verdict) -> bool:
    return judge(claim, verdict.raw, verdict.size).outcome == Outcome.FAILS


def _refuted_at(
    claim: Claim, sizes: tuple[Any, ...], constant: Fraction, budget: int, seed: int, starts: tuple[Raw, ...]
) -> Verdict | None:
    """An instance against a constant, by the attack from what refuted a smaller one, or on ties near that.

    An event like ``x >= y`` has its worst instance where ``x = y``, and no step of the attack leads there.
    """
    plain = at_constant(claim, constant)
    for size in sizes:
        here = tuple(raw for raw in starts if _fits(claim, raw, size))
        found = attack(plain, size, budget=budget // len(sizes), seed=seed, starts=here)
        if not found.failures and here:
            found = ties(plain, size, points=_TIED, seed=seed, near=here[0])
        if found.failures:
            return found.failures[-1]
    return None


def closed_form(low: Fraction, high: Fraction) -> str:
    """A simple number in ``(low, high]``: a fraction, or one times sqrt 2, sqrt 3, log 2, e, 1/e or pi; else ''.

    A number is offered only where the interval is a tenth of the gaps between such numbers, so that meeting one says
    something.
    """
    for below in range(1, _BELOW + 1):
        simple = Fraction(math.floor(high * below), below)
        if simple > low and (high - low) * below * _BELOW < _CHANCE:
            return str(simple)
    for name, value in _CONSTANTS.items():
        for below in range(1, _PARTS + 1):
            above = math.floor(float(high) / value * below)
            if above * value / below > low and float(high - low) / value * below * _PARTS * len(_CONSTANTS) < _CHANCE:
                return f"{above}*{name}/{below}".removeprefix("1*").removesuffix("/1")
    return ""
