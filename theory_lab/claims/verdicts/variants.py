"""Claims next to a claim.

A claim with a sharper right side, without one hypothesis, or with its unknown constant fixed: what tightness is measured on.

Main definitions: ``variant``, ``sharpened``, ``without``, ``at_constant``.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from theory_lab.claims.claim import Claim


def variant(claim: Claim, **changes: Any) -> Claim:
    """The claim with other sides or hypotheses and without its own tightness declarations."""
    plain = {"tight_at": None, "sharpened": None, "necessary": (), "rate": ""}
    return replace(claim, **(plain | changes))


def sharpened(claim: Claim) -> Claim:
    """The claim with its sharpened right side (or the sharpened chain's last step)."""
    if claim.chain:
        return variant(claim, chain=(claim.chain[0], claim.sharpened))
    return variant(claim, rhs=claim.sharpened)


def without(claim: Claim, name: str) -> Claim:
    """The claim without one hypothesis."""
    return variant(claim, given={k: v for k, v in claim.given.items() if k != name})


def at_constant(claim: Claim, constant: Fraction) -> Claim:
    """The claim with its unknown constant fixed."""
    fixed = {"unknown": "", "bracket": None}
    return variant(claim, lhs=lambda i: claim.lhs(i, constant), rhs=lambda i: claim.rhs(i, constant), **fixed)


def bracket(claim: Claim) -> tuple[Fraction, Fraction]:
    """Where the unknown constant is sought; ``ValueError`` for a claim without one."""
    if claim.bracket is None:
        raise ValueError("this claim has no unknown constant")
    return claim.bracket
