"""No ratio lies between the level and the least ratio that is not below it."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """M0 is the largest ratio, M1 the least one that is not below the level."""
    s.attained("M0", "M0")
    s.attained("M1", "M1 - M0*(1 - place)")
    s.step(s.linear({"S0": 1, "S1": -1}), s.linear({"S0": -1, "S1": 1}))
