"""At a model within the budget the divergence costs no more than the offset times the budget."""

from theory_lab.proofs.sketches import Sketch, by, cell, either, use


def sketch(s: Sketch) -> None:
    """M0 is the largest gap within the budget, M1 the largest risk, or 0."""
    risk = s.everywhere[-1]
    within = either(cell(use((0, 1), (1, "offset"))), cell(use((0, 1), (1, "offset"), (2, 1))))
    beyond = either(cell(use((0, 1), (2, 1))), cell(use((0, 1))))
    most = s.attained("M0", "M1 + offset*budget - M0", by(risk, then=either(within, beyond)))
    s.step(most)
