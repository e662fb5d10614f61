"""Stored instances, decided again.

Each instance of a certificate speaks about the claim or about one of its variants; it must have the outcome, the sides and the
ratio that are stored with it.

Main definitions: ``named``, ``disagreement``, ``unmatched``, ``agree``.

Conventions: an enclosure may be stored with other digits than it has now, but not with a wider radius than digits are printed.
So may a number that was computed in floats, an end of an enclosure: it depends on the order in which a machine adds up, and the
outcome is decided again by what it is here.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from fractions import Fraction

from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import at_constant, sharpened, without

# Fractions of floats have 2 in their denominators this many times, and so have few numbers that are not made of them.
BINARY = 30


def named(claim: Claim, name: str, constants: Mapping[str, Fraction]) -> Claim:
    """The claim, or the variant that an instance of this name speaks about; ``constants`` are those of the certificate."""
    if name == "sharpened":
        return sharpened(claim)
    if name.startswith("without "):
        return without(claim, name.removeprefix("without "))
    if claim.unknown:
        return at_constant(claim, constants["refuted" if name == "smaller constant" else "survives"])
    return claim


def disagreement(claim: Claim, name: str, stored: Verdict) -> str:
    """How the verdict differs from the stored one, in a sentence; '' if it does not."""
    if claim.kind in ("value", "trend", "simulated"):
        return ""
    verdict = judge(claim, stored.raw, stored.size)
    if verdict.outcome != stored.outcome:
        return f"{name}: stored as {stored.outcome}, decided as {verdict.outcome} {verdict.reason} at {stored.raw}".strip()
    if not (agree(verdict.lhs, stored.lhs) and agree(verdict.rhs, stored.rhs)):
        return f"{name}: sides stored as {stored.lhs} and {stored.rhs}, computed as {verdict.lhs} and {verdict.rhs}"
    if not _same_ratio(verdict, stored):
        return f"{name}: ratio stored as {stored.ratio}, computed as {verdict.ratio}"
    refutes = name in ("smallest", "worst", "sharpened", "smaller constant") or name.startswith("without ")
    if refutes and verdict.outcome != Outcome.FAILS:
        return f"{name}: the instance must fail, and it {verdict.outcome}"
    if name == "tightest" and verdict.outcome != Outcome.HOLDS:
        return f"{name}: the instance must hold, and it {verdict.outcome}"
    return ""


def unmatched(name: str, stored: Verdict, wanted: Sequence[Verdict], found: Sequence[Verdict]) -> str:
    """That a stored number is none of those wanted under its name, in a sentence; '' if it is one of them."""
    if any(_same(verdict, stored) for verdict in wanted):
        return ""
    text = f"{name}: {stored.lhs} against {stored.rhs} is stored as {stored.outcome}"
    if any(_same(verdict, stored) for verdict in found):
        return f"{text}, and another number is meant by that name"
    return f"{text}, and no number of size {stored.size} is so"


def _same(verdict: Verdict, stored: Verdict) -> bool:
    """One number: of one size, outcome and instance, with sides and a ratio that agree."""
    alike = [(repr(v.size), v.outcome, v.raw) for v in (verdict, stored)]
    sides = agree(verdict.lhs, stored.lhs) and agree(verdict.rhs, stored.rhs)
    return alike[0] == alike[1] and sides and _same_ratio(verdict, stored)


def _same_ratio(verdict: Verdict, stored: Verdict) -> bool:
    """Equal ratios; of enclosures, as near as these are wide, and in nine digits at best.  They rank, and decide nothing.

    Enclosures that print alike need not be alike: digits are fewer than their ends have.
    """
    a, b = verdict.ratio, stored.ratio
    sides = (verdict.lhs, verdict.rhs, stored.lhs, stored.rhs)
    if a == b or a is None or b is None or (sides[:2] == sides[2:] and not any("+/-" in side for side in sides)):
        return a == b
    near = 1e-9 + sum(map(_width, sides))
    return math.isfinite(a) and math.isfinite(b) and abs(a - b) <= near * max(abs(a), abs(b), sys.float_info.min)


def _width(text: str) -> float:
    """How wide an enclosure is, as a part of its middle; infinity has no width."""
    if "inf" in text:
        return 0.0
    low, high = _enclosure(text)
    return float((high - low) / abs(low + high)) if low + high else 0.0


def agree(computed: str, stored: str) -> bool:
    """Equal exact numbers, or enclosures of one form that overlap, the stored one no wider than digits are printed."""
    if computed == stored:
        return True
    forms = [text.rpartition("=")[0] for text in (computed, stored)]
    if all(forms) and forms[0] != forms[1]:
        return False
    try:
        (a, b), (c, d) = _enclosure(computed), _enclosure(stored)
    except ValueError:
        return False
    if a == b and c == d:
        return _is_binary(a) and _is_binary(c) and abs(a - c) <= max(abs(a), abs(c)) / 10**9
    return a < b and c < d and a <= d and c <= b and d - c <= 10 * (b - a) + abs(a + b) / 10**9


def _is_binary(number: Fraction) -> bool:
    """Whether a rational number looks as if it was made of floats."""
    return number.denominator % 2**BINARY == 0


def _enclosure(text: str) -> tuple[Fraction, Fraction]:
    """The ends of ``form = digits`` or ``digits +/- radius (how)``; a rational is a point."""
    middle, _, radius = text.rpartition("=")[2].partition(" (")[0].partition("+/-")
    digits = Fraction(middle.strip())
    if not radius and "=" not in text:
        return digits, digits
    spread = Fraction(radius.strip()) if radius else abs(digits) / 10**10 + Fraction(1, 10**17)
    return digits - spread, digits + spread
