"""The search for proofs of one claim.

First for all sizes, then size by size; whatever is found goes through the kernel before it is told.

Main definitions: ``Attempt``, ``prove``.

Conventions: nothing here is trusted but the last step, which is the kernel's.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.registry import load
from theory_lab.proofs.kernel.cases import states_of
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.search.casework import Casework, OutOfTime
from theory_lab.proofs.search.templates import Templates
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

    def to_json(self) -> dict[str, Any]:
        """The attempt without the proofs."""
        proved = {"all_sizes": self.theorem.all_sizes, "sizes": list(self.theorem.sizes)}
        return {"claim": self.id, **proved, "open": self.open, "seconds": round(self.seconds, 3), "kernel": round(self.kernel, 3)}


def prove(path: Path, identifier: str, seconds: float) -> Attempt:
    """Look for proofs of the claim in a file."""
    started = time.monotonic()
    claim = load(path, spaces=False)
    if claim.kind != "inequality" or claim.unknown or claim.expect != "holds":
        return Attempt(identifier, Theorem(False, ()), None, "this is no inequality that should hold", 0.0, 0.0)
    patterned, first = _for_all_sizes(claim, seconds * SHARE)
    sized, second = [], ""
    if patterned is None:
        sized, second = _by_size(claim, started + seconds)
    content = content_of(claim, identifier, patterned, sized)
    found = time.monotonic()
    try:
        theorem = verified(claim, json.loads(json.dumps(content)))
    except Rejected as reason:
        theorem, second = Theorem(False, ()), f"the kernel rejects what was found: {reason}"
    ended = time.monotonic()
    told = content if theorem.is_proved else None
    return Attempt(identifier, theorem, told, "" if theorem.is_proved else second or first, found - started, ended - found)


def _for_all_sizes(claim: Claim, seconds: float) -> tuple[list[Any] | None, str]:
    work = Templates(seconds)
    try:
        found = []
        for pattern in patterns(claim):
            tree = work.pattern_proof(pattern)
            if tree is None:
                return None, work.open
            found.append(tree)
        return found or None, ""
    except Untraceable as error:
        return None, str(error)
    except OutOfTime:
        return None, work.open or "the time is over"


def _by_size(claim: Claim, deadline: float) -> tuple[list[tuple[Any, list[Any]]], str]:
    sized: list[tuple[Any, list[Any]]] = []
    for size in (claim.sizes or (None,))[:MOST_SIZES]:
        work = Casework(deadline - time.monotonic())
        try:
            proofs = [_statement(statement, work) for statement in statements(claim, size)]
        except Untraceable as error:
            return sized, str(error)
        except (OutOfTime, RecursionError):
            return sized, work.open or "the time is over"
        if None in proofs or not proofs:
            return sized, work.open
        sized.append((size, proofs))
    return sized, ""


def _statement(statement: Any, work: Casework) -> dict[str, Any] | None:
    steps = []
    for state in states_of(statement):
        tree = work.solve(state)
        if tree is None:
            return None
        steps.append(tree)
    return {"steps": steps}
