"""The search for proofs of one claim.

First for all sizes, then size by size; whatever is found goes through the kernel before it is told.  What is stored and still
accepted is kept, so that the search is for what is missing and nothing gets weaker.

Main definitions: ``Attempt``, ``prove``, ``proved``, ``found_for_all_sizes``, ``found_at_size``.

Conventions: nothing here is trusted but the last step, which is the kernel's.  Times are of the processor.
"""

from __future__ import annotations

import html
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.files.loading import load
from theory_lab.proofs.evidence.files import Proofs, found, sealed
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.states import states_of
from theory_lab.proofs.search.casework import Casework
from theory_lab.proofs.search.deadlines import OutOfTime, limited
from theory_lab.proofs.search.patterns.templates import Templates
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import Untraceable, statements
from theory_lab.proofs.theorems import MALFORMED, Theorem, content_of, verified

SHARE = 0.6  # of the time for all sizes: such a proof is worth most
Sized = list[tuple[Any, list[Any]]]


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
    """Look for proofs of the claim of a place, beside those that are stored there."""
    claim = load(path, spaces=False)
    stored = found(claim)
    return proved(claim, identifier, seconds, stored.content if isinstance(stored, Proofs) else None)


def proved(claim: Claim, identifier: str, seconds: float, stored: Mapping[str, Any] | None = None) -> Attempt:
    """Look for proofs of a claim that are not among the stored ones."""
    started = time.process_time()
    if claim.kind != "inequality" or claim.unknown or claim.expect != "holds":
        return Attempt(identifier, Theorem(False, ()), None, "this is no inequality that should hold", 0.0, 0.0)
    patterned, sized = _kept(claim, identifier, stored) if stored else (None, [])
    first = second = ""
    if patterned is None:
        patterned, first = found_for_all_sizes(claim, seconds * SHARE)
    for size in (claim.sizes or (None,)) if patterned is None else ():
        if any(size == one for one, _ in sized):
            continue
        proofs, second = found_at_size(claim, size, started + seconds - time.process_time())
        if proofs is None:
            break
        sized.append((size, proofs))
    content = content_of(claim, identifier, patterned, [] if patterned is not None else sized)
    searched = time.process_time()
    try:
        theorem = verified(claim, json.loads(json.dumps(content)))
    except Rejected as reason:
        theorem, second = Theorem(False, ()), f"the kernel rejects what was found: {reason}"
    ended = time.process_time()
    told = sealed(claim, content) if theorem.is_proved else None
    return Attempt(identifier, theorem, told, "" if theorem.is_proved else second or first, searched - started, ended - searched)


def _kept(claim: Claim, identifier: str, stored: Mapping[str, Any]) -> tuple[list[Any] | None, Sized]:
    """Those of the stored proofs that the kernel accepts for the claim as it is now, be they of an older version of its file."""

    def accepts(patterned: list[Any] | None, sized: Sized) -> bool:
        try:
            return verified(claim, json.loads(json.dumps(content_of(claim, identifier, patterned, sized)))).is_proved
        except (Rejected, *MALFORMED):
            return False

    if stored.get("all_sizes") is not None and accepts(stored["all_sizes"], []):
        return stored["all_sizes"], []
    parts = {repr(part["size"]): part["proofs"] for part in stored["sizes"]}
    told = [(size, parts.get(repr(json.loads(json.dumps(size))))) for size in claim.sizes or (None,)]
    return None, [(size, proofs) for size, proofs in told if proofs and accepts(None, [(size, proofs)])]


def found_for_all_sizes(claim: Claim, seconds: float) -> tuple[list[Any] | None, str]:
    """Proofs of all patterns of a claim, or None and what was left open."""
    work = Templates(seconds)
    try:
        with limited(seconds):
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
        with limited(seconds):
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
