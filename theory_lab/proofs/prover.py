"""The search for proofs of one claim.

First for all sizes, then for all horizons, then size by size; whatever is found goes through the kernel before it is told.  What
is stored and still accepted is kept, so that the search is for what is missing and nothing gets weaker.

Main definitions: ``Attempt``, ``prove``, ``proved``, ``found_for_all_sizes``, ``found_for_all_horizons``, ``found_at_size``.

Conventions: nothing here is trusted but the last step, which is the kernel's.  Times are of the processor.
"""

from __future__ import annotations

import html
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import load
from theory_lab.proofs.evidence.files import Proofs, found, sealed
from theory_lab.proofs.evidence.refutations import REFUTES, refutation, trouble, unsuited
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.horizons.recursions import places
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.search.casework import Casework
from theory_lab.proofs.search.deadlines import OutOfTime, limited
from theory_lab.proofs.search.goals.nearest import nearest
from theory_lab.proofs.search.goals.reasons import telling, unstepped, untraced, without_symbols
from theory_lab.proofs.search.lean import lean
from theory_lab.proofs.search.patterns.inductions import Inductions
from theory_lab.proofs.search.patterns.sets.merges import Merges
from theory_lab.proofs.separate import Pattern, is_on_trees, patterns
from theory_lab.proofs.sketches.files import SKETCHED, sketched
from theory_lab.proofs.sketches.inductions import induced
from theory_lab.proofs.statements import Untraceable, statements
from theory_lab.proofs.theorems import MALFORMED, Theorem, content_of, verified

SHARE = 0.6  # of the time for all sizes, and of the rest for all horizons: such a proof is worth most
LOOK = 0.1  # of the time at most for that look, as an instance of a long program may take seconds
LEAN = 0.1  # of the time at most to drop what a proof does not need, for its readers
UNFOUND = "no proof was found"  # of what leaves no goal open
OVER = "out of time"
Sized = list[tuple[Any, list[Any]]]
Stepped = list[tuple[Any, int | None, Any]]


@dataclass(frozen=True)
class Attempt:
    """What was proved of a claim, and what was left open."""

    id: str
    theorem: Theorem
    content: dict[str, Any] | None
    open: str
    seconds: float
    kernel: float

    @property
    def word(self) -> str:
        """``refuted``, ``open`` or what is proved."""
        return "refuted" if self.open.startswith(REFUTES) else str(self.theorem)

    def __str__(self) -> str:
        left = f": {self.open}" if self.open else ""
        return f"{self.id}: {self.word}{left} ({self.seconds:.1f} s, kernel {self.kernel:.2f} s)"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(str(self))}</p>"

    def to_json(self) -> dict[str, Any]:
        """The attempt without the proofs."""
        proved = {"all_sizes": self.theorem.all_sizes, "sizes": list(self.theorem.sizes)}
        proved |= {"horizons": [size for size, _ in self.theorem.horizons]} if self.theorem.horizons else {}
        return {"claim": self.id, **proved, "open": self.open, "seconds": round(self.seconds, 3), "kernel": round(self.kernel, 3)}


def prove(path: Path, identifier: str, seconds: float) -> Attempt:
    """Look for proofs of the claim of a place, beside those that are stored there."""
    claim = load(path, spaces=False)
    stored = found(claim)
    if not isinstance(stored, Proofs):
        return proved(claim, identifier, seconds)
    return proved(claim, identifier, seconds, stored.content, not stored.stale and stored.is_verified(claim))


def proved(claim: Claim, identifier: str, seconds: float, stored: Mapping[str, Any] | None = None, sure: bool = False) -> Attempt:
    """Look for proofs of a claim that are not among the stored ones; if all are ``sure`` to be accepted they are kept."""
    started = time.process_time()
    if why_not := unsuited(claim) or trouble(claim, started + LOOK * seconds):
        return Attempt(identifier, Theorem(False, ()), None, why_not, time.process_time() - started, 0.0)
    patterned, sized, stepped = _kept(claim, identifier, stored, sure) if stored else (None, [], [])
    entry, first, second = stored.get("entry") if stored and patterned is not None else None, "", ""
    reasons, unread, outlined = list[str](), list[str](), list[str]()
    for entry in entries(claim) if patterned is None else ():
        left = (started + SHARE * seconds - time.process_time()) / (len(entries(claim)) - len(reasons))
        patterned, lacking = found_for_all_sizes(claim, left, entry)
        reasons.append(lacking)
        if patterned is not None:
            break
    if patterned is None:
        stepped += found_for_all_horizons(claim, SHARE * (started + seconds - time.process_time()), stepped, outlined, unread)
        entry, first = None, outlined[0] if outlined else telling(reasons)
    steps = "" if stepped else unstepped(claim, unread)
    for size in (claim.sizes or (None,)) if patterned is None else ():
        if any(size == one for one, _ in sized) or _free(stepped).is_at(size):
            continue
        proofs, second = found_at_size(claim, size, started + seconds - time.process_time())
        if proofs is None:
            break
        sized.append((size, proofs))
    if claim.sizes and first not in ("", OVER) and nearest(first, second) == first:
        second = f"{OVER}; for all n, {first}" if second == OVER else f"for all n, {first}"  # more time says not how to go on
    if patterned is None and not sized and not stepped:
        left = refutation(claim, seconds) or ((first if SKETCHED in first else second or first) or UNFOUND) + steps
        return Attempt(identifier, Theorem(False, ()), None, left, time.process_time() - started, 0.0)
    content = content_of(claim, identifier, patterned, *(([], []) if patterned is not None else (sized, stepped)), entry)
    searched = time.process_time()
    try:
        theorem = verified(claim, json.loads(json.dumps(content)))
        left = _left(claim, theorem, first, second)
        left += steps if left else ""
    except Rejected as reason:
        theorem, left = Theorem(False, ()), f"the kernel rejects what was found: {reason}"
    ended = time.process_time()
    # What is proved of two outcomes may be false of three, and hypotheses may never be met: that is no proof of the claim.
    missing = _missing(claim, theorem)
    if (missing or claim.given) and (why_not := refutation(replace(claim, sizes=missing or claim.sizes), seconds)):
        return Attempt(identifier, Theorem(False, ()), None, why_not, searched - started, ended - searched)
    told = sealed(claim, content) if theorem.is_proved else None
    return Attempt(identifier, theorem, told, left, searched - started, ended - searched)


def _missing(claim: Claim, theorem: Theorem) -> tuple[Any, ...]:
    return tuple(size for size in claim.sizes if not theorem.is_at(size))


def _left(claim: Claim, theorem: Theorem, first: str, second: str) -> str:
    """What is left open beside what is proved: a sketch, the first size that is missing, or all sizes, each with its reason.

    What is proved at each of its sizes and at every horizon lacks nothing that one would look for.
    """
    if SKETCHED in first:
        return f"for all n, {first}"
    if missing := _missing(claim, theorem):
        return f"for n = {missing[0]}, {second or UNFOUND}"
    return f"for all n, {first}" if claim.sizes and first and not (theorem.all_sizes or theorem.horizons) else ""


def _kept(claim: Claim, identifier: str, stored: Mapping[str, Any], whole: bool) -> tuple[list[Any] | None, Sized, Stepped]:
    """Those of the stored proofs that the kernel accepts for the claim as it is now, be they of an older version of its file.

    Where the ``whole`` of them was verified by this very code they are not gone through twice.
    """

    def accepts(patterned: list[Any] | None, sized: Sized, stepped: Stepped) -> bool:
        if whole:
            return True
        try:
            content = content_of(claim, identifier, patterned, sized, stepped, stored.get("entry") if patterned else None)
            return verified(claim, json.loads(json.dumps(content))).is_proved
        except (Rejected, *MALFORMED):
            return False

    if stored.get("all_sizes") is not None and accepts(stored["all_sizes"], [], []):
        return stored["all_sizes"], [], []
    own = {repr(json.loads(json.dumps(size))): size for size in claim.sizes or (None,)}
    sized = [(own[repr(part["size"])], part["proofs"]) for part in stored["sizes"] if repr(part["size"]) in own]
    steps = [part for part in stored.get("horizons", ()) if repr(part["size"]) in own]
    stepped = [(own[repr(part["size"])], part["place"], part["proof"]) for part in steps]
    return None, [one for one in sized if accepts(None, [one], [])], [one for one in stepped if accepts(None, [], [one])]


def _free(stepped: Stepped) -> Theorem:
    """What the proofs for all horizons prove."""
    return Theorem(False, (), tuple((size, place) for size, place, _ in stepped))


def entries(claim: Claim) -> list[int | None]:
    """The entries of the sizes that may grow alone; None where the size is a number, or that of a tree."""
    common = (
        [entry for entry in places(claim.sizes[0]) if all(entry in places(size) for size in claim.sizes)] if claim.sizes else []
    )
    return [None, *common] if is_on_trees(claim) else common or [None]


def found_for_all_sizes(claim: Claim, seconds: float, entry: int | None = None) -> tuple[list[Any] | None, str]:
    """Proofs of all patterns of a claim along one entry of its sizes, or None and what was left open.

    A sketch beside the claim goes first; what it leaves open is told where the search finds nothing either.
    """
    until = time.process_time() + seconds
    try:
        with limited(seconds):
            asked = patterns(claim, entry)
    except Untraceable as error:
        return None, untraced(error)
    except (OutOfTime, RecursionError):
        return None, OVER
    proofs, outlined = sketched(claim, asked, seconds)
    proofs, left = (proofs, "") if proofs else _searched(asked, until - time.process_time())
    if proofs is None:
        return None, outlined or left
    until = time.process_time() + LEAN * seconds
    return [lean(pattern, proof, until) for pattern, proof in zip(asked, proofs, strict=True)], ""


def _searched(asked: Sequence[Pattern], seconds: float) -> tuple[list[Any] | None, str]:
    """Proofs of patterns by the search, or None and what was left open."""
    work = Merges(seconds)
    try:
        with limited(seconds):
            proofs: list[Any] = []
            for pattern in asked:
                if (proof := work.pattern_proof(pattern)) is None:
                    return None, work.open
                proofs.append(proof)
    except (OutOfTime, RecursionError):
        return None, work.open or OVER
    return proofs, ""


def found_for_all_horizons(
    claim: Claim, seconds: float, known: Sequence[Any] = (), outlined: list[str] | None = None, unread: list[str] | None = None
) -> Stepped:
    """Proofs beside those known: the size whose horizon is left free, its place, and the proof.

    What a sketch leaves open goes to ``outlined``, why there is no recursion to ``unread``.
    """
    told: Stepped = []
    work = Inductions(seconds)
    for size in claim.sizes:
        for place in places(size) if not _free([*known, *told]).is_at(size) else ():
            try:
                with limited(seconds):
                    found = recursion(claim, size, place)
                    proof = induced(claim, found, size, seconds, outlined) or work.recursion_proof(found)
            except (Untraceable, RecursionError) as error:
                if unread is not None and isinstance(error, Untraceable):
                    unread.append(untraced(error))
                continue
            except OutOfTime:
                return told
            if proof is not None:
                told.append((size, place, proof))
                break
    return told


def found_at_size(claim: Claim, size: Any, seconds: float) -> tuple[list[Any] | None, str]:
    """Proofs of all statements of a claim at one size, or None and what was left open."""
    work = Casework(seconds)
    try:
        with limited(seconds):
            proofs: list[Any] = []
            for statement in statements(claim, size):
                steps = work.statement_proof(statement)
                if steps is None:
                    return None, work.open
                proofs.append({"steps": steps})
    except Untraceable as error:
        return None, without_symbols(claim, size) or untraced(error)
    except (OutOfTime, RecursionError):
        return None, work.open or OVER
    return proofs or None, ""
