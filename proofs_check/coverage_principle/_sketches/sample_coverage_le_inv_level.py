"""Where the rival is above the level, its ratio to the mixture is; and the mean of that ratio is one of the two means."""

from theory_lab.proofs.sketches import Sketch, by,look


def sketch(s: Sketch) -> None:
    """S1 and S2 are the means of the ratios of both components to the mixture."""
    s.step(s.linear({"S0": "-level", "S1": "rivals_0", "S2": "rivals_1"}, by(then=look())), *s.hypotheses)
