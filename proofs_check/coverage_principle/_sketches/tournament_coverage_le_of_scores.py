"""Two comparisons at each outcome: what the winner leaves uncovered, and what the rival certifies against the other model."""

from theory_lab.proofs.sketches import ZERO, Sketch, cell, use


def sketch(s: Sketch) -> None:
    """S0 and S1 are what the rival and the other model certify, S2 and S3 the coverages of the winner and of the other model."""
    uncovered = s.linear({"S3": 1, "S1": 1, "S2": -1})
    certified = s.linear({"S3": 1, "S0": -1, "rival": "(17/16 + more)/(2*half)"})
    s.step(uncovered, certified, *s.hypotheses, proof=cell(use((0, 1), (1, 1), (2, 1), then=ZERO)))
