"""Two squares at each outcome; then the squared error is at most what the strength allows."""

from theory_lab.proofs.sketches import ZERO, Sketch, cell, use


def sketch(s: Sketch) -> None:
    """S0 is the strength, which is positive, S1 the coverage of the target, S2 the squared error and S3 the regret."""
    positive, enough = s.hypotheses
    gain = s.linear({"S1": "S0/2", "S2": "1/S0*1/2", "S3": -1, "S0": "-threshold/S0 - 1", "target": "threshold", "base": "S0/2"})
    s.step(gain, positive)
    s.step(positive, enough, proof=cell(use((1, "1/S0*1/2"), then=ZERO)))
