"""What stored proofs of a claim prove.

A file of proofs stores proof trees and nothing else that is believed: what they prove is derived again from the claim's own
code, and the kernel goes through every tree.  Part of the trusted base.

Main definitions
----------------
``Theorem``   what was proved: for all sizes, for all horizons, or at the sizes listed
``stated``    the theorem that they say they give
``verified``  the theorem that they do give; raises ``Rejected``

Conventions
-----------
A claim holds *for all sizes* by its pattern at a few sizes, or on trees (see ``separate``), *for all horizons* from 2 on by its
recursion at a few horizons (see ``horizons``); at a size it holds for all real parameters.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import LoadError, anew, fingerprint
from theory_lab.claims.registry import split
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.horizons.recursions import at_horizon, places
from theory_lab.proofs.kernel.cases import holds_at_size
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.steps import holds_for_all_horizons
from theory_lab.proofs.separate import is_on_trees, patterns
from theory_lab.proofs.statements import Untraceable, statements

FORMAT = 1
CHANGED = "the claim's file changed since it was proved"
MALFORMED = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
ENTRIES = {"format", "claim", "digest", "statement", "all_sizes", "sizes"}
__all__ = ["Rejected", "Theorem", "Untraceable", "content_of", "stated", "verified"]


@dataclass(frozen=True)
class Theorem:
    """For what a claim is proved."""

    all_sizes: bool
    sizes: tuple[Any, ...]
    horizons: tuple[tuple[Any, int | None], ...] = ()  # sizes with the entry that is the horizon
    on_trees: bool = False  # whether all sizes are those of trees
    along: tuple[Any, ...] = ()  # the sizes with one entry left free of which all sizes consist, where they are tuples

    @property
    def is_proved(self) -> bool:
        """Whether anything is."""
        return self.all_sizes or bool(self.sizes) or bool(self.horizons)

    def is_at(self, size: Any) -> bool:
        """Whether it is about a size."""
        return self.all_sizes or size in self.sizes or any(_alike(size, one, place) for one, place in self.horizons)

    @property
    def reach(self) -> str:
        """``all n``, ``every tree``, ``all horizons, n = (2, H)``, ``n = 2, 3``, ``as stated`` without sizes; '' for nothing."""
        if self.all_sizes:
            return "every tree" if self.on_trees else ", n = ".join(("all n", *filter(None, [", ".join(map(str, self.along))])))
        if self.sizes == (None,):
            return "as stated"
        open_ended = [str(at_horizon(size, place, _H)) for size, place in self.horizons if place is not None]
        sizes = f"n = {', '.join((*open_ended, *map(str, self.sizes)))}" if open_ended or self.sizes else ""
        return ", ".join(filter(None, ("all horizons" if self.horizons else "", sizes)))

    def __str__(self) -> str:
        return f"proved ({self.reach})" if self.is_proved else "open"


class _Free(str):
    """An entry of a size that is free, as it is shown."""

    __repr__ = str.__str__


_H, _N = _Free("H"), _Free("N")


def content_of(
    claim: Claim,
    identifier: str,
    patterned: list[Any] | None,
    sized: list[tuple[Any, list[Any]]],
    stepped: Sequence[tuple[Any, int | None, Any]] = (),
    entry: int | None = None,
) -> dict[str, Any]:
    """What a file of proofs stores."""
    sizes: list[dict[str, Any]] = [{"size": size, "proofs": proofs} for size, proofs in sized]
    head = {"format": FORMAT, "claim": identifier, "digest": fingerprint(claim), "statement": claim.statement}
    steps = {"horizons": [{"size": size, "place": place, "proof": proof} for size, place, proof in stepped]} if stepped else {}
    return {**head, "all_sizes": patterned, **({} if entry is None else {"entry": entry}), "sizes": sizes, **steps}


def stated(claim: Claim, content: Mapping[str, Any]) -> Theorem:
    """The theorem that stored proofs say they give for a claim; raises ``Rejected`` where they cannot be of it."""
    try:
        if content["format"] != FORMAT:
            raise Rejected(f"the proofs have format {content['format']!r:.60}, not {FORMAT}")
        if content.keys() - {"library", "horizons", "entry"} != ENTRIES:
            raise Rejected(f"the proofs have other entries than {', '.join(sorted(ENTRIES))}")
        if content["digest"] != fingerprint(claim):
            raise Rejected(CHANGED)
        if claim.path is None or content["claim"].rpartition(".")[2] != (split(claim.path)[1] or claim.path.stem):
            raise Rejected(f"they are the proofs of {content['claim']!r:.60}")
        if content["statement"] != claim.statement:
            raise Rejected("they tell another statement")
        sizes = tuple(_size_of(claim, part) for part in content["sizes"])
        if len(set(map(repr, sizes))) < len(sizes):
            raise Rejected("a size stands twice in the proofs")
        horizons = tuple((_size_of(claim, part), part["place"]) for part in content.get("horizons", ()))
        for size, place in horizons:
            if type(place) not in (int, type(None)) or place not in places(size):
                raise Rejected(f"the size {size} has no entry {place!r:.60} that may be the horizon")
        if any(_alike(size, *other) for k, (size, _) in enumerate(horizons) for other in horizons[:k]):
            raise Rejected("a horizon stands twice in the proofs")
        for_all, entry = content["all_sizes"] is not None, content.get("entry")
        if entry is not None and any(entry not in places(size) for size in claim.sizes):
            raise Rejected(f"the sizes have no entry {entry!r:.60} that is a number")
        along = tuple(dict.fromkeys(at_horizon(size, entry, _N) for size in claim.sizes)) if for_all and entry is not None else ()
        return Theorem(for_all, sizes, horizons, for_all and entry is None and is_on_trees(claim), along)
    except MALFORMED as error:
        if isinstance(error, KeyError):
            raise Rejected(f"the proofs lack the entry {error}") from None
        raise Rejected(f"the proofs are malformed: {type(error).__name__}: {' '.join(str(error).split())[:200]}") from error


def verified(claim: Claim, content: Mapping[str, Any]) -> Theorem:
    """The theorem that the stored proofs give for a claim; raises ``Rejected`` with a sentence."""
    theorem = stated(claim, content)
    claim = _anew(claim)
    try:
        if theorem.all_sizes:
            _all(patterns(claim, content.get("entry")), content["all_sizes"], holds_for_all_sizes)
        for size, part in zip(theorem.sizes, content["sizes"], strict=True):
            _all(statements(claim, size), part["proofs"], holds_at_size)
        for (size, place), part in zip(theorem.horizons, content.get("horizons", ()), strict=True):
            holds_for_all_horizons(recursion(claim, size, place), part["proof"])
    except Untraceable as error:
        raise Rejected(f"the claim is no formula: {error}") from None
    except MALFORMED as error:
        raise Rejected(f"a proof is malformed: {type(error).__name__}: {' '.join(str(error).split())[:200]}") from error
    return theorem


def _anew(claim: Claim) -> Claim:
    """The claim of a run of its file that saw no instance: what code kept of one would be read as what it is at all."""
    try:
        found = anew(claim)
    except LoadError as error:
        raise Rejected(f"the claim cannot be loaded: {error}") from None
    if fingerprint(found) != fingerprint(claim):
        raise Rejected(CHANGED)
    return found


def _alike(size: Any, other: Any, place: int | None) -> bool:
    """Whether sizes differ in the horizon alone, which is a whole number in both: words and the like are no horizons."""
    if place not in places(size) or place not in places(other):
        return False
    return at_horizon(size, place, 0) == at_horizon(other, place, 0)


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
