"""Searches for tests."""

from __future__ import annotations

from typing import Any

from theory_lab.claims import Claim
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.kernel.cases import holds_at_size
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.steps import holds_for_all_horizons
from theory_lab.proofs.prover import found_at_size, found_for_all_horizons, found_for_all_sizes
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import Untraceable, statements

# For what must be found: a search ends with its proof, so that this costs nothing, and no slow processor fails a test.
AMPLE = 200.0
LITTLE = 2.0  # for what must not be found


def for_all_sizes(claim: Claim, seconds: float) -> list[Any] | None:
    """Proofs of the patterns of a claim that the kernel accepts."""
    proofs, _ = found_for_all_sizes(claim, seconds)
    if proofs is not None:
        for pattern, proof in zip(patterns(claim, few=True), proofs, strict=True):
            holds_for_all_sizes(pattern, proof)
    return proofs


def at_size(claim: Claim, size: Any, seconds: float) -> list[Any] | None:
    """Proofs of the statements of a claim at a size that the kernel accepts."""
    proofs, _ = found_at_size(claim, size, seconds)
    if proofs is not None:
        for statement, proof in zip(statements(claim, size), proofs, strict=True):
            holds_at_size(statement, proof)
    return proofs


def for_all_horizons(claim: Claim, seconds: float) -> bool:
    """Whether a proof for all horizons is found and accepted."""
    stepped = found_for_all_horizons(claim, seconds)
    for size, place, proof in stepped:
        holds_for_all_horizons(recursion(claim, size, place), proof)
    return bool(stepped)


def at_all_sizes(claim: Claim, seconds: float) -> bool:
    """Whether a proof is found and accepted for all sizes, for all horizons, or at every size of the claim."""
    try:
        if for_all_sizes(claim, seconds) is not None or for_all_horizons(claim, seconds):
            return True
        return all(at_size(claim, size, seconds) is not None for size in claim.sizes or (None,))
    except (Rejected, Untraceable):
        return False
