"""Where proofs, and sketches of them, are stored.

A module of its own, so that what finds none for a claim imports nothing of the kernel.

Main definitions: ``proofs_path``, ``sketch_path``.
"""

from __future__ import annotations

from pathlib import Path

from theory_lab.claims.verdicts.certificates import certificate_path


def proofs_path(path: Path) -> Path:
    """Where the proofs of the claim in a file are stored: ``<paper>/proofs/<conclusion>.json``."""
    certificate = certificate_path(path)
    return certificate.parent.parent / "proofs" / certificate.name


def sketch_path(path: Path) -> Path:
    """Where the sketch of the claim of a place is: ``<paper>/_sketches/<conclusion>.py``."""
    proofs = proofs_path(path)
    return proofs.parent.parent / "_sketches" / f"{proofs.stem}.py"
