"""A claim's proof in words, where a file of proofs lies beside it.

Main definitions
----------------
``Told``  for what a proof is stored, and how it goes
``told``  the stored proof of a claim, or None

Conventions: nothing is verified here, and the page says so; a proof of what the claim's file said before is not shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.proofs.evidence.files import Proofs, found
from theory_lab.proofs.evidence.places import sketch_path
from theory_lab.proofs.telling import stored

AGAIN = "theory-lab recheck verifies it step by step."
# Letters of a proof on a page: a quarter of an hour of reading, and a page that opens at once.  One proof in a hundred is longer.
MOST = 100_000


@dataclass(frozen=True)
class Told:
    """A sentence on what was proved, the proof in words (none for those at single sizes), and the sketch that it is by."""

    head: str
    text: str
    sketch: str = ""


def told(claim: Claim) -> Told | None:
    """The proof stored beside a claim's file; None where there is none that is of this claim."""
    proofs = found(claim)
    if not isinstance(proofs, Proofs) or not proofs.theorem.is_proved:
        return None
    one = _told(claim, proofs.content)
    path = claim.path and sketch_path(claim.path)
    return replace(one, sketch=path.read_text(encoding="utf-8")) if one.text and path and path.exists() else one


def _told(claim: Claim, content: Mapping[str, Any]) -> Told:
    sizes = ", ".join(str(part["size"]) for part in content["sizes"])
    if content["all_sizes"] is None and "horizons" in content:
        head = f"A proof for all horizons and all real parameters is stored beside the claim; {AGAIN}"
        return Told(head, "\n\n".join(stored.told(claim, content)))
    if content["all_sizes"] is None:
        at = "" if sizes == "None" else f" at n = {sizes}"
        return Told(f"A proof for all real parameters{at} is stored beside the claim; {AGAIN}", "")
    head = f"A proof for all sizes and all real parameters is stored beside the claim; {AGAIN}"
    text = "\n\n".join(stored.told(claim, content, stored.SHOWN))
    return Told(f"{stored.rest(claim, content)} {head}".lstrip(), _cut(text))


def _cut(text: str) -> str:
    """A text that fits a page, with whole lines and a last one that says what prints the rest."""
    if len(text) <= MOST:
        return text
    shown = text[:MOST].rpartition("\n")[0]
    left = text.count("\n") - shown.count("\n")
    return f"{shown}\n\n{left:,} more lines; theory-lab prove --show prints them."
