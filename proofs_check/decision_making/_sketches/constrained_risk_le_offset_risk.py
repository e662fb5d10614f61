"""A gap under the constraint is the offset gap, and at most the offset times the budget."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """Of each model there are the mean divergence, the mean gap and the offset gap."""
    models = s.number + 2
    offset = [s.linear({f"S{2 * models + j}": 1, f"S{2 * j + 1}": -1, f"S{2 * j}": "offset"}) for j in range(models)]
    s.step(*offset)
