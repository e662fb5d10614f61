"""What a file of proofs says, in words.

Main definitions: ``told`` (texts) and ``latex`` (environments), one for each proof for all sizes or for all horizons.

Conventions: what is proved at single sizes has many cases and is not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.telling import inductions, layout, reading
from theory_lab.proofs.theorems import Theorem


def told(claim: Claim, content: Mapping[str, Any], most: int | None = None) -> list[str]:
    """The proofs as texts, the first ``most`` of them."""
    return ["\n".join(layout.plain(lines)) for lines in islice(_told(claim, content), most)]


def latex(claim: Claim, content: Mapping[str, Any]) -> list[str]:
    """The proofs as LaTeX environments, ready to paste."""
    return [layout.tex(lines) for lines in _told(claim, content)]


def _told(claim: Claim, content: Mapping[str, Any]) -> Iterator[list[str]]:
    for pattern, proof in (
        zip(patterns(claim, content.get("entry")), content["all_sizes"], strict=True) if content["all_sizes"] else ()
    ):
        yield reading.lines(pattern, proof)
    for part in content.get("horizons", ()):
        size = tuple(part["size"]) if isinstance(part["size"], list) else part["size"]
        proof, place = part["proof"], part["place"]
        head = f"For {Theorem(False, (), ((size, place),)).reach}."
        yield [head, *layout.merged(layout.shortened(list(inductions.lines(recursion(claim, size, place), proof))))]
