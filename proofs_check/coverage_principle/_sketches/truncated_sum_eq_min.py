"""The sum with weights and what is left of the level add up to the level."""

from proofs_check.coverage_principle._settings_stopped_by_hand import Left
from theory_lab.proofs.sketches import ZERO, Induction, cell, product, use
from theory_lab.proofs.sketches.moves import Tree


def exact(fact: int) -> Tree:
    """The part of a summand that is taken is all that is left."""
    return product(("c1", -1, 1), then=use((fact, "v2"), then=ZERO))


def induction(s: Induction) -> None:
    """v0 is the sum with weights, v1 that without, v2 what is left of the level; c1 is a summand and c0 its inverse."""
    at = Left("c1", "c0", "v1", "v2")
    at.rows(s, "c2", "c3")
    part = cell(exact(2), below=exact(1))
    s.equal("back", "v0", "level - v2", back=at.split(9, 13, at.taken(13, cell(ZERO), part)))
    at.told(s)
    s.step(0, at.split(0, 4))
