"""The search for proofs of one claim.

First for all sizes, then size by size; whatever is found goes through the kernel before it is told.

Main definitions: ``Attempt``, ``prove``, ``proved``, ``found_for_all_sizes``, ``found_at_size``.

Conventions: nothing here is trusted but the last step, which is the kernel's.
"""

from __future__ import annotations

import html
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.files.loading import load
from theory_lab.proofs.evidence.files import sealed
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.states import states_of
from theory_lab.proofs.search.casework import Casework, OutOfTime
from theory_lab.proofs.search.patterns.templates import Templates
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import Untraceable, statements
from theory_lab.proofs.theorems import Theorem, content_of, verified

SHARE = 0.4  # of the time for all sizes; a proof for all sizes takes a second or is not found
MOST_SIZES = 4  # sizes that are proved one by one


@dataclass(frozen=True)
class Attempt:
    """What was proved of a claim, and what was left open."""

    id: str
    theorem: Theorem
    content: dict[str, Any] | None
    open: str
    seconds: float
    kernel: float

    def __str__(self) -> str:
        left = f": {self.open}" if self.open else ""
        return f"{self.id}: {self.theorem}{left} ({self.seconds:.1f} s, kernel {self.kernel:.2f} s)"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(str(self))}</p>"

    def to_json(self) -> dict[str, Any]:
        """The attempt without the proofs."""
        proved = {"all_sizes": self.theorem.all_sizes, "sizes": list(self.theorem.sizes)}
        return {"claim": self.id, **proved, "open": self.open, "seconds": round(self.seconds, 3), "kernel": round(self.kernel, 3)}


def prove(path: Path, identifier: str, seconds: float) -> Attempt:
    """Look for proofs of the claim of a place."""
    return proved(load(path, spaces=False), identifier, seconds)


def proved(claim: Claim, identifier: str, seconds: float) -> Attempt:
    """Look for proofs of a claim."""
    started = time.monotonic()
    if claim.kind != "inequality" or claim.unknown or claim.expect != "holds":
        return Attempt(identifier, Theorem(False, ()), None, "this is no inequality that should hold", 0.0, 0.0)
    patterned, first = found_for_all_sizes(claim, seconds * SHARE)
    sized, second = [], ""
    for size in (claim.sizes or (None,))[:MOST_SIZES] if patterned is None else ():
        proofs, second = found_at_size(claim, size, started + seconds - time.monotonic())
        if proofs is None:
            break
        sized.append((size, proofs))
    if patterned is None and not sized:
        return Attempt(identifier, Theorem(False, ()), None, second or first, time.monotonic() - started, 0.0)
    content = content_of(claim, identifier, patterned, sized)
    found = time.monotonic()
    try:
        theorem = verified(claim, json.loads(json.dumps(content)))
    except Rejected as reason:
        theorem, second = Theorem(False, ()), f"the kernel rejects what was found: {reason}"
    ended = time.monotonic()
    told = sealed(claim, content) if theorem.is_proved else None
    return Attempt(identifier, theorem, told, "" if theorem.is_proved else second or first, found - started, ended - found)


def found_for_all_sizes(claim: Claim, seconds: float) -> tuple[list[Any] | None, str]:
    """Proofs of all patterns of a claim, or None and what was left open."""
    work = Templates(seconds)
    try:
        proofs = [work.pattern_proof(pattern) for pattern in patterns(claim)]
    except Untraceable as error:
        return None, str(error)
    except (OutOfTime, RecursionError):
        return None, work.open or "the time is over"
    return (None, work.open) if None in proofs else (proofs, "")


def found_at_size(claim: Claim, size: Any, seconds: float) -> tuple[list[Any] | None, str]:
    """Proofs of all statements of a claim at one size, or None and what was left open."""
    work = Casework(seconds)
    try:
        proofs: list[Any] = []
        for statement in statements(claim, size):
            steps = [work.solve(state) for state in states_of(statement)]
            if None in steps:
                return None, work.open
            proofs.append({"steps": steps})
    except Untraceable as error:
        return None, str(error)
    except (OutOfTime, RecursionError):
        return None, work.open or "the time is over"
    return proofs or None, ""
