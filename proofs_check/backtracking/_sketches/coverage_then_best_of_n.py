"""Where the target is below ``level`` times the law it pays for the set; the rest of it is the coverage S2."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 and S1 are the masses of the set by the law and by the target."""
    paid = s.linear({"S0": "level", "S1": -1, "S2": 1})
    s.step(paid, s.linear({"S0": 1}), s.linear({"law": 1, "S0": -1}))
