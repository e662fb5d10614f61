"""Each policy is optimal at its own strength, outcome by outcome; the values cancel."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 and S1 are the strengths, S2 is the squared distance, S3 and S4 are the coverages."""
    more = s.linear({"S1": 1, "S0": -1})
    positive = s.follows("S1", strict=True)
    both = {"S3": "(S1 - S0)/2", "S4": "(S0 - S1)/2", "S2": "-(S0 + S1)/2", "S0": "-less/S0", "S1": "less/S1"}
    s.step(s.linear(both), positive, more, s.hypotheses[0])
