"""What an edge has more is a square, for the climb at its lower end is that at the upper one and twice volume over weight."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 and S1 are parts of the volume below the edge."""
    below = [s.linear({name: 1}) for name, _ in s.pattern.sums]
    s.step(*s.hypotheses, *below)
