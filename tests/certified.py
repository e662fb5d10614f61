"""Certificates of claim files that tests write: the same file is certified once for all tests of a process.

Main definitions: ``with_certificate``.

Conventions: for tests that begin with a certificate, and not for those of ``certify`` itself.
"""

from __future__ import annotations

from pathlib import Path

from theory_lab.claims.checks.certify import certify
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.certificates import certificate_path

_MADE: dict[tuple[str, str], bytes] = {}


def with_certificate(path: Path) -> Path:
    """The path, with the certificate beside it that ``certify`` writes for a claim of its name and its text."""
    what, place = (path.stem, path.read_text(encoding="utf-8")), certificate_path(path)
    if what not in _MADE:
        assert certify(load(path), path.stem, place).ok
        _MADE[what] = place.read_bytes()
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(_MADE[what])
    return path
