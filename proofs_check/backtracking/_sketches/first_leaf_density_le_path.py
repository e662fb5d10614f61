"""Resistances stay between their bounds, as means of what is parallel do, and each factor grows with them."""

from theory_lab.proofs.sketches import SIGNS, Induction, cell, either, never, product
from theory_lab.proofs.sketches.moves import Tree

ROWS = ("c0", "c2", "c2 - c0", "c1 - c2", "c3", "1 - c3", "c4", "1 - c4", "c5")
BACK = ("v0 - 1", "v2 - v0", "v4 - v2", "v1", "v3 - v1", "v5 - v3")
OWN = ("c7 - c5", "c8 - c7", "c6 - c0 - 1", "c1 + 1 - c6")
FIRST = len(ROWS) + len(OWN)  # of the facts that are told of what is passed back, behind those of the rows
ENDS = (
    *((0, "c0", "low", 0), (1, "c2", "low", 0), (2, "c0", "high", "c2"), (3, "c2", "high", "c1")),
    *((4, "c3", "low", 0), (5, "c3", "high", 1), (6, "c4", "low", 0), (7, "c4", "high", 1)),
    *((FIRST, "v0", "low", 1), (FIRST + 1, "v2", "low", "v0"), (FIRST + 2, "v4", "low", "v2")),
    *((FIRST + 3, "v1", "low", 0), (FIRST + 4, "v3", "low", "v1"), (FIRST + 5, "v5", "low", "v3")),
)


def induction(s: Induction) -> None:
    """v0, v2, v4 are the least, the own and the largest resistance, v1, v3, v5 the products; c0 <= c2 <= c1 what an edge adds."""
    for one in ROWS:
        s.fact("rows", one)
    for one in OWN:
        s.fact("rows", one, rows=either(either(None, never(-1)), never(-1)))
    beside = "(v0 + c0 + c3*(v4 + c1 - v0 - c0))"
    parallel = by_signs("c1", "c2", "c0", "c3", "c4", "v0", "v2", "v4", over=(f"c4*(v2 + c2) + (1 - c4)*{beside}",))
    lower = by_signs("c1", "c2", "c0", "v0", "v2", "v1", "v3", over=("v0 + c1", "v2 + c2"))
    upper = by_signs("c1", "c2", "c0", "v0", "v2", "v4", "v1", "v3", "v5", over=("v2 + c2", "v4 + c0"))
    for one, proof in zip(BACK, (None, parallel, parallel, None, lower, upper), strict=True):
        s.fact("back", one, **({"back": proof} if proof else {}))
    first = [(fact - FIRST, *end) for fact, *end in ENDS if fact >= FIRST]  # no rows are there at the first step
    s.step(1, cell(SIGNS, ["v0", "v2", "v4", "v1", "v3", "v5"], first))


def by_signs(*order: str, over: tuple[str, ...]) -> Tree:
    """What is positive is divided by; then all coefficients are positive in distances from the ends of ranges."""
    proof = cell(product(*((one, -1, 1) for one in over), then=SIGNS), order, [end for end in ENDS if end[1] in order])
    for _ in over:
        proof = either(proof, never(-1))
    return proof
