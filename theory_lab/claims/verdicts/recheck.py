"""A second look at a certificate, from zero.

Everything in a certificate is derived again from the claim's own file: each stored instance is decided exactly, each exhaustive
stage is enumerated and decided anew, covers are found again, witnesses, values, trends and simulations are run again.  Only
the arithmetic, the formula and the judge are trusted; neither the search nor JAX nor Hypothesis is imported.

Main definitions: ``recheck``, ``recheck_all``, ``Rechecked``, ``levels``.

Conventions: how many instances a search looked at, and the rows of ``details``, are a report of what was done and are not
derived again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.registry import load
from theory_lab.claims.verdicts.bulk import Tally, decide
from theory_lab.claims.verdicts.certificates import CertificateError, is_stale, known_verdicts, reached, read
from theory_lab.claims.verdicts.covers import BOXES, cover
from theory_lab.claims.verdicts.exhaustive import Reach, cases
from theory_lab.claims.verdicts.given_sizes import KINDS
from theory_lab.claims.verdicts.restated import disagreement, named, unmatched

__all__ = ["CertificateError", "Rechecked", "recheck", "recheck_all"]


@dataclass(frozen=True)
class Rechecked:
    """``confirmed``, ``in part`` (not every listed instance was decided again), ``stale`` or ``contradicted``, with reasons."""

    id: str
    outcome: str
    problems: tuple[str, ...]
    seconds: float


def recheck(claim_path: Path, certificate_path: Path, most: int | None = None) -> Rechecked:
    """Verify one certificate; raises ``CertificateError`` when the file is corrupt.

    With ``most``, only so many of the listed small instances are decided again at each size.
    """
    started = time.perf_counter()
    content = read(certificate_path)
    claim = load(claim_path)
    if content["claim"].rpartition(".")[2] != claim_path.stem:
        reason = f"it is the certificate of {content['claim']}"
        return Rechecked(content["claim"], "contradicted", (reason,), time.perf_counter() - started)
    if is_stale(content, claim):
        reason = "the claim's file changed since it was certified"
        return Rechecked(content["claim"], "stale", (reason,), time.perf_counter() - started)
    try:
        problems = tuple(_problems(claim, content, most))
        cut = most is not None and any(part.cases > most for part in reached(content))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CertificateError(f"the certificate {certificate_path} is corrupt: {error}") from None
    outcome = "contradicted" if problems else "in part" if cut else "confirmed"
    return Rechecked(content["claim"], outcome, problems, time.perf_counter() - started)


def recheck_all(held: Sequence[tuple[Path, Path]], workers: int = 1, most: int | None = None) -> Iterator[Rechecked]:
    """Verify pairs of claim file and certificate, in their order, in one process or several."""
    if workers == 1:
        return (recheck(*pair, most) for pair in held)
    import joblib

    jobs = (joblib.delayed(recheck)(*pair, most) for pair in held)
    results: Any = joblib.Parallel(n_jobs=workers, return_as="generator")(jobs)
    return results


def _problems(claim: Claim, content: dict[str, Any], most: int | None) -> Iterator[str]:
    for name, verdict in known_verdicts(content).items():
        yield from filter(None, [disagreement(named(claim, name, content), name, verdict)])
    yield from _missing(claim, content)
    if claim.kind in KINDS:
        found = KINDS[claim.kind](claim)
        if found.outcome != content["outcome"]:
            yield f"the certificate says {content['outcome']}, running it again says {found.outcome}"
        for name, verdict in known_verdicts(content).items() if claim.kind == "value" else ():
            yield from filter(None, [unmatched(name, verdict, found.verdicts)])
        return
    if content["outcome"] != "holds":
        return
    plain = named(claim, "", content)
    for part in reached(content):
        yield from _exhausted(plain, part, most)
    if content["evidence"] == "covered":
        yield from _covered(plain)


def _missing(claim: Claim, content: dict[str, Any]) -> Iterator[str]:
    """What the certificate says without what must stand behind it."""
    if content["evidence"] not in (possible := levels(claim, content)):
        yield f"the evidence is {' or '.join(map(repr, possible))} at most, and {content['evidence']!r} is stored"
    needed = {"smallest", "worst"} if content["outcome"] == "fails" and claim.kind == "inequality" else set()
    if content["outcome"] == "holds" and claim.kind == "inequality":
        needed |= {"sharpened"} if claim.sharpened is not None and not claim.loose else set()
        needed |= {f"without {name}" for name in claim.necessary}
    if claim.unknown:
        low, high = (Fraction(content["constants"][name]) for name in ("refuted", "survives"))
        needed |= {"smaller constant"}
        if low >= high:
            yield f"the constant {low} that is refuted must be below {high}, which survives"
    for name in sorted(needed - content["instances"].keys()):
        yield f"the instance {name!r} is missing"


def levels(claim: Claim, content: dict[str, Any]) -> tuple[str, ...]:
    """The levels that a certificate of this kind, outcome and reach may have."""
    if content["outcome"] not in ("holds", "fails"):
        return ("stated",)
    if claim.kind in ("trend", "simulated"):
        return (claim.kind,) if content["outcome"] == "holds" or claim.kind == "simulated" else ("refuted exactly",)
    if content["outcome"] == "fails":
        return ("refuted exactly",)
    if claim.kind in ("witness", "value"):
        return ("computed",)
    parts = {part.size: part for part in reached(content)}
    reaches = all(size in parts and parts[size].suffices for size in claim.sizes or (None,))
    return ("screened", "exact on small", "covered") if reaches else ("screened",)


def _covered(claim: Claim) -> Iterator[str]:
    for size in claim.sizes or (None,):
        found = cover(claim, size, 2 * BOXES)  # interval ends may differ by an ulp on another machine
        if found is None or not found.complete:
            yield f"size {size}: the boxes that cover all real parameters do not settle the claim"


def _exhausted(claim: Claim, part: Reach, most: int | None) -> Iterator[str]:
    if most is not None and part.cases > most:
        yield from _wrong(decide(claim, (raw for _, raw in islice(cases(claim, part.size), most)), part.size), part)
        return
    listed = list(islice(cases(claim, part.size), part.cases + 1))
    if len(listed) < part.cases:
        yield f"size {part.size}: {part.cases} small instances are claimed, and there are {len(listed)}"
    if part.complete and len(listed) > part.cases:
        yield f"size {part.size}: the enumeration is called complete at {part.cases} instances, and it goes on"
    whole = listed[: part.cases][-1][0] - (not part.complete) if listed[: part.cases] else part.weight
    if part.weight != whole:
        yield f"size {part.size}: all instances up to weight {part.weight} are claimed, and they go up to {whole}"
    tally = decide(claim, (raw for _, raw in listed[: part.cases]), part.size)
    yield from _wrong(tally, part)
    if tally.counts["holds"] != part.nonvacuous:
        yield f"size {part.size}: {part.nonvacuous} instances are said to hold, and {tally.counts['holds']} do"


def _wrong(tally: Tally, part: Reach) -> Iterator[str]:
    for verdict in (*tally.failures, *tally.troubles):
        yield f"size {part.size}: {verdict.outcome} {verdict.reason} at {verdict.raw}"
