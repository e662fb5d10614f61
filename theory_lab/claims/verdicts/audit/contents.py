"""What a certificate contains, and its JSON.

Main definitions: ``Certificate``, ``Library``, ``CertificateError``.

Conventions: a certificate that this very code verified in full says so (``library``); any other is ``to recheck``, and what it
says is shown as ``stored``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import fingerprint
from theory_lab.claims.verdicts.audit.forms import require_form, sized
from theory_lab.claims.verdicts.audit.library import formulas_code, trusted_code
from theory_lab.claims.verdicts.exhaustive import Reach
from theory_lab.claims.verdicts.judge import Verdict
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.files import write_whole

FORMAT = 1


class CertificateError(Exception):
    """A certificate that cannot be read; the message is one sentence."""


@dataclass(frozen=True)
class Library:
    """The code that last verified a certificate in full (trusted code, formulas), and the content that it verified, as hashes."""

    trusted: str
    formulas: str
    content: str


@dataclass(frozen=True)
class Certificate:
    """What was found of the claim of a name, and the code (by its fingerprint) of which it was found.

    ``counts``, ``details`` and ``problems`` report what was done; ``reach``, ``instances``, ``constants`` can be derived again.
    ``library`` is None where it was never verified, or by a version that did not say so.
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
    library: Library | None = None

    @classmethod
    def from_json(cls, content: Any) -> Certificate:
        """Of an object of JSON; raises ``CertificateError`` with what is wrong, as the predicate of a sentence."""
        try:
            if isinstance(content, dict) and content.get("format", FORMAT) != FORMAT:
                raise CertificateError(f"has format {content['format']!r:.60}; this version reads format {FORMAT}")
            require_form(content)
            certificate = cls(
                content["claim"],
                content["fingerprint"],
                Outcome(content["outcome"]),
                Level(content["evidence"]),
                dict(content["counts"]),
                tuple(_reach(stored) for stored in content["reach"]),
                {name: _verdict(stored) for name, stored in content["instances"].items()},
                {name: Fraction(text) for name, text in content["constants"].items()},
                tuple((name, text) for name, text in content["details"]),
                tuple(content["problems"]),
                Library(**content["library"]) if content.get("library") is not None else None,
            )
        except (TypeError, ValueError, ArithmeticError, RecursionError) as error:
            raise CertificateError(f"is corrupt: {' '.join(str(error).split())[:300]}") from None
        return certificate

    def to_json(self) -> dict[str, Any]:
        """The certificate as an object of valid JSON."""
        return self._content() | ({} if self.library is None else {"library": asdict(self.library)})

    def _content(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "claim": self.claim,
            "fingerprint": self.fingerprint,
            "outcome": self.outcome,
            "evidence": self.evidence,
            "counts": dict(self.counts),
            "reach": [
                {name: value for name, value in asdict(part).items() if value is not None or name == "size"}
                for part in self.reach
            ],
            "instances": {name: _stored(verdict) for name, verdict in self.instances.items()},
            "constants": {name: str(constant) for name, constant in self.constants.items()},
            "details": [list(row) for row in self.details],
            "problems": list(self.problems),
        }

    @cached_property
    def _seal(self) -> str:
        return hashlib.sha256(json.dumps(self._content(), sort_keys=True, allow_nan=False).encode()).hexdigest()

    def write(self, path: Path) -> None:
        """Write the certificate whole or not at all."""
        write_whole(path, json.dumps(self.to_json(), indent=1, sort_keys=True, allow_nan=False) + "\n")

    def is_stale(self, claim: Claim) -> bool:
        """True if the claim's file changed since."""
        return self.fingerprint != fingerprint(claim)

    @property
    def is_edited(self) -> bool:
        """True if it is not what was last verified."""
        return self.library is not None and self.library.content != self._seal

    def is_verified(self, claim: Claim) -> bool:
        """True if this very content was verified by the code that is here now; else it is ``to recheck``."""
        return self.library == Library(trusted_code(), formulas_code(claim.imports), self._seal)

    def verified(self, claim: Claim) -> Certificate:
        """The same, as verified by the code that is here now."""
        return replace(self, library=Library(trusted_code(), formulas_code(claim.imports), self._seal))


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
    return Verdict(Outcome(stored["outcome"]), stored["raw"], sized(stored["size"]), stored["lhs"], stored["rhs"], ratio)


def _reach(stored: dict[str, Any]) -> Reach:
    return Reach(**{**stored, "size": sized(stored["size"])})
