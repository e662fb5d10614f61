"""Where a task is above the level, the mixture is above the level times the task's weight, with at least its part of the mass."""

from theory_lab.proofs.sketches import SIGNS, Sketch, by, either, never, use


def sketch(s: Sketch) -> None:
    """S0 is the coverage of the task, S1 that of the mixture."""
    below = never(2, use((0, "weights_0"), then=SIGNS))
    s.step(s.linear({"S0": "-weights_0", "S1": 1}, by(then=either(yes=either(no=either(no=below))))), *s.hypotheses)
