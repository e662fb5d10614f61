"""Stored instances, decided again.

Each instance of a certificate speaks about the claim or about one of its variants; it must have the outcome, the sides and the
ratio that are stored with it.

Main definitions: ``named``, ``disagreement``, ``unmatched``, ``agree``.

Conventions: an enclosure may be stored with other digits than it has now, but not with a wider radius than digits are printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import at_constant, sharpened, without


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
    if verdict.ratio != stored.ratio:
        return f"{name}: ratio stored as {stored.ratio}, computed as {verdict.ratio}"
    refutes = name in ("smallest", "worst", "sharpened", "smaller constant") or name.startswith("without ")
    if refutes and verdict.outcome != Outcome.FAILS:
        return f"{name}: the instance must fail, and it {verdict.outcome}"
    return ""


def unmatched(name: str, stored: Verdict, found: Sequence[Verdict]) -> str:
    """That a stored number is none of those that were found again, in a sentence; '' if it is one of them."""
    alike = [verdict for verdict in found if (verdict.size, verdict.outcome) == (stored.size, stored.outcome)]
    if any(v.ratio == stored.ratio and agree(v.lhs, stored.lhs) and agree(v.rhs, stored.rhs) for v in alike):
        return ""
    return f"{name}: {stored.lhs} against {stored.rhs} is stored as {stored.outcome}, and no number of size {stored.size} is so"


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
    return a < b and c < d and a <= d and c <= b and d - c <= 10 * (b - a) + abs(a + b) / 10**9


def _enclosure(text: str) -> tuple[Fraction, Fraction]:
    """The ends of ``form = digits`` or ``digits +/- radius``; a rational is a point."""
    middle, _, radius = text.rpartition("=")[2].partition("+/-")
    digits = Fraction(middle.strip())
    if not radius and "=" not in text:
        return digits, digits
    spread = Fraction(radius.strip()) if radius else abs(digits) / 10**10 + Fraction(1, 10**17)
    return digits - spread, digits + spread
