"""On the set the law has at least what the target has there beyond the event, over the level."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 and S1 are the masses of the set, S2 that of the event."""
    some, most = s.linear({"S0": 1}), s.linear({"S0": -1, "law": 1})
    s.step(s.linear({"S0": "level", "S1": -1, "S2": 1}), some, most)
