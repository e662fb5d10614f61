"""Two squares at each outcome; then of two parts of the bound none is more than the square of the factor times the other."""

from theory_lab.proofs.sketches import ZERO, Sketch, cell, compare, product, root, use


def sketch(s: Sketch) -> None:
    """S0 is the strength, which is positive, S1 the coverage of the target, S2 the squared error and S3 the regret."""
    positive, small, large = s.hypotheses
    gain = s.linear({"S1": "S0/2", "S2": "1/S0*1/2", "S3": -1, "S0": "-threshold/S0 - 1", "target": "threshold", "base": "S0/2"})
    error, spread = s.linear({"S2": 1}), s.linear({"S1": 1, "target": -2, "base": 1})
    s.step(gain, positive)
    left = use((1, "factor**2*S2 - S0**2*(S1 - 1)", use((2, 1), then=ZERO)), then=ZERO)
    squares = compare("(factor**2 + 1)*S0*r", "factor*(S0**2*(S1 - 1) + S2)", then=left)
    whole = product(("2*factor*S0", -1, 1), then=squares)
    s.step(positive, small, large, error, spread, proof=cell(whole, functions=[root("r", "S2*(S1 - 1)")]))
