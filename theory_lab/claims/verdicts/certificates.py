"""Certificates: what was found once with patience, in a form that can be checked again.

A certificate is a JSON file of whole numbers and exact strings.  It claims nothing by its existence: ``recheck`` re-derives every
verdict in it from the claim's own file.

Main definitions: ``certify``, ``read``, ``write``, ``certificate_path``, ``entry``, ``CertificateError``.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import fingerprint
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.exhaustive import Reach, reach_text
from theory_lab.claims.verdicts.judge import Verdict

FORMAT = 1
_FIELDS = {"format": int, "claim": str, "fingerprint": str, "outcome": str, "evidence": str, "counts": dict, "reach": list}
_FIELDS |= {"instances": dict, "constants": dict, "details": list, "problems": list}
_INSTANCE: dict[str, Any] = {"raw": dict, "outcome": str, "lhs": str, "rhs": str, "ratio": str | None, "size": object}
_REACH: dict[str, Any] = {"weight": int, "cases": int, "nonvacuous": int, "complete": bool, "size": object}


class CertificateError(Exception):
    """A certificate that cannot be read; the message is one sentence."""


def certificate_path(claim_path: Path) -> Path:
    """Where a claim's certificate lives: ``<paper>/certificates/<conclusion>.json``."""
    folder = claim_path.parent
    if folder.name == "refuted":
        return folder.parent / "certificates" / f"refuted_{claim_path.stem}.json"
    return folder / "certificates" / f"{claim_path.stem}.json"


def entry(verdict: Verdict) -> dict[str, Any]:
    """A verdict as JSON."""
    return {
        "size": verdict.size, "raw": verdict.raw, "outcome": verdict.outcome, "lhs": verdict.lhs, "rhs": verdict.rhs,
        "ratio": None if verdict.ratio is None else repr(verdict.ratio),
    }  # fmt: skip


def write(path: Path, content: dict[str, Any]) -> None:
    """Write a certificate whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".json")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, indent=1, sort_keys=True, allow_nan=False)
            file.write("\n")
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def read(path: Path) -> dict[str, Any]:
    """A certificate; raises ``CertificateError`` when it is corrupt."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CertificateError(f"the certificate {path} cannot be read: {error}") from None
    if not isinstance(content, dict):
        raise CertificateError(f"the certificate {path} is corrupt: it must be a JSON object")
    try:
        _require(content, _FIELDS, "it")
        for name, stored in content["instances"].items():
            _require(stored, _INSTANCE, f"its instance {name!r}")
        for stored in content["reach"]:
            _require(stored, _REACH, "an entry of its reach")
        known_verdicts(content)
        {name: Fraction(text) for name, text in content["constants"].items()}
        {name: int(count) for name, count in content["counts"].items()}
    except (TypeError, ValueError, ArithmeticError) as error:
        raise CertificateError(f"the certificate {path} is corrupt: {error}") from None
    if content["format"] != FORMAT:
        raise CertificateError(f"the certificate {path} has format {content['format']}; this version reads format {FORMAT}")
    return content


def _require(stored: Any, kinds: dict[str, Any], what: str) -> None:
    """Raise ``ValueError`` unless ``stored`` is an object with entries of these kinds."""
    for name, kind in kinds.items():
        if not (isinstance(stored, dict) and name in stored and isinstance(stored[name], kind)):
            raise ValueError(f"{what} must have an entry {name!r} of the kind {getattr(kind, '__name__', kind)}")


def validate(path: Path, content: dict[str, Any], claim: Claim) -> None:
    """Raise ``CertificateError`` when an instance of a certificate that is not stale lies outside the claim's space."""
    if claim.space is None or is_stale(content, claim):
        return
    for name, verdict in known_verdicts(content).items():
        try:
            if verdict.raw:
                claim.space_at(verdict.size).validate(verdict.raw)
        except Exception as error:
            raise CertificateError(f"the certificate {path} is corrupt: its instance {name!r}: {error}") from None


def is_stale(content: dict[str, Any], claim: Claim) -> bool:
    """True if the claim's file changed since."""
    return content["fingerprint"] != fingerprint(claim)


def certify(claim: Claim, identifier: str, path: Path, progress: Callable[[str], None] | None = None) -> Record:
    """Pass a claim through every stage without a time limit and write its certificate; returns the ``Record``."""
    from theory_lab.claims.checks.examination import examined
    from theory_lab.claims.checks.recording import recorded
    from theory_lab.claims.checks.stages import DEPTHS

    started = time.perf_counter()
    examination = examined(claim, DEPTHS["certify"], seed=0, progress=progress)
    examination.certified = examination.evidence()
    examination.reach = reach_text(examination.stages.reach)
    content = {
        "format": FORMAT, "claim": identifier, "fingerprint": fingerprint(claim), "outcome": examination.outcome,
        "evidence": examination.certified, "counts": dict(examination.stages.counts),
        "reach": [asdict(reach) for reach in examination.stages.reach],
        "instances": {name: entry(verdict) for name, verdict in examination.named().items()},
        "constants": {} if examination.best is None else examination.best.ends(),
        "details": [list(row) for row in examination.details], "problems": list(examination.problems),
    }  # fmt: skip
    write(path, content)
    examination.seconds = time.perf_counter() - started
    return recorded(claim, identifier, examination)


def known_verdicts(content: dict[str, Any]) -> dict[str, Verdict]:
    """The instances of a certificate, by name."""
    return {name: verdict_of(stored) for name, stored in content["instances"].items()}


def verdict_of(stored: dict[str, Any]) -> Verdict:
    """A stored verdict; sizes that are tuples come back as tuples."""
    ratio = stored["ratio"]
    return Verdict(
        stored["outcome"], stored["raw"], size_of(stored["size"]), stored["lhs"], stored["rhs"],
        None if ratio is None else float(ratio),
    )  # fmt: skip


def size_of(stored: Any) -> Any:
    """A size as the claim file wrote it: JSON lists are tuples there."""
    return tuple(map(size_of, stored)) if isinstance(stored, list) else stored


def reached(content: dict[str, Any]) -> list[Reach]:
    """How far the exhaustive stage went, size by size."""
    return [Reach(size_of(r["size"]), r["weight"], r["cases"], r["nonvacuous"], r["complete"]) for r in content["reach"]]
