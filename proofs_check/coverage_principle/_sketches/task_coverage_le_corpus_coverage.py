"""What a task covers the mixture covers at the level times its weight, where it has at least the weight of the task's mass."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 is the coverage of the task, S1 that of the mixture."""
    s.step(s.linear({"S0": "-weights_0", "S1": 1}), *s.hypotheses)
