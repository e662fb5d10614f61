"""The arms that are played have the largest upper bound, which is at least the largest mean."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 and S2 are the mean and the width of the arms that are played, of weight S1."""
    s.step(s.linear({"S0": 1, "S1": "-M1", "S2": 1}), s.attained("M0", "M1 - M0"), s.linear({"S1": 1}))
