"""A second look at a certificate, from zero.

Everything in a certificate is derived again from the claim's own file: each stored instance is decided exactly, each exhaustive
stage is enumerated and decided anew, covers are found again, witnesses, trends and simulations are run again.  Only
the arithmetic, the formula and the judge are trusted; neither the search nor JAX nor Hypothesis is imported.

Main definitions: ``recheck``, ``recheck_all``, ``Rechecked``.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

from theory_lab.claims.bulk import Tally, decide
from theory_lab.claims.certificates import CertificateError, is_stale, reached, read, verdict_of
from theory_lab.claims.claim import Claim
from theory_lab.claims.covers import BOXES, cover
from theory_lab.claims.judge import Verdict, judge
from theory_lab.claims.kinds import KINDS
from theory_lab.claims.reach import Reach, cases
from theory_lab.claims.registry import load
from theory_lab.claims.variants import at_constant, sharpened, without

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
    for name, stored in content["instances"].items():
        yield from _instance(_claim_named(claim, name, content), name, verdict_of(stored))
    if claim.kind in KINDS:
        found = KINDS[claim.kind](claim)
        if found.outcome != content["outcome"]:
            yield f"the certificate says {content['outcome']}, running it again says {found.outcome}"
        return
    if content["outcome"] == "fails":
        yield from _refutation(content)
        return
    parts = reached(content)
    for part in parts:
        yield from _exhausted(_claim_named(claim, "", content), part, most)
    missing = [size for size in (claim.sizes or (None,)) if size not in [part.size for part in parts]]
    if content["evidence"] in ("exact on small", "covered") and (missing or not all(part.suffices for part in parts)):
        yield f"the exhaustive stage does not reach far enough for {content['evidence']!r}"
    if content["evidence"] == "covered":
        yield from _covered(_claim_named(claim, "", content))


def _claim_named(claim: Claim, name: str, content: dict[str, Any]) -> Claim:
    """The claim, or the variant that an instance speaks about."""
    if name == "sharpened":
        return sharpened(claim)
    if name.startswith("without "):
        return without(claim, name.removeprefix("without "))
    if claim.unknown:
        return at_constant(claim, Fraction(content["constants"]["refuted" if name == "smaller constant" else "survives"]))
    return claim


def _instance(claim: Claim, name: str, stored: Verdict) -> Iterator[str]:
    if claim.kind == "trend" or claim.kind == "simulated":
        return
    verdict = judge(claim, stored.raw, stored.size)
    if verdict.outcome != stored.outcome:
        yield f"{name}: stored as {stored.outcome}, decided as {verdict.outcome} {verdict.reason} at {stored.raw}".strip()
    elif not (_agree(verdict.lhs, stored.lhs) and _agree(verdict.rhs, stored.rhs)):
        yield f"{name}: sides stored as {stored.lhs} and {stored.rhs}, computed as {verdict.lhs} and {verdict.rhs}"
    refutes = name in ("smallest", "worst", "sharpened", "smaller constant") or name.startswith("without ")
    if refutes and verdict.outcome != "fails":
        yield f"{name}: the instance must fail, and it {verdict.outcome}"


def _agree(computed: str, stored: str) -> bool:
    """Equal exact numbers, or enclosures that overlap."""
    if computed == stored:
        return True
    try:
        (a, b), (c, d) = _enclosure(computed), _enclosure(stored)
    except ValueError:
        return False
    return a < b and c < d and a <= d and c <= b


def _enclosure(text: str) -> tuple[Fraction, Fraction]:
    """The ends of ``form = digits`` or ``digits +/- radius``; a rational is a point."""
    middle, _, radius = text.rpartition("=")[2].partition("+/-")
    digits = Fraction(middle.strip())
    if not radius and "=" not in text:
        return digits, digits
    spread = Fraction(radius.strip()) if radius else abs(digits) / 10**10 + Fraction(1, 10**17)
    return digits - spread, digits + spread


def _refutation(content: dict[str, Any]) -> Iterator[str]:
    if "smallest" not in content["instances"]:
        yield "a refuted claim needs the instance at which it fails"


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
    tally = decide(claim, (raw for _, raw in listed[: part.cases]), part.size)
    yield from _wrong(tally, part)
    if tally.counts["holds"] != part.nonvacuous:
        yield f"size {part.size}: {part.nonvacuous} instances are said to hold, and {tally.counts['holds']} do"


def _wrong(tally: Tally, part: Reach) -> Iterator[str]:
    for verdict in (*tally.failures, *tally.troubles):
        yield f"size {part.size}: {verdict.outcome} {verdict.reason} at {verdict.raw}"
