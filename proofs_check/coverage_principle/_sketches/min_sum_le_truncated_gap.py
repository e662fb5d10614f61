"""What is taken of a summand is at most twice what its neighbour and the gap pay for, and the level is never exceeded."""

from proofs_check.coverage_principle._settings_stopped_by_hand import Left
from theory_lab.proofs.sketches import ZERO, Induction, cell, either, never, product, use
from theory_lab.proofs.sketches.moves import Tree


def induction(s: Induction) -> None:
    """c0 and c1 are summands, c3 is their distance; v0 and v1 are the sums, v2 that of gaps, v3 is what is left of the level."""
    at = Left("c0", "c2", "v0", "v3")
    at.rows(s, "c5", "c6")
    s.fact("rows", "c3 - c0 + c1")
    s.fact("rows", "c3")
    s.fact("rows", "c5")
    s.fact("rows", "1 - c5")
    s.equal("rows", "c4", "c0/2")
    at.told(s)

    def cases(told: int, gain: int, *part: tuple[int, str], full: Tree) -> Tree:
        """Fact ``told`` once more and what the summand gains, fact ``gain``, as far as it is taken."""
        once, all_of_it = (told, 1), (gain, 1)
        taken = cell(use(once, all_of_it, then=ZERO)), cell(product(("c0", -1, 1), then=use(*part, then=ZERO)))
        zero = either(either(cell(use(once, (10, 1))), never(23)), either(cell(use(once, (10, "v3*c2"))), never(23)))
        nothing = either(cell(full), cell(use(once)))
        return at.split(13, 19, at.taken(19, *taken, zero), nothing)

    apart = cases(17, 9, (17, "c0"), (9, "v3*c2*c0"), (22, "c0*c1"), (1, "v3/2"), full=use((17, 1), (20, "1/2")))
    s.fact("back", "v1 + v2 - (level - v3)/2", last=cell(use((4, "1/2"), (12, "c1"), (9, "c5"), then=ZERO)), back=apart)
    small = cases(18, 10, (18, "c0"), (10, "v3*c2*c0"), (2, "v3/2"), full=use((18, 1), (15, "1/2"), (0, "1/2")))
    s.fact("back", "v2 + (level - v3)/2", last=cell(use((5, "1/2"), (10, "c5"), then=ZERO)), back=small)
    short = either(cell(use((4, 2), (7, 1))), cell(use((5, 2), (7, 1))))
    nothing = either(short, either(cell(use((4, 2))), cell(use((5, 2)))))
    some = either(either(cell(use((4, 2))), cell(use((5, 2), (1, 2)))), never(8))
    s.step(0, at.split(0, 6, some, nothing))
