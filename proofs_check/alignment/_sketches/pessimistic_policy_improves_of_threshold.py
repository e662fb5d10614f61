"""A square at each outcome, and the mass of the base law below the threshold."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 is the strength, which is positive; S1 and S3 are values, S2 is a coverage, S4 the squared error."""
    main = s.linear({"S3": 1, "S4": "1/S0*1/2", "S1": -1, "S2": "-S0/2", "base": "S0/2 + threshold", "S0": "-threshold/S0"})
    s.step(main, s.hypotheses[0])
