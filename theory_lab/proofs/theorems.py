"""Proofs of a claim, as a file beside it.

A file of proofs stores proof trees and nothing else: what they prove is derived again from the claim's own code, and the kernel
goes through every tree.  Part of the trusted base.

Main definitions
----------------
``Theorem``   what was proved: for all sizes, or at the sizes listed
``verified``  the theorem that stored proofs give; raises ``Rejected``
``proofs_path``, ``write``, ``read``  the file of a claim

Conventions
-----------
A claim holds *for all sizes* by its pattern at sizes 2 to 5 (see ``separate``); at a size it holds for all real parameters.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import fingerprint
from theory_lab.claims.registry import split
from theory_lab.files import write_json
from theory_lab.proofs.kernel.cases import holds_at_size
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.sums import holds_for_all_sizes
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import Untraceable, statements

FORMAT = 1
MALFORMED = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
__all__ = ["Rejected", "Theorem", "Untraceable", "content_of", "proofs_path", "read", "verified", "write"]


@dataclass(frozen=True)
class Theorem:
    """For what a claim is proved."""

    all_sizes: bool
    sizes: tuple[Any, ...]

    @property
    def is_proved(self) -> bool:
        """Whether anything is."""
        return self.all_sizes or bool(self.sizes)

    def __str__(self) -> str:
        if self.all_sizes:
            return "proved (all n)"
        if self.sizes == (None,):
            return "proved"
        return f"proved (n = {', '.join(map(str, self.sizes))})" if self.sizes else "open"


def content_of(claim: Claim, identifier: str, patterned: list[Any] | None, sized: list[tuple[Any, list[Any]]]) -> dict[str, Any]:
    """What a file of proofs stores."""
    sizes = [{"size": size, "proofs": proofs} for size, proofs in sized]
    head = {"format": FORMAT, "claim": identifier, "digest": fingerprint(claim), "statement": claim.statement}
    return {**head, "all_sizes": patterned, "sizes": sizes}


def verified(claim: Claim, content: Mapping[str, Any]) -> Theorem:
    """The theorem that the stored proofs give for a claim; raises ``Rejected`` with a sentence."""
    try:
        if content["format"] != FORMAT:
            raise Rejected(f"the proofs have format {content['format']!r}, not {FORMAT}")
        if content["digest"] != fingerprint(claim):
            raise Rejected("the claim's file changed since it was proved")
        if content["all_sizes"] is not None:
            _all(patterns(claim), content["all_sizes"], holds_for_all_sizes)
        sizes = [_size_of(claim, part) for part in content["sizes"]]
        for size, part in zip(sizes, content["sizes"], strict=True):
            _all(statements(claim, size), part["proofs"], holds_at_size)
    except Untraceable as error:
        raise Rejected(f"the claim is no formula: {error}") from None
    except MALFORMED as error:
        raise Rejected(f"a proof is malformed: {type(error).__name__}: {error}") from error
    return Theorem(content["all_sizes"] is not None, tuple(sizes))


def _all(stated: list[Any], proofs: Any, accept: Any) -> None:
    if len(stated) != len(proofs) or not stated:
        raise Rejected(f"there are {len(stated)} statements and {len(proofs)} proofs")
    for one, proof in zip(stated, proofs, strict=True):
        accept(one, proof)


def _size_of(claim: Claim, part: Mapping[str, Any]) -> Any:
    for size in claim.sizes or (None,):
        if json.loads(json.dumps(size)) == part["size"]:
            return size
    raise Rejected(f"the claim has no size {part['size']!r}")


def proofs_path(path: Path) -> Path:
    """Where the proofs of the claim of a place are stored."""
    file, key = split(path)
    return file.parent / "proofs" / (f"{file.stem}.{key}.json" if key else f"{file.stem}.json")


def write(path: Path, content: Mapping[str, Any]) -> None:
    """Write the proofs of the claim in a file, whole or not at all."""
    write_json(proofs_path(path), content)


def read(path: Path) -> dict[str, Any]:
    """The stored proofs of the claim in a file; raises ``Rejected`` for a file that is no JSON."""
    try:
        content = json.loads(proofs_path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Rejected(f"the proofs cannot be read: {error}") from None
    if not isinstance(content, dict):
        raise Rejected("the proofs are no JSON object")
    return content
