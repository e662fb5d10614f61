"""The model of the constrained risk is admitted and pays its offset risk and its share of the budget, or there is none."""

from theory_lab.proofs.sketches import Sketch, by, cell, either, use


def sketch(s: Sketch) -> None:
    """M0 is the largest regret within the budget, M1 the offset risk."""
    within = either(cell(use((0, 1), (2, "offset"))))
    s.step(s.attained("M0", "part(M1) + offset*budget - M0", by(s.everywhere[-1], then=either(within, within))))
