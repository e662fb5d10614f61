"""The first policy is optimal at its strength, outcome by outcome."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 and S2 are the strengths, S1 and S3 the coverages, S4 is the squared distance, S5 the difference of values."""
    s.linear({"S2": 1, "S0": -1})
    positive = s.follows("S2", strict=True)
    told = {"S5": 1, "S1": "-S0/2", "S3": "S0/2", "S4": "-S0/2", "S0": "-threshold/S0", "S2": "threshold/S2"}
    s.step(s.linear(told), positive, s.hypotheses[0])
