"""Certificates: what was found once with patience, in a form that can be checked again.

A certificate is a JSON file of whole numbers and exact strings.  It claims nothing by its existence: ``recheck`` re-derives every
verdict in it from the claim's own file.

Main definitions: ``Certificate``, ``certificate_path``, ``read``, ``held``, ``Filed``, ``filed``,
``CertificateError``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import fingerprint, load
from theory_lab.claims.verdicts.exhaustive import Reach
from theory_lab.claims.verdicts.judge import Verdict
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.files import write_whole

FORMAT = 1
_FIELDS = {"format": int, "claim": str, "fingerprint": str, "outcome": str, "evidence": str, "counts": dict, "reach": list}
_FIELDS |= {"instances": dict, "constants": dict, "details": list, "problems": list}
_INSTANCE: dict[str, Any] = {"raw": dict, "outcome": str, "lhs": str, "rhs": str, "ratio": str | None, "size": object}
_REACH: dict[str, Any] = {"weight": int, "cases": int, "nonvacuous": int, "complete": bool, "size": object}


class CertificateError(Exception):
    """A certificate that cannot be read; the message is one sentence."""


@dataclass(frozen=True)
class Certificate:
    """What was found of the claim of a name, and the code (by its fingerprint) of which it was found.

    ``counts``, ``details`` and ``problems`` report what was done; ``reach``, ``instances``, ``constants`` can be derived again.
    """

    claim: str
    fingerprint: str
    outcome: Outcome
    evidence: Level
    counts: Mapping[str, int]
    reach: tuple[Reach, ...]
    instances: Mapping[str, Verdict]
    constants: Mapping[str, Fraction]
    details: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]

    @classmethod
    def from_json(cls, content: Any) -> Certificate:
        """Of an object of JSON; raises ``CertificateError`` with what is wrong, as the predicate of a sentence."""
        try:
            _require(content, _FIELDS, "it")
            for name, stored in content["instances"].items():
                _require(stored, _INSTANCE, f"its instance {name!r}")
            for stored in content["reach"]:
                _require(stored, _REACH, "an entry of its reach")
            certificate = cls(
                content["claim"],
                content["fingerprint"],
                Outcome(content["outcome"]),
                Level(content["evidence"]),
                {name: int(count) for name, count in content["counts"].items()},
                tuple(_reach(stored) for stored in content["reach"]),
                {name: _verdict(stored) for name, stored in content["instances"].items()},
                {name: Fraction(text) for name, text in content["constants"].items()},
                tuple((str(name), str(text)) for name, text in content["details"]),
                tuple(map(str, content["problems"])),
            )
        except (TypeError, ValueError, ArithmeticError) as error:
            raise CertificateError(f"is corrupt: {error}") from None
        if content["format"] != FORMAT:
            raise CertificateError(f"has format {content['format']}; this version reads format {FORMAT}")
        return certificate

    def to_json(self) -> dict[str, Any]:
        """The certificate as an object of valid JSON."""
        return {
            "format": FORMAT,
            "claim": self.claim,
            "fingerprint": self.fingerprint,
            "outcome": self.outcome,
            "evidence": self.evidence,
            "counts": dict(self.counts),
            "reach": [asdict(part) for part in self.reach],
            "instances": {name: _stored(verdict) for name, verdict in self.instances.items()},
            "constants": {name: str(constant) for name, constant in self.constants.items()},
            "details": [list(row) for row in self.details],
            "problems": list(self.problems),
        }

    def write(self, path: Path) -> None:
        """Write the certificate whole or not at all."""
        write_whole(path, json.dumps(self.to_json(), indent=1, sort_keys=True, allow_nan=False) + "\n")

    def is_stale(self, claim: Claim) -> bool:
        """True if the claim's file changed since."""
        return self.fingerprint != fingerprint(claim)


@dataclass(frozen=True)
class Filed:
    """A claim of a file: its name, and the certificate beside it where one was looked for and found."""

    name: str
    path: Path
    claim: Claim
    certificate: Certificate | None = None


def certificate_path(claim_path: Path) -> Path:
    """Where a claim's certificate lives: ``<paper>/certificates/<conclusion>.json``."""
    folder = claim_path.parent
    if folder.name == "refuted":
        return folder.parent / "certificates" / f"refuted_{claim_path.stem}.json"
    return folder / "certificates" / f"{claim_path.stem}.json"


def read(path: Path) -> Certificate:
    """A certificate; raises ``CertificateError`` when it is corrupt."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CertificateError(f"the certificate {path} cannot be read: {error}") from None
    if not isinstance(content, dict):
        raise CertificateError(f"the certificate {path} is corrupt: it must be a JSON object")
    try:
        return Certificate.from_json(content)
    except CertificateError as error:
        raise CertificateError(f"the certificate {path} {error}") from None


def held(claim: Claim) -> Certificate | None:
    """The certificate beside a claim's file, if there is one.

    Raises ``CertificateError`` when it is corrupt, as it is when it is not stale and an instance lies outside the claim's space.
    """
    if claim.path is None or not (path := certificate_path(claim.path)).exists():
        return None
    certificate = read(path)
    if claim.space is None or certificate.is_stale(claim):
        return certificate
    for name, verdict in certificate.instances.items():
        try:
            if verdict.raw:
                claim.space_at(verdict.size).validate(verdict.raw)
        except Exception as error:
            raise CertificateError(f"the certificate {path} is corrupt: its instance {name!r}: {error}") from None
    return certificate


def filed(name: str, path: Path) -> Filed:
    """A claim loaded from its file with its certificate; raises what loading and reading raise."""
    claim = load(path)
    return Filed(name, path, claim, held(claim))


def _require(stored: Any, kinds: dict[str, Any], what: str) -> None:
    """Raise ``ValueError`` unless ``stored`` is an object with entries of these kinds."""
    for name, kind in kinds.items():
        if not (isinstance(stored, dict) and name in stored and isinstance(stored[name], kind)):
            raise ValueError(f"{what} must have an entry {name!r} of the kind {getattr(kind, '__name__', kind)}")


def _stored(verdict: Verdict) -> dict[str, Any]:
    """A verdict as JSON."""
    return {
        "size": verdict.size,
        "raw": verdict.raw,
        "outcome": verdict.outcome,
        "lhs": verdict.lhs,
        "rhs": verdict.rhs,
        "ratio": None if verdict.ratio is None else repr(verdict.ratio),
    }


def _verdict(stored: dict[str, Any]) -> Verdict:
    ratio = None if stored["ratio"] is None else float(stored["ratio"])
    return Verdict(Outcome(stored["outcome"]), stored["raw"], _size(stored["size"]), stored["lhs"], stored["rhs"], ratio)


def _reach(stored: dict[str, Any]) -> Reach:
    return Reach(_size(stored["size"]), stored["weight"], stored["cases"], stored["nonvacuous"], stored["complete"])


def _size(stored: Any) -> Any:
    """A size as the claim file wrote it: JSON lists are tuples there."""
    return tuple(map(_size, stored)) if isinstance(stored, list) else stored
