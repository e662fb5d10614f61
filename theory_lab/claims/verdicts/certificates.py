"""Certificates: what was found once with patience, in a form that can be checked again.

A certificate is a JSON file of whole numbers and exact strings.  It claims nothing by its existence: ``recheck`` re-derives every
verdict in it from the claim's own file.

Main definitions: ``certificate_path``, ``read``, ``held``, ``found``, ``Filed``, ``filed``, ``Corrupt``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import load
from theory_lab.claims.registry import is_absent, split
from theory_lab.claims.verdicts.audit.contents import Certificate, CertificateError
from theory_lab.claims.verdicts.audit.demands import misfit
from theory_lab.claims.verdicts.audit.forms import parsed

# The outcome of a claim whose certificate cannot be read: no verdict, so not one of ``Outcome``.
CORRUPT = "corrupt certificate"


@dataclass(frozen=True)
class Corrupt:
    """A certificate that is there and cannot be read; why, in one sentence."""

    reason: str


@dataclass(frozen=True)
class Filed:
    """A claim of a file: its name, and the certificate beside it where one was looked for and found."""

    name: str
    path: Path
    claim: Claim
    certificate: Certificate | Corrupt | None = None


def certificate_path(claim_path: Path) -> Path:
    """Where a claim's certificate lives: ``<paper>/certificates/<conclusion>.json``, or ``<file>.<name>.json``."""
    path, key = split(claim_path)
    folder, name = path.parent, f"{path.stem}.{key}" if key else path.stem
    if folder.name == "refuted":
        return folder.parent / "certificates" / f"refuted_{name}.json"
    return folder / "certificates" / f"{name}.json"


def read(path: Path) -> Certificate:
    """A certificate; raises ``CertificateError`` when it is corrupt."""
    try:
        content = parsed(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CertificateError(f"the certificate {path} cannot be read: {' '.join(str(error).split())[:300]}") from None
    if not isinstance(content, dict):
        raise CertificateError(f"the certificate {path} is corrupt: it must be a JSON object")
    try:
        return Certificate.from_json(content)
    except CertificateError as error:
        raise CertificateError(f"the certificate {path} {error}") from None


def held(claim: Claim) -> Certificate | None:
    """The certificate beside a claim's file, if there is one.

    Raises ``CertificateError`` when it is corrupt, as it is when it is not stale and speaks of what the claim does not have.
    """
    if claim.path is None or is_absent(path := certificate_path(claim.path)):
        return None
    certificate = read(path)
    if not certificate.is_stale(claim) and (reason := misfit(claim, certificate)):
        raise CertificateError(f"the certificate {path} is corrupt: {reason}")
    return certificate


def found(claim: Claim) -> Certificate | Corrupt | None:
    """The certificate beside a claim's file, or why it cannot be read."""
    try:
        return held(claim)
    except CertificateError as error:
        return Corrupt(str(error))


def filed(name: str, path: Path) -> Filed:
    """A claim loaded from its file with its certificate; raises what loading and reading raise."""
    claim = load(path)
    return Filed(name, path, claim, held(claim))
