"""How tight a claim is.

A bound is worth as much as its sharpest instance: instances of equality, limits of equality, sharpened forms that must
be false, hypotheses that must be needed, and the best constant.

Main definitions: ``refute``, ``confirm_tight``, ``best_constant``, ``closed_form``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.judge import Verdict, judge
from theory_lab.claims.search import attack
from theory_lab.claims.space import Raw
from theory_lab.claims.variants import at_constant, bracket, variant

LIMIT_STEPS = (1, 2, 4, 8, 16)


def refute(claim: Claim, sizes: tuple[Any, ...], budget: int, seed: int, starts: tuple[Raw, ...] = ()) -> Verdict | None:
    """An exact failure at some size, from given starts first, then by searching; None if the search is silent."""
    for size in sizes:
        for raw in starts:
            verdict = _judged_if_valid(claim, raw, size)
            if verdict is not None and verdict.outcome == "fails":
                return verdict
    for size in sizes:
        found = attack(claim, size, budget=budget, seed=seed, starts=tuple(r for r in starts if _fits(claim, r, size)))
        if found.failures:
            return found.failures[-1]
    return None


def _fits(claim: Claim, raw: Raw, size: Any) -> bool:
    try:
        claim.space_at(size).validate(raw)
    except ValueError:
        return False
    return True


def _judged_if_valid(claim: Claim, raw: Raw, size: Any) -> Verdict | None:
    return judge(claim, raw, size) if _fits(claim, raw, size) else None


@dataclass(frozen=True)
class Tightness:
    """Whether ``tight_at`` is confirmed, in words, with the verdicts behind it."""

    confirmed: bool
    text: str
    verdicts: tuple[Verdict, ...]


def confirm_tight(claim: Claim, size: Any) -> Tightness:
    """Equality at the instance, decided exactly; or, for a limit, gaps ``1 - ratio`` that at least halve over 1, 2, 4, 8, 16."""
    limit = claim.tight_at
    if isinstance(limit, dict):
        verdict = judge(variant(claim, relation="=="), limit, size)
        equal = verdict.outcome == "holds"
        return Tightness(equal, "equality attained" if equal else f"no equality: {verdict.lhs} against {verdict.rhs}", (verdict,))
    verdicts = tuple(judge(claim, limit(k), size) for k in LIMIT_STEPS)
    if any(v.ratio is None or v.outcome != "holds" for v in verdicts):
        bad = next(v for v in verdicts if v.ratio is None or v.outcome != "holds")
        return Tightness(False, f"an instance of the limit has outcome {bad.outcome} {bad.reason}".strip(), verdicts)
    gaps = [1 - v.ratio for v in verdicts if v.ratio is not None]
    closing = all(later < earlier for earlier, later in zip(gaps, gaps[1:], strict=False)) and gaps[-1] < gaps[0] / 2
    shown = ", ".join(f"{gap:.3g}" for gap in gaps)
    return Tightness(closing, f"1 - ratio = {shown} at k = {', '.join(map(str, LIMIT_STEPS))} ({claim.rate})", verdicts)


def tightest_instances(claim: Claim) -> tuple[Raw, ...]:
    """The declared instance of equality, or the last two steps of the declared limit: they refute what is sharper."""
    limit = claim.tight_at
    if limit is None:
        return ()
    return (limit,) if isinstance(limit, dict) else tuple(limit(k) for k in LIMIT_STEPS[-2:])


@dataclass(frozen=True)
class BestConstant:
    """The constant lies above ``refuted`` (with its witness) and no instance was found against ``survives``."""

    refuted: Fraction
    witness: Verdict | None
    survives: Fraction
    guess: str

    def ends(self) -> dict[str, str]:
        """Both constants as exact strings."""
        return {"refuted": str(self.refuted), "survives": str(self.survives)}

    def __str__(self) -> str:
        guess = f", perhaps {self.guess}" if self.guess else ""
        return f"refuted at {float(self.refuted):.6g}, survives at {float(self.survives):.6g}{guess}"


def best_constant(
    claim: Claim,
    sizes: tuple[Any, ...],
    *,
    budget: int,
    seed: int,
    rounds: int = 12,
    progress: Callable[[int], None] | None = None,
) -> BestConstant:
    """Bisect the bracket of an unknown constant: a claim with a larger constant is weaker."""
    low, high = bracket(claim)
    witness: Verdict | None = None
    starts: tuple[Raw, ...] = ()
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
    return BestConstant(low, witness, high, closed_form(low, high))


def _refuted_at(
    claim: Claim, sizes: tuple[Any, ...], constant: Fraction, budget: int, seed: int, starts: tuple[Raw, ...]
) -> Verdict | None:
    for size in sizes:
        here = tuple(raw for raw in starts if _fits(claim, raw, size))
        found = attack(at_constant(claim, constant), size, budget=budget // len(sizes), seed=seed, starts=here)
        if found.failures:
            return found.failures[-1]
    return None


def closed_form(low: Fraction, high: Fraction) -> str:
    """A simple number in ``(low, high]``: a fraction of denominator up to 12, a short form in sqrt 2, log 2, e, pi, or ''.

    A fraction is offered only where the interval is a tenth of the gaps between such fractions: meeting one then says something.
    """
    for denominator in range(1, 13):
        candidate = Fraction(high.numerator * denominator // high.denominator, denominator)
        if candidate > low and (high - low) * denominator * 12 < Fraction(1, 10):
            return str(candidate)
    import sympy

    constants = [sympy.sqrt(2), sympy.log(2), sympy.E, sympy.pi]
    found = sympy.nsimplify(sympy.Rational(high.numerator, high.denominator), constants, tolerance=float(high - low))
    return str(found) if found.count_ops() <= 3 else ""
