"""Equality: at an instance, or approached along a limit at the rate that the claim tells.

Main definitions: ``confirm_tight``, ``tightest_instances``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from theory_lab import numbers as xp
from theory_lab.claims.checks.equality.rates import disagreement, order_of
from theory_lab.claims.checks.equality.saying import is_said, unsaid
from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.judge import LADDER, Verdict, ascending, judge, judge_made, sides
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import variant
from theory_lab.numbers.reals.precisions import guessing

# Doublings, so that a gap of order 1/k halves at each step; the first and the last are told apart by a factor of 2 already.
LIMIT_STEPS = (1, 2, 4, 8, 16)


@dataclass(frozen=True)
class Tightness:
    """Whether ``tight_at`` is confirmed, in words, with the verdicts behind it, and what else is wrong with it."""

    confirmed: bool
    text: str
    verdicts: tuple[Verdict, ...]
    wrong: str = ""

    @property
    def problem(self) -> str:
        """What is wrong, or ''."""
        return self.wrong if self.confirmed else f"tight_at is not confirmed: {self.text}"


def confirm_tight(claim: Claim, size: Any) -> Tightness:
    """Equality at the instance, decided exactly; or, for a limit, gaps ``1 - ratio`` that at least halve over 1, 2, 4, 8, 16.

    At that instance, and at the last two of a limit, the claim must be telling.  A rate must name an order: gaps that level off
    halve too at first, and no finite number of them tells a limit of 0 from another.
    """
    limit = claim.tight_at
    if isinstance(limit, dict):
        verdict = judge(variant(claim, relation="=="), limit, size)
        equal = verdict.outcome == Outcome.HOLDS
        text = "equality attained" if equal else f"no equality: {verdict.lhs} against {verdict.rhs}"
        return Tightness(equal, text, (verdict,), _unsaid(claim, verdict) if equal else "")
    verdicts = tuple(judge_made(claim, limit, k, size) for k in LIMIT_STEPS)
    if any(v.ratio is None or v.outcome != Outcome.HOLDS for v in verdicts):
        bad = next(v for v in verdicts if v.ratio is None or v.outcome != Outcome.HOLDS)
        return Tightness(False, f"an instance of the limit has outcome {bad.outcome} {bad.reason}".strip(), verdicts)
    gaps = [1 - v.ratio for v in verdicts if v.ratio is not None]
    falling = all(later < earlier or later <= 0 for earlier, later in pairwise(gaps))
    closing = falling and gaps[-1] < gaps[0] / 2
    shown = ", ".join(f"{gap:.3g}" for gap in gaps)
    text = f"1 - ratio = {shown} at k = {', '.join(map(str, LIMIT_STEPS))} ({claim.rate})"
    if order_of(claim.rate) is None:
        wrong = f"the rate {claim.rate!r} names no order: write how 1 - ratio falls, such as '1 - ratio of order 2^(-k)' or '1/k'"
    else:
        wrong = disagreement(claim.rate, LIMIT_STEPS, lambda k: _gap(claim, k, size))
    return Tightness(closing, text, verdicts, wrong or _unsaid(claim, *verdicts[-2:]))


def _unsaid(claim: Claim, *verdicts: Verdict) -> str:
    """That the claim is not telling at one of these instances; '' if it is at all."""
    return next((unsaid(claim, "tight_at", verdict) for verdict in verdicts if not is_said(claim, verdict)), "")


def _gap(claim: Claim, k: int, size: Any) -> float | None:
    """``1 - ratio`` at an instance of the limit, of enclosures that are narrow enough for ``NOISE``; None where it has none."""
    make = cast("Callable[[int], Raw]", claim.tight_at)
    try:
        with xp.precision(*LADDER[1]), guessing():
            values = sides(claim, claim.space_at(size).exact(make(k)))
            _, left, right = ascending(claim.relation, values[0], values[-1])
            return float(xp.value(1 - left / right))
    except Exception:  # what is wrong with an instance is said where the limit is confirmed
        return None


def tightest_instances(claim: Claim) -> tuple[Raw, ...]:
    """The declared instance of equality, or the last two steps of the declared limit: they refute what is sharper."""
    limit = claim.tight_at
    if not callable(limit):
        return () if limit is None else (limit,)
    found = []
    for k in LIMIT_STEPS[-2:]:
        with contextlib.suppress(Exception):  # what is wrong with it is said where the limit is confirmed
            found.append(limit(k))
    return tuple(found)
