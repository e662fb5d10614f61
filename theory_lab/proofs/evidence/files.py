"""Files of proofs, one beside each claim that has any.

A file claims nothing by its existence: what it says is shown as ``stored`` until this very code has verified it.

Main definitions: ``Proofs``, ``found``, ``gone_through``, ``sealed``, ``write``.

Conventions: ``library`` in a file says which code last verified the rest of it, as in a certificate: hashes of the kernel with
all other code that decides, of the formulas that the claim imports, and of the content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.registry import is_absent
from theory_lab.claims.verdicts.audit.contents import Library
from theory_lab.claims.verdicts.audit.library import TRUSTED, code_of, formulas_code
from theory_lab.claims.verdicts.certificates import Corrupt
from theory_lab.files import write_whole
from theory_lab.proofs.evidence.places import proofs_path
from theory_lab.proofs.evidence.sharing import SHARED, packed, unpacked
from theory_lab.proofs.theorems import CHANGED, Rejected, Theorem, stated, verified

# What goes through a proof, and what derives from the claim's code that which it has to prove.
KERNEL = (
    "proofs/terms.py", "proofs/symbols.py", "proofs/asking.py", "proofs/code", "proofs/statements.py", "proofs/ranks.py",
    "proofs/counts.py", "proofs/columns.py", "proofs/separate.py", "proofs/infinities.py", "proofs/trees", "proofs/horizons",
    "proofs/theorems.py", "proofs/kernel",
)  # fmt: skip

LARGE = 100_000  # characters of proofs that nobody reads line by line: what they have in common is written once


@dataclass(frozen=True)
class Proofs:
    """What a file of proofs contains, and the theorem that it says it gives; ``stale`` says why it gives none any more."""

    content: Mapping[str, Any]
    theorem: Theorem
    stale: str = ""

    def is_edited(self) -> bool:
        """True if it is not what was last verified."""
        library = self.content.get("library")
        return library is not None and library != asdict(Library(library["trusted"], library["formulas"], _seal(self.content)))

    def is_verified(self, claim: Claim) -> bool:
        """True if this very content was verified by the code that is here now; else it is ``to recheck``."""
        return self.content.get("library") == asdict(_library(claim, self.content))


def found(claim: Claim) -> Proofs | Corrupt | None:
    """The proofs beside a claim's file, or why they cannot be read."""
    if claim.path is None or is_absent(place := proofs_path(claim.path)):
        return None
    try:
        content = json.loads(place.read_text(encoding="utf-8"))
        if not isinstance(content, dict):
            raise Rejected("they are not a JSON object")
        _require_library(content.get("library"))
        content = unpacked(content)
        return Proofs(content, stated(claim, content))
    except Rejected as reason:
        if str(reason) == CHANGED:
            return Proofs(content, Theorem(False, ()), CHANGED)
        return Corrupt(f"the proofs {place} are corrupt: {reason}")
    except (OSError, ValueError, RecursionError) as error:
        return Corrupt(f"the proofs {place} cannot be read: {' '.join(str(error).split())[:300]}")


def gone_through(claim: Claim) -> Theorem:
    """What the proofs beside a claim's file prove, gone through by the kernel now; nothing where they are none of this claim."""
    proofs = found(claim)
    if not isinstance(proofs, Proofs) or proofs.stale:
        return Theorem(False, ())
    try:
        return verified(claim, proofs.content)
    except Rejected:
        return Theorem(False, ())


def _require_library(library: Any) -> None:
    names = set(asdict(Library("", "", "")))
    if library is not None and not (
        isinstance(library, dict) and library.keys() == names and all(isinstance(value, str) for value in library.values())
    ):
        raise Rejected(f"their entry 'library' must have the texts {', '.join(sorted(names))}")


def sealed(claim: Claim, content: Mapping[str, Any]) -> dict[str, Any]:
    """The content as verified by the code that is here now."""
    return {**content, "library": asdict(_library(claim, content))}


def _library(claim: Claim, content: Mapping[str, Any]) -> Library:
    return Library(code_of((*TRUSTED, *KERNEL)), formulas_code(claim.imports), _seal(content))


def _seal(content: Mapping[str, Any]) -> str:
    bare = {name: part for name, part in content.items() if name != "library"}
    return hashlib.sha256(json.dumps(bare, sort_keys=True).encode()).hexdigest()


def write(path: Path, content: Mapping[str, Any]) -> None:
    """Write the proofs of the claim in a file, an entry a line, whole or not at all."""
    content = packed(content) if len(_compact(content)) > LARGE else content
    lines = [f"{json.dumps(name)}: {_compact(part)}" for name, part in content.items() if name != SHARED]
    if SHARED in content:  # a part a line, which is at its number
        lines.append(f"{json.dumps(SHARED)}: [\n" + ",\n".join(map(_compact, content[SHARED])) + "\n]")
    write_whole(proofs_path(path), "{\n" + ",\n".join(lines) + "\n}\n")


def _compact(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
