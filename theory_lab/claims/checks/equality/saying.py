"""Whether where a claim is tight it says more than what is known without it.

``1 <= 1`` between probabilities is an equation without the claim, and a right side of 99/100 is refuted there whatever the claim
is worth.

Main definitions: ``is_said``, ``unsaid``, ``refute_sharper``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.judge import Verdict, is_telling, judge, sides, telling
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import sharpened, variant

_TELLING = "the claim is telling"


def is_said(claim: Claim, verdict: Verdict) -> bool:
    """Whether the claim is telling at the instance of a verdict on it or on a variant; with ``weak`` that is not asked."""
    if claim.weak:
        return True
    own = judge(claim, verdict.raw, verdict.size)
    return is_telling(claim, replace(own, outcome=Outcome.HOLDS) if own.is_tie else own)


def unsaid(claim: Claim, what: str, verdict: Verdict) -> str:
    """That ``what`` shows nothing of the claim at this instance, and what to do, in a sentence."""
    known = "the smaller side is 0 or one is infinite" if claim.trivial is None else "the claim says no more than trivial= does"
    remedy = "give another instance, or none and in loose= the reason"
    return f"{what} shows nothing: at {verdict.lhs} against {verdict.rhs} {known}; {remedy}"


def refute_sharper(claim: Claim, search: Callable[[Claim], Verdict | None]) -> tuple[Verdict | None, str]:
    """What a ``search`` finds against the sharpened form; where the claim is not telling there, what it finds where it is.

    If the search among telling instances is silent, that first one is returned, with what is wrong unless ``loose`` is told.
    """
    sharper = sharpened(claim)
    found = search(sharper)
    if found is None or found.outcome != Outcome.FAILS or is_said(claim, found):
        return found, ""
    among = variant(sharper, given={**sharper.given, _TELLING: lambda i: telling(claim, sides(claim, i), i)})
    better = search(among)
    if better is not None and better.outcome == Outcome.FAILS:
        return better, ""
    return found, "" if claim.loose else unsaid(claim, "the refutation of sharpened", found)
