"""Why there can be no proof of a claim, as far as a check says.

Main definitions
----------------
``unsuited``     a claim that is nothing which a proof could be of
``trouble``      one that is false, or an error, at a light instance
``refutation``   one that a quick search refutes, or finds vacuous

Conventions: each is a sentence, '' where there is no reason.  What is refuted begins with ``REFUTES``.
"""

from __future__ import annotations

import itertools
import time

from theory_lab.claims.checks.examination import why
from theory_lab.claims.checks.readings import shown
from theory_lab.claims.checks.stages import DEPTHS, run
from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts import certificates
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.exhaustive import cases
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome

LIGHT = 24  # instances judged before a search: where parts of two laws are compared, their masses differ from the third on
REFUTES = "its check refutes it at "


def unsuited(claim: Claim) -> str:
    """Why a claim is nothing that a proof could be of; '' if it is."""
    if claim.kind != "inequality":
        return f"a claim of kind {claim.kind!r} cannot be proved: a proof compares two sides at every instance"
    if claim.unknown:
        return f"its constant {claim.unknown} is unknown: replace it by a number, such as the one that survives"
    return "" if claim.expect == "holds" else "it is expected to fail"


def trouble(claim: Claim, until: float) -> str:
    """Why there can be no proof, if a light instance shows it: there the claim is false, or nobody can compute a side."""
    size = claim.small_size
    for _, raw in itertools.islice(cases(claim, size), LIGHT):
        if time.process_time() > until:
            break
        verdict = judge(claim, raw, size)
        if verdict.outcome == Outcome.ERROR:
            return f"its check ends in an error: {verdict.reason}"
        if verdict.outcome == Outcome.FAILS:
            return f"{REFUTES}{shown(claim, verdict)}"
    return ""


def refutation(claim: Claim, seconds: float) -> str:
    """Where a quick search refutes the claim, or why it is vacuous; '' for neither, and where a certificate says that it holds.

    The search has as long as the proof had: sides that take milliseconds would keep it for minutes.
    """
    known, until = certificates.found(claim), time.process_time() + seconds
    if isinstance(known, Certificate) and known.outcome == Outcome.HOLDS and not known.is_stale(claim):
        return ""
    found = run(claim, DEPTHS["quick"], stop=lambda: time.process_time() > until)
    if found.outcome == Outcome.VACUOUS:
        return f"its check finds it vacuous{why(claim, found.outcome, found)}"
    return f"{REFUTES}{shown(claim, found.failures[0])}" if found.failures else ""
