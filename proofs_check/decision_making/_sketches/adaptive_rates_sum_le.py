"""The root of the sum grows by at least half of what is added: a square."""

from theory_lab.proofs.sketches import ZERO, Induction, cell, either, product, root, use


def induction(s: Induction) -> None:
    """c0 is a number and v0 the sum of the quotients; v1 is what the root grows by, v3 the root and v2 its square."""
    s.fact("rows", "c0")
    s.fact("rows", "c2 - start")
    s.fact("rows", "2*c2 - 2*start - c1")
    s.equal("rows", "c3", "c2**2")
    s.equal("back", "v2", "v3**2")
    s.fact("back", "v3 - start")
    grown = use((4, "r"), ("r - v3", 1), then=ZERO)
    square = cell(product(("r", -1, 1), then=grown), functions=[root("r", "c0 + v3**2")])
    s.fact("back", "2*v1 - v0", back=either(square, None))
