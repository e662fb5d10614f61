"""What evidence is worth, in words that cannot be misread.

``holds`` means that no counterexample was found, and an assistant that repeats it says more than that: no answer says ``holds``.

Main definitions
----------------
``verdict_of``   an outcome as a verdict: refuted, no counterexample found, ...
``STRENGTHS``    what each level of evidence is worth
``judged``       level, reach, strength and verdict of a record, with the theorem where there is one
"""

from __future__ import annotations

from typing import Any

from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.proofs.theorems import Theorem

VERDICTS: dict[str, str] = {
    Outcome.HOLDS: "no counterexample found",
    Outcome.FAILS: "refuted",
    Outcome.UNDECIDED: "undecided",
    Outcome.VACUOUS: "vacuous: nearly every instance misses a hypothesis, so nothing was learnt",
    Outcome.ERROR: "error: no verdict",
}
NOT_A_PROOF = "this is no proof"
STRENGTHS: dict[str, str] = {
    Level.STATED: f"none: nothing was established; {NOT_A_PROOF}",
    Level.SIMULATED: f"statistical: random runs and a confidence bound; {NOT_A_PROOF}",
    Level.TREND: f"numerical: exact values at a few sizes; {NOT_A_PROOF}",
    Level.COMPUTED: f"exact at the stated instances and nowhere else; {NOT_A_PROOF} of anything beyond them",
    Level.SCREENED: f"numerical: a search that found nothing; {NOT_A_PROOF}",
    Level.EXACT_ON_SMALL: f"exact for all small instances up to the reach, searched beyond; {NOT_A_PROOF} beyond the reach",
    Level.COVERED: f"rigorous for all real parameters at the listed sizes; {NOT_A_PROOF} for other sizes",
    Level.PROVED: "a machine-checked proof",
    Level.REFUTED: "certain: a counterexample decided in exact arithmetic",
}
ALL_SIZES = "proved for every number of outcomes from two on and all real parameters in the stated ranges, by a kernel"
SIZED = "proved for all real parameters at these sizes only, by a kernel"


def verdict_of(outcome: str) -> str:
    """An outcome as a verdict that does not say more than is known."""
    return VERDICTS.get(outcome, outcome)


def judged(record: Record, theorem: Theorem | None = None) -> dict[str, Any]:
    """Level, reach, strength, verdict and whether it is proved."""
    if theorem is not None and theorem.is_proved and record.outcome != Outcome.FAILS:
        sizes = "all sizes" if theorem.all_sizes else f"sizes {', '.join(map(str, theorem.sizes))}"
        sizes = theorem.reach if theorem.horizons or theorem.along else sizes
        strength = ALL_SIZES if theorem.all_sizes or theorem.sizes == (None,) else SIZED
        return {"verdict": str(theorem), "proved": True, "level": Level.PROVED, "reach": sizes, "strength": strength}
    return {
        "verdict": verdict_of(record.outcome),
        "proved": False,
        "level": str(record.evidence.split(" (")[0]),
        "reach": record.small_bound or "the instances tried",
        "strength": STRENGTHS.get(record.evidence.split(" (")[0], STRENGTHS[Level.STATED]),
    }
