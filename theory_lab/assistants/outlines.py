"""Proofs that an assistant outlines, for the kernel to read.

Main definitions: ``outline`` (what a sketch can speak of), ``by_sketch`` (what one proves).

Conventions: a sketch is code, and runs where the claim does; nothing is written.
"""

from __future__ import annotations

import inspect
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.prover import Attempt
from theory_lab.proofs.search.deadlines import OutOfTime, limited
from theory_lab.proofs.sketches import moves
from theory_lab.proofs.sketches.drafting import draft_of, patterned
from theory_lab.proofs.sketches.files import proofs_by, statics_of, written
from theory_lab.proofs.sketches.filling import Unfinished
from theory_lab.proofs.sketches.sketch import Sketch
from theory_lab.proofs.statements import Untraceable
from theory_lab.proofs.theorems import Theorem, content_of, verified

NONE = Theorem(False, ())


def outline(claim: Claim, name: str) -> dict[str, Any]:
    """The first lines of a sketch, with what its names stand for; what lemmas and moves there are; or why there is no sketch."""
    try:
        _, found = patterned(claim)
    except Untraceable as error:
        return {"open": f"{error}"}
    return {
        "sketch": draft_of(found, name),
        "lemmas_and_steps": _offers(Sketch),
        "moves": _offers(moves),
        "ends": ["ZERO", "BALL", "SIGNS"],
    }


def _offers(place: Any) -> dict[str, str]:
    """Public functions with their parameters, and what they say."""
    module = getattr(place, "__module__", getattr(place, "__name__", ""))
    told = {}
    for name, function in vars(place).items():
        if inspect.isfunction(function) and not name.startswith("_") and function.__module__ == module:
            parameters = [str(one) for one in inspect.signature(function).parameters.values() if one.name != "self"]
            told[f"{name}({', '.join(parameters)})"] = inspect.getdoc(function) or ""
    return told


def by_sketch(claim: Claim, name: str, text: str, seconds: float) -> Attempt:
    """What the text of a sketch proves, and what it leaves open."""
    started = time.process_time()
    content, open_ = None, ""
    try:
        with limited(seconds):
            entry, found = patterned(claim)
            proofs = proofs_by(_of_text(text), found, statics_of(claim, len(found)), seconds)
        content = json.loads(json.dumps(content_of(claim, name, proofs, [], (), entry)))
    except (Untraceable, Unfinished) as left:
        open_ = f"{left}"
    except (OutOfTime, RecursionError):
        open_ = "the time is over"
    searched, theorem = time.process_time(), NONE
    try:
        theorem = verified(claim, content) if content else NONE
    except Rejected as reason:
        content, open_ = None, f"the kernel rejects it: {reason}"
    return Attempt(name, theorem, content, open_, searched - started, time.process_time() - searched)


def _of_text(text: str) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sketch.py"
        path.write_text(text, encoding="utf-8")
        return written(path)
