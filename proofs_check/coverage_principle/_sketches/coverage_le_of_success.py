"""Given success a response has its probability over that of success, and is below the level where the law is."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 is the probability of success, S1 the coverage given success and S2 that of the law."""
    s.step(s.linear({"S2": "1/S0", "S1": -1}), *s.hypotheses)
